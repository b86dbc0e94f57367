"""A situation in which every step of custody may be taken; tests spoil one thing of it at a time."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from app.catalogue.calendar import shipped_calendar
from app.catalogue.grounds import load_grounds
from app.catalogue.practice import practice
from app.domain.branch import Role
from app.domain.case import (
    Applicant,
    Case,
    Consent,
    ConsentForm,
    ConsentKind,
    ConsentState,
    DocumentEntry,
    Registration,
    Result,
    RowSource,
    RowState,
    Sending,
    Signature,
    StateChange,
    Storage,
)
from app.domain.case_states import CaseState
from app.domain.codes import CodeKind, printed_code
from app.domain.custody import Register, RegisterKind, RegisterLine, Unit
from app.domain.finding import Finding
from app.domain.identification import Identification, IdentitySource
from app.domain.language import Lang
from app.domain.passport import Carrier, ResultKind, Retention
from app.domain.unit_states import UnitKind, UnitState
from app.domain.visit import Purpose, Visit
from app.rules.facts import Facts
from app.rules.registry import judge, rule_by_id
from tests.fakes.intake_passports import KEPT, passport
from tests.fakes.store_samples import ALMATY

FILED = datetime(2026, 3, 6, 11, 20, tzinfo=ALMATY)
NOW = datetime(2026, 4, 17, 10, 0, tzinfo=ALMATY)
PROMISED = date(2026, 3, 16)
PEOPLE = practice()
BRANCH = PEOPLE.branch()
CITIZEN = PEOPLE.people["citizen"]
OUT_CODE = printed_code(CodeKind.PACKAGE_OUT, BRANCH.code, 2600300001)
IN_CODE = printed_code(CodeKind.RESULT_IN, BRANCH.code, 2600300002)
ORIG_CODE = printed_code(CodeKind.KEPT_ORIGINALS, BRANCH.code, 2600300003)


def seen(**other: Any) -> Identification:
    assert CITIZEN.document is not None
    values: dict[str, Any] = {
        "person": CITIZEN.person,
        "document": CITIZEN.document,
        "source": IdentitySource.CARD,
        "at": NOW - timedelta(minutes=2),
        "operator_id": "issuer",
        "visit_id": "v2",
    }
    return Identification(**(values | other))


def visit(**other: Any) -> Visit:
    values: dict[str, Any] = {
        "id": "v2",
        "ticket_id": "t2",
        "ticket_number": "B3001",
        "purpose": Purpose.ISSUE,
        "desk": "3",
        "operator_id": "issuer",
        "called_at": NOW - timedelta(minutes=3),
        "display_language": Lang.RU,
        "identification": seen(),
    }
    return Visit(**(values | other))


def consent_c(state: ConsentState = ConsentState.GIVEN) -> Consent:
    return Consent(
        id="c1",
        kind=ConsentKind.C,
        state=state,
        form=ConsentForm.STATE_SERVICE,
        language=Lang.KK,
        text_version="1",
        at=FILED,
        operator_id="operator",
    )


def result(**other: Any) -> Result:
    values: dict[str, Any] = {
        "kind": ResultKind.DOCUMENT,
        "carrier": Carrier.PAPER,
        "number": "SYN-7",
        "received_at": FILED + timedelta(days=3),
        "condition": "intact",
        "unit_id": "u-in",
    }
    return Result(**(values | other))


ELECTRONIC = {
    "kind": ResultKind.ELECTRONIC_DOCUMENT,
    "carrier": Carrier.ELECTRONIC,
    "signature_valid": True,
    "unit_id": "",
}


def case(state: CaseState = CaseState.STORED, **other: Any) -> Case:
    assert CITIZEN.document is not None
    values: dict[str, Any] = {
        "id": "case-1",
        "state": state,
        "number": "03-2600001",
        "draft_code": "3001",
        "branch_id": BRANCH.code,
        "desk": "3",
        "visit_id": "v1",
        "opened_at": FILED,
        "opened_by": "operator",
        "language": Lang.KK,
        "service_id": "kept",
        "edition": "1",
        "term_key": "ordinary",
        "carrier": Carrier.PAPER,
        "applicant": Applicant(person=CITIZEN.person),
        "identification": seen(visit_id="v1", at=FILED - timedelta(minutes=9)),
        "consents": (consent_c(),),
        "documents": (
            DocumentEntry(
                row_id="kept", state=RowState.PRESENT, source=RowSource.PAPER_RETAINED, sheets=2
            ),
        ),
        "signature": Signature(
            manifest_sha256="a" * 64,
            manifest="{}",
            cms="",
            certificate_serial="1",
            signer_id="operator",
            practice_key=True,
            at=FILED,
        ),
        "registration": Registration(
            number="03-2600001",
            filed_at=FILED,
            term_end=datetime(2026, 3, 16, 18, 0, tzinfo=ALMATY),
            issue_date=PROMISED,
            delivery_due=datetime(2026, 3, 13, 18, 0, tzinfo=ALMATY),
            calendar_version="2026",
            trace=(),
            code=printed_code(CodeKind.CASE, BRANCH.code, 2600300001),
        ),
        "sending": Sending(route="paper", content_sha256="a" * 64, sent_at=FILED),
        "result": result(),
        "storage": Storage(
            cell="A-1",
            arrived_at=FILED + timedelta(days=4),
            starts_on=PROMISED,
            until=date(2026, 4, 16),
            return_allowed_from=date(2026, 4, 17),
        ),
        "history": (
            StateChange(
                state=CaseState.REGISTERED, verb="register", at=FILED, operator_id="operator"
            ),
        ),
    }
    return Case(**(values | other))


def unit(state: UnitState = UnitState.IN_ISSUING_SECTOR, **other: Any) -> Unit:
    values: dict[str, Any] = {
        "id": "u-in",
        "code": IN_CODE,
        "kind": UnitKind.IN,
        "state": state,
        "case_id": "case-1",
        "branch_id": BRANCH.code,
        "provider": "provider (учебное)",
        "sheets": 1,
        "holder": "sector",
    }
    return Unit(**(values | other))


def package(state: UnitState = UnitState.SEALED, **other: Any) -> Unit:
    values = {"id": "u-out", "code": OUT_CODE, "kind": UnitKind.OUT, "sheets": 3} | other
    return unit(state, **values)


def originals(state: UnitState = UnitState.IN_ISSUING_SECTOR, **other: Any) -> Unit:
    values = {"id": "u-orig", "code": ORIG_CODE, "kind": UnitKind.ORIG, "sheets": 2} | other
    return unit(state, **values)


def register(*units: Unit, **other: Any) -> Register:
    values: dict[str, Any] = {
        "id": "r1",
        "number": "03-2600009",
        "kind": RegisterKind.TO_PROVIDER,
        "provider": "provider (учебное)",
        "made_at": NOW,
        "made_by": "handover",
        "handed_by": "Тестова Ж. С.",
        "received_by": "Сынақова А. Б.",
        "lines": tuple(
            RegisterLine(unit_id=one.id, code=one.code, sheets=one.sheets) for one in units
        ),
    }
    return Register(**(values | other))


PASSPORT = passport("kept", KEPT)
SOCIAL = replace(PASSPORT, retention=Retention.SOCIAL)
YEAR = replace(PASSPORT, retention=Retention.YEAR_ID)


def facts(**other: Any) -> Facts:
    """Everything is right: an issue out of the month's last keeping by the issuing sector."""
    here = other.get("unit", unit())
    values: dict[str, Any] = {
        "now": NOW,
        "branch": BRANCH,
        "operator": PEOPLE.operators["issuer"],
        "role": Role.ISS,
        "calendar": shipped_calendar(),
        "visit": visit(),
        "case": case(),
        "passport": PASSPORT,
        "unit": here,
        "units": (here,) if here is not None else (),
        "register": register(here) if here is not None else None,
        "scanned_code": here.code if here is not None else "",
        "acknowledgement": "signed",
        "explained": True,
        "reason": "себебі бар",
        "proposed_result": result(),
        "grounds": load_grounds(),
    }
    return Facts(**(values | other))


def found(rule: str, about: Facts) -> tuple[Finding, ...]:
    """What one rule says of a situation."""
    return judge((rule_by_id(rule),), about, about.now.date())


def blocks(rule: str, about: Facts) -> bool:
    """Whether that rule stops the step."""
    return any(finding.blocks for finding in found(rule, about))
