"""Identify the person at the counter: typed, from a card, from an MRZ or by a digital document."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.case import Applicant
from app.domain.chip import ChipEvidence
from app.domain.identification import Identification, IdentitySource
from app.domain.mrz import MrzFields
from app.domain.person import DocumentKind, Person, PersonName
from app.domain.visit import Visit
from app.domain.zone_kind import kind_in
from app.rules.identify import IDENTIFY_RULES
from app.rules.postpone import DRAFTS
from app.usecases.checklist import settled
from app.usecases.outcome import Outcome
from app.usecases.participants import identify_participant
from app.usecases.person_input import (
    birth_of,
    dates_fit,
    document_of,
    iin_of,
    mrz_of,
    name_of,
    number_of,
    person_of,
    plain,
)
from app.usecases.postpone import with_members
from app.usecases.queue.arrive import arrived
from app.usecases.seen_before import alike
from app.usecases.situation import facts_of, note, visit_here
from app.usecases.transit import check
from app.usecases.visit_view import visit_view
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Identify:
    """One identification, whatever its source (word ``identify``).

    ``typed`` needs ``reason`` (why no card, MRZ or digital document was used). ``mrz`` needs the
    lines in ``mrz``, separated by a line feed. ``digital`` needs the service's request number in
    ``digital_request``; an image is no digital document. ``iin`` may be empty: foreigners have none.
    ``chip`` is how a chip was opened and what its signature is worth, or why it could not be read;
    ``repaired``: the employee took an offered character of the zone. ``participant`` is the key of who
    takes part in the ``case`` beside the applicant; empty: the visitor whose visit it is.
    """

    source: IdentitySource
    iin: str = ""
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    latin_surname: str = ""
    latin_given: str = ""
    birth_date: date | None = None
    citizenship: str = "KAZ"
    document_kind: DocumentKind = DocumentKind.IDENTITY_CARD
    document_number: str = ""
    valid_until: date | None = None
    issued_by: str = ""
    issued_on: date | None = None
    mrz: str = ""
    digital_request: str = ""
    from_image: bool = False
    reason: str = ""
    phone: str = ""
    address: str = ""
    chip: ChipEvidence | None = None
    repaired: bool = False
    case: str = ""
    participant: str = ""


def handle_identify(command: Identify, work: Work) -> Outcome:
    """Bind an identified person to the visit; the drafts of the visit get the newest document.

    The fact ``seen_before`` counts the records of people seen before who may be the same person.
    """
    visit = visit_here(work)
    seen = identification_from(command, work, visit)
    if command.participant:
        shown: dict[str, Any] = {
            "from_image": command.from_image,
            "digital_request": command.digital_request,
        }
        whose = (command.case, command.participant)
        return identify_participant(work, *whose, seen, _told(seen), **shown)
    facts = facts_of(
        work,
        visit=visit,
        proposed_identification=seen,
        from_image=command.from_image,
        digital_request=command.digital_request,
    )
    warnings = check(IDENTIFY_RULES, facts)
    assert visit is not None  # noqa: S101 - a rule has just proved it
    before = visit.identification
    same = before is not None and before.person.same_as(seen.person)
    saved = work.store.visits.save(
        replace(
            arrived(work, visit),
            identification=seen,
            representation=visit.representation if same else None,
        )
    )
    for case_id in saved.case_ids:
        _refresh(work, case_id, seen)
    note(
        work,
        "identify",
        facts=_told(seen),
        personal={"name": seen.person.name.full, "document": seen.document.number},
    )
    before_now = len(alike(seen.person, work))
    return Outcome(
        visit=visit_view(saved, work),
        findings=warnings,
        changes=("visit",),
        facts={"seen_before": str(before_now)} if before_now else {},
    )


def _told(seen: Identification) -> dict[str, str]:
    """What the journal keeps of how the person was identified; nothing of it is personal."""
    facts = {"source": seen.source.value, "document_kind": seen.document.kind.value}
    if seen.repaired:
        facts["zone"] = "repaired"
    chip = seen.chip
    if chip is None:
        return facts
    if chip.access is not None:
        facts["chip_access"] = chip.access.value
    if chip.verdict is not None:
        facts["authenticity"] = chip.verdict.authenticity.value
    cause = chip.trouble or (chip.verdict.code if chip.verdict is not None else "")
    return facts | ({"chip_cause": cause} if cause else {})


def _refresh(work: Work, case_id: str, seen: Identification) -> None:
    """A draft stands on the document shown last; its text changes, so it is confirmed anew."""
    case = work.store.cases.get(case_id)
    if case is None:
        return
    for draft in with_members(work, case):
        if draft.state in DRAFTS:
            fresh = replace(
                draft,
                identification=seen,
                applicant=_reached(draft.applicant, seen.person),
                confirmation=None,
            )
            work.store.cases.save(settled(work, fresh))


def _reached(applicant: Applicant, seen: Person) -> Applicant:
    """The applicant with the phone and the address told now; what nobody told now stays."""
    known = applicant.person
    if known is None or not known.same_as(seen):
        return applicant
    told = replace(known, phone=seen.phone or known.phone, address=seen.address or known.address)
    return replace(applicant, person=told)


def identification_from(command: Identify, work: Work, visit: Visit | None) -> Identification:
    """What the command says, whatever its source. Raises ``InputInvalid`` naming the field."""
    today = work.now.date()
    zone = mrz_of(command.mrz, today) if command.source is IdentitySource.MRZ else None
    person = _person(command, zone, today)
    issued, expires = command.issued_on, zone.expiry if zone is not None else command.valid_until
    dates_fit(issued, expires, today)
    number = zone.document_number if zone is not None else command.document_number
    if command.source is IdentitySource.DIGITAL and not number.strip():
        number = command.digital_request or "—"
    return Identification(
        person=person,
        document=document_of(
            kind_in(zone) if zone is not None else command.document_kind,
            number if number == "—" else number_of(number),
            issued,
            expires,
            command.issued_by,
        ),
        source=command.source,
        at=work.now,
        operator_id=work.actor.id,
        visit_id=visit.id if visit is not None else "",
        manual_reason=plain(command.reason),
        chip=command.chip,
        repaired=command.repaired and zone is not None,
    )


def _person(command: Identify, zone: MrzFields | None, today: date) -> Person:
    """The name as the document writes it; in Latin letters where only a zone was read."""
    latin = _latin(zone) or _latin_of(command)
    typed = any(part.strip() for part in (command.surname, command.given, command.patronymic))
    return person_of(
        latin
        if latin is not None and not typed
        else name_of(command.surname, command.given, command.patronymic),
        birth_of(zone.birth_date if zone is not None else command.birth_date, today),
        iin=iin_of(zone.iin if zone is not None and zone.iin else command.iin),
        citizenship=zone.nationality if zone is not None else command.citizenship,
        latin=latin,
        phone=command.phone,
        address=command.address,
    )


def _latin_of(command: Identify) -> PersonName | None:
    """The name in Latin letters where the source tells it beside the other."""
    parts = (command.latin_surname, command.latin_given, "")
    return name_of(*parts) if any(part.strip() for part in parts) else None


def _latin(zone: MrzFields | None) -> PersonName | None:
    if zone is None or not (zone.surname or zone.given_names):
        return None
    return PersonName(zone.surname, zone.given_names)
