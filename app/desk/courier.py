"""The courier: carries what a commit left to be done outside, and answers with one more command."""

import base64
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from app.desk.paper_signing import paper_signature_of
from app.desk.place import DeskPlace
from app.desk.routes import answer_command, gateway_for
from app.desk.stamping import stamp_of
from app.domain.papers import QueueTicketPaper
from app.errors import AppError, InputInvalid, Unavailable
from app.lanes import AnyLane
from app.log import logger
from app.ports.exchange import Letter, Mailbox
from app.ports.gateways import Answer, AnswerKind, Request
from app.ports.signing_faults import KEY_MATTERS, NO_KEY, NO_TOKEN, NOT_LOOKED_AT
from app.ports.storage import OutboxItem, PaperRecord
from app.usecases.certified_copy import RecordCopySignature
from app.usecases.copy_orders import COPY, copy_order
from app.usecases.letters import LETTER, TakeLetter, act_of_letter
from app.usecases.outcome import Outcome, Status
from app.usecases.queue.papers import ticket_paper
from app.usecases.queue.take_ticket import MarkTicketPrinted
from app.usecases.register import MarkPrinted
from app.usecases.send import RecordDeparture
from app.usecases.sign import RecordSignature
from app.usecases.work import Work

PrintPaper = Callable[[PaperRecord, int], None]
"""Prints a paper so many times; returns when the printer did it. Raises ``DeviceFault``."""
PrintTicket = Callable[[QueueTicketPaper], None]
"""Prints a queue ticket; returns when the ticket printer did it. Raises ``DeviceFault``."""


_FOR_GOOD = (Status.BLOCKED, Status.INVALID)
"""Answers after which an item is of no more use."""


class Counter(Protocol):
    """What the courier needs of the Desk: to ask, to answer with a command, to keep an item."""

    def ask(self, question: Callable[[Work], Any]) -> Future[Any]: ...  # noqa: D102
    def submit(  # noqa: D102
        self, command: object, *, key: str = "", settle: OutboxItem | None = None
    ) -> Future[Outcome]: ...
    def keep_item(self, item: OutboxItem) -> Future[None]: ...  # noqa: D102


_RETRY = timedelta(seconds=30)
_BY_HAND = timedelta(days=1)
_ASKED_AGAIN = timedelta(minutes=10)
_NOBODY_ASKED = frozenset({NO_KEY, NO_TOKEN, NOT_LOOKED_AT})
_LONGEST_RETRY = timedelta(minutes=30)
_IN_ORDER = frozenset({"monitoring"})
"""Kinds whose items of one case go out in the order in which they were made (R-163)."""
_ANSWERED_AT_ONCE = frozenset({"query", "check_in", "digital"})
"""Kinds for which somebody waits at the desk: that a system is down is an answer too. A code taken
later all the same would put a visitor into the line who has a new ticket by then."""
_WAITED_FOR = {"check_in": timedelta(seconds=20)}
"""Questions to which somebody waits before a screen, and for how long they do."""
_OVERTAKEN = frozenset({"receive_result.provider_number"})
_OVERTAKES = timedelta(days=1)
"""A result may overtake the word that the application was registered: it waits so long for it."""
_log = logger("courier")


class Courier:
    """Carries due outbox items one after another on its own lane; an item is never carried twice
    at the same time, and its answer is one command under a key of its own."""

    def __init__(
        self,
        desk: Counter,
        place: DeskPlace,
        lane: AnyLane,
        print_paper: PrintPaper | None,
        print_ticket: PrintTicket | None = None,
    ) -> None:
        self._desk = desk
        self._place = place
        self._lane = lane
        self._print = print_paper
        self._ticket = print_ticket

    def move_to(self, place: DeskPlace) -> None:
        """Work with another seating from now on."""
        self._place = place

    def carry(self) -> Future[int]:
        """Carry everything due now; the number of items settled."""
        return self._lane.submit(self._carry)

    def hurry(self, kind: str) -> Future[int]:
        """Try what this desk left undone of that kind now and not at its next time; the number of
        items settled."""
        return self._lane.submit(self._hurry, kind)

    def _hurry(self, kind: str) -> int:
        now, desk = self._place.clock.now(), self._place.desk
        waiting = self._desk.ask(lambda work: tuple(work.store.outbox.pending())).result()
        for item in waiting:
            if item.kind == kind and item.desk == desk and item.due_at > now:
                self._write(replace(item, due_at=now))
        return self._carry()

    def _fetch(self) -> None:
        """Write down what providers wrote; a mailbox that is out of reach holds up nothing."""
        now = self._place.clock.now()
        for gateway in self._place.gateways.values():
            if not isinstance(gateway, Mailbox) or self._place.spare:
                continue
            try:
                for letter in gateway.letters(now):
                    if self._desk.submit(TakeLetter(letter=letter)).result().ok:
                        gateway.taken(letter)
            except AppError as error:
                _log.warning("letters of %s: %s", gateway.name, error.code)
            except Exception as error:  # noqa: BLE001 - a broken mailbox must not stop the rest
                _log.error("letters of %s failed", gateway.name, exc_info=error)

    def _carry(self) -> int:
        self._fetch()
        now, desk = self._place.clock.now(), self._place.desk
        due, waiting = self._desk.ask(
            lambda work: (
                tuple(work.store.outbox.due(now, desk=desk)),
                tuple(work.store.outbox.pending()),
            )
        ).result()
        settled = 0
        unsettled = {item.id for item in waiting}
        for item in due:
            ahead = [one for one in waiting if one.id in unsettled and _before(one, item)]
            if ahead:
                self._later(item, max(now, *(one.due_at for one in ahead)), "")
                continue
            if self._carry_one(item, now):
                unsettled.discard(item.id)
                settled += 1
        return settled

    def _carry_one(self, item: OutboxItem, now: datetime) -> bool:
        if item.kind in _WAITED_FOR and now - item.made_at > _WAITED_FOR[item.kind]:
            # Whoever stood before the screen has another place by now; a second one would be a ghost.
            self._refused(item, item.last_error or "late")
            return True
        try:
            command = self._outside(item, now)
        except InputInvalid as error:
            if item.kind != LETTER:
                self._later(item, now + _pause(item), error.code)
                return False
            self._keep(item, error.code)
            return True
        except AppError as error:
            self._later(item, now + _wait(item, error.code), error.code)
            return False
        except Exception as error:  # noqa: BLE001 - one broken item must not stop the others
            _log.error("outbox item of kind %s failed", item.kind, exc_info=error)
            self._later(item, now + _pause(item), "bug")
            return False
        if isinstance(command, datetime):
            self._left(item)
            self._later(item, command, "")
            return False
        if command is None:
            self._done(item)
            return True
        outcome = self._desk.submit(command, key=f"outbox:{item.id}", settle=item).result()
        if not outcome.ok:
            code = outcome.error.code if outcome.error else outcome.findings[0].rule
            if code in _OVERTAKEN and now - item.made_at < _OVERTAKES:
                self._later(item, now + _pause(item), code)
            elif outcome.status in _FOR_GOOD and item.kind == LETTER:
                self._keep(item, code)
            elif outcome.status in _FOR_GOOD:
                # The case moved on meanwhile (withdrawn, abandoned): the late answer changes nothing.
                self._refused(item, code)
            else:
                # The store was busy, the disk full: the answer stands and is brought once more.
                self._later(item, now + _pause(item), code)
        return outcome.ok

    def _outside(self, item: OutboxItem, now: datetime) -> object | datetime | None:
        """The command that answers the item, the moment of the next try, or ``None`` when done."""
        if item.kind == "signature":
            return self._sign(item, now)
        if item.kind == "paper_signature":
            return paper_signature_of(item, self._desk, self._place, now)
        if item.kind == "stamp":
            return stamp_of(item, self._desk, self._place.upgrade, now)
        if item.kind == COPY:
            return self._certify(item, now)
        if item.kind == "print":
            return self._print_paper(item)
        if item.kind == "ticket":
            return self._print_ticket(item)
        if item.kind == LETTER:
            letter = msgspec.json.decode(item.payload.encode(), type=Letter)
            act: object | None = self._desk.ask(lambda work: act_of_letter(letter, work)).result()
            return act
        request = msgspec.json.decode(item.payload.encode(), type=Request)
        gateway = gateway_for(item.kind, request, self._place.gateways)
        try:
            answer = gateway.ask(request, now)
        except Unavailable:
            if item.kind not in _ANSWERED_AT_ONCE:
                raise
            answer = Answer(request_id=request.id, kind=AnswerKind.OUTAGE, at=now)
        return (
            answer if isinstance(answer, datetime) else answer_command(item.kind, request, answer)
        )

    def _sign(self, item: OutboxItem, now: datetime) -> RecordSignature:
        order = msgspec.json.decode(item.payload.encode(), type=dict[str, str])
        signer = order.get("operator", self._place.operator.id)
        content, about = order["manifest"].encode(), order.get("about", "")
        signature = self._place.signing_key.sign(signer, content, now, about)
        return RecordSignature(
            case=order["case"],
            manifest_sha256=order["manifest_sha256"],
            cms=base64.b64encode(signature).decode(),
        )

    def _certify(self, item: OutboxItem, now: datetime) -> RecordCopySignature:
        """The pages of a copy with the signature of whoever made it, inside its own file."""
        from app.papers.seal import sign_pdf  # noqa: PLC0415 - read when a copy is first certified

        order, key = copy_order(item), self._place.signing_key
        signed = sign_pdf(
            order.paper.finished, lambda content: key.sign(order.operator, content, now), now
        )
        return RecordCopySignature(
            case=order.case,
            row=order.row,
            sha256=order.sha256,
            signed=base64.b64encode(signed).decode(),
        )

    def _print_paper(self, item: OutboxItem) -> MarkPrinted | datetime:
        order = msgspec.json.decode(item.payload.encode(), type=dict[str, str])
        if self._print is None:
            return self._place.clock.now() + _RETRY
        paper = self._desk.ask(lambda work: work.store.papers.get(order["paper"])).result()
        if paper is None:
            raise Unavailable("store.broken")
        copies = int(order.get("copies", "1"))
        self._print(paper, copies)
        return MarkPrinted(paper=paper.id, copies=copies)

    def _print_ticket(self, item: OutboxItem) -> MarkTicketPrinted | datetime | None:
        """A ticket that was called meanwhile is not printed any more: it would mislead."""
        order = msgspec.json.decode(item.payload.encode(), type=dict[str, str])
        paper = self._desk.ask(lambda work: ticket_paper(work, order["ticket"])).result()
        if paper is None:
            return None
        if self._ticket is None:
            return self._place.clock.now() + _RETRY
        self._ticket(paper)
        return MarkTicketPrinted(ticket=order["ticket"])

    def _left(self, item: OutboxItem) -> None:
        """A system that will answer later has the message: it lies here no more."""
        if item.kind == "send":
            request = msgspec.json.decode(item.payload.encode(), type=Request)
            left = RecordDeparture(case=request.case_id, message=request.id)
            self._desk.submit(left, key=f"left:{item.id}").result()

    def _keep(self, item: OutboxItem, code: str) -> None:
        """A letter that fits nothing waits for the supervisor, with the reason."""
        self._write(replace(item, state="kept", attempts=item.attempts + 1, last_error=code))

    def _later(self, item: OutboxItem, due: datetime, error: str) -> None:
        tries = item.attempts + (1 if error else 0)
        self._write(replace(item, due_at=due, attempts=tries, last_error=error))

    def _done(self, item: OutboxItem) -> None:
        self._write(replace(item, state="done", attempts=item.attempts + 1, last_error=""))

    def _refused(self, item: OutboxItem, code: str) -> None:
        self._write(replace(item, state="dropped", attempts=item.attempts + 1, last_error=code))

    def _write(self, item: OutboxItem) -> None:
        self._desk.keep_item(item).result()


def _wait(item: OutboxItem, code: str) -> timedelta:
    """How long to leave a failed item alone: what a person's hand must mend is not asked for again
    behind their back, since they press for it; what has no button comes again, but not at once where
    the person was asked for the key."""
    if code not in KEY_MATTERS:
        return _pause(item)
    if item.kind == "signature":
        return _BY_HAND
    return _pause(item) if code in _NOBODY_ASKED else max(_pause(item), _ASKED_AGAIN)


def _pause(item: OutboxItem) -> timedelta:
    """How long to wait after one more failure: twice as long each time, half an hour at most."""
    return min(_RETRY * (1 << min(item.attempts, 10)), _LONGEST_RETRY)


def _before(one: OutboxItem, item: OutboxItem) -> bool:
    """Whether ``one`` must go out before ``item``: ids are made in order."""
    same_line = one.kind == item.kind and one.case_id == item.case_id and item.kind in _IN_ORDER
    return same_line and one.id != item.id and (one.made_at, one.id) < (item.made_at, item.id)
