"""Papers of custody: the package label, the registers that both sides sign, the discrepancy act."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from app.domain.codes import is_printed_code
from app.domain.papers.base import Paper, PaperKind, Part, at_least_one, missing, wrong
from app.domain.papers.people import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageLabel(Paper):
    """The label of a sealed package (№ 13): two codes, no name. ``head.code`` is the package's,
    ``reprint`` counts the damaged labels before it."""

    kind: ClassVar[PaperKind] = PaperKind.PACKAGE_LABEL

    case_number: str
    case_code: str
    provider_code: str
    sheets: int
    reprint: int = 0

    def check(self) -> None:
        """At least one sheet, and a case code that is ours."""
        Paper.check(self)
        at_least_one("sheets", self.sheets)
        if self.case_code and not is_printed_code(self.case_code):
            raise wrong("case_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow(Part):
    """One package on a register; ``remark`` is what the other side said of it."""

    package_code: str
    sheets: int
    case_number: str
    remark: str = ""

    def check(self) -> None:
        """At least one sheet."""
        at_least_one("sheets", self.sheets)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedRow(Part):
    """One result on the register of receipt: its kind and condition in words."""

    package_code: str
    sheets: int
    case_number: str
    result_kind: str
    condition: str

    def check(self) -> None:
        """At least one sheet."""
        at_least_one("sheets", self.sheets)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow(Part):
    """One unit that moves into the issuing sector, and its cell."""

    package_code: str
    case_number: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclaimedRow(Part):
    """One document returned as unclaimed: the promised date and the month of storage."""

    package_code: str
    case_number: str
    promised_on: date
    stored_from: date
    stored_until: date

    def check(self) -> None:
        """Storage cannot end before it began, nor begin before the promised date."""
        if not self.promised_on <= self.stored_from <= self.stored_until:
            raise wrong("stored_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Register(Paper):
    """What every register carries; a side still to sign has an empty name and gets a line."""

    made_at: datetime
    handed_by: str
    received_by: str = ""
    differences: str = ""
    act_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRegister(_Register):
    """The register of handover to a provider (№ 14)."""

    kind: ClassVar[PaperKind] = PaperKind.HANDOVER_REGISTER

    provider: str
    rows: tuple[HandoverRow, ...]
    courier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderReceiptRegister(_Register):
    """The register of receipt from a provider (№ 15)."""

    kind: ClassVar[PaperKind] = PaperKind.PROVIDER_RECEIPT_REGISTER

    provider: str
    rows: tuple[ReceivedRow, ...]
    courier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuingSectorRegister(_Register):
    """The register of transfer to the issuing sector (№ 16)."""

    kind: ClassVar[PaperKind] = PaperKind.ISSUING_SECTOR_REGISTER

    rows: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclaimedReturnRegister(_Register):
    """The register of unclaimed documents returned to a provider (№ 21): class «month» alone."""

    kind: ClassVar[PaperKind] = PaperKind.UNCLAIMED_RETURN_REGISTER

    provider: str
    basis: str
    rows: tuple[UnclaimedRow, ...]
    courier: str = ""


class Discrepancy(StrEnum):
    """What is wrong with a unit."""

    MISSING_PAPERS = "missing_papers"
    DAMAGED = "damaged"
    EXTRA_PAPERS = "extra_papers"
    NOT_ACCEPTED = "not_accepted"
    MISSING_UNIT = "missing_unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancyAct(Paper):
    """The act about a unit whose papers are not as listed (№ 17), of at least two sides."""

    kind: ClassVar[PaperKind] = PaperKind.DISCREPANCY_ACT

    unit_code: str
    discrepancy: Discrepancy
    description: str
    parties: tuple[Party, ...]
    explanation: str
    measures: str
    found_at: datetime
    register_number: str = ""

    def check(self) -> None:
        """Both sides are named."""
        Paper.check(self)
        if len(self.parties) < 2:
            raise missing("parties")
