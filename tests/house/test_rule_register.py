"""The register of rules and the table of errors are whole: citations, requirements, words."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import i18n
from app.catalogue.law import citation
from app.domain.case_states import TRANSITIONS, CaseState
from app.domain.unit_states import UNIT_TRANSITIONS, UnitState
from app.errors import ERROR_TEXTS
from app.rules.registry import Rule, all_rules

_REQUIREMENT = re.compile(r"R-(0(?!00)\d\d|1\d\d|2[0-4]\d|25[0-2])")
_PLACEHOLDER = re.compile(r"\{\w*\}")
_LETTERS = re.compile(r"[^\W\d_]")
_ERRORS = {"InputInvalid", "DeviceFault", "Unavailable", "AppError"}


def _load(tree: Any, *places: str) -> None:
    for path in tree.modules(*places):
        # A migration is run by alembic, never imported; a door's main would run.
        if path.name != "__main__.py" and "migrations" not in path.parts:
            parts = path.relative_to(tree.root).with_suffix("").parts
            importlib.import_module(".".join(p for p in parts if p != "__init__"))


@pytest.fixture(scope="module")
def rules(tree: Any) -> tuple[Rule, ...]:
    """Every rule that any room of the law registers."""
    _load(tree, "app/rules")
    return all_rules()


@pytest.fixture(scope="module")
def guards() -> dict[str, str]:
    """Every guard of the two tables of states, with the row that names it."""
    cases = {guard: f"case {row.number}" for row in TRANSITIONS for guard in row.guards}
    units = {guard: f"unit {row.number}" for row in UNIT_TRANSITIONS for guard in row.guards}
    return cases | units


def test_every_guard_is_a_rule(rules: tuple[Rule, ...], guards: dict[str, str]) -> None:
    known = {rule.id for rule in rules}
    assert not {guard: row for guard, row in guards.items() if guard not in known}


def test_every_citation_stands_in_the_table(rules: tuple[Rule, ...]) -> None:
    cited = {f"rule {rule.id}": rule.citation for rule in rules}
    cited |= {f"case {row.number}": row.citation for row in TRANSITIONS}
    cited |= {f"unit {row.number}": row.citation for row in UNIT_TRANSITIONS}
    for place, name in cited.items():
        found = citation(name)
        assert found.full.complete, f"{place}: {name} is not worded in both languages"
        assert found.act.repealed_on is None, f"{place}: {name} is of a repealed act"


def test_every_rule_names_requirements_of_the_register(rules: tuple[Rule, ...]) -> None:
    bad = {
        rule.id: rule.requirements
        for rule in rules
        if not rule.requirements or not all(map(_REQUIREMENT.fullmatch, rule.requirements))
    }
    assert not bad


def test_every_rule_has_dates_in_order(rules: tuple[Rule, ...]) -> None:
    assert not [r.id for r in rules if r.in_force_to and r.in_force_to < r.in_force_from]


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_rule_speaks_both_languages(rules: tuple[Rule, ...], lang: str) -> None:
    words = i18n.catalogue(lang)
    silent = {
        f"{rule.id}: {said}"
        for rule in rules
        for said in (rule.title, rule.message, rule.advice)
        if not said or (words.gettext(said) == said and _LETTERS.search(_PLACEHOLDER.sub("", said)))
    }
    assert not silent


def test_a_rule_is_found_by_the_word_of_its_step(tree: Any, rules: tuple[Rule, ...]) -> None:
    rooms = {path.stem for path in tree.modules("app/rules")}
    lost = {}
    for rule in rules:
        home = Path(rule.judge.__code__.co_filename).stem
        step = rule.id.split(".")[0]
        if rule.id != "rule.failed" and step not in rooms and step.rstrip("s") not in home:
            lost[rule.id] = home
    assert not lost


@pytest.mark.parametrize("table", [TRANSITIONS, UNIT_TRANSITIONS], ids=["cases", "units"])
def test_rows_have_numbers_of_their_own(table: tuple[Any, ...]) -> None:
    numbers = [row.number for row in table]
    assert sorted(set(numbers)) == sorted(numbers)


@pytest.mark.parametrize(
    ("table", "states"),
    [(TRANSITIONS, CaseState), (UNIT_TRANSITIONS, UnitState)],
    ids=["cases", "units"],
)
def test_every_state_can_be_reached(table: tuple[Any, ...], states: Any) -> None:
    reached: set[Any] = set()
    fresh: set[Any] = {None}
    while fresh:
        targets = {row.target for row in table if fresh & set(row.sources)}
        fresh = targets - reached - {None}
        reached |= fresh
    assert set(states) == reached


@pytest.fixture(scope="module")
def errors(tree: Any) -> dict[str, Any]:
    """Every error code that any floor declares."""
    _load(tree, "app", "devices", "ui")
    return dict(ERROR_TEXTS)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_error_speaks_both_languages(errors: dict[str, Any], lang: str) -> None:
    words = i18n.catalogue(lang)
    silent = {
        f"{code}: {said}"
        for code, entry in errors.items()
        for said in (entry.message, entry.advice)
        if not said or (words.gettext(said) == said and _LETTERS.search(_PLACEHOLDER.sub("", said)))
    }
    assert not silent


def _raised_codes(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            first = node.args[0] if node.args else None
            if node.func.id in _ERRORS and isinstance(first, ast.Constant):
                yield str(first.value)


def test_every_raised_code_is_declared(tree: Any, errors: dict[str, Any]) -> None:
    raised = {
        code: tree.name(path)
        for path in tree.modules("app", "devices", "ui")
        for code in _raised_codes(tree.syntax(path))
    }
    assert not {code: place for code, place in raised.items() if code not in errors}


def test_a_raised_code_is_seen() -> None:
    assert list(_raised_codes(ast.parse("raise InputInvalid('iin.length', field='iin')"))) == [
        "iin.length"
    ]
