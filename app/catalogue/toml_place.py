"""Where a key stands in a TOML file: the line for a path like ``documents[2].mode``."""

import re
from collections.abc import Iterator

_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"^\s*((?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:\"[^\"]*\"|[\w-]+))*)\s*="
)
_SYNTAX = re.compile(r"at line (\d+), column \d+")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")
_PATH = re.compile(r"\[(\d+)\]|\[\.\.\.\]|([^.\[\]]+)")

Path = tuple[str | int, ...]


def syntax_line(message: str, text: str) -> int:
    """The line that a TOML syntax error names; the last line when it names the end of the file."""
    named = _SYNTAX.search(message)
    return int(named.group(1)) if named else text.count("\n") + 1


def parse_path(path: str) -> Path:
    """``documents[2].mode`` as ``("documents", 2, "mode")``; a leading ``$`` is dropped."""
    return tuple(
        int(index) if index else name
        for index, name in _PATH.findall(path.removeprefix("$").lstrip("."))
        if index or name
    )


def line_of(text: str, path: Path) -> int:
    """The first line of the closest thing that stands in the file: the key, its table, or line 1."""
    best, best_length = 1, 0
    for number, found in _places(text):
        length = _common(found, path)
        if length > best_length and length == len(found):
            best, best_length = number, length
        elif length == len(path) and length > best_length:
            return number
    return best


def _common(found: Path, path: Path) -> int:
    length = 0
    for left, right in zip(found, path, strict=False):
        if left != right:
            break
        length += 1
    return length


def _parts(name: str) -> Path:
    return tuple(a or b or c for a, b, c in _PART.findall(name))


def _places(text: str) -> Iterator[tuple[int, Path]]:
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _TABLE.match(line):
            table = _absolute(_parts(header.group(2)), counts)
            if header.group(1) == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield number, table
        elif key := _KEY.match(line):
            yield number, table + _parts(key.group(1))


def _absolute(parts: Path, counts: dict[Path, int]) -> Path:
    """The path with the index of the last element for every list of tables on the way."""
    found: Path = ()
    for index, part in enumerate(parts):
        found = (*found, part)
        if found in counts and index < len(parts) - 1:
            found = (*found, counts[found])
    return found
