"""A desk of the practice branch over the plain store, and registered cases to carry around."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import count
from typing import Any

from app.catalogue.calendar import shipped_calendar
from app.catalogue.practice import Practice, practice
from app.catalogue.services import load_catalogue
from app.domain.branch import DepartmentKind, Role
from app.domain.case import Applicant, Case, DocumentEntry, Registration, RowSource, RowState
from app.domain.case_states import CaseState
from app.domain.codes import CodeKind, printed_code
from app.domain.identification import Identification, IdentitySource
from app.domain.language import Lang
from app.domain.passport import Carrier
from app.usecases.outcome import Outcome
from app.usecases.registry import word, word_of
from app.usecases.work import Work
from tests.fakes.fake_store import FakeStore, FixedClock
from tests.fakes.held_desk import held
from tests.fakes.store_samples import ALMATY

FILED = datetime(2026, 3, 6, 11, 20, tzinfo=ALMATY)


class _NoKey:
    def sign(self, *_: Any) -> bytes:
        raise AssertionError("custody signs nothing")

    def verify(self, *_: Any) -> Any:
        raise AssertionError("custody verifies nothing")


@lru_cache(maxsize=1)
def people() -> Practice:
    """The made-up branch."""
    return practice()


@lru_cache(maxsize=1)
def _services() -> Any:
    return load_catalogue(practice=True, on=FILED.date())


class CustodyDesk:
    """Commands over the plain store, without lanes: each is one handler in one transaction."""

    def __init__(self, operator: str = "small_branch") -> None:
        self.clock = FixedClock(FILED)
        self.store = FakeStore(self.clock)
        self.operator = people().operators[operator]
        self.branch = people().branch(DepartmentKind.ORDINARY)
        self._ids = count(1)
        with self.store.begin(writing=True) as unit:
            unit.queue.save_hold(held(at=FILED), None)
            unit.commit()

    def work(self, unit: Any) -> Work:
        """What a handler is given now."""
        return Work(
            store=unit,
            now=self.clock.now(),
            new_id=lambda: f"id-{next(self._ids)}",
            key="key",
            actor=self.operator,
            role=max(self.operator.roles, key=lambda role: role is Role.SUP),
            desk="3",
            branch=self.branch,
            services=_services(),
            calendar=shipped_calendar(),
            signing_key=_NoKey(),
            verifier=_NoKey(),
        )

    def ask(self, question: Callable[[Work], Any]) -> Any:
        """Read something."""
        with self.store.begin(writing=False) as unit:
            return question(self.work(unit))

    def do(self, command: object) -> Outcome:
        """Carry a command out and keep what it changed."""
        with self.store.begin(writing=True) as unit:
            outcome = word(word_of(type(command))).handler(command, self.work(unit))
            unit.commit()
            return outcome

    def pass_days(self, days: int) -> None:
        """Let whole days go by."""
        self.clock.at += timedelta(days=days)

    def on(self, day: date) -> None:
        """Go to a day, the hour stays."""
        self.clock.at = datetime.combine(day, FILED.timetz())

    def registered(self, number: int, service: str = "academic_leave", **other: Any) -> Case:
        """A registered case of the practice citizen on paper, promised a week later."""
        case = registered_case(self.branch.code, number, service, **other)
        with self.store.begin(writing=True) as unit:
            unit.cases.add(case)
            unit.commit()
        return case

    def sent(self, number: int, service: str = "academic_leave", **other: Any) -> Case:
        """The same, already with its provider."""
        return self.registered(number, service, state=CaseState.IN_WORK, **other)


def registered_case(branch: str, number: int, service: str, **other: Any) -> Case:
    """A registered case; ``promised`` is its date of issue."""
    person = people().people["citizen"].person
    document = people().people["citizen"].document
    promised = other.pop("promised", FILED.date() + timedelta(days=7))
    values: dict[str, Any] = {
        "id": f"case-{number}",
        "state": CaseState.REGISTERED,
        "number": f"99-{number:06d}",
        "draft_code": f"D-{number}",
        "branch_id": branch,
        "desk": "3",
        "visit_id": "",
        "opened_at": FILED,
        "opened_by": "small_branch",
        "language": Lang.KK,
        "service_id": service,
        "edition": "",
        "term_key": "",
        "carrier": Carrier.PAPER,
        "applicant": Applicant(person=person),
        "identification": Identification(
            person=person,
            document=document,
            source=IdentitySource.CARD,
            at=FILED,
            operator_id="small_branch",
            visit_id="",
        ),
        "documents": (
            DocumentEntry(
                row_id="conclusion",
                state=RowState.PRESENT,
                source=RowSource.PAPER_RETAINED,
                sheets=2,
                at=FILED,
                operator_id="small_branch",
            ),
        ),
        "registration": Registration(
            number=f"99-{number:06d}",
            filed_at=FILED,
            term_end=FILED + timedelta(days=7),
            issue_date=promised,
            delivery_due=FILED + timedelta(days=6),
            calendar_version="test",
            trace=(),
            code=printed_code(CodeKind.CASE, branch, number),
        ),
    }
    return replace(Case(**values), **other)
