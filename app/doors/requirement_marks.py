"""Which test carries which requirement: the marks are read from the text of the tests, nothing runs."""

import ast
from collections.abc import Iterator
from pathlib import Path

from app.errors import InputInvalid, declare
from i18n import N_

NO_TESTS = declare(
    "door.tests",
    N_("There are no tests in «{place}»."),
    N_("Run the command in a checkout, or name the folder with --tests."),
)
_Test = ast.FunctionDef | ast.AsyncFunctionDef


def marked_tests(folder: Path) -> dict[str, list[str]]:
    """Requirement id → the tests marked with it, as ``path::name``, in order.

    Raises ``InputInvalid`` for a folder without tests or a file that is not Python.
    """
    files = sorted(folder.rglob("test_*.py"))
    if not files:
        raise InputInvalid(NO_TESTS, field="--tests", place=str(folder))
    found: dict[str, list[str]] = {}
    for file in files:
        place = file.relative_to(folder.parent).as_posix()
        for requirement, test in _marks(_tree(file)):
            tests = found.setdefault(requirement, [])
            if (name := f"{place}::{test}") not in tests:
                tests.append(name)
    return found


def _tree(file: Path) -> ast.Module:
    try:
        return ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError):
        raise InputInvalid(NO_TESTS, field="--tests", place=file.name) from None


def _marks(module: ast.Module) -> Iterator[tuple[str, str]]:
    general = list(_of_pytestmark(module.body))
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            of_class = [*general, *_ids(node.decorator_list), *_of_pytestmark(node.body)]
            for part in node.body:
                yield from _of_test(part, of_class, f"{node.name}::")
        yield from _of_test(node, general, "")


def _of_test(node: ast.stmt, general: list[str], prefix: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, _Test) and node.name.startswith("test"):
        for requirement in [*general, *_ids(node.decorator_list)]:
            yield requirement, prefix + node.name


def _of_pytestmark(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets
        ):
            yield from _ids([node.value])


def _ids(nodes: list[ast.expr]) -> Iterator[str]:
    """The ids of every ``…mark.requirement(…)`` within these expressions."""
    for node in nodes:
        for call in ast.walk(node):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr == "requirement"
            ):
                for argument in call.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value
