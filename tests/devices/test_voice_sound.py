"""Sounds in memory: WAVs are read back, joined without loss, and the chime is soft and short."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.voice.sound import Form, Sound, chime, joined, read_wav, silence, write_wav

FORMS = st.builds(Form, rate=st.sampled_from([8000, 22_050, 48_000]), channels=st.integers(1, 2))


@given(form=FORMS, frames=st.binary(max_size=400))
def test_a_wav_is_read_back(form: Form, frames: bytes) -> None:
    whole = frames[: len(frames) // 4 * 4]
    assert read_wav(write_wav(Sound(form, whole))) == Sound(form, whole)


@given(content=st.binary(max_size=200))
def test_what_is_no_wav_is_told(content: bytes) -> None:
    with pytest.raises(ValueError, match="WAV"):
        read_wav(content)


@given(cut=st.integers(0, 43))
def test_a_head_cut_short_is_told(cut: int) -> None:
    with pytest.raises(ValueError, match="WAV"):
        read_wav(write_wav(silence(Form(8000), 0.01))[:cut])


@given(
    changes=st.dictionaries(st.integers(0, 43), st.integers(0, 255), min_size=1), cut=st.integers(0)
)
def test_a_damaged_head_is_told_or_gives_whole_samples(changes: dict[int, int], cut: int) -> None:
    damaged = bytearray(write_wav(chime(Form(8000, 2))))
    for place, value in changes.items():
        damaged[place] = value
    try:
        sound = read_wav(bytes(damaged[: len(damaged) - cut % 60]))
    except ValueError:
        return
    assert len(sound.frames) % (2 * sound.form.channels) == 0
    assert sound.form.rate > 0


def test_a_wav_cut_in_a_sample_is_told() -> None:
    with pytest.raises(ValueError, match="cut"):
        read_wav(write_wav(silence(Form(8000), 0.01))[:-1])


def test_samples_of_eight_bits_are_told() -> None:
    whole = bytearray(write_wav(silence(Form(8000), 0.01)))
    whole[32:36] = (1).to_bytes(2, "little") + (8).to_bytes(2, "little")
    with pytest.raises(ValueError, match="16 bits"):
        read_wav(bytes(whole))


def test_sounds_are_joined_in_their_order() -> None:
    form = Form(8000, 2)
    parts = [Sound(form, bytes([n]) * 8) for n in range(3)]
    assert joined(parts) == Sound(form, b"".join(part.frames for part in parts))


@pytest.mark.parametrize("sounds", [[], [silence(Form(8000), 1), silence(Form(22_050), 1)]])
def test_what_cannot_be_joined_is_told(sounds: list[Sound]) -> None:
    with pytest.raises(ValueError, match="one form"):
        joined(sounds)


@given(form=FORMS)
def test_silence_lasts_as_long_as_asked_and_is_silent(form: Form) -> None:
    pause = silence(form, 0.5)
    assert pause.seconds == pytest.approx(0.5)
    assert pause.level == 0.0


@given(form=FORMS)
def test_the_chime_is_short_soft_and_ends_without_a_click(form: Form) -> None:
    sound = chime(form)
    samples = array("h", sound.frames)
    assert sound.seconds == pytest.approx(0.62, abs=0.01)
    assert 0.03 < sound.level < 0.2
    assert max(map(abs, samples)) < 32_767 * 0.6
    assert [samples[0], samples[-1]] == [0, 0]
    steps = [abs(b - a) for a, b in zip(samples, samples[form.channels :], strict=False)]
    assert max(steps) < 32_767 * 0.4


def test_the_chime_is_the_same_in_every_channel() -> None:
    samples = array("h", chime(Form(22_050, 2)).frames)
    assert samples[::2] == samples[1::2] == array("h", chime(Form(22_050)).frames)


def test_the_level_of_a_known_sound() -> None:
    assert Sound(Form(8000), (32_767).to_bytes(2, "little") * 10).level == pytest.approx(1.0)
    assert Sound(Form(8000), b"").level == 0.0
