"""The checks before the doors open: the sign of video surveillance seen, printed, the opening noted."""

from dataclasses import dataclass, replace

from app.domain.finding import Finding
from app.domain.language import Lang
from app.domain.papers import CameraSignPaper
from app.rules.queue.opening_checks import OPENING_CHECKS, SIGN_RULES, OpeningFacts
from app.rules.registry import judge
from app.usecases.outcome import Outcome
from app.usecases.papers import keep_paper, order_print, paper_head, paper_ref
from app.usecases.queue.closing import tail_of
from app.usecases.situation import note
from app.usecases.transit import check, guards_of
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCameraSign:
    """The sign of video surveillance was seen at the entrance (word ``check_camera_sign``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintCameraSign:
    """Print the sign, in both languages (word ``print_camera_sign``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmOpening:
    """The checks before the doors open are done (word ``confirm_opening``)."""


def opening_findings(work: Work) -> tuple[Finding, ...]:
    """What is still missing before the opening can be confirmed; it stops no visitor."""
    return judge(guards_of(OPENING_CHECKS), _facts(work), work.now.date())


def handle_check_camera_sign(_command: CheckCameraSign, work: Work) -> Outcome:
    """Who saw it and when; a second look on the same day changes nothing."""
    check(SIGN_RULES, _facts(work))
    day = tail_of(work)
    if day.sign_checked_at is None:
        day = replace(day, sign_checked_at=work.now, sign_checked_by=work.actor.id)
        work.store.queue.save_day(day)
        note(work, "check_camera_sign")
    return Outcome(changes=("queue",))


def handle_print_camera_sign(_command: PrintCameraSign, work: Work) -> Outcome:
    """A paper like any other; that it was printed does not say that it hangs."""
    check(SIGN_RULES, _facts(work))
    record = keep_paper(work, sign_paper(work))
    order_print(work, record)
    note(work, "print_camera_sign", facts={"paper": record.number})
    return Outcome(papers=(paper_ref(record),), changes=("papers", "outbox"))


def handle_confirm_opening(_command: ConfirmOpening, work: Work) -> Outcome:
    """Not with cameras and a sign that nobody has seen today (R-084)."""
    check(OPENING_CHECKS, _facts(work))
    day = tail_of(work)
    if day.opening_confirmed_at is None:
        day = replace(day, opening_confirmed_at=work.now, opening_confirmed_by=work.actor.id)
        work.store.queue.save_day(day)
        note(work, "confirm_opening")
    return Outcome(changes=("queue",))


def sign_paper(work: Work) -> CameraSignPaper:
    """The sign of this branch: who runs the cameras, and where to ask."""
    branch = work.branch
    return CameraSignPaper(
        head=paper_head(work, Lang.KK, coded=False),
        system_operator=branch.camera_operator or branch.name,
        contact=branch.camera_contact
        or ", ".join(branch.reference_phones)
        or branch.contact_centre,
    )


def _facts(work: Work) -> OpeningFacts:
    day = work.store.queue.day(work.now.date())
    return OpeningFacts(
        now=work.now,
        branch=work.branch,
        operator=work.actor,
        role=work.role,
        calendar=work.calendar,
        sign_checked_at=day.sign_checked_at if day is not None else None,
    )
