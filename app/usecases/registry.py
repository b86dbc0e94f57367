"""The words of the counter: every command by the word that scenarios, pages and doors use for it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from app.usecases.outcome import Outcome
from app.usecases.work import Work

Handler = Callable[[Any, Work], Outcome]


@dataclass(frozen=True, slots=True)
class Word:
    """One command: its class and its handler."""

    word: str
    command: type
    handler: Handler


# word → (module of app.usecases, command class); the handler is the function ``handle_<word>``
# of the same module. Kept by hand: a verb that is not here cannot be reached.
_TABLE: dict[str, tuple[str, str]] = {
    "open_desk": ("queue.open_desk", "OpenDesk"),
    "pause_desk": ("queue.open_desk", "PauseDesk"),
    "resume_desk": ("queue.open_desk", "ResumeDesk"),
    "close_desk": ("queue.open_desk", "CloseDesk"),
    "release_desk": ("queue.open_desk", "ReleaseDesk"),
    "take_ticket": ("queue.take_ticket", "TakeTicket"),
    "reprint_ticket": ("queue.take_ticket", "ReprintTicket"),
    "mark_ticket_printed": ("queue.take_ticket", "MarkTicketPrinted"),
    "check_in": ("queue.check_in", "CheckIn"),
    "fetch_bookings": ("queue.check_in", "FetchBookings"),
    "record_bookings": ("queue.check_in", "RecordBookings"),
    "record_check_in": ("queue.check_in", "RecordCheckIn"),
    "call": ("queue.call", "Call"),
    "recall": ("queue.call", "Recall"),
    "undo_call": ("queue.call", "UndoCall"),
    "arrive": ("queue.arrive", "Arrive"),
    "mark_inaccurate": ("queue.arrive", "MarkInaccurate"),
    "park": ("queue.finish_visit", "Park"),
    "transfer": ("queue.transfer", "Transfer"),
    "return_to_line": ("queue.return_to_line", "ReturnToLine"),
    "end_ticket": ("queue.return_to_line", "EndTicket"),
    "carry_over": ("queue.return_to_line", "CarryOver"),
    "finish_visit": ("queue.finish_visit", "FinishVisit"),
    "declare_failure": ("queue.ordinary_queue", "DeclareFailure"),
    "begin_ordinary": ("queue.cut_off", "BeginOrdinary"),
    "end_ordinary": ("queue.cut_off", "EndOrdinary"),
    "record_take_over": ("queue.cut_off", "RecordTakeOver"),
    "confirm_failure": ("queue.ordinary_queue", "ConfirmFailure"),
    "end_failure": ("queue.ordinary_queue", "EndFailure"),
    "enter_arrival": ("queue.ordinary_queue", "EnterArrival"),
    "settle_line": ("queue.ordinary_queue", "SettleLine"),
    "close_failure": ("queue.ordinary_queue", "CloseFailure"),
    "print_blank_journal": ("queue.blank_journal", "PrintBlankJournal"),
    "decide_tail": ("queue.closing", "DecideTail"),
    "close_line": ("queue.closing", "CloseLine"),
    "check_camera_sign": ("queue.opening_checks", "CheckCameraSign"),
    "print_camera_sign": ("queue.opening_checks", "PrintCameraSign"),
    "confirm_opening": ("queue.opening_checks", "ConfirmOpening"),
    "start_webcam": ("webcam", "StartWebcam"),
    "stop_webcam": ("webcam", "StopWebcam"),
    "allow_face_check": ("webcam", "AllowFaceCheck"),
    "choose_display_language": ("choose_display_language", "ChooseDisplayLanguage"),
    "lock_desk": ("lock_desk", "LockDesk"),
    "unlock_desk": ("lock_desk", "UnlockDesk"),
    "identify": ("identify", "Identify"),
    "ask_digital_document": ("digital_document", "AskDigitalDocument"),
    "record_digital_document": ("digital_document", "RecordDigitalDocument"),
    "represent": ("represent", "Represent"),
    "act_for_self": ("represent", "ActForSelf"),
    "check_revocation": ("check_revocation", "CheckRevocation"),
    "acknowledge_notice": ("notice", "AcknowledgeNotice"),
    "choose_service": ("choose_service", "ChooseService"),
    "choose_language": ("choose_service", "ChooseLanguage"),
    "give_consent": ("consent", "GiveConsent"),
    "request_consent": ("consent", "RequestConsent"),
    "record_consent_answer": ("consent", "RecordConsentAnswer"),
    "refuse_consent": ("consent", "RefuseConsent"),
    "withdraw_consent": ("consent", "WithdrawConsent"),
    "insist": ("consent", "Insist"),
    "choose_participant_language": ("participants", "ChooseParticipantLanguage"),
    "fill_form": ("complete", "FillForm"),
    "form_application": ("complete", "FormApplication"),
    "request_data": ("complete", "RequestData"),
    "record_data": ("complete", "RecordData"),
    "present": ("complete", "Present"),
    "mark_absent": ("complete", "MarkAbsent"),
    "mark_not_applicable": ("complete", "MarkNotApplicable"),
    "return_original": ("complete", "ReturnOriginal"),
    "note_doubt": ("complete", "NoteDoubt"),
    "note_difference": ("complete", "NoteDifference"),
    "certify_copy": ("certified_copy", "CertifyCopy"),
    "record_copy_signature": ("certified_copy", "RecordCopySignature"),
    "finish_check": ("complete", "FinishCheck"),
    "confirm_text": ("complete", "ConfirmText"),
    "pay": ("pay", "Pay"),
    "sign": ("sign", "Sign"),
    "record_signature": ("sign", "RecordSignature"),
    "record_stamp": ("stamp", "RecordStamp"),
    "record_paper_signature": ("sign_paper", "RecordPaperSignature"),
    "register": ("register", "Register"),
    "request_paper": ("register", "RequestPaper"),
    "mark_printed": ("register", "MarkPrinted"),
    "refuse_intake": ("refuse_intake", "RefuseIntake"),
    "acknowledge_refusal": ("refuse_intake", "AcknowledgeRefusal"),
    "postpone": ("postpone", "Postpone"),
    "resume": ("postpone", "Resume"),
    "abandon": ("postpone", "Abandon"),
    "purge_drafts": ("postpone", "PurgeDrafts"),
    "withdraw": ("postpone", "Withdraw"),
    "send": ("send", "Send"),
    "record_departure": ("send", "RecordDeparture"),
    "record_delivery": ("send", "RecordDelivery"),
    "record_send_error": ("send", "RecordSendError"),
    "record_provider_registration": ("send", "RecordProviderRegistration"),
    "take_letter": ("letters", "TakeLetter"),
    "settle_letter": ("letters", "SettleLetter"),
    "pack": ("pack", "Pack"),
    "seal": ("pack", "Seal"),
    "reopen": ("pack", "Reopen"),
    "record_discrepancy": ("pack", "RecordDiscrepancy"),
    "close_discrepancy": ("pack", "CloseDiscrepancy"),
    "hand_over": ("hand_over", "HandOver"),
    "take_back": ("hand_over", "TakeBack"),
    "relabel": ("relabel", "Relabel"),
    "open_run": ("scan_run", "OpenRun"),
    "scan_in_run": ("scan_run", "ScanInRun"),
    "merge_scans": ("scan_run", "MergeScans"),
    "acknowledge_scan": ("scan_run", "AcknowledgeScan"),
    "undo_scan": ("scan_run", "UndoScan"),
    "turn_line": ("scan_run", "TurnLine"),
    "close_count": ("close_run", "CloseCount"),
    "receive_result": ("receive_result", "ReceiveResult"),
    "to_issuing_sector": ("store", "ToIssuingSector"),
    "run_timers": ("store", "RunTimers"),
    "decide_held": ("store", "DecideHeld"),
    "return_unclaimed": ("return_unclaimed", "ReturnUnclaimed"),
    "issue": ("issue", "Issue"),
    "deliver_electronically": ("issue", "DeliverElectronically"),
    "note_not_ready": ("issue", "NoteNotReady"),
    "rate": ("rate", "Rate"),
    "consult": ("consult", "Consult"),
    "make_memo": ("consult", "MakeMemo"),
}


def words() -> tuple[str, ...]:
    """Every word, in the order of the road."""
    return tuple(_TABLE)


@cache
def word(name: str) -> Word:
    """The command and handler of that word. Raises ``KeyError`` for an unknown one."""
    module_name, class_name = _TABLE[name]
    module = import_module(f"app.usecases.{module_name}")
    return Word(name, getattr(module, class_name), getattr(module, f"handle_{name}"))


_WORDS = {(f"app.usecases.{module}", name): word for word, (module, name) in _TABLE.items()}


def word_of(command: type[Any]) -> str:
    """The word of a command's class. Raises ``KeyError`` for a class that is no command."""
    return _WORDS[command.__module__, command.__name__]
