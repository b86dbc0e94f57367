"""A simulated provider for the exchange: it answers soundly, late, never, twice, in disorder or wrongly."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from app.gateways.exchange.folder import FolderTransport
from app.gateways.exchange.letters import written
from app.gateways.exchange.reading import Package, PackageError, Verify, read_package
from app.ports.exchange import LetterKind

_UNKNOWN = "99-9999999999"


class Conduct(StrEnum):
    """How the office behaves from now on."""

    SOUND = "sound"
    SILENT = "silent"
    REJECTS = "rejects"
    TWICE = "twice"
    OUT_OF_ORDER = "out_of_order"
    UNKNOWN_CASE = "unknown_case"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    at: datetime
    content: bytes


class PracticeOffice:
    """Takes packages, each message once, and writes letters when their time has come.

    ``delay``: how long after the delivery a number of its own is given.
    """

    def __init__(self, verify: Verify, delay: timedelta = timedelta(0)) -> None:
        self._verify = verify
        self._delay = delay
        self.conduct = Conduct.SOUND
        self.taken: dict[str, Package] = {}
        self.refused: list[str] = []
        self._letters: list[_Due] = []

    def receive(self, message: str, content: bytes, now: datetime) -> None:
        """Read and prove a package; a message that is known already changes nothing."""
        if message in self.taken:
            return
        try:
            package = read_package(content, self._verify, now)
        except PackageError as error:
            self.refused.append(error.reason)
            return
        if package.message != message:
            self.refused.append("bad_envelope")
            return
        self.taken[message] = package
        self._letters += self._answers(package, now)

    def due(self, now: datetime) -> tuple[bytes, ...]:
        """The letters whose time has come, each handed out once."""
        ripe = [one for one in self._letters if one.at <= now]
        self._letters = [one for one in self._letters if one.at > now]
        return tuple(one.content for one in sorted(ripe, key=lambda one: one.at))

    def _answers(self, package: Package, now: datetime) -> list[_Due]:
        later = now + self._delay
        if self.conduct is Conduct.SILENT:
            return []
        if self.conduct is Conduct.REJECTS:
            told = {"error": "schema"}
            return [_letter(package, LetterKind.REJECTED, later, told)]
        number = f"SYN-{package.message.replace('-', '')[-8:].upper()}"
        registered = {"provider_number": number}
        delivered = _letter(package, LetterKind.DELIVERED, now, {})
        answer = _letter(package, LetterKind.REGISTERED, later, registered)
        if self.conduct is Conduct.TWICE:
            again = _letter(package, LetterKind.REGISTERED, later + timedelta(1), registered)
            return [delivered, answer, answer, _Due(at=later, content=again.content)]
        if self.conduct is Conduct.OUT_OF_ORDER:
            return [answer, _Due(at=later + timedelta(seconds=1), content=delivered.content)]
        if self.conduct is Conduct.UNKNOWN_CASE:
            return [_letter(package, LetterKind.REGISTERED, later, registered, _UNKNOWN)]
        return [delivered, answer]


def _letter(
    package: Package, kind: LetterKind, at: datetime, facts: dict[str, str], number: str = ""
) -> _Due:
    named = number or package.number
    content = written(kind, number=named, at=at, about=package.message, facts=facts)
    return _Due(at=at, content=content)


def make_folders(root: Path) -> FolderTransport:
    """Make an exchange folder for practice, and the way over it."""
    for name in ("out", "in", "done"):
        (root / name).mkdir(parents=True, exist_ok=True)
    return FolderTransport(root)


def serve_folder(office: PracticeOffice, root: Path, now: datetime) -> int:
    """Read what lies in ``out`` and write the letters that are due; how many were written."""
    for package in sorted((root / "out").glob("*.asice")):
        office.receive(package.stem, package.read_bytes(), now)
    letters = office.due(now)
    first = sum(1 for _ in (root / "in").iterdir()) + sum(1 for _ in (root / "done").iterdir())
    for number, content in enumerate(letters, start=first):
        part = root / "in" / f"letter-{number:06}.part"
        part.write_bytes(content)
        part.replace(part.with_suffix(".json"))
    return len(letters)
