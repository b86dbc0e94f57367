"""How the line is kept, from resources/queue/rules.toml: dated parameters and priority categories."""

from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import msgspec

from app.domain.language import Bilingual
from app.domain.queue_rules import PriorityCategory, QueueRules, TailRule
from app.errors import InputInvalid, declare
from i18n import N_
from resources import path

BROKEN = declare(
    "queue_rules.broken",
    N_("The file «{file}» of the queue cannot be used: {problem}."),
    N_("Put the file of the installation back, or correct the place that is named."),
)


class _Row(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One table of the file; an unknown field is a slip and is refused (R-041)."""


class _Rules(_Row):
    recall_limit: int
    recall_pause_seconds: int
    calls_before_absent: int
    undo_seconds: int
    hold_lost_seconds: int
    confirm_minutes: int
    early_minutes: int
    late_minutes: int
    tail: TailRule
    load: tuple[int, int, int]
    usual_minutes: int
    start: date = msgspec.field(name="from")
    wait_limit_minutes: int | None = None
    wait_limit_source: str = ""


class _Category(_Row):
    id: str
    kk: str
    ru: str
    weight: int
    source: str
    start: date = msgspec.field(name="from")
    end: date | None = msgspec.field(name="to", default=None)


class _File(_Row):
    rules: list[_Rules]
    priority: list[_Category] = []


@lru_cache(maxsize=4)
def load_queue_rules(instead: Path | None = None) -> tuple[tuple[date, QueueRules], ...]:
    """Every edition of the rules with the day from which it holds, the oldest first.

    Raises ``InputInvalid`` naming the file and the place.
    """
    source = instead if instead is not None else path("queue", "rules.toml")
    try:
        data = msgspec.toml.decode(source.read_bytes(), type=_File)
        categories = tuple(_category(row) for row in data.priority)
        editions = [(row.start, _edition(row, categories)) for row in data.rules]
    except (OSError, ValueError) as error:
        problem = str(error)[:200]
        raise InputInvalid(BROKEN, field="queue", file=source.name, problem=problem) from error
    return tuple(sorted(editions, key=lambda edition: edition[0]))


def queue_rules(on: date, instead: Path | None = None) -> QueueRules:
    """The rules in force on a day. Raises ``InputInvalid`` for a day before the first edition."""
    for start, rules in reversed(load_queue_rules(instead)):
        if start <= on:
            return rules
    raise InputInvalid(BROKEN, field="queue", file="rules.toml", problem=f"{on}")


def _category(row: _Category) -> PriorityCategory:
    if not (row.source.strip() and row.kk.strip() and row.ru.strip() and row.weight > 0):
        raise ValueError(f"priority {row.id}: words, a weight and the act it stands on are needed")
    return PriorityCategory(
        id=row.id,
        name=Bilingual(row.kk, row.ru),
        weight=row.weight,
        source=row.source,
        valid_from=row.start,
        valid_to=row.end,
    )


def _edition(row: _Rules, categories: tuple[PriorityCategory, ...]) -> QueueRules:
    counts = (row.recall_limit, row.calls_before_absent, row.usual_minutes, *row.load)
    spans = (
        *(row.recall_pause_seconds, row.undo_seconds, row.hold_lost_seconds),
        *(row.confirm_minutes, row.early_minutes, row.late_minutes),
    )
    if min(counts) < 1 or min(spans) < 0 or list(row.load) != sorted(set(row.load)):
        raise ValueError(f"rules from {row.start}: a count or a span is out of its range")
    if row.wait_limit_minutes is not None and not row.wait_limit_source.strip():
        raise ValueError(f"rules from {row.start}: a limit of waiting names the act that sets it")
    return QueueRules(
        recall_limit=row.recall_limit,
        recall_pause=timedelta(seconds=row.recall_pause_seconds),
        calls_before_absent=row.calls_before_absent,
        undo_within=timedelta(seconds=row.undo_seconds),
        hold_lost_after=timedelta(seconds=row.hold_lost_seconds),
        confirm_every=timedelta(minutes=row.confirm_minutes),
        early=timedelta(minutes=row.early_minutes),
        late=timedelta(minutes=row.late_minutes),
        tail=row.tail,
        load=row.load,
        usual_minutes=row.usual_minutes,
        wait_limit_minutes=row.wait_limit_minutes,
        priority=categories,
    )
