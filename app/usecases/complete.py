"""Complete the application: fill the form, obtain what the state holds, walk the checklist, confirm."""

from dataclasses import dataclass, field
from datetime import date

from app.domain.case import RowSource


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
    """What the source answered (word ``record_data``); ``answer`` is ``found``, ``not_found`` or
    ``outage``."""

    case: str
    row: str
    query: str
    answer: str
    data: dict[str, str] = field(default_factory=dict)
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A document was presented (word ``present``)."""

    case: str = ""
    row: str
    source: RowSource = RowSource.ORIGINAL_SHOWN
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    sheets: int = 1
    copies: int = 0
    compared: bool = True
    returned: bool = True
    voluntary: bool = False


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
