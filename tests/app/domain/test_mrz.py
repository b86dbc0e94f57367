"""The machine-readable zone: the specimens of Doc 9303, our own cards, mistakes and their repair."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.chip import ZoneKey
from app.domain.mrz import MrzProblem, Repair, check_digit, read_mrz, zone_key

TODAY = date(2026, 11, 20)
# Public specimens of ICAO Doc 9303 (parts 4 to 6).
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
TD1_LONG_NUMBER = (
    "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
)
# Made up, in the layout of Kazakhstan documents.
CARD = (
    "IDKAZ0123456784900101300017<<<\n9001011M3001019KAZ<<<<<<<<<<<4\nTESTOV<<TEST<<<<<<<<<<<<<<<<<<"
)
PASSPORT = (
    "P<KAZTESTOV<<TEST<<<<<<<<<<<<<<<<<<<<<<<<<<<\nN123456785KAZ9001011M3001019900101300017<<20"
)


@pytest.mark.requirement("R-059")
@pytest.mark.parametrize(
    ("zone", "form"),
    [
        (TD3, "TD3"),
        (TD2, "TD2"),
        (TD1, "TD1"),
        (TD1_LONG_NUMBER, "TD1"),
        (CARD, "TD1"),
        (PASSPORT, "TD3"),
    ],
)
def test_good_zones_are_read(zone: str, form: str) -> None:
    reading = read_mrz(zone, TODAY)
    assert (reading.form, reading.problems, reading.repairs) == (form, (), ())


def test_the_specimen_says_what_is_printed_on_it() -> None:
    for zone, number in ((TD3, "L898902C3"), (TD2, "D23145890"), (TD1, "D23145890")):
        fields = read_mrz(zone, TODAY).fields
        assert fields is not None
        assert (fields.surname, fields.given_names) == ("ERIKSSON", "ANNA MARIA")
        assert (fields.document_number, fields.issuer, fields.nationality) == (number, "UTO", "UTO")
        assert (fields.birth_date, fields.sex) == (date(1974, 8, 12), "F")
        assert fields.expiry == date(2012, 4, 15)


def test_a_long_document_number_runs_on_into_the_optional_data() -> None:
    fields = read_mrz(TD1_LONG_NUMBER, TODAY).fields
    assert fields is not None
    assert fields.document_number == "D23145890734"


@pytest.mark.requirement("R-059")
@pytest.mark.parametrize("zone", [CARD, PASSPORT])
def test_the_number_of_the_person_is_found(zone: str) -> None:
    fields = read_mrz(zone, TODAY).fields
    assert fields is not None
    assert fields.iin == "900101300017"
    assert fields.birth_date == date(1990, 1, 1)
    assert fields.expiry == date(2030, 1, 1)


def test_a_foreign_number_is_not_taken_for_an_iin() -> None:
    fields = read_mrz(TD3, TODAY).fields
    assert fields is not None
    assert (fields.iin, fields.optional) == ("", "ZE184226B")


@pytest.mark.parametrize(
    ("found", "offered", "line", "position"),
    [("0", "O", 1, 6), ("1", "I", 2, 6), ("8", "B", 1, 14), ("9", "G", 2, 1)],
)
def test_one_wrong_character_is_offered_and_not_applied(
    found: str, offered: str, line: int, position: int
) -> None:
    lines = CARD.split("\n")
    wrong = lines[line - 1]
    lines[line - 1] = wrong[: position - 1] + offered + wrong[position:]
    reading = read_mrz("\n".join(lines), TODAY)
    assert reading.lines == tuple(lines)
    assert not reading.valid
    assert Repair(line=line, position=position, found=offered, offered=found) in reading.repairs


def test_the_look_alike_comes_first() -> None:
    reading = read_mrz(TD3.replace("L898902C3", "L8989O2C3"), TODAY)
    assert reading.repairs[0] == Repair(line=2, position=6, found="O", offered="0")


@pytest.mark.parametrize(
    ("zone", "problem"),
    [
        ("", MrzProblem.SHAPE),
        (CARD.replace("TESTOV", "TEST"), MrzProblem.SHAPE),
        ("A" * 10_000, MrzProblem.SHAPE),
        (CARD.replace("TESTOV", "ТЕСТОВ"), MrzProblem.CHARACTER),
        (CARD.replace("TESTOV", "TEST😀O"), MrzProblem.CHARACTER),
        (CARD.replace("4900", "5900"), MrzProblem.DOCUMENT_NUMBER_CHECK),
        (CARD.replace("9001011M", "9001012M"), MrzProblem.BIRTH_DATE_CHECK),
        (CARD.replace("3001019", "3001018"), MrzProblem.EXPIRY_CHECK),
        (CARD.replace("<4\n", "<5\n"), MrzProblem.COMPOSITE_CHECK),
        (PASSPORT.replace("<<20", "<<30"), MrzProblem.OPTIONAL_CHECK),
        (CARD.replace("9001011M", "9013011M"), MrzProblem.BIRTH_DATE),
        (CARD.replace("1M30", "1X30"), MrzProblem.SEX),
        (CARD.replace("IDKAZ", "ID<<<"), MrzProblem.ISSUER),
    ],
)
def test_what_is_wrong_is_named(zone: str, problem: MrzProblem) -> None:
    assert problem in read_mrz(zone, TODAY).problems


def test_the_century_of_birth_comes_from_the_day_of_reading() -> None:
    old = TD1.replace("7408122F", "261231" + str(check_digit("261231")) + "F")
    fields = read_mrz(old, TODAY).fields
    assert fields is not None
    assert fields.birth_date == date(1926, 12, 31)


def test_an_unknown_birth_day_stays_unknown() -> None:
    zone = TD1.replace("7408122F", "74<<<<" + str(check_digit("74<<<<")) + "F")
    reading = read_mrz(zone, TODAY)
    assert reading.fields is not None
    assert reading.fields.birth_date is None
    assert MrzProblem.BIRTH_DATE not in reading.problems


def test_small_letters_and_blank_lines_are_forgiven() -> None:
    assert read_mrz("\n" + CARD.lower() + "\n\n", TODAY).valid


@settings(max_examples=25)
@given(st.data())
def test_a_single_other_character_in_a_checked_field_never_passes_unseen(
    data: st.DataObject,
) -> None:
    lines = PASSPORT.split("\n")
    place = data.draw(st.sampled_from([*range(9), *range(13, 19), *range(21, 27)]))
    other = data.draw(st.sampled_from("0123456789"))
    was = lines[1][place]
    if other == was or (was.isalpha() and (ord(was) - 55 - int(other)) % 10 == 0):
        return
    lines[1] = lines[1][:place] + other + lines[1][place + 1 :]
    assert not read_mrz("\n".join(lines), TODAY).valid


@given(st.text(max_size=120))
def test_any_text_gets_a_verdict(text: str) -> None:
    reading = read_mrz(text, TODAY)
    assert reading.valid == (not reading.problems)


@pytest.mark.parametrize(
    ("zone", "key"),
    [
        (TD3, ZoneKey("L898902C3", "740812", "120415")),
        (TD2, ZoneKey("D23145890", "740812", "120415")),
        (TD1, ZoneKey("D23145890", "740812", "120415")),
        (TD1_LONG_NUMBER, ZoneKey("D23145890734", "340712", "950712")),
        (CARD, ZoneKey("012345678", "900101", "300101")),
        (PASSPORT, ZoneKey("N12345678", "900101", "300101")),
    ],
)
def test_the_key_of_a_chip_is_written_as_the_zone_writes_it(zone: str, key: ZoneKey) -> None:
    assert zone_key(read_mrz(zone, TODAY)) == key


def test_fillers_belong_to_the_key_and_a_zone_with_problems_has_none() -> None:
    short = PASSPORT.replace("N123456785", f"N1234567<{check_digit('N1234567<')}")
    second = short.split("\n")[1][:-1]
    judged = second[0:10] + second[13:20] + second[21:43]
    sound = f"{short[:-1]}{check_digit(judged)}"
    assert zone_key(read_mrz(sound, TODAY)) == ZoneKey("N1234567<", "900101", "300101")
    assert zone_key(read_mrz(CARD.replace("M30", "M31"), TODAY)) is None
    assert zone_key(read_mrz("", TODAY)) is None


@pytest.mark.requirement("R-058")
def test_a_digit_in_the_place_of_a_letter_is_offered_first() -> None:
    wrong = "IDKAZ0000009O14870412399019<<<\n8704120M3205150KAZ<<<<<<<<<<<7\nSYNAKOV<<ASSAN<<<<<<<<<<<<<<<<"
    reading = read_mrz(wrong, TODAY)
    assert reading.repairs[0] == Repair(line=1, position=13, found="O", offered="0")
    assert len(reading.repairs) > 1
