"""The complete view of a case, as every surface reads it."""

from app.domain.case import Case
from app.domain.language import Bilingual
from app.domain.passport import Passport
from app.ports.storage import OutboxItem, PaperRecord
from app.usecases.application_text import application_text
from app.usecases.situation import facts_of, passport_of
from app.usecases.view_dates import fee_of, fee_view, terms_view
from app.usecases.view_facts import case_facts
from app.usecases.view_rows import field_views, row_views
from app.usecases.view_steps import present_step, step_views
from app.usecases.view_verbs import in_the_way, verb_views
from app.usecases.views import CaseView, FeeView, PaperView, PendingView, TermsView
from app.usecases.work import Work

_NO_TERMS = TermsView(promised=False, issue_date=None, delivery_due=None)
_NO_FEE = FeeView(free=None, amount=None)


def case_view(case: Case, work: Work) -> CaseView:
    """The view of ``case`` at this moment; complete even when its passport is gone."""
    passport = passport_of(work, case)
    fee = fee_view(work, case, passport) if passport is not None else _NO_FEE
    answer = fee_of(work, case, passport) if passport is not None else None
    verbs = verb_views(work, case, facts_of(work, case, fee=answer))
    findings = in_the_way(verbs)
    papers = tuple(work.store.papers.of_case(case.id))
    pending = tuple(item for item in work.store.outbox.pending() if item.case_id == case.id)
    printing = {item.payload for item in pending if item.kind == "print"}
    return CaseView(
        case=case,
        service_name=passport.name.shown if passport is not None else _unknown(case),
        provider_name=passport.provider.shown if passport is not None else Bilingual("", ""),
        practice=work.branch.practice,
        steps=step_views(case, passport, fee),
        present_step=present_step(case, passport),
        rows=row_views(case, passport, findings) if passport is not None else (),
        fields=field_views(case, passport) if passport is not None else (),
        terms=terms_view(work, case, passport) if passport is not None else _NO_TERMS,
        fee=fee,
        verbs=verbs,
        findings=findings,
        facts=case_facts(case),
        papers=tuple(_paper(paper, printing) for paper in papers),
        pending=tuple(_pending(item) for item in pending),
        units=tuple(
            (unit.code, unit.kind.value, unit.state.value)
            for unit in work.store.units.of_case(case.id)
        ),
        confirm_text=_confirm_text(case, passport),
        children=_children(work, case),
    )


def _unknown(case: Case) -> Bilingual:
    return Bilingual(case.service_id, case.service_id)


def _confirm_text(case: Case, passport: Passport | None) -> str:
    return application_text(case, passport) if passport is not None else ""


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
        what=item.kind,
        attempts=item.attempts,
        due_at=item.due_at,
        last_error=item.last_error,
    )


def _children(work: Work, case: Case) -> tuple[tuple[str, str, str], ...]:
    found = (work.store.cases.get(child) for child in case.children)
    return tuple((child.id, child.service_id, child.state.value) for child in found if child)
