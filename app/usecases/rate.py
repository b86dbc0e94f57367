"""The visitor's own rating, from the applicant's screen alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A rating from the applicant's screen (word ``rate``); ``score`` 1 to 5, ``None`` for no answer.

    ``surface`` must be ``applicant_screen``: nothing else may rate.
    """

    visit: str = ""
    score: int | None
    reasons: tuple[str, ...] = ()
    comment: str = ""
    surface: str
