"""The loudspeaker plays through the real player, names what is missing, and stops when it should."""

import os
from pathlib import Path

import pytest

from app.errors import Cancelled, DeviceFault, Unavailable
from app.lanes import LATE, Lane, ManualAlarm
from app.ports.device_faults import LIBRARY_MISSING
from app.ports.voice_faults import BROKEN_OFF, NO_SOUND
from devices.voice.loudspeaker import PLAYERS, Loudspeaker, Player
from devices.voice.sound import Form, joined, silence
from tests.fakes.hall_sound import SoundSystem, marked, program

PATIENCE = 10.0
APLAY = PLAYERS[:1]


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoundSystem:
    return SoundSystem(tmp_path / "home", monkeypatch)


def player(folder: Path, name: str, script: str) -> Player:
    return Player(str(program(folder, name, script)), f"package-of-{name}", lambda _form: ())


def code_of(act: object) -> str:
    with pytest.raises(DeviceFault) as caught:
        act()  # type: ignore[operator]
    assert caught.value.slot == "voice"
    return caught.value.code


class TestRealPlayer:
    """aplay into a sound system that writes down what it plays."""

    def test_every_sample_comes_out_in_order(self, system: SoundSystem) -> None:
        sounds = [marked(1), silence(Form(22_050), 0.1), marked(2)]
        Loudspeaker(APLAY).play(sounds)
        assert joined(sounds).frames in system.played

    def test_sounds_of_two_forms_come_one_after_the_other(self, system: SoundSystem) -> None:
        Loudspeaker(APLAY).play([marked(1), marked(2, Form(44_100)), marked(3)])
        places = [system.played.find(marked(n).frames) for n in (1, 2, 3)]
        assert -1 not in places
        assert places == sorted(places)

    def test_no_sound_card_is_told_and_found_again(self, system: SoundSystem) -> None:
        speaker = Loudspeaker(APLAY)
        system.disconnect()
        assert code_of(speaker.check) == NO_SOUND
        assert code_of(lambda: speaker.play([marked(1)])) == NO_SOUND
        system.connect()
        speaker.check()
        speaker.play([marked(1)])
        assert marked(1).frames in system.played

    def test_a_card_lost_between_two_calls(self, system: SoundSystem) -> None:
        speaker = Loudspeaker(APLAY)
        speaker.check()
        system.disconnect()
        assert code_of(lambda: speaker.play([marked(1)])) == BROKEN_OFF

    def test_nothing_to_play(self, system: SoundSystem) -> None:
        Loudspeaker(APLAY).play([silence(Form(22_050), 0)])
        assert system.played.strip(b"\0") == b""


class TestChoice:
    """Which player is taken."""

    def test_no_player_names_the_package(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(DeviceFault) as caught:
            Loudspeaker().check()
        assert caught.value.code == LIBRARY_MISSING
        assert caught.value.params["library"] == "alsa-utils"

    def test_the_first_that_can_be_heard(self, tmp_path: Path) -> None:
        heard = tmp_path / "heard"
        deaf = player(tmp_path, "deaf", "exit 1")
        good = player(tmp_path, "good", f"cat >> {heard}")
        last = player(tmp_path, "last", f"echo wrong >> {heard}; cat >/dev/null")
        absent = Player("no-such-player", "nothing", lambda _form: ())
        speaker = Loudspeaker((absent, deaf, good, last))
        speaker.check()
        speaker.play([marked(1)])
        assert heard.read_bytes().strip(b"\0") == marked(1).frames

    def test_a_program_that_cannot_be_started_is_no_player(self, tmp_path: Path) -> None:
        broken = program(tmp_path, "broken", "")
        broken.write_bytes(b"\x7fELF nothing")
        assert code_of(Loudspeaker((Player(str(broken), "x", lambda _form: ()),)).check) == NO_SOUND

    @pytest.mark.parametrize("known", PLAYERS, ids=lambda p: p.program)
    def test_every_player_is_told_the_form(self, known: Player) -> None:
        told = " ".join(known.arguments(Form(44_100, 2))).lower()
        assert "44100" in told
        assert "s16_le" in told or "s16le" in told
        assert {"-c 2", "--channels=2"} & {
            told[m : m + n] for m in range(len(told)) for n in (4, 12)
        }


class TestEnd:
    """A saying that should end."""

    @pytest.fixture
    def began(self, tmp_path: Path) -> Path:
        path = tmp_path / "began"
        os.mkfifo(path)
        return path

    @pytest.fixture
    def endless(self, tmp_path: Path, began: Path) -> Loudspeaker:
        # The trial of silence is short and passes; what comes after is played for ever.
        script = f"""
            if [ "$(wc -c)" -lt 1000 ]; then exit; fi
            echo $$ > {began}
            exec tail -f /dev/null
        """
        return Loudspeaker((player(tmp_path, "endless", script),))

    def test_a_cancel_ends_it_at_once(self, endless: Loudspeaker, began: Path) -> None:
        lane = Lane("voice")
        asked = lane.submit(endless.play, [silence(Form(22_050), 1)])
        process = began.read_text().strip()
        asked.cancel()
        assert isinstance(asked.exception(PATIENCE), Cancelled)
        assert lane.stop()
        assert not Path("/proc", process).exists()

    def test_the_deadline_ends_it(self, endless: Loudspeaker, began: Path) -> None:
        alarm = ManualAlarm()
        lane = Lane("voice", alarm)
        asked = lane.submit_within(30.0, endless.play, [silence(Form(22_050), 1)])
        process = began.read_text().strip()
        alarm.advance(30.0)
        error = asked.exception(PATIENCE)
        assert isinstance(error, Unavailable)
        assert error.code == LATE
        assert lane.stop()
        assert not Path("/proc", process).exists()
