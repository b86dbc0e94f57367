"""The providers as a gateway: messages leave over a transport, answers come back as letters."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.errors import Unavailable
from app.gateways.exchange.container import canonical, package_of
from app.gateways.exchange.letters import letter_of
from app.gateways.exchange.transport import Parcel, Transport
from app.ports.exchange import Letter
from app.ports.gateways import Answer, AnswerKind, Request

_LOOK = timedelta(seconds=20)
_LOOK_AFTER_FAULT = timedelta(minutes=2)


class ExchangeProvider:
    """Sends what it is asked to and looks for letters, at most every twenty seconds."""

    name = "provider"

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._look_at: datetime | None = None
        self._names: dict[str, list[str]] = {}

    def ask(self, request: Request, now: datetime) -> Answer:
        """Let the message go: it is then on its way, and no more is known. Raises ``Unavailable``,
        ``InputInvalid`` (exchange.not_as_signed)."""
        if request.what == "application":
            self._transport.put(Parcel.PACKAGE, request.id, package_of(request))
            kind = AnswerKind.TAKEN
        else:
            self._transport.put(Parcel.WORD, request.id, _word(request))
            kind = AnswerKind.ACCEPTED
        return Answer(request_id=request.id, kind=kind, at=now)

    def letters(self, now: datetime) -> Sequence[Letter]:
        """What waits there, when it is time to look. Raises ``Unavailable``."""
        if self._look_at is not None and self._look_at - _LOOK_AFTER_FAULT <= now < self._look_at:
            return ()
        self._look_at = now + _LOOK_AFTER_FAULT
        self._names = {}
        found: dict[str, Letter] = {}
        for mail in self._transport.waiting():
            letter = letter_of(mail.content, now)
            found.setdefault(letter.id, letter)
            self._names.setdefault(letter.id, []).append(mail.name)
        self._look_at = now + _LOOK
        return tuple(found.values())

    def taken(self, letter: Letter) -> None:
        """Every copy of the letter is taken. Raises ``Unavailable``."""
        for name in self._names.get(letter.id, ()):
            self._transport.taken(name)


class BrokenExchange:
    """Stands where the settings of the exchange cannot be used: everything is kept, and said why."""

    name = "provider"

    def __init__(self, error: Unavailable) -> None:
        self._error = error

    def ask(self, request: Request, now: datetime) -> Answer:  # noqa: ARG002 - the port's shape
        """Raises ``Unavailable`` (exchange.settings)."""
        raise self._error


def _word(request: Request) -> bytes:
    return canonical(
        {
            "what": request.what,
            "message": request.id,
            "at": request.asked_at.isoformat(),
            **{key: value for key, value in request.params.items() if key != "message"},
        }
    )
