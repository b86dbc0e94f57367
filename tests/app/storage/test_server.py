"""The server of a branch: its tables, its deadlines, its loss and its return, each with a code."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from app.errors import InputInvalid, Unavailable
from app.ports.storage import STORE_BROKEN, STORE_BUSY
from app.ports.store_errors import STORE_OLDER, STORE_UNREACHABLE
from app.storage import SqlStore, open_store
from app.storage.engine import make_engine
from app.storage.schema import REVISIONS, bring_up, revision_of
from app.storage.tables import METADATA
from tests.fakes.postgres_server import PostgresServer
from tests.fakes.store_samples import MORNING, case, entry, person
from tests.fakes.store_trial import commit

ROOT = Path(__file__).resolve().parents[3]
_SEARCH = {"ix_persons_words", "ix_persons_iin_plain"}
"""Indexes of the server alone: the tables that both databases share do not name them."""


@pytest.fixture
def empty_url(postgres_server: PostgresServer) -> Iterator[str]:
    with postgres_server.database() as name:
        yield postgres_server.url(name)


@pytest.fixture
def store(postgres_url: str) -> Iterator[SqlStore]:
    opened = open_store(postgres_url, wait=0.2)
    yield opened
    opened.close()


def code_of(url: str, *, migrate: bool = True) -> str:
    with pytest.raises(Unavailable) as caught:
        open_store(url, migrate=migrate)
    return caught.value.code


def test_from_nothing_to_exactly_our_tables(empty_url: str) -> None:
    def ours(_object: object, name: str | None, *_more: object) -> bool:
        return name not in _SEARCH

    engine = make_engine(empty_url, 1)
    assert bring_up(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, METADATA) == []
        assert revision_of(connection) == REVISIONS[-1]
    assert not bring_up(engine)
    engine.dispose()


def test_programs_may_start_at_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as starts:
        for opened in [starts.submit(open_store, empty_url, wait=30) for _ in range(4)]:
            opened.result().close()
    engine = make_engine(empty_url, 1)
    with engine.connect() as connection:
        assert revision_of(connection) == REVISIONS[-1]
    engine.dispose()


def test_a_database_that_is_not_ours_is_left_alone(empty_url: str) -> None:
    assert code_of(empty_url, migrate=False) == STORE_OLDER
    engine = make_engine(empty_url, 1)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE bookmarks (title text)")
    engine.dispose()
    assert code_of(empty_url) == STORE_BROKEN


def test_commits_last_and_waits_end(store: SqlStore) -> None:
    with store.engine.connect() as connection:
        told = {
            name: connection.execute(text(f"SHOW {name}")).scalar()
            for name in (
                "fsync",
                "full_page_writes",
                "synchronous_commit",
                "lock_timeout",
                "statement_timeout",
                "idle_in_transaction_session_timeout",
            )
        }
    assert told == {
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "lock_timeout": "200ms",
        "statement_timeout": "30s",
        "idle_in_transaction_session_timeout": "30s",
    }


def test_what_the_address_says_comes_before_what_we_say(postgres_url: str) -> None:
    said = "&application_name=window&options=-c%20statement_timeout%3D7000"
    opened = open_store(f"{postgres_url}{said}")
    with opened.engine.connect() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar() == "7s"
        assert connection.execute(text("SHOW application_name")).scalar() == "window"
    opened.close()


def test_a_reading_unit_cannot_write(store: SqlStore) -> None:
    with pytest.raises(Unavailable), store.begin(writing=False) as work:
        work.cases.add(case())


def test_a_statement_that_takes_too_long_is_a_busy_store(postgres_url: str) -> None:
    opened = open_store(f"{postgres_url}&options=-c%20statement_timeout%3D20")
    with pytest.raises(Unavailable) as caught, opened.engine.connect() as connection:
        connection.execute(text("SELECT pg_sleep(20)"))
    opened.close()
    assert caught.value.code == STORE_BUSY


def test_nobody_at_the_address(tmp_path: Path) -> None:
    assert code_of(f"postgresql+psycopg://desk@/tereze?host={tmp_path}") == STORE_UNREACHABLE


def test_no_such_database(postgres_server: PostgresServer) -> None:
    assert code_of(postgres_server.url("nowhere")) == STORE_UNREACHABLE


@pytest.mark.parametrize("scheme", ["postgresql+psycopg_async", "postgresql+psycopg2"])
def test_another_driver_is_no_address(scheme: str) -> None:
    with pytest.raises(InputInvalid) as caught:
        open_store(f"{scheme}://desk@server/tereze")
    assert caught.value.code == "store.address"


def test_a_restarted_server_is_found_again(
    store: SqlStore, postgres_server: PostgresServer
) -> None:
    commit(store, lambda work: work.cases.add(case()))
    postgres_server.stop()
    for writing in (True, False):
        with pytest.raises(Unavailable) as caught, store.begin(writing=writing):
            pass
        assert caught.value.code == STORE_UNREACHABLE
    postgres_server.start()
    with store.begin(writing=False) as work:
        assert work.cases.get("c1") is not None
    commit(store, lambda work: work.cases.save(case()))


def test_a_server_lost_in_the_middle_of_a_step(
    store: SqlStore, postgres_server: PostgresServer
) -> None:
    commit(store, lambda work: work.cases.add(case()))
    with pytest.raises(Unavailable) as caught, store.begin(writing=True) as work:
        work.cases.save(case())
        postgres_server.crash()
        work.journal.append(entry(case_id="c1"))
    assert caught.value.code == STORE_UNREACHABLE
    postgres_server.start()
    with pytest.raises(Unavailable) as caught, store.begin(writing=True) as work:
        work.cases.save(case())
        postgres_server.crash()
        work.commit()
    assert caught.value.code == STORE_UNREACHABLE
    postgres_server.start()
    with store.begin(writing=False) as work:
        found = work.cases.get("c1")
        assert found is not None
        assert found.version == 0
    commit(store, lambda work: work.cases.save(case()))


@pytest.mark.parametrize("surname", ["Һашимов", "Сынақов-Тестов", "O'Нил", 'A"B:*&|!()', "Ғ" * 900])
def test_any_name_can_be_kept_and_asked_for(store: SqlStore, surname: str) -> None:
    commit(store, lambda work: work.persons.remember(person(surname), MORNING))
    with store.begin(writing=False) as work:
        assert len(work.persons.find(surname[:90])) == 1
        assert len(work.persons.find(f"{surname[:90]} 9001")) == 1


def test_a_number_that_ends_with_nine_is_found_whatever_the_order_of_the_server(
    store: SqlStore,
) -> None:
    commit(store, lambda work: work.persons.remember(person(iin="991231300019"), MORNING))
    with store.begin(writing=False) as work:
        assert len(work.persons.find("99")) == 1
        assert len(work.persons.find("991231300019")) == 1
        assert work.persons.find("98") == ()


def test_the_server_answers_a_search_by_its_index(store: SqlStore) -> None:
    commit(store, lambda work: work.persons.remember(person(), MORNING))
    from app.storage.person_search import people_query, question

    query, _ = people_query(question("сынақ асан"), on_sqlite=False)
    told = query.compile(store.engine, compile_kwargs={"render_postcompile": True})
    with store.engine.connect() as connection:
        connection.exec_driver_sql("SET enable_seqscan = off")
        values = {**told.params, "found": "'сынак':*", "most": 20}
        plan = connection.exec_driver_sql(f"EXPLAIN {told}", values).scalars().all()
    assert any("ix_persons_words" in line for line in plan)


_WITHOUT_A_SERVER = """
import sys
from app.storage import open_store
from app.storage.feed import open_feed
from app.storage.store import UtcClock
store = open_store(sys.argv[1])
open_feed(store, clock=UtcClock()).close()
store.close()
print("psycopg" in sys.modules)
"""


def test_a_desk_with_a_file_does_without_the_library_of_the_server(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_A_SERVER, f"sqlite:///{tmp_path}/store.db"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["False"], done.stderr
