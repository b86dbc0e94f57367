"""The base of papers: a part or paper with an empty mandatory field cannot be made.

A field without a default is mandatory: ``None``, a blank string or an empty tuple there raises
``InputInvalid``. Words are given in the language of the paper, times in the zone of the branch.
"""

from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar

from app.domain.codes import is_printed_code
from app.domain.language import Lang
from app.errors import InputInvalid, declare
from i18n import N_

PAPER_FIELD_MISSING = declare(
    "paper.field_missing",
    N_("The paper cannot be made: a mandatory field is empty ({name})."),
    N_("Go back to the step where it is filled, fill it, then make the paper again."),
)
PAPER_FIELD_WRONG = declare(
    "paper.field_wrong",
    N_("The paper cannot be made: a field does not fit the form ({name})."),
    N_("Correct the field, then make the paper again."),
)
PAPER_CODE_FOREIGN = declare(
    "paper.code_foreign",
    N_("The paper cannot be made: its printed code is not one of ours."),
    N_("Give the paper a code of the branch; personal data never stand in a code."),
)


@cache
def mandatory_fields(part: Any) -> tuple[str, ...]:
    """The names of the fields of a part or paper that must be filled."""
    return tuple(
        f.name for f in fields(part) if f.default is MISSING and f.default_factory is MISSING
    )


def missing(field: str) -> InputInvalid:
    """The error for an empty mandatory field."""
    return InputInvalid(PAPER_FIELD_MISSING, field=field, name=field)


def wrong(field: str) -> InputInvalid:
    """The error for a field whose value does not fit the form."""
    return InputInvalid(PAPER_FIELD_WRONG, field=field, name=field)


def at_least_one(field: str, count: int) -> None:
    """Refuse a count of sheets or days below one."""
    if count < 1:
        raise wrong(field)


def _empty(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == ()


class Part:
    """The base of every part and paper: refuses to be made with an empty mandatory field."""

    __slots__ = ()

    def __post_init__(self) -> None:
        made: Any = type(self)
        for name in mandatory_fields(made):
            if _empty(getattr(self, name)):
                raise missing(name)
        for field in fields(made):
            value = getattr(self, field.name)
            if isinstance(value, datetime) and value.tzinfo is None:
                raise wrong(field.name)
        self.check()

    def check(self) -> None:
        """What a part demands beyond filled fields. Raises ``InputInvalid``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBranch(Part):
    """The department that gives the paper: its number, the branch's name, address and phone."""

    department_number: str
    name: str
    address: str
    contact_centre: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead(Part):
    """What every paper carries.

    ``number`` is the paper's own, ``issued_at`` the server's time, ``code`` a payload of
    :mod:`app.domain.codes` (empty on a memo and a passport print only). ``version`` above 1 needs
    ``replaces``, the number and version that this paper cancels.
    """

    lang: Lang
    number: str
    issued_at: datetime
    branch: PaperBranch
    code: str = ""
    practice: bool = False
    version: int = 1
    replaces: str = ""
    template: int = 1

    def check(self) -> None:
        """A code is ours or absent; a later version says what it replaces."""
        if self.code and not is_printed_code(self.code):
            raise InputInvalid(PAPER_CODE_FOREIGN, field="code")
        if self.version < 1:
            raise wrong("version")
        if self.version > 1 and not self.replaces.strip():
            raise missing("replaces")


class PaperKind(StrEnum):
    """Every paper that the workstation can make."""

    ACCEPTANCE_RECEIPT = "acceptance_receipt"
    ONE_APPLICATION_RECEIPT = "one_application_receipt"
    INTAKE_REFUSAL_RECEIPT = "intake_refusal_receipt"
    PACKAGE_LABEL = "package_label"
    HANDOVER_REGISTER = "handover_register"
    PROVIDER_RECEIPT_REGISTER = "provider_receipt_register"
    ISSUING_SECTOR_REGISTER = "issuing_sector_register"
    UNCLAIMED_RETURN_REGISTER = "unclaimed_return_register"
    DISCREPANCY_ACT = "discrepancy_act"
    ISSUE_RECORD = "issue_record"
    NON_READINESS_NOTE = "non_readiness_note"
    REFUSAL_EXPLANATION = "refusal_explanation"
    SERVICE_PASSPORT = "service_passport"
    MEMO = "memo"
    DATA_CONSENT = "data_consent"
    CERTIFICATION_CONSENT = "certification_consent"
    EXTRACT_CONSENT = "extract_consent"
    WITHDRAWN_CONSENT = "withdrawn_consent"
    QUEUE_TICKET = "queue_ticket"
    FAILURE_ACT = "failure_act"
    BLANK_JOURNAL = "blank_journal"
    NAMEPLATE = "nameplate"
    CAMERA_SIGN = "camera_sign"
    CERTIFIED_COPY = "certified_copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Part):
    """The base of all papers; all but those about a service in general carry a printed code."""

    kind: ClassVar[PaperKind]
    needs_code: ClassVar[bool] = True

    head: PaperHead

    def check(self) -> None:
        """A code where one is due."""
        if self.needs_code and not self.head.code:
            raise missing("code")
