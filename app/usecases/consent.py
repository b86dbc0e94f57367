"""The three consents as separate acts: give, ask the state service, refuse, explain, withdraw, insist."""

from dataclasses import dataclass, replace
from hashlib import sha256

from app.domain.case import Case, Consent, ConsentForm, ConsentKind, ConsentState
from app.domain.case_states import Mark, transition
from app.domain.passport import Carrier
from app.errors import InputInvalid, declare
from app.ports.gateways import Request
from app.rules.consent import FORMS, GIVE_RULES
from app.rules.consent_subject import asked
from app.rules.postpone import DRAFTS
from app.rules.taking_part import kept_as, key_of_question, seen_as
from app.usecases.application_text import application_hash
from app.usecases.checklist import settled
from app.usecases.consent_papers import (
    TEXT_VERSION,
    answer_paper,
    consent_paper,
    consent_text,
    covered,
    data_names,
    with_act,
    withdrawal_paper,
)
from app.usecases.consent_stops import stop_guarded, tell_if_sent
from app.usecases.draft_facts import intake_facts, passport_needed
from app.usecases.intake import Change, each, settle
from app.usecases.outcome import Outcome
from app.usecases.person_input import LONGEST_ADDRESS, LONGEST_NAME, plain
from app.usecases.registration import register_case, settle_registered
from app.usecases.situation import case_meant, facts_of, leave_for_courier
from app.usecases.transit import check, move
from app.usecases.work import Work
from i18n import N_

ANSWER_UNKNOWN = declare(
    "consent.answer_unknown",
    N_("The state service answered «{answer}», which is not known."),
    N_("Ask again; if it answers so once more, tell the administrator."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveConsent:
    """Record consent A or B with its evidence (word ``give_consent``). Here and below ``participant``
    is the key of who takes part and consents; empty: the applicant."""

    case: str = ""
    kind: ConsentKind
    form: ConsentForm = ConsentForm.WRITTEN
    evidence: str = ""
    participant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestConsent:
    """Ask for consent C through the state access-control service (word ``request_consent``).

    ``anew``: the question that is still open is given up, and an answer to it changes nothing.
    """

    case: str = ""
    kind: ConsentKind = ConsentKind.C
    anew: bool = False
    participant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsentAnswer:
    """What the state service answered (word ``record_consent_answer``)."""

    case: str
    request: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseConsent:
    """The applicant does not consent; the consequences were explained (word ``refuse_consent``)."""

    case: str = ""
    kind: ConsentKind
    explained: bool = False
    choice: str = ""
    participant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent:
    """The applicant takes a consent back; nothing is erased (word ``withdraw_consent``)."""

    case: str = ""
    kind: ConsentKind
    participant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insist:
    """The applicant insists on filing without consent: the route of D-14 (word ``insist``)."""

    case: str = ""
    paper_application_signed: bool = False


_ANSWERS = {
    "granted": ConsentState.GIVEN,
    "refused": ConsentState.REFUSED,
    "no_answer": ConsentState.NO_ANSWER,
    "expired": ConsentState.EXPIRED,
}


def act_of(
    work: Work,
    case: Case,
    kind: ConsentKind,
    state: ConsentState,
    form: ConsentForm,
    **more: str,
) -> Consent:
    """One act of consent over the text as it stands in the language of the case."""
    passport = passport_needed(work, case)
    words = consent_text(work, case, passport, kind)
    return Consent(
        id=work.new_id(),
        kind=kind,
        state=state,
        form=form,
        language=case.language,
        text_version=TEXT_VERSION,
        text_sha256=sha256(words.encode()).hexdigest(),
        text=words,
        scope=tuple(one.service_id for one, _ in covered(work, case, passport, kind)),
        by_person=case.identification.person.name.full,
        at=work.now,
        operator_id=work.actor.id,
        **more,
    )


def _seen(work: Work, case: Case, key: str) -> Case:
    """The case as the one who consents has it. Raises ``Blocked`` for a participant not identified."""
    if key:
        facts = facts_of(work, case, participant=key)
        check(("participants.known", "participants.identified"), facts)
    return seen_as(case, key)


def _whose(key: str) -> dict[str, str]:
    """What the journal keeps of whose consent it was; nobody's name."""
    return {"participant": key} if key else {}


def handle_give_consent(command: GiveConsent, work: Work) -> Outcome:
    """One consent, by its own act; another one is another act (R-073)."""
    addressed = case_meant(work, command.case)

    def give(addressed: Case) -> Change:
        case = _seen(work, addressed, command.participant)
        evidence = plain(command.evidence)[:LONGEST_ADDRESS]
        act = act_of(work, case, command.kind, ConsentState.GIVEN, command.form, evidence=evidence)
        warnings = check(
            ("complete.editable", *GIVE_RULES), intake_facts(work, case, proposed_consent=act)
        )
        passport = passport_needed(work, case)
        paper = consent_paper(work, case, passport, act, application_hash(addressed, passport))
        kept = kept_as(addressed, command.participant, with_act(case, act))
        told = {"consent": act.kind.value, "form": act.form.value, "act": act.id}
        return Change(
            before=addressed,
            after=settled(work, kept),
            findings=warnings,
            papers=(paper,),
            facts=told | _whose(command.participant),
        )

    return settle(work, "give_consent", addressed, each(work, addressed, give), lists=("papers",))


def handle_request_consent(command: RequestConsent, work: Work) -> Outcome:
    """Ask the state service; it asks the subject on their own number (R-082). A question that is
    still awaited is not asked twice."""
    addressed = case_meant(work, command.case)

    def ask(addressed: Case) -> Change:
        case = _seen(work, addressed, command.participant)
        act = act_of(
            work,
            case,
            command.kind,
            ConsentState.REQUESTED,
            ConsentForm.STATE_SERVICE,
            request_id=work.new_id(),
        )
        check(
            ("consent.form_fits", "consent.case_lives", "consent.own_number", "consent.reachable"),
            facts_of(work, case, proposed_consent=act),
        )
        last = case.consent(command.kind)
        if last is not None and last.state is ConsentState.REQUESTED and not command.anew:
            return Change(before=addressed, after=addressed)
        leave_for_courier(work, "consent", _question(work, case, act))
        told = {"consent": act.kind.value, "request": act.request_id}
        kept = kept_as(addressed, command.participant, with_act(case, act))
        return Change(before=addressed, after=kept, facts=told | _whose(command.participant))

    return settle(work, "request_consent", addressed, each(work, addressed, ask))


def _question(work: Work, case: Case, act: Consent) -> Request:
    subject = asked(case).person
    passport = passport_needed(work, case)
    return Request(
        id=act.request_id,
        system="access_control",
        what="consent",
        case_id=case.id,
        personal={"iin": subject.iin or "", "phone": subject.phone or ""},
        params={
            "service": case.service_id,
            "recipient": passport.provider.in_(case.language),
            "data": "; ".join(data_names(case, passport, act.kind, case.language)),
        },
        asked_at=work.now,
    )


def handle_record_consent_answer(command: RecordConsentAnswer, work: Work) -> Outcome:
    """What the state service said; silence is an answer too. A late answer to an old question
    changes nothing."""
    addressed = case_meant(work, command.case)
    key = key_of_question(addressed, command.request)
    case = seen_as(addressed, key)
    if command.answer not in _ANSWERS:
        raise InputInvalid(ANSWER_UNKNOWN, field="answer", answer=plain(command.answer)[:40])
    asked = case.consent(ConsentKind.C)
    facts = facts_of(work, case, proposed_consent=asked, reason=command.request)
    check(("consent.answer_awaited",), facts)
    act = act_of(
        work,
        case,
        ConsentKind.C,
        _ANSWERS[command.answer],
        ConsentForm.STATE_SERVICE,
        request_id=command.request,
        evidence=command.request,
    )
    paper = answer_paper(work, case, passport_needed(work, case), act)
    change = Change(
        before=addressed,
        after=settled(work, kept_as(addressed, key, with_act(case, act))),
        papers=(paper,),
        facts={"consent": act.kind.value, "answer": act.state.value} | _whose(key),
    )
    return settle(work, "record_consent_answer", addressed, (change,), lists=("papers",))


def handle_refuse_consent(command: RefuseConsent, work: Work) -> Outcome:
    """The applicant does not consent: explained, written down, and never a refusal to accept
    (R-078)."""
    addressed = case_meant(work, command.case)

    def refuse(addressed: Case) -> Change:
        case = _seen(work, addressed, command.participant)
        form = FORMS[command.kind][0]
        act = act_of(work, case, command.kind, ConsentState.REFUSED, form)
        facts = intake_facts(work, case, explained=command.explained, proposed_consent=act)
        noted = replace(
            kept_as(addressed, command.participant, with_act(case, act)),
            consent_explained_at=case.consent_explained_at or work.now,
            consent_choice=plain(command.choice)[:LONGEST_NAME] or case.consent_choice,
        )
        told = {"consent": command.kind.value, "choice": noted.consent_choice}
        told |= _whose(command.participant)
        if transition(case.state, "refuse_consent") is None:
            check(("complete.editable", "consent.explained"), facts)
            return Change(before=addressed, after=noted, facts=told)
        moved, warnings = move(addressed, "refuse_consent", facts)
        after = replace(
            moved,
            consents=noted.consents,
            participants=noted.participants,
            consent_explained_at=noted.consent_explained_at,
            consent_choice=noted.consent_choice,
        )
        return Change(before=addressed, after=after, findings=warnings, facts=told)

    return settle(work, "refuse_consent", addressed, each(work, addressed, refuse))


def handle_withdraw_consent(command: WithdrawConsent, work: Work) -> Outcome:
    """A further act: what it guarded stops, also on its way; nothing that was done is erased (R-081)."""
    addressed = case_meant(work, command.case)

    def withdraw(addressed: Case) -> Change:
        case = _seen(work, addressed, command.participant)
        last = case.consent(command.kind)
        facts = facts_of(work, case, proposed_consent=last)
        check(("consent.case_lives", "consent.given_before"), facts)
        if case.state not in DRAFTS:  # a draft goes on in its person's visit alone; see settle()
            check(("withdraw.by_applicant",), facts)
        form = last.form if last is not None else FORMS[command.kind][0]
        act = act_of(work, case, command.kind, ConsentState.WITHDRAWN, form)
        stopped = stop_guarded(work, addressed, passport_needed(work, case), command.kind)
        tell_if_sent(work, stopped, command.kind)
        told = {"consent": command.kind.value} | _whose(command.participant)
        shown = _seen(work, stopped, command.participant)
        papers = (withdrawal_paper(work, shown, last, act),) if last is not None else ()
        kept = kept_as(stopped, command.participant, with_act(case, act))
        return Change(before=addressed, after=kept, papers=papers, facts=told)

    return settle(work, "withdraw_consent", addressed, each(work, addressed, withdraw))


def handle_insist(command: Insist, work: Work) -> Outcome:
    """The road of D-14: a complete package, no restricted data, the applicant's own hand, paper."""
    addressed = case_meant(work, command.case)

    def insist(case: Case) -> Change:
        signed = replace(case, paper_application_signed=command.paper_application_signed)
        facts = intake_facts(work, signed)
        check(("consent.refusal_stands", "represent.power_to_sign"), facts)
        without = replace(signed, carrier=Carrier.PAPER, marks=signed.marks | {Mark.NO_CONSENT})
        return register_case(work, case, without, "insist", facts)

    changes = each(work, addressed, insist)
    return settle_registered(work, "insist", addressed, changes)
