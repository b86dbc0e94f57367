"""Who takes part beside the applicant: whom the act obliges, what each still lacks, a case in their eyes."""

from dataclasses import dataclass, replace

from app.domain.case import Applicant, Case, ConsentKind, ConsentState, TakingPart
from app.domain.language import Bilingual
from app.domain.passport import Carrier, Participant, Passport
from app.domain.person import Person
from app.rules.consent import needed_consents, stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One row of the act beside who fills it (``None``: nobody yet), with what is lacking.

    ``missing``: obliged to be there and not identified in the visit of the case. ``lacking`` are the
    consents that are needed of this participant and not given; empty while nobody is there to give.
    """

    row: Participant
    one: TakingPart | None
    missing: bool
    needed: tuple[ConsentKind, ...]
    lacking: tuple[ConsentKind, ...]

    @property
    def who(self) -> Bilingual:
        """What the act calls this participant; the language that is known stands for both."""
        words = self.row.who.shown
        return Bilingual(kk=words.kk or words.ru, ru=words.ru or words.kk)


def parts_of(case: Case, passport: Passport) -> tuple[Part, ...]:
    """Every participant that the act names, in its order."""
    return tuple(_part(case, passport, row) for row in passport.participants)


def _part(case: Case, passport: Passport, row: Participant) -> Part:
    one = case.participant(row.key)
    here = one is not None and one.identification.visit_id == case.visit_id
    needed = needed_of(case, passport, row)
    seen = seen_as(case, row.key)
    lacking = tuple(kind for kind in needed if one is not None and not stands(seen, kind))
    obliged = row.must_be_present or row.must_consent
    # Who came once and has to come is seen again in the visit in which the application is signed.
    missing = not here and (obliged or one is not None)
    return Part(row=row, one=one, missing=missing, needed=needed, lacking=lacking)


def needed_of(case: Case, passport: Passport, row: Participant) -> tuple[ConsentKind, ...]:
    """The consents needed of that participant.

    A co-applicant gives what the applicant gives: the request that is certified is theirs too. Of
    another the act asks: the use of their data (A), and the access to them where the application is
    sent electronically (C); nothing of theirs is certified.
    """
    if row.applicant:
        takes_part = case.participant(row.key) is not None
        return needed_consents(case, passport) if row.must_consent or takes_part else ()
    if not row.must_consent:
        return ()
    electronic = case.carrier is Carrier.ELECTRONIC
    return (ConsentKind.A, ConsentKind.C) if electronic else (ConsentKind.A,)


def seen_as(case: Case, key: str) -> Case:
    """The case as that participant has it: their person, who speaks for them, their consents and
    language. The case itself for an empty key; no consent at all while nobody takes part so."""
    if not key:
        return case
    one = case.participant(key)
    if one is None:
        return replace(case, consents=())
    return replace(
        case,
        applicant=Applicant(person=one.person),
        identification=one.identification,
        representation=one.representation,
        consents=one.consents,
        language=one.language,
    )


def kept_as(case: Case, key: str, seen: Case) -> Case:
    """The case with the consents that ``seen`` holds of that participant (empty: the applicant)."""
    if not key:
        return replace(case, consents=seen.consents)
    return replace(
        case,
        participants=tuple(
            replace(one, consents=seen.consents) if one.key == key else one
            for one in case.participants
        ),
    )


def key_of_question(case: Case, request_id: str) -> str:
    """Whose question to the state service that is; empty for the applicant's, or for nobody's."""
    asked = (
        one.key
        for one in case.participants
        if any(act.request_id == request_id for act in one.consents)
    )
    return next(asked, "")


def is_applicant(case: Case, person: Person) -> bool:
    """Whether the person is the applicant or one of the co-applicants."""
    return any(person.same_as(one) for one in applicants_of(case))


def applicants_of(case: Case) -> tuple[Person, ...]:
    """The natural persons who apply together, the first applicant first."""
    first = (case.applicant.person,) if case.applicant.person is not None else ()
    return (*first, *(one.person for one in case.participants if one.applicant))


def all_consented(case: Case, passport: Passport) -> bool:
    """Whether every participant who takes part has given what is needed of them."""
    return not any(part.lacking for part in parts_of(case, passport))


def awaits(case: Case, key: str, kind: ConsentKind) -> bool:
    """Whether the state service was asked for that participant's consent and is silent."""
    act = seen_as(case, key).consent(kind)
    return act is not None and act.state is ConsentState.REQUESTED
