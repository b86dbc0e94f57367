"""One index of those who stand in a line, in the order of the line, instead of two of all tickets.

A new day is unknown to the statistics of a server, which therefore read the whole line and sorted it
for every call, by the index that had no order.
"""

from alembic import op
from sqlalchemy import text as sql

revision = "0005"
down_revision = "0004"

_UNFINISHED = "state = 'waiting' OR state = 'parked' OR state = 'absent'"


def upgrade() -> None:
    """From the search on the server."""
    op.create_index(
        "ix_tickets_line",
        "tickets",
        ["line_day", "rank", "turn_at", "id"],
        sqlite_where=sql(_UNFINISHED),
        postgresql_where=sql(_UNFINISHED),
    )
    op.drop_index("ix_tickets_line_day_state_rank_turn_at_id", "tickets")
    op.drop_index("ix_tickets_state_line_day", "tickets")
