"""Return unclaimed results of the one-month class to the provider by a signed register."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnUnclaimed:
    """Close the register of unclaimed documents (word ``return_unclaimed``)."""

    provider: str
    codes: tuple[str, ...]
    received_by: str
    typed_reason: str = ""
