"""One step of a walk as the guards judge it: before, after, and what left the house in between."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain.case import Case
from app.domain.case_states import CaseState
from app.domain.passport import Passport
from app.ports.gateways import Request
from app.usecases.outcome import Outcome
from app.usecases.work import Services
from tests.flow.model_sight import Sight


@dataclass(frozen=True)
class Step:
    """``questions`` are those that the registers were asked in this step."""

    word: str
    outcome: Outcome
    before: Sight
    after: Sight
    now: datetime
    services: Services
    questions: tuple[Request, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)

    def passport(self, case: Case) -> Passport | None:
        """The passport under which the case was opened."""
        return self.services.get(case.service_id, case.edition)

    def changed(self) -> Iterator[tuple[Case | None, Case]]:
        """Every case that is new or another than before: members of a bundle, not its parent."""
        for id_, case in self.after.cases.items():
            former = self.before.cases.get(id_)
            if former != case and not case.children:
                yield former, case

    def entered(self, *states: CaseState) -> Iterator[tuple[Case | None, Case]]:
        """Every case that came into one of the states in this step."""
        for former, case in self.changed():
            if case.state in states and (former is None or former.state is not case.state):
                yield former, case
