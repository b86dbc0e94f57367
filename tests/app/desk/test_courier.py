"""The courier: whatever a commit left to do outside is done once, in order, and never lost."""

import msgspec
import pytest

from app.domain.case_states import CaseState
from app.errors import DeviceFault, Unavailable
from app.gateways.simulated import Behaviour
from app.ports.gateways import AnswerKind
from app.ports.storage import STORE_BUSY, OutboxItem, PaperRecord
from app.usecases.consult import MakeMemo
from app.usecases.issue import DeliverElectronically
from app.usecases.pack import Pack
from app.usecases.postpone import Withdraw
from app.usecases.send import Send
from app.usecases.sign import Sign
from tests.fakes.busy_store import BusyStore
from tests.fakes.road_desk import RoadDesk
from tests.fakes.whole_desk import WholeDesk, whole

REJECTED = Behaviour(AnswerKind.REJECTED)


@pytest.mark.requirement("R-156")
def test_a_sending_is_answered_in_its_time_and_settled_with_its_answer() -> None:
    desk, case = whole("filed", "on_line")
    assert desk.do(Send(case=case.id)).ok
    desk.carry()
    waiting = desk.item("send")
    assert (waiting.state, waiting.attempts, waiting.last_error) == ("pending", 0, "")
    assert desk.road.again(case).state is CaseState.SENT
    desk.carry(minutes=5)
    done = desk.road.again(case)
    assert (desk.item("send").state, done.state) == ("done", CaseState.IN_WORK)
    assert done.sending.provider_number.startswith("SYN-")
    assert done.sending.sent_at < done.sending.delivered_at < done.sending.registered_at
    desk.carry(minutes=60)
    assert desk.road.verbs().count("record_provider_registration") == 1
    assert [r.what for r in desk.gateways["provider"].asked] == ["application"]


@pytest.mark.requirement("R-156", "R-229")
def test_what_the_courier_brings_needs_no_role_of_who_happens_to_sit_there() -> None:
    desk, case = whole("filed", "on_line")
    desk.do(Send(case=case.id))
    desk.desk.seat(desk.road.sits("consultant").operator).result()
    desk.carry(minutes=6)
    assert desk.road.again(case).state is CaseState.IN_WORK


@pytest.mark.requirement("R-156")
@pytest.mark.parametrize("said", [AnswerKind.REJECTED, None])
def test_a_rejection_and_a_silence_leave_the_case_in_its_error(said: AnswerKind | None) -> None:
    desk, case = whole("filed", "on_line")
    desk.gateways["provider"].behave(Behaviour(said, facts={"error": "schema"} if said else {}))
    desk.do(Send(case=case.id))
    desk.carry(minutes=1)
    stopped = desk.road.again(case)
    assert stopped.state is CaseState.SEND_ERROR
    assert stopped.sending.error == ("schema" if said else "no_answer")
    desk.gateways["provider"].behave(Behaviour(AnswerKind.ACCEPTED))
    desk.do(Send(case=case.id))
    desk.carry(minutes=1)
    assert desk.road.again(case).state is CaseState.IN_WORK


@pytest.mark.requirement("R-235", "R-156")
def test_an_outage_is_waited_out_longer_each_time_and_ends_in_one_sending() -> None:
    desk, case = whole("filed", "on_line")
    desk.gateways["provider"].go_down()
    desk.do(Send(case=case.id))
    waits = []
    for _ in range(9):
        desk.carry()
        item = desk.item("send")
        waits.append((item.due_at - desk.road.clock.at).total_seconds())
        desk.road.clock.at = item.due_at
    assert waits[:4] == [30, 60, 120, 240]
    assert waits[-1] == 1800
    assert (item.attempts, item.last_error) == (9, "gateway.down")
    assert desk.road.again(case).state is CaseState.SENT
    desk.gateways["provider"].come_back()
    desk.carry(minutes=31)
    assert desk.road.again(case).state is CaseState.IN_WORK
    assert len(desk.gateways["provider"].asked) == 1


@pytest.mark.requirement("R-156", "R-102")
def test_a_late_answer_to_a_case_that_moved_on_changes_nothing() -> None:
    desk, case = whole("filed", "on_line", prepare=lambda road: road.visitor())
    desk.do(Send(case=case.id))
    assert desk.do(Withdraw(case=case.id, statement="өтініш № 1")).ok
    desk.carry(minutes=6)
    late = desk.item("send")
    assert (late.state, late.last_error) == ("dropped", "step.not_from_here")
    assert desk.road.again(case).state is CaseState.WITHDRAWN
    assert desk.road.verbs()[-1] == "stopped:record_provider_registration"
    assert desk.carry(minutes=60) == 0


@pytest.mark.requirement("R-235", "R-156")
def test_an_answer_that_the_store_could_not_take_is_brought_again() -> None:
    desk, case = whole("filed", "on_line")
    desk.do(Send(case=case.id))
    desk.road.clock.at = desk.item("send").due_at
    busy = BusyStore(desk.road.store)
    again = WholeDesk(desk.road, store=busy)
    busy.refuse = 2  # the answer and the log of the failure; the item itself is written again
    again.carry(minutes=6)
    waiting = again.item("send")
    assert (waiting.state, waiting.last_error) == ("pending", STORE_BUSY)
    assert desk.road.again(case).state is CaseState.SENT
    again.carry(minutes=6)
    assert (again.item("send").state, desk.road.again(case).state) == ("done", CaseState.IN_WORK)


@pytest.mark.requirement("R-163")
def test_the_stages_of_a_case_arrive_in_their_order_and_once_each() -> None:
    desk, case = whole("filed")
    desk.gateways["monitoring"].go_down()
    desk.do(Pack(case=case.id))
    desk.carry()
    desk.gateways["monitoring"].come_back()
    desk.road.seal_and_hand_over(case)
    desk.carry()
    assert not desk.gateways["monitoring"].asked, "the first one waits, so the later ones do"
    desk.carry(minutes=2)
    desk.carry(minutes=2)
    told = [request.params["state"] for request in desk.gateways["monitoring"].asked]
    assert told == ["PACKAGED", "SENT"]
    assert {item.state for item in desk.items("monitoring") if item.case_id == case.id} >= {"done"}
    desk.carry(minutes=60)
    assert len(desk.gateways["monitoring"].asked) == 2


@pytest.mark.requirement("R-163")
def test_a_case_that_waits_holds_up_no_other_case() -> None:
    desk, case = whole("filed", prepare=lambda road: road.filed())
    others = [c for c in desk.road.store.tables.cases.values() if c.id != case.id]
    desk.gateways["monitoring"].go_down()
    desk.do(Pack(case=case.id))
    desk.carry()
    desk.gateways["monitoring"].come_back()
    desk.do(Pack(case=others[0].id))
    desk.carry()
    assert [r.case_id for r in desk.gateways["monitoring"].asked] == [others[0].id]


@pytest.mark.requirement("R-176", "R-184")
def test_a_message_that_was_not_taken_goes_out_again() -> None:
    desk, case = whole("lying", "on_line")
    desk.gateways["notices"].behave(REJECTED)
    desk.do(DeliverElectronically(case=case.id))
    desk.carry(seconds=3)
    waiting = desk.items("notice")[-1]
    assert (waiting.state, waiting.last_error) == ("pending", "gateway.not_taken")
    desk.gateways["notices"].behave(Behaviour(AnswerKind.ACCEPTED))
    desk.carry(minutes=5)
    sent = desk.items("notice")[-1]
    assert (sent.state, sent.payload) == ("done", "{}")


@pytest.mark.requirement("R-234", "R-133")
def test_a_paper_is_printed_once_the_printer_can() -> None:
    printed: list[tuple[str, int]] = []
    jams = [True]

    def print_paper(paper: PaperRecord, copies: int) -> None:
        if jams:
            raise DeviceFault("printer.jam", slot="printer")
        printed.append((paper.kind, copies))

    desk, _ = whole("filed", print_paper=print_paper)
    made = desk.do(MakeMemo(service="leave")).papers[0]
    desk.carry()
    assert (desk.item("print").state, desk.item("print").last_error) == ("pending", "printer.jam")
    jams.clear()
    desk.carry(minutes=1)
    desk.carry(minutes=60)
    assert printed == [("memo", 1)]
    assert desk.item("print").state == "done"
    assert desk.road.store.tables.papers[made.id].printed_copies == 1


@pytest.mark.requirement("R-234")
def test_without_a_printer_the_order_waits() -> None:
    desk, _ = whole("filed")
    desk.do(MakeMemo(service="leave"))
    desk.carry()
    assert (desk.item("print").state, desk.item("print").attempts) == ("pending", 0)


@pytest.mark.requirement("R-235")
def test_a_broken_item_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    desk, case = whole("filed", "on_line")
    broken = OutboxItem(
        id="id-00000", kind="send", payload="no json", due_at=case.opened_at, made_at=case.opened_at
    )
    with desk.road.store.begin(writing=True) as unit:
        unit.outbox.add(broken)
        unit.commit()
    desk.do(Send(case=case.id))
    desk.carry(minutes=6)
    assert desk.road.again(case).state is CaseState.IN_WORK
    kept = desk.road.store.tables.outbox["id-00000"]
    assert (kept.state, kept.last_error) == ("pending", "bug")
    assert "kind send" in caplog.text
    assert "no json" not in caplog.text


@pytest.mark.requirement("R-231")
def test_what_was_sent_is_not_kept_in_the_outbox() -> None:
    desk, case = whole("filed", "on_line")
    desk.do(Send(case=case.id))
    assert case.signature.manifest in msgspec.json.decode(desk.item("send").payload)[
        "personal"
    ].get("manifest", "")
    desk.carry(minutes=6)
    assert desk.item("send").payload == "{}"


@pytest.mark.requirement("R-129")
def test_a_key_that_cannot_sign_loses_no_application() -> None:
    class NoKey:
        def sign(self, *_: object) -> bytes:
            raise Unavailable("gateway.down", system="eds")

        def certificate(self, operator: str) -> object:
            return road.key.certificate(operator)

    road = RoadDesk()
    road.ready("leave")
    desk = WholeDesk(road, signing_key=NoKey())
    assert desk.do(Sign()).ok
    desk.carry()
    assert (desk.item("signature").state, desk.item("signature").last_error) == (
        "pending",
        "gateway.down",
    )
    healthy = WholeDesk(road)
    healthy.carry(minutes=5)
    assert road.case().state is CaseState.SIGNED
