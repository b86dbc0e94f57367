"""The branch's server dies in the middle of the day: the desk goes on in the ordinary queue, with true
times, and everything is in the branch's store afterwards, once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.desk import SystemIds
from app.desk.fallback import Standing
from app.desk.practice import HandClock, PracticeChoice, PracticeDesk, open_practice_desk
from app.desk.pullable_store import real_store
from app.domain.case_states import CaseState
from app.domain.language import Lang
from app.domain.visit import Purpose, Ticket, TicketEnd, TicketOrigin, TicketState
from app.ports.store_errors import STORE_UNREACHABLE
from app.storage import SqlStore
from app.storage.take_over import take_over
from app.storage.verify import verify_store
from app.usecases.choose_service import ChooseService
from app.usecases.outcome import Outcome, Status
from app.usecases.queue.call import Call
from app.usecases.queue.finish_visit import FinishVisit
from app.usecases.queue.take_ticket import TakeTicket
from tests.fakes.postgres_server import PostgresServer

START = datetime.fromisoformat("2026-03-16T10:00:00+05:00")


class Branch:
    """One desk at a branch's server, with a store of its own to fall back upon."""

    def __init__(self, server: PostgresServer, url: str, folder: Path) -> None:
        self.server = server
        self.closed = False
        self.clock = HandClock(START)
        self.practice: PracticeDesk = open_practice_desk(
            PracticeChoice(store_url=url, keys=folder / "keys", clock=self.clock, ids=SystemIds())
        )
        self.desk = self.practice.desk

    def do(self, command: object) -> Outcome:
        self.clock.advance(timedelta(minutes=1))
        return self.desk.submit(command).result()

    def must(self, command: object) -> Outcome:
        outcome = self.do(command)
        assert outcome.ok, (outcome.error, outcome.findings)
        return outcome

    def serve(self, person: str, *, finish: bool = True) -> Outcome:
        """The next visitor by name, with a case."""
        self.must(Call())
        self.must(self.practice.card(person))
        opened = self.must(ChooseService(service="academic_leave", language=Lang.RU))
        if finish:
            self.must(FinishVisit())
        return opened

    def tickets(self) -> dict[str, Ticket]:
        found = self.desk.ask(
            lambda work: tuple(work.store.visits.tickets_of(START.date()))
        ).result()
        return {ticket.number: ticket for ticket in found}

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self.practice.close()


@pytest.fixture
def branch(postgres_server: PostgresServer, postgres_url: str, tmp_path: Path) -> Iterator[Branch]:
    made = Branch(postgres_server, postgres_url, tmp_path)
    yield made
    if not postgres_server.running:
        postgres_server.start()
    made.close()


def _cut_off(branch: Branch) -> None:
    branch.desk.probe().result()
    branch.server.crash()
    assert branch.desk.probe().result() is Standing.CUT_OFF


@pytest.mark.requirement("R-036", "R-037", "R-235")
def test_five_visitors_are_served_while_the_server_is_dead(branch: Branch) -> None:
    for language in (Lang.KK, Lang.RU):
        branch.must(TakeTicket(language=language))
    waiting = branch.tickets()
    _cut_off(branch)
    went = branch.desk.go_over().result()
    assert went.ok
    assert branch.desk.standing is Standing.ORDINARY
    for number in ("A3001", "A3002"):
        branch.must(TakeTicket(language=Lang.KK, former=number))
    for _ in range(3):
        branch.must(TakeTicket(language=Lang.RU))
    numbers = [
        branch.serve(person).case for person in ("citizen", "second_citizen") * 2 + ("citizen",)
    ]
    cases = [view.case.id for view in numbers if view is not None]
    assert len(cases) == 5
    assert branch.desk.probe().result() is Standing.ORDINARY
    branch.server.start()
    assert branch.desk.probe().result() is Standing.REACHABLE
    back = branch.desk.come_back().result()
    assert back.ok, (back.error, back.findings)
    assert branch.desk.standing is Standing.ELECTRONIC
    after = branch.tickets()
    journal = [ticket for ticket in after.values() if ticket.origin is TicketOrigin.JOURNAL]
    assert len(journal) == 5
    assert {ticket.end for ticket in journal} == {TicketEnd.SERVED}
    # Who had a ticket keeps the time of arrival, and the ticket itself is at its end.
    assert [t.taken_at for t in journal if t.former] == [t.taken_at for t in waiting.values()]
    assert all(after[number].state is TicketState.CLOSED for number in waiting)
    kept = branch.desk.ask(lambda work: [work.store.cases.get(case) for case in cases]).result()
    assert all(case is not None and case.state is CaseState.DRAFT for case in kept)
    visits = branch.desk.ask(
        lambda work: [work.store.visits.get(case.visit_id) for case in kept if case is not None]
    ).result()
    assert all(visit is not None for visit in visits)


@pytest.mark.requirement("R-228", "R-037")
def test_the_journal_of_the_time_apart_is_a_chain_of_its_own(branch: Branch) -> None:
    _cut_off(branch)
    branch.desk.go_over().result()
    branch.must(TakeTicket(language=Lang.KK))
    branch.serve("citizen")
    branch.server.start()
    assert branch.desk.come_back().result().ok
    store = real_store(branch.desk.branch_place.store)
    assert isinstance(store, SqlStore)
    verdict = verify_store(store)
    assert verdict.intact
    assert {"3", "3r"} <= {head.chain for head in verdict.heads}


@pytest.mark.requirement("R-036")
def test_a_second_failure_of_the_day_goes_on_where_the_first_one_ended(branch: Branch) -> None:
    seen = []
    for _ in range(2):
        _cut_off(branch)
        assert branch.desk.go_over().result().ok
        seen.append(branch.must(TakeTicket(language=Lang.KK)).facts["ticket"])
        branch.serve("citizen")
        branch.server.start()
        assert branch.desk.come_back().result().ok
    assert seen == ["K3800", "K3801"]
    store = real_store(branch.desk.branch_place.store)
    assert isinstance(store, SqlStore)
    assert verify_store(store).intact
    acts = branch.desk.ask(lambda work: work.store.queue.failures_since(START)).result()
    assert [act.by_desk for act in acts] == [True, True]
    assert not any(act.open for act in acts)


@pytest.mark.requirement("R-231")
def test_nothing_personal_stays_in_the_store_of_the_desk(branch: Branch, tmp_path: Path) -> None:
    _cut_off(branch)
    branch.desk.go_over().result()
    branch.must(TakeTicket(language=Lang.KK))
    branch.serve("citizen")
    name = branch.practice.people.people["citizen"].person.name.surname.encode()
    branch.server.start()
    assert branch.desk.come_back().result().ok
    branch.close()
    left = b"".join(path.read_bytes() for path in tmp_path.glob("own-desk-3.db*"))
    assert left
    assert name not in left


def test_a_visitor_at_the_desk_is_finished_before_coming_back(branch: Branch) -> None:
    _cut_off(branch)
    branch.desk.go_over().result()
    branch.must(TakeTicket(language=Lang.KK))
    branch.serve("citizen", finish=False)
    branch.server.start()
    back = branch.desk.come_back().result()
    assert back.status is Status.BLOCKED
    assert {finding.rule for finding in back.findings} == {"open_desk.nobody_there"}
    branch.must(FinishVisit())
    assert branch.desk.come_back().result().ok


def test_a_server_that_dies_again_leaves_the_desk_where_it_is(branch: Branch) -> None:
    _cut_off(branch)
    branch.desk.go_over().result()
    branch.must(TakeTicket(language=Lang.KK))
    back = branch.desk.come_back().result()
    assert back.error is not None
    assert back.error.code == STORE_UNREACHABLE
    assert branch.desk.standing is Standing.ORDINARY
    assert branch.must(Call()).facts["ticket"] == "K3800"


def test_who_still_waits_in_the_journal_waits_on_in_the_one_line(branch: Branch) -> None:
    _cut_off(branch)
    branch.desk.go_over().result()
    for purpose in (Purpose.INTAKE, Purpose.ISSUE):
        branch.must(TakeTicket(language=Lang.KK, purpose=purpose))
    branch.server.start()
    assert branch.desk.come_back().result().ok
    assert branch.must(TakeTicket(language=Lang.KK)).facts["ticket"] == "A3001"
    line = branch.desk.ask(lambda work: work.store.visits.waiting(START.date())).result()
    assert [ticket.number for ticket in line] == ["K3800", "K3801", "A3001"]


def test_taking_over_twice_adds_nothing(branch: Branch, tmp_path: Path) -> None:
    _cut_off(branch)
    branch.desk.go_over().result()
    branch.must(TakeTicket(language=Lang.KK))
    branch.serve("citizen")
    own: Any = branch.desk.place.store
    branch.server.start()
    store: Any = real_store(branch.desk.branch_place.store)
    first, second = take_over(store, own), take_over(store, own)
    assert (first.tickets, first.visits, first.cases) == (1, 1, 1)
    assert first.journal > 0
    assert second == replace(first, failures=0, tickets=0, visits=0, cases=0, papers=0, journal=0)


@pytest.mark.requirement("R-036")
def test_a_desk_does_not_go_over_while_the_queue_can_be_reached(branch: Branch) -> None:
    went = branch.desk.go_over().result()
    assert went.status is Status.BLOCKED
    assert {finding.rule for finding in went.findings} == {"cut_off.unreachable"}
    assert branch.desk.standing is Standing.ELECTRONIC


def test_a_command_that_finds_the_server_dead_says_so(branch: Branch) -> None:
    stood: list[Standing] = []
    branch.desk.listen_standing(stood.append)
    branch.server.crash()
    outcome = branch.do(TakeTicket(language=Lang.KK))
    assert outcome.status is Status.UNAVAILABLE
    assert stood == [Standing.CUT_OFF]
    assert branch.desk.carry().result() == 0
