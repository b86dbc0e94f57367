"""The webcam within the identification: the live face, beside it the photograph of the document.

What is shown lives in these widgets alone and is gone with :meth:`WebcamCard.forget`.
"""

from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.language import Bilingual
from app.ports.camera import Likeness, Picture, Seen
from i18n import N_
from ui.binding.present_devices import advice, trouble
from ui.binding.presentation import Tone, Verb
from ui.binding.texts import tr_, ui_language
from ui.pages.blocks import Card, Columns, Line
from ui.pages.step_page import PageView
from ui.pages.verb_keys import PRINTED
from ui.theme.metrics import GAP, GAP_SMALL, TextRole
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import KeyButton, VerbBox
from ui.widgets.picture_view import PictureView
from ui.widgets.text import Label, wraps
from ui.widgets.tick import Tick

CAMERA_OFF, COMPARE = "camera_off", "camera_compare"
"""Verbs of the card beside that of the camera's key."""

_LIKENESS: dict[Likeness, tuple[str, Tone]] = {
    Likeness.ALIKE: (N_("The faces look alike."), Tone.INFO),
    Likeness.UNLIKE: (N_("The faces do not look alike."), Tone.WARN),
    Likeness.CANNOT_TELL: (N_("Whether the faces look alike cannot be told."), Tone.INFO),
}


class Showing(Enum):
    """What the live side shows."""

    OFF = auto()
    WAKING = auto()
    LIVE = auto()
    STILL = auto()


class WebcamCard(Card):
    """Off until the operator turns the camera on. The key of the camera: on, hold still, live again.

    Signals: ``verb_wanted(str)`` a button was pressed; ``over`` the identification is left, so that
    the camera must rest and everything be forgotten.
    """

    verb_wanted = Signal(str)
    over = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state = Showing.OFF
        self._hints: tuple[str, ...] = ()
        self._fault = ""
        self._fitted = self._seen_by_visitor = False
        self._likeness: Likeness | None = None
        self._consent: Bilingual | None = None
        self._again = self._photo_there = False
        self._visit = ""
        self.live, self.photo = PictureView(), PictureView()
        self._title = Label("", TextRole.HEADING)
        self._live_name, self._photo_name = (Label("", tone="muted") for _ in range(2))
        self._hint = Line("check", Tone.GOOD, TextRole.STRONG)
        self._note = Line("info")
        self.button = KeyButton(key=PRINTED[Verb.CAMERA], icon="camera")
        self.button.clicked.connect(lambda: self.verb_wanted.emit(Verb.CAMERA.value))
        self.off = KeyButton(icon="cross")
        self.off.clicked.connect(lambda: self.verb_wanted.emit(CAMERA_OFF))
        self._face_check = Label("", tone="muted")
        self.agreed = Tick()
        self.agreed.toggled.connect(lambda _: self._draw_check())
        self.compare = KeyButton(icon="people")
        self.compare.clicked.connect(lambda: self.verb_wanted.emit(COMPARE))
        self._verdict = Line("info", role=TextRole.STRONG)
        self._lay_out()
        self.hide()
        self.retranslate()

    def _lay_out(self) -> None:
        sides, self._beside = Columns(gap=GAP), (QWidget(), QWidget())
        parts = ((self._live_name, self.live), (self._photo_name, self.photo))
        for side, (name, view) in zip(self._beside, parts, strict=True):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(GAP_SMALL)
            column.addWidget(name)
            column.addWidget(view)
            column.addStretch(1)
            sides.add(side)
        self._sides = sides
        # While the camera is off the card is this one row, so that it stands in nobody's way.
        head = QWidget()
        row = self._row = FlowLayout(head, gap=GAP_SMALL)
        row.addWidget(self._title)
        row.set_spring(1)
        for button in (self.button, self.off):
            row.addWidget(button)
        wraps(head)
        self.column.setContentsMargins(20, 10, 20, 12)
        self.add(head, self._hint, sides, self._note, self._face_check, self.agreed)
        self._compare = VerbBox(self.compare)
        self.add(self._compare, self._verdict)

    # What the page says.

    def begin(self, view: PageView) -> None:
        """Another visitor or another case is before the page. One visitor who was seen and then got
        a case stays the same; of anybody else nothing is left here."""
        visit = view.visit.visit.id if view.visit is not None else ""
        if visit != self._visit:
            self._visit = visit
            self.leave()

    def draw(self, view: PageView) -> None:
        """The camera of this desk as the page's facts tell it: empty where there is none, ``ready``
        or what is wrong with it; whether the visitor's screen shows that it looks."""
        state = view.facts.get("camera", "")
        self._fitted = bool(state)
        if not self.on:
            self._fault = "" if state == "ready" else state
        self._seen_by_visitor = view.facts.get("visitor_screen", "") == "shown"
        # The identification was opened anew beside a case.
        self._again = view.visit is not None and bool(view.visit.visit.case_ids)
        self.retranslate()

    # What the conductor says.

    def allow_check(self, consent: Bilingual | None) -> None:
        """Offer the comparison of faces with this text of consent; ``None``: there is none."""
        self._consent = consent
        self.retranslate()

    def wake(self) -> None:
        """The camera was turned on; its first picture is on its way."""
        self._state = Showing.WAKING
        self.retranslate()

    def take(self, seen: Seen) -> None:
        """The newest picture; one that is held still stays."""
        if self._state is Showing.OFF or self._state is Showing.STILL:
            return
        fresh = self._state is not Showing.LIVE or seen.hints != self._hints
        self._state, self._hints, self._fault = Showing.LIVE, seen.hints, ""
        self.live.show_picture(seen.picture)
        if fresh:
            self.retranslate()

    def hold(self) -> None:
        """Hold the present picture still, or show the live one again."""
        if self._state is Showing.LIVE and self.live.picture is not None:
            self._state = Showing.STILL
            self.live.show_picture(self.live.picture, framed=True)
        elif self._state is Showing.STILL:
            self._state = Showing.LIVE
        self._likeness = None
        self.retranslate()

    def show_fault(self, fault: str) -> None:
        """The camera was lost, or is back (empty); it goes on by itself."""
        if fault and self._state in (Showing.LIVE, Showing.WAKING):
            self._state = Showing.WAKING
            self.live.forget()
        self._fault = fault
        self.retranslate()

    def show_photo(self, picture: Picture | None, fault: str = "") -> None:
        """The photograph of the document; ``None`` with a fault: why it cannot be shown."""
        self._likeness = None
        if picture is not None:
            self.photo.show_picture(picture)
        else:
            self.photo.forget()
        self.photo.set_words(trouble(fault) if fault else "")
        self._photo_there = picture is not None or bool(fault)
        self.retranslate()

    def show_likeness(self, likeness: Likeness | None) -> None:
        """What the comparison says; it decides nothing."""
        self._likeness = likeness
        self.retranslate()

    def rest(self) -> None:
        """The camera is off; the photograph stays while the person is being identified."""
        self._state, self._hints, self._likeness = Showing.OFF, (), None
        self.live.forget()
        self.agreed.setChecked(False)
        self.retranslate()

    def forget(self) -> None:
        """The identification is over: nothing of anybody stays here."""
        self.photo.forget()
        self.photo.set_words("")
        self._photo_there = False
        self.rest()

    # What the page asks.

    @property
    def on(self) -> bool:
        """Whether the camera looks."""
        return self._state is not Showing.OFF

    @property
    def showing(self) -> Showing:
        """What the live side shows."""
        return self._state

    @property
    def again(self) -> bool:
        """Whether the identification was opened anew beside a case."""
        return self._again

    @property
    def hints(self) -> tuple[str, ...]:
        """The hints of the picture that is shown."""
        return self._hints

    def leave(self) -> None:
        """The page is left, or another visitor came."""
        self.over.emit()
        self.forget()

    # Drawing.

    def retranslate(self) -> None:
        """Say everything in the present language."""
        on = self.on
        self.setVisible(self._fitted or self._photo_there)
        self._title.setText(tr_("Face and photograph"))
        self.setAccessibleName(self._title.text())
        self._live_name.setText(self._live_words())
        self._photo_name.setText(tr_("Photograph of the document"))
        for side, shown in zip(self._beside, self._sides_shown(), strict=True):
            side.setVisible(shown)
        self._sides.setVisible(any(self._sides_shown()))
        self.live.set_words(tr_("Waiting for the picture"))
        self.live.setAccessibleName(f"{self._live_words()}. {self._hint_words()[0]}")
        self.photo.setAccessibleName(tr_("Photograph of the document"))
        words, tone = self._hint_words()
        self._hint.say(words, "check" if tone is Tone.GOOD else "exclaim", tone)
        self._note.say(self._note_words())
        self.button.setText(self._button_words())
        self.button.setVisible(self._fitted)
        self.off.setText(tr_("Turn it off"))
        self.off.setAccessibleName(tr_("Turn the camera off"))
        self.off.setVisible(on)
        self._draw_check()
        self._sides.settle()
        self._row.invalidate()

    def _sides_shown(self) -> tuple[bool, bool]:
        """Whether the live side and that of the photograph are there now."""
        return self.on, self._photo_there

    def _live_words(self) -> str:
        return tr_("Held still") if self._state is Showing.STILL else tr_("Live picture")

    def _button_words(self) -> str:
        if self._state is Showing.STILL:
            return tr_("Live again")
        return tr_("Hold the picture still") if self.on else tr_("Turn the camera on")

    def _hint_words(self) -> tuple[str, Tone]:
        if self._fault:
            return f"{trouble(self._fault)} {advice(self._fault)}".strip(), Tone.WARN
        if self._state not in (Showing.LIVE, Showing.STILL):
            return "", Tone.INFO
        if self._hints:
            return f"{trouble(self._hints[0])} {advice(self._hints[0])}", Tone.WARN
        return tr_("Light and focus are good."), Tone.GOOD

    def _note_words(self) -> str:
        if not self.on:
            return ""
        if not self._seen_by_visitor:
            return tr_(
                "The applicant's screen is not open: tell the visitor that the camera is on."
            )
        return tr_("The visitor sees on the applicant's screen that the camera is on.")

    def _draw_check(self) -> None:
        """The comparison stands only where it is allowed, installed, and there is what to compare."""
        consent = self._consent if self.on and self.photo.picture is not None else None
        self._face_check.setText(ui_language().of(consent) if consent is not None else "")
        self.agreed.setText(tr_("The visitor has agreed to the comparison"))
        self.compare.setText(tr_("Compare the faces"))
        for part in (self._face_check, self.agreed, self._compare):
            part.setVisible(consent is not None)
        still = self._state is Showing.STILL
        lacking = "" if self.agreed.isChecked() else tr_("the visitor has not agreed")
        self.compare.set_blocked(lacking if still else tr_("hold the picture still first"))
        words, tone = _LIKENESS[self._likeness] if self._likeness is not None else ("", Tone.INFO)
        decides = tr_("This is only an aid: you decide by the document.")
        shown = f"{tr_(words)} {decides}" if words and consent is not None else ""
        self._verdict.say(shown, "info" if tone is Tone.INFO else "exclaim", tone)
