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
    CaseState.DRAFT: N_("state: the draft is being filled in"),
    CaseState.CHECKING: N_("state: the package is being checked"),
    CaseState.DRAFT_PENDING_DATA: N_("state: data of a system are awaited"),
    CaseState.AWAITING_CONSENT: N_("state: a consent is lacking"),
    CaseState.READY_TO_SIGN: N_("state: ready to sign"),
    CaseState.SIGNED: N_("state: signed"),
    CaseState.REGISTERED: N_("state: registered"),
    CaseState.PACKAGED: N_("state: packed"),
    CaseState.SENT: N_("state: being sent to the provider"),
    CaseState.SEND_ERROR: N_("state: the sending failed"),
    CaseState.IN_WORK: N_("state: with the provider"),
    CaseState.RESULT_RECEIVED: N_("state: the result has come"),
    CaseState.READY_FOR_ISSUE: N_("state: ready for issue"),
    CaseState.STORED: N_("state: kept for the applicant"),
    CaseState.RETURN_DUE: N_("state: listed for return"),
    CaseState.HELD_YEAR_EXPIRED: N_("state: kept for a year"),
    CaseState.INTAKE_REFUSED: N_("state: refused at intake"),
    CaseState.ABANDONED: N_("state: given up"),
    CaseState.ISSUED: N_("state: issued"),
    CaseState.DELIVERED_ELECTRONICALLY: N_("state: delivered electronically"),
    CaseState.RETURNED: N_("state: returned to the provider"),
    CaseState.WITHDRAWN: N_("state: withdrawn by the applicant"),
}
ROWS: Mapping[StrEnum, str] = {
    RowState.OPEN: N_("row: not looked at yet"),
    RowState.PRESENT: N_("row: presented"),
    RowState.REQUESTED: N_("row: asked of its source"),
    RowState.OBTAINED: N_("row: obtained from its source"),
    RowState.NOT_FOUND: N_("row: its source holds none"),
    RowState.OUTAGE: N_("row: its source is silent"),
    RowState.ABSENT: N_("row: absent"),
    RowState.EXPIRED: N_("row: expired"),
    RowState.NOT_VERIFIED: N_("row: not verified"),
    RowState.NOT_APPLICABLE: N_("row: does not apply"),
}
SOURCES: Mapping[StrEnum, str] = {
    RowSource.ORIGINAL_SHOWN: N_("source: original shown"),
    RowSource.PAPER_RETAINED: N_("source: original kept"),
    RowSource.COPY_RETAINED: N_("source: copy kept"),
    RowSource.CERTIFIED_COPY: N_("source: electronic copy certified from the original"),
    RowSource.DIGITAL_DOCUMENT: N_("source: digital document"),
    RowSource.SYSTEM_DATA: N_("source: data of a system"),
    RowSource.MOBILE_RESULT: N_("source: electronic result on the phone"),
    RowSource.VOLUNTARY: N_("source: shown of one's own will"),
}
FORMS: Mapping[StrEnum, str] = {
    ConsentForm.WRITTEN: N_("form: in writing"),
    ConsentForm.EDS: N_("form: by EDS"),
    ConsentForm.MOBILE: N_("form: by the phone"),
    ConsentForm.STATE_SERVICE: N_("form: through the state service"),
}
CERTIFICATE: Mapping[str, str] = {
    "none": N_("key: there is no certificate"),
    "of_another_person": N_("key: it belongs to another person"),
    "of_another_organisation": N_("key: it was issued for another organisation"),
    "not_for_signing": N_("key: it is for entering sites, not for signing"),
    "not_official": N_("key: it was not issued for official use"),
    "not_in_force": N_("key: it is not in force"),
    "revoked": N_("key: it is revoked"),
    "unfit": N_("key: it is not fit for this"),
    "practice_key": N_("key: a practice key signs exercises only, and exercises need one"),
}
SIGNATURE: Mapping[str, str] = {
    "unreadable": N_("signature: it cannot be read"),
    "several_signers": N_("signature: it has several signers"),
    "content_differs": N_("signature: it is over another text"),
    "bad_signature": N_("signature: it does not fit the certificate"),
    "untrusted": N_("signature: the certificate leads to no trusted root"),
    "not_yet_valid": N_("signature: the certificate is not in force yet"),
    "expired": N_("signature: the certificate has expired"),
    "not_for_signing": N_("signature: the certificate is not for signing"),
    "not_awaited": N_("signature: no signature is awaited for this text"),
}
DETAILS: Mapping[str, str] = {
    "document_number": N_("detail: number of the document"),
    "paid_on": N_("detail: date of the payment"),
    "payee": N_("detail: payee"),
    "purpose_code": N_("detail: purpose code"),
    "case": N_("detail: case"),
    "service": N_("detail: name of the service"),
    "applicant": N_("detail: applicant"),
    "employee": N_("detail: name of the employee"),
    "branch": N_("detail: name and address of the branch"),
    "department_number": N_("detail: number of the department"),
    "contact_centre": N_("detail: number of the contact centre"),
    "authority_kind": N_("detail: kind of the document"),
    "authority_number": N_("detail: number"),
    "authority_issued_on": N_("detail: date of issue"),
    "authority_valid_until": N_("detail: term"),
    "authority_powers": N_("detail: powers"),
}
EXPIRED_ON = N_("authority: valid until {date}")
BEGINS_ON = N_("authority: in force from {date}")
REVOKED = N_("authority: revoked")


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
