"""JOURNAL.md tells the truth: its few lines of code check an export, and find a changed one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.storage import open_store
from app.storage.verify import export_store
from tests.fakes.fake_store import FixedClock
from tests.fakes.store_samples import LATER, MORNING, entry

DOCUMENT = Path(__file__).resolve().parents[3] / "app" / "storage" / "JOURNAL.md"


@pytest.mark.requirement("R-228")
def test_an_export_is_checked_by_the_documented_code_alone(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    file = tmp_path / "journal.jsonl"
    clock = FixedClock(LATER)
    store = open_store(f"sqlite:///{tmp_path}/store.db", clock=clock)
    for desk in ("7", "17", "7"):
        with store.begin(writing=True) as work:
            work.journal.append(entry(desk=desk, facts={"ә": "«Қ»\n\u2028"}, personal={"n": "1"}))
            work.commit()
        clock.at = MORNING
    export_store(store, file)
    store.close()

    def checked() -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-I", "-c", code, str(file)],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    assert checked().stdout == "intact 3\n"
    text = file.read_text("utf-8")
    for old, new in (
        ("operator", "0perator"),
        ("identify", "identlfy"),
        ('"count": 2', '"count": 1'),
    ):
        file.write_text(text.replace(old, new, 1), "utf-8")
        assert checked().returncode != 0
