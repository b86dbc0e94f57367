"""Send the certified application electronically, and record how far it got."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.case import Case, Sending
from app.ports.gateways import Request
from app.usecases.answer import case_done
from app.usecases.outcome import Outcome
from app.usecases.situation import case_meant, facts_of, leave_for_courier
from app.usecases.transit import move
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Send by the electronic route (word ``send``)."""

    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSendError:
    """The other side rejected the message technically (word ``record_send_error``)."""

    case: str
    error: str


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
    sent = replace(
        sending,
        route="electronic",
        content_sha256=sending.content_sha256 or signed,
        sent_at=work.now,
        error="",
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
        id=work.new_id(),
        system="provider",
        what="application",
        case_id=case.id,
        personal={"manifest": signature.manifest, "cms": signature.cms},
        params={"number": case.number, "sha256": sent.content_sha256, "service": case.service_id},
        asked_at=work.now,
    )


def handle_record_send_error(command: RecordSendError, work: Work) -> Outcome:
    """A technical rejection: the case waits in SEND_ERROR and the applicant is not bothered."""
    case = case_meant(work, command.case)
    sending = replace(case.sending or Sending(route="electronic"), error=command.error)
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
    sending = replace(
        case.sending or Sending(route="paper"),
        provider_number=provider_number,
        delivered_at=delivered_at or work.now,
        registered_at=work.now,
    )
    facts = facts_of(work, case, reason=provider_number)
    moved, _ = move(case, "record_provider_registration", facts, sending=sending)
    return moved
