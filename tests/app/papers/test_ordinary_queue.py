"""The papers of the ordinary queue: the act with its journal, and the journal to write by hand."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.figures import clock, day
from app.domain.language import Lang
from app.domain.papers import BlankJournalPaper, FailureActPaper, JournalLinePaper, PaperKind
from app.domain.papers.queue import MOST_SHEETS
from app.domain.visit import Purpose
from app.errors import InputInvalid
from app.papers.ordinary_queue import LINES_A_SHEET
from app.papers.render import render
from tests.app.papers.paper_samples import Samples
from tests.app.papers.sample_pages import sample_pdf
from tests.app.papers.sample_receipts import FILED

WordsOf = Callable[[bytes], str]
BOTH = list(Lang)
_PAGE = {Lang.KK: re.compile(r"(\d+) / (\d+) бет"), Lang.RU: re.compile(r"стр\. (\d+) из (\d+)")}
_COLUMNS = {Lang.KK: "Келген уақыты Келу мақсаты", Lang.RU: "Время прихода Цель посещения"}


def _act(lang: Lang, **more: Any) -> FailureActPaper:
    return replace(Samples(lang).failure_act(), **more)


def _pages(words: str, lang: Lang) -> list[tuple[int, int]]:
    return [(int(page), int(pages)) for page, pages in _PAGE[lang].findall(words)]


@pytest.mark.requirement("R-036", "R-037")
@pytest.mark.parametrize("lang", BOTH)
def test_four_hundred_lines_are_all_there_under_their_heading(
    lang: Lang, words_of: WordsOf
) -> None:
    paper = Samples(lang, long=True).failure_act()
    words = words_of(sample_pdf(PaperKind.FAILURE_ACT, lang, long=True))
    places = [words.find(f" {line.order} {clock(line.arrived_at)} ") for line in paper.lines]
    assert len(places) == 400
    assert -1 not in places
    assert places == sorted(places)
    assert all(line.link in words for line in paper.lines)
    pages = _pages(words, lang)
    assert pages == [(n + 1, len(pages)) for n in range(len(pages))]
    # Both days have the heading once, and every page on which a table goes on has it again.
    parts = re.split(_PAGE[lang].pattern.replace("(", "(?:"), words)[:-1]
    with_lines = [part for part in parts if "0214-26-017-00" in part]
    assert all(_COLUMNS[lang] in part for part in with_lines)
    assert all(day(FILED) in part or "07.03.2026" in part for part in with_lines)


@pytest.mark.requirement("R-037")
@pytest.mark.parametrize("lang", BOTH)
def test_the_time_of_entry_stands_beside_the_true_one(lang: Lang, words_of: WordsOf) -> None:
    line = JournalLinePaper(
        order=17,
        arrived_at=FILED,
        purpose=Purpose.CONSULTATION,
        operator="Тестов А. Қ.",
        called_at=FILED + timedelta(minutes=9),
        outcome="0118",
        entered_at=FILED + timedelta(days=1, hours=1),
    )
    said = {Lang.KK: "Кеңес беру", Lang.RU: "Консультация"}[lang]
    row = f"17 11:20 {said} Тестов А. Қ. 11:29 0118"
    words = words_of(render(_act(lang, lines=(line,))))
    assert f"{row} 07.03.2026 12:20" in words
    same_day = replace(line, entered_at=FILED + timedelta(hours=2))
    assert f"{row} 13:20" in words_of(render(_act(lang, lines=(same_day,))))
    at_once = words_of(render(_act(lang, lines=(replace(line, entered_at=None),))))
    assert row in at_once
    assert "12:20 " not in at_once[at_once.index(row) :]


_TOTALS = {
    Lang.KK: (
        "келгендер — 8, қызмет көрсетілгендер — 6, кетіп қалғандар — 1, аяқталмағандар — 1",
        "келгендер — 400, қызмет көрсетілгендер — 363, кетіп қалғандар — 37 ",
    ),
    Lang.RU: (
        "пришли — 8, обслужены — 6, ушли — 1, не завершены — 1",
        "пришли — 400, обслужены — 363, ушли — 37 ",
    ),
}


@pytest.mark.parametrize("lang", BOTH)
def test_arrived_served_and_left_are_counted(lang: Lang, words_of: WordsOf) -> None:
    short, long = _TOTALS[lang]
    assert short in words_of(render(Samples(lang).failure_act()))
    assert long in words_of(sample_pdf(PaperKind.FAILURE_ACT, lang, long=True))


@pytest.mark.requirement("R-036")
@pytest.mark.parametrize("lang", BOTH)
def test_an_act_says_whether_it_is_still_in_force(lang: Lang, words_of: WordsOf) -> None:
    said = {Lang.KK: "кәдімгі кезек әлі жүріп жатыр", Lang.RU: "обычная очередь еще действует"}
    ended = _act(lang, ended_at=FILED + timedelta(hours=2), ended_by="Сынақов Б. Т.")
    assert said[lang] in words_of(render(_act(lang)))
    words = words_of(render(ended))
    assert said[lang] not in words
    assert "06.03.2026 13:20" in words
    assert words.count("Сынақов Б. Т.") >= 2


@pytest.mark.requirement("R-036")
@pytest.mark.parametrize("lang", BOTH)
def test_confirmations_are_told_by_their_days(lang: Lang, words_of: WordsOf) -> None:
    hourly = tuple(FILED + timedelta(hours=n) for n in (1, 2, 13))
    words = words_of(render(_act(lang, confirmations=hourly)))
    assert "06.03.2026: 12:20, 13:20; 07.03.2026: 00:20" in words
    none = {Lang.KK: "растаулар жоқ", Lang.RU: "подтверждений нет"}[lang]
    assert none not in words
    assert none in words_of(render(_act(lang, confirmations=())))


@pytest.mark.parametrize("lang", BOTH)
def test_a_failure_without_visitors_says_so(lang: Lang, words_of: WordsOf) -> None:
    said = {Lang.KK: "Бұл уақытта ешкім келген жоқ.", Lang.RU: "За это время никто не пришел."}
    assert said[lang] in words_of(render(_act(lang, lines=())))
    assert said[lang] not in words_of(render(_act(lang)))


_LINE = Samples(Lang.KK).failure_act().lines[0]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"order": 0}, "order"),
        ({"called_at": FILED - timedelta(minutes=1)}, "called_at"),
        ({"entered_at": FILED - timedelta(minutes=1)}, "entered_at"),
        ({"left": True, "outcome": " "}, "outcome"),
        ({"operator": ""}, "operator"),
        ({"arrived_at": FILED.replace(tzinfo=None)}, "arrived_at"),
    ],
)
def test_a_line_that_cannot_be_true_is_refused(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        replace(_LINE, **changed)
    assert refused.value.field == field


@pytest.mark.requirement("R-036")
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ended_at": FILED + timedelta(hours=1)}, "ended_by"),
        ({"ended_by": "Тестов А. Қ."}, "ended_at"),
        ({"ended_by": "Тестов А. Қ.", "ended_at": FILED - timedelta(hours=1)}, "ended_at"),
        ({"confirmations": (FILED - timedelta(hours=1),)}, "confirmations"),
        ({"cause": " "}, "cause"),
    ],
)
def test_an_act_that_cannot_be_true_is_refused(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        _act(Lang.RU, **changed)
    assert refused.value.field == field


def _blank(lang: Lang, sheets: int, practice: bool = False) -> BlankJournalPaper:
    return replace(Samples(lang, practice=practice).blank_journal(), sheets=sheets)


@pytest.mark.requirement("R-036")
@pytest.mark.parametrize("sheets", [1, 4])
@pytest.mark.parametrize("lang", BOTH)
def test_blank_sheets_have_a_number_for_every_line(
    lang: Lang, sheets: int, words_of: WordsOf
) -> None:
    words = words_of(render(_blank(lang, sheets, practice=True)))
    assert _pages(words, lang) == [(n + 1, sheets) for n in range(sheets)]
    numbers = " ".join(str(n + 1) for n in range(LINES_A_SHEET))
    assert numbers in words
    last = " ".join(str((sheets - 1) * LINES_A_SHEET + n + 1) for n in range(LINES_A_SHEET))
    assert last in words
    kept = {Lang.KK: "Журналды жүргізген", Lang.RU: "Журнал вел(а)"}[lang]
    for meant in (_COLUMNS[lang], kept):
        assert words.count(meant) == sheets


@pytest.mark.parametrize("lang", BOTH)
def test_a_blank_sheet_has_the_columns_of_the_act(lang: Lang, words_of: WordsOf) -> None:
    columns = {
        Lang.KK: (
            "Келген уақыты",
            "Келу мақсаты",
            "Оператор",
            "Шақыру уақыты",
            "Жүйеге енгізілген",
        ),
        Lang.RU: ("Время прихода", "Цель посещения", "Оператор", "Время вызова", "Внесено в"),
    }[lang]
    blank, act = words_of(render(_blank(lang, 1))), words_of(render(_act(lang)))
    assert all(column in blank and column in act for column in columns)


def test_a_parcel_of_blank_sheets_is_refused() -> None:
    for sheets in (0, MOST_SHEETS + 1):
        with pytest.raises(InputInvalid) as refused:
            _blank(Lang.KK, sheets)
        assert refused.value.field == "sheets"
