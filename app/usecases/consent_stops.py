"""What a consent that is taken back stops: questions that wait to be carried, a message on its way."""

from dataclasses import replace

import msgspec

from app.domain.case import Case, ConsentKind, RowState, Sending, SendingStage
from app.domain.case_states import CaseState
from app.domain.passport import Passport
from app.ports.gateways import Request
from app.ports.storage import OutboxItem
from app.rules.checklist import applicable_rows
from app.usecases.checklist import with_entry
from app.usecases.situation import facts_of, leave_for_courier
from app.usecases.transit import move
from app.usecases.work import Work

CONSENT_WITHDRAWN = "consent_withdrawn"


def stop_guarded(work: Work, case: Case, passport: Passport, kind: ConsentKind) -> Case:
    """The case with what the consent guarded stopped; what was done before stays (D-10)."""
    if kind is ConsentKind.A:
        return _stop_questions(work, case, passport)
    if kind is ConsentKind.C:
        return _stop_message(work, case)
    return case


def tell_if_sent(work: Work, case: Case, kind: ConsentKind) -> bool:
    """Leave the word of the withdrawal for a provider that has the application or will have it;
    whether there is one."""
    if not goes_to_provider(case):
        return False
    notice = Request(
        id=work.new_id(),
        system="provider",
        what=CONSENT_WITHDRAWN,
        case_id=case.id,
        params={"number": case.number, "consent": kind.value},
        asked_at=work.now,
    )
    leave_for_courier(work, "notice", notice)
    return True


def goes_to_provider(case: Case) -> bool:
    """Whether the provider has the application or will have it: a word of it must follow."""
    return case.sending is not None and case.sending.stage is not SendingStage.REJECTED


def _stop_questions(work: Work, case: Case, passport: Passport) -> Case:
    """No question to a protected source leaves any more; the row may be asked or shown anew."""
    for row in applicable_rows(case, passport):
        entry = case.document(row.id)
        if entry is None or not row.protected_secret or entry.state is not RowState.REQUESTED:
            continue
        for item in _undelivered(work, "query", case):
            if _request(item).id == entry.query_id:
                _drop(work, item)
        case = with_entry(case, replace(entry, state=RowState.OPEN, query_id=""))
    return case


def _stop_message(work: Work, case: Case) -> Case:
    """An application that has not left yet does not leave; what has left is recalled by no one."""
    waiting = _undelivered(work, "send", case)
    if case.state is not CaseState.SENT or not waiting:
        return case
    for item in waiting:
        _drop(work, item)
    sending = replace(
        case.sending or Sending(route="electronic"), error=CONSENT_WITHDRAWN, rejected_at=work.now
    )
    stopped, _ = move(case, "record_send_error", facts_of(work, case), sending=sending)
    return stopped


def _undelivered(work: Work, kind: str, case: Case) -> tuple[OutboxItem, ...]:
    """Items of the case that nobody outside has: never tried, or tried last without success."""
    return tuple(
        item
        for item in work.store.outbox.pending()
        if item.kind == kind
        and item.case_id == case.id
        and (item.due_at == item.made_at or item.last_error)
    )


def _request(item: OutboxItem) -> Request:
    return msgspec.json.decode(item.payload.encode(), type=Request)


def _drop(work: Work, item: OutboxItem) -> None:
    work.store.outbox.save(replace(item, state="dropped", last_error=CONSENT_WITHDRAWN))
