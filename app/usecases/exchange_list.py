"""How the exchange with providers stands now: what is on its way, what is due, what fits nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from app.domain.calendar import CalendarMissingError
from app.domain.case import Case, SendingStage
from app.domain.case_states import CaseState
from app.domain.language import Bilingual
from app.domain.passport import Carrier
from app.ports.exchange import Letter, LetterKind
from app.ports.storage import OutboxItem
from app.rules.delivery_watch import Watch, delivery_watch
from app.rules.roles import role_for
from app.usecases.situation import passport_of
from app.usecases.work import Work

_ON_THE_WAY = (CaseState.SENT, CaseState.SEND_ERROR)
_WITH_PROVIDER = (CaseState.SENT, CaseState.IN_WORK)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeLine:
    """One case on its way to its provider or with it; ``since`` is when its stage was reached."""

    case_id: str
    number: str
    service: Bilingual
    provider: Bilingual
    stage: SendingStage
    since: datetime | None
    on_paper: bool = False
    error: str = ""
    waits_for: str = ""
    next_try: datetime | None = None
    due: datetime | None = None
    watch: Watch = Watch.EXEMPT


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLetter:
    """A letter of a provider that fits nothing; ``why`` is the code of what stood in its way."""

    id: str
    kind: LetterKind
    number: str
    came_at: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeNow:
    """Everything about the exchange at one moment.

    ``stages_waiting``: events for the monitoring system that did not leave yet, ``stages_since`` the
    time of the oldest.
    """

    now: datetime
    sending: tuple[ExchangeLine, ...] = ()
    due: tuple[ExchangeLine, ...] = ()
    letters: tuple[KeptLetter, ...] = ()
    stages_waiting: int = 0
    stages_since: datetime | None = None
    may_settle: bool = False


def exchange_now(work: Work) -> ExchangeNow:
    """The exchange of this branch; the longest waiting and the nearest due come first."""
    pending = tuple(work.store.outbox.pending())
    stages = [item.made_at for item in pending if item.kind == "monitoring"]
    waiting = {item.case_id: item for item in pending if item.kind == "send"}
    sending = [_line(work, case, waiting.get(case.id)) for case in _cases(work, _ON_THE_WAY)]
    due = [_line(work, case, None) for case in _cases(work, _WITH_PROVIDER)]
    return ExchangeNow(
        now=work.now,
        sending=tuple(sorted(sending, key=lambda line: (line.since or work.now, line.number))),
        due=tuple(
            sorted(
                (line for line in due if line.due is not None),
                key=lambda line: (line.due or work.now, line.number),
            )
        ),
        letters=tuple(_letter(item) for item in work.store.outbox.kept()),
        stages_waiting=len(stages),
        stages_since=min(stages, default=None),
        may_settle=role_for("settle_letter", work.actor, work.branch) is not None,
    )


def _cases(work: Work, states: tuple[CaseState, ...]) -> Iterable[Case]:
    found = work.store.cases.in_states(states)
    return (case for case in found if case.branch_id == work.branch.code and not case.children)


def _line(work: Work, case: Case, item: OutboxItem | None) -> ExchangeLine:
    passport = passport_of(work, case)
    bare = Bilingual(case.service_id, case.service_id)
    stage, since = (
        case.sending.reached if case.sending is not None else (SendingStage.KEPT_HERE, None)
    )
    due = case.registration.delivery_due if case.registration is not None else None
    return ExchangeLine(
        case_id=case.id,
        number=case.number,
        service=passport.name.shown if passport is not None else bare,
        provider=passport.provider.shown if passport is not None else Bilingual("", ""),
        stage=stage,
        since=since,
        on_paper=case.carrier is Carrier.PAPER,
        error=case.sending.error if case.sending is not None else "",
        waits_for=item.last_error if item is not None else "",
        next_try=item.due_at if item is not None and item.last_error else None,
        due=due,
        watch=_watch(work, due),
    )


def _watch(work: Work, due: datetime | None) -> Watch:
    try:
        return delivery_watch(due, work.now, work.calendar)
    except CalendarMissingError:
        # Without a calendar nobody can say that there is time left: the nearest alarm is the safe one.
        return Watch.SOON


def _letter(item: OutboxItem) -> KeptLetter:
    letter = msgspec.json.decode(item.payload.encode(), type=Letter)
    return KeptLetter(
        id=item.id,
        kind=letter.kind,
        number=letter.number,
        came_at=item.made_at,
        why=item.last_error,
    )
