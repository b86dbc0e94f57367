"""From the card in the reader to the next page; a verdict on a chip and a zone by themselves."""

import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

from app.domain.chip import Authenticity
from app.domain.mrz import read_mrz
from app.usecases.queue.finish_visit import FinishVisit
from tests.fakes.lab_authority import NOW
from tests.fakes.lab_chip import chip, judge, utopia
from tests.fakes.lab_keys import ec_key
from tests.fakes.seat import Seat
from ui.binding.presentation import Verb
from ui.theme.center import Appearance, theme

BUDGET_TO_THE_PAGE = 2.0
"""Seconds of the program's own work; the law of the issue is fifteen with the chip's."""
BUDGET_OF_A_VERDICT = 60
"""Against the two bare checks of signatures in it, which are the library's own work."""
BUDGET_OF_A_ZONE = 0.05
"""Seconds for a zone with a slip and its repairs."""
ROUNDS = 30
ZONE = (
    "IDKAZ0000009O14870412399019<<<\n8704120M3205150KAZ<<<<<<<<<<<7\nSYNAKOV<<ASSAN<<<<<<<<<<<<<<<<"
)
PASSPORT = (
    "P<KAZTESTOV<<YERLAN<<<<<<<<<<<<<<<<<<<<<<<<<\nN000009015KAZ7911037M3303067791103399014<<16"
)

pytestmark = pytest.mark.bench


def _median(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


def test_from_the_card_to_the_next_page(qapp: object, tmp_path: Path) -> None:
    theme().apply(Appearance())
    seat, spent = Seat(tmp_path, people=8), []
    try:
        for turn in range(8):
            seat.press(Verb.NEXT)
            start = time.perf_counter()
            if turn % 2:
                seat.card("citizen")
            else:
                seat.card("passport")
                seat.scan(PASSPORT)
            spent.append(time.perf_counter() - start)
            assert seat.word == "choose_service"
            seat.place.simulation.remove_card()
            seat.do(FinishVisit())
            seat.look()
    finally:
        seat.leave()
    print(f"card to page: median {statistics.median(spent):.3f} s, worst {max(spent):.3f} s")
    assert statistics.median(spent) < BUDGET_TO_THE_PAGE


def test_a_verdict_on_a_chip_beside_its_bare_signatures() -> None:
    land = utopia(lambda: ec_key(ec.BrainpoolP256R1()))
    files, passive = chip(land.signer), judge(land.country)
    key = load_der_public_key(land.country.key.public)
    signer = land.signer.certificate
    assert isinstance(key, ec.EllipticCurvePublicKey)

    def bare() -> None:
        for _ in range(2):
            key.verify(signer.signature, signer.tbs, ec.ECDSA(hashes.SHA256()))

    assert passive.judge(files, NOW).authenticity is Authenticity.GENUINE
    verdict, floor = _median(lambda: passive.judge(files, NOW)), _median(bare)
    print(f"verdict {verdict * 1000:.2f} ms, bare signatures {floor * 1000:.2f} ms")
    assert verdict < BUDGET_OF_A_VERDICT * floor


def test_a_zone_with_a_slip() -> None:
    spent = _median(lambda: read_mrz(ZONE, date(2026, 11, 20)))
    print(f"a zone with its repairs {spent * 1000:.2f} ms")
    assert spent < BUDGET_OF_A_ZONE
