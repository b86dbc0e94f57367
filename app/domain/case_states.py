"""The states of a case and every way from one to another: the register's table (b2), row by row.

Read a row as: from any of ``sources``, the ``verb`` leads to ``target`` when every rule named in
``guards`` is silent. ``None`` as a source means that the case does not exist yet. No other way
exists: a verb that has no row for the present state is refused by :func:`transition`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class CaseState(StrEnum):
    """Where a case stands."""

    DRAFT = "DRAFT"
    CHECKING = "CHECKING"
    DRAFT_PENDING_DATA = "DRAFT_PENDING_DATA"
    AWAITING_CONSENT = "AWAITING_CONSENT"
    READY_TO_SIGN = "READY_TO_SIGN"
    SIGNED = "SIGNED"
    REGISTERED = "REGISTERED"
    PACKAGED = "PACKAGED"
    SENT = "SENT"
    SEND_ERROR = "SEND_ERROR"
    IN_WORK = "IN_WORK"
    RESULT_RECEIVED = "RESULT_RECEIVED"
    READY_FOR_ISSUE = "READY_FOR_ISSUE"
    STORED = "STORED"
    RETURN_DUE = "RETURN_DUE"
    HELD_YEAR_EXPIRED = "HELD_YEAR_EXPIRED"
    INTAKE_REFUSED = "INTAKE_REFUSED"
    ABANDONED = "ABANDONED"
    ISSUED = "ISSUED"
    DELIVERED_ELECTRONICALLY = "DELIVERED_ELECTRONICALLY"
    RETURNED = "RETURNED"
    WITHDRAWN = "WITHDRAWN"


class Mark(StrEnum):
    """Marks that stand beside the state."""

    NO_CONSENT = "NO_CONSENT"
    OVERDUE_PROVIDER = "OVERDUE_PROVIDER"
    OVERDUE_BRANCH = "OVERDUE_BRANCH"
    RATED = "RATED"
    SKIPPED = "SKIPPED"
    COMPLAINED = "COMPLAINED"
    PILOT = "PILOT"
    PRACTICE = "PRACTICE"
    PROACTIVE = "PROACTIVE"
    DEFECTIVE_REFUSAL = "DEFECTIVE_REFUSAL"


TERMINAL: frozenset[CaseState] = frozenset(
    {
        CaseState.INTAKE_REFUSED,
        CaseState.ABANDONED,
        CaseState.ISSUED,
        CaseState.DELIVERED_ELECTRONICALLY,
        CaseState.RETURNED,
        CaseState.WITHDRAWN,
    }
)


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table; ``number`` is the row of the register, ``citation`` an id of the law table."""

    number: str
    sources: tuple[CaseState | None, ...]
    target: CaseState
    verb: str
    guards: tuple[str, ...]
    citation: str


_S = CaseState
_COMPLETE_PACKAGE = (
    "represent.still_stands",
    "participants.present",
    "participants.document_valid",
    "complete.forms_filled",
    "complete.every_row_present",
    "complete.nothing_expired",
    "complete.no_row_pending",
    "complete.copies_certified",
    "complete.originals_returned",
    "pay.payment_in_package",
)
_LISTED_FOR_RETURN = ("return_unclaimed.class_month", "return_unclaimed.paper_result",
    "return_unclaimed.month_ended")  # fmt: skip
_IN_HANDS_OF_PERSON = (
    "issue.visit_open",
    "issue.fresh_identification",
    "issue.document_valid",
    "issue.authority_shown",
    "issue.recipient_is_entitled",
    "issue.paid_before_issue",
    "issue.unit_in_sector",
    "issue.originals_with_result",
    "issue.code_scanned",
    "issue.acknowledged",
    "issue.refusal_explained",
    "issue.not_who_accepted",
)

TRANSITIONS: tuple[Transition, ...] = (
    Transition("1", (None,), _S.DRAFT, "choose_service",
        ("choose_service.visit_open", "choose_service.person_identified",
         "choose_service.language_chosen", "choose_service.service_open",
         "choose_service.notice_acknowledged"), "rules.4"),
    Transition("2", (_S.DRAFT,), _S.CHECKING, "form_application",
        ("complete.forms_filled", "complete.auto_fields_untouched"), "rules.15.1"),
    Transition("3", (_S.CHECKING,), _S.DRAFT_PENDING_DATA, "record_outage",
        ("complete.outage_recorded",), "rules.22.1"),
    Transition("4", (_S.DRAFT_PENDING_DATA,), _S.CHECKING, "record_data", (), "rules.22.1"),
    Transition("5", (_S.CHECKING,), _S.INTAKE_REFUSED, "refuse_intake",
        ("refuse_intake.reason_exists", "refuse_intake.only_applicants_rows",
         "refuse_intake.receipt_names_documents"), "law.20.2"),
    Transition("6", (_S.CHECKING,), _S.READY_TO_SIGN, "finish_check",
        (*_COMPLETE_PACKAGE, "consent.given_as_needed", "participants.consented"), "law.20.2"),
    Transition("6b", (_S.READY_TO_SIGN, _S.AWAITING_CONSENT), _S.CHECKING, "check_again", (),
        "rules.15.1"),
    Transition("7", (_S.CHECKING, _S.READY_TO_SIGN), _S.AWAITING_CONSENT, "refuse_consent",
        ("consent.explained",), "law.19-1.2"),
    Transition("8", (_S.AWAITING_CONSENT,), _S.READY_TO_SIGN, "finish_check",
        (*_COMPLETE_PACKAGE, "consent.given_as_needed", "participants.consented"), "rules.8"),
    Transition("9", (_S.AWAITING_CONSENT,), _S.REGISTERED, "insist",
        (*_COMPLETE_PACKAGE, "consent.no_restricted_data_used", "consent.paper_application_signed",
         "consent.route_exists", "participants.others_consented"), "law.20.2"),
    Transition("10", (_S.AWAITING_CONSENT, _S.DRAFT, _S.CHECKING, _S.DRAFT_PENDING_DATA, _S.READY_TO_SIGN),
        _S.ABANDONED, "abandon", (), "rules.23"),
    Transition("11", (_S.READY_TO_SIGN,), _S.SIGNED, "record_signature",
        (*_COMPLETE_PACKAGE, "consent.given_as_needed", "participants.consented",
         "participants.consent_b_earlier", "sign.text_confirmed",
         "sign.consent_b_earlier", "sign.own_official_certificate", "sign.signature_verifies"),
        "law.21.3"),
    Transition("12", (_S.SIGNED,), _S.REGISTERED, "register",
        ("register.signature_stands", "participants.consented", "register.term_computable",
         "register.receipt_complete"),
        "rules.15.5"),
    Transition("13", (_S.REGISTERED,), _S.SENT, "send",
        ("send.electronic_route", "send.consent_c_confirmed", "participants.access_confirmed"),
        "rules.8"),
    Transition("14", (_S.REGISTERED,), _S.PACKAGED, "pack", ("pack.paper_route",), "rules.15.9"),
    Transition("15", (_S.PACKAGED,), _S.SENT, "hand_over",
        ("hand_over.unit_sealed", "hand_over.register_acknowledged"), "rules.15.9"),
    Transition("16", (_S.SENT,), _S.SEND_ERROR, "record_send_error", ("send.electronic_route",),
        "law.20.4"),
    Transition("17", (_S.SEND_ERROR,), _S.SENT, "send",
        ("send.electronic_route", "send.consent_c_confirmed", "participants.access_confirmed",
         "send.same_content"), "law.5.2.4"),
    Transition("18", (_S.SENT,), _S.IN_WORK, "record_provider_registration",
        ("receive_result.provider_number",), "law.20.4"),
    Transition("19", (_S.IN_WORK,), _S.IN_WORK, "mark_provider_overdue",
        ("receive_result.delivery_due_passed",), "law.5.2.5"),
    Transition("19b", (_S.SENT,), _S.SENT, "mark_provider_overdue",
        ("receive_result.delivery_due_passed",), "law.5.2.5"),
    Transition("20", (_S.IN_WORK,), _S.RESULT_RECEIVED, "receive_result",
        ("receive_result.kind_classified", "receive_result.kind_fits_carrier",
         "receive_result.code_scanned", "receive_result.signature_valid"), "rules.15.9"),
    Transition("21", (_S.RESULT_RECEIVED,), _S.READY_FOR_ISSUE, "to_issuing_sector",
        ("store.retention_known", "store.code_scanned", "store.cell_assigned"), "rules.15.9"),
    Transition("22", (_S.READY_FOR_ISSUE,), _S.ISSUED, "issue", _IN_HANDS_OF_PERSON, "rules.19"),
    Transition("22a", (_S.READY_FOR_ISSUE,), _S.DELIVERED_ELECTRONICALLY, "deliver_electronically",
        ("issue.electronic_result", "issue.flow_provides_cabinet", "issue.nothing_on_paper"),
        "law.21.2"),
    Transition("23", (_S.READY_FOR_ISSUE,), _S.STORED, "keep",
        ("store.promised_date_passed", "store.retention_known"), "rules.20.1"),
    Transition("24", (_S.STORED, _S.RETURN_DUE, _S.HELD_YEAR_EXPIRED), _S.ISSUED, "issue",
        _IN_HANDS_OF_PERSON, "rules.19"),
    Transition("25", (_S.STORED,), _S.RETURN_DUE, "list_for_return", _LISTED_FOR_RETURN,
        "rules.20.1"),
    Transition("25b", (_S.RETURN_DUE,), _S.RETURNED, "return_unclaimed",
        (*_LISTED_FOR_RETURN, "return_unclaimed.code_scanned",
         "return_unclaimed.provider_acknowledged"), "rules.20.1"),
    Transition("26", (_S.STORED,), _S.HELD_YEAR_EXPIRED, "end_year_of_keeping",
        ("store.class_year", "store.year_ended"), "rules.20.2"),
    Transition("28", (_S.REGISTERED, _S.PACKAGED, _S.SENT, _S.SEND_ERROR, _S.IN_WORK), _S.WITHDRAWN,
        "withdraw", ("withdraw.signed_statement", "withdraw.by_applicant", "withdraw.before_result"),
        "law.1.5"),
)  # fmt: skip
"""Row 6b is the way back (R-091): a package that turns out to lack something before the signature is
checked again, so that it can be completed or refused as the Law says.

Rows 27 (SOCIAL never leaves storage but by issue) and 29 (re-application is a new case) are
the absence of a row: nothing leads out of STORED for that class, nothing blocks a new DRAFT. 19b:
a provider that was sent an application and registered nothing is late by the same moment (R-162)."""


def transitions_for(verb: str) -> Iterator[Transition]:
    """Every row of that verb."""
    return (row for row in TRANSITIONS if row.verb == verb)


def transition(state: CaseState | None, verb: str) -> Transition | None:
    """The row that ``verb`` may take from ``state``, or ``None`` when the table knows no such way."""
    for row in transitions_for(verb):
        if state in row.sources:
            return row
    return None
