"""What is left for the key says in words what it is: the service and the case, and nobody's name."""

import msgspec
import pytest

from app.domain.language import Lang
from app.usecases.sign import Sign
from tests.fakes.intake_desk import IntakeDesk


@pytest.mark.requirement("R-125", "R-226")
@pytest.mark.parametrize("lang", list(Lang))
def test_the_order_names_service_and_case_in_the_language_of_the_papers(lang: Lang) -> None:
    desk = IntakeDesk().ready(language=lang)
    desk.must(Sign())
    (item,) = desk.pending("signature")
    about = msgspec.json.decode(item.payload)["about"]
    case = desk.case()
    named = desk.view().service_name
    assert about == f"{named.kk if lang is Lang.KK else named.ru}, {case.number or case.draft_code}"
    assert case.applicant.person is not None
    assert case.applicant.person.name.surname not in about
