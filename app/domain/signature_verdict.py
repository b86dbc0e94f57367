"""The verdict on a signed thing: every check as a row, whose signature it is, and the time it is judged at.

A row is ``ok``, a ``warning`` that stops nothing, ``unknown`` (the question could not be answered) or
``failed``. A signature is valid when no row failed and none is unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What one check came to."""

    OK = "ok"
    WARNING = "warning"
    UNKNOWN = "unknown"
    FAILED = "failed"


class Standing(StrEnum):
    """What all checks together come to; ``undecided`` is no yes."""

    VALID = "valid"
    UNDECIDED = "undecided"
    INVALID = "invalid"


class Check(StrEnum):
    """What is checked, in the order of a verdict."""

    FORM = "form"
    SIGNERS = "signers"
    DOCUMENT = "document"
    CERTIFICATE = "certificate"
    CONTENT = "content"
    ATTRIBUTES = "attributes"
    SIGNATURE = "signature"
    BINDING = "binding"
    TIME = "time"
    CHAIN = "chain"
    VALIDITY = "validity"
    USAGE = "usage"
    ROLE = "role"
    IIN = "iin"
    BIN = "bin"
    REVOCATION = "revocation"
    ISSUER_REVOCATION = "issuer_revocation"


class TimeSource(StrEnum):
    """Who vouches for the moment at which a signature is judged."""

    STAMP = "stamp"
    GIVEN = "given"


class KeyRole(StrEnum):
    """What a certificate says of its holder: the roles of the national certification centre."""

    INDIVIDUAL = "individual"
    LEGAL_ENTITY = "legal_entity"
    HEAD = "head"
    RIGHT_TO_SIGN = "right_to_sign"
    FINANCE = "finance"
    PERSONNEL = "personnel"
    EMPLOYEE = "employee"


@dataclass(frozen=True, slots=True)
class Row:
    """One check: ``reason`` is a code whenever the outcome is not ``ok``, else empty."""

    check: Check
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """What a certificate says of its holder.

    ``common_name`` is «SURNAME NAME»; ``iin`` and ``bin`` are bare numbers as written (never checked by
    their check digit, which test numbers fail) and empty when there is none or more than one.
    ``key_store`` is the object identifier of the carrier, empty when not told; ``purposes`` are object
    identifiers.
    """

    serial: str
    common_name: str
    surname: str
    given_name: str
    patronymic: str
    organisation: str
    iin: str
    bin: str
    roles: frozenset[KeyRole]
    purposes: tuple[str, ...]
    usages: frozenset[str]
    key_store: str
    issuer: str
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerVerdict:
    """One signer: the rows in their order, the holder when the certificate could be read, the times.

    ``claimed_at`` is what the signer's own clock said; ``stamped_at`` only where a time stamp stands.
    """

    rows: tuple[Row, ...]
    holder: CertificateFacts | None = None
    claimed_at: datetime | None = None
    stamped_at: datetime | None = None
    judged_at: datetime
    time_source: TimeSource
    algorithm: str = ""

    @property
    def standing(self) -> Standing:
        """Valid, undecided or invalid."""
        return standing_of(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedVerdict:
    """The whole: rows about the message itself, and one verdict for each signer."""

    rows: tuple[Row, ...]
    signers: tuple[SignerVerdict, ...] = ()

    @property
    def standing(self) -> Standing:
        """Valid only when the message stands and every signer does."""
        return standing_of((*self.rows, *(row for signer in self.signers for row in signer.rows)))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Codes of what stands in the way, each once, in the order of the checks."""
        rows = (*self.rows, *(row for signer in self.signers for row in signer.rows))
        stops = (row.reason for row in rows if row.outcome in (Outcome.FAILED, Outcome.UNKNOWN))
        return tuple(dict.fromkeys(stops))


def standing_of(rows: Iterable[Row]) -> Standing:
    """Failed outweighs unknown, unknown outweighs everything else; no row at all proves nothing."""
    outcomes = {row.outcome for row in rows}
    if Outcome.FAILED in outcomes:
        return Standing.INVALID
    if Outcome.UNKNOWN in outcomes or not outcomes:
        return Standing.UNDECIDED
    return Standing.VALID


def ok(check: Check) -> Row:
    """A check that passed."""
    return Row(check, Outcome.OK)


def failed(check: Check, reason: str) -> Row:
    """A check that did not pass."""
    return Row(check, Outcome.FAILED, reason)


def unknown(check: Check, reason: str) -> Row:
    """A question that could not be answered."""
    return Row(check, Outcome.UNKNOWN, reason)


def warning(check: Check, reason: str) -> Row:
    """Something worth knowing that stops nothing."""
    return Row(check, Outcome.WARNING, reason)
