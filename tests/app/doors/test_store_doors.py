"""``migrate``, ``seed`` and ``verify-journal`` as an administrator calls them."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.__main__ import main
from app.catalogue.practice import practice
from app.desk.demo import let_wait
from app.domain.case_states import Mark
from app.doors.verify_journal import REASONS
from app.storage import open_store
from app.storage.schema import REVISIONS
from app.storage.verify import verify_store
from tests.fakes.fake_store import FixedClock
from tests.fakes.store_samples import MORNING, case, entry

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/data/store.db"


def answered(capsys: Printed, *words: str) -> tuple[int, dict[str, object]]:
    """The exit code and the one document; nothing else may be on standard output."""
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out or "null") or {}


def test_migrate_makes_a_store_ready_once(capsys: Printed, url: str) -> None:
    assert answered(capsys, "migrate", "--store", url) == (
        0,
        {"ready": True, "changed": True, "revision": REVISIONS[-1]},
    )
    code, document = answered(capsys, "migrate", "--store", url)
    assert (code, document["changed"]) == (0, False)
    assert main(["migrate", "--store", url]) == 0
    told = capsys.readouterr().out
    assert "дайын" in told
    assert "готово" in told


@pytest.mark.parametrize("store", ["nonsense", "sqlite:////proc/none/store.db"])
def test_migrate_tells_what_is_wrong(capsys: Printed, store: str) -> None:
    assert main(["migrate", "--store", store]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert " / " in printed.err


@pytest.mark.parametrize("now", [MORNING, MORNING.replace(hour=0, minute=1)])
def test_seed_lets_visitors_wait_and_remembers_applicants(now: datetime) -> None:
    people = practice()
    store = open_store("sqlite://", clock=FixedClock(now))
    waiting = let_wait(store, people, now)
    assert waiting > 3
    assert let_wait(store, people, now) == waiting
    with store.begin(writing=False) as work:
        tickets = work.visits.waiting(now.date())
        assert [ticket.number for ticket in tickets][:2] == ["A1", "A2"]
        assert all(ticket.taken_at <= now for ticket in tickets)
        assert len(tickets) == waiting
        for known in people.people.values():
            names = [hit.person for hit in work.persons.find(known.person.name.full)]
            assert known.person in names
        for firm in people.organisations.values():
            assert work.persons.find_organisations(firm.bin)[0].organisation == firm
    assert let_wait(store, people, now + timedelta(days=1)) == waiting
    verdict = verify_store(store)
    store.close()
    assert verdict.intact
    assert verdict.entries == 2 * waiting


def test_seed_tells_what_it_did(capsys: Printed, url: str) -> None:
    code, document = answered(capsys, "seed", "--demo", "--store", url)
    assert (code, document["ready"]) == (0, True)
    assert main(["seed", "--demo", "--store", url]) == 0
    assert "Оқу-жаттығу" in capsys.readouterr().out


def test_seed_puts_nothing_made_up_among_real_cases(capsys: Printed, url: str) -> None:
    store = open_store(url)
    with store.begin(writing=True) as work:
        work.cases.add(case("practice", marks=frozenset({Mark.PRACTICE})))
        work.commit()
    assert main(["seed", "--demo", "--store", url]) == 0
    with store.begin(writing=True) as work:
        work.cases.add(case("real"))
        work.commit()
    store.close()
    capsys.readouterr()
    assert main(["seed", "--demo", "--store", url]) == 1
    assert "настоящие" in capsys.readouterr().err


def test_seed_without_a_choice_is_wrong_use(capsys: Printed, url: str) -> None:
    assert main(["seed", "--store", url]) == 2
    assert capsys.readouterr().out == ""


def _journal_of(url: str) -> None:
    store = open_store(url)
    for desk in ("3", "7", "7"):
        with store.begin(writing=True) as work:
            work.journal.append(entry(desk=desk))
            work.commit()
    store.close()


@pytest.mark.requirement("R-228")
def test_verify_journal_answers_as_promised(capsys: Printed, url: str, tmp_path: Path) -> None:
    _journal_of(url)
    export, heads = str(tmp_path / "journal.jsonl"), str(tmp_path / "heads.json")
    writing = ("--write", export, "--write-heads", heads)
    code, document = answered(capsys, "verify-journal", "--store", url, *writing)
    assert code == 0
    assert {name: document[name] for name in ("intact", "entries", "chains", "first_bad")} == {
        "intact": True,
        "entries": 3,
        "chains": 2,
        "first_bad": None,
    }
    code, outside = answered(capsys, "verify-journal", "--export", export, "--heads", heads)
    assert (code, outside["heads"]) == (0, document["heads"])


@pytest.mark.requirement("R-228")
def test_verify_journal_names_the_first_bad_line(capsys: Printed, url: str) -> None:
    _journal_of(url)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute("DROP TRIGGER journal_never_deleted")
        connection.execute("DELETE FROM journal WHERE chain = '7' AND sequence = 2")
    code, document = answered(capsys, "verify-journal", "--store", url)
    bad = document["first_bad"]
    assert code == 1
    assert document["intact"] is False
    assert isinstance(bad, dict)
    assert (bad["chain"], bad["sequence"], bad["reason"]) == ("7", 2, "missing")
    assert set(bad["text"]) == {"kk", "ru"}
    assert main(["verify-journal", "--store", url]) == 1
    assert "«7»" in capsys.readouterr().out


def test_verify_journal_makes_no_store(capsys: Printed, url: str, tmp_path: Path) -> None:
    assert main(["verify-journal", "--store", url, "--json"]) == 2
    assert main(["verify-journal", "--export", str(tmp_path / "absent")]) == 2
    assert main(["verify-journal", "--store", url, "--export", "x"]) == 2
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


def test_every_reason_of_the_check_has_words() -> None:
    source = (Path(__file__).resolve().parents[3] / "app/storage/journal_format.py").read_text()
    for reason in ("sequence", "hash", "form", "previous", "place", "case", "personal", "anchor"):
        assert f'"{reason}"' in source
    assert {"no_head", "missing", "surplus", "head"} < set(REASONS)
