"""The voice at work: two calls never overlap, a withdrawn one falls silent, a broken voice stops nobody."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from app.domain.language import Lang
from app.errors import DeviceFault
from app.lanes import current_work
from app.ports.device_faults import LIBRARY_MISSING, NOT_FITTED, UNPLUGGED
from app.ports.devices import Announcement, DeviceState, Listener, Slot, TicketCall
from devices.hub import RETRY_SECONDS, SAY_SECONDS, Hub
from devices.outfit import Outfit
from devices.voice.espeak import EspeakVoice
from devices.voice.hall import HallVoice
from devices.voice.simulated import SimulatedVoice
from devices.voice.speech import Speech
from devices.voice.turns import CallTurns
from tests.fakes.device_rig import AT, Rig

PATIENCE = 10.0
MANY = 12


def call(ticket: str, desk: int = 1) -> Announcement:
    return Announcement(call=TicketCall(ticket, desk), languages=(Lang.KK, Lang.RU))


CALLS = [call(f"A{number}") for number in range(MANY)]


class SlowVoice:
    """A voice that says a call until it is let go on, and notes when each began and ended."""

    slot = Slot.VOICE
    driver = "slow"
    simulated = False

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []
        self.began = threading.Semaphore(0)
        self.go_on = threading.Semaphore(0)
        self.inside = 0
        self.most_inside = 0

    def open(self, report: Listener) -> None: ...

    def probe(self) -> None: ...

    def close(self) -> None: ...

    def announce(self, announcement: Announcement) -> None:
        ticket = announcement.call.ticket
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        self.notes.append(("begins", ticket))
        self.began.release()
        try:
            while not self.go_on.acquire(timeout=0.01):
                current_work().check()
            self.notes.append(("ends", ticket))
        finally:
            self.inside -= 1

    def say_text(self, text: str, lang: Lang) -> None: ...


@pytest.fixture
def voice() -> SlowVoice:
    return SlowVoice()


@pytest.fixture
def hub(voice: SlowVoice) -> Iterator[Hub]:
    made = Hub({Slot.VOICE: voice}, now=lambda: AT, incident=lambda _error: "H")
    made.start()
    yield made
    assert made.stop()


def everything(_call: TicketCall) -> bool:
    return True


def hall_of(
    announce: Callable[[Announcement], Future[None]],
    still_true: Callable[[TicketCall], bool] = everything,
    **other: float,
) -> HallVoice:
    turns = CallTurns(still_true, at_most=MANY, **other)
    return HallVoice(announce, turns, clock=lambda: 0.0)


class TestHub:
    """The hub alone, with a thread to its slot as in the program."""

    def test_two_announcements_never_overlap(self, hub: Hub, voice: SlowVoice) -> None:
        with ThreadPoolExecutor(MANY) as desks:
            asked = list(desks.map(hub.announce, CALLS))
        for _ in asked:
            assert voice.began.acquire(timeout=PATIENCE)
            voice.go_on.release()
        for answer in asked:
            answer.result(PATIENCE)
        assert voice.most_inside == 1
        pairs = list(zip(voice.notes[::2], voice.notes[1::2], strict=True))
        assert len(pairs) == MANY
        assert all(
            (first, last) == (("begins", first[1]), ("ends", first[1])) for first, last in pairs
        )

    def test_an_answer_comes_only_when_all_is_said(self, hub: Hub, voice: SlowVoice) -> None:
        asked = hub.announce(CALLS[0])
        assert voice.began.acquire(timeout=PATIENCE)
        assert not asked.done()
        voice.go_on.release()
        asked.result(PATIENCE)
        assert voice.notes[-1] == ("ends", "A0")

    def test_a_missing_program_is_the_light_s_cause_and_no_bug(self, tmp_path: Path) -> None:
        bugs: list[BaseException] = []

        def noted(error: BaseException) -> str:
            bugs.append(error)
            return "H"

        outfit = Outfit(now=lambda: AT, paper_folder=tmp_path)
        absent = EspeakVoice(outfit, speech=Speech("no-such-program"))
        made = Hub({Slot.VOICE: absent}, now=lambda: AT, incident=noted)
        made.start()
        error = made.announce(CALLS[0]).exception(PATIENCE)
        assert isinstance(error, DeviceFault)
        status = made.status(Slot.VOICE)
        assert (status.state, status.code) == (DeviceState.ABSENT, LIBRARY_MISSING)
        assert status.params["library"] == "espeak-ng"
        assert made.stop()
        assert bugs == []


class TestHall:
    """Calls through the hall's voice and a hub with threads."""

    def test_calls_of_many_desks_are_said_one_by_one(self, hub: Hub, voice: SlowVoice) -> None:
        hall = hall_of(hub.announce)
        with ThreadPoolExecutor(MANY) as desks:
            list(desks.map(hall.call, CALLS))
        for _ in CALLS:
            assert voice.began.acquire(timeout=PATIENCE)
            voice.go_on.release()
        assert hub.stop()
        assert voice.most_inside == 1
        assert {ticket for _, ticket in voice.notes} == {entry.call.ticket for entry in CALLS}

    def test_a_call_withdrawn_while_it_is_said_falls_silent(
        self, hub: Hub, voice: SlowVoice
    ) -> None:
        hall = hall_of(hub.announce)
        hall.call(CALLS[0])
        hall.call(CALLS[1])
        assert voice.began.acquire(timeout=PATIENCE)
        hall.withdraw("A1")
        hall.withdraw("A0")
        hall.call(CALLS[2])
        assert voice.began.acquire(timeout=PATIENCE)
        voice.go_on.release()
        assert hub.stop()
        assert voice.notes == [("begins", "A0"), ("begins", "A2"), ("ends", "A2")]

    def test_a_stopped_voice_breaks_off_and_says_no_more(self, hub: Hub, voice: SlowVoice) -> None:
        hall = hall_of(hub.announce)
        hall.call(CALLS[0])
        hall.call(CALLS[1])
        assert voice.began.acquire(timeout=PATIENCE)
        hall.stop()
        hall.call(CALLS[2])
        assert hub.stop()
        assert voice.notes == [("begins", "A0")]


class TestWithoutThreads:
    """The same with inline lanes, where every moment is seen."""

    @pytest.fixture
    def rig(self, tmp_path: Path) -> Iterator[Rig]:
        made = Rig(tmp_path, {"voice": "simulated"}).started()
        yield made
        assert made.hub.stop()
        assert made.bugs == []

    @pytest.mark.requirement("R-215")
    def test_a_text_is_read_aloud_and_kept_nowhere(self, rig: Rig) -> None:
        voice = rig.fitted[Slot.VOICE]
        assert isinstance(voice, SimulatedVoice)
        assert rig.hub.say_text("Талон А сегіз мың бір", Lang.KK).result() is None
        assert (voice.letters_read, voice.said) == (21, ())
        rig.hands.unplug(Slot.VOICE)
        assert isinstance(rig.hub.say_text("Талон", Lang.RU).exception(), DeviceFault)

    def said(self, rig: Rig) -> list[str]:
        voice = rig.fitted[Slot.VOICE]
        assert isinstance(voice, SimulatedVoice)
        return [entry.call.ticket for entry in voice.said]

    def test_a_call_made_during_another_waits_for_it(self, rig: Rig) -> None:
        hall = hall_of(rig.hub.announce)
        rig.pace.meanwhile.append(lambda: hall.call(CALLS[1]))
        hall.call(CALLS[0])
        assert self.said(rig) == ["A0", "A1"]

    def test_what_has_become_untrue_meanwhile_is_not_said(self, rig: Rig) -> None:
        board = {"A0", "A1", "A2"}
        hall = hall_of(rig.hub.announce, lambda asked: asked.ticket in board)

        def meanwhile() -> None:
            hall.call(CALLS[1])
            hall.call(CALLS[2])
            board.discard("A1")

        rig.pace.meanwhile.append(meanwhile)
        hall.call(CALLS[0])
        assert self.said(rig) == ["A0", "A2"]

    def test_waiting_does_not_use_up_the_time_for_saying(self, rig: Rig) -> None:
        hall = hall_of(rig.hub.announce)

        def first() -> None:
            hall.call(CALLS[1])
            rig.alarm.advance(SAY_SECONDS - 1)

        rig.pace.meanwhile += [first, lambda: rig.alarm.advance(SAY_SECONDS - 1)]
        hall.call(CALLS[0])
        assert self.said(rig) == ["A0", "A1"]

    def test_an_unplugged_voice_holds_up_nobody_and_comes_back(self, rig: Rig) -> None:
        hall = hall_of(rig.hub.announce)
        rig.hands.unplug(Slot.VOICE)
        for entry in CALLS:
            hall.call(entry)
        assert self.said(rig) == []
        assert rig.hub.status(Slot.VOICE).code == UNPLUGGED
        rig.hands.plug_in(Slot.VOICE)
        rig.alarm.advance(RETRY_SECONDS)
        assert rig.hub.status(Slot.VOICE).state is DeviceState.READY
        hall.call(CALLS[3])
        assert self.said(rig) == ["A3"]

    def test_a_hall_without_a_voice(self, tmp_path: Path) -> None:
        rig = Rig(tmp_path, {"card": "simulated"}).started()
        hall = hall_of(rig.hub.announce)
        for entry in CALLS:
            hall.call(entry)
        assert rig.hub.status(Slot.VOICE).code == NOT_FITTED
        assert rig.hub.stop()

    def test_failures_in_a_row_are_passed_over_one_by_one(self) -> None:
        asked: list[str] = []

        def fail(announcement: Announcement) -> Future[None]:
            if not asked:
                for number in range(MANY):
                    hall.call(call(f"B{number}"))
            asked.append(announcement.call.ticket)
            answer: Future[None] = Future()
            answer.set_exception(DeviceFault(UNPLUGGED, slot=Slot.VOICE))
            return answer

        hall = hall_of(fail)
        hall.call(CALLS[0])
        assert asked == ["A0", *(f"B{number}" for number in range(MANY))]
