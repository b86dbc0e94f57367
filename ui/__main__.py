"""``python -m ui``: the workstation; ``--robot`` plays a scenario through its real windows."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

NO_DISPLAY = 15
"""The exit code of a machine without a screen, the same as that of packaging/run."""
WRONG_USE = 2

_ABOUT = "Терезе: оператордың жұмыс орны / рабочее место оператора"
_NO_SCREEN = (
    "tereze: экран жоқ; сценарийді виртуалды экранда көріңіз: packaging/run --robot\n"
    "tereze: нет экрана; сценарий на виртуальном экране: packaging/run --robot\n"
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ui", description=_ABOUT)
    parser.add_argument("--store", default="", metavar="URL", help="деректер / данные (SQLAlchemy)")
    parser.add_argument("--lang", choices=("kk", "ru"), help="терезе тілі / язык окна")
    parser.add_argument(
        "--practice", action="store_true", help="оқу бөлімшесі / учебный отдел (әдепкі / обычно)"
    )
    parser.add_argument("--robot", default="", metavar="FILE", help="сценарий (TOML)")
    parser.add_argument(
        "--screenshots", type=Path, metavar="DIR", help="сценарий суреттері / снимки сценария"
    )
    parser.add_argument("--json", action="store_true", help="--robot: JSON жолдары / строки JSON")
    return parser


def screen_is_there() -> bool:
    """Whether this process may open a window."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run; the exit code: 0 closed, 1 a scenario whose expectations failed, 2 wrong use, 15 no
    screen."""
    chosen = _parser().parse_args(argv)
    if chosen.screenshots is not None and not chosen.robot:
        _parser().error("--screenshots DIR: --robot FILE")
    if not screen_is_there():
        sys.stderr.write(_NO_SCREEN)
        return NO_DISPLAY
    from app.domain.language import Lang  # noqa: PLC0415 - help and a missing screen answer at once
    from ui.bootstrap.program import Options, run  # noqa: PLC0415

    options = Options(
        store=chosen.store,
        lang=Lang(chosen.lang) if chosen.lang else None,
        screenshots=chosen.screenshots,
        robot=chosen.robot,
        json=chosen.json,
    )
    if options.robot:
        return int(import_module("ui.robot").play(options))
    return run(options)


if __name__ == "__main__":
    sys.exit(main())
