"""A signature at a desk with real authorities: it waits for no stamp, and gets it later without the key."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from app.domain.case import Case
from app.domain.case_states import CaseState
from app.domain.signing import SignatureVerdict
from app.gateways.certification_centre import CertificationCentre
from app.gateways.cms_verifier import OFFICIAL, TrustVerifier
from app.gateways.device_key import DeviceKey
from app.signatures.message import TIME_STAMP, read_message
from app.signatures.suitability import Demands
from app.usecases.key_view import signature_view
from app.usecases.register import Register
from app.usecases.sign import Sign
from app.usecases.stamp import RecordStamp
from devices.eds.simulator.centre import Mood, State
from devices.eds.simulator.lab import PRACTICE_BIN, Signer
from tests.fakes.centre_room import CentreRoom, centre_room
from tests.fakes.intake_desk import FILED, people
from tests.fakes.lab_carrier import LabCarrier
from tests.fakes.road_desk import RoadDesk
from tests.fakes.whole_desk import WholeDesk


class DeviceDesk(DeviceKey):
    """The key and the verifier of a desk in one, as the plain desk of tests has them."""

    def __init__(self, room: CentreRoom, carrier: LabCarrier, centre: CertificationCentre) -> None:
        super().__init__(lambda: carrier, people().operators, PRACTICE_BIN, centre, room.desk_clock)
        demands = Demands(bin=PRACTICE_BIN, roles=OFFICIAL)
        self._verifier = TrustVerifier(centre.trust, demands)

    def verify(self, content: bytes, cms: bytes, at: datetime) -> SignatureVerdict:
        return self._verifier.verify(content, cms, at)


class Stand:
    """A case ready to be signed at a desk whose key is on a device."""

    def __init__(self, room: CentreRoom) -> None:
        self.room = room
        self.road = RoadDesk()
        room.desk_clock.at = room.clock.at = self.road.clock.now()
        self.carrier = LabCarrier(room.lab, room.desk_clock)
        self.centre = room.services()
        self.key = DeviceDesk(room, self.carrier, self.centre)
        self.road.branch = replace(self.road.branch, bin=PRACTICE_BIN)
        self.road.ready("plain")
        self.road.key = self.key  # type: ignore[assignment]
        self.desk = WholeDesk(self.road, upgrade=self.centre)
        self.id = self.road.case().id

    def carry(self, **later: float) -> None:
        self.desk.carry(**later)
        self.room.desk_clock.at = self.room.clock.at = self.road.clock.now()

    def signed(self) -> Case:
        self.key.look("small_branch")
        assert self.desk.do(Sign(case=self.id)).ok
        self.carry()
        return self.case

    @property
    def case(self) -> Case:
        return self.road.case(self.id)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CentreRoom]:
    with centre_room(tmp_path_factory.mktemp("centre"), FILED) as room:
        yield room


@pytest.fixture
def stand(shared: CentreRoom) -> Stand:
    shared.centre.moods.clear()
    shared.centre.states.clear()
    return Stand(shared)


def stamps(case: Case) -> int:
    assert case.signature is not None
    (signer,) = read_message(b64decode(case.signature.cms)).signers
    return len(signer.unsigned.get(TIME_STAMP, ()))


@pytest.mark.requirement("R-125", "R-127")
def test_the_stamp_comes_by_itself_and_the_key_is_asked_once(stand: Stand) -> None:
    case = stand.signed()
    assert (case.state, stamps(case)) == (CaseState.SIGNED, 0)
    stand.carry()
    assert stamps(stand.case) == 1
    view = stand.desk.desk.ask(signature_view(stand.id)).result()
    assert view.valid and view.stamped_at is not None and not view.stamp_awaited
    assert stand.carrier.asked == ["sign"]


@pytest.mark.requirement("R-129")
@pytest.mark.parametrize("mood", [Mood.DOWN, Mood.GARBAGE, Mood.WRONG_NONCE, Mood.SKEWED])
def test_without_a_stamp_the_work_goes_on_and_it_is_shown_honestly(
    stand: Stand, mood: Mood
) -> None:
    stand.room.centre.moods["/tsp"] = mood
    stand.signed()
    stand.carry()
    view = stand.desk.desk.ask(signature_view(stand.id)).result()
    assert view.valid and view.stamped_at is None and view.stamp_awaited
    assert stand.desk.do(Register(case=stand.id)).ok
    item = stand.desk.item("stamp")
    assert item.state == "pending" and item.last_error.startswith("centre.")
    stand.room.centre.moods.clear()
    stand.carry(minutes=5)
    assert stamps(stand.case) == 1
    assert stand.desk.item("stamp").state == "done"
    assert stand.case.state is CaseState.REGISTERED
    assert stand.carrier.asked == ["sign"]


@pytest.mark.requirement("R-125", "R-129")
def test_a_key_revoked_after_the_look_signs_nothing_and_nothing_is_lost(stand: Stand) -> None:
    stand.key.look("small_branch")
    assert stand.desk.do(Sign(case=stand.id)).ok
    stand.room.centre.say(stand.room.lab.pair(Signer.OPERATOR).der, State.REVOKED)
    stand.room.desk_clock.at = stand.room.clock.at = stand.road.clock.now()
    stand.centre._answers.clear()  # the ten minutes of an answer are over
    stand.carry()
    assert stand.carrier.asked == []
    assert (stand.case.state, stand.case.signature) == (CaseState.READY_TO_SIGN, None)
    assert stand.desk.item("signature").last_error == "eds.unfit"


@pytest.mark.requirement("R-128", "R-129")
def test_given_up_by_the_person_it_is_not_asked_again_behind_their_back(stand: Stand) -> None:
    stand.carrier.given_up = True
    stand.signed()
    stand.carry(minutes=5)
    assert stand.carrier.asked == ["sign"]
    stand.carrier.given_up = False
    assert stand.signed().state is CaseState.SIGNED


@pytest.mark.requirement("R-127")
def test_what_is_not_that_signature_is_not_taken_for_it(stand: Stand) -> None:
    case = stand.signed()
    before = case.signature
    assert before is not None
    for other in ("", "!", b64encode(b"garbage").decode(), before.cms):
        outcome = stand.desk.do(RecordStamp(case=stand.id, cms=other))
        assert outcome.error is not None and outcome.error.code == "stamp.wrong"
    assert stand.case.signature == before
