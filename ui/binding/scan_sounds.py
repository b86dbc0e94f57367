"""What a verdict sounds like: nothing for a good scan, whose sound is the scanner's own, one stroke of
the system's bell for a code read before, three for a halt."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.binding.presentation import Tone

STROKES: dict[Tone, int] = {Tone.WARN: 1, Tone.STOP: 3}
_APART = 160
"""Milliseconds between two strokes: told apart by ear, over before the next scan."""


def sound(tone: Tone) -> None:
    """Let the verdict be heard."""
    for number in range(STROKES.get(tone, 0)):
        QTimer.singleShot(number * _APART, QApplication.beep)
