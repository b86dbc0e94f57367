"""Give the result into the right hands: scan 4, fresh identification, authority, acknowledgement."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.catalogue.complaints import complaint_law
from app.catalogue.grounds import ground_words, load_grounds
from app.domain.case import Case, Result
from app.domain.case import Issue as IssueFact
from app.domain.case_states import Mark
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
from app.domain.refusal_grounds import OTHER_LAW, ground_of
from app.domain.unit_states import UnitState
from app.errors import InputInvalid, declare
from app.ports.storage import PaperRecord, applicant_key
from app.rules.complaint_terms import Addressee
from app.rules.facts import Facts
from app.rules.issue import IN_BRANCH, IN_SECTOR, originals, who_accepted
from app.rules.registry import judge
from app.rules.taking_part import is_applicant
from app.usecases.answer import case_done, joined
from app.usecases.hand_over import provider_on_paper
from app.usecases.identity_words import authority_word, document_word, power_word
from app.usecases.notices import notify, phone_of
from app.usecases.outcome import Outcome
from app.usecases.pack import moved_unit, typed
from app.usecases.papers import keep_paper, paper_head, reference, worker
from app.usecases.receive_result import RESULT_WORDS
from app.usecases.scanned import scan_of
from app.usecases.situation import case_meant, facts_of, visit_here
from app.usecases.transit import check, guards_of, move, obstacles, require, unit_obstacles
from app.usecases.work import Work
from i18n import N_, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Hand the result over (word ``issue``). ``case`` is its number, id or code.

    ``case`` may be left out where the ``code`` of the result was scanned; ``originals`` are the codes
    of the retained originals that go with it. ``acknowledgement``: ``signed``, ``eds`` or
    ``declined``. ``explained`` is needed for a refusal.
    """

    case: str = ""
    code: str = ""
    originals: tuple[str, ...] = ()
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


NO_PHONE = declare(
    "notice.no_phone",
    N_("The recipient has left no phone number."),
    N_("Send without a message, or enter the number with the recipient."),
)


def handle_issue(command: Issue, work: Work) -> Outcome:
    """Scan 4: into the hands of the applicant or of who shows the authority, and nobody else's."""
    case = case_meant(work, command.case or command.code)
    unit = _unit_of(work, case)
    facts = facts_of(
        work,
        case,
        unit=unit,
        units=tuple(work.store.units.of_case(case.id)),
        **scan_of(work, command.code, unit, command.typed_reason),
        acknowledgement=command.acknowledgement,
        explained=command.explained,
    )
    _judge(command, case, facts)
    moved, warnings = move(case, "issue", facts)
    papers = _papers(work, facts, case)
    issued = replace(moved, issue=_fact(work, facts, papers[0], command))
    for given, seen in _given(command, facts):
        _give_unit(work, given, seen)
    saved = work.store.cases.save(issued)
    joined(work, saved)
    told = {
        "unit": unit.code if unit is not None else "",
        "acknowledgement": command.acknowledgement,
        **({"alone": "true"} if who_accepted(case) == work.actor.id else {}),
        **typed(command.typed_reason),
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
    """The unit of the case's own result; an electronic one has none."""
    return (
        work.store.units.get(case.result.unit_id) if case.result and case.result.unit_id else None
    )


def _given(command: Issue, facts: Facts) -> Iterator[tuple[Unit, Facts]]:
    """What goes into the recipient's hands, each with the scan that was made of it."""
    if facts.unit is not None:
        yield facts.unit, facts
    for unit in originals(facts):
        read = unit.code if unit.code in command.originals else ""
        yield unit, replace(facts, unit=unit, scanned_code=read, scanned_unit=None)


def _judge(command: Issue, case: Case, facts: Facts) -> None:
    """Everything in the way, of the case and of each thing that is given. Raises ``Blocked``."""
    found = [
        *judge(guards_of(("scanning.this_unit",)), facts, facts.now.date()),
        *obstacles("issue", case.state, facts),
    ]
    for unit, seen in _given(command, facts):
        if unit.state in IN_SECTOR:
            found += unit_obstacles("issue", UnitState.IN_ISSUING_SECTOR, seen)
    require({(finding.rule, finding.subject): finding for finding in found}.values())


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
    if is_applicant(case, visit.identification.person):
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
        principal=_principal(case, shown) if shown is not None else "",
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


def _principal(case: Case, shown: Representation) -> str:
    applicant = case.applicant
    if shown.principal is not None:
        return shown.principal.name.full
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
    provider = provider_on_paper(work, case, lang)
    terms = complaint_law(work.now.date())
    return RefusalExplanation(
        head=paper_head(work, lang),
        case_number=case.number,
        service=service_on_paper(work, case, lang),
        provider=provider,
        refusal_number=result.number or case.number,
        refused_on=result.dated or result.received_at.date(),
        signer=result.signer or provider,
        reapply_reference=reference("law.19-1.3", lang),
        complaint_reference=reference("law.25", lang),
        court_reference=reference("law.4.1.6", lang),
        complaint_days=terms.days_for(Addressee.CORPORATION),
        authority_days=terms.days_for(Addressee.AUTHORITY),
        ground=_ground(result, lang),
        reasons=result.refusal_reasons,
        defective=Mark.DEFECTIVE_REFUSAL in case.marks,
    )


def _ground(result: Result, lang: Lang) -> str:
    """The ground in the official words of that language; of another law, its clause as given."""
    if result.refusal_ground == OTHER_LAW:
        return result.refusal_law
    found = ground_of(result.refusal_ground, load_grounds())
    return ground_words(found).in_(lang) if found is not None else ""


def handle_deliver_electronically(command: DeliverElectronically, work: Work) -> Outcome:
    """The electronic result goes to the cabinet; an SMS only when the recipient chose it (R-184)."""
    case = case_meant(work, command.case)
    units = tuple(work.store.units.of_case(case.id))
    moved, warnings = move(case, "deliver_electronically", facts_of(work, case, units=units))
    if command.sms and not phone_of(case):
        raise InputInvalid(NO_PHONE, field="sms")
    papers: tuple[PaperRecord, ...] = ()
    if case.result is not None and case.result.kind is ResultKind.REASONED_REFUSAL:
        papers = (keep_paper(work, _card(work, case, case.result, case.language), case.id),)
    saved = work.store.cases.save(moved)
    joined(work, saved)
    notify(work, saved, "cabinet", {"recipient": applicant_key(case.applicant)})
    if command.sms:
        notify(work, saved, "sms")
    told = {"sms": str(command.sms).lower()}
    return case_done(
        work, "deliver_electronically", saved, findings=warnings, papers=papers, facts=told
    )


def handle_note_not_ready(command: NoteNotReady, work: Work) -> Outcome:
    """The dated note that the result is not here on its promised day (R-179)."""
    case = case_meant(work, command.case)
    check(_TO_KNOW, facts_of(work, case))
    visit = visit_here(work)
    lang = visit.display_language if visit is not None else case.language
    registration = case.registration
    assert registration is not None  # noqa: S101 - the rule has just proved it
    paper = NonReadinessNote(
        head=paper_head(work, lang),
        case_number=case.number,
        service=service_on_paper(work, case, lang),
        promised_on=registration.issue_date,
        reason=_why(case),
        next_information_on=work.calendar.next_working_day(work.now.date()),
        basis=reference("law.5.2.5", lang),
        employee=worker(work, lang),
    )
    record = keep_paper(work, paper, case.id)
    joined(work, case)
    told = {"promised": registration.issue_date.isoformat(), "reason": _why(case).value}
    return case_done(work, "note_not_ready", case, papers=(record,), facts=told, stage=False)


_TO_KNOW = (
    "issue.not_ready",
    "issue.visit_open",
    "issue.fresh_identification",
    "issue.recipient_is_entitled",
)
"""The stage of a case is told to its applicant or representative alone (R-049)."""


def _why(case: Case) -> NonReadiness:
    return (
        NonReadiness.BRANCH_DELAY
        if case.state in IN_BRANCH
        else NonReadiness.PROVIDER_NOT_DELIVERED
    )
