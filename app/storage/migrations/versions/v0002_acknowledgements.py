"""Which employee has read which notice of a changed act; what was acknowledged stays."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEPT = "what was written stays as it is"


def upgrade() -> None:
    """From the first tables."""
    op.create_table(
        "acknowledgements",
        sa.Column("operator_id", sa.String(80), nullable=False),
        sa.Column("notice_id", sa.String(80), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("operator_id", "notice_id", name="pk_acknowledgements"),
    )
    dialect = op.get_context().dialect.name
    if dialect == "sqlite":
        _sqlite_guards()
    elif dialect == "postgresql":
        _postgresql_guards()


def _sqlite_guards() -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
    for act, when in (("changed", "UPDATE"), ("deleted", "DELETE")):
        op.execute(
            f"CREATE TRIGGER acknowledgements_never_{act} "
            f"BEFORE {when} ON acknowledgements {refuse}"
        )


def _postgresql_guards() -> None:
    call = "EXECUTE FUNCTION tereze_kept()"
    op.execute(
        "CREATE TRIGGER acknowledgements_never_changed BEFORE UPDATE OR DELETE "
        f"ON acknowledgements FOR EACH ROW {call}"
    )
    op.execute(
        "CREATE TRIGGER acknowledgements_never_emptied BEFORE TRUNCATE "
        f"ON acknowledgements FOR EACH STATEMENT {call}"
    )
