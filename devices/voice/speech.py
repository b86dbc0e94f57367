"""Words to sound by espeak-ng, which runs as a program of its own beside us."""

import re
import shutil

from app.domain.language import Lang
from app.errors import DeviceFault
from app.ports.device_faults import LIBRARY_MISSING
from app.ports.devices import Slot
from app.ports.voice_faults import NO_SPEECH
from devices.voice.process import run
from devices.voice.sound import Sound, read_wav

PROGRAM = "espeak-ng"
PACKAGE = "espeak-ng"
_WORDS_A_MINUTE = "145"
_UTF_8 = "1"
_TRIAL = {Lang.KK: "бір", Lang.RU: "один"}
_END_OF_SENTENCE = re.compile(r"(?<=[.!?…;:])\s+|\s*\n\s*")


class Speech:
    """The speaking program. It keeps nothing of what it has said."""

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program

    @property
    def installed(self) -> bool:
        """Whether the program is there."""
        return shutil.which(self._program) is not None

    def check(self) -> None:
        """Let every language say a word into nothing.

        Raises ``DeviceFault`` (device.library_missing with the package, voice.no_speech).
        """
        for lang, word in _TRIAL.items():
            self.sound(word, lang)

    def sound(self, text: str, lang: Lang) -> Sound:
        """``text`` spoken. Raises ``DeviceFault``, ``Cancelled``."""
        command = (self._program, "-v", lang.value, "-s", _WORDS_A_MINUTE, "-b", _UTF_8)
        try:
            # «[[» would be taken for a spelling of sounds.
            spoken = run(
                (*command, "--stdin", "--stdout"), text.replace("[[", "[ [").encode("utf-8")
            )
        except OSError as error:
            raise DeviceFault(LIBRARY_MISSING, slot=Slot.VOICE, library=PACKAGE) from error
        try:
            if spoken.code == 0:
                return read_wav(spoken.written)
        except ValueError:
            pass
        raise DeviceFault(NO_SPEECH, slot=Slot.VOICE, language=lang.value)


def sentences(text: str) -> tuple[str, ...]:
    """A text in its sentences, lines and clauses, so that a reading can stop between them."""
    return tuple(part for part in map(str.strip, _END_OF_SENTENCE.split(text)) if part)
