"""The log keeps what happened and leaves out who it happened to."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.log import Log, Redactor, incident_number, log_bug, logger, start_log

NOW = datetime(2026, 3, 6, 11, 20, tzinfo=timezone(timedelta(hours=5)))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    running = start_log(tmp_path / "log")
    yield running
    running.close()


@pytest.mark.requirement("R-225")
@pytest.mark.parametrize(
    "personal",
    [
        "870412399019",
        "iin=870412399019",
        "ЖСН870412399019,",
        "iin870412399019",
        "870412 399 019",
        "IDKAZ0000009014870412399019<<<",
        "SYNAKOV<<ASSAN<<<<<<<<<<<<<<<<",
        "P<KAZTESTOV<<YERLAN<<<<<<<<<<<<<<<<<<<<<<<<<",
        "00 A4 04 00 08 A0 00 00 03 08",
        "00A4040008A000000308",
        "6f6e65206c6f6e67206e756d62657220",
        r"b'\x00\xa4\x04\x00\x08'",
        "+7 700 000 00 01",
        "87000000001",
        "000000901",
        "N00000901",
        "tereze:geheim@",
    ],
)
def test_personal_data_of_a_known_shape_are_taken_out(personal: str) -> None:
    text = f"read postgresql://{personal}host" if personal.endswith("@") else f"read {personal} now"
    cleaned = Redactor().clean(text)
    assert personal not in cleaned
    assert "[" in cleaned
    assert not any(part in cleaned for part in ("870412", "SYNAKOV", "geheim", "0000090"))


@pytest.mark.parametrize(
    "harmless",
    [
        "T0214260171234557",
        "case 9900-000123 moved to signed",
        "0192f0c1-7b7e-7cc3-9b2f-5a1e6c3d2a41",
        "at 2026-03-06T11:20:45+05:00",
        "at 2026-03-06 11:20:45,123",
        "R-105 blocked in 12.345678 s",
        "sqlite:///data/tereze.db",
        "8-800-080-7777 and 1414",
        "H260306-1120-K7Q",
        "ticket A105 desk 3",
    ],
)
def test_what_names_nobody_stays(harmless: str) -> None:
    assert Redactor().clean(harmless) == harmless


@given(st.from_regex(r"\A[0-9]{12}\Z"), st.text(st.characters(exclude_categories=["Nd"])))
def test_no_iin_survives_whatever_stands_around_it(iin: str, around: str) -> None:
    assert iin not in Redactor().clean(f"{around}{iin}{around}")


@pytest.mark.requirement("R-072", "R-225")
def test_names_are_hidden_for_the_visit_and_then_forgotten() -> None:
    redactor = Redactor()
    redactor.hide(["Сынақов Асан Серікұлы", "Ли"])
    assert redactor.clean("сынақовтың ісі; СЫНАҚОВ; Асанға") == "[name] ісі; [name]; [name]"
    assert redactor.clean("Ли липа") == "[name] липа"
    redactor.forget()
    assert redactor.clean("Сынақов") == "Сынақов"


def test_a_line_is_written_clean_and_for_its_owner_only(log: Log) -> None:
    log.redactor.hide(["Тестова"])
    logger("desk").info("identified %s, %s", "Тестова", "900113499018")
    line = log.file.read_text(encoding="utf-8")
    assert "INFO tereze.desk MainThread: identified [name], [number]" in line
    assert log.file.stat().st_mode & 0o777 == 0o600


def test_a_bug_gets_a_number_and_a_clean_traceback(log: Log) -> None:
    def fail() -> None:
        raise RuntimeError("no person 900113499018")

    try:
        fail()
    except RuntimeError as error:
        number = log_bug("desk", error, NOW)
    text = log.file.read_text(encoding="utf-8")
    assert f"incident {number}" in text
    assert "in fail" in text
    assert "900113499018" not in text


def test_warnings_of_libraries_pass_the_same_way(log: Log) -> None:
    logging.getLogger("somebody.else").warning("row 900113499018")
    logging.getLogger("somebody.else").info("chatter")
    text = log.file.read_text(encoding="utf-8")
    assert "row [number]" in text
    assert "chatter" not in text


def test_a_place_that_cannot_be_written_costs_the_log_only(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file stands in the way")
    running = start_log(tmp_path / "log")
    logger("desk").warning("still working")
    running.close()
    assert (tmp_path / "log").read_text() == "a file stands in the way"


def test_the_log_turns_over(tmp_path: Path) -> None:
    running = start_log(tmp_path)
    for _ in range(30):
        logger("desk").info("x" * 50_000)
    running.close()
    assert (tmp_path / "tereze.log.1").exists()
    assert sum(f.stat().st_size for f in tmp_path.iterdir()) < 2_200_000


def test_incident_numbers_tell_the_minute_and_differ() -> None:
    numbers = {incident_number(NOW) for _ in range(20)}
    assert all(number.startswith("H260306-1120-") and len(number) == 16 for number in numbers)
    assert len(numbers) > 1
