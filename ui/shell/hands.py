"""What the window does with cards and scans: the page takes them, or the thing meant is opened."""

from collections.abc import Callable

from app.domain.chip import AccessKey
from app.domain.codes import UNIT_CODES, CodeProblem, CodeTrouble, understand
from app.errors import DeviceFault
from app.ports.device_faults import CARD_REMOVED
from app.ports.devices import (
    CardFacts,
    CardInserted,
    CardPresent,
    CardRemoved,
    CardUnreadable,
    CodeGarbled,
    CodeScanned,
    Slot,
)
from app.usecases.queries import find_by_code
from app.usecases.views import CaseView
from i18n import N_
from ui.binding.device_feed import DeviceFeed
from ui.binding.present_devices import advice, trouble
from ui.binding.presentation import Tone
from ui.binding.texts import tr_
from ui.pages.step_page import StepPage
from ui.shell.station import Station

_TROUBLES: dict[CodeTrouble, str] = {
    CodeTrouble.UNKNOWN_KIND: N_("The code is sound, but this program does not know its kind."),
    CodeTrouble.FAILED_CHECK: N_("The check digits of the code do not agree. Scan it once more."),
    CodeTrouble.OTHER_BRANCH: N_("This code belongs to another branch."),
    CodeTrouble.GARBAGE: N_("This is no code of ours. Scan the code under the bars once more."),
    CodeTrouble.TOO_LONG: N_("Too long for a code of ours: nothing was done."),
    CodeTrouble.FOREIGN: N_("This is a code of another system: nothing was done."),
    CodeTrouble.DOUBLED_SUFFIX: N_("Two codes came as one. Scan once more."),
}


class Hands:
    """Listens to the devices of the desk."""

    def __init__(self, station: Station, feed: DeviceFeed) -> None:
        self._station, self._feed = station, feed
        self._missed: tuple[str, object] | None = None
        self._insertion = 0
        feed.happened.connect(self._on_happened)

    def close(self) -> None:
        """Hear nothing any more."""
        self._feed.close()

    def read_chip(
        self,
        key: AccessKey | None,
        done: Callable[[CardFacts], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Read the card that is in; the window stays awake and hears of it on its own thread."""

        insertion = self._insertion

        def read(facts: CardFacts) -> None:
            # Also where the page was told nothing of it, as behind the lock.
            if insertion != self._insertion:
                failed(DeviceFault(CARD_REMOVED, slot=Slot.CARD))
                return
            self._missed = None
            self._feed.card_read.emit(facts)
            done(facts)

        reading = self._station.parts.devices.read_identity(key)
        self._station.session.bring(reading, read, failed)

    def look_at_key(
        self, done: Callable[[], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Have the signing key shown by its device; the window stays awake meanwhile."""
        parts = self._station.parts
        if parts.look_at_key is None:
            return

        def seen(_certificate: object) -> None:
            # Papers may have waited for it since the last one was shown.
            parts.desk.hurry("paper_signature")
            done()

        self._station.session.bring(parts.look_at_key(), seen, failed)

    def tell_missed(self) -> None:
        """Tell the page of a card that was put in during this visit while it was not shown.

        One that lies there since another visit is of somebody else and must be put in anew.
        """
        page, missed = self._station.page, self._missed
        if page is not None and missed is not None and missed[0] == self._visit():
            self._heard_by(page, missed[1])

    def _visit(self) -> str:
        visit = self._station.session.visit
        return visit.visit.id if visit is not None else ""

    def _heard_by(self, page: StepPage, event: object) -> bool:
        """Let the page take the event; a card that it has read is not told again."""
        taken = page.heard(event)
        if taken and isinstance(event, CardInserted | CardRemoved):
            self._missed = None
        return taken

    def _remember(self, event: object) -> None:
        if isinstance(event, CardPresent | CardRemoved):
            self._insertion += 1
            self._missed = (self._visit(), event) if self._visit() else None
        elif isinstance(event, CardInserted | CardUnreadable) and self._missed is not None:
            self._missed = (self._missed[0], event)

    def _on_happened(self, event: object) -> None:
        station = self._station
        self._remember(event)
        if station.window.is_locked:
            return
        if station.page is not None and self._heard_by(station.page, event):
            return
        match event:
            case CardInserted() | CardPresent():
                self._card_elsewhere()
            case CardUnreadable(code=code) | CodeGarbled(code=code):
                station.tell(f"{trouble(code)} {advice(code)}".strip(), Tone.WARN)
            case CodeScanned(text=text):
                self._scanned(text)
            case CardRemoved():
                return

    def _card_elsewhere(self) -> None:
        if self._station.session.visit is None:
            words = tr_("A card is in the reader, but nobody is at the desk. Call a ticket first.")
            self._station.tell(words, Tone.WARN)
        else:
            words = tr_("A card is in the reader. F5 identifies by it.")
            self._station.tell(words, Tone.INFO, stays=True)

    def _zone_elsewhere(self) -> None:
        if self._station.session.visit is None:
            words = tr_("A document was scanned, but nobody is at the desk. Call a ticket first.")
        else:
            words = tr_("This is the zone of a document. Press F5 and scan it there.")
        self._station.tell(words, Tone.WARN)

    def _scanned(self, text: str) -> None:
        if "<<" in text:
            self._zone_elsewhere()
            return
        seen = understand(text, self._station.parts.branch.code)
        if isinstance(seen, CodeProblem):
            self._station.tell(tr_(_TROUBLES[seen.trouble]), Tone.WARN)
            return
        if seen.kind in UNIT_CODES and self._station.word != "find":
            self._station.turn_to("find")
            page = self._station.page
            if page is not None and page.heard(CodeScanned(text, self._station.parts.now())):
                return
        self._station.session.ask(lambda work: find_by_code(seen.text, work), self._found)

    def _found(self, view: CaseView | None) -> None:
        if view is None:
            self._station.tell(tr_("Nothing in this branch bears this code."), Tone.WARN)
            return
        self._station.open_case(view.case.id)
