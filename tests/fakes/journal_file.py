"""The lines of the log of acts as they stand in the file of a store, whoever has it open."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """One line; ``personal`` whether something was kept apart from it."""

    verb: str
    visit_id: str
    facts: dict[str, str]
    personal: bool


def written_lines(file: Path) -> list[WrittenLine]:
    """Every line of every desk, in order."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as store:
        apart = set(store.execute("select chain, sequence from journal_personal"))
        rows = store.execute("select chain, sequence, body from journal order by chain, sequence")
        found = []
        for chain, sequence, body in rows:
            said = json.loads(body)
            personal = (chain, sequence) in apart
            found.append(WrittenLine(said["verb"], said["visit"], said["facts"], personal))
    store.close()
    return found
