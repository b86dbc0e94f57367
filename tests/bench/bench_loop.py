"""The longest time the window's event loop stood still, act by act, with real lanes and devices.

A heartbeat is set to one millisecond; the longest pause between two beats is the gap an operator
would feel. The window opens, a visitor is called, a card is read, a service is chosen by keys, the
language and the sheets change, all on a store of its own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BUDGET = 50.0
_WALK = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.domain.language import Lang
from app.settings import load
from ui.binding.presentation import Verb
from ui.binding.texts import ui_language
from ui.bootstrap.program import Options, Program

application = QApplication([])
home = Path(sys.argv[1])
gaps, acts, state = {}, [], {"act": "", "last": 0.0}

def beat():
    now = time.perf_counter()
    if state["act"]:
        gap = (now - state["last"]) * 1000
        gaps[state["act"]] = max(gaps.get(state["act"], 0.0), gap)
    state["last"] = now

def step():
    if not acts:
        application.quit()
        return
    name, pause, act = acts.pop(0)
    beat()
    state["act"] = name
    act()
    QTimer.singleShot(pause, step)

class Watched(Program):
    def open(self):
        beat()
        state["act"] = "open the desk"
        super().open()

    def _on_open(self, workplace):
        super()._on_open(workplace)
        QTimer.singleShot(700, lambda: go(self))

    def _on_shut(self, error):
        raise SystemExit(repr(error))

def go(program):
    window, simulation = program.window, program.workplace.simulation
    card = next(card for card in simulation.cards() if card.facts is not None)
    press = lambda verb: lambda: window.press(verb)
    acts.extend([
        ("call (F2)", 1500, press(Verb.NEXT)),
        ("card read", 3500, lambda: simulation.insert_card(card.id)),
        ("go on (Enter)", 1500, press(Verb.CONTINUE)),
        ("help (F1)", 400, press(Verb.HELP)),
        ("help again", 400, press(Verb.HELP)),
        ("menu (F10)", 400, press(Verb.MENU)),
        ("menu again", 400, press(Verb.MENU)),
        ("find (F6)", 800, press(Verb.FIND)),
        ("back (Esc)", 500, press(Verb.BACK)),
        ("Russian", 600, lambda: ui_language().choose(Lang.RU)),
        ("Kazakh", 600, lambda: ui_language().choose(Lang.KK)),
        ("lock (F12)", 400, press(Verb.LOCK)),
        ("unlock", 400, window.unlock),
    ])
    step()

heart = QTimer()
heart.setInterval(1)
heart.timeout.connect(beat)
program = Watched(Options(store=f"sqlite:///{home / 'loop.db'}"), load(), home)
program.show()
heart.start()
application.exec()
program.close()
print(json.dumps(gaps))
"""


@pytest.mark.bench
def test_event_loop_gaps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", _WALK, str(tmp_path)],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    gaps: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    assert len(gaps) == 14
    with capsys.disabled():
        print(f"\nlongest gap of the event loop, ms (budget {BUDGET:.0f}; language 100)")
        for act, gap in gaps.items():
            print(f"  {act:<16} {gap:6.0f}")
        print(f"  {'longest':<16} {max(gaps.values()):6.0f}")
