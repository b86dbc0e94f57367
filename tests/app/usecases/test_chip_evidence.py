"""What stays of a chip with an identification, and people seen before who are offered for comparison."""

from dataclasses import replace
from datetime import date

import msgspec
import pytest

from app.domain.chip import Authenticity, ChipAccess, ChipEvidence, ChipVerdict
from app.domain.identification import IdentitySource
from app.domain.language import Lang
from app.domain.person import Person, PersonName
from app.doors.case_document import document
from app.storage.payloads import CASE, VISIT, encoded
from app.usecases.choose_service import ChooseService
from app.usecases.identify import Identify
from app.usecases.seen_before import alike
from tests.fakes.intake_desk import FILED, IntakeDesk, identify_of, people, rules_of
from tests.fakes.store_samples import case

CITIZEN = people().people["citizen"]
ZONE = "\n".join(CITIZEN.mrz)


def _verdict(kind: Authenticity, code: str = "", signer: str = "") -> ChipEvidence:
    verdict = ChipVerdict(authenticity=kind, at=FILED, code=code, signer=signer)
    return ChipEvidence(access=ChipAccess.PACE, verdict=verdict)


def _facts(desk: IntakeDesk) -> dict[str, tuple[str, str]]:
    return {fact.name: (fact.value, fact.source) for fact in desk.view().facts}


def _journal(desk: IntakeDesk) -> dict[str, str]:
    lines = (line.entry for line in desk.store.tables.journal)
    return next(entry.facts for entry in lines if entry.verb == "identify")


@pytest.mark.requirement("R-057", "R-058")
def test_the_case_tells_how_the_chip_was_opened_and_what_it_was_worth() -> None:
    desk = IntakeDesk().called()
    chip = _verdict(Authenticity.UNTRUSTED, "chip.signer_expired", "UT, CSCA TRIAL UT")
    desk.must(identify_of(CITIZEN, chip=chip))
    desk.must(ChooseService(service="shown", language=Lang.RU))
    facts = _facts(desk)
    assert facts["chip"] == ("pace", "card")
    assert facts["authenticity"] == ("untrusted", "UT, CSCA TRIAL UT")
    assert facts["authenticity_cause"] == ("chip.signer_expired", "UT, CSCA TRIAL UT")
    told = document(desk.view(), (), FILED, full=False)
    shown = {fact["name"]: fact["value"] for fact in told["facts"]}
    assert shown["authenticity"] == "untrusted"
    assert shown["chip"] == "pace"


@pytest.mark.requirement("R-058", "R-226")
def test_the_journal_keeps_it_without_anybodys_data() -> None:
    desk = IntakeDesk().called()
    desk.must(identify_of(CITIZEN, chip=_verdict(Authenticity.NOT_CHECKED, "chip.no_country")))
    assert _journal(desk) == {
        "source": "card",
        "document_kind": "identity_card",
        "chip_access": "pace",
        "authenticity": "not_checked",
        "chip_cause": "chip.no_country",
    }


@pytest.mark.requirement("R-058")
@pytest.mark.parametrize("kind", list(Authenticity))
def test_only_altered_data_warn_and_nothing_stops(kind: Authenticity) -> None:
    desk = IntakeDesk().called()
    outcome = desk.do(identify_of(CITIZEN, chip=_verdict(kind, "chip.x"), reason="looked"))
    assert outcome.ok
    altered = kind is Authenticity.ALTERED
    assert rules_of(outcome) == ({"identify.chip_altered"} if altered else set())


@pytest.mark.requirement("R-058")
def test_a_zone_in_place_of_a_chip_tells_why_and_a_repair_is_told() -> None:
    desk = IntakeDesk().called()
    trouble = ChipEvidence(trouble="card.broken")
    desk.must(Identify(source=IdentitySource.MRZ, mrz=ZONE, chip=trouble, repaired=True))
    assert _journal(desk)["chip_cause"] == "card.broken"
    assert _journal(desk)["zone"] == "repaired"
    desk.must(ChooseService(service="shown", language=Lang.RU))
    assert _facts(desk)["chip"] == ("card.broken", "card")
    assert _facts(desk)["zone"] == ("repaired", "operator")


def test_only_a_zone_can_be_repaired() -> None:
    desk = IntakeDesk().called()
    desk.must(identify_of(CITIZEN, repaired=True))
    assert "zone" not in _journal(desk)


@pytest.mark.requirement("R-057")
def test_cases_of_before_are_read_and_those_of_now_come_back_whole() -> None:
    kept = case("c1")
    bare = msgspec.json.decode(encoded(kept))
    for name in ("chip", "repaired"):
        del bare["identification"][name]
    assert CASE.decode(msgspec.json.encode(bare)) == kept
    chip = _verdict(Authenticity.ALTERED, "chip.data_changed", "UT")
    seen = replace(kept.identification, chip=chip, repaired=True)
    assert CASE.decode(encoded(replace(kept, identification=seen))).identification == seen


def test_a_visit_keeps_it_too() -> None:
    desk = IntakeDesk().called()
    desk.must(identify_of(CITIZEN, chip=_verdict(Authenticity.GENUINE)))
    visit = desk.ask(lambda work: work.store.visits.open_at("3"))
    assert VISIT.decode(encoded(visit)).identification == visit.identification


def test_a_card_tells_the_latin_name_beside_the_other() -> None:
    desk = IntakeDesk().called()
    desk.must(identify_of(CITIZEN, latin_surname="SYNAKOV", latin_given="ASSAN"))
    seen = desk.ask(lambda work: work.store.visits.open_at("3")).identification.person
    assert seen.latin_name == PersonName("SYNAKOV", "ASSAN")
    assert seen.name.full == "Сынақов Асан Серікұлы"


# People seen before.


def _person(surname: str, given: str = "Асан", **other: object) -> Person:
    values = {"birth_date": date(1987, 4, 12), "iin": "870412399019"} | other
    return Person(name=PersonName(surname, given), **values)  # type: ignore[arg-type]


def _alike(person: Person, *known: Person) -> list[tuple[str, tuple[str, ...]]]:
    desk = IntakeDesk()

    def ask(work):  # type: ignore[no-untyped-def]
        for one in known:
            work.store.persons.remember(one, FILED)
        return alike(person, work)

    return [(one.name, one.differs) for one in desk.ask(ask)]


@pytest.mark.requirement("R-072", "R-089")
def test_records_of_perhaps_the_same_person_are_offered_with_what_differs() -> None:
    me = _person("Сынақов")
    other_name = _person("Тестов")
    no_number = _person("Сынақов", iin=None)
    russian = _person("Сынаков", iin="870412399020")
    assert _alike(me, me, other_name, no_number, russian) == [
        ("Тестов Асан", ("name",)),
        ("Сынаков Асан", ("name", "iin")),
        ("Сынақов Асан", ("iin",)),
    ]


@pytest.mark.requirement("R-072")
def test_another_person_of_that_name_is_no_record_of_this_one() -> None:
    me = _person("Сынақов")
    namesake = _person("Сынақов", birth_date=date(1990, 1, 1), iin="900101300017")
    longer = _person("Сынақов", "Асан Серік", iin=None)
    assert _alike(me, me, namesake, longer) == []


@pytest.mark.requirement("R-063")
def test_who_has_no_number_and_one_name_is_compared_too() -> None:
    single = Person(name=PersonName("", "Ahmed"), birth_date=date(1980, 2, 3), citizenship="UZB")
    same = replace(single, citizenship="TJK")
    assert _alike(single, same) == [("Ahmed", ("citizenship",))]


@pytest.mark.requirement("R-072")
def test_the_outcome_tells_how_many_there_are() -> None:
    desk = IntakeDesk().called()
    with desk.store.begin(writing=True) as unit:
        unit.persons.remember(_person("Тестов"), FILED)
        unit.commit()
    assert desk.do(identify_of(CITIZEN)).facts == {"seen_before": "1"}
    assert IntakeDesk().called().do(identify_of(CITIZEN)).facts == {}
