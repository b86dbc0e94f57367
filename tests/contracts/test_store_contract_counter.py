"""What every store promises of tickets, visits, units, papers, messages and numbers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.custody import Register, RegisterKind, RegisterLine
from app.domain.notice import Acknowledgement
from app.domain.visit import TicketState
from app.errors import Unavailable
from app.ports.storage import STORE_STALE, ConsultationRecord, Store
from app.ports.store_errors import STORE_NUMBERS_USED_UP, STORE_TICKET_TAKEN
from tests.fakes.store_samples import (
    LATER,
    MORNING,
    TODAY,
    case,
    item,
    paper,
    rating,
    ticket,
    unit,
    visit,
)
from tests.fakes.store_trial import commit, refused


def test_the_waiting_list_keeps_the_order_of_arrival(store: Store) -> None:
    rows = [
        ticket("t1", taken_at=MORNING + timedelta(minutes=3)),
        ticket("t2"),
        ticket("t3", state=TicketState.PARKED, taken_at=MORNING + timedelta(minutes=1)),
        ticket("t4", state=TicketState.CLOSED),
        ticket("t5", taken_at=MORNING + timedelta(days=1)),
    ]
    commit(store, *(lambda work, row=row: work.visits.add_ticket(row) for row in rows))
    with store.begin(writing=False) as work:
        assert [row.id for row in work.visits.waiting(TODAY)] == ["t2", "t3", "t1"]
        assert work.visits.ticket_by_number("A-t1", TODAY) == rows[0]
        assert work.visits.ticket_by_number("A-t1", TODAY + timedelta(days=1)) is None
        assert work.visits.ticket("t4") == rows[3]
        assert work.visits.ticket("t9") is None


def test_a_ticket_number_is_given_once_a_day(store: Store) -> None:
    commit(store, lambda work: work.visits.add_ticket(ticket("t1", number="A-1")))
    again = ticket("t2", number="A-1")
    assert refused(store, lambda work: work.visits.add_ticket(again)) == STORE_STALE
    tomorrow = replace(again, taken_at=MORNING + timedelta(days=1))
    commit(store, lambda work: work.visits.add_ticket(tomorrow))


def test_a_ticket_is_called_once(store: Store) -> None:
    commit(store, lambda work: work.visits.add_ticket(ticket()))
    called = ticket(state=TicketState.CALLED, desk="7")
    commit(store, lambda work: work.visits.save_ticket(called, TicketState.WAITING))
    again = replace(called, desk="8")
    code = refused(store, lambda work: work.visits.save_ticket(again, TicketState.WAITING))
    assert code == STORE_TICKET_TAKEN
    with store.begin(writing=False) as work:
        assert work.visits.ticket("t1") == called


def test_a_desk_has_one_open_visit(store: Store) -> None:
    commit(
        store,
        lambda work: work.visits.add_ticket(ticket()),
        lambda work: work.visits.add(visit(ticket_id="t1")),
    )
    assert refused(store, lambda work: work.visits.add(visit("v2"))) == STORE_STALE
    commit(store, lambda work: work.visits.add(visit("v3", desk="8")))
    with store.begin(writing=True) as work:
        opened = work.visits.open_at("7")
        assert opened is not None
        closed = work.visits.save(replace(opened, closed_at=MORNING))
        work.visits.add(visit("v2"))
        work.commit()
    assert closed.version == 1
    with store.begin(writing=False) as work:
        found = work.visits.open_at("7")
        assert found is not None
        assert found.id == "v2"
        assert work.visits.get("v1") == closed
        assert work.visits.open_at("9") is None
    assert refused(store, lambda work: work.visits.save(visit(closed_at=MORNING))) == STORE_STALE


def test_units_and_registers(store: Store) -> None:
    register = Register(
        id="g1",
        number="07-26",
        kind=RegisterKind.TO_PROVIDER,
        provider="provider",
        made_at=MORNING,
        made_by="operator",
        handed_by="Сынақов",
        received_by="Тестова",
        lines=(RegisterLine(unit_id="u1", code="Pu1", sheets=3),),
    )
    commit(
        store,
        lambda work: work.cases.add(case()),
        lambda work: work.units.add(unit(case_id="c1")),
        lambda work: work.units.add(unit("u2", case_id="c1")),
        lambda work: work.units.add_register(register),
    )
    assert refused(store, lambda work: work.units.add(unit("u3", code="Pu1"))) == STORE_STALE
    assert refused(store, lambda work: work.units.add_register(register)) == STORE_STALE
    with store.begin(writing=True) as work:
        found = work.units.by_code("Pu1")
        assert found is not None
        moved = work.units.save(replace(found, holder="provider"))
        work.commit()
    assert refused(store, lambda work: work.units.save(found)) == STORE_STALE
    with store.begin(writing=False) as work:
        assert work.units.get("u1") == moved
        assert work.units.by_code("P9") is None
        assert [row.id for row in work.units.of_case("c1")] == ["u1", "u2"]
        assert work.units.register("07-26") == register
        assert work.units.register("07-27") is None


@pytest.mark.requirement("R-140")
def test_papers_are_never_overwritten(store: Store) -> None:
    commit(
        store,
        lambda work: work.cases.add(case()),
        lambda work: work.papers.add(paper(case_id="c1")),
        lambda work: work.papers.mark_printed("p1", 1),
        lambda work: work.papers.mark_printed("p1", 2),
        lambda work: work.papers.mark_delivered("p1", "cabinet"),
    )
    assert refused(store, lambda work: work.papers.add(paper(data="{}"))) == STORE_STALE
    second = paper("p2", version=2, replaces="p1", case_id="c1", made_at=LATER)
    commit(store, lambda work: work.papers.add(second))
    with store.begin(writing=False) as work:
        kept = paper(case_id="c1", printed_copies=3, delivery="cabinet")
        assert work.papers.of_case("c1") == (kept, second)
        assert work.papers.get("p2") == second


@pytest.mark.requirement("R-131", "R-140")
def test_a_paper_is_signed_once_and_says_what_it_said(store: Store) -> None:
    commit(
        store,
        lambda work: work.cases.add(case()),
        lambda work: work.papers.add(paper(case_id="c1")),
        lambda work: work.papers.mark_printed("p1", 2),
        lambda work: work.papers.mark_signed("p1", "seal"),
        lambda work: work.papers.mark_printed("p1", 1),
        lambda work: work.papers.mark_delivered("p1", "cabinet"),
    )
    assert refused(store, lambda work: work.papers.mark_signed("p1", "other")) == STORE_STALE
    assert refused(store, lambda work: work.papers.mark_signed("p9", "seal")) == STORE_STALE
    kept = paper(case_id="c1", printed_copies=3, delivery="cabinet", signature="seal")
    with store.begin(writing=False) as work:
        assert work.papers.get("p1") == kept
        assert work.papers.get("p9") is None


@pytest.mark.requirement("R-231")
def test_the_outbox_gives_what_is_due_and_forgets_what_is_done(store: Store) -> None:
    late = item("o1", due_at=MORNING + timedelta(minutes=5))
    commit(store, lambda work: work.outbox.add(late), lambda work: work.outbox.add(item("o2")))
    with store.begin(writing=True) as work:
        assert [row.id for row in work.outbox.due(MORNING)] == ["o2"]
        assert [row.id for row in work.outbox.due(LATER)] == ["o2", "o1"]
        assert [row.id for row in work.outbox.due(LATER, limit=1)] == ["o2"]
        assert [row.id for row in work.outbox.due(LATER, desk="3")] == ["o2", "o1"]
        work.outbox.add(item("o3", desk="4"))
        assert [row.id for row in work.outbox.due(LATER, limit=2, desk="3")] == ["o2", "o1"]
        assert "o3" in [row.id for row in work.outbox.due(LATER, desk="4")]
        work.outbox.save(replace(item("o3"), state="dropped"))
        work.outbox.save(replace(item("o2"), state="done", attempts=1))
        work.outbox.save(replace(late, attempts=1, last_error="store.busy", due_at=MORNING))
        work.outbox.save(item("o9"))
        work.commit()
    with store.begin(writing=False) as work:
        (pending,) = work.outbox.pending()
        assert work.outbox.of_case("c1") == ()
        assert (pending.id, pending.attempts, pending.payload) == ("o1", 1, late.payload)


@pytest.mark.requirement("R-032")
def test_numbers_carry_the_desk(store: Store) -> None:
    with store.begin(writing=True) as work:
        numbers = work.numbers
        assert [numbers.next("case", "7", TODAY) for _ in range(3)] == [
            2600700001,
            2600700002,
            2600700003,
        ]
        assert numbers.next("case", "17", TODAY) == 2601700001
        assert numbers.next("unit", "7", TODAY) == 2600700001
        assert numbers.next("case", "7", TODAY.replace(year=2027)) == 2700700001
        assert [numbers.next("ticket", "7", TODAY) for _ in range(2)] == [7001, 7002]
        assert numbers.next("ticket", "7", TODAY + timedelta(days=1)) == 7001
        work.commit()
    with store.begin(writing=True) as work:
        assert work.numbers.next("case", "7", TODAY) == 2600700004


def test_a_used_up_range_is_told(store: Store) -> None:
    with store.begin(writing=True) as work:
        for _ in range(799):
            last = work.numbers.next("ticket", "7", TODAY)
        assert last == 7799
        with pytest.raises(Unavailable) as caught:
            work.numbers.next("ticket", "7", TODAY)
    assert caught.value.code == STORE_NUMBERS_USED_UP
    assert caught.value.params == {"desk": "7", "series": "ticket"}


@pytest.mark.requirement("R-190")
def test_ratings_and_consultations(store: Store) -> None:
    told = ConsultationRecord(
        id="q1",
        topic="address",
        service_id="address",
        language="kk",
        minutes=4,
        at=MORNING,
        operator_id="operator",
        desk="7",
    )
    commit(
        store,
        lambda work: work.records.add_rating(rating()),
        lambda work: work.records.add_consultation(told),
    )
    with store.begin(writing=False) as work:
        assert work.records.ratings() == (rating(),)
        assert work.records.consultations() == (told,)


@pytest.mark.requirement("R-009")
def test_a_notice_is_acknowledged_once_by_each_employee(store: Store) -> None:
    read = [
        Acknowledgement(notice_id=notice, operator_id=operator, at=MORNING)
        for operator, notice in (("one", "n2"), ("one", "n1"), ("two", "n1"))
    ]
    commit(store, *(lambda work, row=row: work.records.add_acknowledgement(row) for row in read))
    again = replace(read[0], at=MORNING + timedelta(days=1))
    assert refused(store, lambda work: work.records.add_acknowledgement(again)) == STORE_STALE
    with store.begin(writing=False) as work:
        assert work.records.acknowledgements("one") == (read[1], read[0])
        assert work.records.acknowledgements("two") == (read[2],)
        assert work.records.acknowledgements("three") == ()
