"""Start and memory of the workstation beside a bare Qt window and public peers, in the same run.

Each program is started on a virtual screen of its own home; the clock stops when more than four
colours are painted on the screen. Rounds are interleaved, so that a busy neighbour slows all alike.
Peers are taken when they are installed (Debian: picard, ausweisapp2); a missing one is said.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

ROUNDS = int(os.environ.get("TEREZE_BENCH_ROUNDS", "5"))
SETTLE = 2.5
_BARE = (
    "from PySide6.QtWidgets import QApplication, QLabel\n"
    "app = QApplication([])\n"
    "label = QLabel('Терезе')\n"
    "label.setStyleSheet('background: qlineargradient(x1:0,y1:0,x2:1,y2:1,stop:0 #123,stop:1 #def)')\n"
    "label.resize(1366, 768)\n"
    "label.show()\n"
    "app.exec()\n"
)
_WATCH = """
import sys, time
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
screen = app.primaryScreen()
print("ready", flush=True)
deadline = time.monotonic() + 30
while time.monotonic() < deadline:
    image = screen.grabWindow(0).toImage()
    wide, high = image.width(), image.height()
    seen = {image.pixel(x, y) for x in range(4, wide, 24) for y in range(4, high, 24)}
    if len(seen) > 4:
        print("painted", time.clock_gettime(time.CLOCK_MONOTONIC), flush=True)
        break
    time.sleep(0.002)
"""


def programs(home: Path) -> dict[str, list[str]]:
    """The commands to compare, by name."""
    found = {"bare window": [sys.executable, "-c", _BARE]}
    store = f"sqlite:///{home / 'bench.db'}"
    found["tereze"] = [sys.executable, "-m", "ui", "--store", store, "--practice"]
    for peer, command in (("picard", ["picard"]), ("ausweisapp2", ["AusweisApp2", "--show"])):
        if shutil.which(command[0]):
            found[peer] = command
    return found


def _memory(process: subprocess.Popen[bytes]) -> float:
    """The proportional memory of a process and its children, in MiB."""
    top = psutil.Process(process.pid)
    family = [top, *top.children(recursive=True)]
    return sum(member.memory_full_info().pss for member in family) / 2**20


def _once(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds to the first paint and MiB after settling."""
    watcher = subprocess.Popen(
        [sys.executable, "-c", _WATCH], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert watcher.stdout is not None
    assert watcher.stdout.readline().strip() == "ready"
    begun = time.clock_gettime(time.CLOCK_MONOTONIC)
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        word, _, moment = watcher.stdout.readline().partition(" ")
        assert word == "painted", f"{command[0]} painted nothing"
        taken = float(moment) - begun
        time.sleep(SETTLE)
        return taken, _memory(process)
    finally:
        process.terminate()
        process.wait(timeout=20)
        watcher.wait(timeout=40)
        watcher.stdout.close()


@pytest.mark.bench
def test_start_and_memory(capsys: pytest.CaptureFixture[str]) -> None:
    if shutil.which("Xvfb") is None:
        pytest.fail("Xvfb is needed: apt install xvfb")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        screen = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-noreset"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert screen.stdout is not None
            display = f":{screen.stdout.readline().strip()}"
            environment = {
                **os.environ,
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "HOME": folder,
                "XDG_DATA_HOME": str(home / "data"),
                "XDG_CONFIG_HOME": str(home / "config"),
                "XDG_RUNTIME_DIR": folder,
            }
            found = programs(home)
            for command in found.values():
                _once(command, environment)  # the first run of each warms the caches
            times: dict[str, list[float]] = {name: [] for name in found}
            sizes: dict[str, list[float]] = {name: [] for name in found}
            for _ in range(ROUNDS):
                for name, command in found.items():
                    taken, size = _once(command, environment)
                    times[name].append(taken)
                    sizes[name].append(size)
        finally:
            screen.terminate()
            screen.wait(timeout=10)
            if screen.stdout is not None:
                screen.stdout.close()
    ours, size = statistics.median(times["tereze"]), statistics.median(sizes["tereze"])
    with capsys.disabled():
        print("\nstart to first paint, ms (median, min, max) and memory, MiB; tereze against it")
        for name in found:
            middle = statistics.median(times[name])
            heavy = statistics.median(sizes[name])
            print(
                f"  {name:<12} {middle * 1000:7.0f} {min(times[name]) * 1000:7.0f}"
                f" {max(times[name]) * 1000:7.0f}   {heavy:6.0f}   ×{ours / middle:.2f} ×{size / heavy:.2f}"
            )
        for peer in {"picard", "ausweisapp2"} - set(found):
            print(f"  {peer}: not installed")
