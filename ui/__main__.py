"""``python -m ui``: the workstation; ``--surface`` opens one screen of the hall; ``--robot`` plays a
scenario through the real windows.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

NO_DISPLAY = 15
"""The exit code of a machine without a screen, the same as that of packaging/run."""
WRONG_USE = 2

_LAST_DESK = {"desk": 99, "board": 999, "sign": 999, "kiosk": 99}
"""A place that numbers tickets has a number of one or two digits."""
_ABOUT = "Терезе: оператордың жұмыс орны / рабочее место оператора"
_NO_SCREEN = (
    "tereze: экран жоқ; сценарийді виртуалды экранда көріңіз: packaging/run --robot\n"
    "tereze: нет экрана; сценарий на виртуальном экране: packaging/run --robot\n"
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ui", description=_ABOUT)
    parser.add_argument("--store", default="", metavar="URL", help="деректер / данные (SQLAlchemy)")
    parser.add_argument(
        "--surface",
        choices=("desk", "board", "sign", "kiosk"),
        default="desk",
        help="терезе, зал таблосы, терезе таблосы, талон / окно, табло зала, табло окна, талоны",
    )
    parser.add_argument("--desk", type=int, metavar="N", help="терезе нөмірі / номер окна")
    parser.add_argument(
        "--screen", type=int, metavar="N", help="толтырылатын экран / экран на весь размер"
    )
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


def _check(chosen: argparse.Namespace) -> None:
    """Ends the program with code 2 for what does not go together."""
    hall = chosen.surface != "desk"
    if chosen.screenshots is not None and not (chosen.robot or hall):
        _parser().error("--screenshots DIR: --robot FILE | --surface board|sign|kiosk")
    if hall and chosen.robot:
        _parser().error("--robot FILE: --surface desk")
    if chosen.desk is not None and not 1 <= chosen.desk <= _LAST_DESK[chosen.surface]:
        _parser().error(f"--desk N: 1-{_LAST_DESK[chosen.surface]}")
    if chosen.screen is not None and chosen.screen < 1:
        _parser().error("--screen N: 1, 2, …")


def screen_is_there() -> bool:
    """Whether this process may open a window."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run; the exit code: 0 closed, 1 a scenario whose expectations failed, 2 wrong use, 15 no
    screen."""
    chosen = _parser().parse_args(argv)
    _check(chosen)
    if not screen_is_there():
        sys.stderr.write(_NO_SCREEN)
        return NO_DISPLAY
    from app.domain.language import Lang  # noqa: PLC0415 - help and a missing screen answer at once
    from ui.bootstrap.options import Options  # noqa: PLC0415
    from ui.bootstrap.program import run  # noqa: PLC0415
    from ui.shell.surfaces import Surface  # noqa: PLC0415

    options = Options(
        surface=Surface(chosen.surface),
        desk=chosen.desk,
        screen=chosen.screen,
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
