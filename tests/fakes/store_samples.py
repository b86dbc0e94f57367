"""Made-up cases, tickets, visits and papers for the tests of stores."""
# ruff: noqa: A002 - as the records call it

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from app.domain.case import Applicant, Case
from app.domain.case_states import CaseState
from app.domain.custody import Unit
from app.domain.identification import Identification, IdentitySource
from app.domain.language import Lang
from app.domain.passport import Carrier
from app.domain.person import DocumentKind, IdentityDocument, Person, PersonName
from app.domain.unit_states import UnitKind, UnitState
from app.domain.visit import Purpose, Ticket, Visit
from app.ports.storage import JournalEntry, OutboxItem, PaperRecord, RatingRecord

ALMATY = timezone(timedelta(hours=5))
MORNING = datetime(2026, 3, 6, 11, 20, tzinfo=ALMATY)
TODAY = MORNING.date()
LATER = MORNING.astimezone(UTC) + timedelta(minutes=5)


def person(
    surname: str = "Сынақов",
    given: str = "Асан",
    patronymic: str = "Серікұлы",
    iin: str | None = "900101300017",
    **other: Any,
) -> Person:
    values = {"birth_date": date(1990, 1, 1)} | other
    return Person(name=PersonName(surname, given, patronymic), iin=iin, **values)


def ticket(id: str = "t1", **other: Any) -> Ticket:
    values: dict[str, Any] = {
        "number": f"A-{id}",
        "purpose": Purpose.INTAKE,
        "language": Lang.KK,
        "taken_at": MORNING,
    }
    return Ticket(id=id, **(values | other))


def visit(id: str = "v1", **other: Any) -> Visit:
    values: dict[str, Any] = {
        "ticket_id": "",
        "ticket_number": "A-1",
        "purpose": Purpose.INTAKE,
        "desk": "7",
        "operator_id": "operator",
        "called_at": MORNING,
        "display_language": Lang.KK,
    }
    return Visit(id=id, **(values | other))


def case(id: str = "c1", who: Person | None = None, **other: Any) -> Case:
    human = who or person()
    values: dict[str, Any] = {
        "state": CaseState.DRAFT,
        "draft_code": "D-1",
        "branch_id": "0214",
        "desk": "7",
        "visit_id": "",
        "opened_at": MORNING,
        "opened_by": "operator",
        "language": Lang.KK,
        "service_id": "address",
        "edition": "2026-01-01",
        "term_key": "main",
        "carrier": Carrier.ELECTRONIC,
        "applicant": Applicant(person=human),
        "identification": Identification(
            person=human,
            document=IdentityDocument(kind=DocumentKind.IDENTITY_CARD, number="000000001"),
            source=IdentitySource.CARD,
            at=MORNING,
            operator_id="operator",
            visit_id="v1",
        ),
    }
    return Case(id=id, **(values | other))


def unit(id: str = "u1", **other: Any) -> Unit:
    values: dict[str, Any] = {
        "code": f"P{id}",
        "kind": UnitKind.OUT,
        "state": UnitState.OPEN,
        "case_id": "",
        "branch_id": "0214",
        "provider": "provider",
        "sheets": 3,
        "holder": "operator",
    }
    return Unit(id=id, **(values | other))


def paper(id: str = "p1", **other: Any) -> PaperRecord:
    values: dict[str, Any] = {
        "kind": "acceptance",
        "number": f"07-{id}",
        "language": "kk",
        "data": '{"head":"Қолхат"}',
        "sha256": "0" * 64,
        "made_at": MORNING,
        "made_by": "operator",
    }
    return PaperRecord(id=id, **(values | other))


def item(id: str = "o1", **other: Any) -> OutboxItem:
    values: dict[str, Any] = {
        "kind": "query",
        "payload": '{"iin":"900101300017"}',
        "due_at": MORNING,
        "made_at": MORNING,
    }
    return OutboxItem(id=id, **(values | other))


def entry(verb: str = "identify", **other: Any) -> JournalEntry:
    values: dict[str, Any] = {
        "at": MORNING,
        "actor": "operator",
        "role": "OPR",
        "desk": "7",
    }
    return JournalEntry(verb=verb, **(values | other))


def rating(id: str = "r1", **other: Any) -> RatingRecord:
    values: dict[str, Any] = {
        "visit_pseudonym": "x" * 16,
        "service_id": "address",
        "channel": "corporation",
        "form": "electronic",
        "outcome": "served",
        "score": 5,
        "language": "kk",
        "desk": "7",
        "at": MORNING,
    }
    return RatingRecord(id=id, **(values | other))
