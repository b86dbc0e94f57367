"""Letters of providers: written down once, then brought to their case, or kept for the supervisor."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

import msgspec

from app.domain.case import Case, SendingStage
from app.domain.case_states import CaseState
from app.domain.passport import Carrier, ResultKind
from app.errors import InputInvalid, declare
from app.ports.exchange import Letter, LetterKind
from app.ports.storage import OutboxItem
from app.usecases.outcome import Outcome
from app.usecases.receive_result import ReceiveResult
from app.usecases.send import RecordDelivery, RecordProviderRegistration, RecordSendError
from app.usecases.situation import note
from app.usecases.work import Work
from i18n import N_

LETTER = "letter"
"""The kind of an outbox item that holds a letter which is to be brought to its case."""
LETTER_UNKNOWN = declare(
    "letter.unknown",
    N_("There is no such letter among those that wait for a decision."),
    N_("Look at the list again: somebody else may have settled it."),
)
LETTER_REASON = declare(
    "letter.reason",
    N_("A letter is settled with a reason."),
    N_("Write what was found out and what was done."),
)
LETTER_UNFIT = declare(
    "letter.unfit",
    N_("The letter of the provider fits no case of this branch."),
    N_("The supervisor finds it among the letters that wait for a decision."),
)
LETTER_UNREADABLE = declare(
    "letter.unreadable",
    N_("What the provider wrote cannot be read."),
    N_("Ask the provider to write again; the supervisor settles this letter."),
)
_OF_RESULT = frozenset(one.name for one in fields(ReceiveResult)) - {
    "case", "kind", "carrier", "dated", "code", "sheets", "originals", "typed_reason",
    "signature_valid",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeLetter:
    """A letter has come (word ``take_letter``): it is written down, and not yet acted upon."""

    letter: Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleLetter:
    """The supervisor has settled a letter that fitted nothing (word ``settle_letter``)."""

    letter: str
    reason: str


def handle_take_letter(command: TakeLetter, work: Work) -> Outcome:
    """Write it down once; the same letter again is known already, whatever became of it."""
    letter = command.letter
    if work.store.outbox.get(letter.id) is not None:
        return Outcome()
    case = work.store.cases.by_number(letter.number)
    work.store.outbox.add(
        OutboxItem(
            id=letter.id,
            kind=LETTER,
            case_id=case.id if case is not None else "",
            payload=msgspec.json.encode(letter).decode(),
            due_at=work.now,
            made_at=work.now,
        )
    )
    note(work, "take_letter", case, facts={"letter": letter.id, "kind": letter.kind.value})
    return Outcome(changes=("outbox",))


def handle_settle_letter(command: SettleLetter, work: Work) -> Outcome:
    """The letter goes, the reason stays in the log. Raises ``InputInvalid``."""
    item = work.store.outbox.get(command.letter)
    if item is None or item.state != "kept":
        raise InputInvalid(LETTER_UNKNOWN, field="letter")
    reason = " ".join(command.reason.split())
    if not reason:
        raise InputInvalid(LETTER_REASON, field="reason")
    work.store.outbox.save(replace(item, state="done"))
    note(work, "settle_letter", facts={"letter": item.id}, personal={"reason": reason})
    return Outcome(changes=("outbox",))


def act_of_letter(letter: Letter, work: Work) -> object | None:
    """The command that a letter leads to; ``None`` when everything in it is known already.

    Raises ``InputInvalid`` for one that fits nothing here.
    """
    if letter.kind is LetterKind.UNREADABLE:
        raise InputInvalid(LETTER_UNREADABLE, field="letter")
    case = work.store.cases.by_number(letter.number) if letter.number else None
    if case is None or case.branch_id != work.branch.code:
        raise InputInvalid(LETTER_UNFIT, field="letter")
    if _known(letter, case):
        return None
    facts = letter.facts
    if letter.kind is LetterKind.DELIVERED:
        return RecordDelivery(case=case.id, message=letter.about, delivered_at=letter.at)
    if letter.kind is LetterKind.REJECTED:
        error = facts.get("error", "rejected")
        return RecordSendError(case=case.id, message=letter.about, error=error)
    if letter.kind is LetterKind.REGISTERED:
        number = facts.get("provider_number", "")
        return RecordProviderRegistration(case=case.id, provider_number=number)
    return _result(case, facts)


def _known(letter: Letter, case: Case) -> bool:
    """Whether the case stands already where the letter would bring it."""
    sending = case.sending
    if letter.kind is LetterKind.RESULT:
        result = case.result
        return result is not None and result.number == letter.facts.get("number", "")
    if sending is None:
        return False
    if letter.kind is LetterKind.REGISTERED:
        same = sending.provider_number == letter.facts.get("provider_number", "")
        return sending.registered_at is not None and same
    if letter.kind is LetterKind.DELIVERED:
        further = sending.stage in (SendingStage.DELIVERED, SendingStage.REGISTERED)
        return further or (bool(letter.about) and letter.about != sending.message_id)
    # A rejection of an older message is answered by the newer one.
    old = bool(letter.about) and letter.about != sending.message_id
    return case.state is CaseState.SEND_ERROR or old


def _result(case: Case, facts: dict[str, str]) -> ReceiveResult:
    try:
        kind = ResultKind(facts.get("kind", ""))
        dated = date.fromisoformat(facts["dated"]) if facts.get("dated") else None
    except ValueError:
        raise InputInvalid(LETTER_UNFIT, field="letter") from None
    told: dict[str, Any] = {name: value for name, value in facts.items() if name in _OF_RESULT}
    return ReceiveResult(case=case.id, kind=kind, carrier=Carrier.ELECTRONIC, dated=dated, **told)
