"""A recorded voice: calls joined from clips in a folder; what is not recorded espeak-ng says.

    voice/
        voice.toml      recorded_by = "…" and licence = "…", both needed
        chime.wav       may be absent
        kk/n3000.wav …  one file a clip of ``app.domain.spoken.clip_words``
        ru/n3000.wav …

All are WAV of 16 bits with one rate and one number of channels.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

from app.domain.language import Lang
from app.domain.spoken import SpokenCall, spoken_call
from app.errors import DeviceFault
from app.ports.device_faults import LIBRARY_MISSING
from app.ports.devices import Announcement, Listener, Slot
from app.ports.voice_faults import CLIP_FORM, CLIP_MISSING, CLIPS_UNNAMED
from devices.outfit import Outfit
from devices.voice.espeak import KEPT_SENTENCES, with_pauses
from devices.voice.loudspeaker import Loudspeaker
from devices.voice.sound import Form, Sound, chime, joined, read_wav
from devices.voice.speech import PACKAGE, Speech, sentences

MANIFEST = "voice.toml"
NEEDED = ("recorded_by", "licence")
_CHIME = "chime"


class ClipsVoice:
    """Says calls from clips. A sentence of which one clip is missing is said whole by espeak-ng:
    two voices in one sentence would be hard to follow."""

    slot = Slot.VOICE
    driver = "clips"
    simulated = False

    def __init__(
        self,
        outfit: Outfit,
        loudspeaker: Loudspeaker | None = None,
        speech: Speech | None = None,
    ) -> None:
        self._folder = outfit.voice_folder
        self._loudspeaker = loudspeaker if loudspeaker is not None else Loudspeaker()
        self._speech = speech if speech is not None else Speech()
        self._said = lru_cache(maxsize=KEPT_SENTENCES)(self._sound)

    def open(self, report: Listener) -> None:  # noqa: ARG002 - a loudspeaker reports nothing
        """Look through the folder and find the loudspeaker. Raises ``DeviceFault``."""
        self.probe()

    def probe(self) -> None:
        """Look through the folder anew. Raises ``DeviceFault`` (voice.clips_unnamed,
        voice.clip_missing, voice.clip_form, voice.no_sound, device.library_missing)."""
        self._said.cache_clear()
        self._check_manifest()
        self._check_forms()
        self._loudspeaker.check()

    def close(self) -> None:
        """Nothing is held between calls."""

    def announce(self, announcement: Announcement) -> None:
        """Say the call in each of its languages. Raises ``DeviceFault``, ``Cancelled``."""
        call = announcement.call
        spoken = [
            self._said(spoken_call(call.ticket, call.desk, lang)) for lang in announcement.languages
        ]
        self._loudspeaker.play([self._chime(spoken[0].form), *with_pauses(spoken)])

    def say_text(self, text: str, lang: Lang) -> None:
        """Read a text aloud by espeak-ng. Raises ``DeviceFault`` (also where that is not
        installed), ``Cancelled``."""
        if not self._speech.installed:
            raise DeviceFault(LIBRARY_MISSING, slot=Slot.VOICE, library=PACKAGE)
        for sentence in sentences(text):
            self._loudspeaker.play([self._speech.sound(sentence, lang)])

    def _sound(self, call: SpokenCall) -> Sound:
        names = [f"{call.lang.value}/{clip}" for clip in call.clips]
        missing = next((name for name in names if not self._file(name).is_file()), None)
        if missing is None:
            return joined([self._read(name) for name in names])
        if not self._speech.installed:
            raise DeviceFault(CLIP_MISSING, slot=Slot.VOICE, clip=missing)
        return self._speech.sound(call.text, call.lang)

    def _chime(self, form: Form) -> Sound:
        recorded = self._file(_CHIME).is_file()
        return self._read(_CHIME) if recorded else chime(form)

    def _file(self, name: str) -> Path:
        return self._home / f"{name}.wav"

    def _read(self, name: str) -> Sound:
        try:
            return read_wav(self._file(name).read_bytes())
        except (OSError, ValueError) as error:
            raise DeviceFault(CLIP_MISSING, slot=Slot.VOICE, clip=name) from error

    @property
    def _home(self) -> Path:
        if self._folder is None:
            raise DeviceFault(CLIPS_UNNAMED, slot=Slot.VOICE, file=MANIFEST)
        return self._folder

    def _check_manifest(self) -> None:
        try:
            said = tomllib.loads((self._home / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise DeviceFault(CLIPS_UNNAMED, slot=Slot.VOICE, file=MANIFEST) from error
        if not all(isinstance(said.get(key), str) and said[key].strip() for key in NEEDED):
            raise DeviceFault(CLIPS_UNNAMED, slot=Slot.VOICE, file=MANIFEST)

    def _check_forms(self) -> None:
        usual: Form | None = None
        for file in sorted(self._home.glob("**/*.wav")):
            name = file.relative_to(self._home).with_suffix("").as_posix()
            form = self._read(name).form
            usual = usual if usual is not None else form
            if form != usual:
                raise DeviceFault(
                    CLIP_FORM, slot=Slot.VOICE, clip=name, form=str(form), usual=str(usual)
                )
