"""Complete the application: fill the form, obtain what the state holds, walk the checklist, confirm."""

from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.case import Case, Confirmation, DocumentEntry, Note, RowSource, RowState
from app.domain.passport import DocumentRow
from app.errors import InputInvalid, declare
from app.rules.checklist import entry_of
from app.rules.complete_rows import ABSENT_RULES, NOT_APPLICABLE_RULES, NOTE_RULES, RETURN_RULES
from app.rules.form import with_formed_values
from app.rules.sign import text_confirmed
from app.usecases.application_text import shown_hash
from app.usecases.checklist import for_all_that_share, judged_row, row_act, settled
from app.usecases.draft_facts import intake_facts, passport_needed
from app.usecases.filling import check_known, with_values
from app.usecases.intake import Change, each, settle
from app.usecases.outcome import Outcome
from app.usecases.person_input import LONGEST_NAME, plain
from app.usecases.showing import Showing, show, tell_owner
from app.usecases.situation import case_meant, facts_of
from app.usecases.source_data import merged, record_answer, request_rows
from app.usecases.transit import Blocked, check, move
from app.usecases.work import Work
from i18n import N_

MOST_SHEETS = 9999
LONGEST_NOTE = 2000
SHEETS_WRONG = declare(
    "document.sheets",
    N_("The number of sheets or copies cannot be right."),
    N_("Count again: from none to {most}."),
)
NOTE_WRONG = declare(
    "note.text",
    N_("The note is empty or too long."),
    N_("Write what was seen, in at most {most} characters."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FillForm:
    """Fill fields of the form (word ``fill_form``); unknown fields are refused."""

    case: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormApplication:
    """The form stands; start checking the documents (word ``form_application``)."""

    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestData:
    """Ask the source system for a row that the state holds (word ``request_data``).

    ``row`` empty: every such row that is still open.
    """

    case: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordData:
    """What the source answered (word ``record_data``): ``found``, ``not_found`` or ``outage``."""

    case: str
    row: str
    query: str
    answer: str
    data: dict[str, str] = field(default_factory=dict)
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A document was presented (word ``present``), without a ``source`` in the row's own way.

    ``request`` is the number of the check of an electronic document (``number`` stands in for it),
    ``owner_birth_date`` that of the family member whose digital document it is.
    """

    case: str = ""
    row: str
    source: RowSource | None = None
    number: str = ""
    request: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    sheets: int = 1
    copies: int = 0
    compared: bool = True
    returned: bool = True
    voluntary: bool = False
    from_image: bool = False
    owner_birth_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkAbsent:
    """The applicant does not have the document (word ``mark_absent``)."""

    case: str = ""
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkNotApplicable:
    """The row's condition does not hold for this applicant (word ``mark_not_applicable``)."""

    case: str = ""
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnOriginal:
    """The original went back into the applicant's hands (word ``return_original``)."""

    case: str = ""
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDoubt:
    """A doubt about authenticity, for the provider; never a reason to refuse (word ``note_doubt``)."""

    case: str = ""
    row: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDifference:
    """System data differ from the original (word ``note_difference``); both values are kept."""

    case: str = ""
    row: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishCheck:
    """Every row is in order: ready to sign (word ``finish_check``)."""

    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmText:
    """The applicant saw the exact text and confirms it (word ``confirm_text``); ``shown`` is its hash,
    empty for the text as it stands now."""

    case: str = ""
    shown: str = ""


def handle_fill_form(command: FillForm, work: Work) -> Outcome:
    """Take the values that the applicant gives; what a system formed is not overwritten (R-095)."""
    addressed = case_meant(work, command.case)
    values = {name: plain(value) for name, value in command.fields.items()}
    check_known(work, addressed, values)

    def fill(case: Case) -> Change:
        check(("complete.editable",), facts_of(work, case))
        filled, written = with_values(case, passport_needed(work, case), values, work.now)
        return Change(before=case, after=filled, facts={"fields": " ".join(written)})

    return settle(work, "fill_form", addressed, each(work, addressed, fill))


def handle_form_application(command: FormApplication, work: Work) -> Outcome:
    """The form stands; from here the documents are checked. A silent source is waited for."""
    addressed = case_meant(work, command.case)

    def form(case: Case) -> Change:
        passport = passport_needed(work, case)
        formed = replace(case, fields=with_formed_values(case, passport))
        moved, warnings = move(formed, "form_application", intake_facts(work, formed))
        return Change(before=case, after=settled(work, moved), findings=warnings)

    return settle(work, "form_application", addressed, each(work, addressed, form))


def handle_request_data(command: RequestData, work: Work) -> Outcome:
    """Ask the sources of what the state holds; a protected one only with consent A (R-074)."""
    addressed = case_meant(work, command.case)
    asked: list[Change] = []

    def ask(case: Case) -> Change:
        fresh = work.store.cases.get(case.id) or case
        asked.extend(request_rows(work, fresh, command.row))
        return asked[-1]

    warned = tuple(f for change in each(work, addressed, ask) for f in change.findings)
    first, *others = merged(asked)
    changes = (replace(first, findings=(*first.findings, *warned)), *others)
    return settle(work, "request_data", addressed, changes)


def handle_record_data(command: RecordData, work: Work) -> Outcome:
    """What a source answered: found, not found, or silence, which is no absence (R-107)."""
    case = case_meant(work, command.case)
    changes = record_answer(
        work, case, command.row, command.query, command.answer, command.data, command.valid_until
    )
    return settle(work, "record_data", case, changes)


def handle_present(command: Present, work: Work) -> Outcome:
    """A document is on the desk: looked at, compared, its date judged by today."""
    addressed = case_meant(work, command.case)
    check_sheets(command.sheets, command.copies)
    shown = Showing(
        source=command.source,
        number=plain(command.number)[:LONGEST_NAME],
        request=plain(command.request or command.number)[:LONGEST_NAME],
        issued_on=command.issued_on,
        valid_until=command.valid_until,
        sheets=command.sheets,
        copies=command.copies,
        compared=command.compared,
        returned=command.returned,
        voluntary=command.voluntary,
        from_image=command.from_image,
        owner_birth_date=command.owner_birth_date,
    )
    return row_act(
        work, "present", addressed, command.row, lambda case: show(work, case, command.row, shown)
    )


def check_sheets(sheets: int, copies: int) -> None:
    """Raises ``InputInvalid`` (document.sheets) for counts that cannot be."""
    if not 0 <= sheets <= MOST_SHEETS or not 0 <= copies <= MOST_SHEETS:
        raise InputInvalid(SHEETS_WRONG, field="sheets", most=str(MOST_SHEETS))


def handle_mark_absent(command: MarkAbsent, work: Work) -> Outcome:
    """The applicant does not have it: what alone may lead to a refusal as incomplete."""
    addressed = case_meant(work, command.case)
    return _mark(work, "mark_absent", addressed, command.row, RowState.ABSENT, ABSENT_RULES)


def handle_mark_not_applicable(command: MarkNotApplicable, work: Work) -> Outcome:
    """The circumstance of the row does not hold for this applicant."""
    addressed = case_meant(work, command.case)
    verb, state = "mark_not_applicable", RowState.NOT_APPLICABLE
    return _mark(work, verb, addressed, command.row, state, NOT_APPLICABLE_RULES)


def _mark(
    work: Work, verb: str, addressed: Case, row_id: str, state: RowState, rules: tuple[str, ...]
) -> Outcome:
    def mark(case: Case) -> tuple[Change, ...]:
        row, _ = judged_row(work, case, row_id, rules)

        def turn(owner: Case, twin: DocumentRow) -> DocumentEntry:
            before = entry_of(owner, twin)
            return replace(before, state=state, source=None, at=work.now, operator_id=work.actor.id)

        return for_all_that_share(work, case, row, turn)

    return row_act(work, verb, addressed, row_id, mark)


def handle_return_original(command: ReturnOriginal, work: Work) -> Outcome:
    """The original went back into the applicant's hands (R-109)."""
    addressed = case_meant(work, command.case)

    def give_back(case: Case) -> tuple[Change, ...]:
        row, _ = judged_row(work, case, command.row, RETURN_RULES)
        entry = replace(entry_of(case, row), returned=True)
        others = tuple(old for old in case.documents if old.row_id != entry.row_id)
        after = replace(case, documents=(*others, entry))
        return (Change(before=case, after=after, facts={"row": row.id}),)

    return row_act(work, "return_original", addressed, command.row, give_back)


def handle_note_doubt(command: NoteDoubt, work: Work) -> Outcome:
    """A doubt travels to the provider with the case; the applicant is not refused for it (T-11)."""
    return _note(work, "note_doubt", command.case, command.row, command.text)


def handle_note_difference(command: NoteDifference, work: Work) -> Outcome:
    """Both values are kept and the owner of the system is told (R-115)."""
    return _note(work, "note_difference", command.case, command.row, command.text)


def _note(work: Work, verb: str, named: str, row_id: str, words: str) -> Outcome:
    addressed = case_meant(work, named)
    said = plain(words)
    if not said or len(said) > LONGEST_NOTE:
        raise InputInvalid(NOTE_WRONG, field="text", most=str(LONGEST_NOTE))

    def write(case: Case) -> tuple[Change, ...]:
        row, _ = judged_row(work, case, row_id, NOTE_RULES)
        if verb == "note_difference":
            tell_owner(work, case, row)
        kind = verb.removeprefix("note_")
        note = Note(kind=kind, row_id=row.id, text=said, at=work.now, operator_id=work.actor.id)
        after = replace(case, notes=(*case.notes, note))
        return (Change(before=case, after=after, facts={"row": row.id}, personal={"note": said}),)

    return row_act(work, verb, addressed, row_id, write)


def handle_finish_check(command: FinishCheck, work: Work) -> Outcome:
    """Everything is in order: the package is complete and the consents stand."""
    addressed = case_meant(work, command.case)

    def finish(case: Case) -> Change:
        moved, warnings = move(case, "finish_check", intake_facts(work, case))
        return Change(before=case, after=moved, findings=warnings)

    return settle(work, "finish_check", addressed, each(work, addressed, finish))


def handle_confirm_text(command: ConfirmText, work: Work) -> Outcome:
    """The applicant confirms exactly the text that stands now (R-127)."""
    addressed = case_meant(work, command.case)
    if command.shown and command.shown != shown_hash(work, addressed):
        raise Blocked((text_confirmed.finding(),))

    def confirm(case: Case) -> Change:
        facts = intake_facts(work, case)
        check(("complete.editable", "complete.forms_filled", "represent.power_to_sign"), facts)
        seen = Confirmation(text_sha256=facts.text_sha256, at=work.now)
        told = {"text_sha256": facts.text_sha256}
        return Change(before=case, after=replace(case, confirmation=seen), facts=told)

    return settle(work, "confirm_text", addressed, each(work, addressed, confirm))
