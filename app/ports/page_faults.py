"""What a photographed page can suffer from, each with its plain words and what to do; nothing forbids."""

from app.errors import declare
from i18n import N_

NO_PAGE = declare(
    "page.none",
    N_("No paper is found in the picture."),
    N_("Lay the original on a dark, plain ground so that all four edges are seen."),
)
SMALL = declare(
    "page.small",
    N_("The paper is too small in the picture: fine print cannot be read."),
    N_("Bring the camera nearer, or scan the original and take the file."),
)
BLURRED = declare(
    "page.blurred",
    N_("The writing is blurred."),
    N_("Hold still, let the camera focus, wipe the lens; then take the page again."),
)
DARK = declare(
    "page.dark",
    N_("The page is too dark."),
    N_("Switch on a lamp beside the paper, then take the page again."),
)
BRIGHT = declare(
    "page.bright",
    N_("The page is too bright: the writing fades."),
    N_("Turn the lamp away so that the paper does not shine, then take the page again."),
)
UNEVEN = declare(
    "page.uneven",
    N_("A shadow lies on the page."),
    N_("Move the lamp or yourself so that the light falls evenly, then take the page again."),
)
EMPTY = declare(
    "page.empty",
    N_("No writing is seen on the page."),
    N_("If it is the empty back of a sheet, leave it out; otherwise take the page again."),
)
