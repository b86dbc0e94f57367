"""Notices that the act of a service was changed: which are unread, and reading one of them."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.language import Bilingual
from app.domain.notice import Acknowledgement, Notice
from app.errors import InputInvalid, declare
from app.usecases.outcome import Outcome
from app.usecases.person_input import plain
from app.usecases.situation import note
from app.usecases.work import Work
from i18n import N_

NOTICE_UNKNOWN = declare(
    "notice.unknown",
    N_("There is no notice «{notice}»."),
    N_("Choose one of the notices of the list."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeNotice:
    """The employee has read the notice of that id (word ``acknowledge_notice``)."""

    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A notice as its reader sees it: ``services`` are the names, ``read_at`` is when this employee
    acknowledged it, ``in_effect`` whether it stops an intake today."""

    notice: Notice
    services: tuple[Bilingual, ...]
    in_effect: bool
    read_at: datetime | None = None


def notices_for(work: Work, service_id: str = "") -> tuple[NoticeView, ...]:
    """What the branch has received about that service (a bundle with its members), or about any:
    the unread first, each part in the order of effect."""
    read = _read_at(work)
    today = work.now.date()
    views = tuple(
        NoticeView(
            notice=notice,
            services=tuple(_name(work, service) for service in notice.services),
            in_effect=notice.in_effect(today),
            read_at=read.get(notice.id),
        )
        for notice in _received(work, service_id)
    )
    return tuple(sorted(views, key=lambda view: view.read_at is not None))


def unread_notices(work: Work, service_id: str = "") -> tuple[Notice, ...]:
    """What this employee has not acknowledged about that service, or about any."""
    received = _received(work, service_id)
    read = _read_at(work) if received else {}
    return tuple(notice for notice in received if notice.id not in read)


def handle_acknowledge_notice(command: AcknowledgeNotice, work: Work) -> Outcome:
    """Keep who read it and when; a second reading changes nothing."""
    known = {notice.id for notice in _received(work, "")}
    if command.notice not in known:
        raise InputInvalid(NOTICE_UNKNOWN, field="notice", notice=plain(command.notice)[:80])
    if command.notice not in _read_at(work):
        work.store.records.add_acknowledgement(
            Acknowledgement(notice_id=command.notice, operator_id=work.actor.id, at=work.now)
        )
        note(work, "acknowledge_notice", facts={"notice": command.notice})
    return Outcome(changes=("notices",))


def _received(work: Work, service_id: str) -> tuple[Notice, ...]:
    passport = work.services.get(service_id) if service_id else None
    meant = (service_id, *(passport.members if passport is not None else ()))
    return tuple(
        notice
        for notice in work.notices
        if notice.received(work.now.date()) and (not service_id or notice.concerns(*meant))
    )


def _read_at(work: Work) -> dict[str, datetime]:
    return {row.notice_id: row.at for row in work.store.records.acknowledgements(work.actor.id)}


def _name(work: Work, service_id: str) -> Bilingual:
    passport = work.services.get(service_id)
    return passport.name.shown if passport is not None else Bilingual(service_id, service_id)
