"""What every rule of a step is given: the whole situation as frozen values, nothing to look up."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.branch import Branch, Operator, Role
from app.domain.calendar import Calendar
from app.domain.case import Case, Consent, DocumentEntry, PaymentCheck, Result
from app.domain.custody import Register, Unit
from app.domain.identification import Identification, Representation
from app.domain.notice import Notice
from app.domain.passport import Passport
from app.domain.refusal_grounds import Ground
from app.domain.scan_run import ScanRun
from app.domain.signing import SignatureVerdict, SignerCertificate
from app.domain.visit import Ticket, Visit, VisitOutcome
from app.rules.fees import FeeAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The situation that a step's rules judge. What a step does not have stays ``None``.

    ``case`` is the case as it stands before the step; the ``proposed_…`` values are what the step
    would add. ``line`` are the waiting tickets in their order. ``scanned_code`` is the code read
    from the thing itself, ``typed_reason`` why a damaged code was typed instead; ``scanned_unit`` is
    the unit that bears the code when it is not the one meant, ``scanned_number`` its case's number.
    ``grounds`` are those on which a provider may refuse today. ``from_image``,
    ``digital_request``, ``compared``, ``voluntary`` and ``owner_birth_date`` tell how a document
    was shown. ``fee`` is what the service costs today, ``text_sha256`` the hash of the text that
    the applicant confirms as it stands now, ``manifest_sha256`` that of what was signed.
    ``unread_notices`` are those about the service that the operator has not acknowledged.
    ``participant`` is the key of whom a step is about, empty for the applicant.
    """

    now: datetime
    branch: Branch
    operator: Operator
    role: Role
    calendar: Calendar
    ticket: Ticket | None = None
    line: tuple[Ticket, ...] = ()
    outcome: VisitOutcome | None = None
    visit: Visit | None = None
    case: Case | None = None
    passport: Passport | None = None
    unit: Unit | None = None
    units: tuple[Unit, ...] = ()
    register: Register | None = None
    run: ScanRun | None = None
    proposed_case: Case | None = None
    proposed_entry: DocumentEntry | None = None
    proposed_identification: Identification | None = None
    proposed_representation: Representation | None = None
    proposed_consent: Consent | None = None
    proposed_payment: PaymentCheck | None = None
    proposed_result: Result | None = None
    certificate: SignerCertificate | None = None
    verdict: SignatureVerdict | None = None
    scanned_code: str = ""
    scanned_unit: Unit | None = None
    scanned_number: str = ""
    typed_reason: str = ""
    grounds: tuple[Ground, ...] = ()
    acknowledgement: str = ""
    explained: bool = False
    reason: str = ""
    row_id: str = ""
    from_image: bool = False
    digital_request: str = ""
    compared: bool = True
    voluntary: bool = False
    owner_birth_date: date | None = None
    fee: FeeAnswer | None = None
    text_sha256: str = ""
    manifest_sha256: str = ""
    unread_notices: tuple[Notice, ...] = ()
    participant: str = ""
