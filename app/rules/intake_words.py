"""The words of codes that findings of the intake carry: states, sources, details, in both languages."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from app.domain.case import ConsentForm, RowSource, RowState
from app.domain.case_states import CaseState
from app.domain.finding import Finding, Severity
from app.rules.registry import Rule
from app.rules.words import both
from i18n import N_

STATES: Mapping[StrEnum, str] = {
    CaseState.DRAFT: N_("the draft is being filled in"),
    CaseState.CHECKING: N_("the package is being checked"),
    CaseState.DRAFT_PENDING_DATA: N_("data of a system are awaited"),
    CaseState.AWAITING_CONSENT: N_("a consent is lacking"),
    CaseState.READY_TO_SIGN: N_("ready to sign"),
    CaseState.SIGNED: N_("signed"),
    CaseState.REGISTERED: N_("registered"),
    CaseState.PACKAGED: N_("packed"),
    CaseState.SENT: N_("sent to the provider"),
    CaseState.SEND_ERROR: N_("the sending failed"),
    CaseState.IN_WORK: N_("with the provider"),
    CaseState.RESULT_RECEIVED: N_("the result has come"),
    CaseState.READY_FOR_ISSUE: N_("ready for issue"),
    CaseState.STORED: N_("kept for the applicant"),
    CaseState.RETURN_DUE: N_("listed for return"),
    CaseState.HELD_YEAR_EXPIRED: N_("kept for a year"),
    CaseState.INTAKE_REFUSED: N_("refused at intake"),
    CaseState.ABANDONED: N_("given up"),
    CaseState.ISSUED: N_("issued"),
    CaseState.DELIVERED_ELECTRONICALLY: N_("delivered electronically"),
    CaseState.RETURNED: N_("returned to the provider"),
    CaseState.WITHDRAWN: N_("withdrawn by the applicant"),
}
ROWS: Mapping[StrEnum, str] = {
    RowState.OPEN: N_("not looked at yet"),
    RowState.PRESENT: N_("presented"),
    RowState.REQUESTED: N_("asked of its source"),
    RowState.OBTAINED: N_("obtained from its source"),
    RowState.NOT_FOUND: N_("its source holds none"),
    RowState.OUTAGE: N_("its source is silent"),
    RowState.ABSENT: N_("absent"),
    RowState.EXPIRED: N_("expired"),
    RowState.NOT_VERIFIED: N_("not verified"),
    RowState.NOT_APPLICABLE: N_("does not apply"),
}
SOURCES: Mapping[StrEnum, str] = {
    RowSource.ORIGINAL_SHOWN: N_("original shown"),
    RowSource.PAPER_RETAINED: N_("original kept"),
    RowSource.COPY_RETAINED: N_("copy kept"),
    RowSource.CERTIFIED_COPY: N_("electronic copy certified from the original"),
    RowSource.DIGITAL_DOCUMENT: N_("digital document"),
    RowSource.SYSTEM_DATA: N_("data of a system"),
    RowSource.MOBILE_RESULT: N_("electronic result on the phone"),
    RowSource.VOLUNTARY: N_("shown of one's own will"),
}
FORMS: Mapping[StrEnum, str] = {
    ConsentForm.WRITTEN: N_("in writing"),
    ConsentForm.EDS: N_("by EDS"),
    ConsentForm.MOBILE: N_("by the phone"),
    ConsentForm.STATE_SERVICE: N_("through the state service"),
}
CERTIFICATE: Mapping[str, str] = {
    "none": N_("there is no certificate"),
    "of_another_person": N_("it belongs to another person"),
    "not_official": N_("it was not issued for official use"),
    "not_in_force": N_("it is not in force"),
    "revoked": N_("it is revoked"),
    "practice_key": N_("a practice key signs exercises only, and exercises need one"),
}
SIGNATURE: Mapping[str, str] = {
    "unreadable": N_("it cannot be read"),
    "several_signers": N_("it has several signers"),
    "content_differs": N_("it is over another text"),
    "bad_signature": N_("it does not fit the certificate"),
    "untrusted": N_("the certificate leads to no trusted root"),
    "not_yet_valid": N_("the certificate is not in force yet"),
    "expired": N_("the certificate has expired"),
    "not_for_signing": N_("the certificate is not for signing"),
    "not_awaited": N_("no signature is awaited for this text"),
}
DETAILS: Mapping[str, str] = {
    "document_number": N_("number of the document"),
    "paid_on": N_("date of the payment"),
    "payee": N_("payee"),
    "purpose_code": N_("purpose code"),
    "case": N_("case"),
    "service": N_("name of the service"),
    "applicant": N_("applicant"),
    "employee": N_("name of the employee"),
    "branch": N_("name and address of the branch"),
    "department_number": N_("number of the department"),
    "contact_centre": N_("number of the contact centre"),
}
EXPIRED_ON = N_("valid until {date}")
BEGINS_ON = N_("in force from {date}")
REVOKED = N_("revoked")


def words(name: str, message: str, **values: str) -> dict[str, str]:
    """A parameter of a finding's text in both languages, from its English message id."""
    said = both(message, values) if message else None
    return {f"{name}_kk": said.kk if said else "—", f"{name}_ru": said.ru if said else "—"}


def said(
    entry: Rule,
    worded: Mapping[str, str],
    *,
    subject: str = "",
    severity: Severity = Severity.BLOCK,
) -> Finding:
    """A finding of ``entry`` whose parameters come as a mapping."""
    return replace(entry.finding(subject=subject, severity=severity), params=dict(worded))
