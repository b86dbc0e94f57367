"""Runs of scans and their lines: a line is written once and stays, so that no scan is ever lost."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_LYING = "cell <> ''"
_KEPT = "what was written stays as it is"


def upgrade() -> None:
    """From one index of the line."""
    op.create_table(
        "scan_runs",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("desk", sa.String(16), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scan_runs"),
    )
    op.create_index(
        "uq_scan_runs_open",
        "scan_runs",
        ["kind", "about"],
        unique=True,
        sqlite_where=sa.text("open"),
        postgresql_where=sa.text("open"),
    )
    op.create_table(
        "run_lines",
        sa.Column("run_id", sa.String(36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("code", sa.String(40), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "sequence", name="pk_run_lines"),
    )
    op.create_index(
        "ix_run_lines_code_run_id_sequence", "run_lines", ["code", "run_id", "sequence"]
    )
    op.create_table(
        "dead_codes",
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=True),
        sa.PrimaryKeyConstraint("code", name="pk_dead_codes"),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["units.id"],
            name="fk_dead_codes_unit_id",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    _days_and_cells()
    dialect = op.get_context().dialect.name
    if dialect == "sqlite":
        _sqlite_guards()
    elif dialect == "postgresql":
        _postgresql_guards()


def _days_and_cells() -> None:
    """What the sector is asked for every day stands beside the payload: the day, the cell."""
    op.add_column("cases", sa.Column("due_on", sa.String(10), nullable=False, server_default=""))
    op.add_column("units", sa.Column("cell", sa.Text(), nullable=False, server_default=""))
    if op.get_context().dialect.name == "sqlite":
        promised = "json_extract(payload, '$.registration.issue_date')"
        until = "json_extract(payload, '$.storage.until')"
        cell = "json_extract(payload, '$.cell')"
    else:
        promised = "payload::json->'registration'->>'issue_date'"
        until = "payload::json->'storage'->>'until'"
        cell = "payload::json->>'cell'"
    for state, day in (("READY_FOR_ISSUE", promised), ("STORED", until)):
        op.execute(f"UPDATE cases SET due_on = coalesce({day}, '') WHERE state = '{state}'")  # noqa: S608
    op.execute(f"UPDATE units SET cell = coalesce({cell}, '')")  # noqa: S608
    op.create_index("ix_cases_state_due_on", "cases", ["state", "due_on"])
    op.create_index(
        "ix_units_cell",
        "units",
        ["cell"],
        sqlite_where=sa.text(_LYING),
        postgresql_where=sa.text(_LYING),
    )


def _sqlite_guards() -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
    for act, when in (("changed", "UPDATE"), ("deleted", "DELETE")):
        op.execute(f"CREATE TRIGGER run_lines_never_{act} BEFORE {when} ON run_lines {refuse}")


def _postgresql_guards() -> None:
    call = "EXECUTE FUNCTION tereze_kept()"
    op.execute(
        "CREATE TRIGGER run_lines_never_changed BEFORE UPDATE OR DELETE "
        f"ON run_lines FOR EACH ROW {call}"
    )
    op.execute(
        "CREATE TRIGGER run_lines_never_emptied BEFORE TRUNCATE "
        f"ON run_lines FOR EACH STATEMENT {call}"
    )
