"""Situations for the rules of the intake: a draft of the practice citizen, and facts around it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.catalogue.calendar import shipped_calendar
from app.catalogue.queue_rules import queue_rules
from app.domain.branch import DepartmentKind, Role
from app.domain.case import (
    Applicant,
    Case,
    Consent,
    ConsentForm,
    ConsentKind,
    ConsentState,
    DocumentEntry,
    FieldSource,
    FieldValue,
    RowSource,
    RowState,
)
from app.domain.case_states import CaseState
from app.domain.identification import (
    AuthorityDocument,
    AuthorityKind,
    Identification,
    IdentitySource,
    Power,
    Representation,
    RepresentationKind,
    RevocationCheck,
    RevocationResult,
)
from app.domain.language import Lang
from app.domain.passport import Carrier, Passport
from app.domain.visit import Purpose, Ticket, Visit
from app.rules.facts import Facts
from app.rules.queue.facts import QueueFacts
from app.rules.registry import Rule
from tests.fakes.held_desk import held
from tests.fakes.intake_desk import FILED, people
from tests.fakes.intake_passports import PASSPORTS

SERVICES = {passport.id: passport for passport in PASSPORTS}


def seen(person: str = "citizen", **other: Any) -> Identification:
    """The person at the desk, read from their card."""
    who = people().people[person]
    values: dict[str, Any] = {
        "person": who.person,
        "document": who.document,
        "source": IdentitySource.CARD,
        "at": FILED,
        "operator_id": "small_branch",
        "visit_id": "visit",
    }
    return Identification(**(values | other))


def visit(**other: Any) -> Visit:
    """An open visit with an identified person."""
    values: dict[str, Any] = {
        "id": "visit",
        "ticket_id": "ticket",
        "ticket_number": "A3001",
        "purpose": Purpose.INTAKE,
        "desk": "3",
        "operator_id": "small_branch",
        "called_at": FILED,
        "display_language": Lang.KK,
        "identification": seen(),
    }
    return Visit(**(values | other))


def ticket(number: str = "A3001", **other: Any) -> Ticket:
    values: dict[str, Any] = {
        "id": f"ticket-{number}",
        "number": number,
        "purpose": Purpose.INTAKE,
        "language": Lang.KK,
        "taken_at": FILED,
    }
    return Ticket(**(values | other))


def draft(service: str = "plain", **other: Any) -> Case:
    """A draft on paper in Russian with the form filled."""
    person = people().people["citizen"].person
    values: dict[str, Any] = {
        "id": "case",
        "state": CaseState.CHECKING,
        "draft_code": "3001",
        "branch_id": "0101",
        "desk": "3",
        "visit_id": "visit",
        "opened_at": FILED,
        "opened_by": "small_branch",
        "language": Lang.RU,
        "service_id": service,
        "edition": "1",
        "term_key": "ordinary",
        "carrier": Carrier.PAPER,
        "applicant": Applicant(person=person),
        "identification": seen(),
        "fields": (
            filled("applicant_name", person.name.full, FieldSource.SYSTEM),
            filled("iin", person.iin or "", FieldSource.SYSTEM),
        ),
    }
    return Case(**(values | other))


def filled(field_id: str, value: str, source: FieldSource = FieldSource.APPLICANT) -> FieldValue:
    return FieldValue(field_id=field_id, value=value, source=source, at=FILED)


def entry(row_id: str, state: RowState = RowState.PRESENT, **other: Any) -> DocumentEntry:
    values: dict[str, Any] = {
        "row_id": row_id,
        "state": state,
        "source": RowSource.ORIGINAL_SHOWN if state is RowState.PRESENT else None,
        "returned": True,
        "sheets": 1,
        "at": FILED,
        "operator_id": "small_branch",
    }
    return DocumentEntry(**(values | other))


def given(kind: ConsentKind, state: ConsentState = ConsentState.GIVEN, **other: Any) -> Consent:
    forms = {ConsentKind.C: ConsentForm.STATE_SERVICE}
    values: dict[str, Any] = {
        "id": f"act-{kind}",
        "kind": kind,
        "state": state,
        "form": forms.get(kind, ConsentForm.WRITTEN),
        "language": Lang.RU,
        "text_version": "1",
        "at": FILED - timedelta(minutes=5),
        "operator_id": "small_branch",
    }
    return Consent(**(values | other))


def authority(**other: Any) -> AuthorityDocument:
    values: dict[str, Any] = {
        "kind": AuthorityKind.NOTARISED_POWER,
        "number": "0901-2026",
        "issued_on": FILED.date() - timedelta(days=30),
        "valid_until": FILED.date() + timedelta(days=300),
        "notary": "Сынақов Н. Т.",
        "powers": frozenset(Power),
    }
    return AuthorityDocument(**(values | other))


def looked(result: RevocationResult) -> RevocationCheck:
    """A look-up of a revocation, an hour before the filing."""
    return RevocationCheck(
        result=result,
        source="тізілім (сынақ)",
        at=FILED - timedelta(hours=1),
        operator_id="op-1",
    )


def represented(
    kind: RepresentationKind = RepresentationKind.ATTORNEY, **other: Any
) -> Representation:
    """The citizen, represented by who stands at the desk."""
    own = {k: other.pop(k) for k in ("principal", "organisation") if k in other}
    if "kind_of_paper" in other:
        other["kind"] = other.pop("kind_of_paper")
    values: dict[str, Any] = {
        "kind": kind,
        "authority": other.pop("authority", None) or authority(**other),
        "principal": people().people["citizen"].person,
        "at": FILED,
        "visit_id": "visit",
    }
    return Representation(**(values | own))


def facts(case: Case | None = None, passport: Passport | str | None = None, **other: Any) -> Facts:
    """The facts of a step; the passport is the case's own unless another one is given."""
    service = SERVICES.get(case.service_id) if case is not None and passport is None else passport
    values: dict[str, Any] = {
        "now": FILED,
        "branch": people().branch(DepartmentKind.ORDINARY),
        "operator": people().operators["small_branch"],
        "role": Role.OPR,
        "calendar": shipped_calendar(),
        "visit": visit(),
        "case": case,
        "passport": SERVICES[service] if isinstance(service, str) else service,
    }
    return Facts(**(values | other))


def speaks(entry_: Rule, situation: Facts) -> bool:
    """Whether the rule says anything that blocks."""
    return any(finding.blocks for finding in entry_.judge(situation))


def warns(entry_: Rule, situation: Facts) -> bool:
    """Whether the rule says something, and nothing that blocks."""
    findings = list(entry_.judge(situation))
    return bool(findings) and not any(finding.blocks for finding in findings)


def subjects(entry_: Rule, situation: Facts) -> set[str]:
    """What the rule speaks of."""
    return {finding.subject for finding in entry_.judge(situation)}


def changed(case: Case, **other: Any) -> Case:
    return replace(case, **other)


def queue_facts(**more: Any) -> QueueFacts:
    """The situation of a queue step at desk 3, which is open and serves everything."""
    plain = facts(**{name: more.pop(name) for name in tuple(more) if name in _PLAIN})
    values = {name: getattr(plain, name) for name in _PLAIN}
    mine: dict[str, Any] = {
        "rules": queue_rules(FILED.date()),
        "desk": "3",
        "hold": held("3", FILED),
        "serves": frozenset(Purpose),
    }
    return QueueFacts(**(values | mine | more))


_PLAIN = tuple(Facts.__dataclass_fields__)
