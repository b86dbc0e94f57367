"""The locks agree with the project file, carry hashes, no address, and name every library used."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_FLOORS = ("app", "devices", "ui", "i18n", "resources")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def _project(tree: Any) -> Any:
    return tomllib.loads((tree.root / "pyproject.toml").read_text(encoding="utf-8"))


def _text(tree: Any, name: str) -> str:
    return str((tree.root / "packaging" / name).read_text(encoding="utf-8"))


def _pins(tree: Any, name: str) -> dict[str, str]:
    return {canonicalize_name(key): version for key, version in _PIN.findall(_text(tree, name))}


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-readers.lock", "requirements-dev.lock"]
)
def test_every_pin_has_hashes_and_no_address(tree: Any, name: str) -> None:
    text = _text(tree, name)
    assert "://" not in text
    assert "--index" not in text
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in block, block


def test_the_gate_runs_on_what_ships(tree: Any) -> None:
    shipped, at_readers = _pins(tree, "requirements.lock"), _pins(tree, "requirements-readers.lock")
    assert shipped.items() <= at_readers.items() <= _pins(tree, "requirements-dev.lock").items()


def _unmet(requirements: list[str], pins: dict[str, str]) -> list[str]:
    wanted = [Requirement(line) for line in requirements]
    return [
        str(requirement)
        for requirement in wanted
        if pins.get(canonicalize_name(requirement.name)) is None
        or pins[canonicalize_name(requirement.name)] not in requirement.specifier
    ]


def test_the_locks_follow_the_project(tree: Any) -> None:
    project = _project(tree)
    dependencies = project["project"]["dependencies"]
    assert not _unmet(dependencies, _pins(tree, "requirements.lock"))
    readers = project["project"]["optional-dependencies"]["readers"]
    assert not _unmet(dependencies + readers, _pins(tree, "requirements-readers.lock"))
    everything = dependencies + readers + project["dependency-groups"]["dev"]
    assert not _unmet(everything, _pins(tree, "requirements-dev.lock"))


def test_every_dependency_has_a_bound(tree: Any) -> None:
    project = _project(tree)["project"]
    loose = [
        line
        for line in project["dependencies"] + project["optional-dependencies"]["readers"]
        if not any(s.operator in ("<", "<=", "==", "~=") for s in Requirement(line).specifier)
    ]
    assert not loose


def _libraries(module: ast.Module) -> set[str]:
    names = {
        alias.name for n in ast.walk(module) if isinstance(n, ast.Import) for alias in n.names
    } | {n.module or "" for n in ast.walk(module) if isinstance(n, ast.ImportFrom) and not n.level}
    return {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - set(_FLOORS)


def test_every_library_in_use_is_declared(tree: Any) -> None:
    project = _project(tree)["project"]
    declared = {
        canonicalize_name(Requirement(line).name)
        for line in project["dependencies"] + project["optional-dependencies"]["readers"]
    }
    declared.add("shiboken6")  # the binding's own core: PySide6 brings it in the same version
    brought_by = packages_distributions()
    found = {
        library: tree.name(path)
        for path in tree.modules(*_FLOORS)
        for library in _libraries(tree.syntax(path))
        if not declared & {canonicalize_name(name) for name in brought_by.get(library, [])}
    }
    assert not found


def test_every_library_that_ships_has_its_licence_told(tree: Any) -> None:
    table = dict(
        re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", _text(tree, "LICENSES.md"), re.MULTILINE)
    )
    shipped = _pins(tree, "requirements-readers.lock")
    assert set(table) - {"part"} == set(shipped)
    assert not [name for name, licence in table.items() if re.search(r"\bA?GPL", licence)]
