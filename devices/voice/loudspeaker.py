"""The loudspeaker: sounds go through a pipe into a player program of the system."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from app.errors import DeviceFault
from app.ports.device_faults import LIBRARY_MISSING
from app.ports.devices import Slot
from app.ports.voice_faults import BROKEN_OFF, NO_SOUND
from devices.voice.process import run
from devices.voice.sound import Form, Sound, joined, silence

_TRIAL = silence(Form(22_050), 0.02)


@dataclass(frozen=True, slots=True)
class Player:
    """A program that plays bare samples from its standard input, and the package that has it."""

    program: str
    package: str
    arguments: Callable[[Form], tuple[str, ...]]


def _aplay(form: Form) -> tuple[str, ...]:
    shape = ("-t", "raw", "-f", "S16_LE", "-r", str(form.rate), "-c", str(form.channels))
    return ("-q", *shape, "-")


def _paplay(form: Form) -> tuple[str, ...]:
    return ("--raw", "--format=s16le", f"--rate={form.rate}", f"--channels={form.channels}")


PLAYERS = (
    Player("aplay", "alsa-utils", _aplay),
    Player("paplay", "pulseaudio-utils", _paplay),
)
"""The players that are tried, in this order."""


class Loudspeaker:
    """Plays sounds by the first player of ``players`` that is there and can be heard."""

    def __init__(self, players: tuple[Player, ...] = PLAYERS) -> None:
        self._players = players
        self._chosen: Player | None = None

    def check(self) -> None:
        """Choose a player by playing a blink of silence.

        Raises ``DeviceFault`` (device.library_missing with the package, voice.no_sound).
        """
        self._chosen = None
        here = [player for player in self._players if shutil.which(player.program)]
        if not here:
            raise DeviceFault(LIBRARY_MISSING, slot=Slot.VOICE, library=self._players[0].package)
        for player in here:
            if _plays(player, _TRIAL):
                self._chosen = player
                return
        raise DeviceFault(NO_SOUND, slot=Slot.VOICE)

    def play(self, sounds: Iterable[Sound]) -> None:
        """Play to the end, one after the other. Raises ``DeviceFault``, ``Cancelled``."""
        if self._chosen is None:
            self.check()
        player = self._chosen
        assert player is not None  # noqa: S101 - the check has chosen one or raised
        for _, alike in groupby(sounds, key=lambda sound: sound.form):
            sound = joined(alike)
            if sound.frames and not _plays(player, sound):
                self._chosen = None
                raise DeviceFault(BROKEN_OFF, slot=Slot.VOICE)


def _plays(player: Player, sound: Sound) -> bool:
    try:
        return run((player.program, *player.arguments(sound.form)), sound.frames).code == 0
    except OSError:
        return False
