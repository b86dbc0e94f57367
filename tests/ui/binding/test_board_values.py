"""What the hall is fed with: shaped like numbers, and words in both languages."""

from dataclasses import fields
from datetime import UTC, datetime

import pytest

from app.domain.language import Bilingual
from app.domain.person import PersonName
from app.domain.visit import Purpose
from ui.binding.board import (
    PURPOSE_WORDS,
    BoardCall,
    BoardKind,
    BoardState,
    PlateState,
    SignKind,
    SignState,
    call_sentence,
    closed_line,
    in_one_line,
    stale_line,
)

NOW = datetime(2026, 11, 20, 5, 42, tzinfo=UTC)


@pytest.mark.requirement("R-034")
@pytest.mark.parametrize("ticket", ["Сынақова Айгүл", "900101300017", "A", "", "A3001 Айгүл"])
def test_nothing_but_a_ticket_number_comes_to_the_hall(ticket: str) -> None:
    with pytest.raises(ValueError, match="ticket numbers only"):
        BoardCall(ticket, 7, NOW)
    with pytest.raises(ValueError, match="ticket numbers only"):
        SignState(desk=7, kind=SignKind.CALLED, ticket=ticket)


@pytest.mark.parametrize("desk", [0, 1000])
def test_a_desk_has_one_to_three_digits(desk: int) -> None:
    with pytest.raises(ValueError, match="desk"):
        BoardCall("A3001", desk, NOW)
    with pytest.raises(ValueError, match="desk"):
        SignState(desk=desk)


@pytest.mark.requirement("R-034")
def test_a_sign_and_a_plate_have_no_place_for_an_applicant() -> None:
    assert {f.name for f in fields(SignState)} == {"desk", "kind", "ticket", "times", "practice"}
    assert {f.name for f in fields(PlateState)} == {"name", "name_ru", "position"}


@pytest.mark.requirement("R-034")
def test_only_the_four_purposes_are_counted() -> None:
    assert list(PURPOSE_WORDS) == [purpose.value for purpose in Purpose]
    with pytest.raises(ValueError, match="purposes"):
        BoardState(now=NOW, waiting=(("disability allowance", 1),))


@pytest.mark.parametrize("kind", [k for k in BoardKind if k is not BoardKind.OPEN])
def test_a_board_that_is_not_open_says_why(kind: BoardKind) -> None:
    with pytest.raises(ValueError, match="both languages"):
        BoardState(now=NOW, kind=kind, line=Bilingual("Жабық", ""))


def test_a_call_is_one_sentence() -> None:
    said = call_sentence(BoardCall("A3001", 7, NOW))
    assert said == Bilingual("A3001 талоны, 7-терезе.", "Талон A3001, окно 7.")


@pytest.mark.requirement("R-025")
def test_closed_says_reason_and_opening_as_far_as_they_are_known() -> None:
    reason = Bilingual("демалыс күні", "выходной день")
    assert closed_line(None).ru == "Закрыто."
    assert closed_line(None, reason).kk == "Жабық: демалыс күні."
    assert closed_line(NOW).ru == "Закрыто. Откроемся 20.11.2026 в\u00a005:42."
    assert closed_line(NOW, reason).kk == (
        "Жабық: демалыс күні. Ашылу уақыты: 20.11.2026,\u00a005:42."
    )


def test_old_data_say_since_when() -> None:
    assert all("05:42" in said for said in (stale_line(NOW).kk, stale_line(NOW).ru))


def test_what_is_the_same_in_both_languages_is_said_once() -> None:
    assert in_one_line(Bilingual("Талон", "Талон")) == "Талон"
    assert in_one_line(Bilingual("Терезе", "Окно")) == "Терезе · Окно"


def test_a_plate_takes_any_part_of_a_name() -> None:
    plate = PlateState(name=PersonName(given="Айгүл"), position=Bilingual("Маман", "Специалист"))
    assert plate.name.parts == ("Айгүл",)
