"""The ten absolute guards and the laws of the states, written once more and apart from the rules.

Each guard looks at the store before and after one step and tells in words what it should never see.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from app.catalogue.practice import practice
from app.domain.branch import Role
from app.domain.case import (
    Case,
    Consent,
    ConsentKind,
    ConsentState,
    RowSource,
)
from app.domain.case import RowState as Row
from app.domain.case_states import TRANSITIONS, Mark
from app.domain.case_states import CaseState as S
from app.domain.passport import Carrier
from app.rules.checklist import applicable_rows
from app.usecases.outcome import Status
from tests.flow.model_custody_guards import CUSTODY_GUARDS
from tests.flow.model_package import lacking
from tests.flow.model_step import Step

DRAFTS = {S.DRAFT, S.CHECKING, S.DRAFT_PENDING_DATA, S.AWAITING_CONSENT, S.READY_TO_SIGN}
WAYS = {(row.verb, source, row.target) for row in TRANSITIONS for source in row.sources}


def given(case: Case, kind: ConsentKind, at: datetime) -> Consent | None:
    """The consent of that kind that stood at the moment."""
    acts = [act for act in case.consents if act.kind is kind and act.at < at]
    return acts[-1] if acts and acts[-1].state is ConsentState.GIVEN else None


def no_bug(step: Step) -> Iterator[str]:
    """No step ends in an error of the program."""
    if step.outcome.status is Status.BUG:
        yield f"{step.word} ended in a bug"


def a_no_changes_nothing(step: Step) -> Iterator[str]:
    """A step that was not done leaves nothing but a line in the action log."""
    if step.outcome.status is not Status.OK and not step.before.same_but_for_the_log(step.after):
        yield f"{step.word} was {step.outcome.status} and changed the store"


def states_by_the_table(step: Step) -> Iterator[str]:
    """Every change of state is a row of the table, and histories only grow."""
    for former, case in step.changed():
        past = former.history if former is not None else ()
        if case.history[: len(past)] != past:
            yield f"the history of {case.draft_code} was rewritten"
        state: S | None = former.state if former is not None else None
        for change in case.history[len(past) :]:
            if (change.verb, state, change.state) not in WAYS:
                yield f"{case.draft_code}: {state} → {change.state} by {change.verb} is no way"
            state = change.state
        if state is not case.state:
            yield f"{case.draft_code} is {case.state}, its history says {state}"


def acts_are_kept(step: Step) -> Iterator[str]:
    """Consents are only added; what was registered stands as it was promised."""
    for former, case in step.changed():
        if former is None:
            continue
        if case.consents[: len(former.consents)] != former.consents:
            yield f"the consents of {case.draft_code} were rewritten"
        old, new = former.registration, case.registration
        if old is not None and (
            new is None or old.issue_date != new.issue_date or old.number != new.number
        ):
            yield f"what was promised in {case.number} was changed"
        if former.signature is not None and former.signature != case.signature:
            yield f"the signature of {case.draft_code} was changed"
        frozen = former.state not in DRAFTS
        if frozen and (former.fields, former.documents) != (case.fields, case.documents):
            yield f"the signed content of {case.draft_code} was changed"


def accepted_only_complete(step: Step) -> Iterator[str]:
    """Ready, signed or registered only with a whole package on that day (guard 3 from the back)."""
    for _, case in step.entered(S.READY_TO_SIGN, S.SIGNED, S.REGISTERED):
        passport = step.passport(case)
        gaps = list(lacking(case, passport, step.now.date())) if passport else ["passport"]
        if gaps and not (case.state is S.REGISTERED and case.signature):
            yield f"{case.draft_code} is {case.state} without {gaps}"


def refused_only_with_a_reason(step: Step) -> Iterator[str]:
    """Guards 2, 3, 8: a refusal names rows of the applicant that are absent or expired."""
    for former, case in step.entered(S.INTAKE_REFUSED):
        passport, refusal = step.passport(case), case.refusal
        if passport is None or refusal is None or former is None:
            yield f"{case.draft_code} was refused without a receipt"
            continue
        if not list(lacking(former, passport, step.now.date())):
            yield f"{case.draft_code} was refused with a complete package"
        if case.number or case.registration or not (refusal.missing or refusal.expired):
            yield f"{case.draft_code}: a refusal without documents, or with a number"
        rows = {row.id: row for row in applicable_rows(former, passport)}
        for named in (*refusal.missing, *refusal.expired):
            row, entry = rows.get(named.row_id), former.document(named.row_id)
            asked = entry is not None and entry.not_found_at is not None
            if row is None or (row.state_held and not (row.fallback and asked)):
                yield f"{case.draft_code}: refused for {named.row_id}, which is not the applicant's"
        if former.state is not S.CHECKING:
            yield f"{case.draft_code} was refused from {former.state}"


def absent_only_if_the_applicants(step: Step) -> Iterator[str]:
    """Guard 8: what the state holds is never written down as the applicant's fault."""
    for _, case in step.changed():
        passport = step.passport(case)
        for entry in case.documents:
            row = passport.document(entry.row_id) if passport else None
            if row is None:
                yield f"{case.draft_code}: the row {entry.row_id} stands in no list"
            elif (
                entry.state is Row.ABSENT
                and row.state_held
                and not (row.fallback and entry.not_found_at)
            ):
                yield f"{case.draft_code}: {row.id} is marked absent"


def asked_only_with_consent(step: Step) -> Iterator[str]:
    """Guard 1: no question to a protected source before consent A, and none after it was taken back."""
    for request in step.questions:
        case = step.before.cases.get(request.case_id)
        passport = step.passport(case) if case else None
        row = passport.document(request.params.get("row", "")) if passport else None
        if case is None or row is None:
            yield f"a question about {request.what} belongs to nothing"
            continue
        act = case.consent(ConsentKind.A)
        if row.protected_secret and (act is None or act.state is not ConsentState.GIVEN):
            yield f"{case.draft_code}: {row.id} was asked without consent A"


def signed_with_own_key(step: Step) -> Iterator[str]:
    """Guard 4: consent B before the signature, the confirmed text, the key of who signed."""
    for _, case in step.entered(S.SIGNED):
        signed = case.signature
        if signed is None:
            yield f"{case.draft_code} is signed without a signature"
            continue
        if given(case, ConsentKind.B, signed.at) is None:
            yield f"{case.draft_code} was signed without consent B"
        if case.confirmation is None:
            yield f"{case.draft_code} was signed unconfirmed"
        roles = practice().operators[signed.signer_id].roles
        if not roles & {"OPR", "VID"}:
            yield f"{case.draft_code} was signed by {signed.signer_id}, who is {set(roles)}"


def registered_with_reason(step: Step) -> Iterator[str]:
    """A number only with the registration; the registration only signed, or by the road of D-14."""
    numbers: dict[str, str] = {}
    for id_, case in step.after.cases.items():
        if case.number and numbers.setdefault(case.number, id_) != id_:
            yield f"the number {case.number} was given twice"
    for _, case in step.changed():
        if bool(case.number) is not (case.registration is not None):
            yield f"{case.draft_code}: number and registration do not go together"
    for _, case in step.entered(S.REGISTERED):
        insisted = Mark.NO_CONSENT in case.marks and case.paper_application_signed
        if case.signature is None and not insisted:
            yield f"{case.number} was registered unsigned"
        if case.signature is not None and Mark.NO_CONSENT in case.marks:
            yield f"{case.number} is signed and marked as without consent"
        if insisted and (case.carrier is not Carrier.PAPER or _holds_secrets(step, case)):
            yield f"{case.number} holds restricted data without consent"


def _holds_secrets(step: Step, case: Case) -> bool:
    passport = step.passport(case)
    rows = {row.id for row in passport.documents if row.protected_secret} if passport else set()
    return any(entry.row_id in rows and entry.state is Row.OBTAINED for entry in case.documents)


def sent_only_with_consent(step: Step) -> Iterator[str]:
    """The first sending by the electronic road needs that the last word on consent C is yes."""
    for former, case in step.entered(S.SENT):
        electronic = case.sending is not None and case.sending.route == "electronic"
        first = former is not None and former.state is S.REGISTERED
        act = case.consent(ConsentKind.C)
        given_c = act is not None and act.state is ConsentState.GIVEN
        if electronic and first and not given_c:
            yield f"{case.number} was sent without consent C"


def originals_go_back(step: Step) -> Iterator[str]:
    """R-109: nothing is signed and no visit ends while an original that was shown is still here."""
    for _, case in step.entered(S.READY_TO_SIGN, S.SIGNED):
        yield from (f"{case.draft_code}: {row} is kept here" for row in _kept_here(step, case))
    for id_, visit in step.after.visits.items():
        before = step.before.visits.get(id_)
        if visit.open or before is None or not before.open:
            continue
        for case in step.after.cases.values():
            if case.visit_id == id_ and case.state in DRAFTS:
                yield from (f"the visit ended with {row}" for row in _kept_here(step, case))


def _kept_here(step: Step, case: Case) -> Iterator[str]:
    passport = step.passport(case)
    for entry in case.documents:
        row = passport.document(entry.row_id) if passport else None
        shown = entry.source is RowSource.ORIGINAL_SHOWN and entry.state is Row.PRESENT
        if shown and not entry.returned and not (row and row.retained_by_act):
            yield entry.row_id


def nothing_charged_for_free(step: Step) -> Iterator[str]:
    """Guard 7: a free service has no payment."""
    for _, case in step.changed():
        passport = step.passport(case)
        if passport and passport.fee and passport.fee.free_for(case.fee_key) and case.payment:
            yield f"{case.draft_code} is free and has a payment"


def logged_and_rated_by_visitors(step: Step) -> Iterator[str]:
    """Guard 10: every change is in the log, but for the visitor's own rating; staff never rates."""
    if step.after.lines < step.before.lines:
        yield "the action log has become shorter"
    moved = step.before.cases != step.after.cases or step.before.units != step.after.units
    if moved and not step.after.log and step.word != "rate":
        yield f"{step.word} changed a case and is not in the log"
    rated = step.after.counts["ratings"] - step.before.counts["ratings"]
    by_the_visitor = step.word == "rate" and step.values.get("surface") == "applicant_screen"
    if rated and not (by_the_visitor and rated == 1):
        yield f"{step.word} by staff made a rating"


_OF_THE_PERSON = frozenset(
    {"fill_form", "form_application", "give_consent", "request_consent", "refuse_consent", "insist",
     "request_data", "present", "mark_absent", "mark_not_applicable", "return_original",
     "note_doubt", "note_difference", "finish_check", "confirm_text", "pay", "sign",
     "refuse_intake", "choose_language"}
)  # fmt: skip


def only_in_the_persons_visit(step: Step) -> Iterator[str]:
    """R-072: a draft goes on only while its own person's visit is open at the desk."""
    if step.word not in _OF_THE_PERSON or not step.outcome.ok:
        return
    for former, case in step.changed():
        visit = step.before.visits.get(former.visit_id) if former else None
        if former is None or former.state not in DRAFTS or (visit is not None and visit.open):
            continue
        yield f"{case.draft_code}: {step.word} without its person at the desk"


def consents_by_the_person(step: Step) -> Iterator[str]:
    """R-081: a consent is given, refused or taken back while its person stands at the desk."""
    if step.word not in ("give_consent", "refuse_consent", "withdraw_consent"):
        return
    for former, case in step.changed():
        if former is None or former.consents == case.consents:
            continue
        visit = next((v for v in step.before.visits.values() if v.open and v.desk == "3"), None)
        seen = visit.identification.person if visit and visit.identification else None
        known = (case.identification.person, case.applicant.person)
        for_whom = visit.representation.principal if visit and visit.representation else seen
        here = [person for person in (seen, for_whom) if person is not None]
        if not any(person and person.same_as(who) for person in known for who in here):
            yield f"{case.draft_code}: {step.word} by nobody at the desk"


_INTAKE = frozenset({Role.OPR, Role.VID, Role.TRN, Role.TRE})
_SECTOR = frozenset({Role.ISS, Role.SUP, Role.TRN, Role.TRE})
_RUNS = frozenset({Role.HND, Role.SUP, Role.TRN, Role.TRE})
_HOLDERS: Mapping[str, frozenset[Role]] = {
    **dict.fromkeys((*_OF_THE_PERSON, "choose_service", "register", "send", "withdraw"), _INTAKE),
    "sign": frozenset({Role.OPR, Role.VID}),
    "hand_over": _RUNS,
    "receive_result": _RUNS,
    "issue": _SECTOR,
    "to_issuing_sector": _SECTOR | {Role.HND},
    "return_unclaimed": _SECTOR | {Role.HND},
    "reopen": frozenset({Role.SUP}),
    "close_discrepancy": frozenset({Role.SUP}),
    "decide_held": frozenset({Role.BRM}),
}


def only_by_role(step: Step) -> Iterator[str]:
    """Each act of the log stands under a role that its employee holds and that may do it."""
    for line in step.after.log:
        allowed, role = _HOLDERS.get(line["verb"]), line["role"]
        holds = practice().operators[line["actor"]].roles
        if allowed is not None and (role not in allowed or role not in holds):
            yield f"{line['verb']} by {line['actor']} as {role}"


Guard = Callable[[Step], Iterator[str]]
GUARDS: Mapping[str, Guard] = {
    guard.__name__: guard
    for guard in (
        no_bug, a_no_changes_nothing, states_by_the_table, acts_are_kept, accepted_only_complete,
        refused_only_with_a_reason, absent_only_if_the_applicants, asked_only_with_consent,
        signed_with_own_key, registered_with_reason, sent_only_with_consent,
        originals_go_back, nothing_charged_for_free, logged_and_rated_by_visitors, only_in_the_persons_visit,
        consents_by_the_person, only_by_role, *CUSTODY_GUARDS,
    )
}  # fmt: skip


def broken(step: Step) -> list[str]:
    """What no guard should ever have seen, each with the guard's name."""
    return [f"{name}: {words}" for name, guard in GUARDS.items() for words in guard(step)]
