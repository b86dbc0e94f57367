"""Programs of one branch as processes of their own: each says on its output what happens in it.

Run as ``python hall_processes.py board|kiosk|desk STORE HOME``; a process ends when its input ends.
"""

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

_PATIENT = 60.0


class HallProcess:
    """One process; its lines are waited for, never slept for."""

    def __init__(self, what: str, store: str, home: Path, env: Mapping[str, str]) -> None:
        self.errors = home / f"{what}.err"
        with self.errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, __file__, what, store, str(home)],
                env=dict(env),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        assert self._process.stdout is not None
        os.set_blocking(self._process.stdout.fileno(), False)
        self._read = b""

    def say(self, word: str) -> None:
        """Give it a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n".encode())
        self._process.stdin.flush()

    def hears(self, begins: str) -> str:
        """The next line that begins so, without that beginning; fails after a minute."""
        until = time.monotonic() + _PATIENT
        while True:
            while b"\n" in self._read:
                line, self._read = self._read.split(b"\n", 1)
                said = line.decode()
                if said.startswith(begins):
                    return said.removeprefix(begins).strip()
            self._more(until, begins)

    def ends(self) -> int:
        """Close its input and wait for its end; the exit code."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        code = self._process.wait(_PATIENT)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return code

    def _more(self, until: float, begins: str) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            ready = selector.select(max(0.0, until - time.monotonic()))
        told = self.errors.read_text(encoding="utf-8")
        assert ready, f"«{begins}» was not said in time; {told}"
        got = stdout.read()
        assert got, f"ended before «{begins}»; {told}"
        self._read += got


def _tell(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def _hall(surface: str, store: str) -> int:
    """The real command, with somebody who watches and presses."""
    from PySide6.QtCore import QSocketNotifier
    from PySide6.QtWidgets import QApplication

    import ui.bootstrap.surface_program as program
    from ui.__main__ import main

    class Watched(program.SurfaceProgram):
        def _on_open(self, workplace: object) -> None:
            super()._on_open(workplace)  # type: ignore[arg-type]
            self._ending = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
            self._ending.activated.connect(self._on_input)
            self.conductor.watch.seen.connect(lambda _: self._on_seen())  # type: ignore[union-attr]
            if surface == "board":
                self.window.call_shown.connect(lambda call: _tell("CALL", call.ticket, call.desk))
                self.window.set_animations(False)

        def _on_input(self, *_: object) -> None:
            if not sys.stdin.buffer.read1():
                QApplication.quit()
            elif surface == "kiosk":
                self._press()

        def _on_seen(self) -> None:
            if not hasattr(self, "_told"):
                self._told = True
                _tell("READY", self.window.isVisible())
            ticket = self.window.done.ticket if surface == "kiosk" else None
            if ticket is not None:
                _tell("TICKET", ticket.number)

        def _press(self) -> None:
            kiosk = self.window
            kiosk.languages.buttons["kk"].click()
            kiosk.purposes.answers[0].click()
            kiosk.needs.none.click()

    program.SurfaceProgram = Watched
    return main(["--surface", surface, "--store", store])


def _desk(store: str, home: Path) -> int:
    """A desk without its window: calls whenever it is told to."""
    from app.settings import Settings
    from app.usecases.queue.call import Call
    from app.usecases.queue.open_desk import OpenDesk
    from ui.bootstrap.workplace import Surroundings, open_workplace

    place = open_workplace(
        Surroundings(
            settings=Settings(devices={}),
            store_url=store,
            home=home,
            papers=home / "papers",
            people_wait=False,
        )
    )
    desk = place.practice.desk
    desk.submit(OpenDesk(badge=True)).result()
    _tell("READY")
    for line in sys.stdin:
        outcome = desk.submit(Call(ticket=line.strip(), reason="let_ahead")).result()
        _tell("DONE", outcome.facts.get("ticket", outcome.findings))
    place.close()
    return 0


if __name__ == "__main__":
    what, store, home = sys.argv[1:4]
    sys.exit(_desk(store, Path(home)) if what == "desk" else _hall(what, store))
