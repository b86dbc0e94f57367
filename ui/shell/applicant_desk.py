"""The applicant's screen beside the window: what it shows at each step, and what its answers ask."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from app.domain.desk_hold import Plate
from app.domain.language import Bilingual, Lang
from app.usecases.choose_display_language import ChooseDisplayLanguage
from app.usecases.complete import ConfirmText
from app.usecases.consent_list import ConsentItem, consents_of
from app.usecases.rate import Rate
from app.usecases.register import RequestPaper
from app.usecases.views import VisitView
from app.wording import both
from i18n import N_
from ui.binding import present_applicant as words
from ui.binding.applicant import (
    NOTHING,
    IdleScreen,
    LanguageScreen,
    QuestionScreen,
    RatingScreen,
    Screen,
)
from ui.binding.presentation import Tone
from ui.binding.session import Told
from ui.binding.texts import tr_
from ui.displays.applicant import ApplicantWindow
from ui.shell.station import Station

INVITED, OVER = "invited", "over"
_CONSENT = "consent"
_NOTES: dict[str, str] = {
    "welcome": N_("Shown: please show your document"),
    "seen": N_("Shown: the person's data"),
    "documents": N_("Shown: the documents, in large letters"),
    "payment": N_("Shown: the sum to be paid"),
    "check": N_("Shown: the text to be confirmed"),
    "receipt": N_("Shown: the number and the date of issue"),
    "refused": N_("Shown: what is lacking"),
}
_SAID: dict[str, str] = {
    words.WRONG: N_("The applicant's screen: something is to be corrected or not agreed to."),
    words.UNCLEAR: N_("The applicant's screen: something was not understood. Explain it."),
    words.READ: N_("The applicant's screen: the text was read."),
}


class ApplicantDesk(QObject):
    """Follows the road of the window; keeps nothing of the person when the visit is over."""

    def __init__(self, station: Station, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = station
        # What the visitor sees is cleared as soon as nobody sits here.
        station.window.locked.connect(self.follow)
        station.window.unlocked.connect(self.follow)
        self._desk = both(N_("Desk {number}"), {"number": station.parts.number})
        self._consents: tuple[ConsentItem, ...] = ()
        self._greeted = ""
        self._invited = ""
        self.rating = ""
        self._camera_on = False
        self._screen: Screen = IdleScreen(desk=self._desk)
        self.window: ApplicantWindow | None = None

    # What the conductor calls.

    def open(self) -> None:
        """Put the screen up: on a second monitor if there is one, else as a window."""
        if self.window is None:
            self.window = self._made()
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            self.window.setGeometry(screens[1].geometry())
            self.window.showFullScreen()
        else:
            self.window.show()
        self.follow()

    def follow(self) -> None:
        """Show what belongs to the present step."""
        session = self._station.session
        visit, case = session.visit, session.case
        if self._plate_shown() and (self.window is None or not self.window.isVisible()):
            self.open()
            return
        if self.window is not None:
            self.window.set_plate(*self._plate())
        if visit is not None:
            self.rating = self._invited = ""
        elif self.rating:
            return
        away = self._station.window.is_locked
        if case is not None and visit is not None and self._station.word == _CONSENT and not away:
            page = self._station.page
            whose = page.whose if page is not None else ""
            question = partial(consents_of, case.case.id, key=whose)
            session.ask(question, self._take_consents)
            return
        self._consents = ()
        self._show(self._screen_now(visit))

    def after(self, told: Told) -> None:
        """A visit that ended invites to rate, when there is a screen to rate on."""
        if told.word == "finish_visit" and told.outcome.facts.get("rating") == INVITED:
            self._invited = told.outcome.facts.get("visit", "")
            if self.window is not None and self.window.isVisible() and self._invited:
                self.rating = INVITED
                self._show(RatingScreen(id=self._invited))
                self._station.turn_to("rate")

    def set_camera(self, on: bool) -> None:
        """The camera looks, or looks no more: the visitor sees it too (R-085)."""
        self._camera_on = on
        if self.window is not None:
            self.window.set_camera(on)

    @property
    def seen(self) -> bool:
        """Whether the visitor has this screen before them."""
        return self.window is not None and self.window.isVisible()

    def note(self) -> str:
        """What the applicant sees now, in one line for the operator."""
        if self.window is None or not self.window.isVisible():
            return ""
        screen = self.window.screen_shown
        if isinstance(screen, LanguageScreen):
            return tr_("Shown: the choice of the language")
        if isinstance(screen, QuestionScreen):
            if screen.id.startswith(_CONSENT):
                return tr_("Shown: the text of a consent, in large letters")
            return tr_(_NOTES[screen.id]) if screen.id in _NOTES else ""
        return ""

    def close(self) -> None:
        """Show nothing more."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    # What is shown.

    def _screen_now(self, visit: VisitView | None) -> Screen:
        if visit is None or self._station.window.is_locked:
            name, position = self._plate()
            return IdleScreen(desk=self._desk, name=name, position=position)
        if visit.visit.identification is None:
            greeted = self._greeted == visit.visit.id
            return words.welcome() if greeted else LanguageScreen()
        case = self._station.session.case
        if case is None:
            return words.seen(visit)
        if self._station.word == "pay":
            return words.payment(case)
        return words.screen_of(case) or words.seen(visit)

    def _plate_shown(self) -> bool:
        """Whether this screen is the nameplate of the desk."""
        queue = self._station.session.queue
        return queue is not None and queue.hold is not None and queue.hold.plate is Plate.SCREEN

    def _plate(self) -> tuple[Bilingual, Bilingual]:
        """Name and position of the employee, when this screen is their nameplate."""
        if not self._plate_shown():
            return NOTHING, NOTHING
        seated = self._station.parts.operator()
        kk, ru = (seated.name_in(lang).full for lang in (Lang.KK, Lang.RU))
        return Bilingual(kk, ru), seated.position

    def _take_consents(self, items: tuple[ConsentItem, ...]) -> None:
        visit, case = self._station.session.visit, self._station.session.case
        if visit is None or case is None or self._station.word != _CONSENT:
            return
        self._consents = items
        item = words.next_consent(items)
        self._show(words.consent(item) if item is not None else words.documents(case))

    def _show(self, screen: Screen) -> None:
        self._screen = screen
        if self.window is None:
            return
        visit = self._station.session.visit
        if visit is not None:
            self.window.set_language(visit.visit.display_language)
        if self.window.screen_shown != screen:
            self.window.show_screen(screen)
            self._station.draw_soon()

    def _made(self) -> ApplicantWindow:
        window = ApplicantWindow(self._desk)
        # The operator's hands stay on their own window.
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        practice = both(N_("Practice branch")) if self._station.parts.branch.practice else None
        window.set_practice(practice)
        window.set_camera(self._camera_on)
        window.setWindowTitle(_title(self._desk))
        window.answered.connect(self._on_answered)
        window.rated.connect(self._on_rated)
        window.language_chosen.connect(self._on_language)
        window.emptied.connect(self._on_emptied)
        return window

    # What the applicant says.

    def _on_answered(self, screen: str, answer: str) -> None:
        station = self._station
        case = station.session.case
        if screen == "check" and answer == words.RIGHT and case is not None:
            station.submit(ConfirmText(shown=words.shown_hash(case)))
        elif screen == "receipt" and answer == words.PAPER:
            station.submit(RequestPaper())
        elif answer in _SAID:
            tone = Tone.INFO if answer == words.READ else Tone.WARN
            station.tell(tr_(_SAID[answer]), tone, stays=True)

    def _on_language(self, lang: Lang) -> None:
        visit = self._station.session.visit
        if visit is not None:
            self._greeted = visit.visit.id
            self._station.submit(ChooseDisplayLanguage(language=lang))

    def _on_rated(self, visit: str, score: int | None) -> None:
        """The visitor's own rating, from this screen alone; it never waits for the window's acts."""
        rating = Rate(visit=visit, score=score, surface="applicant_screen")
        self._station.parts.desk.submit(rating)
        if self.rating:
            self.rating = OVER
            self._station.draw_soon()

    def _on_emptied(self) -> None:
        self.rating = ""
        self._station.turn_to("")


def _title(desk: Bilingual) -> str:
    return f"{desk.kk} · {desk.ru}"
