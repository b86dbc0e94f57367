"""The webcam looks at an open visit that is being identified; each start, stop and «no» is in the log."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.branch import Role
from app.domain.identification import IdentitySource
from app.domain.language import Bilingual
from app.domain.visit import VisitOutcome
from app.domain.webcam import CameraEnd, FaceCheck
from app.usecases.identify import Identify
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.webcam import AllowFaceCheck, StartWebcam, StopWebcam, consent_hash
from tests.fakes.queue_desk import QueueDesk
from tests.fakes.whole_desk import WholeDesk, whole

ONLY = "webcam.identification_only"
CHECK = FaceCheck(
    rules_reference="Сынақ қағидалары, 01.01.2026 № 1 (ойдан шығарылған)",
    consent=Bilingual("Беттерді салыстыруға келісемін.", "Согласен на сравнение лиц."),
)
TYPED = Identify(
    source=IdentitySource.TYPED,
    surname="Сынақов",
    given="Асан",
    birth_date=None,
    reason="карта жоқ",
)


@pytest.fixture
def desk() -> QueueDesk:
    made = QueueDesk()
    made.take()
    return made


def lines(desk: Any, verb: str) -> list[Any]:
    return [one.entry for one in desk.store.tables.journal if one.entry.verb == verb]


@pytest.mark.requirement("R-085")
class TestStart:
    def test_nobody_at_the_desk_nobody_is_looked_at(self, desk: QueueDesk) -> None:
        assert desk.refused(StartWebcam()) == {ONLY}
        assert lines(desk, "start_webcam") == []

    def test_a_called_visitor_may_be_looked_at_and_has_come(self, desk: QueueDesk) -> None:
        visit = desk.call()
        outcome = desk.must(StartWebcam())
        assert outcome.facts == {"webcam": visit.id, "purpose": "identification"}
        assert outcome.visit is not None
        assert outcome.visit.visit.arrived_at is not None
        (line,) = lines(desk, "start_webcam")
        assert (line.visit_id, line.facts["purpose"]) == (visit.id, "identification")
        assert line.personal == {}

    def test_not_after_the_visit(self, desk: QueueDesk) -> None:
        desk.call()
        desk.must(FinishVisit(outcome=VisitOutcome.NO_SHOW))
        assert desk.refused(StartWebcam()) == {ONLY}

    def test_not_once_the_visit_has_gone_on_to_a_case(self) -> None:
        desk = QueueDesk()
        desk.opened()
        assert desk.refused(StartWebcam()) == {ONLY}
        desk.must(StartWebcam(again=True))
        assert lines(desk, "start_webcam")[-1].facts["again"] == "true"

    def test_a_refused_attempt_stands_in_the_log(self) -> None:
        desk, _ = whole("filed")
        assert not desk.do(StartWebcam()).ok
        assert desk.last_line.verb == "stopped:start_webcam"
        assert desk.last_line.facts == {"finding_0": ONLY}

    def test_who_may_not_identify_may_not_look(self) -> None:
        desk, _ = whole("filed")
        packer = replace(desk.road.operator, roles=frozenset({Role.HND}))
        other = WholeDesk(desk.road, operator=packer)
        outcome = other.do(StartWebcam(again=True))
        assert {one.rule for one in outcome.findings} == {"roles.not_yours"}


@pytest.mark.requirement("R-085")
class TestStop:
    def test_the_end_names_the_visit_of_the_start_and_why(self, desk: QueueDesk) -> None:
        visit = desk.call()
        desk.must(StartWebcam())
        desk.must(FinishVisit(outcome=VisitOutcome.SERVED))
        desk.must(StopWebcam(visit=visit.id, end=CameraEnd.VISIT_OVER))
        (line,) = lines(desk, "stop_webcam")
        assert (line.visit_id, line.facts) == (visit.id, {"end": "visit_over"})

    def test_it_is_never_refused(self, desk: QueueDesk) -> None:
        assert desk.do(StopWebcam(visit="v-gone", end=CameraEnd.LOCKED)).ok


@pytest.mark.requirement("R-070")
class TestFaceCheck:
    @pytest.fixture
    def allowed(self, desk: QueueDesk) -> QueueDesk:
        desk.branch = replace(desk.branch, face_check=CHECK)
        desk.call()
        return desk

    def test_it_is_off_until_its_basis_is_named(self, desk: QueueDesk) -> None:
        desk.call()
        command = AllowFaceCheck(agreed=True, consent_sha256=consent_hash(CHECK))
        assert "webcam.face_check_configured" in desk.refused(command)

    @pytest.mark.parametrize(
        "lacking",
        [
            replace(CHECK, rules_reference=" "),
            replace(CHECK, consent=Bilingual("Келісемін", "")),
        ],
    )
    def test_half_a_basis_is_none(self, desk: QueueDesk, lacking: FaceCheck) -> None:
        desk.branch = replace(desk.branch, face_check=lacking)
        desk.call()
        command = AllowFaceCheck(agreed=True, consent_sha256=consent_hash(lacking))
        assert desk.refused(command) == {"webcam.face_check_configured"}

    def test_the_visitor_must_agree_to_this_very_text(self, allowed: QueueDesk) -> None:
        older = consent_hash(replace(CHECK, consent=Bilingual("Ескі мәтін", "Прежний текст")))
        for command in (
            AllowFaceCheck(agreed=False, consent_sha256=consent_hash(CHECK)),
            AllowFaceCheck(agreed=True, consent_sha256=older),
            AllowFaceCheck(agreed=True),
        ):
            assert allowed.refused(command) == {"webcam.face_check_agreed"}

    def test_the_log_keeps_the_consent_and_nothing_of_the_faces(self, allowed: QueueDesk) -> None:
        allowed.must(AllowFaceCheck(agreed=True, consent_sha256=consent_hash(CHECK)))
        (line,) = lines(allowed, "allow_face_check")
        assert line.facts == {"rules": CHECK.rules_reference, "consent": consent_hash(CHECK)}
        assert line.personal == {}

    def test_only_while_somebody_is_identified(self, allowed: QueueDesk) -> None:
        allowed.must(FinishVisit(outcome=VisitOutcome.SERVED))
        command = AllowFaceCheck(agreed=True, consent_sha256=consent_hash(CHECK))
        assert allowed.refused(command) == {ONLY}

    def test_no_answer_of_it_can_be_recorded_or_refuse_anybody(self) -> None:
        from app.rules.loading import every_rule
        from app.usecases import webcam
        from app.usecases.registry import words

        about_faces = [one.id for one in every_rule() if "face" in one.id]
        assert about_faces == ["webcam.face_check_agreed", "webcam.face_check_configured"]
        assert [word for word in words() if "face" in word] == ["allow_face_check"]
        fields = set(webcam.AllowFaceCheck.__dataclass_fields__)
        assert fields == {"agreed", "consent_sha256", "again"}


def test_identification_needs_no_camera(desk: QueueDesk) -> None:
    desk.call()
    from tests.fakes.intake_desk import people

    person = people().people["citizen"].person
    command = replace(
        TYPED,
        iin=person.iin or "",
        birth_date=person.birth_date,
        document_number="000000901",
    )
    assert desk.must(command).visit is not None
    assert lines(desk, "start_webcam") == []
