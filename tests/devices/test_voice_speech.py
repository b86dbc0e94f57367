"""The real speaking program: both languages are heard, in no other language, and nothing is kept."""

import os
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.language import Lang
from app.domain.spoken import spoken_call
from app.errors import Cancelled, DeviceFault
from app.lanes import Lane
from app.ports.device_faults import LIBRARY_MISSING
from app.ports.voice_faults import NO_SPEECH
from devices.voice.process import run
from devices.voice.speech import Speech, sentences
from tests.fakes.hall_sound import program

PATIENCE = 10.0
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def phonemes(text: str, lang: Lang) -> str:
    """How the program would say it."""
    command = ("espeak-ng", "-v", lang.value, "-b", "1", "-x", "-q", "--stdin")
    return run(command, text.encode()).written.decode()


@pytest.mark.parametrize("lang", Lang)
class TestCalls:
    """Sentences of calls, spoken by espeak-ng itself."""

    def test_a_call_has_a_plausible_length_and_level(self, lang: Lang) -> None:
        sound = Speech().sound(spoken_call("A3001", 7, lang).text, lang)
        assert 2.5 < sound.seconds < 7.0
        assert sound.level > 0.02
        assert sound.form.channels == 1

    def test_a_longer_number_takes_longer(self, lang: Lang) -> None:
        tickets = ("A1", "A301", "A3541", "A13541")
        lengths = [
            Speech().sound(spoken_call(ticket, 7, lang).text, lang).seconds for ticket in tickets
        ]
        assert all(shorter < longer for shorter, longer in pairwise(lengths)), lengths

    def test_no_letter_makes_it_speak_another_language(self, lang: Lang) -> None:
        said = [phonemes(spoken_call(f"{letter}105", 7, lang).text, lang) for letter in LETTERS]
        assert [heard for heard in said if "(" in heard] == []
        assert Counter(said).most_common(1)[0][1] == 1

    def test_an_unmapped_letter_would(self, lang: Lang) -> None:
        assert "(en)" in phonemes("Талон A", lang)


class TestProgram:
    """The program itself and what may be wrong with it."""

    def test_it_is_there_and_speaks_both_languages(self) -> None:
        assert Speech().installed
        Speech().check()

    def test_a_missing_program_is_named_by_its_package(self) -> None:
        absent = Speech("no-such-program")
        assert not absent.installed
        with pytest.raises(DeviceFault) as caught:
            absent.check()
        assert (caught.value.code, caught.value.slot) == (LIBRARY_MISSING, "voice")
        assert caught.value.params["library"] == "espeak-ng"

    @pytest.mark.parametrize("script", ["exit 1", "echo no sound", "exit 0"])
    def test_a_program_without_a_sound_is_told(self, tmp_path: Path, script: str) -> None:
        broken = Speech(str(program(tmp_path, "speak", f"cat >/dev/null; {script}")))
        with pytest.raises(DeviceFault) as caught:
            broken.sound("бір", Lang.KK)
        assert (caught.value.code, caught.value.params) == (NO_SPEECH, {"language": "kk"})

    def test_what_is_said_is_no_argument_and_no_command(self, tmp_path: Path) -> None:
        seen = tmp_path / "seen"
        tool = program(
            tmp_path, "speak", f'echo "$@" > {seen}; cat >> {seen}; espeak-ng --stdout x'
        )
        Speech(str(tool)).sound("--help [[kju:]] Асан Сынақов", Lang.KK)
        arguments, said = seen.read_text().split("\n", 1)
        assert arguments == "-v kk -s 145 -b 1 --stdin --stdout"
        assert said == "--help [ [kju:]] Асан Сынақов"

    def test_a_text_that_begins_like_an_option_is_read(self) -> None:
        assert Speech().sound("--version", Lang.RU).level > 0.02


class TestProcess:
    """A program that is run for its answer."""

    def test_much_goes_in_and_comes_out(self) -> None:
        much = bytes(range(256)) * 4000
        done = run(("cat",), much)
        assert (done.code, done.written) == (0, much)

    def test_a_program_that_reads_nothing(self) -> None:
        assert run(("false",), bytes(1_000_000)).code == 1

    @pytest.mark.parametrize("script", ["exec cat /dev/zero", "exec tail -f /dev/null"])
    def test_a_cancel_kills_it(self, tmp_path: Path, script: str) -> None:
        began = tmp_path / "began"
        os.mkfifo(began)
        tool = program(tmp_path, "hang", f"echo $$ > {began}; {script}")
        lane = Lane("voice")
        asked = lane.submit(run, (str(tool),), bytes(1_000_000))
        process = began.read_text().strip()
        asked.cancel()
        assert isinstance(asked.exception(PATIENCE), Cancelled)
        assert lane.stop()
        assert not Path("/proc", process).exists()

    def test_what_went_in_and_came_out_is_in_no_description(self) -> None:
        assert "Асан" not in repr(run(("cat",), "Асан".encode()))


class TestSentences:
    """A long text in parts."""

    def test_stops_colons_and_lines_part_it(self) -> None:
        text = "Келісесіз бе? Иә; жоқ.\n\n Мына құжат: төлқұжат.  Соңы"
        assert sentences(text) == (
            "Келісесіз бе?", "Иә;", "жоқ.", "Мына құжат:", "төлқұжат.", "Соңы",
        )  # fmt: skip

    def test_dates_stay_whole(self) -> None:
        assert sentences("16.03.2026 күні, 11:20.") == ("16.03.2026 күні, 11:20.",)

    @given(text=st.text())
    def test_nothing_is_lost_and_nothing_is_empty(self, text: str) -> None:
        parts = sentences(text)
        assert all(part == part.strip() != "" for part in parts)
        assert "".join("".join(parts).split()) == "".join(text.split())
