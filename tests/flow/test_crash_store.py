"""kill -9 before and after every commit of the store: nothing acknowledged is lost, nothing doubled."""

from pathlib import Path

import pytest

from app.domain.case_states import CaseState
from app.storage import open_store
from app.storage.verify import verify_store
from tests.flow.crash import AFTER, BEFORE, Try, every_crash
from tests.flow.store_road import STEPS


@pytest.fixture(scope="module")
def tries(tmp_path_factory: pytest.TempPathFactory) -> list[Try]:
    return every_crash("tests.flow.store_road:road", tmp_path_factory.mktemp("crash"))


@pytest.mark.requirement("R-228", "R-235")
def test_the_process_dies_at_every_commit(tries: list[Try]) -> None:
    whole, *killed = tries
    assert whole.acknowledged == list(STEPS)
    assert [(t.commit, t.moment) for t in killed] == [
        (commit, moment) for commit in range(1, len(STEPS) + 1) for moment in (BEFORE, AFTER)
    ]
    assert all(t.killed for t in killed)
    assert all(t.ended_well for t in tries)


@pytest.mark.requirement("R-228", "R-235")
def test_what_was_acknowledged_is_never_done_again(tries: list[Try]) -> None:
    for tried in tries[1:]:
        assert tried.acknowledged == list(STEPS)[: tried.commit - 1]
        assert tried.again == list(STEPS)


@pytest.mark.requirement("R-228", "R-235")
def test_the_road_ends_as_if_nothing_had_happened(tries: list[Try]) -> None:
    for tried in tries:
        store = open_store(f"sqlite:///{Path(tried.folder)}/store.db")
        with store.begin(writing=False) as work:
            case = work.cases.get("c1")
            assert case is not None
            assert (case.state, case.version) == (CaseState.REGISTERED, len(STEPS) - 1)
            assert case.number.endswith("00001")
            assert [line.entry.key for line in work.journal.of_case("c1")] == list(STEPS)
            assert len(work.outbox.pending()) == 1
        verdict = verify_store(store)
        store.close()
        assert verdict.intact
        assert verdict.entries == len(STEPS)
