"""The visitor's own rating, from the applicant's screen alone."""

from dataclasses import dataclass, replace
from hashlib import sha256

from app.domain.visit import Visit
from app.errors import InputInvalid, declare
from app.ports.storage import RatingRecord
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
_BEST = 5


def handle_rate(command: Rate, work: Work) -> Outcome:
    """Keep the rating without the person; the operator is told only that the invitation is over."""
    visit = work.store.visits.get(command.visit)
    check(
        ("rate.applicants_screen", "rate.invited"),
        facts_of(work, visit=visit, reason=command.surface),
    )
    if command.score is not None and not 1 <= command.score <= _BEST:
        raise InputInvalid(WRONG_SCORE, field="score")
    assert visit is not None  # noqa: S101 - the rule has just proved it
    work.store.records.add_rating(_record(command, work, visit))
    work.store.visits.save(replace(visit, rating_invited_at=None))
    return Outcome(changes=("ratings",))


def _record(command: Rate, work: Work, visit: Visit) -> RatingRecord:
    cases = [case for case in map(work.store.cases.get, visit.case_ids) if case is not None]
    last = cases[-1] if cases else None
    outcome = last.state.value if last is not None else (visit.outcome or "served")
    return RatingRecord(
        id=work.new_id(),
        visit_pseudonym=sha256(f"visit:{visit.id}".encode()).hexdigest()[:16],
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
