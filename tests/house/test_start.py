"""What is read before the window is painted, and what before the desk is open: nothing heavy."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import i18n.__main__ as words

ROOT = Path(__file__).resolve().parents[2]
AFTER_PAINT = {"sqlalchemy", "alembic", "logging.handlers", "app.desk", "app.usecases", "devices"}
"""Read behind the first paint, on the opening thread."""
WHEN_NEEDED = {
    "PIL",
    "alembic",
    "asn1crypto",
    "babel",
    "barcode",
    "cryptography",
    "cv2",
    "pikepdf",
    "pyhanko",
    "reportlab",
    "segno",
    "websockets",
    "zxingcpp",
}
"""Read when a paper, a signature, a camera or a new store first asks for it."""

_START = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.bootstrap.program import Options, Program
from app.settings import load

application = QApplication([])
home = Path(sys.argv[1])
seen = {}

class Watched(Program):
    def open(self):
        seen["painted"] = sorted(sys.modules)
        super().open()

    def _on_open(self, workplace):
        super()._on_open(workplace)
        seen["open"] = sorted(sys.modules)
        application.quit()

    def _on_shut(self, error):
        raise SystemExit(repr(error))

program = Watched(Options(store=f"sqlite:///{home / 'start.db'}"), load(), home)
program.show()
application.exec()
program.close()
print(json.dumps(seen))
"""


def _run(home: Path) -> dict[str, list[str]]:
    places = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", _START, str(home)],
        cwd=ROOT,
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The modules of a second start: the first one makes the store, which needs alembic."""
    words.main()  # a catalogue newer than its compiled form is compiled anew, by babel
    home = tmp_path_factory.mktemp("start")
    _run(home)
    return _run(home)


def _among(read: list[str], heavy: set[str]) -> set[str]:
    return {name for name in read if any(name == h or name.startswith(f"{h}.") for h in heavy)}


def test_nothing_heavy_is_read_before_the_first_paint(started: dict[str, list[str]]) -> None:
    assert "ui.shell.main_window" in started["painted"]
    assert _among(started["painted"], AFTER_PAINT | WHEN_NEEDED) == set()


def test_opening_the_desk_reads_only_what_the_desk_needs(started: dict[str, list[str]]) -> None:
    assert "ui.shell.workstation" in started["open"]
    assert _among(started["open"], WHEN_NEEDED) == set()
