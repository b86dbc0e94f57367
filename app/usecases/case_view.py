"""The complete view of a case, as every surface reads it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypedDict

import msgspec

from app.domain.case import Case
from app.domain.custody import Unit
from app.domain.language import Bilingual
from app.domain.passport import Passport
from app.domain.steps import Step
from app.domain.unit_states import UNIT_TERMINAL, UnitKind
from app.ports.gateways import Request
from app.ports.storage import OutboxItem, PaperRecord
from app.rules.facts import Facts
from app.rules.postpone import DRAFTS
from app.rules.taking_part import parts_of
from app.rules.words import both
from app.usecases.application_text import shown_text
from app.usecases.bundle import members_of
from app.usecases.draft_facts import intake_facts
from app.usecases.situation import passport_of
from app.usecases.view_dates import NO_FEE, NO_TERMS, fee_view, terms_view
from app.usecases.view_facts import case_facts
from app.usecases.view_rows import field_views, row_views
from app.usecases.view_steps import present_step, step_views
from app.usecases.view_verbs import in_the_way, together, verb_views
from app.usecases.views import CaseView, PaperView, PendingView, RowView
from app.usecases.work import Work
from i18n import N_

_ONE_APPLICATION = N_("One application: {names}")


def case_view(case: Case, work: Work) -> CaseView:
    """The view of ``case`` at this moment; complete even when its passport is gone.

    A parent of «one application» is shown as its members together, each paper counted once.
    """
    members = members_of(work, case)
    return _of_members(work, case, members) if members else _of_one(work, case)


def _of_one(work: Work, case: Case) -> CaseView:
    passport, facts = passport_of(work, case), _facts(work, case)
    verbs = verb_views(work, case, facts)
    findings = in_the_way(verbs, case, facts)
    return CaseView(
        case=case,
        service_name=_name(case, passport),
        provider_name=passport.provider.shown if passport is not None else Bilingual("", ""),
        practice=work.branch.practice,
        steps=step_views(case, passport, verbs),
        present_step=present_step(case, passport, verbs),
        rows=row_views(facts, findings),
        fields=field_views(facts),
        terms=terms_view(case, passport, facts) if passport is not None else NO_TERMS,
        fee=fee_view(case, passport, facts) if passport is not None else NO_FEE,
        verbs=verbs,
        findings=findings,
        facts=case_facts(case, passport),
        **_under_way(work, (case,)),
        units=_units(work, case),
        confirm_text=shown_text(work, case),
        participants=parts_of(case, passport) if passport is not None else (),
    )


def _of_members(work: Work, parent: Case, members: tuple[Case, ...]) -> CaseView:
    views = tuple(_of_one(work, member) for member in members)
    present = _least(views)
    verbs = together(view.verbs for view in views)
    names = [view.service_name for view in views]
    return replace(
        present,
        case=parent,
        service_name=both(
            _ONE_APPLICATION,
            {
                "names_kk": "; ".join(name.kk or name.ru for name in names),
                "names_ru": "; ".join(name.ru or name.kk for name in names),
            },
        ),
        rows=_rows_once(views),
        fields=tuple({f.field.id: f for view in views for f in view.fields}.values()),
        terms=NO_TERMS,
        fee=next((view.fee for view in views if view.fee.free is not True), NO_FEE),
        verbs=verbs,
        findings=tuple({(f.rule, f.subject): f for view in views for f in view.findings}.values()),
        **_under_way(work, (parent, *members)),
        units=tuple(unit for view in views for unit in view.units),
        confirm_text=shown_text(work, parent),
        children=tuple((m.id, m.service_id, m.state.value) for m in members),
        members=views,
        stands=present.case.state if parent.state in DRAFTS else None,
    )


def _least(views: tuple[CaseView, ...]) -> CaseView:
    """The member that is least far: on its stair the application as a whole stands."""
    order = tuple(Step)
    return min(views, key=lambda view: order.index(view.present_step))


def _rows_once(views: tuple[CaseView, ...]) -> tuple[RowView, ...]:
    """A paper that several members want is one row (R-097)."""
    rows: dict[str, RowView] = {}
    for view in views:
        for row in view.rows:
            rows.setdefault(row.row.one_paper, row)
    return tuple(rows.values())


def _facts(work: Work, case: Case) -> Facts:
    units = tuple(work.store.units.of_case(case.id))
    return intake_facts(work, case, unit=_unit_at_hand(case, units), units=units)


def _unit_at_hand(case: Case, units: tuple[Unit, ...]) -> Unit | None:
    """The unit that the next step is about: the result's own, before that the package on its way."""
    if case.result is not None:
        return next((unit for unit in units if unit.id == case.result.unit_id), None)
    alive = [unit for unit in units if unit.state not in UNIT_TERMINAL]
    return alive[-1] if alive else None


def _name(case: Case, passport: Passport | None) -> Bilingual:
    return passport.name.shown if passport else Bilingual(case.service_id, case.service_id)


class _UnderWay(TypedDict):
    papers: tuple[PaperView, ...]
    pending: tuple[PendingView, ...]


def _under_way(work: Work, cases: Iterable[Case]) -> _UnderWay:
    """The papers of the cases and what is still to happen outside, from one look at the outbox."""
    ids = tuple(case.id for case in cases)
    items = tuple(item for item in work.store.outbox.pending() if item.case_id in ids)
    printing = {item.payload for item in items if item.kind == "print"}
    records = (record for id_ in ids for record in work.store.papers.of_case(id_))
    return {
        "papers": tuple(_paper(record, printing) for record in records),
        "pending": tuple(_pending(item) for item in items),
    }


def _paper(paper: PaperRecord, printing: set[str]) -> PaperView:
    return PaperView(
        id=paper.id,
        kind=paper.kind,
        number=paper.number,
        language=paper.language,
        made_at=paper.made_at,
        printed_copies=paper.printed_copies,
        pending=any(paper.id in payload for payload in printing),
    )


def _pending(item: OutboxItem) -> PendingView:
    return PendingView(
        id=item.id,
        kind=item.kind,
        what=_what(item),
        attempts=item.attempts,
        due_at=item.due_at,
        last_error=item.last_error,
    )


def _what(item: OutboxItem) -> str:
    """What the item asks for: the row of a query, the stage of an event, else its kind."""
    try:
        return msgspec.json.decode(item.payload.encode(), type=Request).what
    except msgspec.MsgspecError:
        return item.kind


def _units(work: Work, case: Case) -> tuple[tuple[str, str, str], ...]:
    units = work.store.units.of_case(case.id)
    # The originals go first: whoever takes the last one means the package or the result.
    ordered = sorted(units, key=lambda unit: unit.kind is not UnitKind.ORIG)
    return tuple((unit.code, unit.kind.value, unit.state.value) for unit in ordered)
