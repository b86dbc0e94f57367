"""The causes that a camera and its picture can name, each with its plain words and the next step."""

from app.errors import declare
from i18n import N_

NO_PICTURE = declare(
    "camera.no_picture",
    N_("The camera is there but gives no picture."),
    N_("Unplug the camera and plug it in again; look at the document itself until then."),
)
BLACK = declare(
    "camera.black",
    N_("The picture is black: the lens is covered or its shutter is closed."),
    N_("Open the shutter or take the cover off; the picture comes back by itself."),
)
FROZEN = declare(
    "camera.frozen",
    N_("The picture stands still: it does not show what is before the camera now."),
    N_("Do not compare by it. Unplug the camera and plug it in again."),
)
DARK = declare(
    "camera.dark",
    N_("Too dark."),
    N_("Switch on a lamp in front of the visitor, not behind."),
)
BRIGHT = declare(
    "camera.bright",
    N_("Too bright."),
    N_("Turn the lamp away or close the blind behind the visitor."),
)
UPSIDE_DOWN = declare(
    "camera.upside_down",
    N_("The picture is turned upside down."),
    N_("Turn the camera, or let the administrator set the option «turned» to 180."),
)
NO_FACE = declare(
    "camera.no_face",
    N_("No face is seen."),
    N_("Ask the visitor to look at the camera, or turn the camera to the visitor."),
)
SEVERAL_FACES = declare(
    "camera.several_faces",
    N_("Several faces are seen."),
    N_("Ask the others to step aside for a moment."),
)
BLURRED = declare(
    "camera.blurred",
    N_("Out of focus."),
    N_("Ask the visitor to hold still; wipe the lens if it stays so."),
)
PHOTO_UNREADABLE = declare(
    "camera.photo_unreadable",
    N_("The photograph of the document cannot be shown: its picture is damaged."),
    N_("Compare the visitor with the photograph printed on the document."),
)
NO_LEAVE = declare(
    "camera.no_leave",
    N_("The camera looks only while a person is being identified."),
    N_("Call the visitor and open the step of identification."),
)
MODELS_BROKEN = declare(
    "camera.models_broken",
    N_("The comparison of faces cannot be used: its model files are missing or damaged."),
    N_("Compare by eye; ask the administrator to install the files anew."),
)
