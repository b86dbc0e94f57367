"""Open a draft for a service of the register, or for several by «one application»."""

from dataclasses import dataclass, replace

from app.domain.case import Applicant, Case, FieldSource, StateChange
from app.domain.case_states import CaseState, Mark
from app.domain.finding import Finding
from app.domain.identification import Identification, Representation
from app.domain.language import Lang
from app.domain.passport import Carrier, Channel, Passport
from app.domain.visit import Visit
from app.errors import InputInvalid, declare
from app.rules.form import with_formed_values
from app.rules.promises import carrier_stated
from app.usecases.case_view import case_view
from app.usecases.intake import Change, each, settle, unconfirmed
from app.usecases.notice import unread_notices
from app.usecases.outcome import Outcome
from app.usecases.person_input import plain
from app.usecases.situation import case_meant, facts_of, note, passport_of, visit_here
from app.usecases.transit import Blocked, check, obstacles, require
from app.usecases.visit_view import visit_view
from app.usecases.work import Work
from i18n import N_

WITHOUT_PERSON = ("choose_service.visit_open", "choose_service.person_identified")
SERVICE_UNKNOWN = declare(
    "service.unknown",
    N_("The register has no service «{service}»."),
    N_("Search by words of its name; a service that is not in the register is not opened."),
)
TERM_UNKNOWN = declare(
    "service.term_unknown",
    N_("The service has no term «{term}»."),
    N_("Choose one of the terms of the passport; nobody types a term at the counter."),
)
FEE_UNKNOWN = declare(
    "service.fee_unknown",
    N_("The service has no fee «{fee}» today."),
    N_("Choose one of the fees of the passport; nobody types a sum at the counter."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseService:
    """Open a case (word ``choose_service``). ``language`` is that of the papers and has no default.

    ``services`` names several for «one application»; a passport with members opens them by itself.
    Empty ``term``, ``fee`` and ``carrier`` take the passport's only or first one.
    """

    service: str = ""
    services: tuple[str, ...] = ()
    language: Lang
    term: str = ""
    fee: str = ""
    category: str = ""
    channel: Channel = Channel.CORPORATION
    carrier: Carrier | None = None
    result_form: str = ""
    previous_case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLanguage:
    """Change the language of the case's papers before the receipt (word ``choose_language``)."""

    case: str = ""
    language: Lang


def handle_choose_service(command: ChooseService, work: Work) -> Outcome:
    """Open a draft, or for «one application» a parent with a draft for each service."""
    visit = visit_here(work)
    seen = visit.identification if visit is not None else None
    wanted = services_of(command, work)
    if visit is None or seen is None:
        check(WITHOUT_PERSON, facts_of(work, visit=visit))
        raise LookupError("no rule stopped a case without a person")
    before = former_case(command, work)
    drafts: list[Case] = []
    warnings: list[Finding] = []
    for passport in wanted:
        draft = draft_of(command, work, visit, seen, passport)
        warnings += require(
            obstacles(
                "choose_service",
                None,
                facts_of(
                    work,
                    visit=visit,
                    passport=passport,
                    proposed_case=draft,
                    unread_notices=unread_notices(work, passport.id),
                ),
            )
        )
        drafts.append(with_former(draft, before))
    opened = _opened(work, drafts)
    work.store.visits.save(replace(visit, case_ids=(*visit.case_ids, opened.id)))
    note(work, "choose_service", opened, facts={"services": " ".join(p.id for p in wanted)})
    fresh = visit_here(work)
    return Outcome(
        case=case_view(opened, work),
        visit=visit_view(fresh, work) if fresh is not None else None,
        findings=tuple(warnings),
        changes=(f"case:{opened.id}", "visit", "drafts"),
        facts={"draft": opened.draft_code},
    )


def services_of(command: ChooseService, work: Work) -> tuple[Passport, ...]:
    """The passports that are meant, a bundle as its members. Raises ``InputInvalid`` or
    ``Blocked``."""
    named = command.services or ((command.service,) if command.service else ())
    if not named:
        raise InputInvalid(SERVICE_UNKNOWN, field="service", service="—")
    found: list[Passport] = []
    for service in named:
        passport = _newest(work, service)
        members = passport.members or (service,)
        found += [passport] if members == (service,) else [_newest(work, m) for m in members]
    return tuple({passport.id: passport for passport in found}.values())


def _newest(work: Work, service: str) -> Passport:
    """The edition in force today, else the newest: its own rule then says why it cannot be opened."""
    today = work.now.date()
    found = work.services.in_force(service, today) or work.services.get(service)
    if found is None:
        raise InputInvalid(SERVICE_UNKNOWN, field="service", service=plain(service)[:80])
    return found


def draft_of(
    command: ChooseService, work: Work, visit: Visit, seen: Identification, passport: Passport
) -> Case:
    """The draft as it would be opened. Raises ``InputInvalid`` for a term or price that is not in
    the passport, ``Blocked`` when no carrier is known."""
    shown = visit.representation
    draft = Case(
        id=work.new_id(),
        state=CaseState.DRAFT,
        marks=frozenset({Mark.PRACTICE}) if work.branch.practice else frozenset(),
        draft_code=str(work.store.numbers.next("draft", work.desk, work.now.date())),
        branch_id=work.branch.code,
        desk=work.desk,
        visit_id=visit.id,
        opened_at=work.now,
        opened_by=work.actor.id,
        language=command.language,
        service_id=passport.id,
        edition=passport.edition,
        term_key=_term_key(command, passport),
        fee_key=_fee_key(command, passport, work),
        category=command.category,
        channel=command.channel,
        carrier=_carrier(command, passport),
        result_form=command.result_form,
        applicant=_applicant(shown, seen),
        identification=seen,
        representation=shown,
        history=(
            StateChange(
                state=CaseState.DRAFT,
                verb="choose_service",
                at=work.now,
                operator_id=work.actor.id,
            ),
        ),
    )
    return replace(draft, fields=with_formed_values(draft, passport))


def _applicant(shown: Representation | None, seen: Identification) -> Applicant:
    if shown is None:
        return Applicant(person=seen.person)
    if shown.organisation is not None:
        return Applicant(organisation=shown.organisation)
    return Applicant(person=shown.principal)


def _term_key(command: ChooseService, passport: Passport) -> str:
    known = {term.key for term in passport.counter_terms()}
    if not command.term or (command.services and command.term not in known):
        term = passport.term()
        return term.key if term is not None else ""
    if command.term not in known:
        raise InputInvalid(TERM_UNKNOWN, field="term", term=plain(command.term)[:80])
    return command.term


def _fee_key(command: ChooseService, passport: Passport, work: Work) -> str:
    """The named price, or the only one: of several none is taken by guess."""
    items = passport.fee.items if passport.fee is not None else ()
    keys = list(dict.fromkeys(item.key for item in items if item.in_force(work.now.date())))
    if not command.fee or (command.services and command.fee not in keys):
        return keys[0] if len(keys) == 1 else ""
    if command.fee not in keys:
        raise InputInvalid(FEE_UNKNOWN, field="fee", fee=plain(command.fee)[:80])
    return command.fee


def _carrier(command: ChooseService, passport: Passport) -> Carrier:
    if command.carrier is not None:
        return command.carrier
    if not passport.carriers:
        raise Blocked((carrier_stated.finding(subject="carrier"),))
    return passport.carriers[0]


def former_case(command: ChooseService, work: Work) -> Case | None:
    """The case that this one repeats. Raises ``InputInvalid`` when it is not there."""
    return case_meant(work, command.previous_case) if command.previous_case else None


def with_former(draft: Case, before: Case | None) -> Case:
    """What the same applicant filled in themselves last time; never what systems held (R-079).

    Nothing ever bars a repeated application (R-153).
    """
    if before is None:
        return draft
    linked = replace(draft, previous_case=before.id)
    if before.service_id != draft.service_id or not _same_applicant(draft, before):
        return linked
    filled = {entry.field_id for entry in draft.fields}
    kept = (
        entry
        for entry in before.fields
        if entry.source is not FieldSource.SYSTEM and entry.field_id not in filled
    )
    return replace(linked, fields=(*draft.fields, *kept))


def _same_applicant(one: Case, other: Case) -> bool:
    a, b = one.applicant, other.applicant
    if a.organisation is not None or b.organisation is not None:
        return (
            a.organisation is not None
            and b.organisation is not None
            and (a.organisation.bin == b.organisation.bin)
        )
    return a.person is not None and b.person is not None and a.person.same_as(b.person)


def _opened(work: Work, drafts: list[Case]) -> Case:
    """The one draft, or the parent of several."""
    if len(drafts) == 1:
        work.store.cases.add(drafts[0])
        return drafts[0]
    first = drafts[0]
    parent = replace(
        first,
        id=work.new_id(),
        service_id="",
        edition="",
        term_key="",
        fee_key="",
        fields=(),
        children=tuple(draft.id for draft in drafts),
    )
    work.store.cases.add(parent)
    for number, draft in enumerate(drafts, start=1):
        code = f"{first.draft_code}/{number}"
        work.store.cases.add(replace(draft, parent_id=parent.id, draft_code=code))
    return parent


def handle_choose_language(command: ChooseLanguage, work: Work) -> Outcome:
    """The applicant wants the papers in the other language: the text is shown and confirmed anew."""
    addressed = case_meant(work, command.case)

    def change(case: Case) -> Change:
        check(("complete.editable",), facts_of(work, case))
        passport = passport_of(work, case)
        turned = unconfirmed(case, language=command.language)
        if passport is not None:
            turned = replace(turned, fields=with_formed_values(turned, passport))
        return Change(before=case, after=turned, facts={"language": command.language.value})

    changes = each(work, addressed, change)
    if addressed.children:
        addressed = work.store.cases.save(replace(addressed, language=command.language))
    return settle(work, "choose_language", addressed, changes)
