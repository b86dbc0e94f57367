"""The tree as the house tests read it: its files, its syntax, its words."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("app", "devices", "ui", "i18n", "resources")
_TEXT = {".py", ".toml", ".po", ".md", ".txt", ".csv", ".json", ".sh", ".qss", ".svg", ".desktop"}
_BUILT = {"__pycache__", "node_modules"}


@cache
def _syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@dataclass(frozen=True, slots=True)
class Tree:
    """The checkout, read as files."""

    root: Path

    def modules(self, *places: str) -> Iterator[Path]:
        """Every Python file under the places, the floors when none is named."""
        for place in places or FLOORS:
            for path in sorted((self.root / place).rglob("*.py")):
                if not _BUILT & set(path.parts):
                    yield path

    def texts(self) -> Iterator[Path]:
        """Every file of ours that a person may read, those beside the floors included."""
        for place in (*FLOORS, "tests", "packaging", ".ci"):
            for path in sorted((self.root / place).rglob("*")):
                plain = path.suffix in _TEXT or (
                    path.suffix == "" and place in ("packaging", ".ci")
                )
                if path.is_file() and plain and not _BUILT & set(path.parts):
                    yield path
        yield from (p for p in sorted(self.root.iterdir()) if p.is_file() and p.suffix in _TEXT)

    def syntax(self, path: Path) -> ast.Module:
        """The syntax tree of a module; read once a run."""
        return _syntax(path)

    def name(self, path: Path) -> str:
        """The path as people write it."""
        return path.relative_to(self.root).as_posix()


@pytest.fixture(scope="session")
def tree() -> Tree:
    """The checkout that these tests stand in."""
    return Tree(ROOT)
