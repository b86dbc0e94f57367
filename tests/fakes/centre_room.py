"""A made-up certification centre on the loopback, the desk's trust beside it, and a stranger's opinion."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.gateways.certification_centre import Addresses, CertificationCentre
from app.signatures.certificate import read_certificate
from app.signatures.trust import Trust, trust_in
from devices.eds.simulator.centre import Centre
from devices.eds.simulator.lab import Lab

AT = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


class Clock:
    """A clock by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


class CentreRoom:
    """The centre with its own clock and the desk with another."""

    def __init__(self, folder: Path, at: datetime = AT) -> None:
        self.folder = folder
        self.lab = Lab(folder, at)
        self.clock, self.desk_clock = Clock(at), Clock(at)
        self.centre = Centre(self.lab, self.clock)

    def trust(self) -> Trust:
        """The root of the practice centre alone."""
        return trust_in([read_certificate(self.lab.root.der)])

    def services(self, **addresses: Any) -> CertificationCentre:
        """The desk's side, asking all three services unless told otherwise."""
        usual = {
            "stamps": self.centre.address("/tsp"),
            "responder": self.centre.address("/ocsp"),
            "seconds": 20.0,
        }
        return CertificationCentre(Addresses(**(usual | addresses)), self.trust, self.desk_clock)


@contextmanager
def centre_room(folder: Path, at: datetime = AT) -> Iterator[CentreRoom]:
    """A room whose centre listens."""
    room = CentreRoom(folder, at)
    room.centre.start()
    try:
        yield room
    finally:
        room.centre.stop()


def openssl(folder: Path, *words: str) -> tuple[int, str]:
    """What OpenSSL says."""
    done = subprocess.run(
        ["openssl", *words], cwd=folder, capture_output=True, check=False, timeout=60
    )
    return done.returncode, (done.stdout + done.stderr).decode(errors="replace")
