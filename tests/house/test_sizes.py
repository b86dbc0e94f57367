"""Files and functions stay small, named after their subject, and say what they are for."""

import ast
from pathlib import Path
from typing import Any

_FILE_LINES = 350
_TEST_FILE_LINES = 500
_FUNCTION_LINES = 60
_EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common", "stuff"}
_PLACES = ("app", "devices", "ui", "i18n", "resources", "tests")


def test_files_are_short(tree: Any) -> None:
    lengths = {
        tree.name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in tree.modules(*_PLACES)
    }
    long = {
        name: lines
        for name, lines in lengths.items()
        if lines > (_TEST_FILE_LINES if name.startswith("tests/") else _FILE_LINES)
    }
    assert not long


def _long_functions(module: ast.Module) -> dict[str, int]:
    return {
        node.name: lines
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > _FUNCTION_LINES
    }


def test_functions_are_short(tree: Any) -> None:
    found = {tree.name(p): _long_functions(tree.syntax(p)) for p in tree.modules(*_PLACES)}
    assert not {name: functions for name, functions in found.items() if functions}


def test_a_long_function_is_seen() -> None:
    body = "\n".join(f"    a = {n}" for n in range(_FUNCTION_LINES))
    assert _long_functions(ast.parse(f"def f():\n{body}\n")) == {"f": _FUNCTION_LINES + 1}


def _opening(module: ast.Module) -> str:
    return (ast.get_docstring(module) or "").split("\n\n")[0]


def test_every_file_says_what_it_is_for(tree: Any) -> None:
    silent = [tree.name(p) for p in tree.modules(*_PLACES) if len(_opening(tree.syntax(p))) < 15]
    assert not silent


def test_no_room_is_called_a_lumber_room(tree: Any) -> None:
    parts = {part for path in tree.modules(*_PLACES) for part in Path(tree.name(path)).parts}
    assert not _EMPTY_NAMES & {Path(part).stem for part in parts}


def test_packaging_is_no_package(tree: Any) -> None:
    assert not (tree.root / "packaging" / "__init__.py").exists(), "it would hide a library"
    assert not list((tree.root / "tests").rglob("__init__.py"))


def test_test_files_have_names_of_their_own(tree: Any) -> None:
    names = [path.name for path in tree.modules("tests") if path.name.startswith("test_")]
    assert sorted(set(names)) == sorted(names)
