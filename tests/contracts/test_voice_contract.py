"""What every voice keeps: it says calls to the end or tells why not, and of a text it keeps nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.language import Lang
from app.domain.spoken import spoken_call
from app.errors import DeviceFault, Unavailable
from app.lanes import InlineLane
from app.ports.device_faults import LIBRARY_MISSING, UNPLUGGED
from app.ports.devices import Announcement, TicketCall, Voice
from app.ports.voice_faults import BROKEN_OFF, CLIP_FORM, CLIP_MISSING, CLIPS_UNNAMED, NO_SOUND
from devices.outfit import Outfit
from devices.voice.clips import ClipsVoice
from devices.voice.espeak import KEPT_SENTENCES, EspeakVoice
from devices.voice.loudspeaker import PLAYERS, Loudspeaker
from devices.voice.simulated import SimulatedVoice
from devices.voice.sound import Form, Sound, chime, joined, read_wav
from devices.voice.speech import Speech
from tests.fakes.device_rig import AT, HandPace
from tests.fakes.hall_sound import FORM, SoundSystem, clip_sounds, marked, record

BOTH = (Lang.KK, Lang.RU)
CALL = Announcement(call=TicketCall("A3001", 7), languages=BOTH)
OTHER = Announcement(call=TicketCall("B105", 40), languages=(Lang.RU,))
NOT_INSTALLED = "no-such-program"


class CountedSpeech(Speech):
    """The real program, with a count of how often it was asked to speak."""

    def __init__(self, program: str = "espeak-ng") -> None:
        super().__init__(program)
        self.asked: list[str] = []

    def sound(self, text: str, lang: Lang) -> Sound:
        self.asked.append(text)
        return super().sound(text, lang)


@dataclass
class VoiceRig:
    """A voice with what its surroundings show of it."""

    voice: Voice
    heard: Callable[[], int]
    unplug: Callable[[], None]
    plug_in: Callable[[], None]
    codes: tuple[str, ...]


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SoundSystem:
    return SoundSystem(tmp_path / "home", monkeypatch)


@pytest.fixture
def outfit(tmp_path: Path) -> Outfit:
    folder = record(tmp_path / "voice", clip_sounds())
    return Outfit(now=lambda: AT, paper_folder=tmp_path, pace=HandPace(), voice_folder=folder)


@pytest.fixture
def speaker() -> Loudspeaker:
    return Loudspeaker(PLAYERS[:1])


def _real_rig(voice: Voice, system: SoundSystem) -> VoiceRig:
    begins = chime(FORM).frames
    return VoiceRig(
        voice=voice,
        heard=lambda: system.played.count(begins),
        unplug=system.disconnect,
        plug_in=system.connect,
        codes=(BROKEN_OFF, NO_SOUND),
    )


@pytest.fixture(params=["espeak", "clips", "simulated"])
def rig(
    request: pytest.FixtureRequest, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
) -> VoiceRig:
    match request.param:
        case "espeak":
            made = _real_rig(EspeakVoice(outfit, speaker), system)
        case "clips":
            made = _real_rig(ClipsVoice(outfit, speaker), system)
        case _:
            voice = SimulatedVoice(outfit)
            codes = (UNPLUGGED,)
            plug = voice.plug
            made = VoiceRig(voice, lambda: len(voice.said), plug.pull, plug.put, codes)
    made.voice.open(lambda _event: None)
    return made


def fault(act: Callable[[], object]) -> DeviceFault:
    with pytest.raises(DeviceFault) as caught:
        act()
    assert caught.value.slot == "voice"
    return caught.value


class TestEveryVoice:
    """Over all voices."""

    def test_a_call_has_been_said_when_it_answers(self, rig: VoiceRig) -> None:
        rig.voice.announce(CALL)
        assert rig.heard() == 1
        rig.voice.announce(OTHER)
        rig.voice.announce(CALL)
        assert rig.heard() == 3

    def test_a_lost_loudspeaker_is_told_and_what_comes_after_it_is_said(
        self, rig: VoiceRig
    ) -> None:
        rig.unplug()
        assert fault(lambda: rig.voice.announce(CALL)).code in rig.codes
        assert fault(rig.voice.probe).code == rig.codes[-1]
        assert rig.heard() == 0
        rig.plug_in()
        rig.voice.open(lambda _event: None)
        rig.voice.announce(CALL)
        assert rig.heard() == 1

    def test_a_task_that_should_end_says_nothing(self, rig: VoiceRig) -> None:
        lane = InlineLane("voice")

        def late() -> None:
            lane.alarm.advance(1.0)
            rig.voice.announce(CALL)

        asked = lane.submit_within(1.0, late)
        assert isinstance(asked.exception(), Unavailable)
        assert rig.heard() == 0

    @pytest.mark.requirement("R-034")
    def test_a_call_with_anything_but_a_ticket_cannot_be_made(self) -> None:
        for ticket, desk in (("Ә012", 7), ("В105", 7), ("A105", 0), ("A105", 1000)):
            with pytest.raises(ValueError, match="no spoken words"):
                Announcement(call=TicketCall(ticket, desk), languages=BOTH)
        for languages in ((), (Lang.KK, Lang.KK)):
            with pytest.raises(ValueError, match="languages"):
                Announcement(call=CALL.call, languages=languages)

    @pytest.mark.requirement("R-225")
    def test_a_text_is_read_and_nothing_of_it_is_kept(
        self,
        rig: VoiceRig,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        before = set(tmp_path.rglob("*"))
        rig.voice.say_text("Мен, Сынақов Асан, келісім беремін.\nКүні: 06.03.2026.", Lang.KK)
        assert {path.name for path in set(tmp_path.rglob("*")) - before} <= {"played.raw"}
        assert "Сынақов" not in caplog.text + repr(vars(rig.voice))


class TestEspeak:
    """The speaking program."""

    def test_what_is_heard_is_the_chime_and_both_sentences(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        EspeakVoice(outfit, speaker).announce(CALL)
        parts = [chime(FORM).frames] + [
            Speech().sound(spoken_call("A3001", 7, lang).text, lang).frames for lang in BOTH
        ]
        places = [system.played.find(part) for part in parts]
        assert -1 not in places
        assert places == sorted(places)

    def test_a_recall_is_not_spoken_anew_and_the_store_of_sounds_is_bounded(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        speech = CountedSpeech()
        voice = EspeakVoice(outfit, speaker, speech)
        for _ in range(3):
            voice.announce(CALL)
        assert len(speech.asked) == 2
        for desk in range(1, KEPT_SENTENCES + 1):
            voice.announce(Announcement(call=TicketCall("A1", desk), languages=(Lang.RU,)))
        voice.announce(CALL)
        assert speech.asked[-2:] == [spoken_call("A3001", 7, lang).text for lang in BOTH]

    def test_a_text_that_was_read_is_spoken_anew(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        speech = CountedSpeech()
        voice = EspeakVoice(outfit, speaker, speech)
        for _ in range(2):
            voice.say_text("Келісемін. Иә.", Lang.KK)
        assert speech.asked == ["Келісемін.", "Иә."] * 2

    def test_a_missing_program_is_named_at_the_opening(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        voice = EspeakVoice(outfit, speaker, Speech(NOT_INSTALLED))
        told = fault(lambda: voice.open(lambda _event: None))
        assert (told.code, told.params["library"]) == (LIBRARY_MISSING, "espeak-ng")

    def test_a_reading_stops_between_sentences(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        lane = InlineLane("voice")

        class OneSentence(CountedSpeech):
            def sound(self, text: str, lang: Lang) -> Sound:
                if self.asked:
                    lane.alarm.advance(1.0)
                return super().sound(text, lang)

        speech = OneSentence()
        voice = EspeakVoice(outfit, speaker, speech)
        asked = lane.submit_within(1.0, voice.say_text, "Бір. Екі. Үш. Төрт.", Lang.KK)
        assert isinstance(asked.exception(), Unavailable)
        assert speech.asked == ["Бір.", "Екі."]


class TestClips:
    """The recorded voice."""

    def voice(
        self, outfit: Outfit, speaker: Loudspeaker, program: str = NOT_INSTALLED
    ) -> ClipsVoice:
        return ClipsVoice(outfit, speaker, Speech(program))

    def file(self, outfit: Outfit, name: str) -> Path:
        assert outfit.voice_folder is not None
        return outfit.voice_folder / name

    def test_the_clips_of_both_sentences_are_joined(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        self.voice(outfit, speaker).announce(CALL)
        clips = clip_sounds()
        for lang in BOTH:
            row = [clips[f"{lang}/{clip}"] for clip in spoken_call("A3001", 7, lang).clips]
            assert joined(row).frames in system.played
        assert chime(FORM).frames in system.played

    def test_a_recorded_chime_takes_the_place_of_ours(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        assert outfit.voice_folder is not None
        record(outfit.voice_folder, {"chime": marked(999)})
        self.voice(outfit, speaker).announce(CALL)
        assert marked(999).frames in system.played
        assert chime(FORM).frames not in system.played

    def test_a_missing_clip_is_named_where_nothing_else_can_speak(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        self.file(outfit, "kk/ord7.wav").unlink()
        voice = self.voice(outfit, speaker)
        voice.open(lambda _event: None)
        told = fault(lambda: voice.announce(CALL))
        assert (told.code, told.params["clip"]) == (CLIP_MISSING, "kk/ord7")
        assert chime(FORM).frames not in system.played
        voice.announce(OTHER)

    def test_a_sentence_with_a_missing_clip_is_said_whole_by_the_program(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        self.file(outfit, "kk/ord7.wav").unlink()
        self.voice(outfit, speaker, "espeak-ng").announce(CALL)
        kk = Speech().sound(spoken_call("A3001", 7, Lang.KK).text, Lang.KK)
        ru = [clip_sounds()[f"ru/{clip}"] for clip in spoken_call("A3001", 7, Lang.RU).clips]
        assert kk.frames in system.played
        assert joined(ru).frames in system.played
        assert clip_sounds()["kk/n3000"].frames not in system.played

    def test_a_damaged_clip_is_told_at_the_opening(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        self.file(outfit, "ru/n3000.wav").write_bytes(b"RIFF")
        told = fault(lambda: self.voice(outfit, speaker).open(lambda _event: None))
        assert (told.code, told.params["clip"]) == (CLIP_MISSING, "ru/n3000")

    def test_a_clip_of_another_form_is_told_at_the_opening(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        assert outfit.voice_folder is not None
        record(outfit.voice_folder, {"ru/talon": marked(1, Form(44_100, 2))})
        told = fault(lambda: self.voice(outfit, speaker).open(lambda _event: None))
        assert (told.code, told.params["clip"]) == (CLIP_FORM, "ru/talon")
        assert "44100" in told.params["form"]
        assert "22050" in told.params["usual"]

    @pytest.mark.parametrize(
        "manifest",
        ["", 'recorded_by = "A"', 'licence = "CC0"', 'recorded_by = " "\nlicence = "CC0"', "="],
    )
    def test_nobody_s_recordings_are_not_played(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker, manifest: str
    ) -> None:
        self.file(outfit, "voice.toml").write_text(manifest)
        told = fault(lambda: self.voice(outfit, speaker).open(lambda _event: None))
        assert (told.code, told.params["file"]) == (CLIPS_UNNAMED, "voice.toml")

    def test_without_a_folder_it_says_so(
        self, tmp_path: Path, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        bare = Outfit(now=lambda: AT, paper_folder=tmp_path)
        assert fault(lambda: self.voice(bare, speaker).probe()).code == CLIPS_UNNAMED

    def test_a_new_recording_is_heard_after_a_probe(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        assert outfit.voice_folder is not None
        voice = self.voice(outfit, speaker)
        voice.announce(CALL)
        record(outfit.voice_folder, {"kk/talon": marked(2000)})
        voice.announce(CALL)
        assert marked(2000).frames not in system.played
        voice.probe()
        voice.announce(CALL)
        assert marked(2000).frames in system.played

    def test_a_text_needs_the_program(
        self, outfit: Outfit, system: SoundSystem, speaker: Loudspeaker
    ) -> None:
        told = fault(lambda: self.voice(outfit, speaker).say_text("Иә.", Lang.KK))
        assert (told.code, told.params["library"]) == (LIBRARY_MISSING, "espeak-ng")

    def test_the_recordings_of_the_tests_are_sound(self, outfit: Outfit) -> None:
        assert read_wav(self.file(outfit, "kk/ord7.wav").read_bytes()).form == FORM


class TestSimulated:
    """The voice in memory."""

    @pytest.fixture
    def voice(self, outfit: Outfit) -> SimulatedVoice:
        made = SimulatedVoice(outfit)
        made.open(lambda _event: None)
        return made

    def test_it_remembers_calls_in_their_order(self, voice: SimulatedVoice) -> None:
        voice.announce(CALL)
        voice.announce(OTHER)
        assert voice.said == (CALL, OTHER)

    def test_a_longer_call_takes_longer(self, voice: SimulatedVoice, outfit: Outfit) -> None:
        voice.announce(OTHER)
        voice.announce(CALL)
        assert isinstance(outfit.pace, HandPace)
        short, long = outfit.pace.asked
        assert 2.0 < short < long < 15.0

    def test_of_a_text_only_the_length_stays(self, voice: SimulatedVoice) -> None:
        voice.say_text("Сынақов Асан", Lang.KK)
        assert voice.letters_read == 12
        assert not re.search("Сынақов", repr(vars(voice)))

    def test_a_call_broken_off_was_not_said(self, voice: SimulatedVoice, outfit: Outfit) -> None:
        assert isinstance(outfit.pace, HandPace)
        outfit.pace.meanwhile.append(voice.plug.pull)
        assert fault(lambda: voice.announce(CALL)).code == UNPLUGGED
        assert voice.said == ()
