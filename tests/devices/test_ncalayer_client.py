"""The client of NCALayer over real TLS against the simulator, in every way that NCALayer may behave."""

import base64
import logging

import pytest

from app.errors import Cancelled, DeviceFault
from app.ports import signing_faults as faults
from devices.eds.certificates import described, signer_of
from devices.eds.ncalayer import link
from devices.eds.ncalayer.client import NcaLayer, Patience
from devices.eds.simulator.lab import Lab, Signer
from tests.fakes.nca_room import Room, opened_room, ordered, unheard

BOTH_MODULES = pytest.mark.parametrize("modules", ["basics commonUtils", "commonUtils"])


def fault_of(client: NcaLayer, *contents: bytes) -> str:
    with pytest.raises(DeviceFault) as caught:
        client.sign(ordered(*contents), unheard)
    assert caught.value.slot == "eds"
    return caught.value.code


def assert_signs(client: NcaLayer, content: bytes = b"the next document") -> None:
    (signature,) = client.sign(ordered(content), unheard)
    assert described(signer_of(signature, content)).iin


@pytest.mark.requirement("R-125")
@BOTH_MODULES
def test_documents_are_signed_in_their_order_by_the_own_key(room: Room, modules: str) -> None:
    room.say(f"modules {modules}")
    contents = tuple(f"құжат {number}".encode() for number in range(3))
    signatures = room.client().sign(ordered(*contents), unheard)
    own = room.lab.pair(Signer.OPERATOR).der
    for signature, content in zip(signatures, contents, strict=True):
        assert signer_of(signature, content) == own
        assert content not in signature, "the signature is detached"


def test_fifty_documents_are_one_question_and_the_count_is_told(room: Room) -> None:
    told: list[int] = []
    contents = tuple(b"document %d" % number for number in range(50))
    assert len(room.client().sign(ordered(*contents), told.append)) == 50
    assert told == [50]
    assert room.simulator.told.documents == 50
    # The question for the product, that for the tokens, and one for all fifty.
    assert room.simulator.told.requests == 3


def test_the_older_module_is_asked_document_by_document(room: Room) -> None:
    room.say("modules commonUtils")
    told: list[int] = []
    room.client().sign(ordered(b"a", b"b", b"c"), told.append)
    assert told == [3, 3, 2, 1]
    assert room.simulator.told.documents == 3


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("signer", "code"),
    [
        (Signer.COLLEAGUE, faults.OTHER_PERSON),
        (Signer.ELSEWHERE, faults.OTHER_ORGANISATION),
        (Signer.PERSONAL, faults.OTHER_ORGANISATION),
        (Signer.ENTRY, faults.NOT_FOR_SIGNING),
        (Signer.EXPIRED, faults.NOT_IN_FORCE),
    ],
)
@BOTH_MODULES
def test_a_wrong_key_certifies_nothing(room: Room, signer: Signer, code: str, modules: str) -> None:
    room.say(f"signer {signer}", f"modules {modules}")
    client = room.client()
    assert fault_of(client) == code
    if modules == "commonUtils":
        assert room.simulator.told.documents == 0, "refused before anything was signed"
    room.say("signer operator")
    assert_signs(client)


@pytest.mark.parametrize("mode", ["cancel", "cancel-code"])
@BOTH_MODULES
def test_given_up_in_its_window_is_a_cancel_and_no_fault(
    room: Room, mode: str, modules: str
) -> None:
    room.say(f"modules {modules}", f"next {mode}")
    client = room.client()
    with pytest.raises(Cancelled):
        client.sign(ordered(), unheard)
    assert_signs(client)
    assert room.simulator.told.connections == 1, "nothing was wrong with the link"


@pytest.mark.requirement("R-129")
@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("SIGNING_FAILURE", faults.FAILED),
        ("INVALID_SIGNING_PARAMS", faults.FAILED),
        ("GENERAL_ERROR", faults.FAILED),
        ("WRONG_PASSWORD", faults.PIN_WRONG),
        ("EMPTY_KEY_LIST", faults.NO_KEY),
        ("LOAD_KEYSTORE_ERROR", faults.STORAGE_UNREADABLE),
    ],
)
def test_what_could_not_be_done_has_a_cause(room: Room, word: str, code: str) -> None:
    room.say(f"next fail {word}")
    client = room.client()
    with pytest.raises(DeviceFault) as caught:
        client.sign(ordered(), unheard)
    assert (caught.value.code, caught.value.params["reason"]) == (code, word)
    assert_signs(client)


@BOTH_MODULES
def test_without_a_token_no_window_is_opened(room: Room, modules: str) -> None:
    room.say("tokens none", f"modules {modules}")
    client = room.client()
    assert fault_of(client) == faults.NO_TOKEN
    assert room.simulator.told.documents == 0
    assert client.offered_keys() == ()
    room.say("tokens AKKZIDCardStore AKKaztokenStore")
    assert [key.storage for key in client.offered_keys()] == ["AKKZIDCardStore", "AKKaztokenStore"]
    assert_signs(client)


def test_a_key_in_a_file_is_offered_where_it_is_allowed(room: Room) -> None:
    room.say("tokens none")
    client = room.client(file_keys=True)
    assert [key.id for key in client.offered_keys()] == ["PKCS12"]
    assert_signs(client)


def test_a_key_is_looked_at_before_it_signs(room: Room) -> None:
    room.say("signer colleague")
    looked = room.client().look_at("AKKaztokenStore")
    assert looked.certificate is not None
    assert looked.certificate.iin == "940808399324"
    assert looked.certificate.practice


def test_no_module_signs(room: Room) -> None:
    room.say("modules none")
    assert fault_of(room.client()) == faults.MODULE_MISSING


@pytest.mark.parametrize("kind", ["json", "binary", "frame", "shape"])
def test_garbage_is_no_signature(room: Room, kind: str) -> None:
    room.say(f"next garbage {kind}")
    client = room.client()
    assert fault_of(client) == faults.GARBLED
    assert_signs(client)
    assert room.simulator.told.connections == 2, "a link that has spoken nonsense is not used again"


def test_what_means_nothing_is_passed_over(room: Room) -> None:
    room.say("next garbage noise")
    assert_signs(room.client())


def test_a_large_answer_is_read_and_an_endless_one_is_not(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert link.LARGEST_ANSWER == 64 * 1024 * 1024
    monkeypatch.setattr(link, "LARGEST_ANSWER", 2 * 1024 * 1024)
    room.say("next huge 1.5", "next huge 2.5")
    client = room.client()
    assert_signs(client)
    assert fault_of(client) == faults.GARBLED
    assert_signs(client)


@pytest.mark.requirement("R-129")
def test_dropped_in_the_middle(room: Room) -> None:
    room.say("next drop")
    client = room.client()
    assert fault_of(client) == faults.LOST
    assert_signs(client)


def test_a_late_answer_is_never_taken_for_the_next_one(room: Room) -> None:
    room.say("next late")
    client = room.client()
    with pytest.raises(DeviceFault) as caught:
        client.sign(ordered(b"the first"), room.clock.leap)
    assert caught.value.code == faults.LATE
    assert room.simulator.holding.wait(10)
    room.clock.stand()
    room.say("release")
    assert_signs(client, b"the second")
    assert room.simulator.told.connections == 2


def test_silence_has_an_end_by_the_real_clock(lab: Lab) -> None:
    with opened_room(lab) as room:
        room.say("always silence")
        client = NcaLayer(
            lab.tls_root,
            lambda: pytest.fail("nothing came back"),
            port=room.simulator.port,
            patience=Patience(connect=20, greeting=20, answer=20, person=0.1),
        )
        assert fault_of(client) == faults.LATE
        client.close()


def test_a_short_delay_is_waited_for(room: Room) -> None:
    room.say("next delay 0.05")
    assert_signs(room.client())


@pytest.mark.requirement("R-129")
def test_gone_and_back(lab: Lab) -> None:
    with opened_room(lab) as first:
        port = first.simulator.port
        client = first.client()
        assert_signs(client)
        first.simulator.stop()
        with pytest.raises(DeviceFault) as caught:
            client.check()
        assert caught.value.code == faults.NOT_RUNNING
        with opened_room(lab, port):
            client.check()
            assert client.version == "1.4"
            assert_signs(client)


def test_a_sign_of_life_needs_no_new_link(room: Room) -> None:
    client = room.client()
    for _ in range(3):
        client.check()
    assert room.simulator.told.connections == 1


@pytest.mark.requirement("R-034")
def test_nothing_that_is_signed_reaches_a_log(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("websockets", "websockets.client", "websockets.server", "asyncio"):
        caplog.set_level(logging.DEBUG, name)
    content = "Сынақов 870412399019".encode()
    room.say("next garbage json")
    client = room.client()
    fault_of(client, content)
    assert_signs(client, content)
    for secret in (content.decode(), base64.b64encode(content).decode(), "CMS", room.lab._iin):
        assert secret not in caplog.text
