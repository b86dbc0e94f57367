"""A stage on which scenarios are played, and the one without windows: straight through the Desk."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import msgspec

from app.desk import SystemIds
from app.desk.courier import PrintPaper
from app.desk.fallback import FallbackDesk
from app.desk.practice import HandClock, PracticeChoice, PracticeDesk, open_practice_desk
from app.domain.chip import AccessKey, CardNumberKey
from app.domain.codes import CodeProblem, ScannedCode, understand
from app.domain.identification import IdentitySource
from app.domain.mrz import read_mrz, zone_key
from app.errors import DeviceFault, InputInvalid, Unavailable, declare
from app.gateways.exchange.letters import written
from app.gateways.simulated import PROVIDER, Behaviour, SimulatedProvider
from app.ports.card_faults import CARD_KEY_NEEDED, CARD_KEY_WRONG
from app.ports.device_faults import CARD_NONE, CARD_REMOVED
from app.ports.devices import Slot
from app.ports.exchange import LetterKind
from app.ports.gateways import AnswerKind
from app.robot.neighbours import Neighbours
from app.robot.printers import DeviceHealth, StagePrinter
from app.robot.scanned_document import ScannedDocument
from app.robot.scenario import Scenario
from app.rules.rate import APPLICANT_SCREEN
from app.usecases.outcome import ErrorInfo, Outcome, Status
from app.usecases.queries import find_by_code
from app.usecases.queue.open_desk import OpenDesk
from app.usecases.registry import word
from i18n import N_

_ASKS_FOR_KEY = (CARD_KEY_NEEDED, CARD_KEY_WRONG)
_NO_FACTS: Mapping[str, str] = {}
ARGUMENT_WRONG = declare(
    "scenario.argument",
    N_("«{do}» cannot take these values: {problem}."),
    N_("The fields of every word are listed by: python -m app robot --words"),
)


class Stage(Protocol):
    """Where a scenario is played."""

    @property
    def practice(self) -> PracticeDesk:
        """The desk behind the stage as it stands now: a restart makes a new one."""

    def say(self, word_: str, arguments: Mapping[str, Any], key: str) -> Outcome:
        """Perform a word of the counter and wait for its outcome."""

    def event(self, name: str, arguments: Mapping[str, Any]) -> Outcome:
        """Let something happen: a card, a scan, time, an outside system."""


class DeskStage:
    """The stage without windows: commands go straight to the Desk, devices are their events."""

    def __init__(self, practice: PracticeDesk) -> None:
        self._hall = Neighbours(practice)
        self.scanned = ScannedDocument()
        self._inside = self._whose = ""
        """The card in the reader whose chip still waits for a key."""

    @property
    def practice(self) -> PracticeDesk:
        """The desk at which the scenario sits now."""
        return self._hall.here

    def leave_others(self) -> None:
        """Leave every desk but the one at which the scenario began."""
        self._hall.leave_others()

    def close(self) -> None:
        """Leave the branch."""
        self.leave_others()
        self.practice.close()

    @property
    def desk(self) -> FallbackDesk:
        """The desk that is played."""
        return self.practice.desk

    def say(self, word_: str, arguments: Mapping[str, Any], key: str) -> Outcome:
        """The outcome of the word; unknown values come back as an invalid input."""
        command = command_of(word_, arguments)
        if isinstance(command, Outcome):
            return command
        outcome = self.desk.submit(self.scanned.put_in(command), key=key).result()
        self.desk.carry().result()
        return outcome

    def event(self, name: str, arguments: Mapping[str, Any]) -> Outcome:
        """Let the event happen; events that lead to a command give its outcome."""
        handler = getattr(self, f"_{name}", None)
        if handler is None:
            return Outcome()
        try:
            result = handler(**arguments)
        except (KeyError, TypeError, ValueError) as error:
            return not_understood(name, str(error))
        return result if isinstance(result, Outcome) else Outcome()

    def _insert_card(self, card: str, *, torn_out: bool = False, participant: str = "") -> Outcome:
        self._inside, self._whose = "" if torn_out else card, participant
        return _no_card(CARD_REMOVED) if torn_out else self._read(None)

    def _remove_card(self) -> None:
        self._inside = ""

    def _open_chip(self, digits: str, reason: str = "") -> Outcome:
        """The six digits of the document are typed."""
        return self._read(CardNumberKey(digits), reason)

    def _read(self, key: AccessKey | None, reason: str = "") -> Outcome:
        """Read the card that is in; one that has identified is not asked again."""
        if not self._inside:
            return _no_card(CARD_NONE)
        try:
            facts = self.practice.card(self._inside, key)
        except DeviceFault as fault:
            self._inside = self._inside if fault.code in _ASKS_FOR_KEY else ""
            return _no_card(fault.code)
        self._inside = ""
        outcome = self.desk.submit(replace(facts, reason=reason, participant=self._whose)).result()
        self.desk.carry().result()
        return outcome

    def _scan(self, code: str) -> Outcome:
        if "<" in code:
            key = zone_key(read_mrz(code, self.practice.choice.clock.now().date()))
            if self._inside and key is not None:
                return self._read(key)
            return self.say("identify", {"source": IdentitySource.MRZ, "mrz": code}, "")
        seen = understand(code, self.desk.place.branch.code)
        if isinstance(seen, CodeProblem):
            return Outcome(
                status=Status.INVALID,
                error=ErrorInfo(code=f"code.{seen.trouble.value}", place="scanner"),
            )
        return self._found(seen)

    def _scan_document(self, file: str) -> Outcome:
        """The scanner writes a file; its pages are at hand for the next copy."""
        return self.scanned.read(file)

    def _found(self, seen: ScannedCode) -> Outcome:
        view = self.desk.ask(lambda work: find_by_code(seen.text, work)).result()
        if view is None:
            return Outcome(
                status=Status.INVALID, error=ErrorInfo(code="code.nothing", place="scanner")
            )
        return Outcome(case=view, facts={"kind": seen.kind.value})

    def _advance(self, **spans: float) -> None:
        self.practice.advance(timedelta(**spans))
        self._hall.show_life()
        self.desk.carry().result()

    def _set_clock(self, to: datetime) -> None:
        self.practice.set_clock(to)
        self._hall.show_life()
        self.desk.carry().result()

    def _device(self, slot: str, health: str) -> None:
        """A printer of this desk fails or is well again; other devices are the windows' matter."""
        choice, state = self.practice.choice, DeviceHealth(health)
        printer = {"tickets": choice.print_ticket, "printer": choice.print_paper}.get(slot)
        if isinstance(printer, StagePrinter):
            printer.health = state
        self.desk.carry().result()

    def _carry(self) -> None:
        self.desk.carry().result()

    def _gateway(
        self,
        name: str,
        answer: str = "",
        what: str = "",
        seconds: float = 0,
        facts: Mapping[str, str] = _NO_FACTS,
    ) -> None:
        gateway = self.practice.gateways[name]
        if answer == "outage":
            gateway.go_down()
            return
        gateway.come_back()
        kind = None if answer in ("", "silence") else AnswerKind(answer)
        gateway.behave(Behaviour(kind, timedelta(seconds=seconds), dict(facts)), what)

    def _provider_letter(
        self,
        kind: str,
        number: str,
        facts: Mapping[str, str] = _NO_FACTS,
        minutes_ago: float = 0,
    ) -> None:
        """The provider writes of its own accord; the courier goes round."""
        provider = self.practice.gateways[PROVIDER]
        if not isinstance(provider, SimulatedProvider):
            raise TypeError("this provider writes no letters")
        at = self.practice.choice.clock.now() - timedelta(minutes=minutes_ago)
        provider.post(written(LetterKind(kind), number=number, at=at, facts=dict(facts)))
        self.desk.carry().result()

    def _applicant_answers(self, visit: str, **answer: Any) -> Outcome:
        """A touch on the applicant's screen: the language, the confirmed text, the rating."""
        if "language" in answer:
            return self.say("choose_display_language", {"language": answer["language"]}, "")
        if answer.get("confirms"):
            return self.say("confirm_text", {}, "")
        if "score" in answer:
            return self.say("rate", {**answer, "visit": visit, "surface": APPLICANT_SCREEN}, "")
        return not_understood("applicant_answers", "language, confirms, score?")

    def _pull_store(self) -> None:
        self.practice.pull_store(out=True)
        self.desk.probe().result()

    def _plug_store(self) -> None:
        self.practice.pull_store(out=False)
        self.desk.probe().result()

    def _go_over(self) -> Outcome:
        return self.desk.go_over().result()

    def _come_back(self) -> Outcome:
        outcome = self.desk.come_back().result()
        self.desk.carry().result()
        return outcome

    def _sit_down(self, operator: str) -> None:
        self.desk.seat(self.practice.operator(operator)).result()
        self.desk.submit(OpenDesk(badge=True)).result()

    def _at_desk(self, desk: str, operator: str = "") -> None:
        self._hall.go_to(desk, operator)

    def _use_up_numbers(self, series: str = "ticket", left: int = 0) -> None:
        """Let the numbers of this desk's range be given, all but ``left`` of them."""
        place = self.desk.place
        day, last = place.clock.now().date(), 0
        # Tried out first and not committed: where a range ends is the store's own matter.
        with place.store.begin(writing=True) as unit, suppress(Unavailable):
            while True:
                last = unit.numbers.next(series, place.desk, day)
        with place.store.begin(writing=True) as unit:
            while unit.numbers.next(series, place.desk, day) < last - left:
                pass
            unit.commit()

    def _restart(self) -> None:
        self._hall.restart()


def practice_desk(
    scenario: Scenario, folder: Path, *, store: str = "", print_paper: PrintPaper | None = None
) -> PracticeDesk:
    """The desk that a scenario starts at; its keys, and without ``store`` its data, in ``folder``."""
    return open_practice_desk(
        PracticeChoice(
            store_url=store or f"sqlite:///{folder / 'store.db'}",
            keys=folder / "keys",
            clock=HandClock(scenario.clock),
            ids=SystemIds(),
            branch=scenario.branch,
            desk=scenario.desk,
            operator=scenario.operator,
            print_paper=StagePrinter(Slot.PRINTER, print_paper)
            if print_paper is not None
            else None,
            print_ticket=StagePrinter(Slot.TICKETS, lambda _ticket: None),
        )
    )


def command_of(word_: str, arguments: Mapping[str, Any]) -> Any | Outcome:
    """The command of that word with those values, or the outcome that says what is wrong."""
    try:
        return msgspec.convert(dict(arguments), word(word_).command, strict=False)
    except (ValueError, InputInvalid) as error:  # a wrong kind of value is a ValueError too
        return not_understood(word_, str(error))


def _no_card(code: str) -> Outcome:
    return Outcome(status=Status.FAULT, error=ErrorInfo(code=code, place="card"))


def not_understood(do: str, problem: str) -> Outcome:
    """The outcome of a step whose values mean nothing."""
    info = ErrorInfo(code=ARGUMENT_WRONG, params={"do": do, "problem": problem})
    return Outcome(status=Status.INVALID, error=info)


__all__ = ["DeskStage", "Stage", "command_of", "not_understood", "practice_desk"]
