"""Who may say which word of the counter: the table of roles, and the rules that hold it."""

from collections.abc import Iterable
from datetime import date

from app.domain.branch import Branch, Operator, Role
from app.domain.finding import Finding
from app.rules.registry import rule
from app.rules.role_words import ROLE_TEXTS
from app.rules.words import both
from i18n import N_

_CALLERS = (Role.OPR, Role.ISS, Role.CNS, Role.VID, Role.APC, Role.SUP)
_INTAKE = (Role.OPR, Role.VID)
_SCANS = (Role.HND, Role.SUP)
_SECTOR = (Role.ISS, Role.HND, Role.SUP)
_ISSUE = (Role.ISS, Role.SUP)
_SANDBOX = (Role.TRN, Role.TRE)

_ROLES: dict[str, tuple[Role, ...]] = {
    **dict.fromkeys(
        ("take_ticket", "reprint_ticket", "check_in", "fetch_bookings", "call", "recall",
         "undo_call", "arrive", "mark_inaccurate", "park", "transfer", "return_to_line",
         "begin_ordinary", "end_ordinary",
         "finish_visit", "choose_display_language"),
        _CALLERS,
    ),
    **dict.fromkeys(
        ("open_desk", "pause_desk", "resume_desk", "close_desk", "print_blank_journal"),
        (*_CALLERS, Role.HND, Role.BRM),
    ),
    **dict.fromkeys(
        ("release_desk", "end_ticket", "carry_over", "decide_tail", "close_line",
         "declare_failure", "confirm_failure", "end_failure", "enter_arrival", "settle_line",
         "close_failure", "check_camera_sign", "print_camera_sign", "confirm_opening"),
        (Role.SUP, Role.BRM),
    ),
    **dict.fromkeys(
        ("identify", "ask_digital_document", "represent", "act_for_self", "check_revocation",
         "start_webcam", "stop_webcam", "allow_face_check"),
        (Role.OPR, Role.ISS, Role.VID, Role.APC, Role.SUP),
    ),
    **dict.fromkeys(
        ("choose_service", "choose_language", "choose_participant_language", "give_consent",
         "request_consent", "refuse_consent", "withdraw_consent", "insist", "fill_form",
         "form_application", "request_data", "present",
         "mark_absent", "mark_not_applicable", "return_original", "certify_copy", "note_doubt",
         "note_difference",
         "finish_check", "confirm_text", "pay", "sign", "register", "refuse_intake",
         "acknowledge_refusal", "postpone", "resume", "abandon", "withdraw", "send",
         "acknowledge_notice"),
        _INTAKE,
    ),
    "request_paper": (Role.OPR, Role.VID, Role.ISS, Role.HND, Role.CNS, Role.SUP),
    **dict.fromkeys(
        ("pack", "seal", "hand_over", "take_back", "receive_result", "record_provider_registration"),
        _SCANS,
    ),
    **dict.fromkeys(
        ("open_run", "scan_in_run", "merge_scans", "acknowledge_scan", "undo_scan", "turn_line",
         "close_count", "relabel"),
        _SECTOR,
    ),
    **dict.fromkeys(("to_issuing_sector", "record_discrepancy", "return_unclaimed"), _SECTOR),
    **dict.fromkeys(("issue", "deliver_electronically", "note_not_ready"), _ISSUE),
    **dict.fromkeys(("reopen", "close_discrepancy"), (Role.SUP,)),
    "settle_letter": (Role.SUP, Role.BRM),
    "decide_held": (Role.BRM,),
    **dict.fromkeys(("consult", "make_memo"), _CALLERS),
}  # fmt: skip
_SANDBOX_NEVER = frozenset(
    {"sign", "certify_copy", "reopen", "close_discrepancy", "return_unclaimed", "decide_held"}
)

OF_THE_DESK = frozenset(
    {"record_consent_answer", "record_digital_document", "record_data", "record_signature", "record_stamp",
     "record_paper_signature",
     "record_copy_signature",
     "record_departure", "record_delivery", "record_send_error", "take_letter",
     "mark_printed", "mark_ticket_printed", "record_bookings", "record_check_in",
     "record_take_over", "run_timers",
     "purge_drafts", "lock_desk", "unlock_desk"}
)  # fmt: skip
"""Words that answer the outside world or the clock; the desk says them, a person never needs to.

``record_provider_registration`` is said by both: by the courier of an electronic sending, by a person
of a package on paper.
"""

OF_THE_APPLICANT = frozenset({"rate"})
"""Words of the applicant's screen; no role holds them (R-190)."""


def roles_for(word: str, *, practice: bool) -> tuple[Role, ...]:
    """The roles that may say ``word``; trainers and trainees only on a practice branch."""
    granted = _ROLES.get(word, ())
    return granted + _SANDBOX if practice and granted and word not in _SANDBOX_NEVER else granted


def role_for(word: str, operator: Operator, branch: Branch) -> Role | None:
    """The role under which ``operator`` says ``word`` here, or ``None``: each act has its own stamp."""
    return next(
        (role for role in roles_for(word, practice=branch.practice) if operator.may_act_as(role)),
        None,
    )


def _nothing(_facts: object) -> Iterable[Finding]:
    return ()


ROLE_MISSING = rule(
    "roles.not_yours",
    requirements=("R-229",),
    citation="rules.21",
    title=N_("Your role does not cover this step"),
    message=N_("This step belongs to: {roles}."),
    advice=N_("Ask a colleague with that role; the case stays as it is."),
)(_nothing)

NOT_VETTED = rule(
    "roles.not_vetted",
    requirements=("R-227",),
    citation="law.11-1.4",
    title=N_("No valid vetting record"),
    message=N_("Live cases need a vetting record that covers today."),
    advice=N_("Tell the administrator; only the practice branch is open until then."),
)(_nothing)


def may_say(word: str, operator: Operator, branch: Branch, on: date) -> tuple[Finding, ...]:
    """Why ``operator`` may not say ``word`` here today; empty when they may."""
    if word in OF_THE_DESK or word in OF_THE_APPLICANT:
        return ()
    found: list[Finding] = []
    if role_for(word, operator, branch) is None:
        names = [both(ROLE_TEXTS[role]) for role in roles_for(word, practice=branch.practice)]
        found.append(
            ROLE_MISSING.finding(
                roles_kk=", ".join(name.kk for name in names) or "—",
                roles_ru=", ".join(name.ru for name in names) or "—",
            )
        )
    if not branch.practice and not operator.vetted_on(on):
        found.append(NOT_VETTED.finding())
    return tuple(found)
