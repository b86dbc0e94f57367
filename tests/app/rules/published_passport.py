"""A made-up passport that lacks nothing, to take single things away from; it is no real service."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from app.domain.passport import (
    Applicants,
    Carrier,
    Channel,
    Clause,
    CorporationHours,
    DocumentMode,
    DocumentRow,
    Fee,
    FeeItem,
    FieldKind,
    FormField,
    GoverningAct,
    Hours,
    Passport,
    PassportStatus,
    PassportText,
    RefusalGround,
    ResultKind,
    Retention,
    Schedule,
    ServiceForm,
    ServiceResult,
    Term,
    TermUnit,
)

ON = date(2026, 3, 6)
CLAUSE = Clause(text=PassportText("1-тармақ", "пункт 1"), confirmed=True)
NINE = time(9)
HOURS = CorporationHours(
    weekdays=Hours(opens=NINE, closes=time(18)),
    duty_weekdays=Hours(opens=NINE, closes=time(20)),
    duty_saturday=Hours(opens=NINE, closes=time(13)),
    citation="rules.3",
)


def both(kk: str, ru: str) -> PassportText:
    """A text known in both languages."""
    return PassportText(kk, ru)


def row(row_id: str = "paper", **changes: Any) -> DocumentRow:
    """One row with a clause: an original shown for comparison unless changed."""
    base = DocumentRow(
        id=row_id,
        name=both("Сынақ құжаты", "Тестовый документ"),
        mode=DocumentMode.ORIGINAL_FOR_COMPARISON,
        clause=CLAUSE,
    )
    return replace(base, **changes)


SCHEDULE = Schedule(
    provider=both("дс–жм 9:00–18:00", "пн–пт 9:00–18:00"),
    corporation=HOURS,
    information_objects=both("тәулік бойы", "круглосуточно"),
)
FEE = Fee(
    free=False,
    in_package=True,
    pay_before_issue=False,
    methods=(both("банк", "банк"),),
    items=(FeeItem(key="duty", what=both("баж", "пошлина")),),
)
FIELD = FormField(
    id="about", label=both("Мақсаты", "Цель"), kind=FieldKind.TEXT, required=True, clause=CLAUSE
)
TERM = Term(
    key="service",
    case=both("жалпы тәртіп", "обычный порядок"),
    value=5,
    unit=TermUnit.WORKING_DAYS,
)
RESULT = ServiceResult(
    key="result",
    what=both("анықтама", "справка"),
    kind=ResultKind.DOCUMENT,
    carriers=(Carrier.PAPER,),
)
ACT = GoverningAct(
    title=both("Сынақ бұйрығы", "Тестовый приказ"), number="1", adopted=date(2025, 1, 1)
)


def published(**changes: Any) -> Passport:
    """A published passport of a test service, with the given fields changed."""
    base = Passport(
        id="test_service",
        edition="1",
        valid_from=date(2026, 1, 1),
        status=PassportStatus.PUBLISHED,
        register_code="00000000",
        in_register=True,
        via_corporation=True,
        name=both("Сынақ қызметі", "Тестовая услуга"),
        provider=both("Сынақ мекемесі", "Тестовое учреждение"),
        channels=(Channel.CORPORATION, Channel.PORTAL),
        terms=(TERM,),
        intake_day_counted=False,
        carriers=(Carrier.PAPER, Carrier.ELECTRONIC),
        forms=(ServiceForm.PARTLY_AUTOMATED, ServiceForm.PAPER),
        results=(RESULT,),
        retention=Retention.MONTH,
        fee=FEE,
        schedule=SCHEDULE,
        applicants=Applicants(),
        documents=(row(),),
        documents_known=True,
        fields=(FIELD,),
        refusal_grounds=(
            RefusalGround(code="19-1.2.1", text=both("анық емес", "недостоверность")),
        ),
        act=ACT,
    )
    return replace(base, **changes)
