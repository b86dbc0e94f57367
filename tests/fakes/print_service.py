"""A real CUPS of a test's own: in a private folder, on a private socket, as whoever runs the test."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_PLACES = os.environ.get("PATH", "") + os.pathsep + "/usr/sbin"
_LIBRARY, _DATA = Path("/usr/lib/cups"), Path("/usr/share/cups")
_TRIES = 400

_DAEMON = """
Listen {socket}
Browsing Off
WebInterface No
DefaultAuthType None
JobRetryInterval 1
MaxLogSize 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {home}/etc
ServerBin {home}/bin
DataDir {data}
CacheDir {home}/cache
RequestRoot {home}/spool
StateDir {home}/run
TempDir {home}/tmp
AccessLog {home}/access
ErrorLog {home}/error
PageLog {home}/page
SyncOnClose No
User {user}
Group {group}
"""
# A backend without arguments is asked what it finds: nothing. A job comes as a file or is read.
_BACKEND = """#!/bin/sh
[ $# = 0 ] && exit 0
file=${{6:--}}
give() {{ cat -- "$file"; }}
{does}
"""


@dataclass(frozen=True, slots=True)
class PrintService:
    """A running service; each queue has a device of its own, written in shell."""

    home: Path
    server: str

    def add(self, queue: str, does: str, policy: str = "abort-job") -> None:
        """A printer whose device does that with a job (``$4`` copies, ``give`` gives its bytes)."""
        kind = f"{queue.lower()}device"
        self._backend(kind, _BACKEND.format(does=does))
        device = ("-v", f"{kind}:/x", "-o", f"printer-error-policy={policy}")
        self.run("lpadmin", "-p", queue, "-E", "-m", "raw", *device)

    def keeper(self, queue: str) -> Path:
        """A printer that keeps what it prints; the folder of its papers, a file a copy."""
        out = self.home / queue
        out.mkdir()
        self.add(
            queue, f'give > {out}/job; for n in $(seq "$4"); do cp {out}/job {out}/$1-$n; done'
        )
        return out

    def stop_queue(self, queue: str) -> None:
        """Stop a printer, as an administrator would."""
        self.run("cupsdisable", queue)

    def resume(self, queue: str) -> None:
        """Let it go on."""
        self.run("cupsenable", queue)

    def refuse_papers(self, queue: str) -> None:
        """Let a printer take no more papers."""
        self.run("cupsreject", queue)

    def jobs(self, queue: str, which: str = "not-completed") -> list[str]:
        """The jobs of a printer by their names."""
        lines = self.run("lpstat", "-W", which, "-o", queue).splitlines()
        return [line.split()[0] for line in lines]

    def run(self, name: str, *words: str) -> str:
        """Run a program of CUPS against this service."""
        done = subprocess.run(
            [_program(name), *words],
            env={**os.environ, "CUPS_SERVER": self.server, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout

    def _backend(self, kind: str, script: str) -> None:
        place = self.home / "bin" / "backend" / kind
        place.write_text(script)
        # For its owner alone: so CUPS runs it as itself and not as the user of its helpers.
        place.chmod(0o700)


@contextmanager
def print_service() -> Iterator[PrintService]:
    """Start a service, hand it out, and end it with all it holds."""
    # Under the system's own folder: a socket's path may not be long.
    home = Path(tempfile.mkdtemp(prefix="cups-"))
    service = PrintService(home, str(home / "socket"))
    try:
        daemon = _started(service)
        try:
            yield service
        finally:
            _end(daemon)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _end(daemon: "subprocess.Popen[bytes]") -> None:
    daemon.terminate()
    try:
        daemon.wait(20)
    except subprocess.TimeoutExpired:
        daemon.kill()
        daemon.wait()


def _started(service: PrintService) -> "subprocess.Popen[bytes]":
    home = service.home
    home.chmod(0o755)
    for name in ("etc", "cache", "spool", "run", "tmp", "bin/backend", "bin/filter", "bin/daemon"):
        (home / name).mkdir(parents=True)
    shutil.copy(_LIBRARY / "daemon" / "cups-exec", home / "bin" / "daemon" / "cups-exec")
    me = pwd.getpwuid(os.getuid())
    user, group = ("nobody", "nogroup") if os.getuid() == 0 else (me.pw_name, str(me.pw_gid))
    (home / "etc" / "cupsd.conf").write_text(_DAEMON.format(socket=service.server))
    (home / "etc" / "cups-files.conf").write_text(
        _FILES.format(home=home, data=_DATA, user=user, group=group)
    )
    words = ["-f", "-c", f"{home}/etc/cupsd.conf", "-s", f"{home}/etc/cups-files.conf"]
    with (home / "said").open("wb") as said:
        daemon = subprocess.Popen([_program("cupsd"), *words], stdout=said, stderr=said)
    for _ in range(_TRIES):
        with suppress(subprocess.CalledProcessError):
            if "is running" in service.run("lpstat", "-r"):
                return daemon
        with suppress(subprocess.TimeoutExpired):
            daemon.wait(0.02)
            break
    _end(daemon)
    said_at_all = (home / "said").read_text() + (
        (home / "error").read_text() if (home / "error").exists() else ""
    )
    raise AssertionError(f"cupsd does not start: {said_at_all[-2000:]}")


def _program(name: str) -> str:
    found = shutil.which(name, path=_PLACES)
    assert found, f"{name} is missing: packaging/test installs it"
    return found
