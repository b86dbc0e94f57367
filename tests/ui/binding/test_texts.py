"""Words, dates and money of a surface; Qt's own words where they differ from ours."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.domain.language import Bilingual, Lang
from ui.binding.qt_words import QtWords
from ui.binding.texts import (
    LanguageCenter,
    show_date,
    show_moment,
    show_money,
    tr_,
    tr_plural,
    ui_language,
)


@pytest.mark.requirement("R-088")
def test_each_surface_speaks_its_own_language(dressed: None, qtbot: QtBot) -> None:
    mine, theirs = LanguageCenter(Lang.RU), LanguageCenter(Lang.KK)
    with qtbot.assertNotEmitted(theirs.changed), qtbot.waitSignal(mine.changed, timeout=0):
        mine.choose(Lang.KK)
    with qtbot.assertNotEmitted(mine.changed):
        mine.choose(Lang.KK)
    mine.choose(Lang.RU)
    assert (mine.text("Close"), theirs.text("Close")) == ("Закрыть", "Жабу")
    assert theirs.of(Bilingual("бір", "один")) == "бір"


def test_the_operators_words_follow_the_window(dressed: None) -> None:
    assert tr_("Case {number}", number="07-1") == "Дело 07-1"
    forms = [tr_plural("{count} waiting", "{count} waiting", n) for n in (1, 3, 14)]
    assert forms == ["1 ждёт", "3 ждут", "14 ждут"]
    ui_language().choose(Lang.KK)
    assert tr_("Case {number}", number="07-1") == "Іс 07-1"


def test_dates_have_one_shape() -> None:
    assert show_date(date(2026, 3, 7)) == "07.03.2026"
    assert show_date(date(198, 1, 2)) == "02.01.0198"
    assert show_moment(datetime(2026, 11, 3, 9, 5, tzinfo=UTC)) == "03.11.2026 09:05"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("3932.5", "3\u00a0932,50\u00a0₸"),
        ("4325", "4\u00a0325\u00a0₸"),
        ("0", "0\u00a0₸"),
        ("1234567.89", "1\u00a0234\u00a0567,89\u00a0₸"),
        ("0.10", "0,10\u00a0₸"),
    ],
)
def test_money_is_shown_exactly(amount: str, shown: str) -> None:
    assert show_money(Decimal(amount)) == shown


@pytest.fixture
def qt_words(dressed: None) -> Iterator[LanguageCenter]:
    language = LanguageCenter(Lang.KK)
    words = QtWords(language)
    yield language
    words.remove()


def test_leaving_is_never_called_by_the_word_of_refusal(
    qt_words: LanguageCenter, qtbot: QtBot
) -> None:
    kinds = QDialogButtonBox.StandardButton
    said = {}
    for lang in Lang:
        qt_words.choose(lang)
        box = QDialogButtonBox(kinds.Cancel | kinds.Close | kinds.Discard | kinds.Abort)
        qtbot.addWidget(box)
        said[lang] = [box.button(kind).text() for kind in (kinds.Cancel, kinds.Close)]
        texts = [button.text().lower() for button in box.buttons()]
        assert not [text for text in texts if "бас тарт" in text or "отка" in text]
    assert said == {Lang.KK: ["Кері қайту", "Жабу"], Lang.RU: ["Назад", "Закрыть"]}


def test_the_menus_of_fields_speak_both_languages(qt_words: LanguageCenter) -> None:
    said = []
    for lang in Lang:
        qt_words.choose(lang)
        said.append(QCoreApplication.translate("QWidgetTextControl", "&Copy").replace("&", ""))
    assert len(set(said)) == 2
    assert "Copy" not in said
