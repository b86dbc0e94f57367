"""A consultation: no case, no identification, no personal data."""

import re
from dataclasses import dataclass

from app.domain.language import Lang
from app.errors import InputInvalid, declare
from app.ports.storage import ConsultationRecord
from app.usecases.outcome import Outcome
from app.usecases.papers import keep_paper, order_print, paper_head, paper_ref
from app.usecases.passport_print import memo_of, passport_print_of
from app.usecases.queue.arrive import arrived
from app.usecases.situation import note, visit_here
from app.usecases.work import Work
from i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Consult:
    """Record a consultation (word ``consult``). ``topic`` is what was asked about, never who asked."""

    topic: str
    service: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeMemo:
    """Make the memo or the passport print of a service (word ``make_memo``); ``kind`` is ``memo`` or
    ``passport``. Without a ``language`` it is that of the visit."""

    service: str
    kind: str = "memo"
    language: Lang | None = None


NO_SUCH_SERVICE = declare(
    "memo.service",
    N_("There is no such service in the catalogue."),
    N_("Search the service by its name."),
)
PERSONAL_TOPIC = declare(
    "consult.personal",
    N_("The topic holds the number of a person or an organisation."),
    N_("Write what was asked about; a consultation is recorded without personal data."),
)
NO_TOPIC = declare(
    "consult.topic",
    N_("The topic of the consultation is empty or too long."),
    N_("Write in a few words what was asked about."),
)
NO_SUCH_PRINT = declare(
    "service.print_kind",
    N_("This print does not exist."),
    N_("Choose the memo or the passport of the service."),
)


def handle_consult(command: Consult, work: Work) -> Outcome:
    """Keep what was asked about, in which language and how long; who asked is nobody's business."""
    topic = " ".join(command.topic.split())
    if not 0 < len(topic) <= _LONGEST:
        raise InputInvalid(NO_TOPIC, field="topic")
    if _NUMBER.search(topic):
        raise InputInvalid(PERSONAL_TOPIC, field="topic")
    if command.service and work.services.get(command.service) is None:
        raise InputInvalid(NO_SUCH_SERVICE, field="service")
    visit = visit_here(work)
    if visit is not None and visit.arrived_at is None:
        visit = work.store.visits.save(arrived(work, visit))
    language = visit.display_language.value if visit is not None else Lang.KK.value
    work.store.records.add_consultation(
        ConsultationRecord(
            id=work.new_id(),
            topic=topic,
            service_id=command.service,
            language=language,
            minutes=max(command.minutes, 0),
            at=work.now,
            operator_id=work.actor.id,
            desk=work.desk,
        )
    )
    note(work, "consult", facts={"service": command.service, "minutes": str(command.minutes)})
    return Outcome(changes=("consultations",))


def handle_make_memo(command: MakeMemo, work: Work) -> Outcome:
    """Make the memo or the print of the passport, from the passport alone (R-015)."""
    passport = work.services.in_force(command.service, work.now.date())
    if passport is None:
        raise InputInvalid(NO_SUCH_SERVICE, field="service")
    visit = visit_here(work)
    lang = command.language or (visit.display_language if visit is not None else Lang.KK)
    if command.kind not in _PRINTS:
        raise InputInvalid(NO_SUCH_PRINT, field="kind")
    head = paper_head(work, lang, coded=False)
    record = keep_paper(work, _PRINTS[command.kind](passport, head, work.branch))
    order_print(work, record)
    note(work, "make_memo", facts={"service": passport.id, "kind": command.kind})
    return Outcome(papers=(paper_ref(record),), changes=("papers", "outbox"))


_NUMBER = re.compile(r"\d(?:[\s-]?\d){11}")
_LONGEST = 500
_PRINTS = {"memo": memo_of, "passport": passport_print_of}
