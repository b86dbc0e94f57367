"""The three consents as separate acts: give, ask the state service, refuse, explain, withdraw, insist."""

from dataclasses import dataclass

from app.domain.case import ConsentForm, ConsentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveConsent:
    """Record consent A or B with its evidence (word ``give_consent``)."""

    case: str = ""
    kind: ConsentKind
    form: ConsentForm = ConsentForm.WRITTEN
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestConsent:
    """Ask for consent C through the state access-control service (word ``request_consent``)."""

    case: str = ""
    kind: ConsentKind = ConsentKind.C


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsentAnswer:
    """What the state service answered (word ``record_consent_answer``)."""

    case: str
    request: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseConsent:
    """The applicant does not consent; the consequences were explained (word ``refuse_consent``)."""

    case: str = ""
    kind: ConsentKind
    explained: bool = False
    choice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent:
    """The applicant takes a consent back; nothing is erased (word ``withdraw_consent``)."""

    case: str = ""
    kind: ConsentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Insist:
    """The applicant insists on filing without consent: the route of D-14 (word ``insist``)."""

    case: str = ""
    paper_application_signed: bool = False
