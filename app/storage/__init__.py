"""The only home of SQLAlchemy: tables, repositories, unit of work, journal, migrations."""

from app.storage.store import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]
