"""A digital document through its service: asked once, answered once, never across visits."""

from datetime import date, timedelta

import pytest

from app.domain.identification import IdentitySource
from app.domain.visit import DigitalState, Visit, VisitOutcome
from app.errors import InputInvalid
from app.ports.gateways import AnswerKind
from app.usecases.digital_document import AskDigitalDocument, RecordDigitalDocument
from app.usecases.queue.finish_visit import FinishVisit
from tests.fakes.intake_desk import IntakeDesk, rules_of

pytestmark = pytest.mark.requirement("R-059")
IIN = "870412399019"


def called() -> IntakeDesk:
    desk = IntakeDesk()
    desk.called()
    return desk


def visit(desk: IntakeDesk) -> Visit:
    seen = desk.ask(lambda work: work.store.visits.open_at("3"))
    assert isinstance(seen, Visit)
    return seen


def asked(desk: IntakeDesk) -> str:
    question = visit(desk).digital
    assert question is not None
    return question.id


def confirmed(request: str) -> RecordDigitalDocument:
    return RecordDigitalDocument(
        request=request,
        answer=AnswerKind.FOUND,
        iin=IIN,
        surname="Сынақов",
        given="Асан",
        birth_date="1987-04-12",
        document_number="000000901",
        valid_until="2032-05-15",
    )


def test_a_confirmed_document_identifies_with_the_number_of_its_request() -> None:
    desk = called()
    desk.must(AskDigitalDocument(iin=IIN))
    request = asked(desk)
    (item,) = desk.pending("digital")
    assert item.desk == "3"
    desk.clock.at += timedelta(seconds=8)
    desk.must(confirmed(request))
    seen = visit(desk).identification
    assert seen is not None
    assert (seen.source, seen.person.iin) == (IdentitySource.DIGITAL, IIN)
    assert (seen.document.number, seen.document.expires) == ("000000901", date(2032, 5, 15))
    assert visit(desk).digital.state is DigitalState.CONFIRMED  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (AnswerKind.REFUSED, DigitalState.REFUSED),
        (AnswerKind.NOT_FOUND, DigitalState.NOT_FOUND),
        (AnswerKind.NO_ANSWER, DigitalState.NO_ANSWER),
        (AnswerKind.EXPIRED, DigitalState.NO_ANSWER),
        (AnswerKind.OUTAGE, DigitalState.OUTAGE),
    ],
)
def test_whatever_else_is_answered_identifies_nobody_and_may_be_asked_anew(
    answer: AnswerKind, state: DigitalState
) -> None:
    desk = called()
    desk.must(AskDigitalDocument(iin=IIN))
    desk.must(RecordDigitalDocument(request=asked(desk), answer=answer))
    assert visit(desk).identification is None
    assert visit(desk).digital.state is state  # type: ignore[union-attr]
    desk.must(AskDigitalDocument(iin=IIN))
    assert len(desk.pending("digital")) == 2


def test_a_question_that_is_awaited_is_not_asked_twice() -> None:
    desk = called()
    desk.must(AskDigitalDocument(iin=IIN))
    first = asked(desk)
    desk.must(AskDigitalDocument(iin=IIN))
    assert asked(desk) == first
    assert len(desk.pending("digital")) == 1


@pytest.mark.requirement("R-072")
def test_an_answer_to_another_visit_or_a_second_one_changes_nothing() -> None:
    desk = called()
    desk.must(AskDigitalDocument(iin=IIN))
    former = asked(desk)
    desk.must(FinishVisit(outcome=VisitOutcome.CONSULTED))
    assert rules_of(desk.do(confirmed(former))) == {"identify.digital_awaited"}
    desk.called()
    assert rules_of(desk.do(confirmed(former))) == {"identify.digital_awaited"}
    assert visit(desk).identification is None
    desk.must(AskDigitalDocument(iin=IIN))
    desk.must(confirmed(asked(desk)))
    assert rules_of(desk.do(confirmed(asked(desk)))) == {"identify.digital_awaited"}


@pytest.mark.parametrize("iin", ["", "87041239901", "870412399018", "87041239901x"])
def test_no_question_goes_out_without_a_sound_number(iin: str) -> None:
    desk = called()
    with pytest.raises(InputInvalid) as caught:
        desk.do(AskDigitalDocument(iin=iin))
    assert caught.value.field == "iin"
    assert not desk.pending("digital")


def test_the_question_needs_an_open_visit_and_leaves_nothing_personal_in_the_log() -> None:
    desk = IntakeDesk()
    assert rules_of(desk.do(AskDigitalDocument(iin=IIN))) == {"identify.visit_open"}
    desk.called()
    desk.must(AskDigitalDocument(iin=IIN))
    lines = [line.entry for line in desk.store.tables.journal]
    assert IIN not in str([(line.verb, line.facts) for line in lines])
    assert IIN not in repr(visit(desk).digital)
