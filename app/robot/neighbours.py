"""The other desks of a scenario: the same branch, store, clock and outside world, another number."""

from dataclasses import replace

from app.desk.fallback import Standing
from app.desk.practice import PracticeDesk, open_practice_desk
from app.usecases.queue.open_desk import OpenDesk


class Neighbours:
    """The desks at which a scenario sat down so far; ``here`` is the present one, ``home`` the one
    at which it began. Each is a program of its own over the same store."""

    def __init__(self, home: PracticeDesk) -> None:
        self.home = self.here = home
        self._others: dict[str, PracticeDesk] = {}

    def go_to(self, desk: str, operator: str = "") -> None:
        """Sit down at that desk, as who sat there before or as ``operator``; the first time it is
        opened with the badge on. Raises ``KeyError`` for an unknown employee."""
        known = self.home if desk == self.home.choice.desk else self._others.get(desk)
        if known is None:
            known = self._others[desk] = self._opened(desk, operator)
        elif operator:
            known.desk.seat(known.operator(operator)).result()
            known.desk.submit(OpenDesk(badge=True)).result()
        self.here = known

    def show_life(self) -> None:
        """Let every desk that reaches its store tell that it is there, as its program does by itself."""
        for practice in (self.home, *self._others.values()):
            if practice.desk.standing is not Standing.CUT_OFF:
                practice.desk.show_life().result()

    def restart(self) -> None:
        """Close the program at every desk and start it again at the first one and at this one."""
        desk, operator = self.here.choice.desk, self.here.desk.place.operator.id
        self.leave_others()
        self.home = self.here = self.home.reopened()
        if desk != self.home.choice.desk:
            self.go_to(desk, operator)

    def leave_others(self) -> None:
        """Close the programs at all desks but the first."""
        for other in self._others.values():
            other.close()
        self._others.clear()
        self.here = self.home

    def _opened(self, desk: str, operator: str) -> PracticeDesk:
        choice = self.home.choice
        beside = replace(
            choice,
            desk=desk,
            operator=operator or choice.operator,
            session=f"{choice.session}-{desk}",
            opened=True,
        )
        return replace(open_practice_desk(beside, self.home.gateways), gateways=self.home.gateways)
