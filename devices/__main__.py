"""``python -m devices``: the hardware doctor; lists slots, probes one, watches what happens."""

import json
import sys
import threading
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from app.errors import ERROR_TEXTS, AppError, declare
from app.log import log_bug
from app.ports.devices import DeviceEvent, DeviceState, Slot
from app.settings import Settings, load
from devices.catalog import Fitting, available, fit
from devices.doctor import both, details_of, driver_report, event_report, slot_lines, slot_report
from devices.eds import practice_command
from devices.eds.simulator import command as ncalayer_simulator
from devices.hub import OPEN_SECONDS, Hub
from devices.outfit import Outfit
from i18n import LANGUAGES, N_

OK, NOT_READY, WRONG_USE = 0, 1, 2

BAD_USE = declare(
    "devices.use",
    N_("The command was not understood: {detail}."),
    N_("See: python -m devices --help"),
)
NO_SLOT = declare(
    "devices.no_slot",
    N_("There is no slot «{slot}»."),
    N_("Choose one of: {slots}."),
)
NO_SETTINGS = declare(
    "devices.no_settings",
    N_("The settings file «{file}» cannot be opened."),
    N_("Check the path and the right to read."),
)
PURPOSE = N_("The doctor of devices: what stands in each slot, how it is, and what to do.")
LIST = N_("every slot with its driver, state, cause and next step")
PROBE = N_("open one slot and tell whether it works")
WATCH = N_("tell every event as it happens; end with Ctrl+C")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 for yes, 1 when a slot is not ready, 2 for wrong use."""
    try:
        arguments = _parser().parse_args(argv)
        return int(arguments.run(arguments))
    except AppError as error:
        _complain(error)
        return WRONG_USE
    except KeyboardInterrupt:
        return OK
    except BrokenPipeError:
        sys.stderr.close()
        return NOT_READY


class _Parser(ArgumentParser):
    """A parser whose refusal is told in both languages."""

    def error(self, message: str) -> NoReturn:
        raise AppError(BAD_USE, detail=message)


def _parser() -> ArgumentParser:
    parser = _Parser(prog="python -m devices", description=_line(PURPOSE))
    commands = parser.add_subparsers(
        required=True, metavar="list|probe|watch|ncalayer-simulator|practice-key"
    )
    for name, run, purpose in (
        ("list", _list, LIST),
        ("probe", _probe, PROBE),
        ("watch", _watch, WATCH),
    ):
        command = commands.add_parser(name, help=_line(purpose), description=_line(purpose))
        command.set_defaults(run=run)
        command.add_argument("--json", action="store_true", help="JSON")
        command.add_argument("--settings", metavar="FILE", type=Path)
        if name == "probe":
            command.add_argument("slot", metavar="SLOT", help=" | ".join(Slot))
        if name == "watch":
            command.add_argument("--seconds", type=float, metavar="N")
    purpose = _line(ncalayer_simulator.PURPOSE)
    simulator = commands.add_parser("ncalayer-simulator", help=purpose, description=purpose)
    ncalayer_simulator.add_arguments(simulator)
    purpose = _line(practice_command.PURPOSE)
    practice = commands.add_parser("practice-key", help=purpose, description=purpose)
    practice_command.add_arguments(practice)
    return parser


def _settings(file: Path | None) -> Settings:
    if file is not None and not file.is_file():
        raise AppError(NO_SETTINGS, file=str(file))
    loaded = load(file)
    if loaded.warning is not None:
        _complain(loaded.warning)
    return loaded.settings


def _fitted(settings: Settings, only: Slot | None = None) -> dict[Slot, Fitting]:
    wanted = {s: d for s, d in settings.devices.items() if only is None or s == only}
    outfit = Outfit(
        now=_now, paper_folder=Path(settings.paper_folder), options=settings.device_options
    )
    return fit(wanted, outfit)


def _hub(fitted: dict[Slot, Fitting]) -> Hub:
    return Hub(fitted, now=_now, incident=lambda e: log_bug("devices", e, _now()))


def _now() -> datetime:
    return datetime.now().astimezone()


def _opened(hub: Hub) -> bool:
    """Open all and wait until every slot has come to a state."""
    settled = threading.Event()

    def look(_event: DeviceEvent | None = None) -> None:
        if all(status.state is not DeviceState.CONNECTING for status in hub.statuses()):
            settled.set()

    forget = hub.listen(look)
    hub.start()
    look()
    done = settled.wait(OPEN_SECONDS + 1.0)
    forget()
    return done


def _list(arguments: Namespace) -> int:
    settings = _settings(arguments.settings)
    hub = _hub(_fitted(settings))
    try:
        _opened(hub)
        reports = [slot_report(status) for status in hub.statuses()]
    finally:
        hub.stop()
    for report in reports:
        slot = Slot(report["slot"])
        report["drivers"] = [driver_report(found) for found in available(slot)]
    _answer(reports, arguments.json)
    return OK


def _probe(arguments: Namespace) -> int:
    settings = _settings(arguments.settings)
    if arguments.slot not in tuple(Slot):
        raise AppError(NO_SLOT, slot=arguments.slot[:40], slots=", ".join(Slot))
    slot = Slot(arguments.slot)
    fitted = _fitted(settings, slot)
    hub = _hub(fitted)
    try:
        _opened(hub)
        status = hub.status(slot)
    finally:
        hub.stop()
    _answer(slot_report(status) | {"details": details_of(fitted.get(slot))}, arguments.json)
    return OK if status.state is DeviceState.READY else NOT_READY


def _watch(arguments: Namespace) -> int:
    settings = _settings(arguments.settings)
    hub = _hub(_fitted(settings))
    ended = threading.Event()

    def tell(event: DeviceEvent) -> None:
        try:
            _event(event, arguments.json)
        except BrokenPipeError:  # whoever read has gone
            ended.set()

    hub.listen(tell)
    try:
        hub.start()
        ended.wait(arguments.seconds)
    finally:
        hub.stop()
    return OK


def _event(event: DeviceEvent, as_json: bool) -> None:
    report = event_report(event, _now().isoformat(timespec="milliseconds"))
    if as_json:
        _write(json.dumps(report, ensure_ascii=False))
    elif "state_text" in report:
        _answer(report, as_json=False)
    else:
        why = report.get("cause") or {}
        words = " / ".join(why[lang] for lang in LANGUAGES if lang in why)
        _write(f"{report['at']} {report.get('slot', '')} {report['event']} {words}".rstrip())


def _answer(report: Any, as_json: bool) -> None:
    if as_json:
        _write(json.dumps(report, ensure_ascii=False))
        return
    for one in report if isinstance(report, list) else [report]:
        for lang in LANGUAGES:
            _write("\n".join(slot_lines(one, lang)))


def _line(message: str) -> str:
    return " / ".join(both(message).values())


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _complain(error: AppError) -> None:
    words = ERROR_TEXTS[error.code]
    message, advice = both(words.message, error.params), both(words.advice, error.params)
    for lang in LANGUAGES:
        sys.stderr.write(f"{message[lang]} {advice[lang]}\n")


if __name__ == "__main__":
    sys.exit(main())
