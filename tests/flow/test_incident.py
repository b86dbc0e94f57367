"""An error of the program gets a number; the case is kept, and the step works when the cause is gone."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.desk.practice import HandClock
from app.log import incident_number
from app.robot.scene import case_named, journal_verdict
from app.usecases.complete import FormApplication
from app.usecases.outcome import Status
from tests.flow.desk_road import PAPER, START, open_at, submit


class LostCatalogue:
    """A catalogue that has lost what a case was opened under."""

    def get(self, service_id: str, edition: str = "") -> Any:
        raise OSError("the catalogue is gone")

    def in_force(self, service_id: str, on: Any) -> Any:
        return self.get(service_id)


@pytest.mark.requirement("R-228", "R-235")
def test_an_unknown_error_gives_a_number_and_keeps_the_case(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    practice = open_at(tmp_path, HandClock(START))
    known: dict[str, str] = {}
    for key, word, values in PAPER[:4]:
        assert submit(practice, key, word, values, known).ok
    place, before = practice.desk.place, case_named(practice, known["case"])
    practice.desk.branch.place = replace(place, services=LostCatalogue())
    outcome = practice.desk.submit(FormApplication(), key="form").result()
    practice.desk.branch.place = place
    assert outcome.status is Status.BUG
    assert outcome.error is not None
    number = outcome.error.params["incident"]
    assert len(number) == len(incident_number(START))
    assert number in caplog.text
    after = case_named(practice, known["case"])
    assert before is not None
    assert after is not None
    assert after.case == before.case
    assert practice.desk.submit(FormApplication(), key="form").result().ok
    assert journal_verdict(practice)["intact"] == "true"
    practice.close()
