"""Which schema a database has, and how it is brought to ours; alembic is loaded only when it works."""

from sqlalchemy import Connection, Engine, inspect, text

from app.errors import Unavailable
from app.ports.storage import STORE_BROKEN
from app.ports.store_errors import STORE_NEWER, STORE_OLDER
from app.storage.engine import WRITING, write_ahead
from app.storage.server import hold_schema

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every revision in its order; the last one is ours. A test compares them with the folder."""

_EMPTY = ""


def revision_of(connection: Connection) -> str:
    """The revision of the database; empty for one without tables.

    Raises ``Unavailable``: store.newer for a revision that we do not know, store.broken for a
    database with tables of somebody else.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return _EMPTY
    if "alembic_version" not in tables:
        raise Unavailable(STORE_BROKEN)
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None:
        return _EMPTY
    if found not in REVISIONS:
        raise Unavailable(STORE_NEWER)
    return str(found)


def bring_up(engine: Engine) -> bool:
    """Bring the database to our schema; answers whether anything was done.

    Two programs may start at once: the second waits for the first and finds the work done.
    """
    with engine.connect() as connection:
        found = revision_of(connection)
    write_ahead(engine)
    if found == REVISIONS[-1]:
        return False
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            hold_schema(connection)
        if revision_of(connection) == REVISIONS[-1]:
            return False
        _upgrade(connection)
    return True


def require_ours(engine: Engine) -> None:
    """Raise ``Unavailable`` (store.older, store.newer, store.broken) for any schema but ours."""
    with engine.connect() as connection:
        if revision_of(connection) != REVISIONS[-1]:
            raise Unavailable(STORE_OLDER)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - a start on a ready store does without it
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "app.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
