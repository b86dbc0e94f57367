"""A stage on which scenarios are played, and the one without windows: straight through the Desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from app.desk import Desk
from app.desk.practice import PracticeDesk
from app.domain.codes import CodeProblem, ScannedCode, understand
from app.domain.identification import IdentitySource
from app.errors import InputInvalid, declare
from app.gateways.simulated import Behaviour
from app.ports.gateways import AnswerKind
from app.usecases.case_view import case_view
from app.usecases.identify import Identify
from app.usecases.outcome import ErrorInfo, Outcome, Status
from app.usecases.queries import find_by_code
from app.usecases.registry import word
from app.usecases.views import CaseView
from i18n import N_

ARGUMENT_WRONG = declare(
    "scenario.argument",
    N_("«{do}» cannot take these values: {problem}."),
    N_("The fields of every word are listed by: python -m app robot --words"),
)


class Stage(Protocol):
    """Where a scenario is played."""

    def say(self, word_: str, arguments: Mapping[str, Any], key: str) -> Outcome:
        """Perform a word of the counter and wait for its outcome."""

    def event(self, name: str, arguments: Mapping[str, Any]) -> Outcome:
        """Let something happen: a card, a scan, time, an outside system."""

    def case(self, case_id: str) -> CaseView | None:
        """The view of a case as it stands now."""


@dataclass
class DeskStage:
    """The stage without windows: commands go straight to the Desk, devices are their events."""

    practice: PracticeDesk
    asked: list[str] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        """The desk that is played."""
        return self.practice.desk

    def say(self, word_: str, arguments: Mapping[str, Any], key: str) -> Outcome:
        """The outcome of the word; unknown values come back as an invalid input."""
        command = command_of(word_, arguments)
        if isinstance(command, Outcome):
            return command
        outcome = self.desk.submit(command, key=key).result()
        self.desk.carry().result()
        return outcome

    def case(self, case_id: str) -> CaseView | None:
        """The case as a desk sees it."""

        def read(work: Any) -> CaseView | None:
            case = work.store.cases.get(case_id)
            return case_view(case, work) if case is not None else None

        return self.desk.ask(read).result()

    def event(self, name: str, arguments: Mapping[str, Any]) -> Outcome:
        """Let the event happen; events that lead to a command give its outcome."""
        handler = getattr(self, f"_{name}", None)
        if handler is None:
            return Outcome()
        result = handler(**arguments)
        return result if isinstance(result, Outcome) else Outcome()

    def _insert_card(self, card: str, **_: Any) -> Outcome:
        facts = self.practice.card(card)
        if facts is None:
            return Outcome(
                status=Status.FAULT, error=ErrorInfo(code="card.unreadable", place="card")
            )
        outcome = self.desk.submit(facts).result()
        self.desk.carry().result()
        return outcome

    def _scan(self, code: str) -> Outcome:
        if "<" in code:
            return self.say("identify", {"source": IdentitySource.MRZ, "mrz": code}, "")
        seen = understand(code, self.desk.place.branch.code)
        if isinstance(seen, CodeProblem):
            return Outcome(
                status=Status.INVALID,
                error=ErrorInfo(code=f"code.{seen.trouble.value}", place="scanner"),
            )
        return self._found(seen)

    def _found(self, seen: ScannedCode) -> Outcome:
        view = self.desk.ask(lambda work: find_by_code(seen.text, work)).result()
        if view is None:
            return Outcome(
                status=Status.INVALID, error=ErrorInfo(code="code.nothing", place="scanner")
            )
        return Outcome(case=view, facts={"kind": seen.kind.value})

    def _advance(self, **spans: float) -> None:
        self.practice.advance(timedelta(**spans))
        self.desk.carry().result()

    def _set_clock(self, to: datetime) -> None:
        self.practice.set_clock(to)
        self.desk.carry().result()

    def _carry(self) -> None:
        self.desk.carry().result()

    def _gateway(
        self, name: str, answer: str = "", what: str = "", seconds: float = 0, **facts: str
    ) -> None:
        gateway = self.practice.gateways[name]
        if answer == "outage":
            gateway.go_down()
            return
        gateway.come_back()
        kind = None if answer in ("", "silence") else AnswerKind(answer)
        gateway.behave(Behaviour(kind, timedelta(seconds=seconds), facts), what)

    def _sit_down(self, operator: str) -> None:
        self.desk.seat(self.practice.operator(operator)).result()

    def _restart(self) -> None:
        self.practice = self.practice.reopened()


def command_of(word_: str, arguments: Mapping[str, Any]) -> Any | Outcome:
    """The command of that word with those values, or the outcome that says what is wrong."""
    try:
        return msgspec.convert(dict(arguments), word(word_).command, strict=False)
    except msgspec.ValidationError as error:
        return Outcome(
            status=Status.INVALID,
            error=ErrorInfo(code=ARGUMENT_WRONG, params={"do": word_, "problem": str(error)}),
        )
    except (ValueError, InputInvalid) as error:
        return Outcome(
            status=Status.INVALID,
            error=ErrorInfo(code=ARGUMENT_WRONG, params={"do": word_, "problem": str(error)}),
        )


__all__ = ["DeskStage", "Identify", "Stage", "command_of"]
