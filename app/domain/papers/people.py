"""People and marks on papers: employees, parties, identity, authority, signatures."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.papers.base import Part, missing
from app.domain.person import PersonName


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWorker(Part):
    """An employee as named on a paper; the patronymic is printed only where there is one."""

    name: PersonName
    position: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Part):
    """One side of an act: the person and the body or unit that they stand for."""

    name: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperIdentity(Part):
    """The document by which a recipient was identified: its kind in words, number, issue."""

    kind: str
    number: str
    issued: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAuthority(Part):
    """A representative's authority: kind, number, date and the powers read in its text."""

    kind: str
    number: str
    issued_on: date
    powers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ESignature(Part):
    """The mark of an electronic signature: who signed, the certificate's serial number, when."""

    signer: str
    certificate: str
    signed_at: datetime


class AcknowledgementState(StrEnum):
    """Whether the recipient has acknowledged."""

    AWAITED = "awaited"
    RECEIVED = "received"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement(Part):
    """The «received» line: to be signed, a name with a time, or the dated note «declined»."""

    state: AcknowledgementState
    name: str = ""
    at: datetime | None = None
    noted_by: str = ""

    def check(self) -> None:
        """A received one has a name and a time, a declined one a note with a time."""
        if self.state is not AcknowledgementState.AWAITED and self.at is None:
            raise missing("at")
        if self.state is AcknowledgementState.RECEIVED and not self.name.strip():
            raise missing("name")
        if self.state is AcknowledgementState.DECLINED and not self.noted_by.strip():
            raise missing("noted_by")
