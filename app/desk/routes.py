"""Where an outbox item goes, and which command says what came back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime

from app.errors import Unavailable, declare
from app.ports.gateways import Answer, AnswerKind, Gateway, Request
from app.usecases.complete import RecordData
from app.usecases.consent import RecordConsentAnswer
from app.usecases.digital_document import RecordDigitalDocument
from app.usecases.queue.check_in import RecordBookings, RecordCheckIn
from app.usecases.send import RecordDeparture, RecordProviderRegistration, RecordSendError
from i18n import N_

NOT_TAKEN = declare(
    "gateway.not_taken",
    N_("The system «{system}» did not take the message."),
    N_("It is kept and sent again by itself; the work goes on."),
)
_GATEWAY_OF_KIND = {
    "query": "registers",
    "consent": "access_control",
    "send": "provider",
    "monitoring": "monitoring",
    "notice": "notices",
    "bookings": "booking",
    "check_in": "booking",
    "digital": "digital_documents",
}


def gateway_for(kind: str, request: Request, gateways: Mapping[str, Gateway]) -> Gateway:
    """The gateway of the request's own system, else the one for its kind. Raises ``KeyError``."""
    return gateways.get(request.system) or gateways[_GATEWAY_OF_KIND[kind]]


def _known(command: type, facts: Mapping[str, str]) -> dict[str, str]:
    """Those facts of an answer that the command has a place for; a service may tell more."""
    named = {one.name for one in fields(command)} - {"request", "answer"}
    return {name: value for name, value in facts.items() if name in named}


def answer_command(kind: str, request: Request, answer: Answer) -> object | None:
    """The command that records ``answer``; ``None`` where nothing is to be recorded.

    Raises ``Unavailable`` when a message that needs no answer was not taken: it goes out again.
    """
    if kind == "query":
        return _data(request, answer)
    if kind == "consent":
        return RecordConsentAnswer(
            case=request.case_id, request=request.id, answer=answer.kind.value
        )
    if kind == "digital":
        return RecordDigitalDocument(
            request=request.id, answer=answer.kind, **_known(RecordDigitalDocument, answer.facts)
        )
    if kind == "bookings":
        return RecordBookings(answer=answer.kind.value, bookings=answer.facts.get("bookings", "[]"))
    if kind == "check_in":
        return RecordCheckIn(
            code=request.params["code"],
            answer=answer.kind.value,
            ticket=answer.facts.get("ticket", ""),
            paper=request.params.get("paper") == "true",
        )
    if kind == "send":
        if answer.kind is AnswerKind.TAKEN:
            return RecordDeparture(case=request.case_id, message=request.id)
        if answer.kind is AnswerKind.ACCEPTED:
            delivered = answer.facts.get("delivered_at", "")
            return RecordProviderRegistration(
                case=request.case_id,
                provider_number=answer.facts.get("provider_number", ""),
                delivered_at=datetime.fromisoformat(delivered) if delivered else None,
            )
        reason = answer.facts.get("error", answer.kind.value)
        return RecordSendError(case=request.case_id, error=reason)
    if answer.kind is not AnswerKind.ACCEPTED:
        raise Unavailable(NOT_TAKEN, system=request.system)
    return None


def _data(request: Request, answer: Answer) -> RecordData:
    until = answer.facts.get("valid_until", "")
    return RecordData(
        case=request.case_id,
        row=request.params.get("row", request.what),
        query=request.id,
        answer=answer.kind.value,
        data={key: value for key, value in answer.facts.items() if key != "valid_until"},
        valid_until=date.fromisoformat(until) if until else None,
    )
