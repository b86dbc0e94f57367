"""The three consents: which are needed, which stand, and what is possible without them."""

from collections.abc import Iterator

from app.domain.case import (
    Case,
    ConsentForm,
    ConsentKind,
    ConsentState,
    RowSource,
    RowState,
)
from app.domain.case_states import TERMINAL
from app.domain.finding import Finding
from app.domain.identification import Power
from app.domain.passport import Carrier, DocumentRow, Passport
from app.rules.checklist import applicable_row, applicable_rows, entry_of
from app.rules.facts import Facts
from app.rules.intake_words import FORMS as FORM_WORDS
from app.rules.intake_words import STATES, said, words
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.represent import holds
from i18n import N_

FORMS = {
    ConsentKind.A: (ConsentForm.WRITTEN, ConsentForm.EDS, ConsentForm.MOBILE),
    ConsentKind.B: (ConsentForm.WRITTEN, ConsentForm.EDS),
    ConsentKind.C: (ConsentForm.STATE_SERVICE,),
}
"""The closed list of forms of each consent (C-03)."""

_OWN_PAPERS = frozenset(RowSource) - {RowSource.SYSTEM_DATA}


def protected_rows(case: Case, passport: Passport) -> tuple[DocumentRow, ...]:
    """The rows whose source holds law-protected secrets and that the applicant has not shown."""
    return tuple(
        row
        for row in applicable_rows(case, passport)
        if row.wants_consent
        and row.state_held
        and entry_of(case, row).source not in _OWN_PAPERS
        and entry_of(case, row).state is not RowState.NOT_APPLICABLE
    )


def needed_consents(case: Case, passport: Passport) -> tuple[ConsentKind, ...]:
    """The consents without which the case cannot be certified and sent by its ordinary road.

    A where a protected source is asked, B always (the employee certifies), C where it is sent
    electronically.
    """
    needed = [ConsentKind.A] if protected_rows(case, passport) else []
    needed.append(ConsentKind.B)
    if case.carrier is Carrier.ELECTRONIC:
        needed.append(ConsentKind.C)
    return tuple(needed)


def stands(case: Case, kind: ConsentKind) -> bool:
    """Whether the latest act of that kind gives the consent."""
    act = case.consent(kind)
    return act is not None and act.state is ConsentState.GIVEN


def lacking_consents(facts: Facts) -> tuple[ConsentKind, ...]:
    """The needed consents that are not given."""
    case, passport = facts.case, facts.passport
    if case is None or passport is None:
        return ()
    return tuple(kind for kind in needed_consents(case, passport) if not stands(case, kind))


@rule(
    "consent.awaited",
    requirements=("R-073", "R-077"),
    citation="rules.8",
    title=N_("The answer of the state service is awaited"),
    message=N_("Consent {kind} was asked for; the answer has not come yet."),
    advice=N_("Wait for the answer; there is nothing to ask again. The draft is kept."),
    in_force_from=RULES_IN_FORCE,
)
def awaited(_facts: Facts) -> Iterator[Finding]:
    """Silent by itself: ``consent.given_as_needed`` answers with it while a question is open."""
    return iter(())


@rule(
    "consent.given_as_needed",
    requirements=("R-073", "R-126", "R-077"),
    citation="law.21.3",
    title=N_("A consent is lacking"),
    message=N_("Consent {kind} is needed and is not given."),
    advice=N_("Ask for that very consent; another one does not take its place."),
)
def given_as_needed(facts: Facts) -> Iterator[Finding]:
    """Each needed consent stands by itself; none unlocks what another guards (T-13)."""
    if facts.case is None or facts.passport is None:
        yield given_as_needed.finding(kind="—")
        return
    for kind in lacking_consents(facts):
        act = facts.case.consent(kind)
        asked = act is not None and act.state is ConsentState.REQUESTED
        lacking = awaited if asked else given_as_needed
        yield lacking.finding(subject=kind.value, kind=kind.value)


@rule(
    "consent.before_protected_query",
    requirements=("R-074",),
    citation="law.20.6",
    title=N_("Consent A comes before this question"),
    message=N_("«{name}» is a secret protected by law: its source is not asked without consent A."),
    advice=N_("Explain and take consent A, or let the applicant show an own document."),
)
def before_protected_query(facts: Facts) -> Iterator[Finding]:
    """No question to a protected source before consent A, and none after its withdrawal."""
    if facts.case is None:
        return
    row = applicable_row(facts.case, facts.passport, facts.row_id)
    if row is not None and row.wants_consent and not stands(facts.case, ConsentKind.A):
        name = row.name.shown
        yield before_protected_query.finding(
            subject=row.id, name_kk=name.kk or name.ru, name_ru=name.ru or name.kk
        )


@rule(
    "consent.form_fits",
    requirements=("R-076", "R-073"),
    citation="law.5.2.12",
    title=N_("This form is not possible for this consent"),
    message=N_("Consent {kind} cannot be given in the form «{form}»."),
    advice=N_(
        "A: in writing, by EDS or by the applicant's phone. B: in writing or by EDS."
        " C: through the state service alone."
    ),
)
def form_fits(facts: Facts) -> Iterator[Finding]:
    """The closed list of forms; a spoken word is none of them."""
    act = facts.proposed_consent
    if act is not None and act.form not in FORMS[act.kind]:
        form = words("form", FORM_WORDS[act.form])
        yield said(form_fits, {"kind": act.kind.value} | form, subject=act.kind.value)


@rule(
    "consent.evidence_kept",
    requirements=("R-076",),
    citation="law.5.2.12",
    title=N_("The consent has no evidence"),
    message=N_("Consent {kind} in this form needs the number of its signature or message."),
    advice=N_("Enter the number that the signature or the message has."),
)
def evidence_kept(facts: Facts) -> Iterator[Finding]:
    """A consent by EDS or by phone leaves a number; a written one is the signed paper itself."""
    act = facts.proposed_consent
    if act is None or act.state is not ConsentState.GIVEN:
        return
    if act.form in (ConsentForm.EDS, ConsentForm.MOBILE) and not act.evidence.strip():
        yield evidence_kept.finding(subject=act.kind.value, kind=act.kind.value)


@rule(
    "consent.power_to_consent",
    requirements=("R-082",),
    citation="rules.14",
    title=N_("The representative may not consent"),
    message=N_("The power of attorney {number} gives no right to consent for the applicant."),
    advice=N_("Ask the applicant themselves, or take a power that names the consent."),
    in_force_from=RULES_IN_FORCE,
)
def power_to_consent(facts: Facts) -> Iterator[Finding]:
    """A representative consents only within the power; the state service asks the subject."""
    act, case = facts.proposed_consent, facts.case
    if act is None or case is None or case.representation is None:
        return
    if act.kind is not ConsentKind.C and not holds(case.representation, Power.CONSENT):
        yield power_to_consent.finding(
            subject=act.kind.value, number=case.representation.authority.number
        )


@rule(
    "consent.explained",
    requirements=("R-078",),
    citation="law.19-1.2.6",
    title=N_("The consequences were not explained"),
    message=N_("Without a consent the applicant is told what is no longer possible and what is."),
    advice=N_("Explain, tick «explained», and write down what the applicant chose."),
)
def explained(facts: Facts) -> Iterator[Finding]:
    """The explanation comes first, and it is recorded."""
    before = facts.case is not None and facts.case.consent_explained_at is not None
    if not facts.explained and not before:
        yield explained.finding()


@rule(
    "consent.refusal_stands",
    requirements=("R-078", "R-077"),
    citation="law.19-1.2.6",
    title=N_("All consents are given"),
    message=N_("The road without consent is for applications where a consent is lacking."),
    advice=N_("Go on by the ordinary road: finish the check and sign."),
)
def refusal_stands(facts: Facts) -> Iterator[Finding]:
    """Nobody gets round the signature while every consent stands (D-14)."""
    if not lacking_consents(facts):
        yield refusal_stands.finding()


@rule(
    "consent.no_restricted_data_used",
    requirements=("R-078", "R-077"),
    citation="law.19-1.2.6",
    title=N_("The case holds restricted data"),
    message=N_("«{name}» was taken from a system; without consent it cannot go with the case."),
    advice=N_("Let the applicant show an own document in its place."),
)
def no_restricted_data_used(facts: Facts) -> Iterator[Finding]:
    """What was taken from a protected source stays behind on the road without consent."""
    case, passport = facts.case, facts.passport
    if case is None or passport is None:
        yield no_restricted_data_used.finding()
        return
    for row in applicable_rows(case, passport):
        if row.protected_secret and entry_of(case, row).source is RowSource.SYSTEM_DATA:
            name = row.name.shown
            yield no_restricted_data_used.finding(
                subject=row.id, name_kk=name.kk or name.ru, name_ru=name.ru or name.kk
            )


@rule(
    "consent.paper_application_signed",
    requirements=("R-078", "R-129"),
    citation="law.20.2",
    title=N_("The paper application is not signed"),
    message=N_("Without consent B the application is a paper signed by the applicant's own hand."),
    advice=N_("Print the application, let the applicant sign it, and tick it."),
)
def paper_application_signed(facts: Facts) -> Iterator[Finding]:
    """The applicant's hand takes the place of the employee's signature."""
    if facts.case is None or not facts.case.paper_application_signed:
        yield paper_application_signed.finding()


@rule(
    "consent.route_exists",
    requirements=("R-078",),
    citation="law.19-1.2.6",
    title=N_("The act knows no paper road"),
    message=N_("By its act the service is filed electronically alone, so it cannot go without B."),
    advice=N_(
        "Give the written explanation, show the self-service with the applicant's own EDS, and"
        " tell the supervisor. This is not a refusal to accept."
    ),
)
def route_exists(facts: Facts) -> Iterator[Finding]:
    """The road that needs neither B nor C is the paper one, where the act has it."""
    if facts.passport is None or Carrier.PAPER not in facts.passport.carriers:
        yield route_exists.finding()


@rule(
    "consent.case_lives",
    requirements=("R-073", "R-081"),
    citation="rules.8",
    title=N_("The case has ended"),
    message=N_("In the state {state} no consent is asked for or taken back."),
    advice=N_("Open a new case if the applicant applies again."),
    in_force_from=RULES_IN_FORCE,
)
def case_lives(facts: Facts) -> Iterator[Finding]:
    """Consents belong to a case that still goes on."""
    if facts.case is None or facts.case.state in TERMINAL:
        state = STATES[facts.case.state] if facts.case is not None else ""
        yield said(case_lives, words("state", state))


@rule(
    "consent.given_before",
    requirements=("R-081",),
    citation="law.19-1.2.6",
    title=N_("There is nothing to take back"),
    message=N_("This consent is not given."),
    advice=N_("Look at the three consents of the case."),
)
def given_before(facts: Facts) -> Iterator[Finding]:
    """Only a consent that stands is taken back."""
    act = facts.proposed_consent
    if act is None or act.state is not ConsentState.GIVEN:
        yield given_before.finding()


@rule(
    "consent.answer_awaited",
    requirements=("R-077",),
    citation="rules.8",
    title=N_("This answer is not awaited"),
    message=N_("The answer belongs to a question that was settled or asked anew."),
    advice=N_("Nothing changes; look at the state of consent C."),
    in_force_from=RULES_IN_FORCE,
)
def answer_awaited(facts: Facts) -> Iterator[Finding]:
    """The answer is to the question asked last, and the question is still open."""
    asked = facts.proposed_consent
    open_ = asked is not None and asked.state is ConsentState.REQUESTED
    if not open_ or asked is None or asked.request_id != facts.reason:
        yield answer_awaited.finding()


GIVE_RULES = ("consent.form_fits", "consent.evidence_kept", "consent.power_to_consent")
"""What is judged when a consent is recorded."""
