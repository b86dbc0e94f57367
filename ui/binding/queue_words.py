"""The words of the queue on the operator's window: needs, reasons, origins, plates, as message ids."""

from app.domain.language import Lang
from app.domain.visit import CallReason, MoveReason, Need, ParkReason, TicketOrigin
from i18n import N_
from ui.binding.texts import tr_

OWN_NAMES = {Lang.KK: "Қазақша", Lang.RU: "Русский"}
"""Each language calls itself by its own name."""
SHORT_NAMES = {Lang.KK: "қаз", Lang.RU: "рус"}

NEEDS: dict[Need, str] = {
    Need.HEARING: N_("need: hard of hearing"),
    Need.VISION: N_("need: hard of seeing"),
    Need.MOBILITY: N_("need: hard of moving"),
    Need.OTHER: N_("need: another help"),
}
"""How a visitor asks to be served, in the visitor's own matter-of-fact words."""

HOW_TO_SERVE: dict[Need, str] = {
    Need.HEARING: N_(
        "Face the visitor, speak evenly, write numbers down; large text is on the applicant's screen."
        " Call a colleague who signs if the visitor wishes."
    ),
    Need.VISION: N_(
        "Say who you are and what you do; read the text aloud; lead the hand to the place of the"
        " signature."
    ),
    Need.MOBILITY: N_(
        "Come out to the visitor where the desk cannot be reached; hand papers over, do not let them"
        " be fetched."
    ),
    Need.OTHER: N_("Ask the visitor how it is most convenient, and do it so."),
}
"""What the employee does; no proof of anything is asked for."""

NEED_ICONS: dict[Need, str] = {
    Need.HEARING: "ear",
    Need.VISION: "eye",
    Need.MOBILITY: "wheelchair",
    Need.OTHER: "hand",
}

CALL_REASONS: dict[CallReason, str] = {
    CallReason.NOT_READY: N_("The one before is not ready yet"),
    CallReason.LET_AHEAD: N_("The one before lets this visitor ahead"),
    CallReason.ACCESS: N_("Equal access: the visitor cannot wait as others do"),
    CallReason.LANGUAGE: N_("The language is spoken at this desk"),
    CallReason.CAME_BACK: N_("The visitor came back with what was lacking"),
    CallReason.OTHER: N_("Another reason"),
}

MOVE_REASONS: dict[MoveReason, str] = {
    MoveReason.NEXT_STEP: N_("Done here, the next step is there"),
    MoveReason.OTHER_PURPOSE: N_("The ticket was taken for another purpose"),
    MoveReason.LANGUAGE: N_("The language is spoken there"),
    MoveReason.ACCESS: N_("The place there is easier to reach"),
    MoveReason.BACK: N_("Back to the desk that sent the visitor"),
    MoveReason.OTHER: N_("Another reason"),
}

PARK_REASONS: dict[ParkReason, str] = {
    ParkReason.FETCHES: N_("Fetches a document"),
    ParkReason.PAYS: N_("Pays"),
    ParkReason.STEPPED_OUT: N_("Stepped out for a moment"),
    ParkReason.OTHER: N_("Another reason"),
}

ORIGINS: dict[TicketOrigin, str] = {
    TicketOrigin.DIGITAL: N_("digital ticket"),
    TicketOrigin.BOOKING: N_("booked visit"),
    TicketOrigin.JOURNAL: N_("line of the journal"),
}
"""Where a ticket came from, when it is worth saying."""

CHANNELS: dict[str, str] = {
    "app": N_("mobile application"),
    "portal": N_("portal"),
    "contact_centre": N_("contact centre"),
    "closing": N_("moved from a former day"),
}
"""Where a visit was booked."""


def move_reason(said: str) -> str:
    """Why a visitor was moved on, in words: the code's, or those that were written."""
    return tr_(MOVE_REASONS[MoveReason(said)]) if said in tuple(MoveReason) else said
