"""Everything that fails is told in words, once, with a number when nobody knows it."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QtMsgType, qCritical
from pytestqt.qtbot import QtBot

from app.domain.language import Lang
from app.errors import Cancelled, InputInvalid, Unavailable, declare
from ui.binding.failures import Failures, notice_of
from ui.binding.presentation import FailureNotice, Tone
from ui.binding.texts import ui_language


class Log:
    """Counts what was recorded."""

    def __init__(self) -> None:
        self.errors: list[BaseException] = []

    def __call__(self, error: BaseException) -> str:
        self.errors.append(error)
        return f"7F-{len(self.errors)}"


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def failures(dressed: None, log: Log) -> Iterator[Failures]:
    hooks = sys.excepthook, threading.excepthook
    failures = Failures(log)
    yield failures
    failures.uninstall()
    sys.excepthook, threading.excepthook = hooks


def test_a_bug_gets_a_number_in_both_languages(failures: Failures, log: Log, qtbot: QtBot) -> None:
    told: list[FailureNotice] = []
    failures.listen(told.append)
    failures.report(ZeroDivisionError("boom"))
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].incident == "7F-1"
    assert "7F-1" in told[0].title
    assert "boom" not in told[0].title + told[0].advice
    ui_language().choose(Lang.KK)
    kazakh = notice_of(ZeroDivisionError("boom"), "7F-1")
    assert kazakh is not None
    assert "7F-1" in kazakh.title
    assert kazakh.title != told[0].title


def test_known_errors_have_their_own_words_and_no_number(
    failures: Failures, log: Log, qtbot: QtBot
) -> None:
    told: list[FailureNotice] = []
    failures.listen(told.append)
    failures.report(Unavailable("cancelled"))
    failures.report(InputInvalid("cancelled", field="iin"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert [(n.incident, n.retry, n.tone) for n in told] == [
        ("", True, Tone.WARN),
        ("", False, Tone.STOP),
    ]
    assert log.errors == []


def test_a_code_without_words_is_a_bug_too(failures: Failures, log: Log, qtbot: QtBot) -> None:
    told: list[FailureNotice] = []
    failures.listen(told.append)
    failures.report(Unavailable("no.such.code", what="x"))
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].incident == "7F-1"


def test_calling_off_is_silence() -> None:
    assert notice_of(Cancelled()) is None


def test_what_failed_before_a_window_listened_waits(
    failures: Failures, log: Log, qtbot: QtBot
) -> None:
    failures.report(ZeroDivisionError())
    qtbot.waitUntil(lambda: len(log.errors) == 1)
    told: list[FailureNotice] = []
    failures.listen(told.append)
    assert len(told) == 1


def test_errors_of_threads_and_of_python_itself_are_told(
    failures: Failures, log: Log, qtbot: QtBot
) -> None:
    failures.install()

    def fall() -> None:
        raise OSError("disk")

    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    error = ValueError("outer")
    sys.excepthook(ValueError, error, None)
    qtbot.waitUntil(lambda: len(log.errors) == 2)
    assert [type(e) for e in log.errors] == [OSError, ValueError]


def test_what_qt_says_is_sorted(
    failures: Failures, log: Log, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    failures._on_qt_message(QtMsgType.QtWarningMsg, None, "propagateSizeHints()")  # type: ignore[arg-type]
    failures._on_qt_message(QtMsgType.QtWarningMsg, None, "a warning")  # type: ignore[arg-type]
    assert capsys.readouterr().err == "Qt: a warning\n"
    failures.install()
    qCritical("a critical thing")
    qtbot.waitUntil(lambda: len(log.errors) == 1)
    assert "critical thing" in str(log.errors[0])


def test_parameters_reach_the_words(dressed: None) -> None:
    code = declare("test.ui_words", "Case {number}", "Close")
    notice = notice_of(Unavailable(code, number="07-1"))
    assert notice is not None
    assert (notice.title, notice.advice) == ("Дело 07-1", "Закрыть")
