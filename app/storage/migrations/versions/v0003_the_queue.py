"""The line in its order, calls for the boards, held desks, bookings, failures of the queue, days."""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy import text as sql

revision = "0003"
down_revision = "0002"

_TICKET_COLUMNS = (
    ("line_day", sa.String(10), ""),
    ("purpose", sa.String(32), ""),
    ("language", sa.String(2), ""),
    ("rank", sa.Integer(), "0"),
    ("turn_at", sa.String(32), ""),
    ("for_desk", sa.String(16), ""),
    ("called_at", sa.String(32), ""),
)


def upgrade() -> None:
    """From the read notices."""
    _tickets()
    _visits()
    _new_tables()
    if not op.get_context().as_sql:
        _fill()


def _tickets() -> None:
    for name, kind, default in _TICKET_COLUMNS:
        op.add_column("tickets", sa.Column(name, kind, nullable=False, server_default=default))
    op.drop_index("ix_tickets_day_state", "tickets")
    op.create_index(
        "ix_tickets_line_day_state_rank_turn_at_id",
        "tickets",
        ["line_day", "state", "rank", "turn_at", "id"],
    )
    op.create_index("ix_tickets_line_day_called_at", "tickets", ["line_day", "called_at"])
    op.create_index("ix_tickets_state_line_day", "tickets", ["state", "line_day"])


def _visits() -> None:
    column = sa.Column("called_at", sa.String(32), nullable=False, server_default="")
    op.add_column("visits", column)
    op.create_index("ix_visits_called_at", "visits", ["called_at"])


def _new_tables() -> None:
    op.create_table(
        "desk_holds",
        sa.Column("desk", sa.String(16), nullable=False),
        sa.Column("session", sa.String(80), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("desk", name="pk_desk_holds"),
    )
    op.create_table(
        "bookings",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bookings"),
        sa.UniqueConstraint("code", name="uq_bookings_code"),
    )
    op.create_index("ix_bookings_day", "bookings", ["day"])
    op.create_table(
        "failures",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("started_at", sa.String(32), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_failures"),
        sa.UniqueConstraint("number", name="uq_failures_number"),
    )
    op.create_index("ix_failures_started_at", "failures", ["started_at"])
    op.create_table(
        "queue_days",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_queue_days"),
    )


def _fill() -> None:
    """Tickets and visits that were there before stand in the new columns as their payloads say."""
    connection = op.get_bind()
    tickets = connection.execute(sql("SELECT id, day, taken_at, payload FROM tickets")).all()
    for key, day, taken_at, payload in tickets:
        told = json.loads(payload)
        connection.execute(
            sql(
                "UPDATE tickets SET line_day = :day, purpose = :purpose, language = :language,"
                " turn_at = :taken_at, called_at = :called_at WHERE id = :id"
            ),
            {
                "id": key,
                "day": day,
                "purpose": told["purpose"],
                "language": told["language"],
                "taken_at": taken_at,
                "called_at": _moment(told.get("called_at")),
            },
        )
    for key, payload in connection.execute(sql("SELECT id, payload FROM visits")).all():
        called_at = _moment(json.loads(payload)["called_at"])
        connection.execute(
            sql("UPDATE visits SET called_at = :called_at WHERE id = :id"),
            {"id": key, "called_at": called_at},
        )


def _moment(told: str | None) -> str:
    if not told:
        return ""
    moment = datetime.fromisoformat(told)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
