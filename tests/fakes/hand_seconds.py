"""Monotonic seconds that go on only when told."""


class HandSeconds:
    """Stands for ``time.monotonic``: ``seconds`` is what a call answers."""

    def __init__(self, seconds: float = 1000.0) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds
