"""What may be done with a case now, and what stands in the way: the state table asked in advance."""

from collections.abc import Iterable

from app.domain.case import Case
from app.domain.case_states import TRANSITIONS
from app.domain.finding import Finding
from app.rules.facts import Facts
from app.rules.roles import OF_THE_DESK, role_for
from app.usecases.transit import obstacles
from app.usecases.views import VerbView
from app.usecases.work import Work

_ASKED_OF_THE_MOMENT = frozenset(
    {"sign.own_official_certificate", "sign.signature_verifies", "issue.code_scanned",
     "issue.acknowledged", "issue.refusal_explained", "refuse_intake.receipt_names_documents"}
)  # fmt: skip
"""Guards that only the step itself can satisfy: they are no obstacle beforehand."""

_SPOKEN = {"record_signature": "sign"}
"""Words of the table that a person says in another form."""


def verb_views(work: Work, case: Case, facts: Facts) -> tuple[VerbView, ...]:
    """Every way out of the present state that a person may take, each with its obstacles."""
    views: dict[str, VerbView] = {}
    for row in TRANSITIONS:
        word = _SPOKEN.get(row.verb, row.verb)
        if case.state not in row.sources or word in views or word in OF_THE_DESK:
            continue
        if role_for(word, work.actor, work.branch) is None:
            continue
        found = _beforehand(obstacles(row.verb, case.state, facts))
        allowed = not any(finding.blocks for finding in found)
        views[word] = VerbView(word=word, allowed=allowed, findings=found)
    return tuple(views.values())


def _beforehand(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.rule not in _ASKED_OF_THE_MOMENT)


def in_the_way(verbs: Iterable[VerbView]) -> tuple[Finding, ...]:
    """What stands in the way of going on: the obstacles of the first forward verb."""
    forward = ("form_application", "finish_check", "sign", "register", "send", "pack", "issue")
    for verb in verbs:
        if verb.word in forward and verb.findings:
            return verb.findings
    return ()
