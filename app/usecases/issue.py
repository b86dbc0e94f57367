"""Give the result into the right hands: scan 4, fresh identification, authority, acknowledgement."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.case import Case, Result
from app.domain.case import Issue as IssueFact
from app.domain.custody import Unit
from app.domain.identification import Representation
from app.domain.language import Lang
from app.domain.papers import (
    Acknowledgement,
    AcknowledgementState,
    IssueRecord,
    NonReadiness,
    NonReadinessNote,
    PaperAuthority,
    PaperIdentity,
    PaperService,
    RefusalExplanation,
)
from app.domain.passport import ResultKind
from app.domain.unit_states import UnitKind, UnitState
from app.ports.gateways import Request
from app.ports.storage import PaperRecord
from app.rules.facts import Facts
from app.rules.recipient import same_person
from app.usecases.answer import case_done
from app.usecases.identity_words import authority_word, document_word, power_word
from app.usecases.outcome import Outcome
from app.usecases.pack import moved_unit
from app.usecases.papers import keep_paper, paper_head, reference, worker
from app.usecases.receive_result import RESULT_WORDS
from app.usecases.situation import case_meant, facts_of, leave_for_courier, visit_here
from app.usecases.transit import check, move
from app.usecases.work import Work
from i18n import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Hand the result over (word ``issue``). ``case`` is its number, id or code.

    ``acknowledgement``: ``signed``, ``eds`` or ``declined``. ``explained`` is needed for a refusal.
    """

    case: str
    code: str = ""
    acknowledgement: str = ""
    explained: bool = False
    typed_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverElectronically:
    """Send the electronic result to the cabinet; SMS only by choice (word ``deliver_electronically``)."""

    case: str
    sms: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteNotReady:
    """Make the dated note that the result is not ready (word ``note_not_ready``)."""

    case: str


_CORPORATION_DAYS = 5
_AUTHORITY_DAYS = 15


def handle_issue(command: Issue, work: Work) -> Outcome:
    """Scan 4: into the hands of the applicant or of who shows the authority, and nobody else's."""
    case = case_meant(work, command.case)
    unit = _unit_of(work, case)
    facts = facts_of(
        work,
        case,
        unit=unit,
        scanned_code=command.code,
        typed_reason=command.typed_reason,
        acknowledgement=command.acknowledgement,
        explained=command.explained,
    )
    moved, warnings = move(case, "issue", facts)
    papers = _papers(work, facts, case)
    issued = replace(moved, issue=_fact(work, facts, papers[0], command))
    if unit is not None:
        _give_unit(work, unit, facts)
    saved = work.store.cases.save(issued)
    told = {
        "unit": unit.code if unit is not None else "",
        "acknowledgement": command.acknowledgement,
    }
    return case_done(
        work,
        "issue",
        saved,
        findings=warnings,
        papers=papers,
        changes=("units", "storage", "papers"),
        facts=told,
    )


def _unit_of(work: Work, case: Case) -> Unit | None:
    here = (UnitState.IN_ISSUING_SECTOR, UnitState.RETURN_LISTED)
    units = [unit for unit in work.store.units.of_case(case.id) if unit.kind is UnitKind.IN]
    return next((unit for unit in units if unit.state in here), units[-1] if units else None)


def _give_unit(work: Work, unit: Unit, facts: Facts) -> None:
    if unit.state is UnitState.RETURN_LISTED:
        unit = work.store.units.save(moved_unit(unit, "take_off_return_list", facts))
        facts = replace(facts, unit=unit)
    work.store.units.save(moved_unit(unit, "issue", facts, holder="applicant", cell=""))


def _fact(work: Work, facts: Facts, record: PaperRecord, command: Issue) -> IssueFact:
    visit = facts.visit
    # The guards have just proved it: no issue without a visit and its own identification.
    assert visit is not None and visit.identification is not None  # noqa: S101
    return IssueFact(
        at=work.now,
        recipient=visit.identification.person,
        document=visit.identification.document,
        representation=_representation(facts),
        acknowledgement=command.acknowledgement,
        operator_id=work.actor.id,
        language=visit.display_language,
        refusal_explained=command.explained,
        paper_id=record.id,
    )


def _representation(facts: Facts) -> Representation | None:
    visit, case = facts.visit, facts.case
    if visit is None or case is None or visit.identification is None:
        return None
    person = case.applicant.person
    if person is not None and same_person(visit.identification.person, person):
        return None
    return visit.representation


def _papers(work: Work, facts: Facts, case: Case) -> tuple[PaperRecord, ...]:
    """The record of the issue in the visit's language, and the card beside a refusal."""
    visit = facts.visit
    assert visit is not None  # noqa: S101 - a guard has just proved it
    lang = visit.display_language
    record = keep_paper(work, _record(work, facts, case, lang), case.id)
    result = case.result
    if result is None or result.kind is not ResultKind.REASONED_REFUSAL:
        return (record,)
    return record, keep_paper(work, _card(work, case, result, lang), case.id)


def _record(work: Work, facts: Facts, case: Case, lang: Lang) -> IssueRecord:
    visit = facts.visit
    assert visit is not None and visit.identification is not None  # noqa: S101 - guarded
    seen, result = visit.identification, case.result
    shown = _representation(facts)
    return IssueRecord(
        head=paper_head(work, lang),
        case_number=case.number,
        service=service_on_paper(work, case, lang),
        recipient=seen.person.name.full,
        identity=PaperIdentity(
            kind=document_word(seen.document.kind, lang), number=seen.document.number
        ),
        result_kind=text(lang, RESULT_WORDS[result.kind]) if result is not None else "",
        result_number=(result.number if result is not None else "") or case.number,
        issued_at=work.now,
        operator=worker(work, lang),
        acknowledgement=_acknowledgement(work, facts, seen.person.name.full, lang),
        principal=_principal(case) if shown is not None else "",
        authority=_authority(shown, work.now.date(), lang) if shown is not None else None,
    )


def _acknowledgement(work: Work, facts: Facts, name: str, lang: Lang) -> Acknowledgement:
    if facts.acknowledgement == "declined":
        return Acknowledgement(
            state=AcknowledgementState.DECLINED,
            at=work.now,
            noted_by=work.actor.name_in(lang).full,
        )
    return Acknowledgement(state=AcknowledgementState.RECEIVED, name=name, at=work.now)


def _principal(case: Case) -> str:
    applicant = case.applicant
    if applicant.organisation is not None:
        return applicant.organisation.name.in_(case.language)
    return applicant.person.name.full if applicant.person is not None else ""


def _authority(shown: Representation, today: date, lang: Lang) -> PaperAuthority:
    authority = shown.authority
    return PaperAuthority(
        kind=authority_word(authority.kind, lang),
        number=authority.number or "—",
        issued_on=authority.issued_on or today,
        powers=tuple(power_word(power, lang) for power in sorted(authority.powers)) or ("—",),
    )


def service_on_paper(work: Work, case: Case, lang: Lang) -> PaperService:
    """The service as a paper names it."""
    passport = work.services.get(case.service_id, case.edition)
    name = passport.name.in_(lang) if passport is not None else case.service_id
    code = passport.register_code if passport is not None else None
    return PaperService(name=name, register_code=code or "")


def _card(work: Work, case: Case, result: Result, lang: Lang) -> RefusalExplanation:
    passport = work.services.get(case.service_id, case.edition)
    provider = passport.provider.in_(lang) if passport is not None else ""
    return RefusalExplanation(
        head=paper_head(work, lang),
        case_number=case.number,
        service=service_on_paper(work, case, lang),
        provider=provider or case.service_id,
        refusal_number=result.number or case.number,
        refused_on=result.received_at.date(),
        signer=result.signer or provider or "—",
        reapply_reference=reference("law.19-1.3", lang),
        complaint_reference=reference("law.25", lang),
        court_reference=reference("law.4.1.6", lang),
        complaint_days=_CORPORATION_DAYS,
        authority_days=_AUTHORITY_DAYS,
        ground=result.refusal_ground,
        reasons=result.refusal_reasons,
        defective=not (result.refusal_ground.strip() and result.refusal_reasons.strip()),
    )


def handle_deliver_electronically(command: DeliverElectronically, work: Work) -> Outcome:
    """The electronic result goes to the cabinet; an SMS only when the recipient chose it (R-184)."""
    case = case_meant(work, command.case)
    moved, warnings = move(case, "deliver_electronically", facts_of(work, case))
    saved = work.store.cases.save(moved)
    _deliver(work, saved, "cabinet")
    if command.sms:
        _deliver(work, saved, "sms")
    told = {"sms": str(command.sms).lower()}
    return case_done(work, "deliver_electronically", saved, findings=warnings, facts=told)


def _deliver(work: Work, case: Case, way: str) -> None:
    request = Request(
        id=work.new_id(),
        system="notices",
        what=way,
        case_id=case.id,
        params={"number": case.number, "branch": work.branch.department_number},
        asked_at=work.now,
    )
    leave_for_courier(work, "notice", request)


def handle_note_not_ready(command: NoteNotReady, work: Work) -> Outcome:
    """The dated note that the result is not here on its promised day (R-179)."""
    case = case_meant(work, command.case)
    facts = facts_of(work, case)
    check(("issue.not_ready",), facts)
    visit = visit_here(work)
    lang = visit.display_language if visit is not None else case.language
    registration = case.registration
    assert registration is not None  # noqa: S101 - the rule has just proved it
    paper = NonReadinessNote(
        head=paper_head(work, lang),
        case_number=case.number,
        service=service_on_paper(work, case, lang),
        promised_on=registration.issue_date,
        reason=NonReadiness.PROVIDER_NOT_DELIVERED,
        next_information_on=work.calendar.next_working_day(work.now.date()),
        basis=reference("law.5.2.5", lang),
        employee=worker(work, lang),
    )
    record = keep_paper(work, paper, case.id)
    return case_done(work, "note_not_ready", case, papers=(record,), stage=False)
