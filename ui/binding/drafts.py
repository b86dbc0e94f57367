"""The drafts of this desk that wait to be taken up again, as the pages list them."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.case import Case
from app.domain.language import Bilingual
from app.rules.postpone import DRAFTS
from app.usecases.queries import unfinished
from app.usecases.situation import passport_of, visit_here
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftItem:
    """One draft. ``mine``: it was left by the person who is identified in the present visit."""

    id: str
    code: str
    ticket: str
    person: str
    service: Bilingual
    until: datetime | None
    mine: bool = False


def drafts_waiting(work: Work) -> tuple[DraftItem, ...]:
    """Drafts of this desk that nobody works at now, the newest first."""
    visit = visit_here(work)
    here = set(visit.case_ids) if visit is not None else set()
    seen = visit.identification if visit is not None else None
    found = [
        case
        for case in unfinished(work)
        if case.state in DRAFTS and (case.postponed_at or case.id not in here)
    ]
    return tuple(
        _item(work, case, mine=seen is not None and seen.person.same_as(case.identification.person))
        for case in sorted(found, key=lambda case: case.opened_at, reverse=True)
    )


def _item(work: Work, case: Case, *, mine: bool) -> DraftItem:
    visit = work.store.visits.get(case.visit_id)
    passport = passport_of(work, case)
    name = passport.name.shown if passport is not None else Bilingual("", case.service_id)
    return DraftItem(
        id=case.id,
        code=case.draft_code,
        ticket=visit.ticket_number if visit is not None else "",
        person=case.identification.person.name.short,
        service=name,
        until=case.draft_until,
        mine=mine,
    )
