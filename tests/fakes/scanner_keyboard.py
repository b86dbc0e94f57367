"""A scanner and a person at one keyboard of a virtual screen, before a real window of the program."""

import ctypes
import json
import os
import select
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.fakes.us_keyboard import ENTER, TAB, xdotool_keys

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
LAYOUTS = ("us", "kz", "ru")
_CAPS_LOCK, _LAST_KEY = "66", "F9"
_CODE_ENDS = {str(ENTER), str(TAB)}
_CORE_KEYBOARD = 0x100


def scanner_keys(*codes: str, end: int = ENTER) -> list[str]:
    """The keys of several codes, each with its end."""
    return [key for code in codes for key in (*xdotool_keys(code), str(end))]


class Keyboard:
    """Presses keys by their places on the screen of ``environment``."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._caps = False

    def choose(self, layout: str, *, caps: bool = False) -> None:
        """Make a layout the first of the desk's three: xdotool always types in the first."""
        others = [other for other in LAYOUTS if other != layout]
        self.lay_out(layout, *others)
        if caps != self._caps:
            self.press(_CAPS_LOCK)
            self._caps = caps

    def lay_out(self, *layouts: str) -> None:
        """Give the screen these layouts, one in each group."""
        self._run("setxkbmap", "-layout", ",".join(layouts))

    def scan(self, *codes: str, end: int = ENTER) -> None:
        """Read codes as a quick scanner does, in one burst."""
        self.press(*scanner_keys(*codes, end=end))

    def scan_at_leisure(self, code: str) -> None:
        """Read one code with two milliseconds from key to key."""
        self._run("xdotool", "key", "--delay", "2", *scanner_keys(code))

    def type(self, text: str, gap: float, *, end: int = 0) -> None:
        """Type as a person does, so many seconds from key to key."""
        words: list[str] = []
        for key in (*xdotool_keys(text), *([str(end)] if end else [])):
            words += ["key", "--delay", "1", key, "sleep", str(gap)]
        self._run("xdotool", *words)

    def press_last(self) -> None:
        """Press the key that makes the window tell its state."""
        self._run("xdotool", "key", _LAST_KEY)

    def put_back(self) -> None:
        """Leave the screen as it was."""
        self.choose("us")
        self.lay_out("us")

    def press(self, *keys: str, group: int | None = None) -> None:
        """Press keys by their places, ``50+38`` for one with Shift, as fast as the screen takes them.

        ``group``: turn to the layout of that group before; xdotool would type in the first. In one
        burst a code each, a busy machine cannot hold a key up as it would between two processes;
        the screen's own queue holds no more.
        """
        x11, xtest = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        display = ctypes.c_void_p(x11.XOpenDisplay(self._environment["DISPLAY"].encode()))
        assert display.value, "no screen"
        if group is not None:
            x11.XkbLockGroup(display, _CORE_KEYBOARD, group)
        for key in keys:
            places = [int(place) for place in key.split("+")]
            for place, down in [*((p, 1) for p in places), *((p, 0) for p in places[::-1])]:
                xtest.XTestFakeKeyEvent(display, place, down, ctypes.c_ulong(0))
            if key in _CODE_ENDS:
                x11.XSync(display, 0)
        x11.XSync(display, 0)
        x11.XCloseDisplay(display)

    def _run(self, *command: str) -> None:
        subprocess.run(command, env=self._environment, check=True, timeout=PATIENCE)


class Window:
    """The window of ``wedge_window.py`` in a process of its own."""

    def __init__(self, environment: Mapping[str, str], folder: Path, *options: str) -> None:
        self._log = (folder / "window.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.wedge_window", str(folder), *options],
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )
        self._left = b""
        self.scans: list[str] = []
        self.garbled: list[str] = []

    def until(self, name: str, value: object = ...) -> Any:
        """Read what the window tells until it tells that; scans are kept on the way."""
        while True:
            told: dict[str, Any] = json.loads(self._line())
            self.scans += [told["scan"]] if "scan" in told else []
            self.garbled += [told["garbled"]] if "garbled" in told else []
            if name in told and value in (..., told[name]):
                return told[name]

    def order(self, what: str) -> None:
        """Let the window do something and wait until it has."""
        assert self._process.stdin is not None
        self._process.stdin.write(what.encode() + b"\n")
        self._process.stdin.flush()
        self.until("done", what)

    def state(self, keyboard: Keyboard) -> dict[str, Any]:
        """What stands in the window after every key pressed until now."""
        keyboard.press_last()
        answer: dict[str, Any] = self.until("state")
        return answer

    def begin(self, focus: str) -> None:
        """Empty everything and put the focus there."""
        self.order("clear")
        self.order(focus)
        self.scans.clear()
        self.garbled.clear()

    def close(self) -> None:
        """End the process; whatever it complained of ends the test."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        code = self._process.wait(PATIENCE)
        self._process.stdout.close()
        self._log.close()
        said = Path(self._log.name).read_text()
        assert (code, "Traceback" in said) == (0, False), said

    def _line(self) -> bytes:
        assert self._process.stdout is not None
        handle = self._process.stdout.fileno()
        while b"\n" not in self._left:
            ready, _, _ = select.select([handle], [], [], PATIENCE)
            piece = os.read(handle, 65_536) if ready else b""
            assert piece, f"the window tells nothing: {Path(self._log.name).read_text()}"
            self._left += piece
        line, _, self._left = self._left.partition(b"\n")
        return line
