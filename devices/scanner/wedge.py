"""A code scanner that is a keyboard: its keys come through the window, which hands the codes over."""

from app.ports.device_faults import CODE_HALF
from app.ports.devices import CodeGarbled, CodeScanned, Listener, Slot
from app.ports.keyed_scanner import KeyFraming
from devices.outfit import Outfit
from devices.scanner.payload import Decoder, Garbled, Reading, Whole

_FUNCTION_KEYS = tuple(f"f{number}" for number in range(13, 25))
_SUFFIXES = ("any", "enter", "tab")


class WedgeScanner:
    """Holds no device: to the system such a scanner is one more keyboard, and tells no loss.

    It is ready as long as the program runs. Options: ``prefix`` (none; ``f13`` to ``f24``, or one
    character that the scanner types first), ``suffix`` (``any``, ``enter`` or ``tab``).
    """

    slot = Slot.SCANNER
    driver = "wedge"
    simulated = False

    def __init__(self, outfit: Outfit) -> None:
        options = outfit.options_of(self.slot, self.driver, ("prefix", "suffix"))
        prefix = options.word("prefix", "none")
        if len(prefix) > 1:
            prefix = prefix.lower()
        if prefix == "none":
            prefix = ""
        elif prefix not in _FUNCTION_KEYS and not (len(prefix) == 1 and "!" <= prefix <= "~"):
            raise options.wrong("prefix", "f13–f24, ! … ~")
        self.framing = KeyFraming(prefix, options.choice("suffix", _SUFFIXES, "any"))
        self._now = outfit.now
        self._decoder = Decoder()
        self._report: Listener | None = None

    def open(self, report: Listener) -> None:
        """Begin to hand on what the window hears."""
        self._decoder = Decoder()
        self._report = report

    def probe(self) -> None:
        """A keyboard tells nothing of itself: there is nothing to ask."""

    def close(self) -> None:
        """Hand nothing on any more."""
        self._report = None

    def take(self, text: str) -> None:
        """One code or one line of a document was typed, framing and end taken off."""
        self._tell(self._decoder.feed(text.encode() + b"\r"))

    def broke_off(self) -> None:
        """A code began and did not end."""
        self._tell((*self._decoder.silence(), Garbled(CODE_HALF)))

    def rest(self) -> None:
        """Nothing was typed for a while: a document that lacks lines will not be completed."""
        self._tell(self._decoder.silence())

    def _tell(self, readings: tuple[Reading, ...]) -> None:
        report, at = self._report, self._now()
        if report is None:
            return
        for reading in readings:
            if isinstance(reading, Whole):
                report(CodeScanned(reading.text, at))
            else:
                report(CodeGarbled(reading.code, at))
