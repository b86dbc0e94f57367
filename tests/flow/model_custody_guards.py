"""The guards of what is accepted: whose hands, which scans, what goes back and when."""

from collections.abc import Callable, Iterator

from app.domain.calendar import add_months
from app.domain.case_states import CaseState as S
from app.domain.custody import Unit
from app.domain.passport import Retention
from app.domain.unit_states import UNIT_TRANSITIONS, UnitKind, UnitState
from tests.flow.model_step import Step


def issued_to_the_right_hands(step: Step) -> Iterator[str]:
    """Guard 5: in an open visit, identified in it, by the applicant or with an authority shown in it."""
    for _, case in step.entered(S.ISSUED):
        line = next((said for said in step.after.log if said["verb"] == "issue"), None)
        visit = step.after.visits.get(line["visit"]) if line else None
        fact, seen = case.issue, visit.identification if visit else None
        if (
            visit is None
            or fact is None
            or seen is None
            or seen.visit_id != visit.id
            or not visit.open
        ):
            yield f"{case.number} was issued without an identification in the visit"
            continue
        if seen.at < visit.called_at or not fact.acknowledgement:
            yield f"{case.number} was issued on an old identification or unacknowledged"
        passport = step.passport(case)
        replaced = passport is not None and passport.replaces_identity_document
        if not seen.document.valid_on(step.now.date()) and not replaced:
            yield f"{case.number} was issued on an expired document"
        person = case.applicant.person
        if person is not None and person.same_as(seen.person):
            continue
        shown = fact.representation
        by_law = shown is not None and shown.kind in (
            "legal_representative",
            "head_of_organisation",
        )
        if (
            shown is None
            or shown.visit_id != visit.id
            or not (by_law or "receive" in shown.authority.powers)
        ):
            yield f"{case.number} was issued to somebody without authority"
        elif shown.authority.valid_until and shown.authority.valid_until < step.now.date():
            yield f"{case.number} was issued on an authority that has ended"


def returned_only_after_the_month(step: Step) -> Iterator[str]:
    """Guard 6: only the class of a month goes back, and not before the month has passed."""
    for _, case in step.entered(S.RETURN_DUE, S.RETURNED):
        passport = step.passport(case)
        kept = passport.retention_of(case.result.kind) if passport and case.result else None
        if kept is not Retention.MONTH:
            yield f"{case.number} of the class {kept} is {case.state}"
        if case.registration is None or case.storage is None:
            yield f"{case.number} goes back without having been stored"
            continue
        start = max(case.registration.issue_date, case.storage.arrived_at.date())
        if step.now.date() <= add_months(start, 1):
            yield f"{case.number} goes back on {step.now:%d.%m.%Y}, kept since {start}"


def units_in_one_hand(step: Step) -> Iterator[str]:
    """Every unit has one holder, moves by its table, and its scans go in order."""
    for id_, unit in step.after.units.items():
        if step.before.units.get(id_) == unit:
            continue
        if not unit.holder.strip() or (unit.moves and unit.moves[-1].holder != unit.holder):
            yield f"the unit {unit.code} is in nobody's hands"
        scans = [move.scan for move in unit.moves if move.scan]
        wanted = [1] if unit.kind is UnitKind.OUT else [2, 3, 4]
        if scans != wanted[: len(scans)]:
            yield f"the scans of {unit.code} go {scans}"
        yield from _by_unit_table(step.before.units.get(id_), unit)


def _by_unit_table(former: Unit | None, unit: Unit) -> Iterator[str]:
    past = former.moves if former else ()
    if unit.moves[: len(past)] != past:
        yield f"the moves of {unit.code} were rewritten"
    state: UnitState | None = former.state if former else None
    for move in unit.moves[len(past) :]:
        row = next(
            (r for r in UNIT_TRANSITIONS if r.verb == move.verb and state in r.sources), None
        )
        if row is None:
            yield f"the unit {unit.code} cannot {move.verb} from {state}"
            return
        state = row.target or unit.state
    if state is not unit.state:
        yield f"the unit {unit.code} is {unit.state}, its moves say {state}"


CUSTODY_GUARDS: tuple[Callable[[Step], Iterator[str]], ...] = (
    issued_to_the_right_hands,
    returned_only_after_the_month,
    units_in_one_hand,
)
