"""Takes one page out of a picture: found, laid straight, judged, and written as a JPEG in memory."""

from app.domain.certified_copy import LONGEST_SIDE, CopyPage
from app.ports.camera import Picture
from app.ports.copying import PageShot
from app.ports.page_faults import NO_PAGE
from devices.camera.page_finder import find_sheet, straightened
from devices.camera.page_light import judge_page

_QUALITY = 84


def take_page(picture: Picture) -> PageShot:
    """The page in a picture; without a sheet the whole picture, and the hint says so.

    Takes some tens of milliseconds, so never on the windows' thread.
    """
    import cv2  # noqa: PLC0415 - most desks have no camera
    import numpy as np  # noqa: PLC0415

    rows = np.frombuffer(picture.pixels, dtype=np.uint8).reshape(picture.height, picture.stride)
    image = rows[:, : 3 * picture.width].reshape(picture.height, picture.width, 3)
    corners = find_sheet(image)
    page = straightened(image, corners, LONGEST_SIDE)
    hints = judge_page(page)
    # OpenCV writes no metadata: the file says nothing of the camera or the place.
    _, written = cv2.imencode(".jpg", page, (cv2.IMWRITE_JPEG_QUALITY, _QUALITY))
    return PageShot(
        page=CopyPage(image=written.tobytes(), width=page.shape[1], height=page.shape[0]),
        hints=hints if corners else (NO_PAGE, *hints),
    )
