"""Papers of the queue: the ticket, the nameplate, the act of failure with its journal.

What the head carries is not carried twice: its ``number`` is that of the ticket or of the act, its
``lang`` the language of the ticket, its ``code`` the only thing that the ticket's codes hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import ClassVar

from app.domain.codes import CodeKind
from app.domain.language import Bilingual, Lang
from app.domain.papers.base import Paper, PaperKind, Part, at_least_one, missing, wrong
from app.domain.person import PersonName
from app.domain.visit import Purpose

MOST_SHEETS = 50
"""More blank sheets than this are not one journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueTicketPaper(Paper):
    """A place in the waiting list (№ 1): no name, no IIN, no service (R-034).

    ``people_before`` is the number of people in line before this one when the ticket was taken,
    ``expected_minutes`` the estimate of that moment (``None``: none is known). ``copy`` is 0 on the
    ticket itself and n on its n-th reprint, which keeps the number; ``head.issued_at`` is the time
    of this print, ``taken_at`` that of the place in line.
    """

    kind: ClassVar[PaperKind] = PaperKind.QUEUE_TICKET

    purpose: Purpose
    taken_at: datetime
    people_before: int
    expected_minutes: int | None = None
    booked_for: datetime | None = None
    copy: int = 0

    @property
    def number(self) -> str:
        """The number that is called."""
        return self.head.number

    @property
    def language(self) -> Lang:
        """The language in which the visitor will be served, and that of the ticket."""
        return self.head.lang

    @property
    def code(self) -> str:
        """The printed code, of :attr:`CodeKind.TICKET`."""
        return self.head.code

    def check(self) -> None:
        """A ticket's code, and counts that can be counted."""
        Paper.check(self)
        if not self.code.startswith(CodeKind.TICKET):
            raise wrong("code")
        for name in ("people_before", "expected_minutes", "copy"):
            if (getattr(self, name) or 0) < 0:
                raise wrong(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameplatePaper(Paper):
    """The plate of a workplace whose employee wears no badge (№ 3, R-043).

    ``name_ru`` is given where the Russian documents write the name otherwise. The patronymic may be
    absent. With ``tent`` the plate is printed on both halves of a sheet that is folded in the middle.
    """

    kind: ClassVar[PaperKind] = PaperKind.NAMEPLATE
    needs_code: ClassVar[bool] = False

    name_kk: PersonName
    position: Bilingual
    desk: int
    name_ru: PersonName | None = None
    tent: bool = False

    def check(self) -> None:
        """A desk and a position in at least one language."""
        Paper.check(self)
        at_least_one("desk", self.desk)
        if not self.position.in_(self.head.lang).strip():
            raise missing("position")


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraSignPaper(Paper):
    """The sign at the entrance that warns of video surveillance (№ 4, R-084), in both languages.

    ``system_operator`` runs the cameras, ``contact`` is where a visitor asks about them.
    """

    kind: ClassVar[PaperKind] = PaperKind.CAMERA_SIGN
    needs_code: ClassVar[bool] = False

    system_operator: Bilingual
    contact: str

    def check(self) -> None:
        """The operator is named in both languages."""
        Paper.check(self)
        if not self.system_operator.complete:
            raise missing("system_operator")


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLinePaper(Part):
    """One visitor of the ordinary queue.

    ``outcome`` is told in words (empty while the line is open), ``link`` the number of the case,
    appeal or consultation; ``left`` marks one who went away unserved, whose ``outcome`` is the
    reason. ``entered_at`` is given where the line was written into the system later than it
    happened: it never takes the place of the true times (R-037).
    """

    order: int
    arrived_at: datetime
    purpose: Purpose
    operator: str = ""
    called_at: datetime | None = None
    outcome: str = ""
    link: str = ""
    left: bool = False
    entered_at: datetime | None = None

    @property
    def served(self) -> bool:
        """Whether the visit came to its end at a desk."""
        return bool(self.outcome.strip()) and not self.left

    def check(self) -> None:
        """Nobody is called before arriving; who left has a reason, who was served an operator."""
        at_least_one("order", self.order)
        if self.called_at is not None and self.called_at < self.arrived_at:
            raise wrong("called_at")
        if self.entered_at is not None and self.entered_at < self.arrived_at:
            raise wrong("entered_at")
        if self.left and not self.outcome.strip():
            raise missing("outcome")
        if self.served and not self.operator.strip():
            raise missing("operator")


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureActPaper(Paper):
    """The act of failure of the electronic queue with the journal of the ordinary one (№ 2).

    Without ``ended_at`` the ordinary queue is still in force. ``confirmations`` are the hourly ones.
    """

    kind: ClassVar[PaperKind] = PaperKind.FAILURE_ACT

    cause: str
    declared_by: str
    declared_position: str
    started_at: datetime
    ended_at: datetime | None = None
    ended_by: str = ""
    confirmations: tuple[datetime, ...] = ()
    lines: tuple[JournalLinePaper, ...] = ()

    @property
    def number(self) -> str:
        """The number of the act."""
        return self.head.number

    def check(self) -> None:
        """An end has its time and its name, and nothing happens before the start."""
        Paper.check(self)
        if (self.ended_at is None) != (not self.ended_by.strip()):
            raise missing("ended_by" if self.ended_at else "ended_at")
        if self.ended_at is not None and self.ended_at < self.started_at:
            raise wrong("ended_at")
        if _out_of_order((self.started_at, *self.confirmations)):
            raise wrong("confirmations")


def _out_of_order(moments: Sequence[datetime]) -> bool:
    return any(later < earlier for earlier, later in pairwise(moments))


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankJournalPaper(Paper):
    """The journal of the ordinary queue to be written by hand when nothing works (№ 2).

    The numbers of order are printed and run on over all ``sheets``, so that none is given twice.
    """

    kind: ClassVar[PaperKind] = PaperKind.BLANK_JOURNAL

    sheets: int = 1

    def check(self) -> None:
        """At least one sheet, and not a parcel of them."""
        Paper.check(self)
        at_least_one("sheets", self.sheets)
        if self.sheets > MOST_SHEETS:
            raise wrong("sheets")
