"""The applicant's finger on the applicant's screen."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from ui.binding import present_applicant as words
from ui.binding.applicant import LanguageScreen, QuestionScreen, RatingScreen
from ui.displays.applicant import ApplicantWindow


def touch(screen: ApplicantWindow | None, answer: Mapping[str, object]) -> None:
    """Touch what ``answer`` means: a language, the confirmed text, a score."""
    if screen is None or not screen.isVisible():
        return
    shown = screen.screen_shown
    if "language" in answer and isinstance(shown, LanguageScreen | QuestionScreen):
        _press(_language_button(screen, str(answer["language"])))
    elif answer.get("confirms") and isinstance(shown, QuestionScreen) and shown.id == "check":
        _press(_answer_button(screen, shown, words.RIGHT))
    elif "score" in answer and isinstance(shown, RatingScreen) and not _more(answer):
        _press(screen.rating.levels[int(str(answer["score"]))])


def _more(answer: Mapping[str, object]) -> bool:
    """Reasons and a comment are said in another way than by one touch."""
    return bool(answer.get("reasons") or answer.get("comment") or answer.get("score") is None)


def _answer_button(
    screen: ApplicantWindow, shown: QuestionScreen, answer: str
) -> QAbstractButton | None:
    ids = [one.id for one in shown.answers]
    return screen.answers.buttons[ids.index(answer)] if answer in ids else None


def _language_button(screen: ApplicantWindow, lang: str) -> QAbstractButton | None:
    names = {"kk": "Қазақша", "ru": "Русский"}
    for button in screen.findChildren(QAbstractButton):
        if button.isVisible() and names[lang] in button.accessibleName():
            return button
    return None


def _press(button: QAbstractButton | None) -> None:
    if button is not None and button.isEnabled():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
