"""Refuse to accept an incomplete package or expired documents, with the receipt that names them."""

from dataclasses import dataclass, replace

from app.domain.case import Case, IntakeRefusal
from app.domain.case_states import transitions_for
from app.errors import InputInvalid, declare
from app.rules.facts import Facts
from app.rules.refuse_intake import refusable
from app.usecases.draft_facts import intake_facts
from app.usecases.intake import Change, each, settle
from app.usecases.outcome import Outcome
from app.usecases.papers import keep_paper, order_print
from app.usecases.person_input import LONGEST_ADDRESS, plain
from app.usecases.refusal_paper import refusal_receipt
from app.usecases.situation import case_meant, facts_of
from app.usecases.transit import check, move
from app.usecases.work import Work
from i18n import N_

ACKNOWLEDGEMENT_UNKNOWN = declare(
    "refusal.acknowledgement",
    N_("The acknowledgement is not one of those that exist."),
    N_("Choose: signed, or declined to sign."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseIntake:
    """Refuse intake (word ``refuse_intake``). The reasons come from the checklist, never from here.

    ``acknowledgement``: ``signed`` or ``declined``; a refusal to sign never stops the receipt.
    """

    case: str = ""
    explained: bool = False
    acknowledgement: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeRefusal:
    """The applicant signed the branch's copy, or declined to (word ``acknowledge_refusal``)."""

    case: str = ""
    acknowledgement: str


ACKNOWLEDGEMENTS = ("", "signed", "declined")


def handle_refuse_intake(command: RefuseIntake, work: Work) -> Outcome:
    """Refuse with the receipt in the same act; of a bundle only the members that have a reason."""
    addressed = case_meant(work, command.case)
    acknowledgement = _acknowledgement(command.acknowledgement)

    def refuse(case: Case) -> Change:
        facts = intake_facts(work, case, explained=command.explained)
        if case.state in _SOURCES:
            check((*_GUARDS, "refuse_intake.explained"), facts)
        return _refused(work, case, facts, command, acknowledgement)

    changes = each(work, addressed, refuse)
    return settle(work, "refuse_intake", addressed, changes, lists=("papers", "drafts"))


_TABLE = next(transitions_for("refuse_intake"))
_GUARDS, _SOURCES = _TABLE.guards, _TABLE.sources


def _acknowledgement(given: str) -> str:
    if given not in ACKNOWLEDGEMENTS:
        raise InputInvalid(ACKNOWLEDGEMENT_UNKNOWN, field="acknowledgement")
    return given


def _refused(
    work: Work, case: Case, facts: Facts, command: RefuseIntake, acknowledgement: str
) -> Change:
    named = refusable(facts)
    moved, warnings = move(case, "refuse_intake", facts)
    refusal = IntakeRefusal(
        number="",
        missing=named.missing,
        expired=named.expired,
        at=work.now,
        operator_id=work.actor.id,
        receipt_paper_id="",
        acknowledged=acknowledgement,
    )
    address = plain(command.address)[:LONGEST_ADDRESS]
    paper = refusal_receipt(work, case, refusal, address)
    receipt = keep_paper(work, paper, case.id)
    # One number on the screen, on the paper and in the list: the refusal is its receipt.
    number = paper.head.number
    work.store.papers.mark_delivered(receipt.id, "shown_on_screen")
    order_print(work, receipt)
    return Change(
        before=case,
        after=replace(moved, refusal=replace(refusal, number=number, receipt_paper_id=receipt.id)),
        findings=warnings,
        papers=(receipt,),
        facts={
            "refusal": number,
            "reasons": " ".join(reason.value for reason in named.reasons),
            "rows": " ".join(doc.row_id for doc in (*named.missing, *named.expired)),
        },
    )


def handle_acknowledge_refusal(command: AcknowledgeRefusal, work: Work) -> Outcome:
    """Signed, or the dated note «declined»; either way the receipt was given (R-147)."""
    addressed = case_meant(work, command.case)
    given = _acknowledgement(command.acknowledgement)

    def acknowledge(case: Case) -> Change:
        check(("refuse_intake.was_refused",), facts_of(work, case))
        assert case.refusal is not None  # noqa: S101 - the rule has just proved it
        after = replace(case, refusal=replace(case.refusal, acknowledged=given))
        told = {"acknowledgement": given, "by": work.actor.id}
        return Change(before=case, after=after, facts=told)

    return settle(work, "acknowledge_refusal", addressed, each(work, addressed, acknowledge))
