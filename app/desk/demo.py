"""The practice day: its applicants are remembered and visitors wait, so that there is somebody to call."""

from datetime import datetime, timedelta

from app.catalogue.practice import Practice
from app.desk.system import SystemIds
from app.domain.case_states import CaseState, Mark
from app.domain.language import Lang
from app.domain.visit import Purpose, Ticket
from app.errors import AppError, declare
from app.ports.storage import JournalEntry, Store, UnitOfWork
from app.usecases.queue.take_ticket import LETTERS
from i18n import N_

LIVE_STORE = declare(
    "seed.live_store",
    N_("This store holds real cases; nothing made up may be put into it."),
    N_("Name another store by --store, or leave it as it is."),
)

_HALL = "0"
"""Tickets of the demo come from no desk."""
_WAITING = (
    (Purpose.INTAKE, Lang.KK),
    (Purpose.INTAKE, Lang.RU),
    (Purpose.ISSUE, Lang.KK),
    (Purpose.INTAKE, Lang.KK),
    (Purpose.CONSULTATION, Lang.RU),
    (Purpose.INTAKE, Lang.RU),
)
_APART = timedelta(minutes=3)


def let_wait(store: Store, people: Practice, now: datetime) -> int:
    """Remember the made-up applicants and let visitors wait; the number of those who wait now.

    A second time on the same day adds nothing. Raises ``AppError`` (seed.live_store).
    """
    key = f"seed:demo:{now.date()}"
    with store.begin(writing=True) as work:
        _refuse_live(work)
        if work.answered(key) is None:
            for known in people.people.values():
                work.persons.remember(known.person, now)
            for organisation in people.organisations.values():
                work.persons.remember_organisation(organisation, now)
            _take_tickets(work, now)
            work.remember_answer(key, "{}")
            work.commit()
            return len(_WAITING)
        return len(work.visits.waiting(now.date()))


def _refuse_live(work: UnitOfWork) -> None:
    if any(Mark.PRACTICE not in case.marks for case in work.cases.in_states(tuple(CaseState))):
        raise AppError(LIVE_STORE)


def _take_tickets(work: UnitOfWork, now: datetime) -> None:
    ids = SystemIds()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for place, (purpose, language) in enumerate(_WAITING):
        number = work.numbers.next("ticket", _HALL, now.date())
        ticket = Ticket(
            id=ids.new(),
            number=f"{LETTERS[purpose]}{number}",
            purpose=purpose,
            language=language,
            taken_at=max(midnight, now - _APART * (len(_WAITING) - place)),
        )
        work.visits.add_ticket(ticket)
        work.journal.append(
            JournalEntry(
                at=now,
                actor="seed",
                role="ADM",
                desk=_HALL,
                verb="seed",
                facts={"ticket": ticket.number},
            )
        )
