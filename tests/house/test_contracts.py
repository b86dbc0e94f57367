"""The import contracts hold, and each one breaks on a planted violation."""

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_FLOORS = ("app", "devices", "ui", "i18n", "resources")

# contract, file that is added or grows, its line, what the report must name
_PLANTS = (
    ("floors", "app/domain/planted.py", "import ui", "app.domain.planted -> ui"),
    ("floors", "app/desk/planted.py", "import devices", "app.desk.planted -> devices"),
    ("floors", "devices/planted.py", "import ui", "devices.planted -> ui"),
    ("floors", "i18n/planted.py", "import app", "i18n.planted -> app"),
    ("floors", "resources/planted.py", "import i18n", "resources.planted -> i18n"),
    ("core", "app/errors.py", "import app.domain", "app.errors -> app.domain"),
    ("core", "app/domain/planted.py", "import app.rules", "app.domain.planted -> app.rules"),
    ("core", "app/rules/planted.py", "import app.lanes", "app.rules.planted -> app.lanes"),
    ("core", "app/ports/planted.py", "import app.papers", "app.ports.planted -> app.papers"),
    ("core", "app/papers/planted.py", "import app.storage", "app.papers.planted -> app.storage"),
    ("core", "app/usecases/planted.py", "import app.storage", "usecases.planted -> app.storage"),
    ("core", "app/storage/planted.py", "import app.usecases", "storage.planted -> app.usecases"),
    ("core", "app/gateways/planted.py", "import app.storage", "gateways.planted -> app.storage"),
    ("core", "app/robot/planted.py", "import app.doors", "app.robot.planted -> app.doors"),
    ("core", "app/stray/planted.py", "", "app.stray"),
    ("window", "ui/binding/planted.py", "import ui.widgets", "ui.binding.planted -> ui.widgets"),
    ("window", "ui/widgets/planted.py", "import ui.pages", "ui.widgets.planted -> ui.pages"),
    ("window", "ui/pages/planted.py", "import ui.displays", "ui.pages.planted -> ui.displays"),
    ("window", "ui/shell/planted.py", "import ui.bootstrap", "ui.shell.planted -> ui.bootstrap"),
    ("window", "ui/stray/planted.py", "", "ui.stray"),
    ("no-rings", "app/domain/ring/a.py", "import app.domain.ring.b", "app.domain.ring"),
    ("qt", "app/domain/planted.py", "import PySide6", "app.domain.planted -> PySide6"),
    ("qt", "devices/planted.py", "from PySide6 import QtCore", "devices.planted -> PySide6"),
    ("sql", "app/usecases/planted.py", "import sqlalchemy", "usecases.planted -> sqlalchemy"),
    ("sql", "app/robot/planted.py", "import alembic", "app.robot.planted -> alembic"),
    ("sql", "ui/pages/planted.py", "import sqlalchemy", "ui.pages.planted -> sqlalchemy"),
    ("adapters", "devices/planted.py", "import app.desk", "devices.planted -> app.desk"),
    ("adapters", "devices/planted.py", "import app.usecases", "devices.planted -> app.usecases"),
    ("adapters", "devices/planted.py", "import app.rules", "devices.planted -> app.rules"),
    ("adapters", "devices/planted.py", "import app.storage", "devices.planted -> app.storage"),
    ("thin-window", "ui/pages/planted.py", "import devices", "ui.pages.planted -> devices"),
    ("thin-window", "ui/shell/planted.py", "import app.storage", "shell.planted -> app.storage"),
    ("thin-window", "ui/widgets/planted.py", "import app.gateways", "planted -> app.gateways"),
)

# Reads plants from standard input; answers [kept, report] for the clean tree and for each plant.
_LINTER = """
import contextlib, io, json, pathlib, sys
from importlinter.application.output import console
from importlinter.cli import lint_imports

def lint(contract):
    console.file = io.StringIO()
    with contextlib.redirect_stdout(console.file):
        code = lint_imports("pyproject.toml", contract, cache_dir=None, no_logo=True)
    return [code == 0, console.file.getvalue()]

answers = [lint(())]
for contract, name, line in json.load(sys.stdin):
    path = pathlib.Path(name)
    made = []
    for folder in [p for p in reversed(path.parents) if p.name]:
        if not folder.exists():
            folder.mkdir()
            (folder / "__init__.py").write_text("")
            made.append(folder)
    before = path.read_text() if path.exists() else None
    path.write_text((before or "") + "\\n" + line + "\\n")
    if path.name == "a.py":
        path.with_name("b.py").write_text("import app.domain.ring.a\\n")
    answers.append(lint((contract,)))
    if before is None:
        path.unlink()
    else:
        path.write_text(before)
    for folder in reversed(made):
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
answers.append(lint(()))
json.dump(answers, sys.__stdout__)
"""


@pytest.fixture(scope="module")
def answers(
    tree: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[tuple[bool, str]]]:
    """What the linter says of the clean tree, of each plant, and of the tree cleaned again."""
    copy = tmp_path_factory.mktemp("planted")
    for floor in _FLOORS:
        shutil.copytree(
            tree.root / floor,
            copy / floor,
            ignore=lambda folder, names: [
                name for name in names if Path(folder, name).is_file() and name[-3:] != ".py"
            ],
        )
    shutil.copy(tree.root / "pyproject.toml", copy)
    done = subprocess.run(
        [sys.executable, "-c", _LINTER],
        cwd=copy,
        input=json.dumps([plant[:3] for plant in _PLANTS]),
        env={"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=True,
    )
    yield json.loads(done.stdout)
    shutil.rmtree(copy)


def test_contracts_hold(answers: list[tuple[bool, str]]) -> None:
    kept, report = answers[0]
    assert kept, report


@pytest.mark.parametrize("number", range(len(_PLANTS)), ids=[f"{p[0]}: {p[3]}" for p in _PLANTS])
def test_planted_violation_breaks_its_contract(
    answers: list[tuple[bool, str]], number: int
) -> None:
    kept, report = answers[number + 1]
    assert not kept, f"{_PLANTS[number]} was let through"
    assert "BROKEN" in report, report
    plain = " ".join(report.split())
    assert _PLANTS[number][3] in plain, report


def test_plants_leave_nothing_behind(answers: list[tuple[bool, str]]) -> None:
    kept, report = answers[-1]
    assert kept, report


def test_every_contract_has_a_plant(tree: Any) -> None:
    text = (tree.root / "pyproject.toml").read_text(encoding="utf-8")
    contracts = {line.split('"')[1] for line in text.splitlines() if line.startswith("id = ")}
    assert contracts == {plant[0] for plant in _PLANTS}


def _imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def _strangers(module: ast.Module, ours: tuple[str, ...]) -> list[str]:
    return [
        name
        for name in _imports(module)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not any(name == own or name.startswith(own + ".") for own in ours)
    ]


_PURE = {"app/domain": ("app.domain", "app.errors", "i18n"), "app/errors.py": ("i18n",)}


def test_domain_stands_on_the_standard_library_alone(tree: Any) -> None:
    found = {
        tree.name(path): strangers
        for place, ours in _PURE.items()
        for path in (tree.modules(place) if place.endswith("n") else [tree.root / place])
        if (strangers := _strangers(tree.syntax(path), ours))
    }
    assert not found


def test_a_library_in_the_domain_is_seen() -> None:
    planted = ast.parse("from msgspec import Struct\nimport app.rules\nimport datetime\n")
    assert _strangers(planted, _PURE["app/domain"]) == ["msgspec", "app.rules"]
