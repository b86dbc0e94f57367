"""The photograph of a document or a chip (JPEG, JPEG 2000), made into a picture of fixed bounds."""

import io

from app.errors import DeviceFault
from app.ports.camera import Picture
from app.ports.camera_faults import PHOTO_UNREADABLE
from app.ports.devices import Slot

MOST_BYTES = 2_000_000
MOST_PIXELS = 4_000_000
"""A chip holds some ten kilobytes; what claims more pixels than this is no photograph of one."""
LONGEST = 640
"""Pixels of the longer side that are kept: more is not shown."""


def read_photo(content: bytes) -> Picture:
    """The picture of those bytes. Raises ``DeviceFault`` (camera.photo_unreadable).

    Takes some milliseconds, so never on the windows' thread.
    """
    from PIL import Image  # noqa: PLC0415 - read when a card first brings a photograph

    if not content or len(content) > MOST_BYTES:
        raise DeviceFault(PHOTO_UNREADABLE, slot=Slot.CARD)
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "JPEG2000")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise DeviceFault(PHOTO_UNREADABLE, slot=Slot.CARD)
            plain = opened.convert("RGB")
    except DeviceFault:
        raise
    except Exception as error:
        raise DeviceFault(PHOTO_UNREADABLE, slot=Slot.CARD) from error
    plain.thumbnail((LONGEST, LONGEST))
    red, green, blue = plain.split()
    pixels = Image.merge("RGB", (blue, green, red)).tobytes()
    return Picture(width=plain.width, height=plain.height, stride=3 * plain.width, pixels=pixels)
