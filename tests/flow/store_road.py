"""A road of bare units of work: a draft is opened, changed, numbered; each step under its own key."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.domain.case_states import CaseState
from app.ports.storage import UnitOfWork
from app.storage import SqlStore, open_store
from tests.fakes.store_samples import TODAY, case, entry, item, ticket

STATES = (CaseState.CHECKING, CaseState.READY_TO_SIGN, CaseState.SIGNED)


def _open(work: UnitOfWork) -> None:
    work.visits.add_ticket(ticket())
    work.cases.add(case())
    work.outbox.add(item(case_id="c1"))


def _move(state: CaseState) -> Callable[[UnitOfWork], None]:
    def step(work: UnitOfWork) -> None:
        found = work.cases.get("c1")
        assert found is not None
        work.cases.save(replace(found, state=state))

    return step


def _register(work: UnitOfWork) -> None:
    found = work.cases.get("c1")
    assert found is not None
    number = str(work.numbers.next("case", "7", TODAY))
    work.cases.save(replace(found, state=CaseState.REGISTERED, number=number))


STEPS: dict[str, Callable[[UnitOfWork], None]] = {
    "open": _open,
    **{state.value: _move(state) for state in STATES},
    "register": _register,
}


def road(folder: Path, acknowledge: Callable[[str], None]) -> None:
    """Walk the steps that were not walked before."""
    store = open_store(f"sqlite:///{folder}/store.db")
    for key, step in STEPS.items():
        _do(store, key, step)
        acknowledge(key)
    store.close()


def _do(store: SqlStore, key: str, step: Callable[[UnitOfWork], None]) -> None:
    with store.begin(writing=True) as work:
        if work.answered(key) is not None:
            return
        step(work)
        work.journal.append(entry(key, case_id="c1", key=key))
        work.remember_answer(key, "{}")
        work.commit()
