"""A voice in memory: it takes its time, remembers the calls it said, and of texts only their length."""

from app.domain.language import Lang
from app.domain.spoken import spoken_call
from app.ports.devices import Announcement, Listener, Slot
from devices.outfit import Outfit
from devices.plug import Plug

SECONDS_A_CHIME = 0.6
SECONDS_A_LETTER = 0.07


class SimulatedVoice:
    """A voice whose calls are read from :attr:`said`."""

    slot = Slot.VOICE
    driver = "simulated"
    simulated = True

    def __init__(self, outfit: Outfit) -> None:
        self.plug = Plug(self.slot, outfit.pace)
        self._said: list[Announcement] = []
        self._letters_read = 0

    @property
    def said(self) -> tuple[Announcement, ...]:
        """The calls said to the end, oldest first."""
        return tuple(self._said)

    @property
    def letters_read(self) -> int:
        """How much has been read aloud; the texts themselves are not kept."""
        return self._letters_read

    def open(self, report: Listener) -> None:
        """Take the voice. Raises ``DeviceFault``."""
        self.plug.open(report)

    def probe(self) -> None:
        """Raises ``DeviceFault`` when the cable is out."""
        self.plug.take_time()

    def close(self) -> None:
        """Let the voice go."""
        self.plug.close()

    def announce(self, announcement: Announcement) -> None:
        """Say the call; one that is broken off was not said."""
        call = announcement.call
        words = [spoken_call(call.ticket, call.desk, lang).text for lang in announcement.languages]
        self.plug.take_time(SECONDS_A_CHIME + SECONDS_A_LETTER * sum(map(len, words)))
        self._said.append(announcement)

    def say_text(self, text: str, lang: Lang) -> None:  # noqa: ARG002 - both take the same time
        """Read a text aloud."""
        self.plug.take_time(SECONDS_A_LETTER * len(text))
        self._letters_read += len(text)
