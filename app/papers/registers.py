"""Sets the registers that both sides sign, and the act for a unit that is not as listed."""

from collections.abc import Iterable, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.domain.codes import grouped, is_printed_code
from app.domain.figures import count, day, moment
from app.domain.papers import (
    Discrepancy,
    DiscrepancyAct,
    HandoverRegister,
    IssuingSectorRegister,
    ProviderReceiptRegister,
    UnclaimedReturnRegister,
)
from app.papers import styles as look
from app.papers.blocks import Column, Fact, Sheet
from app.papers.signs import WritingLine, signature_line, signing
from i18n import N_

HANDOVER_TITLE = N_("paper: Register of handover of documents to the provider")
RECEIVED_TITLE = N_("paper: Register of receipt of results from the provider")
SECTOR_TITLE = N_("paper: Register of transfer to the issuing sector")
UNCLAIMED_TITLE = N_("paper: Register of return of unclaimed documents to the provider")
ACT_TITLE = N_("paper: Act of discrepancy")

DISCREPANCIES = {
    Discrepancy.MISSING_PAPERS: N_("paper: papers are missing"),
    Discrepancy.DAMAGED: N_("paper: papers or packing are damaged"),
    Discrepancy.EXTRA_PAPERS: N_("paper: there are extra papers"),
    Discrepancy.NOT_ACCEPTED: N_("paper: the package was not accepted by the provider"),
    Discrepancy.MISSING_UNIT: N_("paper: the thing itself is not in its place"),
}

AnyRegister = (
    HandoverRegister | ProviderReceiptRegister | IssuingSectorRegister | UnclaimedReturnRegister
)


def handover_register(paper: HandoverRegister) -> list[Flowable]:
    """The story of the register that goes with a run to a provider."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    columns = [
        Column(say(N_("paper: Package code")), 42),
        Column(say(N_("paper: Case number")), 38),
        Column(say(N_("paper: Sheets")), 18, "right"),
        Column(say(N_("paper: Remark")), 0),
    ]
    rows = (
        (code_shown(r.package_code), r.case_number, count(r.sheets), r.remark) for r in paper.rows
    )
    facts = _way(sheet, paper, paper.provider, paper.courier)
    sheets = sum(row.sheets for row in paper.rows)
    return _register(sheet, paper, HANDOVER_TITLE, facts, columns, rows, sheets)


def provider_receipt_register(paper: ProviderReceiptRegister) -> list[Flowable]:
    """The story of the register of results that came from a provider."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    columns = [
        Column(say(N_("paper: Unit code")), 40),
        Column(say(N_("paper: Case number")), 36),
        Column(say(N_("paper: Sheets")), 16, "right"),
        Column(say(N_("paper: Kind of result")), 0),
        Column(say(N_("paper: Condition")), 30),
    ]
    rows = (
        (code_shown(r.package_code), r.case_number, count(r.sheets), r.result_kind, r.condition)
        for r in paper.rows
    )
    facts = _way(sheet, paper, paper.provider, paper.courier)
    sheets = sum(row.sheets for row in paper.rows)
    return _register(sheet, paper, RECEIVED_TITLE, facts, columns, rows, sheets)


def issuing_sector_register(paper: IssuingSectorRegister) -> list[Flowable]:
    """The story of the register of what moves into the issuing sector."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    columns = [
        Column(say(N_("paper: Unit code")), 0),
        Column(say(N_("paper: Case number")), 52),
        Column(say(N_("paper: Cell")), 34),
    ]
    rows = ((code_shown(r.package_code), r.case_number, r.cell) for r in paper.rows)
    return _register(sheet, paper, SECTOR_TITLE, _way(sheet, paper, "", ""), columns, rows, 0)


def unclaimed_return_register(paper: UnclaimedReturnRegister) -> list[Flowable]:
    """The story of the register of documents nobody came for within the month."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    columns = [
        Column(say(N_("paper: Unit code")), 42),
        Column(say(N_("paper: Case number")), 0),
        Column(say(N_("paper: Promised date")), 28),
        Column(say(N_("paper: Stored from")), 26),
        Column(say(N_("paper: Stored until")), 26),
    ]
    rows = (
        (
            code_shown(r.package_code), r.case_number, day(r.promised_on), day(r.stored_from),
            day(r.stored_until),
        )
        for r in paper.rows
    )  # fmt: skip
    facts = [
        *_way(sheet, paper, paper.provider, paper.courier),
        Fact(say(N_("paper: Class of storage")), say(N_("paper: one month"))),
        Fact(say(N_("paper: Basis")), paper.basis),
    ]
    return _register(sheet, paper, UNCLAIMED_TITLE, facts, columns, rows, 0)


def _way(sheet: Sheet, paper: AnyRegister, provider: str, courier: str) -> list[Fact]:
    say = sheet.say
    return [
        Fact(say(N_("paper: Provider")), provider, wide=True, strong=True),
        Fact(say(N_("paper: Date and time")), moment(paper.made_at)),
        Fact(say(N_("paper: Courier")), courier),
    ]


def _register(
    sheet: Sheet,
    paper: AnyRegister,
    title: str,
    facts: Sequence[Fact],
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    sheets: int,
) -> list[Flowable]:
    say = sheet.say
    listed = list(rows)
    total = say(N_("paper: Units in all: {units}"), units=count(len(listed)))
    if sheets:
        total = say(
            N_("paper: Units in all: {units}, sheets: {sheets}"),
            units=count(len(listed)),
            sheets=count(sheets),
        )
    return [
        *sheet.header(paper.head, say(title)),
        sheet.facts(*facts),
        Spacer(0, 1 * mm),
        sheet.table(columns, listed),
        Spacer(0, 1.5 * mm),
        sheet.text(total, sheet.styles.value),
        Spacer(0, 3 * mm),
        sheet.facts(
            Fact(say(N_("paper: Differences")), _differences(sheet, paper), wide=True),
            Fact(say(N_("paper: Act of discrepancy №")), paper.act_number),
        ),
        *_room_for_differences(sheet, paper),
        *signing(20 * mm),
        KeepTogether(
            [
                signature_line(
                    sheet, say(N_("paper: Handed over by")), paper.handed_by, dated=True
                ),
                signature_line(sheet, say(N_("paper: Received by")), paper.received_by, dated=True),
            ]
        ),
    ]


def code_shown(code: str) -> str:
    """A code of ours in groups, as it stands under its bars; anything else as it is."""
    return grouped(code) if is_printed_code(code) else code


def _differences(sheet: Sheet, paper: AnyRegister) -> str:
    """What was noted; «none» only when the other side has already received."""
    none = sheet.say(N_("paper: none noted")) if paper.received_by.strip() else ""
    return paper.differences or none


def _room_for_differences(sheet: Sheet, paper: AnyRegister) -> list[Flowable]:
    """Lines for the pen while the other side has not yet received."""
    if paper.differences or paper.received_by.strip():
        return []
    label = sheet.text(sheet.say(N_("paper: Differences")), sheet.styles.label)
    return [label, WritingLine(look.CONTENT), WritingLine(look.CONTENT)]


def discrepancy_act(paper: DiscrepancyAct) -> list[Flowable]:
    """The story of the act of both sides."""
    sheet = Sheet(paper.head.lang)
    say = sheet.say
    sections = (
        (N_("paper: What was found"), paper.description),
        (N_("paper: Explanation"), paper.explanation),
        (N_("paper: Measures"), paper.measures),
    )
    story: list[Flowable] = [
        *sheet.header(paper.head, say(ACT_TITLE)),
        sheet.facts(
            Fact(say(N_("paper: Unit code")), code_shown(paper.unit_code)),
            Fact(say(N_("paper: Date and time")), moment(paper.found_at)),
            Fact(say(N_("paper: Kind of discrepancy")), say(DISCREPANCIES[paper.discrepancy])),
            Fact(say(N_("paper: Register №")), paper.register_number),
        ),
    ]
    for title, text in sections:
        story += [*sheet.heading(say(title)), *sheet.paragraphs(text)]
    story += [*sheet.heading(say(N_("paper: Parties"))), Spacer(0, 2 * mm)]
    story += [signature_line(sheet, p.side, p.name, dated=True) for p in paper.parties]
    return story
