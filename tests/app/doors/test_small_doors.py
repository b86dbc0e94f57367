"""``complaint-term``, ``open``, ``check-id`` and ``fee``: their answers, exits and refusals."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

CARD = (
    "IDKAZ0123456784900101300017<<<\n9001011M3001019KAZ<<<<<<<<<<<4\nTESTOV<<TEST<<<<<<<<<<<<<<<<<<"
)


def _json(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = main([*words, "--json"])
    out, err = capsys.readouterr()
    assert err == ""
    return code, json.loads(out)


@pytest.mark.requirement("R-202")
@pytest.mark.parametrize(
    ("registered", "control", "outer"),
    [
        ("2026-03-17T10:00+05:00", "2026-03-26", "2026-03-27"),
        ("2026-06-13T10:00+05:00", "2026-06-19", "2026-06-19"),
    ],
)
def test_a_complaint_to_the_corporation(
    capsys: pytest.CaptureFixture[str], registered: str, control: str, outer: str
) -> None:
    words = ("complaint-term", "--registered", registered, "--addressee", "corporation")
    code, answer = _json(capsys, *words)
    assert code == 0
    assert (answer["control"], answer["outer"]) == (control, outer)
    assert answer["extension_allowed"] is False
    assert answer["extended_control"] is answer["notice_outer"] is None


@pytest.mark.requirement("R-203", "R-204", "R-205")
def test_a_complaint_to_the_authority_with_its_extension(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, answer = _json(
        capsys,
        *("complaint-term", "--registered", "2026-04-13T09:00+05:00"),
        *("--addressee", "authority", "--extended", "2026-04-30T12:00+05:00"),
    )
    assert code == 0
    keys = ("control", "outer", "extended_control", "extended_outer")
    assert [answer[key] for key in keys] == ["2026-05-04", "2026-05-05", "2026-05-20", "2026-05-21"]
    assert (answer["notice_control"], answer["notice_outer"]) == ("2026-05-05", "2026-05-06")
    assert answer["extension_allowed"] is True


@pytest.mark.requirement("R-204")
def test_the_corporation_does_not_extend(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--addressee", "corporation", "--extended", "2026-04-15T12:00+05:00")
    code, answer = _json(capsys, "complaint-term", "--registered", "2026-04-13", *words)
    assert code == 1
    assert answer["control"] == "2026-04-17"
    assert [finding["id"] for finding in answer["findings"]] == ["R-204"]
    assert main(["complaint-term", "--registered", "2026-04-13", *words]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.requirement("R-022", "R-024", "R-026", "R-028")
@pytest.mark.parametrize(
    ("department", "at", "open_", "working"),
    [
        ("ordinary", "2026-06-05T17:59:59+05:00", True, True),
        ("ordinary", "2026-06-05T18:00:01+05:00", False, True),
        ("ordinary", "2026-06-06T10:00+05:00", False, False),
        ("duty", "2026-06-06T12:59:59+05:00", True, False),
        ("duty", "2026-06-06T13:00:00+05:00", False, False),
        ("duty", "2026-05-09T10:00+05:00", False, False),
        ("duty", "2026-04-30T19:30+05:00", True, True),
    ],
)
def test_opening(
    capsys: pytest.CaptureFixture[str], department: str, at: str, *, open_: bool, working: bool
) -> None:
    code, answer = _json(capsys, "open", "--department", department, "--at", at)
    assert code == (0 if open_ else 1)
    assert (answer["open"], answer["working_day"]) == (open_, working)
    assert answer["reason"]["kk"]
    assert answer["reason"]["ru"]


@pytest.mark.requirement("R-025")
def test_a_holiday_is_named_with_the_next_opening(capsys: pytest.CaptureFixture[str]) -> None:
    at = ("--at", "2026-05-09T10:00+05:00")
    _, answer = _json(capsys, "open", "--department", "duty", *at)
    assert "День Победы" in answer["reason"]["ru"]
    assert answer["next_opening"] == "2026-05-12T09:00:00+05:00"
    assert main(["open", *at]) == 1
    assert "Жеңіс күні" in capsys.readouterr().out


@pytest.mark.requirement("R-025")
def test_opening_in_a_year_without_a_calendar(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = _json(capsys, "open", "--at", "2031-05-09T10:00+05:00")
    assert (code, answer["open"]) == (1, None)
    assert answer["findings"][0]["id"] == "R-025"
    code, answer = _json(capsys, "open", "--at", "2027-12-31T20:00+05:00")
    assert (code, answer["next_opening"]) == (1, None)


@pytest.mark.requirement("R-057")
def test_numbers_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = _json(capsys, "check-id", "--iin", "900101300017")
    assert (code, answer["valid"], answer["kind"], answer["problems"]) == (0, True, "iin", [])
    code, answer = _json(capsys, "check-id", "--iin", "900101300018")
    assert (code, answer["valid"]) == (1, False)
    assert answer["problems"][0]["code"] == "check_digit"
    assert answer["problems"][0]["text"]["kk"]
    code, answer = _json(capsys, "check-id", "--bin", "900101300017")
    assert [entry["code"] for entry in answer["problems"]] == ["looks_like_iin"]


@pytest.mark.requirement("R-059")
def test_a_zone_is_read_and_a_repair_offered(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    zone = tmp_path / "zone.txt"
    zone.write_text(CARD)
    code, answer = _json(capsys, "check-id", "--mrz", str(zone), "--on", "2026-11-20")
    assert (code, answer["valid"], answer["kind"]) == (0, True, "mrz_td1")
    assert answer["fields"]["iin"] == "900101300017"
    zone.write_text(CARD.replace("IDKAZ0", "IDKAZO"))
    code, answer = _json(capsys, "check-id", "--mrz", str(zone))
    assert (code, answer["valid"]) == (1, False)
    assert {"line": 1, "position": 6, "found": "O", "offered": "0"} in answer["repairs"]
    assert answer["fields"]["document_number"].startswith("O")
    assert main(["check-id", "--mrz", str(zone)]) == 1
    assert "«O»" in capsys.readouterr().out
    assert main(["check-id", "--iin", "900101300017"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.requirement("R-118")
@pytest.mark.parametrize(
    ("words", "amount", "formula"),
    [
        (
            ("id_documents", "--case", "passport_36", "--on", "2026-05-01"),
            "34600",
            "8 × 4325 = 34600",
        ),
        (("marriage_registration", "--case", "registration", "--on", "2026-05-01"), "3450", "3450"),
        (("driver_licence", "--on", "2026-05-01"), "5406.25", "1.25 × 4325 = 5406.25"),
        (("large_family_allowance", "--on", "2026-05-01"), "0", "0"),
    ],
)
def test_fees_of_real_services(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], amount: str, formula: str
) -> None:
    code, answer = _json(capsys, "fee", "--service", *words)
    assert code == 0
    assert (answer["amount"], answer["currency"]) == (amount, "KZT")
    assert answer["formula"] == formula
    assert answer["grade"]
    assert main(["fee", "--service", *words]) == 0
    assert formula in capsys.readouterr().out


@pytest.mark.requirement("R-118", "R-005")
@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (("pension", "--on", "2026-05-01"), "fees.known"),
        (("id_documents", "--on", "2026-05-01"), "fees.case"),
        (("driver_licence", "--on", "2027-05-01"), "fees.index"),
    ],
)
def test_an_unknown_fee_is_exit_one(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], rule: str
) -> None:
    code, answer = _json(capsys, "fee", "--service", *words)
    assert (code, answer["amount"]) == (1, None)
    assert [finding["rule"] for finding in answer["findings"]] == [rule]


@pytest.mark.parametrize(
    "words",
    [
        ["complaint-term", "--registered", "soon", "--addressee", "corporation"],
        ["complaint-term", "--registered", "2026-04-13", "--addressee", "neighbour"],
        [
            *("complaint-term", "--registered", "2026-04-13", "--addressee", "authority"),
            *("--extended", "2026-04-12"),
        ],
        ["open", "--at", "noon"],
        ["open", "--at", "2026-05-09T10:00+05:00", "--department", "moon"],
        ["open", "--depart", "duty", "--at", "2026-05-09T10:00+05:00"],
        ["check-id"],
        ["check-id", "--iin", "1", "--bin", "2"],
        ["check-id", "--mrz", "/nowhere"],
        ["fee", "--service", "nonesuch", "--on", "2026-05-01"],
        ["fee", "--service", "driver_licence", "--on", "yesterday"],
        ["fee", "--service", "driver_licence", "--on", "2026-05-01", "--case", "x"],
        ["fee", "--service", "../../etc/passwd", "--on", "2026-05-01"],
    ],
)
def test_wrong_use_is_exit_two_and_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main([*words, "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert " / " in err
