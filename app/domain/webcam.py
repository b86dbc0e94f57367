"""What the webcam of the counter may look for, and how a stretch of looking ends."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.language import Bilingual


class CameraPurpose(StrEnum):
    """What the camera may look for: a person who is identified, or a paper whose copy the act provides
    for; surveillance and the control of staff are not among it."""

    IDENTIFICATION = "identification"
    DOCUMENT_COPY = "document_copy"


class CameraEnd(StrEnum):
    """Why the camera looks no more."""

    PRESSED = "pressed"
    GONE_ON = "gone_on"
    LEFT = "left"
    COPY_CLOSED = "copy_closed"
    VISIT_OVER = "visit_over"
    LOCKED = "locked"
    PROGRAM_CLOSED = "program_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceCheck:
    """On what the comparison of faces stands (R-070): the rules of the authorised body that allow
    it, by their title, number and date, and the text to which the visitor consents."""

    rules_reference: str
    consent: Bilingual

    @property
    def complete(self) -> bool:
        """Whether both are named, the consent in both languages."""
        return bool(self.rules_reference.strip()) and self.consent.complete
