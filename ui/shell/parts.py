"""What the composition root gives to the workstation: the desk, its devices, its people, its settings."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from app.domain.branch import Branch, Operator
from app.domain.language import Lang
from app.domain.ordinary_queue import FailureCause
from app.domain.passport import Passport
from app.domain.standing import Standing
from app.ports.camera import Webcam
from app.ports.copying import Copying
from app.ports.devices import Devices
from app.ports.queue_feed import QueueFeed
from app.ports.simulation import Simulation
from app.settings import Settings
from app.usecases.outcome import Outcome
from app.usecases.scan_run import TerminalScan
from ui.binding.pin_post import PinPost
from ui.binding.session import Counter
from ui.shell.crier import MakeCrier


class Catalogue(Protocol):
    """The services of this desk, as the pages look them up."""

    def get(self, service_id: str, edition: str = "") -> Passport | None:
        """That service; ``None`` when unknown."""

    def find(self, words: str, lang: Lang) -> tuple[Passport, ...]:
        """The best services for these words; all of them for none."""

    def members(self, bundle: Passport) -> tuple[Passport, ...]:
        """The services of a bundle that are in force today."""


class Outside(Protocol):
    """The outside systems of a practice desk."""

    def systems(self) -> Sequence[str]:
        """Their names."""

    def is_down(self, name: str) -> bool:
        """Whether that one does not answer."""

    def set_down(self, name: str, *, down: bool) -> None:
        """Let it fall silent or come back. Raises ``KeyError`` for an unknown one."""


class Fallback(Protocol):
    """What the window needs of the counter that goes on without the branch's store."""

    @property
    def standing(self) -> Standing:
        """Where the desk works now."""

    def probe(self) -> Future[Standing]:
        """Ask whether the branch's store answers."""

    def show_life(self) -> Future[Any]:
        """Tell the other workplaces that this desk is alive."""

    def go_over(self, cause: FailureCause, note: str) -> Future[Outcome]:
        """Go on in the ordinary queue."""

    def come_back(self) -> Future[Outcome]:
        """Take over what was done and work with the branch's store again."""


ReadTerminal = Callable[[bytes, datetime], tuple[TerminalScan, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """One workplace. ``save`` keeps changed settings; ``hide`` and ``forget`` keep names out of the
    log; ``unlock`` tells whether what was typed opens the window again (nothing is typed where no
    secret is asked); ``paper_file`` renders a kept paper into a file that can be looked at;
    ``terminal_scans`` reads the file of a terminal that worked without the network at a given moment;
    ``outside`` are the systems of a practice desk; ``feed`` tells that the queue has moved;
    ``fallback`` goes on when the branch's store cannot be reached; ``make_crier`` makes the voice of
    the hall; ``webcam`` looks at the visitor during identification; ``look_at_key`` has the signing
    key shown by its device; ``pin_post`` brings a driver's question for a PIN; ``copying`` makes pages
    for a copy."""

    desk: Counter
    number: str
    branch: Branch
    operator: Callable[[], Operator]
    now: Callable[[], datetime]
    catalogue: Catalogue
    devices: Devices
    simulation: Simulation | None
    settings: Settings
    save: Callable[[Settings], None]
    hide: Callable[[Iterable[str]], None]
    forget: Callable[[], None]
    asks_secret: bool
    unlock: Callable[[str], bool]
    paper_file: Callable[[str], Future[Path]]
    terminal_scans: ReadTerminal
    outside: Outside | None = None
    feed: QueueFeed | None = None
    fallback: Fallback | None = None
    make_crier: MakeCrier | None = None
    webcam: Webcam | None = None
    look_at_key: Callable[[], Future[Any]] | None = None
    pin_post: PinPost | None = None
    copying: Copying | None = None
