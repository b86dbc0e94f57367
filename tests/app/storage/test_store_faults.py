"""A full disk, a read-only folder, a lock, a broken or foreign file: a code, and nothing half done."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import ERROR_TEXTS, AppError, InputInvalid, Unavailable
from app.ports import store_errors
from app.ports.storage import (
    STORE_BROKEN,
    STORE_BUSY,
    STORE_FULL,
    STORE_READ_ONLY,
)
from app.ports.store_errors import STORE_NEWER, STORE_OLDER, STORE_UNREACHABLE
from app.storage import SqlStore, open_store
from app.storage.faults import fault_of
from app.wording import error_words
from tests.fakes.store_samples import case, entry

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(file: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{file}", wait=0.05)
    yield opened
    opened.close()


def put(store: SqlStore, case_id: str, filling: str = "") -> None:
    with store.begin(writing=True) as work:
        work.cases.add(case(case_id, withdrawal_statement=filling))
        work.journal.append(entry(case_id=case_id))
        work.commit()


def code_of(call: object, *arguments: object) -> str:
    with pytest.raises(AppError) as caught:
        call(*arguments)  # type: ignore[operator]
    return caught.value.code


def test_a_full_disk_keeps_what_was_acknowledged(store: SqlStore) -> None:
    put(store, "kept")
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 70")
    acknowledged = ["kept"]
    with pytest.raises(Unavailable) as caught:
        for n in range(100):
            put(store, f"c{n}", "Қ" * 4_000)
            acknowledged.append(f"c{n}")
    assert caught.value.code == STORE_FULL
    with store.begin(writing=False) as work:
        for case_id in acknowledged:
            assert work.cases.get(case_id) is not None
            assert len(work.journal.of_case(case_id)) == 1
        assert work.cases.get(f"c{len(acknowledged) - 1}") is None
        assert work.journal.of_case(f"c{len(acknowledged) - 1}") == ()
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    put(store, "after")


_FILL = """
import resource, signal, sys
from app.errors import Unavailable
from app.storage import open_store
from tests.fakes.store_samples import case
store = open_store(sys.argv[1], wait=1)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
for n in range(1000):
    try:
        with store.begin(writing=True) as work:
            work.cases.add(case(f"c{n}", withdrawal_statement="x" * 5_000))
            work.commit()
    except Unavailable as error:
        print(n, error.code)
        break
"""


def run(code: str, *arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **options,  # type: ignore[call-overload]
    )


def test_a_disk_that_takes_no_more_bytes(file: Path) -> None:
    done = run(_FILL, f"sqlite:///{file}")
    assert done.returncode == 0, done.stderr
    count, code = done.stdout.split()
    assert code in (STORE_FULL, STORE_UNREACHABLE)
    assert int(count) > 3
    store = open_store(f"sqlite:///{file}")
    with store.begin(writing=False) as work:
        kept = [work.cases.get(f"c{n}") is not None for n in range(int(count) + 1)]
    store.close()
    assert kept == [True] * int(count) + [False]


def test_a_read_only_store_can_be_read(store: SqlStore, file: Path) -> None:
    put(store, "c1")
    reader = open_store(f"sqlite:///file:{file}?mode=ro&uri=true", wait=0.05)
    with reader.begin(writing=False) as work:
        assert work.cases.get("c1") is not None
    assert code_of(put, reader, "c2") == STORE_READ_ONLY
    reader.close()


_READ_ONLY_FOLDER = """
import os, sys
from app.errors import Unavailable
from app.storage import open_store
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
for url in sys.argv[1:]:
    try:
        store = open_store(url, wait=0.1)
        with store.begin(writing=True):
            pass
        print("open")
    except Unavailable as error:
        print(error.code)
"""


def test_a_folder_without_the_right_to_write() -> None:
    # Not pytest's own folder: an unprivileged user could not even look into it.
    with tempfile.TemporaryDirectory(prefix="tereze-") as name:
        folder = Path(name)
        kept = folder / "kept.db"
        open_store(f"sqlite:///{kept}").close()
        kept.chmod(0o444)
        folder.chmod(0o555)
        urls = [f"sqlite:///{kept}", f"sqlite:///{folder}/new.db", f"sqlite:///{folder}/a/b.db"]
        done = run(_READ_ONLY_FOLDER, *urls, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
        folder.chmod(0o755)
    assert done.stdout.split() == [STORE_READ_ONLY] * 3, done.stderr


def test_a_locked_store_is_busy(store: SqlStore, file: Path) -> None:
    put(store, "c1")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert code_of(put, store, "c2") == STORE_BUSY
        with store.begin(writing=False) as work:
            assert work.cases.get("c1") is not None
        other.execute("ROLLBACK")
    put(store, "c2")


def test_a_file_that_is_no_database(file: Path) -> None:
    file.write_bytes(b"PNG" + os.urandom(9_000))
    before = file.read_bytes()
    assert code_of(open_store, f"sqlite:///{file}") == STORE_BROKEN
    assert file.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (title)")
    before = file.read_bytes()
    assert code_of(open_store, f"sqlite:///{file}") == STORE_BROKEN
    assert file.read_bytes() == before


def test_a_torn_file_is_broken(store: SqlStore, file: Path) -> None:
    for n in range(40):
        put(store, f"c{n}", "x" * 3_000)
    store.close()
    content = bytearray(file.read_bytes())
    content[len(content) // 4 : len(content) // 4 * 3] = os.urandom(len(content) // 2)
    file.write_bytes(bytes(content))

    def read() -> None:
        torn = open_store(f"sqlite:///{file}")
        with closing(torn), torn.begin(writing=False) as work:
            for n in range(40):
                work.cases.get(f"c{n}")

    assert code_of(read) == STORE_BROKEN


def test_a_store_of_a_newer_program(store: SqlStore, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert code_of(open_store, f"sqlite:///{file}") == STORE_NEWER


def test_a_store_that_was_never_made_ready(file: Path) -> None:
    def look() -> SqlStore:
        return open_store(f"sqlite:///{file}", migrate=False)

    assert code_of(look) == STORE_UNREACHABLE
    assert not file.exists()
    sqlite3.connect(file).close()
    file.touch()
    assert code_of(look) == STORE_OLDER


@pytest.mark.parametrize("place", ["/proc/none/store.db", "/dev/null/store.db"])
def test_a_place_that_cannot_be(place: str) -> None:
    code = code_of(open_store, f"sqlite:///{place}")
    assert code in (STORE_UNREACHABLE, STORE_READ_ONLY)


@pytest.mark.parametrize("url", ["", "nonsense", "foo://x", "sqlite+nothing:///x"])
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(InputInvalid) as caught:
        open_store(url)
    assert caught.value.code == "store.address"


@pytest.mark.requirement("R-231")
def test_the_store_is_for_its_owner_alone(store: SqlStore, file: Path) -> None:
    put(store, "c1")
    for made in file.parent.glob("store.db*"):
        assert made.stat().st_mode & 0o077 == 0, made.name


@pytest.mark.requirement("R-225")
def test_an_error_of_the_database_shows_no_personal_data(store: SqlStore) -> None:
    with pytest.raises(Exception) as caught, store.begin(writing=True) as work:
        work.cases.add(case(visit_id="there is no such visit"))
        work.commit()
    told = f"{caught.value} {caught.value.__cause__}"
    assert "FOREIGN KEY" in told
    assert "Сынақов" not in told
    assert "900101300017" not in told


def test_every_code_of_the_store_has_words() -> None:
    codes = {value for name, value in vars(store_errors).items() if name.startswith("STORE_")}
    assert len(codes) >= 11
    for code in codes:
        words = error_words(Unavailable(code, desk="7", series="case", now="1", latest="2"))
        assert code in ERROR_TEXTS
        assert words.message.kk != words.message.ru
        assert words.advice.kk != words.advice.ru


@pytest.mark.parametrize(
    ("state", "code"),
    [("08006", STORE_UNREACHABLE), ("53100", STORE_FULL), ("55P03", STORE_BUSY), ("42P01", None)],
)
def test_faults_of_the_server_have_the_same_codes(state: str, code: str | None) -> None:
    error = RuntimeError()
    error.sqlstate = state  # type: ignore[attr-defined]
    fault = fault_of(error)
    assert (fault.code if fault else None) == code
