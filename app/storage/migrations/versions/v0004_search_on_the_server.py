"""The search of applicants on PostgreSQL: prefixes of folded words, and the starts of numbers.

SQLite has had its own index since the first tables.
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """From the tables of the queue."""
    if op.get_context().dialect.name != "postgresql":
        return
    # A word of an index has at most 2046 bytes, so that not more than 500 letters are looked at.
    op.execute(
        "CREATE INDEX ix_persons_words ON persons USING gin "
        "(array_to_tsvector(string_to_array(left(folded, 500), ' ')))"
    )
    # The order of a language does not serve a range of signs.
    op.execute('CREATE INDEX ix_persons_iin_plain ON persons (iin COLLATE "C")')
