"""The applicant's screen beside the window: what it shows at each step, and what its answers ask."""

from app.usecases.rate import Rate
from ui.binding.session import Told
from ui.shell.station import Station


class ApplicantDesk:
    """Follows the road of the window; keeps nothing of the person when the visit is over."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def follow(self) -> None:
        """Show what belongs to the present step."""

    def after(self, told: Told) -> None:
        """An intent was carried out."""

    def note(self) -> str:
        """What the applicant sees now, in one line for the operator."""
        return ""

    def rate(self, visit: str, score: int | None) -> None:
        """The visitor's own rating, from this screen alone."""
        rating = Rate(visit=visit, score=score, surface="applicant_screen")
        self._station.parts.desk.submit(rating)

    def close(self) -> None:
        """Show nothing more."""
