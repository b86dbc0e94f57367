"""The options of one driver as the settings hold them: read with a plain fault for what is wrong."""

from collections.abc import Mapping

from app.errors import DeviceFault
from app.ports.device_faults import OPTION_MISSING, OPTION_UNKNOWN, OPTION_WRONG
from app.ports.devices import Slot


class Options:
    """Reads options by name; every value is a string in the settings.

    Raises ``DeviceFault`` (device.option_unknown) when one is given that is not ``known``: a
    misspelt name would otherwise be passed over in silence.
    """

    def __init__(
        self, slot: Slot, driver: str, given: Mapping[str, str], known: tuple[str, ...]
    ) -> None:
        self._slot, self._driver, self._given = slot, driver, given
        for name in given:
            if name not in known:
                raise self._fault(OPTION_UNKNOWN, name, ", ".join(known) or "—")

    def word(self, name: str, usual: str | None = None) -> str:
        """A word that is not empty. Raises ``DeviceFault`` (device.option_missing)."""
        value = self._given.get(name, "").strip() or usual
        if not value:
            raise DeviceFault(
                OPTION_MISSING, slot=self._slot, driver=self._driver, option=name[:40]
            )
        return value

    def word_or_nothing(self, name: str) -> str:
        """A word, or nothing where none is given."""
        return self._given.get(name, "").strip()

    def choice(self, name: str, allowed: tuple[str, ...], usual: str | None = None) -> str:
        """One of the words allowed. Raises ``DeviceFault`` (option_missing, option_wrong)."""
        value = self.word(name, usual)
        if value not in allowed:
            raise self.wrong(name, ", ".join(allowed))
        return value

    def number(self, name: str, lowest: int, highest: int, usual: int) -> int:
        """A whole number in bounds. Raises ``DeviceFault`` (device.option_wrong)."""
        value = self.word(name, str(usual))
        if not (value.isascii() and value.isdigit() and lowest <= int(value[:9]) <= highest):
            raise self.wrong(name, f"{lowest}–{highest}")
        return int(value)

    def wrong(self, name: str, allowed: str) -> DeviceFault:
        """The fault of an option whose value cannot be used; ``allowed`` tells what can."""
        return self._fault(OPTION_WRONG, name, allowed)

    def _fault(self, code: str, name: str, allowed: str) -> DeviceFault:
        return DeviceFault(
            code, slot=self._slot, driver=self._driver, option=name[:40], allowed=allowed
        )
