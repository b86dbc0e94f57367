"""The services of a certification centre: what counts, what does not, and a stranger's opinion of both."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import cms

from app.domain.signature_verdict import Check, Outcome, Standing
from app.errors import AppError, InputInvalid, Unavailable
from app.gateways.bounded_http import Question, ask
from app.signatures.certificate import read_certificate
from app.signatures.message import TIME_STAMP, read_message
from app.signatures.suitability import Demands
from app.signatures.verify import verify_certificate, verify_message
from devices.eds.simulator.centre import Mood, State
from devices.eds.simulator.lab import Signer
from devices.eds.simulator.signature import detached
from tests.fakes.centre_room import AT, CentreRoom, centre_room, openssl
from tests.fakes.lab_scene import remarks, row_of

TEXT = "Өтініш мәтіні".encode()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CentreRoom]:
    with centre_room(tmp_path_factory.mktemp("centre")) as made:
        yield made


@pytest.fixture(autouse=True)
def _well(room: CentreRoom) -> None:
    room.centre.moods.clear()
    room.centre.states.clear()
    room.centre.asked.clear()
    room.clock.at = room.desk_clock.at = AT


def signed(room: CentreRoom) -> bytes:
    return detached(room.lab.pair(Signer.OPERATOR), TEXT, AT)


def own(room: CentreRoom) -> bytes:
    return room.lab.pair(Signer.OPERATOR).der


@pytest.mark.requirement("R-125")
def test_a_stamp_is_put_in_without_the_key_and_strangers_agree(
    room: CentreRoom, tmp_path: Path
) -> None:
    services = room.services()
    plain = signed(room)
    stamped = services.stamped(plain, AT)
    verdict = verify_message(stamped, TEXT, services.trust(), AT + timedelta(days=500))
    assert (verdict.standing, verdict.signers[0].stamped_at) == (Standing.VALID, AT)
    before = verify_message(plain, TEXT, services.trust(), AT + timedelta(days=500))
    assert before.reasons == ("expired",)
    (tmp_path / "root.pem").write_text(room.lab.root.pem)
    (tmp_path / "signed.der").write_bytes(stamped)
    (tmp_path / "content").write_bytes(TEXT)
    words = (
        "cms -verify -binary -cades -inform DER -in signed.der -content content -CAfile root.pem"
        " -purpose any -out out -attime"
    )
    code, told = openssl(tmp_path, *words.split(), str(int(AT.timestamp())))
    assert code == 0, told
    (signer,) = read_message(stamped).signers
    (token,) = signer.unsigned[TIME_STAMP]
    (tmp_path / "token").write_bytes(token)
    (tmp_path / "signature").write_bytes(signer.signature)
    words = "ts -verify -token_in -in token -data signature -CAfile root.pem -attime"
    code, told = openssl(tmp_path, *words.split(), str(int(AT.timestamp())))
    assert (code, "Verification: OK" in told) == (0, True), told


@pytest.mark.requirement("R-125")
def test_what_was_signed_keeps_every_byte(room: CentreRoom) -> None:
    plain, stamped = signed(room), room.services().stamped(signed(room), AT)
    (one,), (other,) = read_message(plain).signers, read_message(stamped).signers
    assert (one.signed_forms, one.signature) == (other.signed_forms, other.signature)
    assert cms.ContentInfo.load(stamped).dump(force=False) == stamped


@pytest.mark.requirement("R-129")
@pytest.mark.parametrize(
    ("mood", "code"),
    [
        (Mood.DOWN, "centre.refused"),
        (Mood.REFUSES, "centre.refused"),
        (Mood.GARBAGE, "centre.answer_wrong"),
        (Mood.HUGE, "centre.refused"),
        (Mood.CUT, "centre.down"),
        (Mood.ELSEWHERE, "centre.refused"),
        (Mood.WRONG_NONCE, "centre.answer_wrong"),
        (Mood.OTHER, "centre.answer_wrong"),
        (Mood.STRANGER, "centre.answer_wrong"),
        (Mood.SKEWED, "centre.clocks_differ"),
    ],
)
def test_a_stamp_that_does_not_stand_is_not_used(room: CentreRoom, mood: Mood, code: str) -> None:
    room.centre.moods["/tsp"] = mood
    services = room.services()
    with pytest.raises(Unavailable) as stopped:
        services.stamped(signed(room), AT)
    assert stopped.value.code == code
    room.centre.moods.clear()
    assert read_message(services.stamped(signed(room), AT)).signers[0].unsigned


@pytest.mark.requirement("R-129")
@pytest.mark.parametrize("mood", [Mood.LATE, Mood.DRIPS])
def test_a_service_that_keeps_one_waiting_is_given_up(room: CentreRoom, mood: Mood) -> None:
    room.centre.moods["/tsp"] = mood
    with pytest.raises(Unavailable, match=r"centre\.down"):
        room.services(seconds=0.3).stamped(signed(room), AT)


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.GOOD, ""),
        (State.REVOKED, "revoked"),
        (State.ON_HOLD, "on_hold"),
        (State.UNKNOWN, "unknown_to_ca"),
    ],
)
@pytest.mark.parametrize("way", ["responder", "list"])
def test_the_state_of_a_certificate_is_told(
    room: CentreRoom, state: State, reason: str, way: str
) -> None:
    if way == "list" and state is State.UNKNOWN:
        reason = ""  # a list names the revoked alone
    room.centre.say(own(room), state)
    listed = (room.centre.address("/crl"),)
    services = room.services() if way == "responder" else room.services(responder="", lists=listed)
    services.look_up(own(room))
    verdict = verify_certificate(own(room), services.trust(), AT, Demands())
    row = next(row for row in verdict.rows if row.check is Check.REVOCATION)
    assert row.reason == reason
    assert (row.outcome is Outcome.OK) is (reason == "")


@pytest.mark.requirement("R-125")
def test_openssl_hears_the_same_of_the_practice_responder(room: CentreRoom, tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_text(room.lab.root.pem)
    (tmp_path / "own.pem").write_text(room.lab.pair(Signer.OPERATOR).pem)
    for state, word in ((State.GOOD, "good"), (State.REVOKED, "revoked")):
        room.centre.say(own(room), state)
        told = openssl(
            tmp_path,
            *("ocsp -issuer root.pem -cert own.pem -CAfile root.pem -validity_period 999999999"
              f" -attime {int(AT.timestamp())} -url").split(),
            room.centre.address("/ocsp"),
        )[1]  # fmt: skip
        assert f"own.pem: {word}" in told
        assert "Response verify OK" in told


@pytest.mark.requirement("R-129")
@pytest.mark.parametrize(
    "mood",
    [Mood.DOWN, Mood.REFUSES, Mood.GARBAGE, Mood.WRONG_NONCE, Mood.OTHER, Mood.STRANGER],
)
def test_an_answer_that_does_not_stand_is_none(room: CentreRoom, mood: Mood) -> None:
    room.centre.moods["/ocsp"] = mood
    services = room.services()
    with pytest.raises(Unavailable):
        services.look_up(own(room))
    assert not services.trust().answers
    services = room.services(lists=(room.centre.address("/crl"),))
    services.look_up(own(room))
    assert len(services.trust().lists) == 1


@pytest.mark.requirement("R-129")
@pytest.mark.parametrize("mood", [Mood.DOWN, Mood.GARBAGE, Mood.STRANGER])
def test_a_list_that_does_not_stand_is_none(room: CentreRoom, mood: Mood) -> None:
    room.centre.moods["/crl"] = mood
    services = room.services(responder="", lists=(room.centre.address("/crl"),))
    with pytest.raises(Unavailable):
        services.look_up(own(room))
    assert not services.trust().lists


@pytest.mark.requirement("R-129")
def test_an_answer_is_asked_again_when_it_is_old(room: CentreRoom) -> None:
    services = room.services()
    for minutes, times in ((0, 1), (9, 1), (11, 2)):
        room.clock.at = room.desk_clock.at = AT + timedelta(minutes=minutes)
        services.look_up(own(room))
        assert len(room.centre.asked) == times
    room.desk_clock.at = AT + timedelta(hours=2)
    assert not services.trust().answers


@pytest.mark.requirement("R-125")
def test_proof_goes_along_and_is_enough_later(room: CentreRoom) -> None:
    services = room.services()
    services.look_up(own(room))
    made = services.proven(services.stamped(signed(room), AT), AT)
    brought = read_message(made)
    assert len(brought.answers) == 1
    verdict = verify_message(made, TEXT, room.trust(), AT + timedelta(days=900))
    assert verdict.standing is Standing.VALID
    assert row_of(verdict, Check.REVOCATION).outcome is Outcome.OK
    room.centre.say(own(room), State.REVOKED)
    room.desk_clock.at = room.clock.at = AT + timedelta(days=2)
    later = room.services()
    later.look_up(own(room))
    verdict = verify_message(made, TEXT, later.trust(), AT + timedelta(days=2))
    # Revoked since the day before: after the stamp, so the signature stands all the same.
    assert (verdict.standing, verdict.signers[0].stamped_at) == (Standing.VALID, AT)
    assert "revoked_later" in remarks(verdict)
    unstamped = verify_message(signed(room), TEXT, later.trust(), AT + timedelta(days=2))
    assert unstamped.reasons == ("revoked",)


def test_nobody_is_asked_where_no_address_is_set(room: CentreRoom) -> None:
    services = room.services(stamps="", responder="")
    services.look_up(own(room))
    assert (services.stamps, room.centre.asked) == (False, [])
    assert services.proven(signed(room), AT) == signed(room)


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/", "http://", "http://a:b@127.0.0.1/", "x"])
def test_an_address_that_cannot_be_used_is_told(address: str) -> None:
    with pytest.raises(InputInvalid, match=r"centre\.address_wrong"):
        ask(Question(service="TSP", address=address))


def test_a_closed_port_is_no_answer(room: CentreRoom) -> None:
    address = room.centre.address("/tsp").replace(str(room.centre.port), "1")
    with pytest.raises(AppError, match=r"centre\.down"):
        ask(Question(service="TSP", address=address, seconds=5))


def test_the_practice_keys_are_what_they_say(room: CentreRoom) -> None:
    assert read_certificate(room.lab.stamper.der).purposes == ("1.3.6.1.5.5.7.3.8",)
    assert read_certificate(room.lab.responder.der).no_check
