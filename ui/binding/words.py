"""The names of steps, acts, states, sources and facts on the operator's window, as message ids."""

from app.domain.case import PaymentState, RowSource, RowState, SendingStage
from app.domain.case_states import CaseState
from app.domain.steps import Step
from app.domain.visit import Purpose
from app.rules.chip_words import ACCESS, AUTHENTICITY
from i18n import N_

STEPS: dict[Step, str] = {
    Step.CALL: N_("Call"),
    Step.IDENTIFY: N_("Identity"),
    Step.CHOOSE_SERVICE: N_("Service"),
    Step.CONSENT: N_("Consents"),
    Step.COMPLETE: N_("Documents"),
    Step.PAY: N_("Payment"),
    Step.SIGN: N_("Signature"),
    Step.REGISTER: N_("Receipt"),
    Step.REFUSE_INTAKE: N_("Refusal to accept"),
    Step.PACK: N_("Package"),
    Step.HAND_OVER: N_("To the provider"),
    Step.RECEIVE_RESULT: N_("From the provider"),
    Step.STORE: N_("Issuing sector"),
    Step.ISSUE: N_("Issue"),
    Step.RATE: N_("Rating"),
}

PURPOSES: dict[Purpose, str] = {
    Purpose.INTAKE: N_("Intake"),
    Purpose.ISSUE: N_("Issue"),
    Purpose.CONSULTATION: N_("Consultation"),
    Purpose.APPEAL: N_("Appeal"),
}

STATES: dict[CaseState, str] = {
    CaseState.DRAFT: N_("Draft"),
    CaseState.CHECKING: N_("Documents are being checked"),
    CaseState.DRAFT_PENDING_DATA: N_("Waiting for data"),
    CaseState.AWAITING_CONSENT: N_("Waiting for consent"),
    CaseState.READY_TO_SIGN: N_("Ready to sign"),
    CaseState.SIGNED: N_("Signed"),
    CaseState.REGISTERED: N_("Registered"),
    CaseState.PACKAGED: N_("Packed"),
    CaseState.SENT: N_("Being sent to the provider"),
    CaseState.SEND_ERROR: N_("Sending failed"),
    CaseState.IN_WORK: N_("With the provider"),
    CaseState.RESULT_RECEIVED: N_("Result received"),
    CaseState.READY_FOR_ISSUE: N_("Ready for issue"),
    CaseState.STORED: N_("Kept"),
    CaseState.RETURN_DUE: N_("On the return list"),
    CaseState.HELD_YEAR_EXPIRED: N_("Kept for a year, awaits a decision"),
    CaseState.INTAKE_REFUSED: N_("Intake refused"),
    CaseState.ABANDONED: N_("Given up"),
    CaseState.ISSUED: N_("Issued"),
    CaseState.DELIVERED_ELECTRONICALLY: N_("Delivered electronically"),
    CaseState.RETURNED: N_("Returned to the provider"),
    CaseState.WITHDRAWN: N_("Withdrawn"),
}

ROW_STATES: dict[RowState, str] = {
    RowState.OPEN: N_("not checked yet"),
    RowState.PRESENT: N_("presented"),
    RowState.REQUESTED: N_("requested, awaiting the answer"),
    RowState.OBTAINED: N_("obtained"),
    RowState.NOT_FOUND: N_("not in the system"),
    RowState.OUTAGE: N_("the system does not answer"),
    RowState.ABSENT: N_("absent"),
    RowState.EXPIRED: N_("expired"),
    RowState.NOT_VERIFIED: N_("not verified"),
    RowState.NOT_APPLICABLE: N_("not needed here"),
}

ROW_SOURCES: dict[RowSource, str] = {
    RowSource.ORIGINAL_SHOWN: N_("original compared and returned"),
    RowSource.PAPER_RETAINED: N_("original stays with the case"),
    RowSource.COPY_RETAINED: N_("copy stays with the case"),
    RowSource.CERTIFIED_COPY: N_("certified electronic copy"),
    RowSource.DIGITAL_DOCUMENT: N_("digital document"),
    RowSource.SYSTEM_DATA: N_("data of the information system"),
    RowSource.MOBILE_RESULT: N_("electronic result by mobile device"),
    RowSource.VOLUNTARY: N_("brought voluntarily"),
}

PAYMENT_STATES: dict[PaymentState, str] = {
    PaymentState.NOT_NEEDED: N_("no payment"),
    PaymentState.DUE_LATER: N_("payable later"),
    PaymentState.PAID: N_("paid"),
    PaymentState.UNDERPAID: N_("paid too little"),
    PaymentState.OVERPAID: N_("paid too much"),
    PaymentState.WRONG_DETAILS: N_("a detail is wrong"),
    PaymentState.MISSING: N_("not paid"),
}

FACTS: dict[str, str] = {
    "person": N_("Applicant"),
    "organisation": N_("Organisation"),
    "iin": N_("IIN"),
    "bin": N_("BIN"),
    "birth_date": N_("Date of birth"),
    "document": N_("Document"),
    "document_until": N_("Valid until"),
    "chip": N_("Chip"),
    "authenticity": N_("Authenticity"),
    "authenticity_cause": N_("Why"),
    "zone": N_("Zone of the document"),
    "representative": N_("Representative"),
    "authority": N_("Authority"),
    "revocation": N_("Was the power revoked?"),
    "authority_before": N_("Shown last time, to compare"),
    "participant": N_("Takes part"),
    "participant_iin": N_("IIN"),
    "number": N_("Case number"),
    "sending": N_("Sending"),
    "provider_number": N_("Provider's number"),
    "cell": N_("Cell"),
    "kept_until": N_("Kept until"),
}

CONSENT_VALUES: dict[str, str] = {
    "needed": N_("needed"),
    "requested": N_("asked, the answer is awaited"),
    "given": N_("given"),
    "refused": N_("not given"),
    "no_answer": N_("no answer"),
    "expired": N_("the time to answer ran out"),
    "withdrawn": N_("taken back"),
}
"""How one consent stands."""

SENDING: dict[SendingStage, str] = {
    SendingStage.KEPT_HERE: N_("sending: kept here, waits to leave"),
    SendingStage.ON_ITS_WAY: N_("sending: left, not confirmed yet"),
    SendingStage.DELIVERED: N_("sending: delivered to the provider"),
    SendingStage.REGISTERED: N_("sending: registered by the provider"),
    SendingStage.REJECTED: N_("sending: not taken by the provider"),
}
"""How far an application got, in words that claim no more."""

FACT_VALUES: dict[str, str] = {
    **{stage.value: words for stage, words in SENDING.items()},
    "identity_card": N_("identity card"),
    "passport": N_("passport"),
    "foreign_passport": N_("passport of a foreign state"),
    "residence_permit": N_("residence permit"),
    "stateless_certificate": N_("certificate of a stateless person"),
    "birth_certificate": N_("birth certificate"),
    "digital": N_("electronic document from the digital documents service"),
    "legal_representative": N_("legal representative"),
    "attorney": N_("by power of attorney"),
    "head_of_organisation": N_("head of the organisation"),
    "civil_law_authority": N_("by a document under civil legislation"),
    "notarised_power": N_("notarised power of attorney"),
    "simple_power": N_("power of attorney in simple written form"),
    "legal_representation_document": N_("document of a legal representative"),
    "civil_law_document": N_("document of authority under civil legislation"),
    "register_of_heads": N_("entry of the head in the register"),
    "repaired": N_("a character corrected by the employee"),
    **{access.value: words for access, words in ACCESS.items()},
    **{verdict.value: words for verdict, words in AUTHENTICITY.items()},
    "not_revoked": N_("looked up: not revoked"),
    "revoked": N_("looked up: revoked"),
    "no_answer": N_("looked up: no answer"),
}
"""Closed values that are shown in words; what is not here is shown as it is."""

SOURCES: dict[str, str] = {
    "typed": N_("typed by the operator"),
    "card": N_("chip of the card"),
    "country_certificates": N_("check by certificates of countries"),
    "mrz": N_("machine-readable zone"),
    "digital": N_("digital documents service"),
    "document": N_("document shown"),
    "server": N_("registration"),
    "exchange": N_("exchange of messages"),
    "provider": N_("provider"),
    "scan": N_("scan"),
    "rule": N_("computed"),
    "system": N_("information system"),
    "applicant": N_("applicant"),
    "operator": N_("operator"),
    "written": N_("in writing"),
    "eds": N_("by the applicant's EDS"),
    "mobile": N_("by the applicant's mobile device"),
    "state_service": N_("through the state service"),
    "egov_gateway": N_("e-government gateway"),
}

PENDING: dict[str, str] = {
    "query": N_("request to an information system"),
    "consent": N_("request for consent C"),
    "signature": N_("signature"),
    "stamp": N_("time stamp of the signature"),
    "paper_signature": N_("signature of a paper"),
    "copy": N_("signature of a copy"),
    "send": N_("sending to the provider"),
    "print": N_("printing"),
    "monitoring": N_("stage event"),
    "notice": N_("notice"),
}

PAPERS: dict[str, str] = {
    "acceptance_receipt": N_("Receipt of acceptance"),
    "one_application_receipt": N_("Receipt of «one application»"),
    "intake_refusal_receipt": N_("Receipt of refusal to accept"),
    "package_label": N_("Package label"),
    "handover_register": N_("Register of handover"),
    "provider_receipt_register": N_("Register of receipt from the provider"),
    "issuing_sector_register": N_("Register of the issuing sector"),
    "unclaimed_return_register": N_("Register of unclaimed documents"),
    "discrepancy_act": N_("Discrepancy act"),
    "issue_record": N_("Record of issue"),
    "non_readiness_note": N_("Note of non-readiness"),
    "refusal_explanation": N_("Explanation of the provider's refusal"),
    "service_passport": N_("Passport of the service"),
    "memo": N_("Memo"),
    "data_consent": N_("Consent A"),
    "certification_consent": N_("Consent B"),
    "extract_consent": N_("Answer of the state service to consent C"),
    "certified_copy": N_("Electronic copy from the original"),
    "withdrawn_consent": N_("Confirmation that a consent is taken back"),
}
