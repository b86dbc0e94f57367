"""The voice of espeak-ng: every call as a sentence, with a chime before it."""

from collections.abc import Iterator
from functools import lru_cache

from app.domain.language import Lang
from app.domain.spoken import spoken_call
from app.ports.devices import Announcement, Listener, Slot
from devices.outfit import Outfit
from devices.voice.loudspeaker import Loudspeaker
from devices.voice.sound import Sound, chime, silence
from devices.voice.speech import Speech, sentences

KEPT_SENTENCES = 32
"""How many said sentences are kept, so that a recall need not be spoken anew (about 5 MB)."""
PAUSE_SECONDS = 0.35


class EspeakVoice:
    """Says calls and reads texts aloud; ``loudspeaker`` and ``speech`` may be others in tests."""

    slot = Slot.VOICE
    driver = "espeak"
    simulated = False

    def __init__(
        self,
        outfit: Outfit,  # noqa: ARG002 - it needs nothing that desks differ in
        loudspeaker: Loudspeaker | None = None,
        speech: Speech | None = None,
    ) -> None:
        self._loudspeaker = loudspeaker if loudspeaker is not None else Loudspeaker()
        self._speech = speech if speech is not None else Speech()
        # A call holds no person, so its sound may be kept; a text that is read aloud never is.
        self._said = lru_cache(maxsize=KEPT_SENTENCES)(self._speech.sound)

    def open(self, report: Listener) -> None:  # noqa: ARG002 - a loudspeaker reports nothing
        """Look for the programs. Raises ``DeviceFault``."""
        self.probe()

    def probe(self) -> None:
        """Speak into nothing and play silence. Raises ``DeviceFault`` (device.library_missing,
        voice.no_speech, voice.no_sound)."""
        self._speech.check()
        self._loudspeaker.check()

    def close(self) -> None:
        """Nothing is held between calls."""

    def announce(self, announcement: Announcement) -> None:
        """Say the call in each of its languages. Raises ``DeviceFault``, ``Cancelled``."""
        spoken = [self._sound(announcement, lang) for lang in announcement.languages]
        self._loudspeaker.play([chime(spoken[0].form), *with_pauses(spoken)])

    def say_text(self, text: str, lang: Lang) -> None:
        """Read a text aloud, sentence by sentence. Raises ``DeviceFault``, ``Cancelled``."""
        for sentence in sentences(text):
            self._loudspeaker.play([self._speech.sound(sentence, lang)])

    def _sound(self, announcement: Announcement, lang: Lang) -> Sound:
        call = announcement.call
        return self._said(spoken_call(call.ticket, call.desk, lang).text, lang)


def with_pauses(sounds: list[Sound]) -> Iterator[Sound]:
    """The sounds with a pause before each."""
    for sound in sounds:
        yield silence(sound.form, PAUSE_SECONDS)
        yield sound
