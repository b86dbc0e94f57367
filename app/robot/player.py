"""The player: takes a scenario through a stage step by step and says which expectations were met."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.robot.expectations import unmet
from app.robot.questions import QUESTIONS, answered
from app.robot.scenario import EVENTS, Scenario, ScenarioStep
from app.robot.scene import case_named, look
from app.robot.stage import Stage, not_understood
from app.usecases.outcome import Outcome
from app.usecases.views import CaseView


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What one step gave. ``unmet`` says in words which expectation failed; empty means none did."""

    step: ScenarioStep
    outcome: Outcome
    case: CaseView | None
    unmet: tuple[str, ...]

    @property
    def expected_met(self) -> bool:
        """Whether all that the step expects came out."""
        return not self.unmet


@dataclass
class Memory:
    """What later steps may refer to as ``$name``: ids of what the steps before made."""

    values: dict[str, str] = field(default_factory=dict)

    def fill(self, value: Any) -> Any:
        """``value`` with every ``$name`` replaced; unknown names stay as they are."""
        if isinstance(value, str) and value.startswith("$"):
            return self.values.get(value[1:], value)
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        if isinstance(value, Mapping):
            return {key: self.fill(item) for key, item in value.items()}
        return value

    def learn(self, outcome: Outcome, case: CaseView | None) -> None:
        """Keep the ids that the outcome shows."""
        self.values.update({key: value for key, value in outcome.facts.items() if value})
        if outcome.visit is not None:
            self.values["visit"] = outcome.visit.visit.id
            self.values["ticket"] = outcome.visit.ticket.number
        if case is not None:
            self._learn_case(case)
        for paper in outcome.papers:
            self.values["paper"] = paper.id
            self.values[f"paper_{paper.kind}"] = paper.id

    def _learn_case(self, view: CaseView) -> None:
        case = view.case
        self.values["case"] = case.id
        self.values["draft"] = case.draft_code
        self.values["provider"] = view.provider_name.ru or case.service_id
        if case.number:
            self.values["number"] = case.number
        if case.registration is not None:
            self.values["code"] = case.registration.code
        for code, kind, _state in view.units:
            self.values["unit"] = code
            self.values[f"unit_{kind.lower()}"] = code
        for child, service, _state in view.children:
            self.values[f"child_{service}"] = child


class Player:
    """Plays one scenario on one stage."""

    def __init__(self, scenario: Scenario, stage: Stage) -> None:
        self._scenario = scenario
        self._stage = stage
        self._memory = Memory()

    def play(self) -> Iterator[Played]:
        """Every step in turn; a step whose expectation fails does not stop the others."""
        for step in self._scenario.steps:
            yield self._play_one(step)

    def _play_one(self, step: ScenarioStep) -> Played:
        arguments = self._memory.fill(step.arguments)
        outcome = self._outcome(step, arguments)
        case = self._case_after(outcome, arguments)
        self._memory.learn(outcome, case)
        for name, source in step.save.items():
            self._memory.values[name] = self._memory.values.get(source, "")
        expect = self._memory.fill(step.expect)
        scene = look(self._stage.practice, outcome, case)
        return Played(step=step, outcome=outcome, case=case, unmet=tuple(unmet(expect, scene)))

    def _outcome(self, step: ScenarioStep, arguments: Mapping[str, Any]) -> Outcome:
        if step.do == "note":
            return Outcome()
        if step.do in QUESTIONS:
            try:
                return answered(self._stage.practice, step.do, arguments)
            except (KeyError, TypeError, ValueError) as error:
                return not_understood(step.do, str(error))
        if step.do in EVENTS:
            return self._stage.event(step.do, self._for_event(step.do, arguments))
        return self._stage.say(step.do, arguments, step.key)

    def _for_event(self, name: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """The applicant's screen belongs to the visit that is open, or that was open last."""
        if name != "applicant_answers":
            return arguments
        return {**arguments, "visit": self._memory.values.get("visit", "")}

    def _case_after(self, outcome: Outcome, arguments: Mapping[str, Any]) -> CaseView | None:
        """The case that the step was about, as it stands after the courier has been round."""
        practice, known = self._stage.practice, self._memory.values.get("case", "")
        if outcome.case is not None:
            return case_named(practice, outcome.case.case.id) or outcome.case
        named = arguments.get("case", "")
        return (case_named(practice, str(named)) if named else None) or case_named(practice, known)
