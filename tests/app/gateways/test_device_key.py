"""The key behind a device: looked at before it signs, refused before it is asked, and no other."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.catalogue.practice import practice
from app.errors import DeviceFault, Unavailable
from app.gateways.cms_verifier import OFFICIAL, TrustVerifier
from app.gateways.device_key import DeviceKey
from app.ports.signing import KeyOnDevice
from app.signatures.suitability import Demands
from devices.eds.simulator.centre import Mood, State
from devices.eds.simulator.lab import PRACTICE_BIN, Signer
from tests.fakes.centre_room import AT, CentreRoom, centre_room
from tests.fakes.lab_carrier import LabCarrier

WHO, TEXT = "small_branch", "Өтініш мәтіні".encode()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CentreRoom]:
    with centre_room(tmp_path_factory.mktemp("centre")) as made:
        yield made


@pytest.fixture
def room(shared: CentreRoom) -> CentreRoom:
    shared.centre.moods.clear()
    shared.centre.states.clear()
    shared.clock.at = shared.desk_clock.at = AT
    return shared


def key_of(room: CentreRoom, carrier: LabCarrier | None, employer: str = PRACTICE_BIN) -> DeviceKey:
    people = practice().operators
    return DeviceKey(lambda: carrier, people, employer, room.services(), room.desk_clock)


def carrier_of(room: CentreRoom, *keys: Signer) -> LabCarrier:
    return LabCarrier(room.lab, room.desk_clock, *keys)


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("hidden", [False, True])
def test_the_own_key_is_looked_at_and_then_signs(room: CentreRoom, hidden: bool) -> None:
    carrier = carrier_of(room)
    carrier.hidden = hidden
    key = key_of(room, carrier)
    assert isinstance(key, KeyOnDevice)
    seen = key.look(WHO)
    assert (seen.holder, seen.bin, seen.troubles) == ("ТЕСТОВ НҰРЛАН", PRACTICE_BIN, ())
    assert key.certificate(WHO) == seen
    signature = key.sign(WHO, TEXT, AT, "Анықтама, 9900-1")
    assert carrier.abouts == ["Анықтама, 9900-1"]
    services = room.services()
    services.look_up(seen.der)
    verifier = TrustVerifier(services.trust, Demands(bin=PRACTICE_BIN, roles=OFFICIAL))
    verdict = verifier.verify(TEXT, signature, AT)
    assert (verdict.valid, verdict.reasons) == (True, ())
    assert not verifier.verify(TEXT + b".", signature, AT).valid
    elsewhere = TrustVerifier(services.trust, Demands(bin="160440007161"))
    assert elsewhere.verify(TEXT, signature, AT).reasons == ("foreign_bin",)


@pytest.mark.requirement("R-125")
def test_of_several_keys_the_fitting_one_is_taken(room: CentreRoom) -> None:
    carrier = carrier_of(room, Signer.ENTRY, Signer.PERSONAL, Signer.OPERATOR)
    assert key_of(room, carrier).look(WHO).der == room.lab.pair(Signer.OPERATOR).der


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("signer", "code"),
    [
        (Signer.COLLEAGUE, "eds.other_person"),
        (Signer.ELSEWHERE, "eds.other_organisation"),
        (Signer.PERSONAL, "eds.other_organisation"),
        (Signer.ENTRY, "eds.not_for_signing"),
        (Signer.EXPIRED, "eds.not_in_force"),
    ],
)
def test_a_key_that_may_not_is_never_asked(room: CentreRoom, signer: Signer, code: str) -> None:
    carrier = carrier_of(room, signer)
    key = key_of(room, carrier)
    key.look(WHO)
    with pytest.raises(DeviceFault) as stopped:
        key.sign(WHO, TEXT, AT)
    assert (stopped.value.code, carrier.asked) == (code, [])


@pytest.mark.requirement("R-125", "R-129")
@pytest.mark.parametrize(
    ("state", "trouble"),
    [
        (State.REVOKED, "revoked"),
        (State.ON_HOLD, "on_hold"),
        (State.UNKNOWN, "unknown_to_ca"),
    ],
)
def test_what_the_issuer_says_stops_the_key(room: CentreRoom, state: State, trouble: str) -> None:
    carrier = carrier_of(room)
    room.centre.say(room.lab.pair(Signer.OPERATOR).der, state)
    key = key_of(room, carrier)
    assert key.look(WHO).troubles == (trouble,)
    with pytest.raises(DeviceFault, match=r"eds\.unfit"):
        key.sign(WHO, TEXT, AT)
    assert carrier.asked == []


@pytest.mark.requirement("R-125")
def test_a_key_that_nobody_vouches_for_is_not_asked(room: CentreRoom) -> None:
    carrier = carrier_of(room)
    people = practice().operators
    stranger = room.services()
    stranger._believed = lambda: room.trust().__class__()  # type: ignore[method-assign]
    key = DeviceKey(lambda: carrier, people, "", stranger, room.desk_clock)
    assert key.look(WHO).troubles == ("untrusted",)
    with pytest.raises(DeviceFault, match=r"eds\.unfit"):
        key.sign(WHO, TEXT, AT)


@pytest.mark.requirement("R-128")
def test_another_key_than_the_one_shown_does_not_count(room: CentreRoom) -> None:
    carrier = carrier_of(room, Signer.OPERATOR)
    key = key_of(room, carrier)
    key.look(WHO)
    carrier.swapped = Signer.COLLEAGUE
    with pytest.raises(DeviceFault, match=r"eds\.other_key"):
        key.sign(WHO, TEXT, AT)
    with pytest.raises(DeviceFault, match=r"eds\.not_looked_at"):
        key.certificate(WHO)


@pytest.mark.requirement("R-129")
def test_given_up_is_told_and_the_key_stays_seen(room: CentreRoom) -> None:
    carrier = carrier_of(room)
    key = key_of(room, carrier)
    key.look(WHO)
    carrier.given_up = True
    with pytest.raises(DeviceFault, match=r"eds\.given_up"):
        key.sign(WHO, TEXT, AT)
    carrier.given_up = False
    assert key.sign(WHO, TEXT, AT)


def test_nothing_is_signed_unseen_or_long_after(room: CentreRoom) -> None:
    key = key_of(room, carrier_of(room))
    with pytest.raises(DeviceFault, match=r"eds\.not_looked_at"):
        key.sign(WHO, TEXT, AT)
    key.look(WHO)
    room.desk_clock.at = AT + timedelta(minutes=11)
    with pytest.raises(DeviceFault, match=r"eds\.not_looked_at"):
        key.certificate(WHO)


def test_a_desk_without_a_device_or_key_says_so(room: CentreRoom) -> None:
    with pytest.raises(DeviceFault, match=r"device\.not_fitted"):
        key_of(room, None).look(WHO)
    carrier = carrier_of(room)
    carrier.keys = ()
    with pytest.raises(DeviceFault, match=r"eds\.no_token"):
        key_of(room, carrier).look(WHO)


@pytest.mark.requirement("R-129")
def test_while_the_responder_is_silent_nothing_is_signed_and_nothing_lost(room: CentreRoom) -> None:
    room.centre.moods["/ocsp"] = Mood.DOWN
    carrier = carrier_of(room)
    key = key_of(room, carrier)
    assert key.look(WHO).troubles == ("revocation_unavailable",)
    with pytest.raises(Unavailable, match=r"centre\.state_unknown"):
        key.sign(WHO, TEXT, AT)
    assert carrier.asked == []
    room.centre.moods.clear()
    assert key.sign(WHO, TEXT, AT)
    assert key.certificate(WHO).troubles == ()
