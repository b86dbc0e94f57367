"""The counter that goes on when the branch's store cannot be reached: in the desk's own store.

It stands in front of the Desk and has the same verbs. Cut off, it offers the ordinary queue; gone
over, every command is handled by a second Desk over a file of this workplace, with numbers from
spare ranges and a journal chain of its own. Coming back takes everything over into the branch's
store, ends the electronic tickets of those who were served meanwhile, and empties the file.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import TypeVar

from app.desk.answers import ended as ended_with
from app.desk.counter import Desk
from app.desk.place import DeskPlace
from app.desk.pullable_store import real_store
from app.domain.branch import Operator
from app.domain.desk_hold import DeskHold
from app.domain.ordinary_queue import FailureCause
from app.domain.standing import Standing
from app.domain.visit import Ticket
from app.errors import AppError, Unavailable
from app.lanes import AnyLane
from app.log import logger
from app.ports.storage import OutboxItem
from app.ports.store_errors import STORE_UNREACHABLE
from app.storage import SqlStore
from app.storage.take_over import forget, take_over
from app.usecases.outcome import Outcome
from app.usecases.queue.cut_off import BeginOrdinary, EndOrdinary, RecordTakeOver
from app.usecases.queue.open_desk import OpenDesk
from app.usecases.work import Work

T = TypeVar("T")
_log = logger("fallback")


_ON_ITS_OWN = (Standing.ORDINARY, Standing.REACHABLE)


class FallbackDesk:
    """One counter over two stores. ``open_spare`` opens the desk's own store and its Desk when they
    are first needed; ``lane`` asks whether the branch's store answers, beside the work. ``opened`` is
    how the desk was opened: badge or nameplate hold in the other store too.

    ``branch`` is the Desk over the branch's store, whether that answers or not. Listeners of
    ``listen`` hear the outcomes of both desks, those of ``listen_standing`` every change of
    :class:`Standing`, on a lane's thread.
    """

    def __init__(
        self,
        branch: Desk,
        open_spare: Callable[[DeskPlace], Desk],
        *,
        lane: AnyLane,
        opened: OpenDesk | None = None,
    ) -> None:
        self.branch = branch
        self._opened = opened
        self._open_spare = open_spare
        self._lane = lane
        self._spare: Desk | None = None
        self._standing = Standing.ELECTRONIC
        self._line: tuple[Ticket, ...] = ()
        self._change = threading.Lock()
        self._listeners: list[Callable[[str, Outcome], None]] = []
        self._watchers: list[Callable[[Standing], None]] = []

    @property
    def standing(self) -> Standing:
        """Where the desk works now."""
        return self._standing

    @property
    def place(self) -> DeskPlace:
        """Where the desk stands, with the store that it works with now."""
        return self._desk.place

    @property
    def branch_place(self) -> DeskPlace:
        """Where the desk stands at the branch's store, whether it answers or not."""
        return self.branch.place

    @property
    def _desk(self) -> Desk:
        spare = self._spare
        return spare if spare is not None and self._standing in _ON_ITS_OWN else self.branch

    def listen(self, listener: Callable[[str, Outcome], None]) -> None:
        """Call ``listener(word, outcome)`` after every command that changed something."""
        self._listeners.append(listener)
        self.branch.listen(listener)
        if self._spare is not None:
            self._spare.listen(listener)

    def listen_standing(self, watcher: Callable[[Standing], None]) -> None:
        """Call ``watcher(standing)`` whenever the desk works elsewhere."""
        self._watchers.append(watcher)

    def submit(
        self, command: object, *, key: str = "", settle: OutboxItem | None = None
    ) -> Future[Outcome]:
        """Hand in a command, as at a Desk."""
        if isinstance(command, OpenDesk):
            self._opened = command
        answer = self._desk.submit(command, key=key, settle=settle)
        answer.add_done_callback(self._look_at)
        return answer

    def ask(self, question: Callable[[Work], T]) -> Future[T]:
        """Read with ``question(work)``."""
        return self._desk.ask(question)

    def carry(self) -> Future[int]:
        """Let the courier carry whatever is due; cut off, nothing is carried."""
        if self._standing is Standing.CUT_OFF:
            nothing: Future[int] = Future()
            nothing.set_result(0)
            return nothing
        return self._desk.carry()

    def hurry(self, kind: str) -> Future[int]:
        """Let the courier try once more now what this desk left undone of that kind."""
        if self._standing is Standing.CUT_OFF:
            return self.carry()
        return self._desk.hurry(kind)

    def keep_item(self, item: OutboxItem) -> Future[None]:
        """Write what became of an outbox item."""
        return self._desk.keep_item(item)

    def show_life(self) -> Future[DeskHold | None]:
        """A sign of life of this desk."""
        return self._desk.show_life()

    def seat(self, operator: Operator) -> Future[None]:
        """Another employee sits down, at both stores."""
        if self._spare is not None:
            self._spare.seat(operator)
        return self.branch.seat(operator)

    def close(self) -> None:
        """Close both stores after all commands handed in before."""
        self.branch.close()
        if self._spare is not None:
            self._spare.close()

    def probe(self) -> Future[Standing]:
        """Ask whether the branch's store answers, and keep the line as it stands there: the true
        times of those who wait are known when it falls silent."""
        return self._lane.submit(self._probe)

    def go_over(self, cause: FailureCause = FailureCause.SERVER, note: str = "") -> Future[Outcome]:
        """Go on in the ordinary queue; the outcome is that of the act which begins."""
        return self._lane.submit(self._go_over, cause, note)

    def come_back(self) -> Future[Outcome]:
        """Take over what was done and work with the branch's store again. While a visitor is at the
        desk the outcome is blocked; while the store is silent it is unavailable; nothing is lost in
        either."""
        return self._lane.submit(self._come_back)

    def _look_at(self, answer: Future[Outcome]) -> None:
        outcome = answer.result() if not answer.cancelled() else None
        lost = outcome is not None and outcome.error is not None
        if lost and outcome is not None and outcome.error is not None:
            unreachable = outcome.error.code == STORE_UNREACHABLE
            if unreachable and self._standing is Standing.ELECTRONIC:
                self._stand(Standing.CUT_OFF)

    def _probe(self) -> Standing:
        answers = self._branch_answers()
        if self._standing in _ON_ITS_OWN:
            self._stand(Standing.REACHABLE if answers else Standing.ORDINARY)
        else:
            self._stand(Standing.ELECTRONIC if answers else Standing.CUT_OFF)
        return self._standing

    def _branch_answers(self) -> bool:
        place = self.branch.place
        try:
            with place.store.begin(writing=False) as unit:
                line = unit.visits.unfinished(place.clock.now().date())
        except Unavailable:
            return False
        if self._standing is Standing.ELECTRONIC:
            self._line = tuple(line)
        return True

    def _go_over(self, cause: FailureCause, note: str) -> Outcome:
        if self._standing in _ON_ITS_OWN:
            return Outcome(facts={"standing": self._standing.value})
        if self._branch_answers():
            self._stand(Standing.ELECTRONIC)
            return self.branch.submit(BeginOrdinary(cause=cause, note=note)).result()
        spare = self._spare_desk()
        begun = spare.submit(BeginOrdinary(cause=cause, note=note)).result()
        if begun.ok:
            if self._opened is not None:
                spare.submit(self._opened).result()
            self._stand(Standing.ORDINARY)
        return begun

    def _spare_desk(self) -> Desk:
        place = replace(self.branch.place, spare=True, former_line=self._line)
        if self._spare is None:
            self._spare = self._open_spare(place)
            for listener in self._listeners:
                self._spare.listen(listener)
        else:
            self._spare.place = replace(self._spare.place, former_line=self._line)
        return self._spare

    def _come_back(self) -> Outcome:
        spare = self._spare
        if spare is None or self._standing not in _ON_ITS_OWN:
            return Outcome(facts={"standing": self._standing.value})
        if not self._branch_answers():
            self._stand(Standing.ORDINARY)
            return _unavailable()
        ended = spare.submit(EndOrdinary()).result()
        if not ended.ok:
            return ended
        branch_store, own_store = real_store(self.branch.place.store), spare.place.store
        assert isinstance(branch_store, SqlStore)  # noqa: S101 - the composition root gave them
        assert isinstance(own_store, SqlStore)  # noqa: S101
        try:
            taken = take_over(branch_store, own_store)
        except AppError as error:
            _log.warning("taking over failed: %s", error.code)
            return _unavailable()
        lines = tuple(ended.facts.get("lines", "").split())
        recorded = self.branch.submit(RecordTakeOver(lines=lines)).result()
        if not recorded.ok:
            return recorded
        forget(own_store)
        self._stand(Standing.ELECTRONIC)
        told = {"tickets": str(taken.tickets), "cases": str(taken.cases)}
        return replace(recorded, facts={**recorded.facts, **told})

    def _stand(self, standing: Standing) -> None:
        with self._change:
            if standing is self._standing:
                return
            self._standing = standing
        _log.info("the desk stands %s", standing.value)
        for watcher in tuple(self._watchers):
            watcher(standing)


def _unavailable() -> Outcome:
    return ended_with(Unavailable(STORE_UNREACHABLE))


__all__ = ["FallbackDesk", "Standing"]
