"""The one question before the first call: can the visitor see who serves them (R-043)?"""

from app.domain.desk_hold import Plate
from app.usecases.queue.open_desk import OpenDesk
from app.usecases.views import QueueView
from ui.binding.present_findings import finding_items
from ui.binding.present_ticket import purposes_in_words
from ui.binding.presentation import Tone, Verb, VerbItem
from ui.binding.texts import tr_
from ui.pages.blocks import Card, Line
from ui.theme.metrics import TextRole
from ui.widgets.notices import Banner
from ui.widgets.text import Label

SCREEN, PRINTED = "plate:screen", "plate:printed"
"""The two answers besides the badge, as verbs of the page."""
_PLATES = {SCREEN: Plate.SCREEN, PRINTED: Plate.PRINTED}


class OpenDeskCard(Card):
    """Seen while the desk is not open."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Label("", TextRole.TITLE)
        self._position = Label("", tone="muted")
        self._why = Line("info")
        self._serves = Line("people")
        self.taken = Banner()
        self.add(self._name, self._position, self._serves, self._why, self.taken)

    def draw(self, queue: QueueView, name: str, position: str) -> None:
        """Ask ``name``; what is in the way of opening stands below."""
        self.head(tr_("Is your badge on?"))
        self._name.setText(name)
        self._position.setText(position)
        self._why.say(tr_("The visitor must see the name and the position of who serves them."))
        served = purposes_in_words(queue.serves)
        self._serves.say(tr_("This desk serves: {purposes}", purposes=served), "people")
        found = finding_items(queue.desk_findings)
        words = " ".join(part for item in found for part in (item.text, item.advice) if part)
        self.taken.show_words(words, Tone.STOP, action=tr_("Choose another desk") if words else "")


def open_verbs(queue: QueueView) -> tuple[VerbItem, ...]:
    """The three answers, the badge the filled one; of a desk that is taken only why it is blocked."""
    found = finding_items(queue.desk_findings)
    taken = found[0].title if found else ""
    badge = VerbItem(verb=Verb.CONTINUE, label=tr_("The badge is on"), blocked=taken, primary=True)
    if taken:
        return (badge,)
    return (
        badge,
        VerbItem(verb=SCREEN, label=tr_("Show my nameplate on the applicant's screen")),
        VerbItem(verb=PRINTED, label=tr_("Print my nameplate")),
    )


def open_desk(answer: str) -> OpenDesk:
    """The command of an answer: the badge, or one of the two plates."""
    plate = _PLATES.get(answer)
    return OpenDesk(badge=plate is None, plate=plate)
