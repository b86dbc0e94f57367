"""Opening a draft: from the register alone, in the applicant's language, under today's edition."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.case import FieldSource
from app.domain.case_states import CaseState, Mark
from app.domain.language import Lang
from app.domain.passport import Carrier, FeeItem, PassportStatus
from app.errors import InputInvalid
from app.rules.fees import FeeAnswer
from app.usecases.choose_service import ChooseLanguage, ChooseService
from app.usecases.complete import ConfirmText, FillForm
from app.usecases.fee_today import fee_today
from app.usecases.queries import find_services
from app.usecases.situation import passport_of
from tests.fakes.intake_desk import IntakeDesk, people, rules_of
from tests.fakes.intake_passports import CERTIFICATE, FIELDS, PAID, PHONE, named, passport


def _choose(service: str, **other: object) -> ChooseService:
    return ChooseService(service=service, **({"language": Lang.RU} | other))  # type: ignore[arg-type]


@pytest.mark.requirement("R-091", "R-004")
def test_a_draft_is_no_application() -> None:
    case = IntakeDesk().opened("plain").case()
    assert case.state is CaseState.DRAFT
    assert case.number == ""
    assert case.registration is None
    assert case.draft_code == "3001"
    assert Mark.PRACTICE in case.marks


@pytest.mark.requirement("R-095", "R-094")
def test_what_is_known_is_not_typed_again() -> None:
    case = IntakeDesk().opened("plain").case()
    values = {field.field_id: (field.value, field.source) for field in case.fields}
    assert values["iin"] == ("870412399019", FieldSource.SYSTEM)


@pytest.mark.requirement("R-004")
@pytest.mark.parametrize("service", ["", "no_such_service"])
def test_nothing_outside_the_register_is_opened(service: str) -> None:
    desk = IntakeDesk().identified()
    with pytest.raises(InputInvalid) as slip:
        desk.do(_choose(service))
    assert slip.value.field == "service"


@pytest.mark.requirement("R-006", "R-008")
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"status": PassportStatus.DRAFT}, "choose_service.status"),
        ({"valid_to": date(2026, 3, 5)}, "choose_service.in_force"),
        ({"channels": ()}, "choose_service.channel"),
        ({"via_corporation": False}, "choose_service.register"),
    ],
)
def test_a_closed_service_says_why(change: dict, rule: str) -> None:
    desk = IntakeDesk(passports=[replace(passport("closed"), **change)]).identified()
    assert rule in rules_of(desk.do(_choose("closed")))
    assert not desk.store.tables.cases


@pytest.mark.requirement("R-008")
def test_a_case_keeps_the_edition_under_which_it_began() -> None:
    first = passport("two", edition="1", valid_to=date(2026, 3, 6))
    second = passport("two", CERTIFICATE, edition="2", valid_from=date(2026, 3, 7))
    desk = IntakeDesk(passports=[first, second]).opened("two")
    case = desk.case()
    assert case.edition == "1"
    desk.clock.at = desk.clock.at.replace(day=9)
    rows = desk.view(case.id).rows
    assert "certificate" not in [row.row.id for row in rows]
    assert desk.ask(lambda work: passport_of(work, case)).edition == "1"


@pytest.mark.requirement("R-012", "R-094")
def test_the_form_of_the_edition_opens_filled_in_and_in_both_languages() -> None:
    first = passport("formed", edition="1", valid_to=date(2026, 3, 5), fields=(*FIELDS, PHONE))
    second = passport("formed", edition="2", valid_from=date(2026, 3, 6), fields=FIELDS)
    desk = IntakeDesk(passports=[first, second]).opened("formed")
    fields = {view.field.id: view for view in desk.view().fields}
    assert set(fields) == {"applicant_name", "iin"}
    assert fields["applicant_name"].value == "Сынақов Асан Серікұлы"
    assert all(view.field.label.shown.complete for view in fields.values())


@pytest.mark.requirement("R-096")
def test_only_the_forms_of_the_act() -> None:
    desk = IntakeDesk().identified()
    paper = _choose("electronic", carrier=Carrier.PAPER)
    assert "choose_service.carrier" in rules_of(desk.do(paper))
    desk.must(_choose("electronic"))
    assert desk.case().carrier is Carrier.ELECTRONIC


@pytest.mark.requirement("R-160")
def test_without_a_known_carrier_nothing_is_guessed() -> None:
    desk = IntakeDesk(passports=[passport("uncarried", carriers=())]).identified()
    assert rules_of(desk.do(_choose("uncarried"))) == {"terms.carrier"}


@pytest.mark.requirement("R-118")
def test_of_several_prices_none_is_taken_by_guess() -> None:
    dear = FeeItem(key="dear", what=named("dear"), mci_rate=Decimal(2))
    service = passport("priced", fee=replace(PAID, items=(*PAID.items, dear)))
    desk = IntakeDesk(passports=[service]).identified()
    with pytest.raises(InputInvalid):
        desk.do(_choose("priced", fee="free"))
    desk.must(_choose("priced"))
    assert desk.case().fee_key == ""
    assert {finding.rule for finding in desk.view().fee.findings} == {"fees.case"}
    desk.must(_choose("priced", fee="dear"))
    assert desk.view().fee.amount == Decimal(8650)


@pytest.mark.requirement("R-118")
@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2025, 12, 31), Decimal(1966)),
        (date(2026, 1, 1), Decimal("2162.5")),
    ],
)
def test_the_price_follows_the_index_of_the_day(day: date, amount: Decimal) -> None:
    desk = IntakeDesk().opened("paid")
    case = desk.case()
    desk.clock.at = desk.clock.at.replace(year=day.year, month=day.month, day=day.day)

    def asked(work) -> FeeAnswer | None:  # type: ignore[no-untyped-def]
        return fee_today(work, case, passport_of(work, case))

    answer = desk.ask(asked)
    assert answer is not None
    assert answer.amount == amount


def test_a_term_that_the_passport_does_not_have_is_not_chosen() -> None:
    desk = IntakeDesk().identified()
    with pytest.raises(InputInvalid) as slip:
        desk.do(_choose("plain", term="tomorrow"))
    assert slip.value.field == "term"


@pytest.mark.requirement("R-087", "R-088")
def test_the_language_may_change_until_the_signature() -> None:
    desk = IntakeDesk().opened("plain")
    desk.must(ConfirmText())
    desk.must(ChooseLanguage(language=Lang.KK))
    case = desk.case()
    assert case.language is Lang.KK
    assert case.confirmation is None
    signed = IntakeDesk().signed()
    assert rules_of(signed.do(ChooseLanguage(language=Lang.KK))) == {"complete.editable"}


@pytest.mark.requirement("R-153", "R-079")
def test_applying_again_is_never_barred_and_brings_ones_own_words() -> None:
    desk = IntakeDesk().opened("with_account")
    desk.must(FillForm(fields={"account": "KZ" + "1" * 18}))
    former = desk.case().id
    for _ in range(3):
        desk.must(_choose("with_account", previous_case=former))
        case = desk.case()
        assert case.previous_case == former
        assert "KZ" + "1" * 18 in [field.value for field in case.fields]
    with pytest.raises(InputInvalid):
        desk.do(_choose("with_account", previous_case="nowhere"))


@pytest.mark.requirement("R-079")
def test_another_service_gets_nothing_of_the_former_case() -> None:
    desk = IntakeDesk().opened("with_account")
    desk.must(FillForm(fields={"account": "KZ" + "1" * 18, "phone": "87000000001"}))
    desk.must(_choose("plain", previous_case=desk.case().id))
    assert {field.field_id for field in desk.case().fields} == {"applicant_name", "iin"}


@pytest.mark.requirement("R-063")
@pytest.mark.parametrize("person", ["foreigner", "stateless", "single_name", "long_names"])
def test_everybody_is_served(person: str) -> None:
    desk = IntakeDesk().opened("plain", person=person)
    applicant, wanted = desk.case().applicant.person, people().people[person].person
    assert applicant is not None
    assert (applicant.name, applicant.iin) == (wanted.name, wanted.iin)
    assert applicant.citizenship == wanted.citizenship


@pytest.mark.requirement("R-004")
def test_services_are_found_and_say_whether_they_open() -> None:
    draft = passport("draft", status=PassportStatus.DRAFT)
    desk = IntakeDesk(passports=[draft])
    offers = desk.ask(lambda work: find_services("учебное draft", Lang.RU, work))
    assert [(offer.passport.id, offer.open) for offer in offers] == [("draft", False)]
    assert {finding.rule for finding in offers[0].findings} == {"choose_service.status"}
    everything = desk.ask(lambda work: find_services("", Lang.RU, work))
    assert [offer.open for offer in everything] == sorted(
        (offer.open for offer in everything), reverse=True
    )
