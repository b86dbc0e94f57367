"""What a reading of a chip costs beside its bare exchange of commands, at a real card service."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from smartcard import scard

from devices.card.link import card_in
from devices.card.pcsc import PcscCardReader
from devices.outfit import Outfit
from tests.fakes.card_room import card_room
from tests.fakes.device_rig import AT
from tests.fakes.virtual_passport import CARD_ACCESS, MadeUp, VirtualPassport, pace_info

ROUNDS = 25
WAYS = {"BAC": {}, "PACE": {CARD_ACCESS: pace_info(2, 13)}}


class _Counted(VirtualPassport):
    """Keeps what was said and answered, so that the bare exchange is the same one."""

    def __init__(self, made_up: MadeUp, files: dict[int, bytes]) -> None:
        super().__init__(made_up.zone, made_up.files() | files)
        self.turns: list[tuple[bytes, bytes]] = []

    def transmit(self, said: bytes) -> bytes:
        answer = super().transmit(said)
        self.turns.append((said, answer))
        return answer


def _median(act: Callable[[], object]) -> tuple[float, float]:
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took), sorted(took)[int(ROUNDS * 0.95)]


@pytest.mark.bench
@pytest.mark.parametrize("way", WAYS)
def test_a_reading_beside_the_bare_exchange(way: str) -> None:
    made_up, seen = MadeUp(), Event()
    with card_room() as room:
        reader = PcscCardReader(Outfit(now=lambda: AT, paper_folder=Path()))
        reader.open(lambda _event: seen.set())
        chip = _Counted(made_up, WAYS[way])
        start = time.perf_counter()
        card = room.insert(chip)
        assert seen.wait(20)
        noticed = (time.perf_counter() - start) * 1000
        whole, p95 = _median(lambda: reader.read_identity(made_up.zone))
        chip.turns.clear()
        reader.read_identity(made_up.zone)
        turns = list(chip.turns)
        answers = iter(())

        def replay() -> None:
            nonlocal answers
            answers = iter(answer for _said, answer in turns)
            with card_in(scard, reader.product) as transmit:
                for said, _answer in turns:
                    transmit(said)

        chip.before = lambda _said: next(answers)
        bare, _ = _median(replay)
        card.take_out()
        reader.close()
    print(
        f"\nchip by {way}, {len(turns)} commands, 15 kB picture: {whole:.1f} ms (p95 {p95:.1f}), "
        f"bare exchange {bare:.1f} ms, ratio {whole / bare:.2f}; noticed after {noticed:.0f} ms"
    )
