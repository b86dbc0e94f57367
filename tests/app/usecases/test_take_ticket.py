"""A place in the line: what a ticket says, what it never asks, its print, and the end of a range."""

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.catalogue.queue_rules import queue_rules
from app.domain.branch import Branch
from app.domain.language import Bilingual, Lang
from app.domain.papers import QueueTicketPaper
from app.domain.queue_rules import PriorityCategory
from app.domain.visit import Need, Purpose, Ticket, TicketOrigin, TicketState, VisitOutcome
from app.errors import InputInvalid, Unavailable
from app.ports.store_errors import STORE_NUMBERS_USED_UP
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.open_desk import CloseDesk, OpenDesk
from app.usecases.queue.papers import ticket_paper
from app.usecases.queue.return_to_line import EndTicket, ReturnToLine
from app.usecases.queue.take_ticket import (
    LETTERS,
    MarkTicketPrinted,
    ReprintTicket,
    TakeTicket,
)
from tests.fakes.queue_desk import QueueDesk

PROTECTED = (
    "origin_of", "status", "vip", "property", "sex", "gender", "race", "nation", "religion",
    "belief", "residence", "address", "citizenship", "iin", "name", "phone", "person",
)  # fmt: skip
"""What article 3 of the Law names, and what is personal, in the words a field would have."""


@pytest.mark.requirement("R-041", "R-034")
def test_no_field_asks_who_somebody_is() -> None:
    asked = {field.name for field in fields(TakeTicket)}
    assert asked == {"purpose", "language", "paper", "need", "priority", "origin", "former"}
    kept = [field.name for field in fields(Ticket)]
    assert not [name for name in kept for word in PROTECTED if word in name]


@pytest.mark.requirement("R-041")
def test_no_priority_is_given_without_an_act() -> None:
    desk = QueueDesk()
    asked = TakeTicket(language=Lang.KK, priority="vip")
    assert desk.refused(asked) == {"take_ticket.priority_has_source"}
    assert desk.line == []


@pytest.mark.requirement("R-041")
def test_a_category_with_its_act_goes_first_while_it_is_in_force(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    category = PriorityCategory(
        id="first",
        name=Bilingual("Санат", "Категория"),
        weight=1,
        source="Заң, 1-бап",
        valid_from=date(2026, 3, 1),
        valid_to=date(2026, 3, 6),
    )
    rules = replace(queue_rules(date(2026, 3, 6)), priority=(category,))
    monkeypatch.setattr("app.usecases.queue.facts.queue_rules", lambda _day: rules)
    desk = QueueDesk()
    plain, first = desk.take(), desk.take(priority="first")
    assert desk.line == [first, plain]
    assert desk.refused(Call(ticket=plain)) == {"call.in_order"}
    assert desk.call().ticket_number == first
    desk.at("2026-03-10T10:00")
    late = TakeTicket(language=Lang.KK, priority="first")
    assert desk.refused(late) == {"take_ticket.priority_has_source"}


@pytest.mark.requirement("R-041")
def test_a_language_or_a_need_changes_nothing_in_the_order() -> None:
    desk = QueueDesk()
    numbers = [
        desk.take(language=Lang.RU),
        desk.take(language=Lang.KK, need=Need.MOBILITY),
        desk.take(language=Lang.RU, need=Need.HEARING),
    ]
    assert desk.line == numbers
    assert [desk.ticket(number).weight for number in numbers] == [0, 0, 0]


@pytest.mark.requirement("R-044", "R-032")
def test_every_purpose_has_its_letter_and_an_appeal_is_called_at_the_same_desk() -> None:
    desk = QueueDesk()
    given = {purpose: desk.take(purpose) for purpose in Purpose}
    assert {purpose: number[0] for purpose, number in given.items()} == dict(LETTERS)
    assert len({number[1:] for number in given.values()}) == len(given)
    visit = desk.call(purpose=Purpose.APPEAL)
    assert (visit.ticket_number, visit.purpose, visit.desk) == (
        given[Purpose.APPEAL],
        Purpose.APPEAL,
        "3",
    )


def test_a_ticket_tells_its_place_and_how_long_it_may_last() -> None:
    desk = QueueDesk()
    first = desk.must(TakeTicket(language=Lang.KK)).facts
    assert (first["before"], first["minutes"], first["waiting"]) == ("0", "0", "1")
    second = desk.must(TakeTicket(language=Lang.RU)).facts
    assert (second["before"], second["minutes"]) == ("1", "12")
    other = desk.must(TakeTicket(purpose=Purpose.ISSUE, language=Lang.RU)).facts
    assert other["before"] == "0"
    assert desk.ticket(second["ticket"]).expected_minutes == 12


def test_two_desks_halve_the_expected_waiting() -> None:
    desk = QueueDesk().open("2", "operator")
    for _ in range(4):
        last = desk.must(TakeTicket(language=Lang.KK)).facts
    assert last["minutes"] == "18"


def test_the_expected_waiting_follows_what_visits_took() -> None:
    desk = QueueDesk()
    for _ in range(3):
        desk.take()
        desk.call()
        desk.pass_time(minutes=4)
        desk.must(FinishVisit())
    desk.take()
    assert desk.must(TakeTicket(language=Lang.KK)).facts["minutes"] == "5"


def test_with_no_desk_open_nobody_knows_how_long() -> None:
    desk = QueueDesk()
    desk.must(CloseDesk())
    told = desk.must(TakeTicket(language=Lang.KK)).facts
    assert "minutes" not in told
    assert desk.ticket(told["ticket"]).expected_minutes is None


def test_a_print_is_ordered_after_the_ticket_is_there() -> None:
    desk = QueueDesk()
    desk.take()
    assert desk.pending("ticket") == []
    number = desk.take(paper=True)
    (order,) = desk.pending("ticket")
    assert json.loads(order.payload) == {"ticket": desk.ticket(number).id}
    assert desk.line[-1] == number


@pytest.mark.requirement("R-034")
def test_the_order_to_print_and_the_paper_hold_nothing_personal() -> None:
    desk = QueueDesk()
    number = desk.take(paper=True, need=Need.VISION)
    (order,) = desk.pending("ticket")
    assert set(json.loads(order.payload)) == {"ticket"}
    paper = _paper(desk, number)
    assert {field.name for field in fields(paper)} == {
        "head",
        "purpose",
        "taken_at",
        "people_before",
        "expected_minutes",
        "booked_for",
        "copy",
    }
    assert "vision" not in repr(paper)


@pytest.mark.requirement("R-032", "R-040")
def test_a_second_print_is_the_same_number_and_says_so() -> None:
    desk = QueueDesk()
    number = desk.take(paper=True)
    before = desk.ticket(number)
    assert _paper(desk, number).copy == 0
    desk.must(MarkTicketPrinted(ticket=before.id))
    again = desk.must(ReprintTicket(ticket=number)).facts
    assert again["ticket"] == number
    assert _paper(desk, number).copy == 1
    desk.must(MarkTicketPrinted(ticket=before.id))
    assert _paper(desk, number).copy == 2
    kept = desk.ticket(number)
    assert replace(kept, copies=0) == before
    assert len(desk.pending("ticket")) == 2
    assert desk.line == [number]


def test_a_ticket_that_is_called_meanwhile_is_not_printed() -> None:
    desk = QueueDesk()
    number = desk.take(paper=True)
    desk.call()
    assert desk.ask(lambda work: ticket_paper(work, desk.ticket(number).id)) is None
    assert desk.ask(lambda work: ticket_paper(work, "no-such")) is None
    before = len(desk.pending("ticket"))
    assert desk.refused(ReprintTicket(ticket=number)) == {"take_ticket.still_waits"}
    assert len(desk.pending("ticket")) == before


def test_there_is_no_print_of_what_is_not_there() -> None:
    desk = QueueDesk()
    for command in (ReprintTicket(ticket="A3001"), MarkTicketPrinted(ticket="no-such")):
        with pytest.raises(InputInvalid):
            desk.do(command)


def test_a_used_up_range_goes_on_in_the_spare_ones() -> None:
    desk = QueueDesk()
    desk.branch = _with_spares(desk.branch, 61, 62)
    desk.store.tables.numbers["ticket", "3", "2026-03-06"] = 798
    desk.store.tables.numbers["ticket", "61", "2026-03-06"] = 799
    assert [desk.take() for _ in range(3)] == ["A3799", "A62001", "A62002"]
    assert desk.line == ["A3799", "A62001", "A62002"]


def test_without_a_spare_range_the_end_is_named() -> None:
    desk = QueueDesk()
    desk.branch = _with_spares(desk.branch)
    desk.store.tables.numbers["ticket", "3", "2026-03-06"] = 799
    with pytest.raises(Unavailable) as caught:
        desk.do(TakeTicket(language=Lang.KK))
    assert caught.value.code == STORE_NUMBERS_USED_UP
    assert desk.line == []
    desk.sit("2")
    assert desk.take() == "A2001"


def _with_spares(branch: Branch, *spare: int) -> Branch:
    desks = tuple(
        replace(one, spare_ranges=spare) if one.number == 3 else one for one in branch.desks
    )
    return replace(branch, desks=desks)


def test_two_desks_cut_off_from_each_other_never_give_one_number() -> None:
    one, other = QueueDesk(), QueueDesk()
    other.sit("2")
    given = [desk.take() for _ in range(5) for desk in (one, other)]
    assert len(set(given)) == len(given)


@pytest.mark.requirement("R-042")
def test_a_need_is_seen_at_the_call_and_gone_after_the_visit() -> None:
    desk = QueueDesk()
    number = desk.take(need=Need.HEARING, paper=True)
    view = desk.must(Call()).visit
    assert view is not None
    assert view.ticket.need is Need.HEARING
    desk.must(FinishVisit(outcome=VisitOutcome.SERVED))
    assert desk.ticket(number).need is None
    assert not list(_traces(desk, "hearing"))


@pytest.mark.requirement("R-042")
def test_a_need_goes_with_a_ticket_that_is_ended_without_service() -> None:
    desk = QueueDesk()
    number = desk.take(need=Need.VISION)
    desk.call()
    desk.must(FinishVisit(outcome=VisitOutcome.NO_SHOW))
    assert desk.ticket(number).need is Need.VISION
    desk.must(EndTicket(ticket=number, reason="келмеді"))
    assert desk.ticket(number).need is None
    assert not list(_traces(desk, "vision"))


@pytest.mark.requirement("R-042")
def test_nothing_of_a_need_stays_in_the_file_of_the_store(tmp_path: Path) -> None:
    from tests.fakes.store_bytes import bytes_after

    def steps() -> Iterator[object]:
        yield TakeTicket(language=Lang.KK, need=Need.HEARING)
        yield Call()
        yield FinishVisit(outcome=VisitOutcome.NO_SHOW)
        yield ReturnToLine(ticket="A3001")
        yield Call()
        yield FinishVisit()

    kept = bytes_after(steps(), tmp_path)
    assert b"A3001" in kept
    # The day's bare count of needs stays; it stands beside no ticket.
    assert b'"hearing"' not in kept
    assert b"need_hearing" in kept


def _traces(desk: QueueDesk, word: str) -> Iterator[str]:
    """Every table in which that word stands; the tables are plain dicts."""
    tables = desk.store.tables
    for name in tables.__dataclass_fields__:
        if f"'{word}'" in repr(getattr(tables, name)) or f'"{word}"' in repr(getattr(tables, name)):
            yield name


def _paper(desk: QueueDesk, number: str) -> QueueTicketPaper:
    paper = desk.ask(lambda work: ticket_paper(work, desk.ticket(number).id))
    assert isinstance(paper, QueueTicketPaper)
    return paper


def test_the_origin_of_a_ticket_is_kept() -> None:
    desk = QueueDesk()
    assert desk.ticket(desk.take(origin=TicketOrigin.KIOSK)).origin is TicketOrigin.KIOSK
    assert desk.ticket(desk.take()).origin is TicketOrigin.DESK
    assert {desk.ticket(number).state for number in desk.line} == {TicketState.WAITING}
    desk.must(OpenDesk(badge=True))
    assert desk.clock.now() - desk.ticket(desk.line[0]).taken_at == timedelta(seconds=2)
