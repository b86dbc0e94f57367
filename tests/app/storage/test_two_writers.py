"""Two programs write to one store at once: both get through, and no number is given twice."""

import json
import subprocess
import sys
from pathlib import Path

from app.storage import open_store
from app.storage.verify import verify_store
from tests.fakes.store_samples import TODAY

ROOT = Path(__file__).resolve().parents[3]
STEPS = 60
_WRITE = f"""
import json, sys
from app.storage import open_store
from tests.fakes.store_samples import TODAY, case, entry
store = open_store(sys.argv[1], wait=30)
sys.stdin.read(1)
given = []
for n in range({STEPS}):
    with store.begin(writing=True) as work:
        number = work.numbers.next("case", "7", TODAY)
        work.cases.add(case(f"{{sys.argv[2]}}{{n}}", number=str(number)))
        work.journal.append(entry(case_id=f"{{sys.argv[2]}}{{n}}"))
        work.commit()
    given.append(number)
store.close()
print(json.dumps(given))
"""


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    open_store(url).close()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITE, url, name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("a", "b")
    ]
    given: list[int] = []
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("g")
        writer.stdin.flush()
    for writer in writers:
        said, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors
        given += json.loads(said)
    assert len(set(given)) == len(given) == 2 * STEPS
    store = open_store(url)
    with store.begin(writing=True) as work:
        assert work.numbers.next("case", "7", TODAY) == max(given) + 1
        kept = [work.cases.get(f"{name}{n}") for name in ("a", "b") for n in range(STEPS)]
    verdict = verify_store(store)
    store.close()
    assert all(kept)
    assert verdict.intact
    assert verdict.entries == 2 * STEPS
