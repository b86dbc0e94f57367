"""The rating: the visitor's own, once, after any outcome, without a name, and nobody waits for it."""

from hashlib import sha256
from typing import Any

import pytest

from app.domain.case_states import CaseState, Mark
from app.domain.visit import Purpose, VisitOutcome
from app.errors import InputInvalid
from app.usecases.complete import MarkAbsent, MarkNotApplicable
from app.usecases.consult import Consult
from app.usecases.issue import Issue
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.rate import Rate
from app.usecases.refuse_intake import RefuseIntake
from tests.fakes.intake_desk import rules_of
from tests.fakes.road_desk import RoadDesk, at

SCREEN = "applicant_screen"


def finished(outcome: VisitOutcome = VisitOutcome.SERVED) -> tuple[RoadDesk, Any, str]:
    desk, case = at("lying")
    desk.visitor().must(Issue(code=desk.unit(case).code, acknowledgement="signed"))
    done = desk.must(FinishVisit(outcome=outcome))
    return desk, case, done.facts["visit"]


def rate(visit: str, score: int | None, **other: Any) -> Rate:
    return Rate(**({"visit": visit, "score": score, "surface": SCREEN} | other))


@pytest.mark.requirement("R-190", "R-194")
def test_a_rating_is_kept_without_the_person() -> None:
    desk, case, visit = finished()
    done = desk.must(rate(visit, 5, reasons=("polite",), comment="рақмет"))
    assert (done.case, done.visit, done.facts) == (None, None, {})
    (record,) = desk.store.tables.ratings
    assert (record.score, record.service_id, record.form, record.outcome) == (
        5,
        "leave",
        "paper",
        "ISSUED",
    )
    assert record.language == "ru"
    kept = repr(record)
    for secret in (visit, case.id, case.number, case.applicant.person.iin):
        assert secret not in kept
    assert Mark.RATED in desk.again(case).marks
    assert desk.again(case).state is CaseState.ISSUED


@pytest.mark.requirement("R-190")
@pytest.mark.parametrize("surface", ["", "operator", "desk", "window"])
def test_nobody_else_rates(surface: str) -> None:
    desk, case, visit = finished()
    stopped = desk.do(rate(visit, 5, surface=surface))
    assert rules_of(stopped) == {"rate.applicants_screen"}
    assert not desk.store.tables.ratings
    assert Mark.RATED not in desk.again(case).marks


@pytest.mark.requirement("R-192", "R-190")
def test_no_answer_is_kept_apart_and_a_visit_is_rated_once() -> None:
    desk, case, visit = finished()
    desk.must(rate(visit, None))
    (record,) = desk.store.tables.ratings
    assert record.score is None
    assert Mark.SKIPPED in desk.again(case).marks
    assert rules_of(desk.do(rate(visit, 1))) == {"rate.invited"}
    assert len(desk.store.tables.ratings) == 1


@pytest.mark.requirement("R-190", "R-193")
def test_two_visits_have_two_names_that_cannot_be_made_again() -> None:
    desk, _, first = finished()
    desk.must(rate(first, 4))
    desk.visitor()
    second = desk.must(FinishVisit()).facts["visit"]
    desk.must(rate(second, 4))
    names = [record.visit_pseudonym for record in desk.store.tables.ratings]
    assert len(set(names)) == 2
    assert sha256(f"visit:{first}".encode()).hexdigest()[:16] not in names


@pytest.mark.requirement("R-191")
def test_after_a_refusal_of_intake_and_after_a_consultation_too() -> None:
    desk = RoadDesk().checking("shown")
    desk.must(MarkAbsent(row="certificate"))
    desk.must(MarkNotApplicable(row="if_married"))
    desk.must(RefuseIntake(explained=True, acknowledgement="declined"))
    visit = desk.must(FinishVisit()).facts["visit"]
    desk.must(rate(visit, 2))
    assert desk.store.tables.ratings[0].outcome == "INTAKE_REFUSED"
    desk.visitor(purpose=Purpose.CONSULTATION).must(Consult(topic="жәрдемақы"))
    visit = desk.must(FinishVisit(outcome=VisitOutcome.CONSULTED)).facts["visit"]
    desk.must(rate(visit, 5))
    assert desk.store.tables.ratings[1].outcome == "consulted"


@pytest.mark.requirement("R-190")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"score": 0}, "score"), ({"score": 6}, "score"), ({"comment": "ұ" * 1001}, "comment")],
)
def test_what_is_no_rating_is_told_and_the_invitation_stays(
    wrong: dict[str, Any], field: str
) -> None:
    desk, _, visit = finished()
    with pytest.raises(InputInvalid) as error:
        desk.do(rate(visit, **({"score": 3} | wrong)))
    assert error.value.field == field
    desk.must(rate(visit, 3))


@pytest.mark.requirement("R-192")
def test_a_visit_that_nobody_invited_is_not_rated() -> None:
    desk, _ = at("lying")
    open_visit = desk.visitor().ask(lambda work: work.store.visits.open_at("3"))
    assert rules_of(desk.do(rate(open_visit.id, 5))) == {"rate.invited"}
    assert rules_of(desk.do(rate("nobody", 5))) == {"rate.invited"}
