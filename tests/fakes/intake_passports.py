"""Small made-up passports, each with the rows that one kind of test needs."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from app.domain.identification import RepresentationKind
from app.domain.passport import (
    Carrier,
    Channel,
    Clause,
    Condition,
    DocumentMode,
    DocumentRow,
    Fee,
    FeeItem,
    FieldKind,
    FormField,
    Passport,
    PassportStatus,
    PassportText,
    Retention,
    Term,
    TermUnit,
    Validity,
    ValidityKind,
)

BY_ACT = Clause(text=PassportText(kk="Сынақ актісінің 1-тармағы", ru="пункт 1 учебного акта"))
BY_RULES = Clause(citation="rules.14", confirmed=True)


def named(word: str) -> PassportText:
    return PassportText(kk=f"{word} (сынақ)", ru=f"{word} (учебное)")


def row(id_: str, mode: DocumentMode, **other: Any) -> DocumentRow:
    values: dict[str, Any] = {"id": id_, "name": named(id_), "mode": mode, "clause": BY_ACT}
    return DocumentRow(**(values | other))


APPLICATION = row("application", DocumentMode.APPLICATION, shared_key="application")
IDENTITY = row(
    "identity_document",
    DocumentMode.IDENTIFICATION,
    clause=BY_RULES,
    digital_allowed=True,
    validity=Validity(kind=ValidityKind.UNTIL_DATE),
    shared_key="identity_document",
)
POWER = row(
    "power_of_attorney",
    DocumentMode.ORIGINAL_FOR_COMPARISON,
    clause=BY_RULES,
    validity=Validity(kind=ValidityKind.UNTIL_DATE),
    representation=(RepresentationKind.ATTORNEY,),
)
COMMON = (APPLICATION, IDENTITY, POWER)

CERTIFICATE = row("certificate", DocumentMode.ORIGINAL_FOR_COMPARISON, shared_key="certificate")
DATED = row(
    "dated",
    DocumentMode.ORIGINAL_FOR_COMPARISON,
    validity=Validity(kind=ValidityKind.UNTIL_DATE),
)
FROM_ISSUE = row(
    "from_issue",
    DocumentMode.COPY_RETAINED,
    validity=Validity(kind=ValidityKind.DAYS_FROM_ISSUE, value=10),
)
KEPT = row("kept", DocumentMode.ORIGINAL_RETAINED)
HELD = row("held", DocumentMode.STATE_HELD, obtainable_from="egov_gateway", shared_key="held")
HELD_OR_SHOWN = row(
    "held_or_shown",
    DocumentMode.STATE_HELD,
    obtainable_from="egov_gateway",
    fallback=DocumentMode.ORIGINAL_FOR_COMPARISON,
)
SECRET = row(
    "secret",
    DocumentMode.STATE_HELD,
    obtainable_from="egov_gateway",
    protected_secret=True,
    fallback=DocumentMode.ORIGINAL_FOR_COMPARISON,
)
IF_MARRIED = row(
    "if_married",
    DocumentMode.ORIGINAL_FOR_COMPARISON,
    condition=Condition(key="married", text=named("married")),
)
DIGITAL = row("digital", DocumentMode.DIGITAL, digital_allowed=True)
PAYMENT = row("payment", DocumentMode.PAYMENT_PROOF)
WITHOUT_CLAUSE = row("without_clause", DocumentMode.ORIGINAL_FOR_COMPARISON, clause=Clause())
HELD_OR_COPIED = row(
    "held_or_copied",
    DocumentMode.STATE_HELD,
    obtainable_from="egov_gateway",
    fallback=DocumentMode.ORIGINAL_FOR_COMPARISON,
    certified_copy=BY_ACT,
)
CERTIFIED = row("certified", DocumentMode.COPY_RETAINED, certified_copy=BY_ACT)

NAME = FormField(
    id="applicant_name",
    label=named("name"),
    kind=FieldKind.NAME,
    required=True,
    applicant_kind="natural",
    auto_source="identification",
    clause=BY_RULES,
)
IIN = FormField(
    id="iin",
    label=named("iin"),
    kind=FieldKind.IIN,
    required=True,
    applicant_kind="natural",
    auto_source="identification",
    clause=BY_RULES,
)
BODY = FormField(
    id="organisation_name",
    label=named("organisation"),
    required=True,
    applicant_kind="legal",
    auto_source="identification",
    clause=BY_RULES,
)
PHONE = FormField(id="phone", label=named("phone"), kind=FieldKind.PHONE, required=True)
ACCOUNT = FormField(
    id="account", label=named("account"), kind=FieldKind.ACCOUNT, required=True, clause=BY_ACT
)
FIELDS = (NAME, IIN, BODY)


def passport(id_: str, *rows: DocumentRow, **other: Any) -> Passport:
    """A practice passport on paper with five working days."""
    values: dict[str, Any] = {
        "id": id_,
        "status": PassportStatus.PRACTICE,
        "via_corporation": True,
        "name": named(id_),
        "provider": named("provider"),
        "channels": (Channel.CORPORATION,),
        "terms": (Term(key="ordinary", value=5, unit=TermUnit.WORKING_DAYS),),
        "carriers": (Carrier.PAPER, Carrier.ELECTRONIC),
        "intake_day_counted": False,
        "retention": Retention.MONTH,
        "fee": Fee(free=True),
        "documents": (*COMMON, *rows),
        "documents_known": True,
        "fields": FIELDS,
    }
    return Passport(**(values | other))


PRICE = FeeItem(key="price", what=named("price"), mci_rate=Decimal("0.5"))
PAID = Fee(free=False, in_package=True, items=(PRICE,), payee="120240099990", purpose_code="911")

PASSPORTS = (
    passport("plain"),
    passport("shown", CERTIFICATE, IF_MARRIED),
    passport("dated", DATED, FROM_ISSUE),
    passport("kept", KEPT, CERTIFIED),
    passport("copied", CERTIFIED, HELD_OR_COPIED),
    passport("held", HELD, HELD_OR_SHOWN),
    passport("secret", SECRET, CERTIFICATE),
    passport("digital", DIGITAL),
    passport("loose", WITHOUT_CLAUSE),
    passport("electronic", HELD, carriers=(Carrier.ELECTRONIC,)),
    passport("electronic_secret", SECRET, carriers=(Carrier.ELECTRONIC,)),
    passport("uncounted", carriers=(Carrier.ELECTRONIC,), intake_day_counted=None),
    passport("replacement", replaces_identity_document=True),
    passport("paid", PAYMENT, fee=PAID),
    passport("paid_later", fee=replace(PAID, in_package=False, pay_before_issue=True)),
    passport("with_account", fields=(*FIELDS, PHONE, ACCOUNT)),
    passport("bundle", terms=(), carriers=(), members=("shown", "held", "second")),
    passport("second", CERTIFICATE, HELD, carriers=(Carrier.ELECTRONIC,), intake_day_counted=True,
        terms=(Term(key="ordinary", value=3, unit=TermUnit.WORKING_DAYS),)),
)  # fmt: skip
