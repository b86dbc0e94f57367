"""Simulated twins of the outside systems: they answer late, refuse, fall silent or fail, on command.

They are product code: practice branches, scenarios and tests all work with them. Time is the
branch's clock, passed in; nothing here sleeps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from app.errors import Unavailable, declare
from app.gateways.exchange.letters import letter_of
from app.ports.exchange import Letter
from app.ports.gateways import Answer, AnswerKind, Request
from i18n import N_

GATEWAY_DOWN = declare(
    "gateway.down",
    N_("The system «{system}» does not answer."),
    N_("The request is kept and repeated by itself; go on with the other documents."),
)


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How a twin answers: after ``delay``, with ``kind`` and ``facts``; ``None`` as kind is silence."""

    kind: AnswerKind | None
    delay: timedelta = timedelta(seconds=2)
    facts: dict[str, str] = field(default_factory=dict)


class SimulatedGateway:
    """One system whose behaviour can be set as a whole and for single questions (``what``)."""

    def __init__(self, name: str, usual: Behaviour) -> None:
        self.name = name
        self._usual = usual
        self._special: dict[str, Behaviour] = {}
        self._down = False
        self.asked: list[Request] = []

    def behave(self, behaviour: Behaviour, what: str = "") -> None:
        """Answer so from now on; for one kind of question when ``what`` names it."""
        if what:
            self._special[what] = behaviour
        else:
            self._usual = behaviour
            self._special.clear()

    def go_down(self) -> None:
        """Stop answering at all."""
        self._down = True

    def come_back(self) -> None:
        """Answer again."""
        self._down = False

    def ask(self, request: Request, now: datetime) -> Answer | datetime:
        """The answer when its time has come, else that time. Raises ``Unavailable`` when down."""
        if self._down:
            raise Unavailable(GATEWAY_DOWN, system=self.name)
        if not any(known.id == request.id for known in self.asked):
            self.asked.append(request)
        behaviour = self._special.get(request.what, self._usual)
        ready_at = request.asked_at + behaviour.delay
        if now < ready_at:
            return ready_at
        if behaviour.kind is None:
            return Answer(request_id=request.id, kind=AnswerKind.NO_ANSWER, at=now)
        facts = {
            key: value.replace("{request}", request.id) for key, value in behaviour.facts.items()
        }
        return Answer(request_id=request.id, kind=behaviour.kind, at=now, facts=facts)


_DELIVERY = timedelta(seconds=2)
"""How long a message is on its way before the provider has it."""


class SimulatedProvider(SimulatedGateway):
    """A provider that registers what it is sent under a number of its own, and writes letters."""

    def __init__(self, name: str, usual: Behaviour) -> None:
        super().__init__(name, usual)
        self._mail: list[bytes] = []

    def post(self, content: bytes) -> None:
        """A letter lies there from now on."""
        self._mail.append(content)

    def letters(self, now: datetime) -> Sequence[Letter]:
        """What was posted and not taken yet."""
        return tuple(letter_of(content, now) for content in self._mail)

    def taken(self, letter: Letter) -> None:
        """Every copy of the letter is gone."""
        self._mail = [one for one in self._mail if letter_of(one, letter.at).id != letter.id]

    def ask(self, request: Request, now: datetime) -> Answer | datetime:
        """As the gateway's, with a registration number that belongs to the request and the moment at
        which it was delivered."""
        answer = super().ask(request, now)
        if isinstance(answer, datetime) or answer.kind is not AnswerKind.ACCEPTED:
            return answer
        number = f"SYN-{request.id.replace('-', '')[-8:].upper()}"
        delivered = min(request.asked_at + _DELIVERY, now).isoformat()
        own = {"provider_number": number, "delivered_at": delivered}
        return replace(answer, facts={**own, **answer.facts})


REGISTERS = "registers"
ACCESS_CONTROL = "access_control"
PROVIDER = "provider"
MONITORING = "monitoring"
NOTICES = "notices"


def practice_gateways() -> dict[str, SimulatedGateway]:
    """The outside world of a practice branch, in good health, by name.

    A source system that has no twin of its own is answered by ``registers``.
    """
    return {
        REGISTERS: SimulatedGateway(REGISTERS, Behaviour(AnswerKind.FOUND)),
        ACCESS_CONTROL: SimulatedGateway(
            ACCESS_CONTROL, Behaviour(AnswerKind.GRANTED, timedelta(seconds=8))
        ),
        PROVIDER: SimulatedProvider(PROVIDER, Behaviour(AnswerKind.ACCEPTED, timedelta(minutes=5))),
        MONITORING: SimulatedGateway(MONITORING, Behaviour(AnswerKind.ACCEPTED, timedelta(0))),
        NOTICES: SimulatedGateway(NOTICES, Behaviour(AnswerKind.ACCEPTED, timedelta(0))),
    }
