"""The facts of a case and a visit with their source and time; numbers of people masked."""

from collections.abc import Iterator
from datetime import datetime

from app.domain.case import Applicant, Case, ConsentKind, RowSource, Sending, SendingStage
from app.domain.identification import AuthorityDocument, Identification, Representation
from app.domain.passport import Passport
from app.domain.person import Person
from app.rules.consent import needed_consents
from app.rules.taking_part import parts_of
from app.usecases.views import FactView

_OUR_OWN = (SendingStage.KEPT_HERE, SendingStage.ON_ITS_WAY)
_SHOWN_HEAD, _SHOWN_TAIL = 4, 2


def masked_iin(iin: str) -> str:
    """``900113499018`` as ``9001 •••• ••18``: enough to compare, not enough to copy."""
    if len(iin) <= _SHOWN_HEAD + _SHOWN_TAIL:
        return iin
    hidden = "•" * (len(iin) - _SHOWN_HEAD - _SHOWN_TAIL)
    text = iin[:_SHOWN_HEAD] + hidden + iin[-_SHOWN_TAIL:]
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def applicant_facts(applicant: Applicant, seen: Identification) -> Iterator[FactView]:
    """Who applies, as the document or the register wrote it."""
    source, at = seen.source.value, seen.at
    if applicant.organisation is not None:
        body = applicant.organisation
        yield FactView(
            name="organisation", value=body.name.ru or body.name.kk, source=source, at=at
        )
        yield FactView(name="bin", value=body.bin, source=source, at=at)
    if applicant.person is not None:
        yield from person_facts(applicant.person, source, seen)


def person_facts(person: Person, source: str, seen: Identification) -> Iterator[FactView]:
    """A person's name, number, birth date."""
    yield FactView(name="person", value=person.name.full, source=source, at=seen.at)
    if person.iin:
        yield FactView(
            name="iin", value=person.iin, masked=masked_iin(person.iin), source=source, at=seen.at
        )
    birth = f"{person.birth_date:%d.%m.%Y}"
    yield FactView(name="birth_date", value=birth, source=source, at=seen.at)


def identification_facts(seen: Identification) -> Iterator[FactView]:
    """Who stands at the counter and by what document that is known."""
    yield from person_facts(seen.person, seen.source.value, seen)
    until = f"{seen.document.expires:%d.%m.%Y}" if seen.document.expires else ""
    yield FactView(
        name="document", value=seen.document.kind.value, source=seen.source.value, at=seen.at
    )
    if until:
        yield FactView(name="document_until", value=until, source=seen.source.value, at=seen.at)
    yield from chip_facts(seen)


def chip_facts(seen: Identification) -> Iterator[FactView]:
    """What the chip of the document was worth, or why it told nothing; a mended zone is told too."""
    chip = seen.chip
    if chip is not None and chip.trouble:
        yield FactView(name="chip", value=chip.trouble, source="card", at=seen.at)
    if chip is not None and chip.access is not None:
        yield FactView(name="chip", value=chip.access.value, source="card", at=seen.at)
    if chip is not None and chip.verdict is not None:
        verdict = chip.verdict
        signer = verdict.signer or "country_certificates"
        yield FactView(
            name="authenticity", value=verdict.authenticity.value, source=signer, at=verdict.at
        )
        if verdict.code:
            yield FactView(
                name="authenticity_cause", value=verdict.code, source=signer, at=verdict.at
            )
    if seen.repaired:
        yield FactView(name="zone", value="repaired", source="operator", at=seen.at)


def representation_facts(shown: Representation | None) -> Iterator[FactView]:
    """For whom the visitor acts, and by what right."""
    if shown is None:
        return
    yield FactView(name="representative", value=shown.kind.value, source="document", at=shown.at)
    yield FactView(
        name="authority", value=shown.authority.kind.value, source="document", at=shown.at
    )
    looked = shown.authority.revocation
    if looked is not None:
        yield FactView(
            name="revocation", value=looked.result.value, source=looked.source, at=looked.at
        )
    if shown.former is not None and shown.former_at is not None:
        yield _former_fact(shown.former, shown.former_at)


def _former_fact(paper: AuthorityDocument, at: datetime) -> FactView:
    """Number and dates of the document that lay here last time, beside today's."""
    dates = " – ".join(f"{day:%d.%m.%Y}" for day in (paper.issued_on, paper.valid_until) if day)
    value = f"№ {paper.number}" + (f", {dates}" if dates else "")
    return FactView(name="authority_before", value=value, source=f"{at:%d.%m.%Y}")


def consent_facts(case: Case, passport: Passport | None) -> Iterator[FactView]:
    """Each needed consent with the act that was last, whoever said it (R-073)."""
    needed = needed_consents(case, passport) if passport is not None else ()
    for kind in ConsentKind:
        act = case.consent(kind)
        if act is not None or kind in needed:
            yield FactView(
                name=f"consent_{kind.value.lower()}",
                value=act.state.value if act is not None else "needed",
                source=act.form.value if act is not None else "rule",
                at=act.at if act is not None else None,
            )


def participant_facts(case: Case, passport: Passport | None) -> Iterator[FactView]:
    """Who takes part beside the applicant, each with source and time, or that they are awaited."""
    for part in parts_of(case, passport) if passport is not None else ():
        who = part.who.in_(case.language)
        if part.one is None:
            if part.missing:
                yield FactView(name="participant", value=f"{who}: —", source="rule")
            continue
        seen = part.one.identification
        source = seen.source.value
        name = part.one.person.name.full
        yield FactView(name="participant", value=f"{who}: {name}", source=source, at=seen.at)
        iin = part.one.person.iin
        if iin:
            hidden = masked_iin(iin)
            yield FactView(
                name="participant_iin", value=iin, masked=hidden, source=source, at=seen.at
            )
        yield from representation_facts(part.one.representation)


def obtained_facts(case: Case, passport: Passport | None) -> Iterator[FactView]:
    """What the state's systems said, each with its system and time (R-113, R-079)."""
    for entry in case.documents:
        row = passport.document(entry.row_id) if passport is not None else None
        if entry.source is RowSource.SYSTEM_DATA and row is not None:
            yield FactView(
                name="obtained",
                value=row.name.in_(case.language),
                source=row.obtainable_from,
                at=entry.at,
            )


def sending_facts(sending: Sending) -> Iterator[FactView]:
    """Every stage that is proved, each with its own moment, the furthest last (R-156)."""
    stage, at = sending.reached
    reached = (
        (SendingStage.ON_ITS_WAY, sending.left_at),
        (SendingStage.DELIVERED, sending.delivered_at),
        (SendingStage.REGISTERED, sending.registered_at),
    )
    moments = {proved: when for proved, when in reached if when is not None}
    for proved, when in (moments | {stage: at}).items():
        source = "exchange" if proved in _OUR_OWN else "provider"
        yield FactView(name="sending", value=proved.value, source=source, at=when)


def case_facts(case: Case, passport: Passport | None = None) -> tuple[FactView, ...]:
    """What the right side of the window says of a case."""
    facts = [
        *applicant_facts(case.applicant, case.identification),
        *chip_facts(case.identification),
        *representation_facts(case.representation),
        *consent_facts(case, passport),
        *participant_facts(case, passport),
        *obtained_facts(case, passport),
    ]
    if case.registration is not None:
        filed = case.registration.filed_at
        facts.append(FactView(name="number", value=case.number, source="server", at=filed))
    sending = case.sending
    if sending is not None:
        facts += sending_facts(sending)
    if sending is not None and sending.provider_number:
        facts.append(
            FactView(
                name="provider_number",
                value=sending.provider_number,
                source="provider",
                at=sending.registered_at,
            )
        )
    storage = case.storage
    if storage is not None:
        facts.append(
            FactView(name="cell", value=storage.cell, source="scan", at=storage.arrived_at)
        )
        if storage.until is not None:
            until = f"{storage.until:%d.%m.%Y}"
            facts.append(
                FactView(name="kept_until", value=until, source="rule", at=storage.arrived_at)
            )
    return tuple(facts)
