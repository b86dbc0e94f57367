"""Sounds in memory: read from a WAV, joined, and the chime that goes before a call."""

import io
import math
import sys
import wave
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

_WIDTH = 2
_LOUDEST = 32_767
_CHIME_LEVEL = 0.28
_CHIME_TONES = ((659.25, 0.0), (523.25, 0.22))
_CHIME_SECONDS = 0.62
_RISE_SECONDS = 0.012
_FADE_SECONDS = 0.06
_DECAY = 6.0


@dataclass(frozen=True, slots=True)
class Form:
    """How the samples of a sound stand: always 16 bits, so many a second, in so many channels."""

    rate: int
    channels: int = 1

    def __str__(self) -> str:
        return f"{self.rate} Hz × {self.channels}, 16 bit"


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound; ``frames`` are its samples, little end first."""

    form: Form
    frames: bytes = field(repr=False)

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.frames) / (_WIDTH * self.form.channels * self.form.rate)

    @property
    def level(self) -> float:
        """How loud it is on the whole, between 0 and 1 (the root of the mean square)."""
        samples = _samples(self.frames)
        if not samples:
            return 0.0
        return math.sqrt(sum(s * s for s in samples) / len(samples)) / _LOUDEST


def read_wav(content: bytes) -> Sound:
    """The sound of a WAV. Raises ``ValueError`` for anything but whole samples of 16 bits.

    The length in its head is not believed: a program that writes into a pipe cannot know it.
    """
    try:
        with wave.open(io.BytesIO(content), "rb") as source:
            form = Form(source.getframerate(), source.getnchannels())
            width, frames = source.getsampwidth(), source.readframes(source.getnframes())
    except (wave.Error, EOFError, RuntimeError) as error:  # the last is said of a wrong length
        raise ValueError(f"no WAV: {error}") from error
    if width != _WIDTH or form.rate < 1 or len(frames) % (_WIDTH * form.channels):
        raise ValueError("not of 16 bits, or cut in the middle of a sample")
    return Sound(form, frames)


def write_wav(sound: Sound) -> bytes:
    """The sound as a WAV."""
    target = io.BytesIO()
    with wave.open(target, "wb") as written:
        written.setframerate(sound.form.rate)
        written.setnchannels(sound.form.channels)
        written.setsampwidth(_WIDTH)
        written.writeframes(sound.frames)
    return target.getvalue()


def joined(sounds: Iterable[Sound]) -> Sound:
    """One sound after the other. Raises ``ValueError`` for none, and for unlike forms."""
    row = tuple(sounds)
    if len({sound.form for sound in row}) != 1:
        raise ValueError("only sounds of one form can be joined")
    return Sound(row[0].form, b"".join(sound.frames for sound in row))


def silence(form: Form, seconds: float) -> Sound:
    """Nothing for a while."""
    return Sound(form, bytes(int(form.rate * seconds) * form.channels * _WIDTH))


@lru_cache(maxsize=4)
def chime(form: Form) -> Sound:
    """Two soft tones, the second one lower, that fade away; about 0.6 s."""
    count = int(form.rate * _CHIME_SECONDS)
    tones = [0.0] * count
    for pitch, begins in _CHIME_TONES:
        first = int(form.rate * begins)
        for place in range(first, count):
            tones[place] += _tone(pitch, (place - first) / form.rate)
    for place in range(count):
        left = (count - 1 - place) / form.rate
        tones[place] *= min(1.0, left / _FADE_SECONDS)
    samples = array("h", (round(_LOUDEST * _CHIME_LEVEL * tone) for tone in tones))
    many = array("h", (sample for sample in samples for _ in range(form.channels)))
    return Sound(form, _bytes(many))


def _tone(pitch: float, at: float) -> float:
    swelling = min(1.0, at / _RISE_SECONDS) * math.exp(-_DECAY * at)
    angle = 2 * math.pi * pitch * at
    return swelling * (math.sin(angle) + 0.2 * math.sin(2 * angle))


def _samples(frames: bytes) -> "array[int]":
    samples = array("h", frames)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _bytes(samples: "array[int]") -> bytes:
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()
