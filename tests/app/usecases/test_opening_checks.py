"""Before the doors open: with cameras the sign is seen in place first; without them nothing is asked."""

from dataclasses import replace

import pytest

from app.domain.branch import DepartmentKind
from app.domain.language import Bilingual
from app.domain.papers import CameraSignPaper
from app.domain.queue_rules import TailRule
from app.usecases.queue.branch_day import branch_day
from app.usecases.queue.closing import DecideTail, tail_of
from app.usecases.queue.opening_checks import CheckCameraSign, ConfirmOpening, PrintCameraSign
from tests.fakes.queue_desk import QueueDesk

SIGN, NONE = "opening_checks.camera_sign", "opening_checks.cameras_declared"


@pytest.fixture
def desk() -> QueueDesk:
    """A branch with cameras."""
    made = QueueDesk()
    assert made.branch.cameras
    return made


@pytest.fixture
def plain() -> QueueDesk:
    """A branch without."""
    made = QueueDesk(department=DepartmentKind.DUTY)
    assert not made.branch.cameras
    return made


@pytest.mark.requirement("R-084")
class TestWithCameras:
    def test_the_opening_waits_for_the_sign(self, desk: QueueDesk) -> None:
        day = desk.ask(branch_day)
        assert (day.cameras, [one.rule for one in day.opening]) == (True, [SIGN])
        assert all(one.blocks for one in day.opening)
        assert desk.refused(ConfirmOpening()) == {SIGN}

    def test_visitors_do_not_wait_for_it(self, desk: QueueDesk) -> None:
        assert desk.call(desk.take()).open

    def test_once_seen_the_opening_can_be_confirmed(self, desk: QueueDesk) -> None:
        desk.must(CheckCameraSign())
        desk.must(ConfirmOpening())
        day = desk.ask(branch_day)
        assert day.opening == ()
        assert day.sign_checked_at is not None
        assert day.opening_confirmed_at is not None
        assert day.sign_checked_at < day.opening_confirmed_at
        assert day.sign_checked_by

    def test_who_saw_it_and_when_is_kept_from_the_first_look(self, desk: QueueDesk) -> None:
        desk.must(CheckCameraSign())
        first = desk.ask(branch_day).sign_checked_at
        desk.must(CheckCameraSign())
        assert desk.ask(branch_day).sign_checked_at == first
        verbs = [one.entry.verb for one in desk.store.tables.journal]
        assert verbs.count("check_camera_sign") == 1

    def test_it_is_looked_at_anew_every_day(self, desk: QueueDesk) -> None:
        desk.must(CheckCameraSign())
        desk.clock.at = desk.clock.at.replace(day=desk.clock.at.day + 3)
        assert desk.refused(ConfirmOpening()) == {SIGN}

    def test_the_rule_of_the_tail_and_the_sign_leave_each_other_alone(
        self, desk: QueueDesk
    ) -> None:
        desk.must(CheckCameraSign())
        desk.must(DecideTail(rule=TailRule.REBOOK, reason="жөндеу"))
        assert desk.ask(branch_day).opening == ()
        assert desk.ask(tail_of).tail is TailRule.REBOOK
        desk.must(ConfirmOpening())
        assert desk.ask(tail_of).reason == "жөндеу"

    def test_a_checked_sign_decides_nothing_about_the_line(self, desk: QueueDesk) -> None:
        desk.must(CheckCameraSign())
        assert desk.ask(tail_of).decided_by == ""

    def test_the_sign_is_a_paper_that_goes_to_the_printer(self, desk: QueueDesk) -> None:
        outcome = desk.must(PrintCameraSign())
        assert [ref.kind for ref in outcome.papers] == ["camera_sign"]
        assert "print" in {item.kind for item in desk.store.tables.outbox.values()}
        assert desk.refused(ConfirmOpening()) == {SIGN}

    def test_it_names_who_runs_the_cameras_and_where_to_ask(self, desk: QueueDesk) -> None:
        from app.usecases.queue.opening_checks import sign_paper

        with desk.store.begin(writing=True) as unit:
            own = sign_paper(desk.work(unit))
        assert isinstance(own, CameraSignPaper)
        assert own.system_operator == desk.branch.name
        assert own.contact == ", ".join(desk.branch.reference_phones)
        other = Bilingual("Күзет", "Охрана")
        desk.branch = replace(desk.branch, camera_operator=other, camera_contact="1414")
        with desk.store.begin(writing=True) as unit:
            told = sign_paper(desk.work(unit))
        assert (told.system_operator, told.contact) == (other, "1414")


@pytest.mark.requirement("R-084")
class TestWithoutCameras:
    def test_nothing_is_asked(self, plain: QueueDesk) -> None:
        day = plain.ask(branch_day)
        assert (day.cameras, day.opening) == (False, ())
        plain.must(ConfirmOpening())

    @pytest.mark.parametrize("command", [CheckCameraSign(), PrintCameraSign()])
    def test_there_is_no_sign_to_check_or_print(self, plain: QueueDesk, command: object) -> None:
        assert plain.refused(command) == {NONE}
