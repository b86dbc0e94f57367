"""Where a desk stands and what it works with: everything that a handler is given, gathered once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.domain.branch import Branch, Operator, Role
from app.domain.calendar import Calendar
from app.domain.notice import Notice
from app.domain.visit import Ticket
from app.ports.certification import SignatureUpgrade
from app.ports.clock import Clock, Ids
from app.ports.gateways import Gateway
from app.ports.signing import SignatureVerifier, SigningKey
from app.ports.storage import Store, UnitOfWork
from app.usecases.work import Services, Work


def _never(_session: str) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSigning:
    """What signs at a desk and judges it; ``employer`` is the BIN that official keys must have."""

    key: SigningKey
    verifier: SignatureVerifier
    upgrade: SignatureUpgrade | None = None
    employer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPlace:
    """One desk: its number, who sits there, and the parts the composition root chose.

    ``spare``: its store is the desk's own, because the branch's cannot be reached; ``former_line``
    is the line as it was seen last. ``upgrade`` adds to a signature what proves it later.
    ``session`` names this run of the program; ``session_gone``
    tells of another run whether it is known to have ended, so that a crash does not keep its desk.
    """

    branch: Branch
    desk: str
    operator: Operator
    store: Store
    clock: Clock
    ids: Ids
    services: Services
    calendar: Calendar
    signing_key: SigningKey
    verifier: SignatureVerifier
    gateways: Mapping[str, Gateway]
    upgrade: SignatureUpgrade | None = None
    notices: tuple[Notice, ...] = ()
    staff: Mapping[str, Operator] = field(default_factory=dict)
    spare: bool = False
    former_line: tuple[Ticket, ...] = ()
    session: str = ""
    session_gone: Callable[[str], bool] = _never
    signs_papers: bool = False

    def work(self, unit: UnitOfWork, key: str, operator: Operator, role: Role) -> Work:
        """What one handling is given, at this moment."""
        return Work(
            store=unit,
            now=self.clock.now(),
            new_id=self.ids.new,
            key=key,
            actor=operator,
            role=role,
            desk=self.desk,
            branch=self.branch,
            services=self.services,
            calendar=self.calendar,
            signing_key=self.signing_key,
            verifier=self.verifier,
            notices=self.notices,
            staff=self.staff,
            spare=self.spare,
            former_line=self.former_line,
            session=self.session,
            session_gone=self.session_gone,
            signs_papers=self.signs_papers,
            stamps=self.upgrade is not None and self.upgrade.stamps,
        )
