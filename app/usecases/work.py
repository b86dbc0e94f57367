"""What a handler is given: the unit of work, the time, who acts where, and the data of the law."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from app.domain.branch import Branch, Operator, Role
from app.domain.calendar import Calendar
from app.domain.notice import Notice
from app.domain.passport import Passport
from app.domain.visit import Ticket
from app.ports.signing import SignatureVerifier, SigningKey
from app.ports.storage import UnitOfWork


class Services(Protocol):
    """The catalogue as a handler needs it."""

    def get(self, service_id: str, edition: str = "") -> Passport | None:
        """That service, in that edition or in the newest one; ``None`` when unknown."""

    def in_force(self, service_id: str, on: date) -> Passport | None:
        """The edition in force on that day; ``None`` when the service is not in force."""

    def all_in_force(self, on: date) -> tuple[Passport, ...]:
        """The edition in force of every service on that day."""


def _never(_session: str) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One handling of one command. ``key`` is the command's idempotency key, ``notices`` are those
    of changed acts that the branch was given, ``staff`` its employees by id. ``spare``: the branch's
    store cannot be reached and this is the desk's own; ``former_line`` is the line as it was seen
    last before that. ``session`` names this run of the program at this machine, ``session_gone``
    tells of another one whether it is known to have ended. ``stamps``: a time-stamping service is set
    up, so a signature without a stamp gets one later; ``signs_papers``: receipts and registers are signed
    by whoever makes them."""

    store: UnitOfWork
    now: datetime
    new_id: Callable[[], str]
    key: str
    actor: Operator
    role: Role
    desk: str
    branch: Branch
    services: Services
    calendar: Calendar
    signing_key: SigningKey
    verifier: SignatureVerifier
    notices: tuple[Notice, ...] = ()
    staff: Mapping[str, Operator] = field(default_factory=dict)
    spare: bool = False
    former_line: tuple[Ticket, ...] = ()
    session: str = ""
    session_gone: Callable[[str], bool] = _never
    stamps: bool = False
    signs_papers: bool = False
