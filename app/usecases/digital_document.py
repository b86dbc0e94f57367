"""A digital document through its service: the counter asks, the applicant confirms on their own phone.

The applicant's code never comes to the counter: the service asks for it, and answers with the document
(R-059). What the service answers identifies as any other source does.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.identification import IdentitySource
from app.domain.national_id import NumberProblem
from app.domain.person import DocumentKind
from app.domain.visit import DigitalQuestion, DigitalState
from app.errors import InputInvalid
from app.ports.gateways import AnswerKind, Request
from app.usecases.identify import Identify, handle_identify
from app.usecases.outcome import Outcome
from app.usecases.person_input import IIN_WRONG, iin_of
from app.usecases.situation import facts_of, leave_for_courier, note, visit_here
from app.usecases.transit import check
from app.usecases.visit_view import visit_view
from app.usecases.work import Work
from app.wording import problem_words

SYSTEM = "digital_documents"
_STATES = {
    AnswerKind.FOUND: DigitalState.CONFIRMED,
    AnswerKind.GRANTED: DigitalState.CONFIRMED,
    AnswerKind.REFUSED: DigitalState.REFUSED,
    AnswerKind.REJECTED: DigitalState.REFUSED,
    AnswerKind.NOT_FOUND: DigitalState.NOT_FOUND,
    AnswerKind.OUTAGE: DigitalState.OUTAGE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDigitalDocument:
    """Ask the service for the document of that IIN (word ``ask_digital_document``); ``participant`` as
    in ``identify``."""

    iin: str
    case: str = ""
    participant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDigitalDocument:
    """What the service answered (word ``record_digital_document``; the desk says it).

    The facts of the document come with a confirmed one alone; dates are ISO days, empty for none.
    """

    request: str
    answer: AnswerKind
    iin: str = ""
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    birth_date: str = ""
    citizenship: str = "KAZ"
    document_number: str = ""
    valid_until: str = ""


def handle_ask_digital_document(command: AskDigitalDocument, work: Work) -> Outcome:
    """Put the question out; one that is still awaited is not asked twice."""
    visit = visit_here(work)
    check(("identify.visit_open",), facts_of(work, visit=visit))
    assert visit is not None  # noqa: S101 - a rule has just proved it
    iin = iin_of(command.iin)
    if iin is None:
        words = problem_words(NumberProblem.EMPTY)
        raise InputInvalid(IIN_WRONG, field="iin", problem_kk=words.kk, problem_ru=words.ru)
    before = visit.digital
    if before is not None and before.state is DigitalState.ASKED:
        return Outcome(visit=visit_view(visit, work))
    asked = DigitalQuestion(
        id=work.new_id(), at=work.now, case=command.case, participant=command.participant
    )
    request = Request(
        id=asked.id,
        system=SYSTEM,
        what="identity",
        case_id="",
        personal={"iin": iin},
        asked_at=work.now,
    )
    leave_for_courier(work, "digital", request, here=True)
    saved = work.store.visits.save(replace(visit, digital=asked))
    note(work, "ask_digital_document", facts={"request": asked.id})
    return Outcome(visit=visit_view(saved, work), changes=("visit", "outbox"))


def handle_record_digital_document(command: RecordDigitalDocument, work: Work) -> Outcome:
    """Identify by a confirmed document, or keep why there is none. An answer to a question of
    another visit, or to an older one, changes nothing (R-072)."""
    visit = visit_here(work)
    facts = facts_of(work, visit=visit, digital_request=command.request)
    check(("identify.digital_awaited",), facts)
    assert visit is not None  # noqa: S101 - a rule has just proved it
    state = _STATES.get(command.answer, DigitalState.NO_ANSWER)
    asked = visit.digital
    assert asked is not None  # noqa: S101 - the same rule has proved it
    answered = replace(asked, at=work.now, state=state)
    saved = work.store.visits.save(replace(visit, digital=answered))
    if state is DigitalState.CONFIRMED:
        return handle_identify(_identification(command, asked), work)
    note(work, "record_digital_document", facts={"answer": state.value})
    return Outcome(visit=visit_view(saved, work), changes=("visit",))


def _identification(command: RecordDigitalDocument, asked: DigitalQuestion) -> Identify:
    return Identify(
        source=IdentitySource.DIGITAL,
        digital_request=command.request,
        case=asked.case,
        participant=asked.participant,
        iin=command.iin,
        surname=command.surname,
        given=command.given,
        patronymic=command.patronymic,
        birth_date=_day(command.birth_date),
        citizenship=command.citizenship,
        document_kind=DocumentKind.DIGITAL,
        document_number=command.document_number,
        valid_until=_day(command.valid_until),
    )


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None
