"""The first tables, the search index of applicants, and the guards that keep the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEPT = "what was written stays as it is"
_NEVER_CHANGED = ("journal", "ratings")


def upgrade() -> None:
    """From an empty database."""
    _waiting()
    _cases()
    _papers()
    _people()
    _errands()
    _records()
    _journal()
    dialect = op.get_context().dialect.name
    if dialect == "sqlite":
        _search_index()
        _sqlite_guards()
    elif dialect == "postgresql":
        _postgresql_guards()


def _waiting() -> None:
    """Tickets and visits."""
    op.create_table(
        "tickets",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("taken_at", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tickets"),
        sa.UniqueConstraint("day", "number", name="uq_tickets_day_number"),
    )
    op.create_index("ix_tickets_day_state", "tickets", ["day", "state"])
    op.create_table(
        "visits",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.String(36), nullable=True),
        sa.Column("desk", sa.String(16), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["tickets.id"],
            name="fk_visits_ticket_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
    )
    op.create_index(
        "uq_visits_open_desk",
        "visits",
        ["desk"],
        unique=True,
        sqlite_where=sa.text("open"),
        postgresql_where=sa.text("open"),
    )


def _cases() -> None:
    """Cases and the units and registers that travel."""
    op.create_table(
        "cases",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("desk", sa.String(16), nullable=False),
        sa.Column("number", sa.String(40), nullable=True),
        sa.Column("code", sa.String(40), nullable=True),
        sa.Column("visit_id", sa.String(36), nullable=True),
        sa.Column("applicant", sa.String(80), nullable=False),
        sa.Column("opened_at", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visits.id"],
            name="fk_cases_visit_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("number", name="uq_cases_number"),
    )
    op.create_index("ix_cases_applicant_opened_at", "cases", ["applicant", "opened_at"])
    op.create_index("ix_cases_code", "cases", ["code"])
    op.create_index("ix_cases_state_opened_at", "cases", ["state", "opened_at"])
    op.create_index("ix_cases_visit_id", "cases", ["visit_id"])
    op.create_table(
        "units",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name="fk_units_case_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_units"),
        sa.UniqueConstraint("code", name="uq_units_code"),
    )
    op.create_index("ix_units_case_id", "units", ["case_id"])
    op.create_table(
        "registers",
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_registers"),
    )


def _papers() -> None:
    """Papers as they were made."""
    op.create_table(
        "papers",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("number", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("printed_copies", sa.Integer(), nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name="fk_papers_case_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
        sa.UniqueConstraint("kind", "number", "version", name="uq_papers_kind_number_version"),
    )
    op.create_index("ix_papers_case_id", "papers", ["case_id"])


def _people() -> None:
    """Applicants seen before."""
    op.create_table(
        "persons",
        sa.Column(
            "row",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("identity", sa.String(64), nullable=False),
        sa.Column("iin", sa.String(12), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("ordered", sa.Text(), nullable=False),
        sa.Column("last_seen", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_persons"),
        sa.UniqueConstraint("identity", name="uq_persons_identity"),
    )
    op.create_index("ix_persons_iin", "persons", ["iin"])
    op.create_table(
        "organisations",
        sa.Column("bin", sa.String(12), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("last_seen", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("bin", name="pk_organisations"),
    )


def _errands() -> None:
    """Numbers, kept answers and what must still happen outside."""
    op.create_table(
        "numbers",
        sa.Column("series", sa.String(32), nullable=False),
        sa.Column("desk", sa.String(16), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "desk", "period", name="pk_numbers"),
    )
    op.create_table(
        "answers",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_answers"),
    )
    op.create_index("ix_answers_at", "answers", ["at"])
    op.create_table(
        "answer_cases",
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "key", name="pk_answer_cases"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("due_at", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_case_id", "outbox", ["case_id"])
    op.create_index("ix_outbox_state_due_at", "outbox", ["state", "due_at"])


def _records() -> None:
    """Ratings and consultations."""
    op.create_table(
        "ratings",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ratings"),
    )
    op.create_index("ix_ratings_at", "ratings", ["at"])
    op.create_table(
        "consultations",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consultations"),
    )
    op.create_index("ix_consultations_at", "consultations", ["at"])


def _journal() -> None:
    """The action log, what is personal in it, and its heads."""
    op.create_table(
        "journal",
        sa.Column("chain", sa.String(16), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.String(36), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("chain", "sequence", name="pk_journal"),
    )
    op.create_index("ix_journal_case_id", "journal", ["case_id"])
    op.create_table(
        "journal_personal",
        sa.Column("chain", sa.String(16), nullable=False),
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.String(36), nullable=True),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chain", "sequence"],
            ["journal.chain", "journal.sequence"],
            name="fk_journal_personal_chain",
        ),
        sa.PrimaryKeyConstraint("chain", "sequence", name="pk_journal_personal"),
    )
    op.create_index("ix_journal_personal_case_id", "journal_personal", ["case_id"])
    op.create_table(
        "journal_heads",
        sa.Column("chain", sa.String(16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("chain", name="pk_journal_heads"),
    )


def _search_index() -> None:
    """Prefixes of folded words; no sizes, because nothing is ranked. Measured: without columns
    (detail 'none') the merging of long prefixes takes twice as long."""
    op.execute(
        "CREATE VIRTUAL TABLE persons_fts USING fts5(folded, content='persons', "
        "content_rowid='row', prefix='2 3 4', detail='column', columnsize=0)"
    )
    op.execute(
        "CREATE TRIGGER persons_found AFTER INSERT ON persons BEGIN "
        "INSERT INTO persons_fts(rowid, folded) VALUES (NEW.row, NEW.folded); END"
    )
    op.execute(
        "CREATE TRIGGER persons_forgotten AFTER DELETE ON persons BEGIN "
        "INSERT INTO persons_fts(persons_fts, rowid, folded) "
        "VALUES ('delete', OLD.row, OLD.folded); END"
    )


def _sqlite_guards() -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
    for table in _NEVER_CHANGED:
        op.execute(f"CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table} {refuse}")
        op.execute(f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table} {refuse}")
    # INSERT OR REPLACE would delete without asking the triggers above.
    there = "(SELECT 1 FROM journal WHERE chain = NEW.chain AND sequence = NEW.sequence)"
    op.execute(
        "CREATE TRIGGER journal_never_replaced BEFORE INSERT ON journal "
        f"WHEN EXISTS {there} {refuse}"
    )
    op.execute(
        f"CREATE TRIGGER journal_personal_never_changed BEFORE UPDATE ON journal_personal {refuse}"
    )
    op.execute(
        f"CREATE TRIGGER journal_heads_never_deleted BEFORE DELETE ON journal_heads {refuse}"
    )
    op.execute(
        "CREATE TRIGGER journal_heads_only_grow BEFORE UPDATE ON journal_heads "
        f"WHEN NEW.chain <> OLD.chain OR NEW.count <> OLD.count + 1 {refuse}"
    )


def _postgresql_guards() -> None:
    op.execute(
        "CREATE FUNCTION tereze_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_KEPT}'; END $$"
    )
    call = "EXECUTE FUNCTION tereze_kept()"
    for table in _NEVER_CHANGED:
        op.execute(
            f"CREATE TRIGGER {table}_never_changed BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW {call}"
        )
        op.execute(
            f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT {call}"
        )
    op.execute(
        "CREATE TRIGGER journal_personal_never_changed BEFORE UPDATE ON journal_personal "
        f"FOR EACH ROW {call}"
    )
    op.execute(
        "CREATE TRIGGER journal_heads_never_deleted BEFORE DELETE ON journal_heads "
        f"FOR EACH ROW {call}"
    )
    op.execute(
        "CREATE TRIGGER journal_heads_only_grow BEFORE UPDATE ON journal_heads FOR EACH ROW "
        f"WHEN (NEW.chain <> OLD.chain OR NEW.count <> OLD.count + 1) {call}"
    )
