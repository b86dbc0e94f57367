"""What real drivers need to be tried: cables with a device at their far end, and a print service."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from app.ports.simulation import SimulatedCard
from devices.catalog import Driver
from devices.eds.simulator.lab import Lab
from devices.outfit import Outfit, Pace
from tests.fakes.camera_video import write_video
from tests.fakes.card_room import card_room
from tests.fakes.far_end import SerialEnd
from tests.fakes.nca_room import opened_room
from tests.fakes.pole_screen import PoleScreen
from tests.fakes.print_service import PrintService
from tests.fakes.roll_printer import RollPrinter
from tests.fakes.token_room import key_file, soft_tokens

_HEAR: dict[str, Callable[[], Callable[[bytes], bytes]]] = {
    "pole": lambda: PoleScreen("cd5220").hear,
    "receipt": lambda: RollPrinter().hear,
    "serial": lambda: lambda _data: b"",
}
"""What stands at the far end of a driver's cable; a scanner hears nothing."""


@contextmanager
def real_ends(
    now: Callable[[], datetime],
    folder: Path,
    cards: tuple[SimulatedCard, ...],
    pace: Pace,
    service: Callable[[], PrintService],
    voice_folder: Path | None = None,
) -> Iterator[Callable[[Driver], Outfit]]:
    """An outfit for each driver of the table; what it needs stands ready until the end.

    The loudspeaker and the recorded voice are the caller's."""
    with ExitStack() as stack:

        def ready(driver: Driver) -> Outfit:
            options: dict[str, str] = {}
            own_pace = pace
            if driver.name in _HEAR:
                far = SerialEnd(folder, _HEAR[driver.name]())
                stack.callback(far.close)
                own_pace = far.pace
                options = {"address": far.address}
                if driver.name == "receipt":
                    options["connection"] = "serial"
            if driver.name == "opencv":
                options = {"device": str(write_video(folder))}
            if driver.name == "ncalayer":
                room = stack.enter_context(opened_room(Lab(folder / "lab", now())))
                options = {"root": str(room.lab.tls_root), "port": str(room.simulator.port)}
            if driver.name == "pkcs11":
                made = stack.enter_context(soft_tokens(folder / "soft"))
                options = {"module": str(made().module)}
            if driver.name == "pkcs12":
                made_file = key_file(folder, Lab(folder / "lab", now()), "practice")
                options = {"file": str(made_file), "allowed": "yes"}
            if driver.name == "pcsc":
                stack.enter_context(card_room())
            if driver.name == "system":
                running = service()
                queue = f"{driver.slot}-contract"
                running.add(queue, "give > /dev/null")
                options = {"queue": queue, "server": running.server}
            return Outfit(
                now=now,
                paper_folder=folder / "papers",
                cards=cards,
                pace=own_pace,
                options={driver.slot.value: options},
                voice_folder=voice_folder,
            )

        yield ready
