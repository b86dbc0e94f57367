"""Scenario files: what they may say, read into frozen steps; a slip is named with its place.

The format is told in resources/scenarios/README.md. Nothing is guessed: a word, an event or an
expectation that is not known makes the file unreadable.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

import resources
from app.domain.language import Bilingual
from app.errors import InputInvalid, declare
from app.robot.expectations import EXPECTATIONS
from app.robot.questions import QUESTIONS
from app.usecases.registry import word, words
from i18n import N_

SCENARIO_BROKEN = declare(
    "scenario.broken",
    N_("The scenario cannot be read: {place}: {problem}."),
    N_("The format is told in resources/scenarios/README.md."),
)

EVENTS: Mapping[str, frozenset[str]] = {
    "insert_card": frozenset({"card", "torn_out", "participant"}),
    "remove_card": frozenset(),
    "open_chip": frozenset({"digits", "reason"}),
    "scan": frozenset({"code"}),
    "scan_document": frozenset({"file"}),
    "applicant_answers": frozenset({"language", "confirms", "score", "reasons", "comment"}),
    "advance": frozenset({"days", "hours", "minutes", "seconds", "weeks"}),
    "set_clock": frozenset({"to"}),
    "gateway": frozenset({"name", "answer", "what", "seconds", "facts"}),
    "provider_letter": frozenset({"kind", "number", "facts", "minutes_ago"}),
    "sit_down": frozenset({"operator"}),
    "pull_store": frozenset(),
    "plug_store": frozenset(),
    "go_over": frozenset(),
    "come_back": frozenset(),
    "at_desk": frozenset({"desk", "operator"}),
    "use_up_numbers": frozenset({"series", "left"}),
    "device": frozenset({"slot", "health"}),
    "carry": frozenset(),
    "restart": frozenset(),
    "note": frozenset({"case"}),
    **QUESTIONS,
}
"""What a step may do besides a word of the counter, each with the names of its values."""


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


def scenario_file(name: str) -> Path:
    """The file as named, or the shipped scenario of that name."""
    shipped = resources.path("scenarios", f"{name.removesuffix('.toml')}.toml")
    return Path(name) if Path(name).exists() or not shipped.exists() else shipped


def read_scenario(path: Path) -> Scenario:
    """The scenario in ``path``. Raises ``InputInvalid`` naming the step that cannot be read.

    ``after`` names a scenario beside it, whose steps are played first: it begins where that ended.
    """
    return _read(path, (path.stem,))


def _read(path: Path, line: tuple[str, ...]) -> Scenario:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(path.name, str(error)) from error
    _only(raw, {"scenario", "step"}, path.name)
    head = raw.get("scenario", {})
    _only(head, {"title", "traps", "requirements", "clock", "after", *_SEATING}, "[scenario]")
    before = _before(path, head, line)
    clock = before.clock if before is not None else head.get("clock")
    if not isinstance(clock, datetime) or clock.tzinfo is None:
        raise _wrong("[scenario]", "clock = date-time with offset")
    done = before.steps if before is not None else ()
    seating = {key: str(head[key]) for key in _SEATING if key in head}
    if before is not None:
        seating = {key: getattr(before, key) for key in _SEATING}
    rows = enumerate(raw.get("step", ()), start=len(done) + 1)
    return Scenario(
        name=path.stem,
        title=_both(head.get("title", {}), "[scenario] title"),
        clock=clock,
        traps=_texts(head, "traps"),
        requirements=_texts(head, "requirements"),
        steps=(*done, *(_step(number, row) for number, row in rows)),
        **seating,
    )


def _before(path: Path, head: Mapping[str, Any], line: tuple[str, ...]) -> Scenario | None:
    """The scenario that goes before; it sets the clock and who sits where."""
    name = head.get("after")
    if name is None:
        return None
    for given in ("clock", *_SEATING):
        if given in head:
            raise _wrong("[scenario]", f"{given}: after = {name!r}")
    if not isinstance(name, str) or name in line:
        raise _wrong("[scenario]", f"after = {name!r}?")
    return _read(path.with_name(f"{name}.toml"), (*line, name))


_SEATING = ("branch", "desk", "operator", "ui_language", "display_language")


def _texts(head: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = head.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise _wrong("[scenario]", f'{name} = ["…"]')
    return tuple(values)


def _both(words_: Any, place: str) -> Bilingual:
    if not isinstance(words_, Mapping):
        raise _wrong(place, '{ kk = "…", ru = "…" }')
    _only(words_, {"kk", "ru"}, place)
    return Bilingual(str(words_.get("kk", "")), str(words_.get("ru", "")))


def _only(table: Mapping[str, Any], known: Collection[str], place: str) -> None:
    """What is not known is a slip, and the slip is named together with what could be meant."""
    for name in table:
        if name not in known:
            raise _wrong(place, f"{name}? ({', '.join(sorted(known))})")


def _step(number: int, row: Mapping[str, Any]) -> ScenarioStep:
    place = f"step {number}"
    do = row.get("do", "")
    if do not in words() and do not in EVENTS:
        raise _wrong(place, f"do = {do!r}?")
    expect = row.get("expect", {})
    if isinstance(expect, str):
        expect = {"outcome": expect}
    _only(expect, EXPECTATIONS, f"{place} expect")
    arguments = {
        **{key: value for key, value in row.items() if key not in _OF_THE_STEP},
        **row.get("with", {}),
    }
    _only(arguments, _values_of(do), f"{place} {do}")
    return ScenarioStep(
        number=number,
        do=do,
        arguments=arguments,
        expect=expect,
        save=row.get("save", {}),
        key=row.get("key", ""),
        say=_both(row.get("say", {}), f"{place} say"),
    )


_OF_THE_STEP = frozenset({"do", "expect", "with", "save", "say", "key"})


def _values_of(do: str) -> Collection[str]:
    """The names of the values that a word or an event takes."""
    return EVENTS[do] if do in EVENTS else {field.name for field in fields(word(do).command)}
