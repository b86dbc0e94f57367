"""What every store promises of the action log."""

from dataclasses import replace

import pytest

from app.ports.clock import TimeSource
from app.ports.storage import Store
from tests.fakes.fake_store import FixedClock
from tests.fakes.store_samples import LATER, MORNING, entry
from tests.fakes.store_trial import commit


@pytest.mark.requirement("R-228")
def test_the_journal_counts_lines_by_desk(store: Store, clock: FixedClock) -> None:
    line = entry("sign", case_id="c1", key="k", facts={"n": "1"}, personal={"iin": "9"})
    commit(store, lambda work: work.journal.append(entry(case_id="c1")))
    clock.at = LATER
    commit(
        store,
        lambda work: work.journal.append(entry("call", desk="8", case_id="c1")),
        lambda work: work.journal.append(line),
    )
    with store.begin(writing=False) as work:
        lines = work.journal.of_case("c1")
        assert work.journal.latest() == LATER
    assert [(row.chain, row.sequence, row.entry.verb) for row in lines] == [
        ("7", 1, "identify"),
        ("7", 2, "sign"),
        ("8", 1, "call"),
    ]
    assert lines[1].entry == replace(line, personal={}, time_source=TimeSource.SYSTEM)
    assert lines[1].recorded_at == LATER


@pytest.mark.requirement("R-136", "R-228")
def test_a_clock_set_back_is_marked_and_the_order_stays(store: Store, clock: FixedClock) -> None:
    for verb, at in [("first", LATER), ("second", MORNING), ("third", MORNING), ("last", LATER)]:
        clock.at = at
        line = entry(verb, at=at, case_id="c1")
        commit(store, lambda work, line=line: work.journal.append(line))
    with store.begin(writing=False) as work:
        lines = work.journal.of_case("c1")
        assert work.journal.latest() == LATER
    assert [row.entry.verb for row in lines] == ["first", "second", "third", "last"]
    assert [row.entry.time_source for row in lines] == [
        TimeSource.SYSTEM,
        TimeSource.SET_BACK,
        TimeSource.SET_BACK,
        TimeSource.SYSTEM,
    ]


@pytest.mark.requirement("R-037")
def test_a_line_from_the_paper_journal_keeps_its_own_time(store: Store, clock: FixedClock) -> None:
    clock.at = LATER
    line = entry(at=MORNING, time_source=TimeSource.PAPER_JOURNAL, case_id="c1")
    commit(store, lambda work: work.journal.append(line))
    with store.begin(writing=False) as work:
        (found,) = work.journal.of_case("c1")
    assert found.entry.at == MORNING
    assert found.recorded_at == LATER
    assert found.entry.time_source == TimeSource.PAPER_JOURNAL
