"""``python -m devices ncalayer-simulator``: a made-up NCALayer to practise signing against."""

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from app.errors import AppError, Unavailable, declare
from i18n import N_

if TYPE_CHECKING:
    from devices.eds.simulator.centre import Centre
    from devices.eds.simulator.lab import Lab

PURPOSE = N_("a made-up NCALayer for practice: its certificates sign exercises only")
CANNOT_LISTEN = declare(
    "simulator.cannot_listen",
    N_("The simulator cannot listen: a port is taken, or the folder cannot be written to."),
    N_("Close NCALayer or name other ports (--port, --control) and another folder (--cert)."),
)
SCRIPT_WRONG = declare(
    "simulator.script_wrong",
    N_("The script of the simulator cannot be used, line {line}: there could stand {allowed}."),
    N_("Correct the script; devices/DECISIONS.md lists the orders."),
)


def add_arguments(parser: ArgumentParser) -> None:
    """What can be said to the command."""
    parser.add_argument("--port", metavar="N", type=int, default=None)
    parser.add_argument("--control", metavar="N", type=int, default=0)
    parser.add_argument("--cert", metavar="DIR", type=Path, default=_usual_folder())
    parser.add_argument("--script", metavar="FILE", type=Path)
    parser.add_argument(
        "--centre", metavar="N", type=int, default=None, help="serve stamps, OCSP and a list there"
    )
    parser.add_argument("--iin", metavar="IIN", default="")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Serve until ``stop`` comes over the control port or the keyboard ends it.

    The first line that is written is JSON: ports and files. Raises ``AppError``.
    """
    # Only here: nothing else of the program needs a server and made-up certificates.
    from devices.eds.ncalayer.messages import PORT  # noqa: PLC0415
    from devices.eds.simulator.lab import OPERATOR_IIN, Lab  # noqa: PLC0415
    from devices.eds.simulator.server import Simulator  # noqa: PLC0415

    lines = _script(arguments.script)
    try:
        lab = Lab(arguments.cert, _now(), iin=arguments.iin or OPERATOR_IIN)
        port = PORT if arguments.port is None else arguments.port
        simulator = Simulator(lab, _now, port=port, control=arguments.control)
        centre = _centre(arguments.centre, lab)
        simulator.start()
    except (OSError, OverflowError) as error:
        raise Unavailable(CANNOT_LISTEN) from error
    try:
        for line in lines:
            simulator.order(line)
        said = {
            "port": simulator.port,
            "control": simulator.control,
            "root": str(lab.tls_root.resolve()),
            "signing_root": str(lab.signing_root.resolve()),
        }
        if centre is not None:
            said |= {path[1:]: centre.address(path) for path in ("/tsp", "/ocsp", "/crl")}
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        simulator.wait()
    finally:
        if centre is not None:
            centre.stop()
        simulator.stop()
    return 0


def _centre(port: int | None, lab: "Lab") -> "Centre | None":
    """The made-up certification centre beside it, where a port is named (0: any). Raises ``OSError``."""
    if port is None:
        return None
    from devices.eds.simulator.centre import Centre  # noqa: PLC0415 - as above

    centre = Centre(lab, _now, port=port)
    centre.start()
    return centre


def _script(file: Path | None) -> list[str]:
    """The lines of a script, each of which is an order. Raises ``AppError``."""
    from devices.eds.simulator.orders import OrderWrongError, parse  # noqa: PLC0415

    if file is None:
        return []
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise AppError(SCRIPT_WRONG, line="0", allowed="UTF-8") from error
    for number, line in enumerate(lines, 1):
        try:
            parse(line)
        except OrderWrongError as wrong:
            raise AppError(SCRIPT_WRONG, line=str(number), allowed=str(wrong)) from wrong
    return lines


def _usual_folder() -> Path:
    return platformdirs.user_data_path("tereze", appauthor=False) / "ncalayer-simulator"


def _now() -> datetime:
    return datetime.now().astimezone()
