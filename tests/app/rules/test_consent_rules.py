"""The three consents: which are needed, which stand, what goes on without them."""

import pytest

from app.domain.case import ConsentForm, ConsentKind, ConsentState, RowSource, RowState
from app.domain.case_states import CaseState
from app.domain.identification import Power
from app.domain.passport import Carrier
from app.rules import consent
from app.rules.checklist import applicable_rows
from tests.fakes.intake_desk import FILED
from tests.fakes.intake_facts import (
    SERVICES,
    draft,
    entry,
    facts,
    given,
    represented,
    speaks,
    subjects,
)

A, B, C = ConsentKind.A, ConsentKind.B, ConsentKind.C


@pytest.mark.requirement("R-073")
@pytest.mark.parametrize(
    ("service", "carrier", "needed"),
    [
        ("plain", Carrier.PAPER, (B,)),
        ("held", Carrier.PAPER, (B,)),
        ("secret", Carrier.PAPER, (A, B)),
        ("electronic", Carrier.ELECTRONIC, (B, C)),
        ("electronic_secret", Carrier.ELECTRONIC, (A, B, C)),
    ],
)
def test_each_consent_has_its_own_need(
    service: str, carrier: Carrier, needed: tuple[ConsentKind, ...]
) -> None:
    assert consent.needed_consents(draft(service, carrier=carrier), SERVICES[service]) == needed


@pytest.mark.requirement("R-073")
def test_an_own_document_makes_consent_a_needless() -> None:
    shown = draft("secret", documents=(entry("secret", source=RowSource.VOLUNTARY),))
    assert consent.needed_consents(shown, SERVICES["secret"]) == (B,)


@pytest.mark.requirement("R-073", "R-126")
@pytest.mark.parametrize(
    ("acts", "lacking"),
    [
        ((), {"A", "B", "C"}),
        ((given(A),), {"B", "C"}),
        ((given(A), given(B)), {"C"}),
        ((given(A), given(B), given(C)), set()),
        ((given(C), given(B)), {"A"}),
        ((given(A), given(B), given(C, ConsentState.REQUESTED)), {"C"}),
        ((given(A), given(B), given(C, ConsentState.NO_ANSWER)), {"C"}),
        ((given(A), given(A, ConsentState.WITHDRAWN), given(B), given(C)), {"A"}),
        ((given(A, ConsentState.REFUSED), given(A), given(B), given(C)), set()),
    ],
)
def test_no_consent_unlocks_what_another_guards(acts: tuple, lacking: set[str]) -> None:
    case = draft("electronic_secret", carrier=Carrier.ELECTRONIC, consents=acts)
    assert subjects(consent.given_as_needed, facts(case)) == lacking


@pytest.mark.requirement("R-074")
def test_no_protected_question_before_consent_a() -> None:
    situation = facts(draft("secret"), row_id="secret")
    assert speaks(consent.before_protected_query, situation)
    for other in (given(B), given(A, ConsentState.REFUSED)):
        case = draft("secret", consents=(other,))
        assert speaks(consent.before_protected_query, facts(case, row_id="secret"))
    case = draft("secret", consents=(given(A),))
    assert not speaks(consent.before_protected_query, facts(case, row_id="secret"))


@pytest.mark.requirement("R-074", "R-081")
def test_after_the_withdrawal_no_question_goes_out() -> None:
    taken_back = (given(A), given(A, ConsentState.WITHDRAWN))
    case = draft("secret", consents=taken_back)
    assert speaks(consent.before_protected_query, facts(case, row_id="secret"))


def test_an_open_source_needs_no_consent_a() -> None:
    assert not speaks(consent.before_protected_query, facts(draft("held"), row_id="held"))


@pytest.mark.requirement("R-076")
@pytest.mark.parametrize(
    ("kind", "form", "possible"),
    [
        (A, ConsentForm.WRITTEN, True),
        (A, ConsentForm.EDS, True),
        (A, ConsentForm.MOBILE, True),
        (A, ConsentForm.STATE_SERVICE, False),
        (B, ConsentForm.WRITTEN, True),
        (B, ConsentForm.EDS, True),
        (B, ConsentForm.MOBILE, False),
        (C, ConsentForm.WRITTEN, False),
        (C, ConsentForm.STATE_SERVICE, True),
    ],
)
def test_the_closed_list_of_forms(kind: ConsentKind, form: ConsentForm, possible: bool) -> None:
    act = given(kind, form=form)
    assert speaks(consent.form_fits, facts(draft(), proposed_consent=act)) is not possible


@pytest.mark.requirement("R-076")
def test_a_consent_leaves_evidence() -> None:
    for form, number, blocked in (
        (ConsentForm.EDS, "", True),
        (ConsentForm.MOBILE, " ", True),
        (ConsentForm.MOBILE, "SMS-1", False),
        (ConsentForm.WRITTEN, "", False),
    ):
        act = given(A, form=form, evidence=number)
        assert speaks(consent.evidence_kept, facts(draft(), proposed_consent=act)) is blocked


@pytest.mark.requirement("R-082")
def test_a_representative_consents_within_the_power() -> None:
    without = draft(representation=represented(powers=frozenset({Power.FILE})))
    assert speaks(consent.power_to_consent, facts(without, proposed_consent=given(B)))
    asked = given(C, ConsentState.REQUESTED)
    assert not speaks(consent.power_to_consent, facts(without, proposed_consent=asked))
    whole = draft(representation=represented())
    assert not speaks(consent.power_to_consent, facts(whole, proposed_consent=given(B)))
    assert not speaks(consent.power_to_consent, facts(draft(), proposed_consent=given(B)))


@pytest.mark.requirement("R-078")
def test_a_lacking_consent_is_explained() -> None:
    assert speaks(consent.explained, facts(draft()))
    assert not speaks(consent.explained, facts(draft(), explained=True))
    assert not speaks(consent.explained, facts(draft(consent_explained_at=FILED)))


@pytest.mark.requirement("R-078", "R-077")
def test_the_road_without_consent_needs_a_lacking_one() -> None:
    assert not speaks(consent.refusal_stands, facts(draft()))
    assert speaks(consent.refusal_stands, facts(draft(consents=(given(B),))))


@pytest.mark.requirement("R-078")
def test_restricted_data_stay_behind() -> None:
    taken = entry("secret", RowState.OBTAINED, source=RowSource.SYSTEM_DATA)
    assert speaks(consent.no_restricted_data_used, facts(draft("secret", documents=(taken,))))
    own = entry("secret", source=RowSource.VOLUNTARY)
    assert not speaks(consent.no_restricted_data_used, facts(draft("secret", documents=(own,))))
    plain = entry("held", RowState.OBTAINED, source=RowSource.SYSTEM_DATA)
    assert not speaks(consent.no_restricted_data_used, facts(draft("held", documents=(plain,))))


@pytest.mark.requirement("R-078", "R-129")
def test_the_applicants_own_hand_takes_the_place_of_the_key() -> None:
    assert speaks(consent.paper_application_signed, facts(draft()))
    signed = draft(paper_application_signed=True)
    assert not speaks(consent.paper_application_signed, facts(signed))


@pytest.mark.requirement("R-078")
def test_where_the_act_has_no_paper_there_is_no_such_road() -> None:
    assert speaks(consent.route_exists, facts(draft("electronic")))
    assert not speaks(consent.route_exists, facts(draft("plain")))


@pytest.mark.requirement("R-081")
def test_only_a_living_case_and_a_given_consent() -> None:
    assert speaks(consent.case_lives, facts(draft(state=CaseState.INTAKE_REFUSED)))
    assert not speaks(consent.case_lives, facts(draft(state=CaseState.IN_WORK)))
    assert speaks(consent.given_before, facts(draft()))
    assert not speaks(consent.given_before, facts(draft(), proposed_consent=given(B)))


@pytest.mark.requirement("R-077")
def test_a_late_answer_settles_nothing() -> None:
    asked = given(C, ConsentState.REQUESTED, request_id="q-2")
    open_ = facts(draft(), proposed_consent=asked, reason="q-2")
    assert not speaks(consent.answer_awaited, open_)
    assert speaks(consent.answer_awaited, facts(draft(), proposed_consent=asked, reason="q-1"))
    settled = given(C, request_id="q-2")
    assert speaks(consent.answer_awaited, facts(draft(), proposed_consent=settled, reason="q-2"))


def test_the_sample_has_a_protected_row() -> None:
    rows = applicable_rows(draft("secret"), SERVICES["secret"])
    assert [row.id for row in rows if row.protected_secret] == ["secret"]
