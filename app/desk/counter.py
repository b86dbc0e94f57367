"""The Desk: one command at a time on the case lane, one transaction each, one Outcome back."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any, TypeVar

from app.desk.answers import ended, kept_answer, slim_answer
from app.desk.courier import Courier, PrintPaper, PrintTicket
from app.desk.place import DeskPlace
from app.domain.branch import Operator, Role
from app.domain.desk_hold import DeskHold
from app.errors import AppError, InputInvalid, declare
from app.lanes import AnyLane
from app.log import incident_number, logger
from app.ports.storage import JournalEntry, OutboxItem, UnitOfWork
from app.rules.roles import may_say, role_for
from app.usecases.case_view import case_view
from app.usecases.outcome import Outcome, Status
from app.usecases.queue.open_desk import still_here
from app.usecases.registry import Word, word, word_of
from app.usecases.situation import visit_here
from app.usecases.transit import Blocked
from app.usecases.visit_view import visit_view
from app.usecases.work import Work
from i18n import N_

T = TypeVar("T")
UNKNOWN_WORD = declare(
    "desk.unknown_word",
    N_("The counter has no step «{word}»."),
    N_("Look up the steps with: python -m app robot --words"),
)
_log = logger("desk")


class Desk:
    """The counter of one workplace.

    ``lane`` runs the commands, ``courier_lane`` carries what must happen outside after a commit.
    Listeners are called on the lane with every outcome that changed something; they must only
    hand it on.
    """

    def __init__(
        self,
        place: DeskPlace,
        *,
        lane: AnyLane,
        courier_lane: AnyLane,
        print_paper: PrintPaper | None = None,
        print_ticket: PrintTicket | None = None,
    ) -> None:
        self.place = place
        self._lane = lane
        self._listeners: list[Callable[[str, Outcome], None]] = []
        self._courier = Courier(self, place, courier_lane, print_paper, print_ticket)

    def listen(self, listener: Callable[[str, Outcome], None]) -> None:
        """Call ``listener(word, outcome)`` after every command that changed something."""
        self._listeners.append(listener)

    def seat(self, operator: Operator) -> Future[None]:
        """Another employee sits down; commands handed in before still carry the former name."""

        def change() -> None:
            self.place = replace(self.place, operator=operator)
            self._courier.move_to(self.place)

        return self._lane.submit(change)

    def submit(
        self, command: object, *, key: str = "", settle: OutboxItem | None = None
    ) -> Future[Outcome]:
        """Hand in a command. The same ``key`` again gives the same answer and changes nothing.

        ``settle`` is the outbox item that this command answers: it is done in the same transaction.
        The Future never fails: whatever happens comes back as an Outcome.
        """
        seated = self.place.operator
        return self._lane.submit(self._handle, command, key or self.place.ids.new(), seated, settle)

    def ask(self, question: Callable[[Work], T]) -> Future[T]:
        """Read with ``question(work)`` in a reading unit of work."""

        def read() -> T:
            with self.place.store.begin(writing=False) as unit:
                return question(self._work(unit, "", self.place.operator, None))

        return self._lane.submit(read)

    def carry(self) -> Future[int]:
        """Let the courier carry whatever is due now; the number of items that were settled."""
        return self._courier.carry()

    def hurry(self, kind: str) -> Future[int]:
        """Let the courier try once more now what this desk left undone of that kind."""
        return self._courier.hurry(kind)

    def keep_item(self, item: OutboxItem) -> Future[None]:
        """Write what became of an outbox item that no command answers."""

        def write() -> None:
            with self.place.store.begin(writing=True) as unit:
                unit.outbox.save(item)
                unit.commit()

        return self._lane.submit(write)

    def show_life(self) -> Future[DeskHold | None]:
        """Tell the other workplaces that this desk is alive; no act, so no line in the log. Answers
        with the hold, or ``None`` when this run holds the desk no more."""

        def write() -> DeskHold | None:
            with self.place.store.begin(writing=True) as unit:
                hold = still_here(self._work(unit, "", self.place.operator, None))
                unit.commit()
                return hold

        return self._lane.submit(write)

    def close(self) -> None:
        """Close the store after all commands handed in before."""
        self._lane.submit(self.place.store.close)

    def _handle(
        self, command: object, key: str, operator: Operator, settle: OutboxItem | None
    ) -> Outcome:
        self._lane.assert_on_lane()
        name = ""
        try:
            entry = _word_of(command)
            name = entry.word
            outcome = self._perform(entry, command, key, operator, settle)
        except Blocked as blocked:
            outcome = Outcome(status=Status.BLOCKED, findings=blocked.findings)
            outcome = self._after_no(name, command, operator, outcome)
        except AppError as error:
            outcome = self._after_no(name, command, operator, ended(error))
        except Exception as error:  # noqa: BLE001 - a bug gets a number, the case is kept
            number = incident_number(self.place.clock.now())
            _log.error("incident %s in %s", number, name, exc_info=error)
            outcome = self._after_no(
                name, command, operator, ended(AppError("bug", incident=number))
            )
        if outcome.ok:
            self._tell(name, outcome)
        return outcome

    def _tell(self, name: str, outcome: Outcome) -> None:
        """Tell every listener; one that fails must not undo the answer to a step that is done."""
        for listener in tuple(self._listeners):
            try:
                listener(name, outcome)
            except Exception as error:  # noqa: BLE001 - the step is committed whatever a window does
                _log.error("a listener failed after %s", name, exc_info=error)

    def _perform(
        self, entry: Word, command: object, key: str, operator: Operator, settle: OutboxItem | None
    ) -> Outcome:
        with self.place.store.begin(writing=True) as unit:
            known = unit.answered(key)
            work = self._work(
                unit, key, operator, role_for(entry.word, operator, self.place.branch)
            )
            if known is not None:
                return self._with_views(kept_answer(known), work)
            # What the courier brings back answers an act that a person had the right to.
            refused = (
                may_say(entry.word, operator, self.place.branch, work.now.date())
                if settle is None
                else ()
            )
            if refused:
                raise Blocked(refused)
            outcome = entry.handler(command, work)
            if settle is not None:
                unit.outbox.save(replace(settle, state="done", attempts=settle.attempts + 1))
            unit.remember_answer(key, slim_answer(outcome))
            unit.commit()
            return outcome

    def _work(self, unit: UnitOfWork, key: str, operator: Operator, role: Role | None) -> Work:
        stamp = role or min(operator.roles, default=Role.OPR)
        return self.place.work(unit, key, operator, stamp)

    def _with_views(self, outcome: Outcome, work: Work) -> Outcome:
        """A kept answer with today's views beside it."""
        changed = next(
            (c.removeprefix("case:") for c in outcome.changes if c.startswith("case:")), ""
        )
        case = work.store.cases.get(changed) if changed else None
        visit = visit_here(work)
        return replace(
            outcome,
            case=case_view(case, work) if case is not None else None,
            visit=visit_view(visit, work) if visit is not None else None,
        )

    def _after_no(
        self, name: str, command: object, operator: Operator, outcome: Outcome
    ) -> Outcome:
        """Log the stopped attempt and show the case as it still stands; never worse than the «no»."""
        try:
            with self.place.store.begin(writing=True) as unit:
                work = self._work(unit, "", operator, None)
                shown = self._with_views(replace(outcome, changes=_case_named(command, work)), work)
                unit.journal.append(_stopped(name, work, shown))
                unit.commit()
                return replace(shown, changes=())
        except Exception as error:  # noqa: BLE001 - the «no» itself must reach the person
            _log.warning("a stopped attempt could not be logged: %s", type(error).__name__)
            return outcome


def _word_of(command: Any) -> Word:
    try:
        return word(word_of(type(command)))
    except KeyError:
        raise InputInvalid(UNKNOWN_WORD, field="command", word=type(command).__name__) from None


def _case_named(command: Any, work: Work) -> tuple[str, ...]:
    """The case that a command means, as a ``case:<id>`` change; none when it names no case."""
    named = getattr(command, "case", None)
    if named is None:
        return ()
    if not named:
        visit = visit_here(work)
        named = visit.case_ids[-1] if visit is not None and visit.case_ids else ""
    return (f"case:{named}",) if named else ()


def _stopped(name: str, work: Work, outcome: Outcome) -> JournalEntry:
    codes = {f"finding_{n}": finding.rule for n, finding in enumerate(outcome.findings)}
    if outcome.error is not None:
        codes["error"] = outcome.error.code
    return JournalEntry(
        at=work.now,
        actor=work.actor.id,
        role=work.role.value,
        desk=work.desk,
        verb=f"stopped:{name or 'unknown'}",
        case_id=outcome.case.case.id if outcome.case is not None else "",
        visit_id=outcome.visit.visit.id if outcome.visit is not None else "",
        facts=codes,
    )
