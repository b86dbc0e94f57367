"""The causes that a device can name, each with its plain words and the next step."""

from app.errors import declare
from i18n import N_

NOT_FITTED = declare(
    "device.not_fitted",
    N_("No driver is chosen for this device."),
    N_("Work goes on without it. Choose a driver in the settings if the device is needed."),
)
UNKNOWN_DRIVER = declare(
    "device.unknown_driver",
    N_("The driver «{driver}» named in the settings is not known."),
    N_("Choose one of the drivers from the list in the settings."),
)
LIBRARY_MISSING = declare(
    "device.library_missing",
    N_("The part «{library}» that this device needs is not installed."),
    N_("Tell the administrator the name of the part; work by hand until then."),
)
UNPLUGGED = declare(
    "device.unplugged",
    N_("The device does not answer: it is switched off or unplugged."),
    N_("Check the cable and the power. It will be found again by itself."),
)
SILENT = declare(
    "device.silent",
    N_("The device has not answered in time."),
    N_("Wait a little or unplug the device and plug it in again; work by hand until then."),
)
BROKEN_DRIVER = declare(
    "device.broken_driver",
    N_("The driver of the device has failed (incident {incident})."),
    N_("Work by hand and tell the administrator the number of the incident."),
)
CARD_NONE = declare(
    "card.none",
    N_("There is no card in the reader."),
    N_("Put the card into the reader with the chip forward."),
)
CARD_REMOVED = declare(
    "card.removed",
    N_("The card was taken out before it was read."),
    N_("Put the card in again and leave it until the data appear, or type the data by hand."),
)
CARD_UNREADABLE = declare(
    "card.unreadable",
    N_("The card cannot be read: it is damaged, turned the wrong way or not an identity card."),
    N_("Turn the card and try once more; otherwise identify by the document and type the data."),
)
PAPER_OUT = declare(
    "printer.paper_out",
    N_("The printer is out of paper."),
    N_("Put paper in; the papers that wait will be printed after that."),
)
PAPER_JAM = declare(
    "printer.jam",
    N_("Paper is jammed in the printer."),
    N_("Open the cover, take the sheet out and close it; the paper will be printed again."),
)
FOLDER_READ_ONLY = declare(
    "printer.folder_read_only",
    N_("Papers cannot be saved: writing into the folder for papers is not allowed."),
    N_("Choose another folder in the settings or ask the administrator for the right to write."),
)
DISK_FULL = declare(
    "printer.disk_full",
    N_("Papers cannot be saved: the disk is full."),
    N_("Free some room on the disk; the paper waits and can be printed again."),
)
FOLDER_FAILED = declare(
    "printer.folder_failed",
    N_("Papers cannot be saved: the folder for papers cannot be used."),
    N_("Check that the disk is connected; the paper waits and can be printed again."),
)
CODE_HALF = declare(
    "scanner.half",
    N_("Only a part of the code was read."),
    N_("Scan the code once more, or type its number."),
)
CODE_GARBAGE = declare(
    "scanner.garbage",
    N_("The scanner sent something that is not a code."),
    N_("Scan the code once more, or type its number."),
)
