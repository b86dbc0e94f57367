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
OPTION_MISSING = declare(
    "device.option_missing",
    N_("The driver «{driver}» needs the option «{option}», and it is not set."),
    N_("Set the option of this device in the settings file."),
)
OPTION_WRONG = declare(
    "device.option_wrong",
    N_("The option «{option}» of the driver «{driver}» has a value that cannot be used."),
    N_("Correct the option in the settings file; what can be used: {allowed}."),
)
OPTION_UNKNOWN = declare(
    "device.option_unknown",
    N_("The driver «{driver}» has no option «{option}»."),
    N_("Correct the settings file; the options of the driver: {allowed}."),
)
NO_ACCESS = declare(
    "device.no_access",
    N_("The program has no right to use the device."),
    N_("Ask the administrator to add this user to the group that owns the device."),
)
TAKEN = declare(
    "device.taken",
    N_("Another program is using the device."),
    N_("Close the other program; the device will be taken by itself after that."),
)
CANNOT_SHOW = declare(
    "display.cannot_show",
    N_("The queue display has no such letter as this ticket number has."),
    N_("Call the ticket aloud; tell the administrator to give the purpose a Latin letter."),
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
COVER_OPEN = declare(
    "printer.cover_open",
    N_("The cover of the printer is open."),
    N_("Close the cover; the papers that wait will be printed after that."),
)
PRINTER_ERROR = declare(
    "printer.error",
    N_("The printer reports an error of its own: the cutter, the head or too much heat."),
    N_("Switch the printer off and on after a minute; if the error stays, call the technician."),
)
PRINTER_GARBLED = declare(
    "printer.garbled",
    N_("The printer answers with something that is not a printer's status."),
    N_("Check the cable; the administrator checks the speed of the port and the kind of printer."),
)
NOT_CONFIRMED = declare(
    "printer.not_confirmed",
    N_("The printer took the paper but has not confirmed that it is out."),
    N_("Look at the printer: print again only if the paper did not come out."),
)
BAD_PAPER = declare(
    "printer.bad_paper",
    N_("The paper cannot be drawn for this printer."),
    N_("Print it on another printer and tell the administrator."),
)
TOO_WIDE = declare(
    "printer.too_wide",
    N_("The paper is too wide for the roll of this printer."),
    N_("Choose a printer of full sheets for such papers in the settings."),
)
SPOOLER_SILENT = declare(
    "printer.spooler_silent",
    N_("The print service of the computer does not answer."),
    N_("Wait a little; if it stays silent, ask the administrator to start the print service."),
)
QUEUE_UNKNOWN = declare(
    "printer.queue_unknown",
    N_("The computer has no printer called «{queue}»."),
    N_("The administrator adds the printer to the computer or corrects its name in the settings."),
)
QUEUE_STOPPED = declare(
    "printer.queue_stopped",
    N_("The printer «{queue}» is stopped in the print service."),
    N_("Check the printer's paper, cover and cable, then resume it in the system's printers."),
)
QUEUE_REJECTS = declare(
    "printer.queue_rejects",
    N_("The printer «{queue}» takes no new papers."),
    N_("Ask the administrator to let the printer take papers again."),
)
JOB_FAILED = declare(
    "printer.job_failed",
    N_("The print service could not print the paper."),
    N_("Check the printer and print the paper again."),
)
JOB_TAKEN_BACK = declare(
    "printer.job_taken_back",
    N_("The printing was stopped at the print service before the paper was out."),
    N_("Find out who stopped it and print the paper again."),
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
