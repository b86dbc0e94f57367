"""The tables: aggregates as JSON in ``payload``, and beside it only what is looked up or guarded.

Moments are text in UTC with microseconds, so that they sort as they are on every database; the
payload keeps them with the offset of the branch.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

_ID = String(36)
_NUMBER = String(40)
_MOMENT = String(32)
_DAY = String(10)
_STATE = String(32)
_DESK = String(16)
_HASH = String(64)
_ROW = BigInteger().with_variant(Integer, "sqlite")
"""SQLite gives its own row number only to an INTEGER PRIMARY KEY."""
_IN_SOME_LINE = "state = 'waiting' OR state = 'parked' OR state = 'absent'"
"""In the order of ``UNFINISHED``: SQLite sees that a query asks for fewer only if it is written so."""

_LYING = "cell <> ''"


def _id(name: str, parent: str) -> Column[str]:
    """A reference that is checked at the commit, so that a step may write in its own order."""
    return Column(name, _ID, ForeignKey(parent, deferrable=True, initially="DEFERRED"))


def _while(name: str, condition: str, *columns: str, unique: bool = False) -> Index:
    """An index of the rows that fulfil ``condition`` alone."""
    only = text(condition)
    return Index(name, *columns, unique=unique, sqlite_where=only, postgresql_where=only)


TICKETS = Table(
    "tickets",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("number", _NUMBER, nullable=False),
    Column("day", _DAY, nullable=False),
    Column("state", _STATE, nullable=False),
    Column("taken_at", _MOMENT, nullable=False),
    Column("payload", Text, nullable=False),
    Column("line_day", _DAY, nullable=False, server_default=""),
    Column("purpose", _STATE, nullable=False, server_default=""),
    Column("language", String(2), nullable=False, server_default=""),
    Column("rank", Integer, nullable=False, server_default="0"),
    Column("turn_at", _MOMENT, nullable=False, server_default=""),
    Column("for_desk", _DESK, nullable=False, server_default=""),
    Column("called_at", _MOMENT, nullable=False, server_default=""),
    UniqueConstraint("day", "number"),
    _while("ix_tickets_line", _IN_SOME_LINE, "line_day", "rank", "turn_at", "id"),
    Index(None, "line_day", "called_at"),
)
"""``rank`` is the weight of a priority category with its sign turned, so that the line is read as
it stands in its index, which holds only those who have no end yet; ``called_at`` is the last call,
empty for who was not called."""

VISITS = Table(
    "visits",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("version", Integer, nullable=False),
    _id("ticket_id", "tickets.id"),
    Column("desk", _DESK, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("payload", Text, nullable=False),
    Column("called_at", _MOMENT, nullable=False, server_default="", index=True),
    _while("uq_visits_open_desk", "open", "desk", unique=True),
)

DESK_HOLDS = Table(
    "desk_holds",
    METADATA,
    Column("desk", _DESK, primary_key=True),
    Column("session", String(80), nullable=False),
    Column("payload", Text, nullable=False),
)
"""Which workplace holds which desk; a row of a desk that nobody holds stays, closed."""

BOOKINGS = Table(
    "bookings",
    METADATA,
    Column("id", String(80), primary_key=True),
    Column("code", String(80), nullable=False, unique=True),
    Column("day", _DAY, nullable=False, index=True),
    Column("state", _STATE, nullable=False),
    Column("payload", Text, nullable=False),
)

FAILURES = Table(
    "failures",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("number", _NUMBER, nullable=False, unique=True),
    Column("started_at", _MOMENT, nullable=False, index=True),
    Column("open", Boolean, nullable=False),
    Column("payload", Text, nullable=False),
)
"""Acts of a failure of the electronic queue; at most one is open, which the use-case holds."""

QUEUE_DAYS = Table(
    "queue_days",
    METADATA,
    Column("day", _DAY, primary_key=True),
    Column("payload", Text, nullable=False),
)

CASES = Table(
    "cases",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", _STATE, nullable=False),
    Column("desk", _DESK, nullable=False),
    Column("number", _NUMBER, unique=True),
    Column("code", _NUMBER, index=True),
    _id("visit_id", "visits.id"),
    Column("applicant", String(80), nullable=False),
    Column("opened_at", _MOMENT, nullable=False),
    Column("payload", Text, nullable=False),
    Column("due_on", _DAY, nullable=False, server_default=""),
    Index(None, "state", "opened_at"),
    Index(None, "state", "due_on"),
    Index(None, "visit_id"),
    Index(None, "applicant", "opened_at"),
)

UNITS = Table(
    "units",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", _STATE, nullable=False),
    Column("code", _NUMBER, nullable=False, unique=True),
    _id("case_id", "cases.id"),
    Column("payload", Text, nullable=False),
    Column("cell", Text, nullable=False, server_default=""),
    Index(None, "case_id"),
    _while("ix_units_cell", _LYING, "cell"),
)

DEAD_CODES = Table(
    "dead_codes",
    METADATA,
    Column("code", _NUMBER, primary_key=True),
    _id("unit_id", "units.id"),
)
"""Codes of labels that were damaged and replaced, and on what they stood."""

REGISTERS = Table(
    "registers",
    METADATA,
    Column("number", _NUMBER, primary_key=True),
    Column("made_at", _MOMENT, nullable=False),
    Column("payload", Text, nullable=False),
)

SCAN_RUNS = Table(
    "scan_runs",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("kind", _STATE, nullable=False),
    Column("about", Text, nullable=False),
    Column("desk", _DESK, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("opened_at", _MOMENT, nullable=False),
    Column("payload", Text, nullable=False),
    _while("uq_scan_runs_open", "open", "kind", "about", unique=True),
)
"""Runs of scans; about one provider or cell at most one of a kind is open in the branch."""

RUN_LINES = Table(
    "run_lines",
    METADATA,
    Column("run_id", _ID, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("code", _NUMBER),
    Column("payload", Text, nullable=False),
    Index(None, "code", "run_id", "sequence"),
)
"""Every scan of every run; never changed or taken back."""

PERSONS = Table(
    "persons",
    METADATA,
    Column("row", _ROW, primary_key=True, autoincrement=False),
    Column("identity", _HASH, nullable=False, unique=True),
    Column("iin", String(12), index=True),
    Column("folded", Text, nullable=False),
    Column("ordered", Text, nullable=False),
    Column("last_seen", _MOMENT, nullable=False),
    Column("payload", Text, nullable=False),
)
"""``row`` is given in the order of names, so that the first answers of a search are the first by
name without sorting; ``ordered`` tells the rest of the order (see ``app.storage.name_order``)."""

ORGANISATIONS = Table(
    "organisations",
    METADATA,
    Column("bin", String(12), primary_key=True),
    Column("folded", Text, nullable=False),
    Column("last_seen", _MOMENT, nullable=False),
    Column("payload", Text, nullable=False),
)

PAPERS = Table(
    "papers",
    METADATA,
    Column("id", _ID, primary_key=True),
    _id("case_id", "cases.id"),
    Column("kind", _STATE, nullable=False),
    Column("number", _NUMBER, nullable=False),
    Column("version", Integer, nullable=False),
    Column("made_at", _MOMENT, nullable=False),
    Column("printed_copies", Integer, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("payload", Text, nullable=False),
    UniqueConstraint("kind", "number", "version"),
    Index(None, "case_id"),
)
"""What a paper says is never written twice; only the two marks beside it change, and its signature is
put into the payload once."""

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("state", _STATE, nullable=False),
    Column("due_at", _MOMENT, nullable=False),
    Column("case_id", _ID),
    Column("payload", Text, nullable=False),
    Index(None, "state", "due_at"),
    Index(None, "case_id"),
)

NUMBERS = Table(
    "numbers",
    METADATA,
    Column("series", _STATE, primary_key=True),
    Column("desk", _DESK, primary_key=True),
    Column("period", _DAY, primary_key=True),
    Column("last", Integer, nullable=False),
)

RATINGS = Table(
    "ratings",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("at", _MOMENT, nullable=False, index=True),
    Column("payload", Text, nullable=False),
)

CONSULTATIONS = Table(
    "consultations",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("at", _MOMENT, nullable=False, index=True),
    Column("payload", Text, nullable=False),
)

ACKNOWLEDGEMENTS = Table(
    "acknowledgements",
    METADATA,
    Column("operator_id", String(80), primary_key=True),
    Column("notice_id", String(80), primary_key=True),
    Column("payload", Text, nullable=False),
)
"""Which employee has read which notice; never changed or taken back."""

ANSWERS = Table(
    "answers",
    METADATA,
    Column("key", String(80), primary_key=True),
    Column("at", _MOMENT, nullable=False, index=True),
    Column("outcome", Text, nullable=False),
)

ANSWER_CASES = Table(
    "answer_cases",
    METADATA,
    Column("case_id", _ID, primary_key=True),
    Column("key", String(80), primary_key=True),
)
"""Which answers speak of which unfinished case: they are emptied when the draft is erased."""

JOURNAL = Table(
    "journal",
    METADATA,
    Column("chain", _DESK, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("case_id", _ID, index=True),
    Column("body", Text, nullable=False),
    Column("hash", _HASH, nullable=False),
)

JOURNAL_PERSONAL = Table(
    "journal_personal",
    METADATA,
    Column("chain", _DESK, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("case_id", _ID, index=True),
    Column("salt", String(64), nullable=False),
    Column("body", Text, nullable=False),
    ForeignKeyConstraint(["chain", "sequence"], ["journal.chain", "journal.sequence"]),
)

JOURNAL_HEADS = Table(
    "journal_heads",
    METADATA,
    Column("chain", _DESK, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("hash", _HASH, nullable=False),
    Column("recorded_at", _MOMENT, nullable=False),
)
