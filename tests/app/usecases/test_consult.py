"""Consultations without a person, and memos from the passport of today alone."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from app.domain.language import Lang
from app.domain.visit import Purpose
from app.errors import InputInvalid
from app.usecases.consult import Consult, MakeMemo
from app.usecases.queue.call import Call
from app.usecases.queue.take_ticket import TakeTicket
from tests.fakes.road_desk import LEAVE, RoadDesk, at


@pytest.mark.requirement("R-046")
def test_a_consultation_needs_no_name() -> None:
    desk = RoadDesk()
    desk.must(TakeTicket(purpose=Purpose.CONSULTATION, language=Lang.RU))
    desk.must(Call())
    desk.must(Consult(topic="  қандай   құжаттар керек ", service="leave", minutes=4))
    (record,) = desk.store.tables.consultations
    assert (record.topic, record.service_id, record.language, record.minutes) == (
        "қандай құжаттар керек",
        "leave",
        "ru",
        4,
    )
    assert desk.verbs()[-1] == "consult"


@pytest.mark.requirement("R-046", "R-225")
@pytest.mark.parametrize(
    ("topic", "service", "code"),
    [
        ("870412399019 жәрдемақы", "", "consult.personal"),
        ("8704 1239 9019", "", "consult.personal"),
        ("  ", "", "consult.topic"),
        ("ж" * 501, "", "consult.topic"),
        ("жәрдемақы", "no_such", "memo.service"),
    ],
)
def test_what_may_not_be_recorded_is_not(topic: str, service: str, code: str) -> None:
    desk = RoadDesk()
    with pytest.raises(InputInvalid) as error:
        desk.do(Consult(topic=topic, service=service))
    assert error.value.code == code
    assert not desk.store.tables.consultations


@pytest.mark.requirement("R-015", "R-234")
def test_a_memo_is_made_from_the_passport_in_the_language_that_was_chosen() -> None:
    desk, _ = at("filed")
    done = desk.must(MakeMemo(service="leave", language=Lang.RU))
    (paper,) = done.papers
    record = desk.store.tables.papers[paper.id]
    data = msgspec.json.decode(record.data)
    assert (paper.kind, record.language) == ("memo", "ru")
    assert data["service"]["name"] == "leave (учебное)"
    assert data["term"]
    assert data["documents"]
    assert "1414" in data["phones"]
    assert [order["paper"] for order in desk.orders("print")][-1] == paper.id
    printed = desk.must(MakeMemo(service="leave", kind="passport")).papers[0]
    assert (printed.kind, desk.store.tables.papers[printed.id].language) == (
        "service_passport",
        "kk",
    )


@pytest.mark.requirement("R-015", "R-008")
def test_another_edition_makes_another_memo() -> None:
    old = replace(LEAVE, id="dated_service", edition="1", valid_to=date(2026, 3, 31))
    new = replace(old, edition="2", valid_from=date(2026, 4, 1), valid_to=None)
    desk = RoadDesk(passports=(old, new))

    def edition() -> str:
        paper = desk.must(MakeMemo(service="dated_service")).papers[0]
        return msgspec.json.decode(desk.store.tables.papers[paper.id].data)["edition"]

    assert edition() == "1"
    desk.on_day("2026-04-01")
    assert edition() == "2"


@pytest.mark.requirement("R-015")
@pytest.mark.parametrize(
    ("order", "code"),
    [
        (MakeMemo(service="no_such"), "memo.service"),
        (MakeMemo(service="leave", kind="poster"), "service.print_kind"),
    ],
)
def test_no_memo_of_what_does_not_exist(order: MakeMemo, code: str) -> None:
    desk = RoadDesk()
    with pytest.raises(InputInvalid) as error:
        desk.do(order)
    assert error.value.code == code
    assert not desk.papers()
