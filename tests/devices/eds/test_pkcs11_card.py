"""Signatures by a card in a reader: a real card service, OpenSC's own module, a card of ours."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from app.domain.signing_key import KeyDemand
from app.errors import Cancelled
from app.ports import card_faults, signing_faults, token_faults
from app.ports.devices import DeviceState, Slot
from app.ports.pin import KeyTaken, Refused, Tries
from devices.eds.pkcs11.driver import Pkcs11Device
from devices.eds.simulator.lab import Lab, Signer
from devices.hub import Hub
from tests.fakes.card_room import CardInReader, CardRoom, card_room
from tests.fakes.device_rig import AT
from tests.fakes.signature_judges import fault_of, openssl_says, ours_says
from tests.fakes.token_room import (
    CALM,
    CARD_MODULES,
    Person,
    acts,
    module_of,
    ordered,
    outfit_for,
)
from tests.fakes.virtual_piv import VirtualPiv, carried_in, seen_change

PIN = "271828"
PATIENCE = 30.0
SIGN = 0x87


@pytest.fixture(scope="module")
def module() -> Path:
    return module_of(CARD_MODULES, "opensc")


@pytest.fixture
def cards(module: Path) -> Iterator[CardRoom]:
    with card_room() as room:
        yield room


@pytest.fixture
def card(lab: Lab) -> VirtualPiv:
    return VirtualPiv(PIN, lab.pair(Signer.ENTRY), lab.pair(Signer.OPERATOR))


@pytest.fixture
def inside(cards: CardRoom, card: VirtualPiv) -> Iterator[CardInReader]:
    with carried_in(cards, card) as inserted:
        yield inserted


@pytest.mark.requirement("R-125", "R-128")
def test_the_key_that_wants_the_pin_each_time_signs_a_batch(
    lab: Lab, module: Path, card: VirtualPiv, inside: CardInReader, tmp_path: Path
) -> None:
    contents, person = ("бір".encode(), b"two", b"three"), Person(PIN)
    signatures = acts(module, person).sign(ordered(*contents))
    for signature, content in zip(signatures, contents, strict=True):
        assert openssl_says(signature, content, lab.signing_root, tmp_path)
        assert ours_says(signature, content, lab.signing_root) == ()
    assert (len(person.asked), card.signed) == (1, 3)


def test_the_other_key_signs_after_one_login(
    lab: Lab, module: Path, cards: CardRoom, tmp_path: Path
) -> None:
    card = VirtualPiv(PIN, lab.pair(Signer.OPERATOR), lab.pair(Signer.EXPIRED))
    with carried_in(cards, card):
        (signature,) = acts(module, Person(PIN)).sign(ordered(b"content"))
    assert openssl_says(signature, b"content", lab.signing_root, tmp_path)


def test_both_certificates_are_shown_without_a_pin(
    module: Path, card: VirtualPiv, inside: CardInReader
) -> None:
    found = acts(module, Person()).look()
    shown = {key.id.rpartition("/")[2]: key.certificate for key in found.keys}
    assert {number: one.for_signing for number, one in shown.items() if one} == {
        "01": False,
        "02": True,
    }
    assert card.tries == 3
    assert found.product.startswith("OpenSC")


@pytest.mark.requirement("R-128")
def test_wrong_pins_count_down_to_a_locked_card(
    module: Path, card: VirtualPiv, inside: CardInReader
) -> None:
    person = Person("111111", "222222", "333333", PIN)
    signing = acts(module, person)
    assert fault_of(lambda: signing.sign(ordered())) == token_faults.PIN_LOCKED
    assert [(one.refused, one.tries) for one in person.asked] == [
        (None, Tries.ENOUGH),
        (Refused.WRONG, Tries.ENOUGH),
        (Refused.WRONG, Tries.LAST),
    ]
    assert (card.tries, card.signed) == (0, 0)
    assert fault_of(lambda: signing.sign(ordered())) == token_faults.PIN_LOCKED
    assert len(person.asked) == 3, "a locked card asks nobody"


def test_the_last_try_may_be_given_up(module: Path, card: VirtualPiv, inside: CardInReader) -> None:
    card.tries = 1
    person = Person(None)
    with pytest.raises(Cancelled):
        acts(module, person).sign(ordered())
    assert [one.tries for one in person.asked] == [Tries.LAST]
    assert card.tries == 1


@pytest.mark.requirement("R-129")
def test_pulled_while_it_signs(module: Path, card: VirtualPiv, inside: CardInReader) -> None:
    def pull(said: bytes) -> None:
        if said[1] == SIGN:
            inside.take_out()

    card.before = pull
    assert fault_of(lambda: acts(module, Person(PIN)).sign(ordered())) == token_faults.REMOVED


@pytest.mark.requirement("R-129")
def test_put_in_again_it_signs(
    module: Path, cards: CardRoom, card: VirtualPiv, inside: CardInReader
) -> None:
    with seen_change(card=False):
        inside.take_out()
    signing = acts(module, Person(PIN))
    assert fault_of(lambda: signing.sign(ordered())) == signing_faults.NO_TOKEN
    with carried_in(cards, card):
        assert signing.sign(ordered())


@pytest.mark.requirement("R-125", "R-128")
def test_swapped_while_the_pin_is_typed(
    lab: Lab, module: Path, cards: CardRoom, card: VirtualPiv, inside: CardInReader
) -> None:
    other = VirtualPiv(PIN, None, lab.pair(Signer.COLLEAGUE))
    with ExitStack() as later:

        def swap() -> None:
            with seen_change(card=False):
                inside.take_out()
            later.enter_context(carried_in(cards, other))

        signing = acts(module, Person(PIN, meanwhile=swap))
        assert fault_of(lambda: signing.sign(ordered())) == token_faults.SWAPPED
    assert (card.signed, other.signed, other.tries) == (0, 0, 3)


def test_without_a_card_service_there_is_no_token(module: Path, cards: CardRoom) -> None:
    cards.stop_service()
    assert fault_of(lambda: acts(module, Person()).sign(ordered())) == signing_faults.NO_TOKEN


@contextmanager
def hub_with(device: Pkcs11Device) -> Iterator[Hub]:
    hub = Hub({Slot.EDS: device}, now=lambda: AT, incident=repr)
    try:
        yield hub
    finally:
        assert hub.stop()


@pytest.mark.requirement("R-128")
@pytest.mark.parametrize("lock", ["yes", "no"])
def test_a_card_that_leaves_is_told_where_it_locks(
    module: Path, inside: CardInReader, tmp_path: Path, lock: str
) -> None:
    outfit = outfit_for(tmp_path, Person(), module=str(module), reader="Virtual", lock=lock)
    device, left = Pkcs11Device(outfit, CALM), threading.Event()
    with hub_with(device) as hub:
        hub.listen(lambda event: left.set() if isinstance(event, KeyTaken) else None)
        assert hub.signing_keys().result(PATIENCE)
        before = device.insertion()
        inside.take_out()
        assert device._watcher is not None
        assert device._watcher.moved_since(before, PATIENCE)
        assert left.wait(PATIENCE if lock == "yes" else 0.1) is (lock == "yes")


@pytest.mark.requirement("R-128")
def test_a_card_that_leaves_takes_the_question_with_it(
    module: Path, card: VirtualPiv, inside: CardInReader, tmp_path: Path
) -> None:
    person = Person(meanwhile=inside.take_out)
    outfit = outfit_for(tmp_path, person, module=str(module), reader="Virtual")
    with hub_with(Pkcs11Device(outfit, CALM)) as hub:
        code = fault_of(lambda: hub.sign(ordered()).result(PATIENCE))
        assert code == token_faults.REMOVED
        assert person.shown[0].cancelled()
        assert hub.status(Slot.EDS).state is DeviceState.READY


def test_a_reader_that_is_named_tells_what_is_wrong_with_it(
    module: Path, cards: CardRoom, tmp_path: Path
) -> None:
    outfit = outfit_for(tmp_path, Person(), module=str(module), reader="no such reader")
    with hub_with(Pkcs11Device(outfit, CALM)) as hub:
        code = fault_of(lambda: hub.sign(ordered()).result(PATIENCE))
    assert code == card_faults.READER_NONE


def test_the_demand_decides_among_the_keys_of_a_card(
    module: Path, card: VirtualPiv, inside: CardInReader
) -> None:
    order = ordered(demand=KeyDemand(iin="900101300017"))
    assert fault_of(lambda: acts(module, Person()).sign(order)) == signing_faults.OTHER_PERSON
