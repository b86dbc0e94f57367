"""The webcam of the desk: looks only while a person is identified, and nothing of it outlives that.

It asks the core for leave, wakes the camera, brings the newest picture to the card of the page, and
lets everything go when the page is left, the visit is over, the window is locked or closed.
"""

from functools import partial

from PySide6.QtCore import QObject

from app.domain.webcam import CameraEnd
from app.errors import AppError
from app.ports.camera import Leave, Likeness, Picture, Seen, Webcam
from app.ports.device_faults import NOT_FITTED
from app.ports.devices import CardFacts, CardInserted, DeviceState, Slot
from app.usecases.outcome import Outcome
from app.usecases.webcam import AllowFaceCheck, StartWebcam, StopWebcam, consent_hash
from i18n import N_
from ui.binding.camera_feed import CameraFeed
from ui.binding.device_feed import DeviceFeed
from ui.binding.present_findings import failure_notice, reason_of
from ui.binding.presentation import Tone, Verb
from ui.binding.relay import Relay
from ui.binding.texts import tr_
from ui.pages.webcam_card import CAMERA_OFF, COMPARE, Showing, WebcamCard
from ui.shell.station import Station

_NOT_HERE = N_("The camera looks only on the page of identification (F5).")
_NO_CAMERA = N_("This desk has no camera. Compare the visitor with the photograph by eye.")


class WebcamDesk(QObject):
    """At most one stretch of looking at a time; every answer that comes after its end is dropped."""

    def __init__(self, station: Station, feed: DeviceFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._relay = Relay(self)
        self._pictures = CameraFeed(self)
        self._pictures.came.connect(self._on_seen)
        self._card: WebcamCard | None = None
        self._known: list[WebcamCard] = []
        self._visit = ""
        self._turn = 0
        station.session.visit_changed.connect(self._on_visit)
        station.window.locked.connect(lambda: self._end(CameraEnd.LOCKED))
        feed.happened.connect(self._on_happened)
        feed.card_read.connect(self._on_card)
        feed.status_changed.connect(self._on_status)

    @property
    def on(self) -> bool:
        """Whether the camera looks, or is about to."""
        return self._card is not None

    def close(self) -> None:
        """The program ends."""
        self._end(CameraEnd.PROGRAM_CLOSED)
        self._relay.close()

    def state(self) -> str:
        """The camera for the page: empty where there is none, ``ready``, or what is wrong."""
        fault = self._fault()
        return "" if fault is None else fault or "ready"

    def press(self, verb: str) -> bool:
        """A verb of the camera; whether it was one."""
        if verb == CAMERA_OFF:
            self._end(CameraEnd.PRESSED)
        elif verb == COMPARE:
            self._allow_check()
        elif verb == Verb.CAMERA:
            self._pressed()
        else:
            return False
        return True

    # Going on.

    def _pressed(self) -> None:
        card = self._card_here()
        if self._card is not None:
            self._card.hold()
        elif card is None:
            self._station.tell(tr_(_NOT_HERE), Tone.WARN)
        elif self._webcam is None or self._fault() is None:
            self._station.tell(tr_(_NO_CAMERA), Tone.WARN)
        else:
            self._ask_leave(card)

    def _ask_leave(self, card: WebcamCard) -> None:
        self._card = card
        self._turn += 1
        asked = self._station.parts.desk.submit(StartWebcam(again=card.again))
        self._relay.bring(asked, partial(self._on_leave, self._turn), self._on_lost)

    def _on_leave(self, turn: int, outcome: Outcome) -> None:
        visit = outcome.facts.get("webcam", "")
        if turn != self._turn or self._card is None or self._webcam is None:
            if outcome.ok:
                self._note_end(visit, CameraEnd.LEFT)
            return
        if not outcome.ok:
            self._card = None
            self._say_no(outcome)
            return
        self._visit = visit
        self._card.wake()
        self._pictures.begin()
        self._show_on(on=True)
        looking = self._webcam.look(Leave(visit_id=visit), self._pictures.take)
        self._relay.bring(looking, lambda _: None, self._on_lost)

    def _on_seen(self, seen: Seen) -> None:
        if self._card is not None:
            self._card.take(seen)

    def _on_lost(self, error: BaseException) -> None:
        if self._card is not None and isinstance(error, AppError):
            self._card.show_fault(error.code)

    def _on_status(self) -> None:
        fault = self._fault()
        card = self._card or self._card_here()
        if card is not None and fault is not None:
            card.show_fault(fault)

    # Coming to an end.

    def _on_visit(self, view: object) -> None:
        if view is None:
            self._end(CameraEnd.VISIT_OVER)
            self._forget()

    def _on_over(self) -> None:
        visit = self._station.session.visit
        known = visit is not None and visit.visit.identification is not None
        self._end(CameraEnd.GONE_ON if known else CameraEnd.LEFT)

    def _end(self, why: CameraEnd) -> None:
        """The camera rests first; that is noted afterwards."""
        card, self._card = self._card, None
        self._turn += 1
        self._pictures.end()
        if why is not CameraEnd.PRESSED:
            self._forget()
        if card is None:
            return
        card.rest()
        if self._webcam is not None:
            self._webcam.rest()
        self._show_on(on=False)
        visit, self._visit = self._visit, ""
        if visit:
            self._note_end(visit, why)

    def _forget(self) -> None:
        for card in self._known:
            card.forget()

    def _note_end(self, visit: str, why: CameraEnd) -> None:
        self._station.parts.desk.submit(StopWebcam(visit=visit, end=why))

    def _show_on(self, *, on: bool) -> None:
        self._station.window.header.show_camera(on)
        self._station.applicant.set_camera(on)

    # The photograph of the document, and the comparison.

    def _on_happened(self, event: object) -> None:
        if isinstance(event, CardInserted):
            self._on_card(event.facts)

    def _on_card(self, facts: CardFacts) -> None:
        if self._webcam is None or self._card_here() is None or self._station.window.is_locked:
            return
        self._turn_photo = turn = self._turn_photo + 1
        if facts.photo:
            reading = self._webcam.read_photo(facts.photo)
            self._relay.bring(
                reading, partial(self._on_photo, turn), partial(self._on_no_photo, turn)
            )
        else:
            self._show_photo(None)

    _turn_photo = 0

    def _on_photo(self, turn: int, picture: Picture) -> None:
        if turn == self._turn_photo:
            self._show_photo(picture)

    def _on_no_photo(self, turn: int, error: BaseException) -> None:
        if turn == self._turn_photo and isinstance(error, AppError):
            self._show_photo(None, error.code)

    def _show_photo(self, picture: Picture | None, fault: str = "") -> None:
        card = self._card_here()
        if card is not None:
            card.show_photo(picture, fault)

    def _allow_check(self) -> None:
        card, face_check = self._card, self._station.parts.branch.face_check
        if card is None or face_check is None or card.showing is not Showing.STILL:
            return
        command = AllowFaceCheck(
            agreed=card.agreed.isChecked(),
            consent_sha256=consent_hash(face_check),
            again=card.again,
        )
        asked = self._station.parts.desk.submit(command)
        self._relay.bring(asked, partial(self._compare, self._turn), self._on_lost)

    def _compare(self, turn: int, outcome: Outcome) -> None:
        card = self._card
        if turn != self._turn or card is None or self._webcam is None:
            return
        if not outcome.ok:
            self._say_no(outcome)
            return
        live, photo = card.live.picture, card.photo.picture
        if live is not None and photo is not None:
            comparing = self._webcam.compare(live, photo)
            self._relay.bring(comparing, partial(self._on_likeness, turn), self._on_lost)

    def _on_likeness(self, turn: int, likeness: Likeness) -> None:
        if turn == self._turn and self._card is not None:
            self._card.show_likeness(likeness)

    # What is where.

    @property
    def _webcam(self) -> Webcam | None:
        return self._station.parts.webcam

    def _fault(self) -> str | None:
        """What is wrong with the camera; ``None`` where the desk has none."""
        status = self._station.parts.devices.status(Slot.CAMERA)
        if status.code == NOT_FITTED or not status.driver:
            return None
        lost = status.state in (DeviceState.ABSENT, DeviceState.FAULT)
        return status.code if lost else ""

    def _card_here(self) -> WebcamCard | None:
        """The card of the page on the window, known from the first time it is met."""
        card = getattr(self._station.page, "webcam", None)
        if not isinstance(card, WebcamCard):
            return None
        if card not in self._known:
            self._known.append(card)
            card.over.connect(self._on_over)
            face_check = self._station.parts.branch.face_check
            allowed = face_check is not None and face_check.complete and self._compares()
            card.allow_check(face_check.consent if face_check is not None and allowed else None)
        return card

    def _compares(self) -> bool:
        return self._webcam is not None and self._webcam.compares

    def _say_no(self, outcome: Outcome) -> None:
        if outcome.findings:
            self._station.tell(reason_of(outcome.findings), Tone.STOP, stays=True)
        elif outcome.error is not None:
            self._station.tell_failure(failure_notice(outcome.error))
