"""What a careless or wicked hand does, and what the world around the counter does by itself."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.case import Case
from app.usecases.outcome import Status
from app.usecases.registry import word, words
from tests.flow.model_acts import Act

if TYPE_CHECKING:
    from tests.flow.model_walker import Walk

SERVICES = (
    "academic_leave", "archive_certificates", "housing_aid", "unemployed_registration",
    "large_family_allowance", "id_documents", "criminal_record", "driver_licence", "pension",
    "kindergarten_queue", "individual_assistant", "death_registration", "residence_registration",
    "practice_child_bundle",
)  # fmt: skip
JUNK = (
    "",
    " ",
    "жоқ",
    "🙂",
    "А" * 3000,
    "0",
    "-1",
    "1900-01-01",
    "T99001234567890",
    "<<<",
    "'; --",
)
POWERS = (["file", "sign", "receive", "consent"], ["receive"], ["file"], [])
_ANSWERS = {
    "registers": ("found", "found", "found", "not_found", "outage", "silence"),
    "access_control": ("granted", "granted", "granted", "refused", "silence", "outage"),
    "provider": ("accepted", "accepted", "rejected", "outage"),
    "notices": ("accepted", "outage"),
}
_FIXED: Mapping[str, Sequence[Any]] = {
    "language": ("kk", "ru"),
    "carrier": ("paper", "electronic"),
    "receive_result.kind": ("document", "electronic_document", "reasoned_refusal"),
    "give_consent.kind": "ABC",
    "refuse_consent.kind": "ABC",
    "withdraw_consent.kind": "ABC",
    "request_consent.kind": "ABC",
    "give_consent.form": ("written", "eds", "mobile"),
    "explained": (True, False),
    "paper_application_signed": (True, False),
    "answer": ("found", "not_found", "outage", "granted", "refused"),
    "acknowledgement": ("signed", "eds", "declined", ""),
    "surface": ("applicant_screen", "operator"),
    "score": (1, 5, None, 9),
    "amount": ("100", "5406", "0.5"),
    "sheets": (0, 1, 2, 99999),
    "provider_number": ("SYN-1",),
    "received_by": ("Тестов Т.",),
    "handed_by": ("Тестов Т.",),
    "reason": ("сынақ",),
    "statement": ("SYN-1",),
    "typed_reason": ("", "жыртылған"),
    "signature_valid": (True, False),
    "powers": POWERS,
    "purpose": ("intake", "issue", "consultation", "appeal"),
    "cell": ("A-1",),
    "outcome": ("served", "consulted", "no_show"),
    "condition": ("intact",),
    "service": SERVICES,
}


class Wicked:
    """Chooses what nobody should do, and lets the world be as it is."""

    def __init__(self, walk: "Walk", dice: random.Random) -> None:
        self._walk = walk
        self._dice = dice
        self._operators = tuple(walk.practice.people.operators)
        self._away = False

    def pick(self, things: Sequence[Any]) -> Any:
        """One of them, ``None`` of none."""
        return self._dice.choice(tuple(things)) if things else None

    def act(self) -> Act | None:
        """An act, or ``None`` when it is the diligent operator's turn."""
        if self._away and self._dice.random() < 0.35:
            self._away = False
            return Act("sit_down", {"operator": "small_branch"})
        chance = self._dice.random()
        for share, choose in (
            (0.03, self._outside),
            (0.04, self._clock),
            (0.02, self._another_employee),
            (0.03, self._second_click),
            (0.05 if self._walk.lasting else 0.0, self._restart),
            (0.11, self._any_word),
        ):
            chance -= share
            if chance < 0:
                return choose()
        return None

    def morning(self, days: int) -> Act:
        """A later day on which the doors are open; never beyond the calendars at hand."""
        now = self._walk.practice.choice.clock.now()
        later = (now + timedelta(days=days)).replace(hour=9, minute=30, second=0)
        last = datetime(2027, 11, 1, 9, 30, tzinfo=now.tzinfo)
        return Act("set_clock", {"to": min(later, last)})

    def _outside(self) -> Act:
        name = self.pick(tuple(_ANSWERS))
        values = {
            "name": name,
            "answer": self.pick(_ANSWERS[name]),
            "seconds": self.pick((0, 2, 60)),
        }
        return Act("gateway", values)

    def _clock(self) -> Act:
        chance = self._dice.random()
        if chance < 0.6:
            return Act("advance", {"minutes": self.pick((1, 5, 20, 90))})
        if chance < 0.9:
            return self.morning(self.pick((1, 1, 2, 5, 20, 35)))
        if chance < 0.95:
            return self.morning(370)
        return Act("advance", {"minutes": -self.pick((1, 30, 600))})

    def _another_employee(self) -> Act:
        self._away = True
        return Act("sit_down", {"operator": self.pick(self._operators)})

    def _second_click(self) -> Act:
        walk = self._walk
        done = [
            n for n in walk.keys if walk.statuses[n] is Status.OK and walk.acts[n].again is None
        ]
        if not done:
            return Act("carry")
        number = self.pick(done[-25:])
        return Act(walk.acts[number].name, walk.acts[number].values, again=number)

    def _restart(self) -> Act:
        return Act("restart")

    def _any_word(self) -> Act:
        name = self.pick(words())
        pools = {**_FIXED, **self._pools()}
        values = {
            field.name: self._any_value(pools, name, field.name)
            for field in fields(word(name).command)
            if self._dice.random() < 0.7
        }
        return Act(name, values)

    def _any_value(self, pools: Mapping[str, Sequence[Any]], name: str, field: str) -> Any:
        pool = pools.get(f"{name}.{field}") or pools.get(field)
        if not pool or self._dice.random() < 0.1:
            return self.pick(JUNK)
        return self.pick(pool)

    def _pools(self) -> Mapping[str, Sequence[Any]]:
        """What was made so far, by every name it has."""
        sight, ref = self._walk.sight, self._walk.ref
        cases = [
            ref("cases", id_, what) for id_ in sight.cases for what in ("id", "number", "code")
        ]
        units = [ref("units", id_, "code") for id_ in sight.units]
        return {
            "case": [*cases, ""],
            "previous_case": cases,
            "visit": [ref("visits", id_) for id_ in sight.visits],
            "code": [*units, *cases],
            "codes": [[unit] for unit in units],
            "row": [row.id for name in SERVICES for row in self._rows_of(name)],
            "provider": [self.provider(case) for case in sight.cases.values()],
        }

    def _rows_of(self, service: str) -> Sequence[Any]:
        passport = self._walk.practice.desk.place.services.get(service)
        return passport.documents if passport is not None else ()

    def provider(self, case: Case) -> str:
        """The provider of a case by the name that its runs go under."""
        passport = self._walk.practice.desk.place.services.get(case.service_id, case.edition)
        return (passport.provider.ru if passport is not None else "") or case.service_id
