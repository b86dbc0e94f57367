"""Values as JSON and moments as sortable text: what stands in the columns."""

from datetime import UTC, datetime

import msgspec

from app.domain.booking import Booking
from app.domain.case import Case
from app.domain.custody import Register, Unit
from app.domain.desk_hold import DeskHold
from app.domain.notice import Acknowledgement
from app.domain.ordinary_queue import FailureAct
from app.domain.person import Organisation, Person
from app.domain.queue_rules import QueueDay
from app.domain.scan_run import RunLine, ScanRun
from app.domain.visit import Ticket, Visit
from app.ports.storage import ConsultationRecord, OutboxItem, PaperRecord, RatingRecord

_ENCODER = msgspec.json.Encoder()

CASE = msgspec.json.Decoder(Case)
TICKET = msgspec.json.Decoder(Ticket)
VISIT = msgspec.json.Decoder(Visit)
UNIT = msgspec.json.Decoder(Unit)
REGISTER = msgspec.json.Decoder(Register)
SCAN_RUN = msgspec.json.Decoder(ScanRun)
RUN_LINE = msgspec.json.Decoder(RunLine)
PERSON = msgspec.json.Decoder(Person)
ORGANISATION = msgspec.json.Decoder(Organisation)
PAPER = msgspec.json.Decoder(PaperRecord)
OUTBOX_ITEM = msgspec.json.Decoder(OutboxItem)
RATING = msgspec.json.Decoder(RatingRecord)
CONSULTATION = msgspec.json.Decoder(ConsultationRecord)
DESK_HOLD = msgspec.json.Decoder(DeskHold)
BOOKING = msgspec.json.Decoder(Booking)
FAILURE = msgspec.json.Decoder(FailureAct)
QUEUE_DAY = msgspec.json.Decoder(QueueDay)
ACKNOWLEDGEMENT = msgspec.json.Decoder(Acknowledgement)


def encoded(value: object) -> str:
    """A frozen value as JSON."""
    return _ENCODER.encode(value).decode()


def moment_text(moment: datetime) -> str:
    """An aware moment as text of one width in UTC, that sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(text: str) -> datetime:
    """The moment of such a text, in UTC."""
    return datetime.fromisoformat(text)


def or_none(text: str) -> str | None:
    """An empty text as no value: what a unique column or a reference wants."""
    return text or None
