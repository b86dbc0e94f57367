"""One desk by the bare driver: the rows that our call and finish write, and a notice, nothing else."""

from collections.abc import Callable
from typing import Any

import psycopg

from tests.fakes.bare_callers import place_of

_MAKE = (
    "CREATE TABLE bare_lines (number text PRIMARY KEY, purpose text, turn int, desk int,"
    " here boolean, called_at timestamptz, payload text)",
    "CREATE INDEX ON bare_lines (turn) WHERE called_at IS NULL",
    "CREATE INDEX ON bare_lines (called_at)",
    "CREATE TABLE bare_visits (number text PRIMARY KEY, open boolean, payload text)",
    "CREATE TABLE bare_journal (n bigint PRIMARY KEY, body text, hash text)",
    "CREATE TABLE bare_heads (chain int PRIMARY KEY, n bigint, hash text)",
    "CREATE TABLE bare_answers (key text PRIMARY KEY, outcome text)",
    "INSERT INTO bare_heads VALUES (1, 0, '')",
    "INSERT INTO bare_lines SELECT 't' || n, (ARRAY['intake', 'issue', 'consultation'])[n % 3 + 1],"
    " n, NULL, false, NULL, repeat('x', 300) FROM generate_series(1, {count}) n",
)
_NEXT = "SELECT number FROM bare_lines WHERE called_at IS NULL ORDER BY turn LIMIT 1"


class BareLine:
    """Calls and finishes; ``committing`` is called before each commit."""

    def __init__(self, url: str, count: int, committing: Callable[[], None]) -> None:
        self._connection = psycopg.connect(**place_of(url), autocommit=True)
        self._committing = committing
        self._n = 0
        for order in _MAKE:
            self._run(order.format(count=count))

    def call(self) -> str:
        """The number that was called."""
        self._run("BEGIN")
        ((number,),) = self._run(f"{_NEXT} FOR UPDATE SKIP LOCKED").fetchall()
        self._run(
            "UPDATE bare_lines SET desk = 1, here = true, called_at = clock_timestamp(),"
            " payload = %s WHERE number = %s",
            ("y" * 300, number),
        )
        self._run("INSERT INTO bare_visits VALUES (%s, true, %s)", (number, "z" * 300))
        self._log_and_commit()
        return str(number)

    def finish(self, number: str) -> None:
        self._run("BEGIN")
        self._run("UPDATE bare_visits SET open = false WHERE number = %s", (number,))
        self._run("UPDATE bare_lines SET here = false WHERE number = %s", (number,))
        self._log_and_commit()

    def _log_and_commit(self) -> None:
        self._n += 1
        self._run("SELECT n, hash FROM bare_heads WHERE chain = 1 FOR UPDATE").fetchall()
        self._run("INSERT INTO bare_journal VALUES (%s, %s, %s)", (self._n, "j" * 500, "h" * 64))
        self._run("UPDATE bare_heads SET n = %s, hash = %s WHERE chain = 1", (self._n, "h" * 64))
        self._run("INSERT INTO bare_answers VALUES (%s, %s)", (f"k{self._n}", "a" * 200))
        self._committing()
        self._run("NOTIFY bare")
        self._run("COMMIT")

    def _run(self, order: str, values: Any = None) -> Any:
        return self._connection.execute(order.encode(), values)

    def close(self) -> None:
        self._connection.close()
