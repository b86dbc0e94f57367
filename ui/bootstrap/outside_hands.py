"""The hands at the simulated outside systems of a practice desk: silent now, back again."""

from collections.abc import Mapping

from app.gateways.simulated import SimulatedGateway


class OutsideHands:
    """The simulated outside systems as the hands of a practice desk see them."""

    def __init__(self, gateways: Mapping[str, SimulatedGateway]) -> None:
        self._gateways = gateways
        self._down: set[str] = set()

    def systems(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(self._gateways)

    def is_down(self, name: str) -> bool:
        """Whether that one was put out of order here."""
        return name in self._down

    def set_down(self, name: str, *, down: bool) -> None:
        """Let it fall silent or come back."""
        gateway = self._gateways[name]
        if down:
            gateway.go_down()
            self._down.add(name)
        else:
            gateway.come_back()
            self._down.discard(name)
