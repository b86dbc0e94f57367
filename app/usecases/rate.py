"""The visitor's own rating, from the applicant's screen alone."""

from dataclasses import dataclass, replace
from hashlib import sha256

from app.domain.case import Case
from app.domain.case_states import Mark
from app.domain.visit import Visit
from app.errors import InputInvalid, declare
from app.ports.storage import UNFINISHED_STATES, RatingRecord
from app.usecases.outcome import Outcome
from app.usecases.situation import facts_of
from app.usecases.transit import check
from app.usecases.work import Work
from i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A rating from the applicant's screen for the visit of that id (word ``rate``).

    ``score`` is 1 to 5, ``None`` for no answer.

    ``surface`` must be ``applicant_screen``: nothing else may rate.
    """

    visit: str
    score: int | None
    reasons: tuple[str, ...] = ()
    comment: str = ""
    surface: str


WRONG_SCORE = declare(
    "rate.score",
    N_("A rating is one of five."),
    N_("Touch one of the five answers or leave the screen."),
)
LONG_COMMENT = declare(
    "rate.comment",
    N_("The comment is longer than {longest} characters."),
    N_("Shorten the comment, or leave it out."),
)
_BEST = 5
_LONGEST = 1000


def handle_rate(command: Rate, work: Work) -> Outcome:
    """Keep the rating without the person; the operator is told only that the invitation is over.

    A visit without an answer is kept apart: it counts neither as good nor as bad (R-192).
    """
    visit = work.store.visits.get(command.visit)
    check(
        ("rate.applicants_screen", "rate.invited"),
        facts_of(work, visit=visit, reason=command.surface),
    )
    if command.score is not None and not 1 <= command.score <= _BEST:
        raise InputInvalid(WRONG_SCORE, field="score")
    if len(command.comment) > _LONGEST:
        raise InputInvalid(LONG_COMMENT, field="comment", longest=str(_LONGEST))
    assert visit is not None  # noqa: S101 - the rule has just proved it
    cases = [case for case in map(work.store.cases.get, visit.case_ids) if case is not None]
    work.store.records.add_rating(_record(command, work, visit, cases))
    work.store.visits.save(replace(visit, rating_invited_at=None))
    mark = Mark.SKIPPED if command.score is None else Mark.RATED
    for case in cases:
        if case.state not in UNFINISHED_STATES:
            others = case.marks - {Mark.RATED, Mark.SKIPPED}
            work.store.cases.save(replace(case, marks=others | {mark}))
    return Outcome(changes=("ratings",))


def _record(command: Rate, work: Work, visit: Visit, cases: list[Case]) -> RatingRecord:
    last = cases[-1] if cases else None
    outcome = last.state.value if last is not None else (visit.outcome or "served")
    return RatingRecord(
        id=work.new_id(),
        visit_pseudonym=_pseudonym(work, visit),
        service_id=last.service_id if last is not None else "",
        channel=last.channel.value if last is not None else "corporation",
        form=last.carrier.value if last is not None else "",
        outcome=str(outcome),
        score=command.score,
        reasons=command.reasons,
        comment=command.comment,
        language=visit.display_language.value,
        desk=visit.desk,
        at=work.now,
    )


def _pseudonym(work: Work, visit: Visit) -> str:
    """A name for the visit that nobody can make again: what it was mixed with is kept nowhere."""
    return sha256(f"{work.new_id()}:{visit.id}".encode()).hexdigest()[:16]
