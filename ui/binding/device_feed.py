"""Brings what devices report from their threads to the thread of the windows, one event at a time."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.chip import ChipEvidence
from app.domain.identification import IdentitySource
from app.ports.devices import CardFacts, DeviceEvent, Devices, StatusChanged
from app.usecases.identify import Identify


class DeviceFeed(QObject):
    """Signals: ``happened(object)`` a card, a code or what went wrong with them;
    ``card_read(CardFacts)`` a chip that was opened with its key; ``status_changed`` after a
    slot has another status."""

    happened = Signal(object)
    card_read = Signal(object)
    status_changed = Signal()
    _came = Signal(object)

    def __init__(self, devices: Devices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)
        self._stop: Callable[[], None] | None = devices.listen(self._hand_on)

    def close(self) -> None:
        """Hear nothing any more."""
        if self._stop is not None:
            self._stop()
            self._stop = None

    def _hand_on(self, event: DeviceEvent) -> None:
        try:
            self._came.emit(event)
        except RuntimeError:
            # The window closed between the event and now: nobody is left to be told.
            self._stop = None

    def _on_came(self, event: object) -> None:
        if isinstance(event, StatusChanged):
            self.status_changed.emit()
        else:
            self.happened.emit(event)


def identify_by_card(facts: CardFacts, reason: str = "") -> Identify:
    """The identification that a read card stands for; ``reason`` is why one whose data were altered
    is taken all the same."""
    person, document = facts.person, facts.document
    latin = person.latin_name
    return Identify(
        source=IdentitySource.CARD,
        iin=person.iin or "",
        surname=person.name.surname,
        given=person.name.given,
        patronymic=person.name.patronymic,
        latin_surname=latin.surname if latin is not None else "",
        latin_given=latin.given if latin is not None else "",
        birth_date=person.birth_date,
        citizenship=person.citizenship,
        document_kind=document.kind,
        document_number=document.number,
        valid_until=document.expires,
        issued_by=document.issuer.kk if document.issuer else "",
        issued_on=document.issued,
        phone=person.phone or "",
        address=person.address,
        chip=ChipEvidence(access=facts.access, verdict=facts.verdict),
        reason=reason,
    )
