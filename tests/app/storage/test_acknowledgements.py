"""What was acknowledged stays, and an older store learns to keep it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from app.domain.notice import Acknowledgement
from app.storage import open_store
from app.storage.engine import make_engine
from tests.fakes.store_samples import MORNING
from tests.fakes.store_trial import commit

READ = Acknowledgement(notice_id="n1", operator_id="operator", at=MORNING)


@pytest.mark.requirement("R-009")
@pytest.mark.parametrize(
    "statement",
    ["UPDATE acknowledgements SET operator_id = 'another'", "DELETE FROM acknowledgements"],
)
def test_the_database_itself_keeps_what_was_acknowledged(tmp_path: Path, statement: str) -> None:
    store = open_store(f"sqlite:///{tmp_path}/store.db")
    commit(store, lambda work: work.records.add_acknowledgement(READ))
    store.close()
    with (
        closing(sqlite3.connect(tmp_path / "store.db")) as connection,
        pytest.raises(sqlite3.IntegrityError, match="stays as it is"),
    ):
        connection.execute(statement)


def test_a_store_of_the_first_revision_is_brought_up(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    engine = make_engine(url, 1)
    config = Config()
    config.set_main_option("script_location", "app.storage:migrations")
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    store = open_store(url)
    commit(store, lambda work: work.records.add_acknowledgement(READ))
    with store.begin(writing=False) as work:
        assert work.records.acknowledgements("operator") == (READ,)
    store.close()
