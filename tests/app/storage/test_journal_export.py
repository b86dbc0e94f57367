"""An exported journal holds nothing personal, and every change to it is found."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputInvalid
from app.storage import SqlStore, open_store
from app.storage.journal_export import export_lines, read_heads, verify_export
from app.storage.verify import export_store, heads_of
from tests.fakes.fake_store import FixedClock
from tests.fakes.journal_filling import DESKS, LINES_A_DESK, filled
from tests.fakes.store_samples import MORNING

pytestmark = pytest.mark.requirement("R-228")


@pytest.fixture
def store() -> Iterator[SqlStore]:
    clock = FixedClock(MORNING)
    opened = open_store("sqlite://", clock=clock)
    filled(opened, clock)
    yield opened
    opened.close()


def test_an_export_holds_nothing_personal_and_is_intact(store: SqlStore, tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    export_store(store, file)
    verdict = verify_export(file, heads_of(store))
    assert verdict.intact
    assert verdict.entries == len(DESKS) * LINES_A_DESK
    assert "900101300017" not in file.read_text("utf-8")


def _export(store: SqlStore, tmp_path: Path) -> tuple[Path, list[str]]:
    file = tmp_path / "journal.jsonl"
    export_store(store, file)
    return file, file.read_text("utf-8").splitlines()


def test_every_lost_line_of_an_export_is_found(store: SqlStore, tmp_path: Path) -> None:
    file, rows = _export(store, tmp_path)
    for n in range(1, len(rows)):
        file.write_text("\n".join(rows[:n] + rows[n + 1 :]) + "\n", "utf-8")
        assert not verify_export(file).intact, n
        file.write_text("\n".join(rows[:n]) + "\n", "utf-8")
        assert not verify_export(file).intact, n


def test_every_doubled_or_swapped_line_of_an_export_is_found(
    store: SqlStore, tmp_path: Path
) -> None:
    file, rows = _export(store, tmp_path)
    for n in range(1, len(rows)):
        file.write_text("\n".join(rows[: n + 1] + rows[n:]) + "\n", "utf-8")
        assert not verify_export(file).intact, n
        if n > 1:
            swapped = [*rows[: n - 1], rows[n], rows[n - 1], *rows[n + 1 :]]
            file.write_text("\n".join(swapped) + "\n", "utf-8")
            assert not verify_export(file).intact, n


@given(data=st.data())
def test_every_changed_letter_of_an_exported_line_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    file, rows = _EXPORTED.get(tmp_path_factory)
    n = data.draw(st.integers(1, len(rows) - 1))
    place = data.draw(st.integers(0, len(rows[n]) - 1))
    letter = data.draw(st.characters(codec="utf-8", exclude_characters=" \t"))
    changed = rows[n][:place] + letter + rows[n][place + 1 :]
    if _same(changed, rows[n]):
        return
    file.write_text("\n".join([*rows[:n], changed, *rows[n + 1 :]]) + "\n", "utf-8")
    assert not verify_export(file).intact


def _same(one: str, other: str) -> bool:
    """Whether two rows say the same, e.g. only a space between fields became another."""
    try:
        return bool(json.loads(one) == json.loads(other))
    except ValueError:
        return False


class _Exported:
    """One export for all examples of a property."""

    def __init__(self) -> None:
        self._kept: tuple[Path, list[str]] | None = None

    def get(self, factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
        if self._kept is None:
            place = factory.mktemp("export")
            clock = FixedClock(MORNING)
            store = open_store("sqlite://", clock=clock)
            filled(store, clock)
            self._kept = _export(store, place)
            store.close()
        return self._kept


_EXPORTED = _Exported()


@pytest.mark.parametrize("content", ["", "{}", "not json", '{"format":"other"}', "\x00"])
def test_a_file_that_is_no_export_is_unreadable(tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(content, "utf-8")
    with pytest.raises(InputInvalid) as caught:
        verify_export(file)
    assert caught.value.code == "journal.export"
    with pytest.raises(InputInvalid) as caught:
        read_heads(file)
    assert caught.value.code == "journal.heads"


def test_a_missing_or_unwritable_file_is_told(store: SqlStore, tmp_path: Path) -> None:
    with pytest.raises(InputInvalid):
        verify_export(tmp_path / "absent")
    with pytest.raises(InputInvalid) as caught:
        export_store(store, tmp_path / "absent" / "x.jsonl")
    assert caught.value.code == "journal.not_written"


def test_an_empty_export_is_intact(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text("\n".join(export_lines((), ())), "utf-8")
    assert verify_export(file).intact
