"""Identification through every source, with every kind of bad input named by its field."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identification import IdentitySource
from app.domain.person import DocumentKind
from app.errors import InputInvalid
from app.usecases.choose_service import ChooseService
from app.usecases.complete import ConfirmText
from app.usecases.identify import Identify
from app.usecases.person_input import name_of
from tests.fakes.intake_desk import FILED, IntakeDesk, identify_of, people, rules_of


def _visit(desk: IntakeDesk):  # type: ignore[no-untyped-def]
    return desk.ask(lambda work: work.store.visits.open_at("3"))


@pytest.mark.requirement("R-057", "R-058")
def test_a_read_card_identifies() -> None:
    desk = IntakeDesk().identified()
    seen = _visit(desk).identification
    assert seen.person.iin == "870412399019"
    assert seen.source is IdentitySource.CARD
    assert seen.operator_id == "small_branch"
    assert seen.visit_id == _visit(desk).id


@pytest.mark.requirement("R-058")
def test_without_any_device_the_person_is_identified_by_hand() -> None:
    desk = IntakeDesk().called()
    typed = identify_of(people().people["citizen"], source=IdentitySource.TYPED)
    assert rules_of(desk.do(typed)) == {"identify.manual_reason"}
    by_hand = identify_of(
        people().people["citizen"], source=IdentitySource.TYPED, reason="считыватель не работает"
    )
    desk.must(by_hand)
    assert _visit(desk).identification.manual_reason == "считыватель не работает"


@pytest.mark.requirement("R-059")
def test_a_digital_document_through_its_service_and_not_as_an_image() -> None:
    desk = IntakeDesk().called()
    citizen = people().people["citizen"]
    digital = {"source": IdentitySource.DIGITAL, "document_number": ""}
    assert rules_of(desk.do(identify_of(citizen, **digital))) == {"identify.digital_confirmed"}
    image = identify_of(citizen, **digital, digital_request="ЦД-1", from_image=True)
    assert rules_of(desk.do(image)) == {"identify.no_image"}
    desk.must(identify_of(citizen, **digital, digital_request="ЦД-1"))
    assert _visit(desk).identification.document.number == "ЦД-1"


@pytest.mark.requirement("R-058", "R-063")
@pytest.mark.parametrize(
    ("who", "kind", "iin"),
    [
        ("citizen", DocumentKind.IDENTITY_CARD, "870412399019"),
        ("passport_holder", DocumentKind.PASSPORT, "791103399014"),
        ("foreigner", DocumentKind.FOREIGN_PASSPORT, None),
        ("resident_foreigner", DocumentKind.RESIDENCE_PERMIT, "750630399018"),
        ("stateless", DocumentKind.STATELESS_CERTIFICATE, "921205499014"),
    ],
)
def test_the_zone_of_every_document(who: str, kind: DocumentKind, iin: str | None) -> None:
    desk = IntakeDesk().called()
    person = people().people[who]
    desk.must(Identify(source=IdentitySource.MRZ, mrz="\n".join(person.mrz)))
    seen = _visit(desk).identification
    assert seen.document.kind is kind
    assert seen.document.number == person.document.number
    assert seen.document.expires == person.document.expires
    assert seen.person.iin == iin
    assert seen.person.citizenship == person.person.citizenship
    assert seen.person.birth_date == person.person.birth_date


@pytest.mark.requirement("R-089")
def test_the_name_stays_as_the_document_writes_it() -> None:
    desk = IntakeDesk().called()
    person = people().people["long_names"]
    desk.must(
        Identify(
            source=IdentitySource.MRZ,
            mrz="\n".join(person.mrz),
            surname="  Сынақ-Тестілеубайғазыдүйсенбіноваханова ",
            given="Зейнегүл-Мәриям-Шолпан",
        )
    )
    seen = _visit(desk).identification.person
    assert seen.name.surname == "Сынақ-Тестілеубайғазыдүйсенбіноваханова"
    assert seen.latin_name.full.startswith("SYNAK TESTILEUBAIGAZY")


@pytest.mark.requirement("R-063", "R-134")
def test_one_name_no_iin_no_phone_is_enough() -> None:
    desk = IntakeDesk().called()
    desk.must(
        Identify(
            source=IdentitySource.TYPED,
            reason="карта не читается",
            given="Сынақбай",
            birth_date=date(1968, 2, 29),
            document_number="000000905",
        )
    )
    assert _visit(desk).identification.person.name.full == "Сынақбай"


_TODAY = FILED.date()


@pytest.mark.requirement("R-058")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"iin": "870412399018"}, "iin"),
        ({"iin": "8704"}, "iin"),
        ({"iin": "230440099018"}, "iin"),
        ({"surname": "", "given": "", "patronymic": ""}, "surname"),
        ({"surname": "Тест" * 2500}, "surname"),
        ({"given": "Тест 😀"}, "given"),
        ({"given": "<script>"}, "given"),
        ({"birth_date": None}, "birth_date"),
        ({"birth_date": date(1900, 1, 1)}, "birth_date"),
        ({"birth_date": date(2100, 1, 1)}, "birth_date"),
        ({"document_number": ""}, "document_number"),
        ({"document_number": "№" * 100}, "document_number"),
        ({"valid_until": date(2100, 1, 1)}, "valid_until"),
        ({"valid_until": date(1900, 1, 1)}, "valid_until"),
        ({"issued_on": _TODAY + timedelta(days=1)}, "issued_on"),
        ({"issued_on": _TODAY, "valid_until": _TODAY - timedelta(days=1)}, "valid_until"),
    ],
)
def test_a_slip_names_its_field_and_changes_nothing(change: dict, field: str) -> None:
    desk = IntakeDesk().called()
    commits = desk.store.commits
    with pytest.raises(InputInvalid) as slip:
        desk.do(identify_of(people().people["citizen"], **change))
    assert slip.value.field == field
    assert desk.store.commits == commits
    assert _visit(desk).identification is None


@pytest.mark.requirement("R-058")
@pytest.mark.parametrize("line", [0, 1])
def test_one_wrong_character_of_a_zone_is_caught(line: int) -> None:
    desk = IntakeDesk().called()
    lines = list(people().people["citizen"].mrz)
    at = 5 if line == 0 else 0
    lines[line] = lines[line][:at] + "9" + lines[line][at + 1 :]
    with pytest.raises(InputInvalid) as slip:
        desk.do(Identify(source=IdentitySource.MRZ, mrz="\n".join(lines)))
    assert (slip.value.code, slip.value.field) == ("person.mrz", "mrz")
    assert slip.value.params["problem_kk"]


@pytest.mark.requirement("R-063")
@given(st.text(max_size=200))
def test_no_name_breaks_the_input(text: str) -> None:
    try:
        name = name_of(text, "", "")
    except InputInvalid as slip:
        assert slip.field == "surname"
    else:
        assert name.full.strip()


@pytest.mark.requirement("R-061")
def test_an_expired_card_is_seen_and_another_document_helps() -> None:
    desk = IntakeDesk().called()
    person = people().people["expired_card"]
    outcome = desk.must(identify_of(person))
    assert rules_of(outcome) == {"identify.document_expired"}
    passport = {"document_kind": DocumentKind.PASSPORT, "document_number": "N00000001"}
    assert not desk.must(identify_of(person, **passport, valid_until=None)).findings


@pytest.mark.requirement("R-072")
def test_a_visit_with_a_case_takes_no_other_person() -> None:
    desk = IntakeDesk().opened()
    other = identify_of(people().people["second_citizen"])
    assert rules_of(desk.do(other)) == {"identify.same_person"}
    assert _visit(desk).identification.person.iin == "870412399019"


@pytest.mark.requirement("R-127", "R-061")
def test_another_document_reaches_the_draft_and_asks_for_a_new_confirmation() -> None:
    desk = IntakeDesk().opened("plain")
    desk.must(ConfirmText())
    citizen = people().people["citizen"]
    desk.must(identify_of(citizen, document_number="N00000777"))
    case = desk.case()
    assert case.identification.document.number == "N00000777"
    assert case.confirmation is None


@pytest.mark.requirement("R-226", "R-057")
def test_the_log_keeps_the_person_apart() -> None:
    desk = IntakeDesk().identified()
    line = desk.store.tables.journal[-1].entry
    assert line.verb == "identify"
    assert line.facts == {"source": "card", "document_kind": "identity_card"}
    assert "Сынақов" in line.personal["name"]


def test_a_second_case_needs_no_second_identification() -> None:
    desk = IntakeDesk().opened("plain")
    desk.must(ChooseService(service="shown", language="ru"))  # type: ignore[arg-type]
    assert len(_visit(desk).case_ids) == 2
