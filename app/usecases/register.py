"""Register the signed application: number, server time, promised dates and the receipt."""

from dataclasses import dataclass, replace

from app.domain.case import Case
from app.errors import InputInvalid, declare
from app.ports.storage import PaperRecord
from app.usecases.case_view import case_view
from app.usecases.draft_facts import intake_facts
from app.usecases.intake import Change, each, settle
from app.usecases.outcome import Outcome
from app.usecases.papers import order_print
from app.usecases.registration import register_case, settle_registered
from app.usecases.situation import case_meant, note
from app.usecases.work import Work
from i18n import N_

MOST_COPIES = 9
PAPER_UNKNOWN = declare(
    "paper.unknown",
    N_("There is no such paper."),
    N_("Choose one of the papers of the case."),
)
COPIES_WRONG = declare(
    "paper.copies",
    N_("So many copies cannot be printed."),
    N_("Order from one to {most} copies."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Register and make the electronic receipt (word ``register``)."""

    case: str = ""
    delivery: str = "shown_on_screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPaper:
    """The applicant asks for the paper; it prints (word ``request_paper``). ``paper`` empty: the receipt."""

    case: str = ""
    paper: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPrinted:
    """The printer did its work (word ``mark_printed``)."""

    paper: str
    copies: int = 1


def handle_register(command: Register, work: Work) -> Outcome:
    """Number, server time, promised dates and the electronic receipt, all in one (R-129, R-132)."""
    addressed = case_meant(work, command.case)

    def register(case: Case) -> Change:
        return register_case(work, case, case, "register", intake_facts(work, case))

    changes = each(work, addressed, register)
    return settle_registered(work, "register", addressed, changes, command.delivery)


def handle_request_paper(command: RequestPaper, work: Work) -> Outcome:
    """Paper only when asked, and always when asked (R-133); the content is the electronic one's."""
    case = case_meant(work, command.case) if not command.paper or command.case else None
    record = _paper_meant(work, command, case)
    if not 1 <= command.copies <= MOST_COPIES:
        raise InputInvalid(COPIES_WRONG, field="copies", most=str(MOST_COPIES))
    order_print(work, record, command.copies)
    owner = case or (work.store.cases.get(record.case_id) if record.case_id else None)
    told = {"paper": record.number, "copies": str(command.copies)}
    if owner is None:
        note(work, "request_paper", facts=told)
        return Outcome(changes=("papers", "outbox"), facts=told)
    asked = replace(owner, paper_requested_at=work.now)
    change = Change(before=owner, after=asked, facts=told)
    return settle(work, "request_paper", owner, (change,), lists=("papers",))


def _paper_meant(work: Work, command: RequestPaper, case: Case | None) -> PaperRecord:
    """The paper named, else the receipt of the case, else its newest paper."""
    if command.paper:
        found = work.store.papers.get(command.paper)
    else:
        found = _receipt_of(work, case) if case is not None else None
    if found is None:
        raise InputInvalid(PAPER_UNKNOWN, field="paper")
    return found


def _receipt_of(work: Work, case: Case) -> PaperRecord | None:
    own = tuple(work.store.papers.of_case(case.id))
    named = case.registration.receipt_paper_id if case.registration is not None else ""
    if case.refusal is not None:
        named = case.refusal.receipt_paper_id
    receipt = work.store.papers.get(named) if named else None
    return receipt or (own[-1] if own else None)


def handle_mark_printed(command: MarkPrinted, work: Work) -> Outcome:
    """The printer did its work."""
    record = work.store.papers.get(command.paper)
    if record is None:
        raise InputInvalid(PAPER_UNKNOWN, field="paper")
    work.store.papers.mark_printed(record.id, command.copies)
    case = work.store.cases.get(record.case_id) if record.case_id else None
    note(work, "mark_printed", case, facts={"paper": record.number, "copies": str(command.copies)})
    changes = ("papers", "outbox") if case is None else (f"case:{case.id}", "papers", "outbox")
    return Outcome(case=case_view(case, work) if case is not None else None, changes=changes)
