"""Acting for another: what is written down, what is only warned of, what opens no case."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.identification import (
    AuthorityKind,
    LegalGround,
    Power,
    RepresentationKind,
    RevocationResult,
)
from app.domain.language import Lang
from app.errors import InputInvalid
from app.usecases.check_revocation import CheckRevocation
from app.usecases.choose_service import ChooseService
from app.usecases.complete import ConfirmText, FinishCheck, FormApplication
from app.usecases.outcome import Outcome
from app.usecases.represent import ActForSelf, Represent
from tests.fakes.intake_desk import IntakeDesk, people, rules_of

_PRINCIPAL = {
    "iin": "870412399019",
    "surname": "Сынақов",
    "given": "Асан",
    "birth_date": date(1987, 4, 12),
}


def _power(**other: object) -> Represent:
    values: dict[str, object] = {
        "kind": RepresentationKind.ATTORNEY,
        "authority": AuthorityKind.NOTARISED_POWER,
        "authority_number": "0901-2026",
        "authority_issued_on": date(2026, 1, 12),
        "authority_valid_until": date(2029, 1, 11),
        "powers": tuple(Power),
        **_PRINCIPAL,
    }
    return Represent(**(values | other))  # type: ignore[arg-type]


def _open(desk: IntakeDesk) -> Outcome:
    return desk.do(ChooseService(service="plain", language=Lang.RU))


@pytest.mark.requirement("R-065")
def test_an_attorney_files_for_the_principal() -> None:
    desk = IntakeDesk().identified("representative")
    desk.must(_power())
    assert _open(desk).ok
    case = desk.case()
    assert case.applicant.person is not None
    assert case.applicant.person.name.full == "Сынақов Асан"
    assert case.identification.person.name.surname == "Сынақова"
    assert {name.name for name in desk.view().facts} >= {"representative", "authority"}


@pytest.mark.requirement("R-065", "R-066")
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"authority": AuthorityKind.SIMPLE_POWER}, "represent.filing_authority"),
        ({"powers": (Power.RECEIVE,)}, "represent.power_to_file"),
    ],
)
def test_enough_to_receive_is_not_enough_to_file(change: dict, rule: str) -> None:
    desk = IntakeDesk().identified("representative")
    assert "represent.not_for_filing" in rules_of(desk.must(_power(**change)))
    assert rule in rules_of(_open(desk))
    assert not desk.store.tables.cases


@pytest.mark.requirement("R-066")
@pytest.mark.parametrize(
    "change",
    [
        {"authority_valid_until": date(2026, 3, 5)},
        {"revocation": RevocationResult.REVOKED},
        {"authority_number": ""},
    ],
)
def test_a_power_out_of_force_is_not_taken(change: dict) -> None:
    desk = IntakeDesk().identified("representative")
    assert not desk.do(_power(**change)).ok
    assert _open(desk).ok
    assert desk.case().representation is None


@pytest.mark.requirement("R-065")
def test_a_parent_files_by_the_birth_record() -> None:
    desk = IntakeDesk().identified("parent")
    desk.must(
        Represent(
            kind=RepresentationKind.LEGAL_REPRESENTATIVE,
            authority=AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT,
            authority_number="0000090",
            surname="Тестов",
            given="Алихан",
            birth_date=date(2016, 5, 20),
        )
    )
    assert _open(desk).ok


@pytest.mark.requirement("R-064", "R-069")
def test_organisations_by_their_register() -> None:
    desk = IntakeDesk().identified("head")
    head = {
        "kind": RepresentationKind.HEAD_OF_ORGANISATION,
        "authority": AuthorityKind.REGISTER_OF_HEADS,
    }
    body = people().organisations["state_body"].bin
    assert "represent.recipient" in rules_of(desk.do(Represent(**head, bin=body)))  # type: ignore[arg-type]
    desk.must(Represent(**head, bin=people().organisations["company"].bin))  # type: ignore[arg-type]
    assert _open(desk).ok
    applicant = desk.case().applicant
    assert applicant.person is None
    assert applicant.organisation is not None
    assert "Сынақ" in applicant.organisation.name.kk


@pytest.mark.requirement("R-069")
def test_another_head_shows_a_paper() -> None:
    desk = IntakeDesk().identified("citizen")
    company = people().organisations["company"].bin
    by_register = Represent(
        kind=RepresentationKind.HEAD_OF_ORGANISATION,
        authority=AuthorityKind.REGISTER_OF_HEADS,
        bin=company,
    )
    assert "represent.head_by_register" in rules_of(desk.do(by_register))
    desk.must(
        Represent(
            kind=RepresentationKind.HEAD_OF_ORGANISATION,
            authority=AuthorityKind.CIVIL_LAW_DOCUMENT,
            authority_number="1",
            bin=company,
        )
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"iin": "1"}, "iin"),
        ({"birth_date": None}, "birth_date"),
        ({"surname": "", "given": ""}, "surname"),
        ({"bin": "123"}, "bin"),
        ({"bin": "160440099014"}, "organisation_kk"),
        ({"authority_valid_until": date(1900, 1, 1)}, "authority_valid_until"),
        ({"authority_issued_on": date(2100, 1, 1)}, "authority_issued_on"),
    ],
)
@pytest.mark.requirement("R-065")
def test_a_slip_names_its_field(change: dict, field: str) -> None:
    desk = IntakeDesk().identified("representative")
    with pytest.raises(InputInvalid) as slip:
        desk.do(_power(**change))
    assert slip.value.field == field


@pytest.mark.requirement("R-057")
def test_first_the_own_identity_then_the_others() -> None:
    desk = IntakeDesk().called()
    assert "represent.person_identified" in rules_of(desk.do(_power()))
    assert not IntakeDesk().do(ActForSelf()).ok


@pytest.mark.requirement("R-072")
def test_acting_for_oneself_again_and_for_who_comes_next() -> None:
    desk = IntakeDesk().identified("representative")
    desk.must(_power())
    desk.must(ActForSelf())
    assert _open(desk).ok
    assert desk.case().representation is None


@pytest.mark.requirement("R-066")
def test_a_look_up_is_written_down_with_its_place_its_time_and_its_person() -> None:
    desk = IntakeDesk().identified("representative")
    with pytest.raises(InputInvalid):
        desk.do(CheckRevocation(result=RevocationResult.NOT_REVOKED, source="тізілім"))
    desk.must(_power())
    nowhere = desk.do(CheckRevocation(result=RevocationResult.NOT_REVOKED))
    assert rules_of(nowhere) == {"represent.revocation_place"}
    desk.must(CheckRevocation(result=RevocationResult.NO_ANSWER, source="тізілім (сынақ)"))
    desk.must(_power(revocation=RevocationResult.NOT_REVOKED, revocation_source="тізілім (сынақ)"))
    told = [
        (entry.actor, entry.facts["revocation"], entry.facts["revocation_source"])
        for entry in (line.entry for line in desk.store.tables.journal)
        if "revocation" in entry.facts
    ]
    who = desk.operator.id
    assert told == [
        (who, "no_answer", "тізілім (сынақ)"),
        (who, "not_revoked", "тізілім (сынақ)"),
    ]


@pytest.mark.requirement("R-066")
def test_the_same_look_up_told_again_keeps_its_own_time() -> None:
    desk = IntakeDesk().identified("representative")
    look = {"revocation": RevocationResult.NOT_REVOKED, "revocation_source": "тізілім (сынақ)"}
    first = desk.must(_power(**look)).visit
    again = desk.must(_power(powers=(Power.FILE,), **look)).visit
    other = desk.must(_power(authority_number="0902-2026", **look)).visit
    times = []
    for view in (first, again, other):
        assert view is not None
        assert view.visit.representation is not None
        seen = view.visit.representation.authority.revocation
        assert seen is not None
        times.append(seen.at)
    assert times[0] == times[1] < times[2]


@pytest.mark.requirement("R-066")
def test_a_revocation_found_after_the_case_was_opened_stops_it() -> None:
    desk = IntakeDesk().identified("representative")
    desk.must(_power())
    assert _open(desk).ok
    revoked = {"revocation": RevocationResult.REVOKED, "revocation_source": "тізілім (сынақ)"}
    assert rules_of(desk.must(_power(**revoked))) == {"represent.in_term"}
    shown = desk.case().representation
    assert shown is not None
    assert shown.authority.revoked
    desk.must(FormApplication())
    assert "represent.in_term" in rules_of(desk.do(FinishCheck()))


@pytest.mark.requirement("R-066")
def test_without_the_power_to_sign_the_text_is_not_confirmed() -> None:
    desk = IntakeDesk().identified("representative")
    desk.must(_power(powers=(Power.FILE,)))
    assert _open(desk).ok
    desk.must(FormApplication())
    assert rules_of(desk.do(ConfirmText())) == {"represent.power_to_sign"}


@pytest.mark.requirement("R-065")
def test_a_parent_does_not_file_for_somebody_of_age() -> None:
    desk = IntakeDesk().identified("parent")
    of_age = Represent(
        kind=RepresentationKind.LEGAL_REPRESENTATIVE,
        authority=AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT,
        authority_number="0000090",
        ground=LegalGround.PARENT,
        surname="Тестов",
        given="Алихан",
        birth_date=date(2008, 3, 6),
    )
    assert rules_of(desk.do(of_age)) == {"represent.of_age"}
    desk.must(replace(of_age, ground=LegalGround.GUARDIAN))
