"""What the window says in its line after an act, and which fields an error means."""

from collections.abc import Collection

from app.errors import AppError
from app.usecases.outcome import ErrorInfo
from app.wording import error_words
from i18n import N_
from ui.binding.present_findings import finding_items
from ui.binding.presentation import FieldError, Tone
from ui.binding.session import Told
from ui.binding.texts import tr_, ui_language

_DONE: dict[str, str] = {
    "take_ticket": N_("Ticket {ticket} taken, {waiting} waiting."),
    "reprint_ticket": N_("Ticket {ticket} is on its way to the printer."),
    "open_desk": N_("The desk is open."),
    "pause_desk": N_("The desk is paused."),
    "resume_desk": N_("The desk takes visitors again."),
    "close_desk": N_("The desk is closed."),
    "call": N_("Ticket {ticket} is called."),
    "recall": N_("The ticket is called once more."),
    "undo_call": N_("The call of {ticket} is taken back; the ticket stands where it stood."),
    "arrive": N_("Noted: the visitor has come."),
    "mark_inaccurate": N_("Noted for the figures."),
    "transfer": N_("{ticket} is sent on and keeps its time of arrival."),
    "return_to_line": N_("{ticket} stands in the line again."),
    "end_ticket": N_("{ticket} is ended."),
    "carry_over": N_("The ticket stands in today's line."),
    "fetch_bookings": N_("The booking system is asked; the answer comes by itself."),
    "record_bookings": N_("The bookings of the day have come."),
    "park": N_("The ticket waits; the draft is kept."),
    "finish_visit": N_("The visit is finished, the screens are cleared."),
    "identify": N_("The person is identified."),
    "ask_digital_document": N_(
        "The digital document has been asked for; the applicant confirms it on their phone."
    ),
    "represent": N_("The authority is noted."),
    "act_for_self": N_("The visitor acts for themselves."),
    "check_revocation": N_("The look-up is written down."),
    "choose_service": N_("The draft is opened."),
    "choose_language": N_("The language of the papers is changed."),
    "give_consent": N_("The consent is kept."),
    "request_consent": N_("The state service is asked; the answer comes by itself."),
    "choose_participant_language": N_("The language of the person is changed."),
    "refuse_consent": N_("The answer of the applicant is kept."),
    "withdraw_consent": N_("The consent is taken back; what was done before stays on record."),
    "insist": N_("The application is registered without consent."),
    "fill_form": N_("The fields are saved."),
    "form_application": N_("The form stands; the documents are next."),
    "request_data": N_("The system is asked; the answer comes by itself."),
    "mark_absent": N_("Noted: the applicant does not have the document."),
    "return_original": N_("Noted: the original is back in the applicant's hands."),
    "certify_copy": N_("The copy is made; it counts once your signature in it is verified."),
    "record_copy_signature": N_("The copy is certified: your signature in it is verified."),
    "note_doubt": N_("The note goes to the provider."),
    "note_difference": N_("Both values are kept, the owner of the system is told."),
    "finish_check": N_("The package is complete."),
    "confirm_text": N_("The applicant has confirmed the text."),
    "pay": N_("The payment is checked."),
    "sign": N_("The signature is asked for; it comes by itself."),
    "register": N_("The application is registered."),
    "request_paper": N_("The paper is on its way to the printer."),
    "refuse_intake": N_("The refusal to accept is recorded, its receipt is made."),
    "acknowledge_refusal": N_("The acknowledgement is noted."),
    "postpone": N_("The draft is kept until closing."),
    "resume": N_("The draft is taken up again."),
    "abandon": N_("The draft is erased with all that was retrieved for it."),
    "withdraw": N_("The application is withdrawn by the applicant's statement."),
    "record_signature": N_("The signature has come and is verified."),
    "record_data": N_("The system has answered."),
    "record_consent_answer": N_("The state service has answered."),
    "mark_printed": N_("The paper is printed."),
}
"""Word → the line. A word that is not here says nothing: the page shows it."""

_ANSWERED: dict[str, tuple[str, Tone]] = {
    "outage": (N_("The system is silent: no absence. The draft is kept; ask again."), Tone.WARN),
    "not_found": (N_("The system holds nothing of the kind."), Tone.WARN),
    "refused": (N_("The applicant did not consent in the state service."), Tone.WARN),
    "no_answer": (N_("The applicant did not answer the state service."), Tone.WARN),
}
"""Answers from outside that are not what was hoped for."""


def told_of(told: Told) -> str:
    """The line after an act that was done; warnings come with it."""
    warned = " ".join(f"{item.title}: {item.text}" for item in finding_items(told.outcome.findings))
    facts = {"ticket": "", "waiting": "", **told.outcome.facts}
    done = tr_(_DONE[told.word], **facts) if told.word in _DONE else ""
    if facts.get("answer") in _ANSWERED:
        done = tr_(_ANSWERED[facts["answer"]][0])
    return " ".join(part for part in (done, warned) if part)


def tone_of(told: Told) -> Tone:
    """How the line sounds."""
    if told.outcome.findings:
        return Tone.WARN
    return _ANSWERED.get(told.outcome.facts.get("answer", ""), ("", Tone.GOOD))[1]


def field_errors(error: ErrorInfo, fields: Collection[str]) -> tuple[FieldError, ...]:
    """The error at its field, with what to do; none when no field of the page is meant."""
    if error.place not in fields:
        return ()
    words = error_words(AppError(error.code, **error.params))
    of = ui_language().of
    return (FieldError(error.place, f"{of(words.message)} {of(words.advice)}"),)
