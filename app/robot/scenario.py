"""Scenario files: what they may say, read into frozen steps; a slip is named with its place.

The format is told in resources/scenarios/README.md. Nothing is guessed: a word, an event or an
expectation that is not known makes the file unreadable.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.language import Bilingual
from app.errors import InputInvalid, declare
from app.usecases.registry import words
from i18n import N_

SCENARIO_BROKEN = declare(
    "scenario.broken",
    N_("The scenario cannot be read: {place}: {problem}."),
    N_("The format is told in resources/scenarios/README.md."),
)

EVENTS = (
    "insert_card", "remove_card", "scan", "applicant_answers", "advance", "set_clock", "gateway",
    "sit_down", "carry", "restart", "note",
)  # fmt: skip
"""What a step may do besides a word of the counter."""

EXPECTATIONS = (
    "outcome", "findings", "warnings", "no_findings", "state", "marks", "not_marks", "error",
    "field", "papers", "paper", "issue_date", "delivery_due", "storage_until",
    "return_allowed_from", "numbered", "row", "verb", "facts", "waiting", "pending", "unit_state",
    "children",
)  # fmt: skip


NOTHING_SAID = Bilingual("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioStep:
    """One step: ``do`` is a word or an event, ``arguments`` its values, ``expect`` what must come
    out, ``save`` names under which ids are kept for later steps."""

    number: int
    do: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    expect: Mapping[str, Any] = field(default_factory=dict)
    save: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    say: Bilingual = NOTHING_SAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A whole scenario: where and when it starts, who works, and its steps."""

    name: str
    title: Bilingual
    clock: datetime
    branch: str = "ordinary"
    desk: str = "3"
    operator: str = "small_branch"
    ui_language: str = "ru"
    display_language: str = "kk"
    traps: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    steps: tuple[ScenarioStep, ...]


def _wrong(place: str, problem: str) -> InputInvalid:
    return InputInvalid(SCENARIO_BROKEN, field="file", place=place, problem=problem)


def read_scenario(path: Path) -> Scenario:
    """The scenario in ``path``. Raises ``InputInvalid`` naming the step that cannot be read."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(path.name, str(error)) from error
    head = raw.get("scenario", {})
    clock = head.get("clock")
    if not isinstance(clock, datetime) or clock.tzinfo is None:
        raise _wrong(path.name, "[scenario] clock = date-time with offset")
    known = {"title", "clock", "branch", "desk", "operator", "ui_language", "display_language",
             "traps", "requirements"}  # fmt: skip
    for name in set(head) - known:
        raise _wrong("[scenario]", f"{name}?")
    title = head.get("title", {})
    plain = {
        key: head[key]
        for key in ("branch", "desk", "operator", "ui_language", "display_language")
        if key in head
    }
    return Scenario(
        name=path.stem,
        title=Bilingual(title.get("kk", ""), title.get("ru", "")),
        clock=clock,
        traps=tuple(head.get("traps", ())),
        requirements=tuple(head.get("requirements", ())),
        steps=tuple(_step(n, row) for n, row in enumerate(raw.get("step", ()), start=1)),
        **{key: str(value) for key, value in plain.items()},
    )


def _step(number: int, row: Mapping[str, Any]) -> ScenarioStep:
    place = f"step {number}"
    do = row.get("do", "")
    if do not in words() and do not in EVENTS:
        raise _wrong(place, f"do = {do!r}?")
    expect = row.get("expect", {})
    if isinstance(expect, str):
        expect = {"outcome": expect}
    for name in expect:
        if name not in EXPECTATIONS:
            raise _wrong(place, f"expect.{name}?")
    inner = {"do", "expect", "with", "save", "say", "key"}
    arguments = {
        **{key: value for key, value in row.items() if key not in inner},
        **row.get("with", {}),
    }
    say = row.get("say", {})
    return ScenarioStep(
        number=number,
        do=do,
        arguments=arguments,
        expect=expect,
        save=row.get("save", {}),
        key=row.get("key", ""),
        say=Bilingual(say.get("kk", ""), say.get("ru", "")),
    )
