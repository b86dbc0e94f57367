"""What a chip of an identity document keeps, what opens it, and what its signature is worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ChipAccess(StrEnum):
    """How the chip was opened (ICAO Doc 9303-11)."""

    OPEN = "open"
    BAC = "bac"
    PACE = "pace"


class Authenticity(StrEnum):
    """What passive authentication says (ICAO Doc 9303-11, 5.1); it informs and never decides.

    ``NOT_CHECKED``: no country's certificate is installed here. ``UNTRUSTED``: the data are as they
    were signed, but who signed them is not vouched for. ``ALTERED``: they are not as signed.
    """

    GENUINE = "genuine"
    NOT_CHECKED = "not_checked"
    UNTRUSTED = "untrusted"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class ChipFiles:
    """The files of a chip as they were read, whole: EF.SOD and the data groups by their number."""

    security: bytes = field(repr=False)
    groups: Mapping[int, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipVerdict:
    """The verdict on a chip's files. ``code`` is its cause (``chip.…``); empty for a genuine one.

    ``signer`` names the country and the authority that signed, where that is known.
    """

    authenticity: Authenticity
    at: datetime
    code: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipEvidence:
    """What stays of a chip with an identification: how it was opened and what its signature was worth.

    ``trouble`` is the cause (``card.…``) when the chip was tried and could not be read, so that the
    zone of the document identified; then nothing else is told.
    """

    access: ChipAccess | None = None
    verdict: ChipVerdict | None = None
    trouble: str = ""

    @property
    def altered(self) -> bool:
        """Whether the data in the chip were not as they had been signed."""
        return self.verdict is not None and self.verdict.authenticity is Authenticity.ALTERED


@dataclass(frozen=True, slots=True)
class ZoneKey:
    """Opens a chip by its printed zone: number, birth date and last day as the zone writes them
    (``YYMMDD``, fillers kept)."""

    number: str = field(repr=False)
    birth: str = field(repr=False)
    expiry: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CardNumberKey:
    """Opens a chip by the card access number that is printed on its face: six digits."""

    number: str = field(repr=False)


AccessKey = ZoneKey | CardNumberKey
"""What shows the chip that the document lies open before the reader."""
