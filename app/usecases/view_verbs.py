"""What may be done with a case now, and what stands in the way: the rules asked in advance."""

from collections.abc import Iterable, Mapping

from app.domain.case import Case, ConsentState, RowState
from app.domain.case_states import TERMINAL, TRANSITIONS, CaseState
from app.domain.finding import Finding
from app.rules.checklist import rows_and_entries
from app.rules.facts import Facts
from app.rules.postpone import DRAFTS
from app.rules.register import RECEIPT_CHECKS
from app.rules.registry import judge
from app.rules.roles import OF_THE_DESK, role_for
from app.usecases.transit import guards_of, obstacles
from app.usecases.views import VerbView
from app.usecases.work import Work

_ASKED_OF_THE_MOMENT = frozenset(
    {"sign.own_official_certificate", "sign.signature_verifies", "consent.explained",
     "consent.paper_application_signed", "issue.code_scanned", "issue.acknowledged",
     "issue.refusal_explained", "hand_over.register_acknowledged", "receive_result.kind_classified",
     "receive_result.provider_number", "receive_result.code_scanned",
     "receive_result.signature_valid", "store.code_scanned", "store.cell_assigned",
     "return_unclaimed.code_scanned", "return_unclaimed.provider_acknowledged",
     "withdraw.signed_statement"}
)  # fmt: skip
"""Guards that only the step itself can satisfy: they are no obstacle beforehand."""

_SPOKEN = {"record_signature": "sign"}
"""Words of the table that a person says in another form."""

_EXTRA: Mapping[str, tuple[str, ...]] = {
    "sign": RECEIPT_CHECKS,
    "insist": ("consent.refusal_stands", *RECEIPT_CHECKS),
}
"""What a step is judged by beside its row in the table."""

_BESIDE: Mapping[str, tuple[frozenset[CaseState], tuple[str, ...]]] = {
    "choose_language": (DRAFTS, ()),
    "fill_form": (DRAFTS, ()),
    "give_consent": (DRAFTS, ()),
    "refuse_consent": (DRAFTS, ()),
    "confirm_text": (DRAFTS, ("complete.forms_filled",)),
    "pay": (DRAFTS, ("pay.not_free", "pay.sum_known")),
    "postpone": (DRAFTS, ()),
    "acknowledge_refusal": (frozenset({CaseState.INTAKE_REFUSED}), ()),
}
"""Words that move no case: the states in which they may be said, and the rules that judge them."""

_FORWARD = ("form_application", "finish_check", "sign", "register", "send", "pack", "issue")
_SILENT = (RowState.OPEN, RowState.NOT_FOUND, RowState.OUTAGE)


def verb_views(work: Work, case: Case, facts: Facts) -> tuple[VerbView, ...]:
    """Every way out of the present state that a person may take, and every word that moves nothing,
    each with its obstacles."""
    views: dict[str, VerbView] = {}
    for row in TRANSITIONS:
        word = _SPOKEN.get(row.verb, row.verb)
        if case.state in row.sources and word not in views and word not in OF_THE_DESK:
            found = obstacles(row.verb, case.state, facts)
            views[word] = _verb(word, (*found, *_judged(_EXTRA.get(word, ()), facts)))
    for word, (states, rules) in _BESIDE.items():
        if case.state in states and word not in views:
            views[word] = _verb(word, _judged(rules, facts))
    for word in _by_content(case, facts):
        views[word] = _verb(word, ())
    return tuple(v for v in views.values() if role_for(v.word, work.actor, work.branch) is not None)


def _judged(rules: Iterable[str], facts: Facts) -> tuple[Finding, ...]:
    return judge(guards_of(rules), facts, facts.now.date())


def _verb(word: str, findings: Iterable[Finding]) -> VerbView:
    """The verb with each obstacle once, told apart by rule and subject."""
    beforehand = (finding for finding in findings if finding.rule not in _ASKED_OF_THE_MOMENT)
    found = tuple({(f.rule, f.subject): f for f in beforehand}.values())
    return VerbView(word=word, allowed=not any(f.blocks for f in found), findings=found)


def _by_content(case: Case, facts: Facts) -> list[str]:
    """Words that need something in the case to speak of."""
    words = []
    if case.state in DRAFTS and any(
        row.state_held and entry.state in _SILENT for row, entry in rows_and_entries(facts)
    ):
        words.append("request_data")
    if case.state not in TERMINAL:
        words.append("request_consent")
        given = {act.kind for act in case.consents if act.state is ConsentState.GIVEN}
        last = (case.consent(kind) for kind in given)
        if any(act is not None and act.state is ConsentState.GIVEN for act in last):
            words.append("withdraw_consent")
    if case.registration is not None or case.refusal is not None:
        words.append("request_paper")
    return words


def in_the_way(verbs: Iterable[VerbView], case: Case, facts: Facts) -> tuple[Finding, ...]:
    """What stands in the way of going on: the obstacles of the first forward verb; a draft that has
    none waits for an answer."""
    for verb in verbs:
        if verb.word in _FORWARD and verb.findings:
            return verb.findings
    waits = case.state is CaseState.DRAFT_PENDING_DATA
    return _judged(("complete.no_row_pending",), facts) if waits else ()


def together(views: Iterable[tuple[VerbView, ...]]) -> tuple[VerbView, ...]:
    """The verbs of several members as one: a word may be said when one member can take it."""
    by_word: dict[str, list[VerbView]] = {}
    for verbs in views:
        for verb in verbs:
            by_word.setdefault(verb.word, []).append(verb)
    return tuple(_one(word, said) for word, said in by_word.items())


def _one(word: str, said: list[VerbView]) -> VerbView:
    found = _verb(word, (finding for verb in said for finding in verb.findings)).findings
    return VerbView(word=word, allowed=any(verb.allowed for verb in said), findings=found)
