"""What a voice needs in tests: a sound system that keeps what it plays, recorded clips, programs."""

from pathlib import Path

import pytest

from app.domain.language import Lang
from app.domain.spoken import clip_words
from devices.voice.sound import Form, Sound, write_wav

FORM = Form(22_050)
_MANIFEST = 'recorded_by = "Made for tests"\nlicence = "CC0"\n'


class SoundSystem:
    """ALSA set up in a home of its own: what is played is written to a file instead."""

    def __init__(self, home: Path, patch: pytest.MonkeyPatch) -> None:
        home.mkdir(exist_ok=True)
        self._settings = home / ".asoundrc"
        self._played = home / "played.raw"
        patch.setenv("HOME", str(home))
        patch.delenv("XDG_CONFIG_HOME", raising=False)
        self.connect()

    def connect(self) -> None:
        """Put a loudspeaker in."""
        keep = f"|cat >> '{self._played}'"
        self._settings.write_text(
            f'pcm.!default {{ type file slave.pcm null file "{keep}" format raw }}\n'
        )

    def disconnect(self) -> None:
        """Name a sound card that is not there."""
        self._settings.write_text("pcm.!default { type hw card 31 }\n")

    @property
    def played(self) -> bytes:
        """All samples played so far."""
        return self._played.read_bytes() if self._played.exists() else b""

    def forget(self) -> None:
        """Begin anew."""
        self._played.unlink(missing_ok=True)


def marked(place: int, form: Form = FORM) -> Sound:
    """A short sound that is known again among others by its samples."""
    return Sound(form, (1000 + place).to_bytes(2, "little") * (200 * form.channels))


def clip_sounds() -> dict[str, Sound]:
    """Every clip of both languages by name (``kk/n3000``), each a sound of its own."""
    names = [f"{lang.value}/{clip}" for lang in Lang for clip in clip_words(lang)]
    return {name: marked(place) for place, name in enumerate(sorted(names))}


def record(folder: Path, sounds: dict[str, Sound], manifest: str = _MANIFEST) -> Path:
    """A folder of clips."""
    folder.mkdir(exist_ok=True)
    for name, sound in sounds.items():
        file = folder / f"{name}.wav"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(write_wav(sound))
    (folder / "voice.toml").write_text(manifest, encoding="utf-8")
    return folder


def program(folder: Path, name: str, script: str) -> Path:
    """A program of that name in a folder, made of some lines of shell."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file
