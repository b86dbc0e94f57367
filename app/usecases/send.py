"""Send the certified application electronically, and record how far it got."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.case import Case, Sending
from app.ports.gateways import Request
from app.usecases.answer import case_done
from app.usecases.draft_facts import passport_needed
from app.usecases.electronic_documents import electronic_documents
from app.usecases.outcome import Outcome
from app.usecases.situation import case_meant, facts_of, leave_for_courier
from app.usecases.transit import check, move
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Send by the electronic route (word ``send``)."""

    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDeparture:
    """The channel took the message (word ``record_departure``): it lies here no more."""

    case: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDelivery:
    """The provider has the message, not yet under a number of its own (word ``record_delivery``)."""

    case: str
    message: str
    delivered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSendError:
    """The other side rejected the message technically (word ``record_send_error``).

    ``message`` names the message that was rejected; empty: the last one.
    """

    case: str
    error: str
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProviderRegistration:
    """The provider registered the application (word ``record_provider_registration``).

    ``delivered_at`` is when it reached the provider, where that was told.
    """

    case: str
    provider_number: str
    delivered_at: datetime | None = None


def handle_send(command: Send, work: Work) -> Outcome:
    """Leave the signed application for the courier; the case is SENT when it is on its way."""
    case = case_meant(work, command.case)
    sending = case.sending or Sending(route="electronic")
    signed = case.signature.manifest_sha256 if case.signature is not None else ""
    sent = Sending(
        route="electronic",
        message_id=work.new_id(),
        content_sha256=sending.content_sha256 or signed,
        sent_at=work.now,
        attempts=sending.attempts + 1,
    )
    moved, warnings = move(case, "send", facts_of(work, case), sending=sent)
    saved = work.store.cases.save(moved)
    leave_for_courier(work, "send", _message(work, case, sent))
    told = {"attempt": str(sent.attempts)}
    return case_done(work, "send", saved, findings=warnings, facts=told)


def _message(work: Work, case: Case, sent: Sending) -> Request:
    """The signed application itself: its manifest and signature go beside what may be logged."""
    signature = case.signature
    assert signature is not None  # noqa: S101 - send.electronic_route has just proved it
    return Request(
        id=sent.message_id,
        system="provider",
        what="application",
        case_id=case.id,
        personal={
            "manifest": signature.manifest,
            "cms": signature.cms,
            "documents": _documents(work, case, signature.manifest),
        },
        params={"number": case.number, "sha256": sent.content_sha256, "service": case.service_id},
        asked_at=work.now,
    )


def _documents(work: Work, case: Case, manifest: str) -> str:
    """The electronic documents that were signed, path to content, as JSON."""
    signed = {one["path"] for one in json.loads(manifest).get("files", ())}
    found = electronic_documents(case, passport_needed(work, case))
    made = [one for one in found if one.path in signed]
    return json.dumps({one.path: one.content for one in made}, ensure_ascii=False)


def handle_record_departure(command: RecordDeparture, work: Work) -> Outcome:
    """The message left; one that is old by now, or whose answer was faster, changes nothing."""
    case = case_meant(work, command.case)
    sending = case.sending
    if sending is None or sending.message_id != command.message or sending.left_at is not None:
        return Outcome()
    saved = work.store.cases.save(replace(case, sending=replace(sending, left_at=work.now)))
    return case_done(work, "record_departure", saved, stage=False)


def handle_record_delivery(command: RecordDelivery, work: Work) -> Outcome:
    """The provider has it. Raises ``Blocked`` for a message that is not on its way."""
    case = case_meant(work, command.case)
    check(("send.on_its_way",), facts_of(work, case, reason=command.message))
    sending = case.sending
    assert sending is not None  # noqa: S101 - send.on_its_way has just proved it
    if sending.delivered_at is not None:
        return Outcome()
    told = replace(sending, left_at=sending.left_at or work.now, delivered_at=command.delivered_at)
    saved = work.store.cases.save(replace(case, sending=told))
    return case_done(work, "record_delivery", saved, stage=False)


def handle_record_send_error(command: RecordSendError, work: Work) -> Outcome:
    """A technical rejection: the case waits in SEND_ERROR and the applicant is not bothered."""
    case = case_meant(work, command.case)
    if command.message:
        check(("send.on_its_way",), facts_of(work, case, reason=command.message))
    sending = replace(
        case.sending or Sending(route="electronic"), error=command.error, rejected_at=work.now
    )
    moved, _ = move(case, "record_send_error", facts_of(work, case), sending=sending)
    told = {"error": command.error}
    return case_done(work, "record_send_error", work.store.cases.save(moved), facts=told)


def handle_record_provider_registration(command: RecordProviderRegistration, work: Work) -> Outcome:
    """The provider has it under a number of its own: IN_WORK."""
    case = case_meant(work, command.case)
    moved = registered_by_provider(work, case, command.provider_number, command.delivered_at)
    saved = work.store.cases.save(moved)
    told = {"provider_number": command.provider_number}
    return case_done(work, "record_provider_registration", saved, facts=told)


def registered_by_provider(
    work: Work, case: Case, provider_number: str, delivered_at: datetime | None = None
) -> Case:
    """The case with the provider's number, in work there. Raises ``Blocked``."""
    before = case.sending or Sending(route="paper")
    sending = replace(
        before,
        provider_number=provider_number,
        left_at=before.left_at or work.now,
        delivered_at=delivered_at or before.delivered_at or work.now,
        registered_at=work.now,
    )
    facts = facts_of(work, case, reason=provider_number)
    moved, _ = move(case, "record_provider_registration", facts, sending=sending)
    return moved
