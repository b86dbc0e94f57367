"""The hands reach every simulated device, and say plainly which one is not there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.catalogue.practice import practice
from app.ports.devices import CardInserted, CardUnreadable, CodeGarbled, CodeScanned, Slot
from app.ports.simulation import CameraScene, SimulatedCard
from devices.outfit import Outfit, no_pace
from devices.simulation import SimulatedDesk
from tests.fakes.device_rig import AT, Rig


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path).started()


@pytest.mark.parametrize(
    "act",
    [
        lambda hands: hands.insert_card("first"),
        lambda hands: hands.remove_card(),
        lambda hands: hands.scan("A105"),
        lambda hands: hands.scan_half("A105"),
        lambda hands: hands.scan_raw(b"A105"),
        lambda hands: hands.jam_paper(),
        lambda hands: hands.take_paper(),
        lambda hands: hands.refill(),
        lambda hands: hands.jam_paper(Slot.TICKETS),
        lambda hands: hands.take_paper(Slot.TICKETS),
        lambda hands: hands.refill(Slot.TICKETS),
        lambda hands: hands.jam_paper(Slot.DISPLAY),
        lambda hands: hands.delay(Slot.CARD, 1.0),
        lambda hands: hands.unplug(Slot.PRINTER),
        lambda hands: hands.plug_in(Slot.CAMERA),
        lambda hands: hands.show_camera(CameraScene.BLACK),
        lambda hands: hands.hold_code("A105"),
    ],
)
def test_a_device_that_is_not_simulated_here_is_refused(
    tmp_path: Path, act: Callable[[SimulatedDesk], None]
) -> None:
    hands = Rig(tmp_path, {"printer": "folder"}).hands
    with pytest.raises(KeyError):
        act(hands)


def test_an_unknown_card_is_refused_and_the_reader_stays_as_it_was(rig: Rig) -> None:
    rig.hands.insert_card("first")
    rig.events.clear()
    with pytest.raises(KeyError):
        rig.hands.insert_card("nobody")
    assert rig.events == []
    assert rig.hub.read_identity().result().simulated


def test_what_is_done_to_the_scanner_is_heard(rig: Rig) -> None:
    rig.hands.scan("A105")
    rig.hands.scan_half("T0214260171234557")
    rig.hands.scan_raw(b"\x00\r")
    assert [type(event) for event in rig.events] == [CodeScanned, CodeGarbled, CodeGarbled]


def test_a_delay_makes_every_act_longer(rig: Rig) -> None:
    rig.hands.delay(Slot.CARD, 3.0)
    rig.hands.insert_card("first")
    assert rig.pace.asked[-1] == pytest.approx(4.2)


@pytest.mark.requirement("R-058")
def test_every_card_of_practice_can_be_put_in(tmp_path: Path) -> None:
    cards = tuple(
        SimulatedCard.of(
            entry.id,
            entry.person.person if entry.person else None,
            entry.person.document if entry.person else None,
            read_seconds=entry.read_seconds,
            fault=entry.fault,
        )
        for entry in practice().cards.values()
    )
    rig = Rig(tmp_path).started()
    hands = SimulatedDesk(rig.fitted, cards)
    assert hands.cards() == cards
    for card in cards:
        rig.events.clear()
        hands.insert_card(card.id)
        if card.fault:
            assert any(isinstance(event, CardUnreadable) for event in rig.events)
        else:
            assert CardInserted(card.facts, AT) in rig.events


def test_no_pace_still_notices_a_cancel(tmp_path: Path) -> None:
    assert Outfit(now=lambda: AT, paper_folder=tmp_path, pace=no_pace).pace(9.0) is None
