"""The migrations make exactly the tables that the code names, on both databases, from nothing."""

import io
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Table, inspect
from sqlalchemy.dialects import postgresql

from app.storage import open_store
from app.storage.engine import make_engine
from app.storage.schema import REVISIONS, bring_up, revision_of
from app.storage.tables import METADATA


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", "app.storage:migrations")
    return made


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """The shadow tables of the search index belong to SQLite."""
    return not (kind == "table" and name is not None and name.startswith("persons_fts"))


def test_from_nothing_to_exactly_our_tables(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/store.db", 1)
    assert bring_up(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, METADATA) == []
        assert revision_of(connection) == REVISIONS[-1]
    assert not bring_up(engine)
    engine.dispose()


def test_every_column_has_the_declared_type_and_need(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/store.db", 1)
    bring_up(engine)
    with engine.connect() as connection:
        seen = inspect(connection)
        for table in METADATA.sorted_tables:
            _same_columns(table, {row["name"]: row for row in seen.get_columns(table.name)})
            unique = {tuple(row["column_names"]) for row in seen.get_unique_constraints(table.name)}
            declared = {
                tuple(column.name for column in constraint.columns)
                for constraint in table.constraints
                if type(constraint).__name__ == "UniqueConstraint"
            }
            assert unique == declared, table.name
    engine.dispose()


def _same_columns(table: Table, seen: dict[str, object]) -> None:
    assert list(seen) == [column.name for column in table.columns], table.name
    for column in table.columns:
        row = seen[column.name]
        assert row["nullable"] == column.nullable, column  # type: ignore[index]
        length = getattr(column.type, "length", None)
        assert getattr(row["type"], "length", None) == length, column  # type: ignore[index]


def test_the_code_knows_every_revision() -> None:
    scripts = ScriptDirectory.from_config(config())
    known = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(known)) == REVISIONS


def test_the_migrations_lie_in_packages() -> None:
    home = files("app.storage") / "migrations"
    assert (home / "__init__.py").is_file()
    assert (home / "versions" / "__init__.py").is_file()


def test_postgresql_takes_the_same_steps() -> None:
    said = io.StringIO()
    made = Config(output_buffer=said)
    made.set_main_option("script_location", "app.storage:migrations")
    made.attributes["dialect"] = "postgresql"
    command.upgrade(made, "head", sql=True)
    script = said.getvalue()
    for table in METADATA.sorted_tables:
        assert f"CREATE TABLE {table.name} " in script
    assert "CREATE TRIGGER journal_never_changed BEFORE UPDATE OR DELETE ON journal" in script
    assert "fts5" not in script
    assert str(METADATA.tables["persons"].c.row.type.compile(postgresql.dialect())) == "BIGINT"


def test_two_programs_may_start_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    with ThreadPoolExecutor(4) as starts:
        for opened in [starts.submit(open_store, url) for _ in range(4)]:
            opened.result().close()
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (REVISIONS[-1],)
        ]


def test_a_half_made_schema_is_not_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.storage import schema

    def torn(connection: object) -> None:
        upgrade(connection)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    upgrade = schema._upgrade
    monkeypatch.setattr(schema, "_upgrade", torn)
    engine = make_engine(f"sqlite:///{tmp_path}/store.db", 1)
    with pytest.raises(KeyboardInterrupt):
        bring_up(engine)
    monkeypatch.undo()
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    assert bring_up(engine)
    engine.dispose()


def test_the_store_is_durable_strict_and_forgetful(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/store.db")
    with store.engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    store.close()
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }
