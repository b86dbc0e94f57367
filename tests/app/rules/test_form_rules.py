"""The form: whose fields, what systems formed, what is well written."""

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from app.domain.case import Applicant, FieldSource, RowState
from app.domain.identification import IdentitySource
from app.domain.passport import FieldKind, FormField
from app.rules import form
from tests.fakes.intake_desk import people
from tests.fakes.intake_facts import SERVICES, draft, entry, filled, seen
from tests.fakes.intake_passports import BY_ACT, FIELDS, named, passport

_PLAIN = SERVICES["plain"]


def _field(kind: FieldKind) -> FormField:
    return FormField(
        id="field", label=named("field"), kind=kind, choices=(named("first"), named("second"))
    )


@pytest.mark.requirement("R-093")
@pytest.mark.parametrize(
    ("kind", "value", "right"),
    [
        (FieldKind.IIN, "870412399019", True),
        (FieldKind.IIN, "870412399018", False),
        (FieldKind.BIN, "230440099018", True),
        (FieldKind.BIN, "23044009901", False),
        (FieldKind.PHONE, "+7 700 000-00-01", True),
        (FieldKind.PHONE, "12", False),
        (FieldKind.ACCOUNT, "KZ123456789012345678", True),
        (FieldKind.ACCOUNT, "KZ12", False),
        (FieldKind.DATE, "06.03.2026", True),
        (FieldKind.DATE, "30.02.2026", False),
        (FieldKind.DATE, "06.03.26", False),
        (FieldKind.DATE, "01.01.1800", False),
        (FieldKind.NUMBER, "3,5", True),
        (FieldKind.NUMBER, "NaN", False),
        (FieldKind.CHOICE, "first (сынақ)", True),
        (FieldKind.CHOICE, "third", False),
        (FieldKind.TEXT, "Әбілқасымова Ұлжан Іңкәрқызы", True),
        (FieldKind.TEXT, "а" * 10_000, False),
        (FieldKind.TEXT, "строка\x00", False),
    ],
)
def test_each_kind_is_written_in_its_own_way(kind: FieldKind, value: str, right: bool) -> None:
    assert form.value_wrong(_field(kind), value) is not right


@pytest.mark.requirement("R-093")
@forall(st.sampled_from(FieldKind), st.text(max_size=60))
def test_no_value_breaks_the_check(kind: FieldKind, value: str) -> None:
    assert form.value_wrong(_field(kind), value) in (True, False)


@pytest.mark.requirement("R-095", "R-094")
def test_the_identification_forms_its_own_fields() -> None:
    values = form.formed_values(draft(), _PLAIN)
    assert values == {"applicant_name": "Сынақов Асан Серікұлы", "iin": "870412399019"}


@pytest.mark.requirement("R-103")
def test_an_organisation_forms_its_own_fields() -> None:
    body = Applicant(organisation=people().organisations["company"])
    assert set(form.formed_values(draft(applicant=body), _PLAIN)) == {"organisation_name"}


@pytest.mark.requirement("R-095")
def test_data_of_a_system_form_the_field_of_their_name() -> None:
    income = FormField(id="income", label=named("income"), auto_source="egov", clause=BY_ACT)
    service = passport("income", fields=(*FIELDS, income))
    obtained = entry("held", RowState.OBTAINED, query_id="q", data={"income": "100 000"})
    assert form.formed_values(draft(documents=(obtained,)), service)["income"] == "100 000"
    typed = entry("held", data={"income": "1"})
    assert "income" not in form.formed_values(draft(documents=(typed,)), service)


@pytest.mark.requirement("R-095")
@pytest.mark.parametrize(
    ("source", "auto", "by"),
    [
        (IdentitySource.CARD, False, FieldSource.SYSTEM),
        (IdentitySource.TYPED, False, FieldSource.OPERATOR),
        (IdentitySource.TYPED, True, FieldSource.SYSTEM),
    ],
)
def test_who_supplied_a_formed_value(source: IdentitySource, auto: bool, by: FieldSource) -> None:
    case = draft(identification=seen(source=source))
    assert form.formed_source(case, passport("auto", auto_formed=auto)) is by


@pytest.mark.requirement("R-094")
def test_forming_again_keeps_what_the_applicant_said() -> None:
    said = filled("phone", "+77000000001")
    stale = filled("iin", "000000000000", FieldSource.SYSTEM)
    fields = {f.field_id: f for f in form.with_formed_values(draft(fields=(said, stale)), _PLAIN)}
    assert fields["phone"] == said
    assert fields["iin"].value == "870412399019"
