"""The simulated service of digital documents: it holds the documents of the people of practice."""

from dataclasses import replace
from datetime import datetime, timedelta

from app.catalogue.practice import Practice, PracticePerson
from app.gateways.simulated import Behaviour, SimulatedGateway
from app.ports.gateways import Answer, AnswerKind, Request

DIGITAL = "digital_documents"
_CONFIRMED_AFTER = timedelta(seconds=6)
"""As long as somebody needs to find the message on their phone."""


class SimulatedDigital(SimulatedGateway):
    """Confirmed by the applicant after a while; nothing is held of who is not of practice."""

    def __init__(self, people: Practice) -> None:
        super().__init__(DIGITAL, Behaviour(AnswerKind.FOUND, _CONFIRMED_AFTER))
        self._holders = {
            one.person.iin: one
            for one in people.people.values()
            if one.person.iin and one.document is not None
        }

    def ask(self, request: Request, now: datetime) -> Answer | datetime:
        """As the gateway's, with the document of that number."""
        answer = super().ask(request, now)
        if isinstance(answer, datetime) or answer.kind is not AnswerKind.FOUND or answer.facts:
            return answer
        holder = self._holders.get(request.personal.get("iin", ""))
        if holder is None:
            return replace(answer, kind=AnswerKind.NOT_FOUND)
        return replace(answer, facts=_told(holder))


def _told(holder: PracticePerson) -> dict[str, str]:
    person, document = holder.person, holder.document
    assert document is not None  # noqa: S101 - only such are held
    return {
        "iin": person.iin or "",
        "surname": person.name.surname,
        "given": person.name.given,
        "patronymic": person.name.patronymic,
        "birth_date": person.birth_date.isoformat(),
        "citizenship": person.citizenship,
        "document_number": document.number,
        "valid_until": document.expires.isoformat() if document.expires else "",
    }
