"""The guards of the model are not blind: each one sees the very thing it was written against."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.domain.case import (
    Case,
    DocumentEntry,
    PaymentCheck,
    PaymentState,
    RowSource,
    RowState,
    Sending,
    StateChange,
)
from app.domain.case_states import CaseState as S
from app.domain.case_states import Mark
from app.ports.gateways import Request
from app.usecases.outcome import Outcome, Status
from tests.flow.model_acts import Act, Ref
from tests.flow.model_guards import GUARDS
from tests.flow.model_sight import Sight
from tests.flow.model_step import Step
from tests.flow.model_walker import Walk

_CASE = Ref(3, "cases", 0)
_OUT = Ref(10, "units", 0, "code")
_IN = Ref(14, "units", 0, "code")
_ROAD = (
    Act("take_ticket", {"language": "kk"}),
    Act("call"),
    Act("insert_card", {"card": "citizen"}),
    Act("choose_service", {"service": "academic_leave", "language": "kk"}),
    Act("give_consent", {"kind": "B"}),
    Act("form_application"),
    Act("finish_check"),
    Act("confirm_text"),
    Act("sign"),
    Act("register"),
    Act("pack"),
    Act("seal", {"code": _OUT, "sheets": 1}),
    Act("hand_over", {"codes": [_OUT], "received_by": "Тестов Т."}),
    Act("record_provider_registration", {"case": _CASE, "provider_number": "SYN-1"}),
    Act("receive_result", {"case": _CASE, "code": Ref(3, "cases", 0, "code"), "kind": "document"}),
    Act("to_issuing_sector", {"code": _IN, "cell": "A-1"}),
    Act("finish_visit"),
    Act("take_ticket", {"language": "kk", "purpose": "issue"}),
    Act("call"),
    Act("insert_card", {"card": "citizen"}),
    Act("issue", {"case": _CASE, "code": _IN, "acknowledgement": "signed"}),
)


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Step]:
    """Every step of a good road by its word."""
    walk, seen = Walk(tmp_path_factory.mktemp("keys")), {}
    for number, act in enumerate(_ROAD):
        assert walk.do(act) == []
        assert walk.statuses[number] is Status.OK, act
        assert walk.taken is not None
        seen[act.name] = walk.taken
    walk.close()
    return seen


def only(sight: Sight) -> Case:
    (case,) = sight.cases.values()
    return case


def after(step: Step, **changes: Any) -> Step:
    """The step with its one case ended otherwise."""
    case = replace(only(step.after), **changes)
    return replace(step, after=replace(step.after, cases={case.id: case}))


def moved(step: Step, verb: str, state: S, **changes: Any) -> Step:
    """The step as if ``verb`` had led its case into ``state``, with the history to show for it."""
    case = only(step.before)
    made = StateChange(state=state, verb=verb, at=step.now, operator_id="small_branch")
    return after(step, state=state, history=(*case.history, made), **changes)


def refused(step: Step) -> Step:
    return moved(step, "refuse_intake", S.INTAKE_REFUSED)


def asked(step: Step) -> Step:
    case = replace(only(step.before), service_id="housing_aid")
    question = Request(
        id="q", system="registers", what="family_income", case_id=case.id,
        params={"row": "family_income"}, asked_at=step.now,
    )  # fmt: skip
    return replace(step, before=replace(step.before, cases={case.id: case}), questions=(question,))


def unit(step: Step, **changes: Any) -> Step:
    units = {id_: replace(one, **changes) for id_, one in step.after.units.items()}
    return replace(step, after=replace(step.after, units=units))


def stranger(step: Step) -> Step:
    """The result went to somebody who is not the applicant and showed nothing."""
    case = only(step.after)
    person = replace(case.applicant.person, iin="900113499018")  # type: ignore[type-var]
    return after(step, applicant=replace(case.applicant, person=person))


def returned(step: Step) -> Step:
    case = only(step.before)
    assert case.registration is not None
    soon = replace(case.registration, issue_date=step.now.date() - timedelta(days=20))
    return moved(step, "list_for_return", S.RETURN_DUE, registration=soon)


def social(step: Step) -> Step:
    return after(returned(step), service_id="large_family_allowance")


def expired(step: Step) -> Step:
    case = only(step.after)
    shown = replace(case.identification.document, expires=date(2020, 1, 1))
    return after(step, identification=replace(case.identification, document=shown))


def by_role(step: Step) -> Step:
    lines = tuple({**line, "actor": "administrator"} for line in step.after.log)
    lines = lines or ({"verb": "issue", "actor": "administrator", "role": "ISS", "visit": ""},)
    return replace(step, after=replace(step.after, log=lines))


def rated(step: Step) -> Step:
    counts = {**step.after.counts, "ratings": step.before.counts["ratings"] + 1}
    return replace(step, after=replace(step.after, counts=counts))


def in_another_visit(step: Step) -> Step:
    visits = {i: replace(v, closed_at=step.now) for i, v in step.before.visits.items()}
    case = replace(only(step.before), state=S.CHECKING)
    return replace(step, before=replace(step.before, visits=visits, cases={case.id: case}))


def paid(step: Step) -> Step:
    check = PaymentCheck(state=PaymentState.PAID, paid=Decimal(1), at=step.now)
    return after(step, service_id="large_family_allowance", payment=check)


def absent(step: Step) -> Step:
    entry = DocumentEntry(row_id="family_income", state=RowState.ABSENT)
    return after(step, service_id="housing_aid", documents=(entry,))


def kept_here(step: Step) -> Step:
    shown = DocumentEntry(row_id="x", state=RowState.PRESENT, source=RowSource.ORIGINAL_SHOWN)
    return after(step, documents=(shown,))


def promised_again(step: Step) -> Step:
    case = only(step.after)
    assert case.registration is not None
    later = case.registration.issue_date + timedelta(days=9)
    return after(step, registration=replace(case.registration, issue_date=later))


def blocked(step: Step) -> Step:
    return replace(step, outcome=Outcome(status=Status.BLOCKED))


BROKEN: tuple[tuple[str, str, Callable[[Step], Step]], ...] = (
    ("no_bug", "call", lambda step: replace(step, outcome=Outcome(status=Status.BUG))),
    ("a_no_changes_nothing", "register", blocked),
    ("states_by_the_table", "register", lambda step: after(step, state=S.ISSUED)),
    ("states_by_the_table", "pack", lambda step: after(step, history=())),
    ("acts_are_kept", "pack", promised_again),
    ("acts_are_kept", "pack", lambda step: after(step, consents=())),
    ("acts_are_kept", "pack", lambda step: after(step, signature=None)),
    ("acts_are_kept", "pack", lambda step: after(step, fields=())),
    ("accepted_only_complete", "finish_check", expired),
    ("refused_only_with_a_reason", "finish_check", refused),
    ("absent_only_if_the_applicants", "finish_check", absent),
    ("asked_only_with_consent", "finish_check", asked),
    ("signed_with_own_key", "sign", lambda step: moved(step, "record_signature", S.SIGNED)),
    ("registered_with_reason", "register", lambda step: after(step, number="")),
    ("registered_with_reason", "register", lambda step: after(step, signature=None)),
    ("registered_with_reason", "register", lambda s: after(s, marks=frozenset({Mark.NO_CONSENT}))),
    ("sent_only_with_consent", "pack", lambda step: moved(step, "send", S.SENT, sending=_SENDING)),
    ("originals_go_back", "finish_check", kept_here),
    ("nothing_charged_for_free", "finish_check", paid),
    ("logged_and_rated_by_visitors", "finish_visit", rated),
    ("logged_and_rated_by_visitors", "pack", lambda s: replace(s, after=replace(s.after, log=()))),
    ("only_in_the_persons_visit", "finish_check", in_another_visit),
    ("consents_by_the_person", "give_consent", in_another_visit),
    ("only_by_role", "finish_check", by_role),
    ("only_by_role", "issue", by_role),
    ("issued_to_the_right_hands", "issue", stranger),
    ("issued_to_the_right_hands", "issue", lambda s: replace(s, after=replace(s.after, log=()))),
    ("returned_only_after_the_month", "issue", returned),
    ("returned_only_after_the_month", "issue", social),
    ("units_in_one_hand", "issue", lambda step: unit(step, holder="")),
    ("units_in_one_hand", "issue", lambda step: unit(step, moves=())),
)  # fmt: skip
_SENDING = Sending(route="electronic")


@pytest.mark.parametrize(
    ("guard", "word", "breaker"), BROKEN, ids=[f"{g}-{n}" for n, (g, _, _) in enumerate(BROKEN)]
)
def test_a_guard_sees_what_it_guards_against(
    steps: Mapping[str, Step], guard: str, word: str, breaker: Callable[[Step], Step]
) -> None:
    whole = steps[word]
    assert list(GUARDS[guard](whole)) == []
    assert list(GUARDS[guard](breaker(whole)))


def test_every_guard_is_tried() -> None:
    assert {guard for guard, _, _ in BROKEN} == set(GUARDS)
