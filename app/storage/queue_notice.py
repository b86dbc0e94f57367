"""What a unit of work leaves in the database when it has changed the queue, for who watches it.

It is a part of the transaction on both databases: PostgreSQL sends its notice at the commit, and
SQLite's counter is seen by others from the commit on. A rollback leaves nothing.
"""

from typing import Any

CHANNEL = "tereze_queue"
"""The name of the notice on PostgreSQL; it carries nothing, whoever hears it reads anew."""

NOTIFY = f"NOTIFY {CHANNEL}"
LISTEN = f"LISTEN {CHANNEL}"

_HIGHEST = 2**31 - 1
"""The counter has 31 bits; after the last number it begins anew."""


def changes_counted(connection: Any) -> int:
    """How often the queue of a SQLite file has changed, by the number that the file keeps for its
    owner (``user_version``): to look at it costs next to nothing."""
    ((counted,),) = connection.execute("PRAGMA user_version").fetchall()
    return int(counted)


def count_change(connection: Any) -> None:
    """Count one more change of the queue in a SQLite file, inside its transaction."""
    following = changes_counted(connection) % _HIGHEST + 1
    connection.execute(f"PRAGMA user_version = {following}").close()
