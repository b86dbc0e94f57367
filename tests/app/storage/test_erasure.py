"""An erased draft leaves no byte behind in the files of the store."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.case import DocumentEntry, RowState
from app.storage import SqlStore, open_store
from app.storage.verify import verify_store
from tests.fakes.store_samples import case, entry, item, paper, person

SECRET = "СЫНАҚҚҰПИЯ"
NUMBER = "900101399999"


def bytes_of(file: Path) -> bytes:
    return b"".join(made.read_bytes() for made in sorted(file.parent.glob(f"{file.name}*")))


def draft(store: SqlStore, case_id: str, secret: str, number: str) -> None:
    who = person(secret, iin=number)
    row = DocumentEntry(row_id="income", state=RowState.OBTAINED, data={"of": secret * 300})
    with store.begin(writing=True) as work:
        work.cases.add(case(case_id, who=who))
        work.papers.add(paper(f"p{case_id}", case_id=case_id, data=f'"{secret}"'))
        work.outbox.add(item(f"o{case_id}", case_id=case_id, payload=f'"{secret}{number}"'))
        line = entry(case_id=case_id, personal={"name": secret, "iin": number})
        work.journal.append(line)
        work.remember_answer(f"k{case_id}", f'"{secret}"')
        work.commit()
    with store.begin(writing=True) as work:
        found = work.cases.get(case_id)
        assert found is not None
        for _ in range(3):
            found = work.cases.save(replace(found, documents=(*found.documents, row)))
        work.remember_answer(f"l{case_id}", f'"{number}"')
        work.commit()


@pytest.mark.requirement("R-101", "R-231")
def test_no_byte_of_an_erased_draft_is_left(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    store = open_store(f"sqlite:///{file}")
    for n in range(12):
        draft(store, f"other{n}", f"БАСҚА{n}", f"91010139{n:04d}")
        if n % 4 == 1:
            draft(store, f"secret{n}", SECRET, NUMBER)
    assert SECRET.encode() in bytes_of(file)
    assert NUMBER.encode() in bytes_of(file)
    with store.begin(writing=True) as work:
        for n in (1, 5, 9):
            work.cases.erase(f"secret{n}")
        work.commit()
    left = bytes_of(file)
    assert SECRET.encode() not in left
    assert NUMBER.encode() not in left
    assert "БАСҚА3".encode() in left
    verdict = verify_store(store)
    assert verdict.intact
    assert verdict.erased == 3
    store.close()


@pytest.mark.requirement("R-101")
def test_what_a_reader_held_up_is_wiped_at_close(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    store = open_store(f"sqlite:///{file}", wait=0.05)
    draft(store, "c1", SECRET, NUMBER)
    with store.begin(writing=False) as reader:
        assert reader.cases.get("c1") is not None
        with store.begin(writing=True) as work:
            work.cases.erase("c1")
            work.commit()
    store.close()
    assert SECRET.encode() not in bytes_of(file)


@pytest.mark.requirement("R-101")
def test_what_a_power_cut_held_up_is_wiped_at_the_next_start(tmp_path: Path) -> None:
    file, copy = tmp_path / "store.db", tmp_path / "cut" / "store.db"
    store = open_store(f"sqlite:///{file}", wait=0.05)
    draft(store, "c1", SECRET, NUMBER)
    with store.begin(writing=False) as reader:
        assert reader.cases.get("c1") is not None
        with store.begin(writing=True) as work:
            work.cases.erase("c1")
            work.commit()
        copy.parent.mkdir()
        for name in ("store.db", "store.db-wal"):
            shutil.copy(file.with_name(name), copy.with_name(name))
    store.close()
    assert SECRET.encode() in bytes_of(copy)
    again = open_store(f"sqlite:///{copy}")
    assert SECRET.encode() not in bytes_of(copy)
    again.close()


@pytest.mark.requirement("R-231")
def test_a_settled_message_leaves_no_payload(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    store = open_store(f"sqlite:///{file}")
    told = item(payload=f'"{SECRET}"')
    with store.begin(writing=True) as work:
        work.outbox.add(told)
        work.commit()
    with store.begin(writing=True) as work:
        work.outbox.save(replace(told, state="done"))
        work.commit()
    store.close()
    assert SECRET.encode() not in bytes_of(file)
