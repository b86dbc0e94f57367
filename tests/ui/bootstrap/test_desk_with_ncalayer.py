"""A whole workplace with its key behind NCALayer: looked at, signing, judged and stamped by settings."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.desk.practice import HandClock
from app.errors import DeviceFault
from app.lanes import Lane
from app.settings import Settings, SigningSettings
from devices.eds.simulator.centre import Centre
from devices.eds.simulator.lab import PRACTICE_BIN, Lab
from tests.fakes.device_rig import AT
from tests.fakes.nca_room import Room, opened_room
from ui.bootstrap.workplace import Surroundings, Workplace, open_workplace

PATIENCE, WHO, TEXT = 60, "small_branch", "Өтініш мәтіні".encode()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with opened_room(Lab(tmp_path / "lab", AT)) as made:
        yield made


@pytest.fixture
def centre(room: Room) -> Iterator[Centre]:
    made = Centre(room.lab, lambda: AT)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def workplace(room: Room, centre: Centre, tmp_path: Path) -> Iterator[Workplace]:
    trust = tmp_path / "trust"
    trust.mkdir()
    (trust / "root.pem").write_text(room.lab.root.pem)
    eds = {"root": str(room.lab.tls_root), "port": str(room.simulator.port)}
    settings = Settings(
        devices={"eds": "ncalayer"},
        device_options={"eds": eds},
        signing=SigningSettings(
            trust=str(trust),
            employer=PRACTICE_BIN,
            time_stamps=centre.address("/tsp"),
            responder=centre.address("/ocsp"),
        ),
    )
    made = open_workplace(
        Surroundings(
            settings=settings,
            store_url=f"sqlite:///{tmp_path / 'desk.db'}",
            home=tmp_path,
            papers=tmp_path / "papers",
            clock=HandClock(AT),
            lanes=Lane,
            people_wait=False,
            opened=True,
        )
    )
    yield made
    made.close()


@pytest.mark.requirement("R-125", "R-128")
def test_the_desk_looks_at_the_key_signs_judges_and_stamps(
    workplace: Workplace, room: Room, centre: Centre
) -> None:
    place, look = workplace.practice.desk.place, workplace.parts.look_at_key
    assert look is not None and place.upgrade is not None
    assert workplace.warning is None
    with pytest.raises(DeviceFault, match=r"eds\.not_looked_at"):
        place.signing_key.sign(WHO, TEXT, AT)
    seen = look().result(PATIENCE)
    assert (seen.bin, seen.troubles) == (PRACTICE_BIN, ())
    signature = place.signing_key.sign(WHO, TEXT, AT)
    verdict = place.verifier.verify(TEXT, signature, place.clock.now())
    assert (verdict.valid, verdict.reasons, verdict.stamped_at) == (True, (), None)
    stamped = place.upgrade.stamped(signature, place.clock.now())
    later = place.verifier.verify(TEXT, stamped, AT + timedelta(days=800))
    assert (later.valid, later.stamped_at) == (True, AT)
    assert not place.verifier.verify(TEXT + b".", stamped, AT).valid
    assert centre.asked.count("/tsp") == 1


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("whose", ["colleague", "personal", "elsewhere", "entry", "expired"])
def test_a_key_that_may_not_is_seen_as_such(workplace: Workplace, room: Room, whose: str) -> None:
    room.say(f"signer {whose}")
    look = workplace.parts.look_at_key
    assert look is not None
    look().result(PATIENCE)
    signed = room.simulator.told.connections
    with pytest.raises(DeviceFault, match=r"eds\."):
        workplace.practice.desk.place.signing_key.sign(WHO, TEXT, AT)
    assert room.simulator.told.connections == signed
