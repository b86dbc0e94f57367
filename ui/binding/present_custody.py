"""Units and results in the words of the window: kinds, places, days left, what a scan turned out to be."""

from datetime import date

from app.domain.case_states import CaseState, Mark
from app.domain.codes import CodeProblem, CodeTrouble, grouped
from app.domain.passport import Carrier, ResultKind, Retention
from app.domain.unit_states import UnitKind, UnitState
from app.errors import AppError
from app.usecases.custody_lists import CustodyLine
from app.wording import error_words
from i18n import N_
from ui.binding.presentation import FactItem, Tone
from ui.binding.texts import show_date, show_moment, tr_, tr_plural, ui_language

RESULT_KINDS: dict[ResultKind, str] = {
    ResultKind.DOCUMENT: N_("Document on paper"),
    ResultKind.ELECTRONIC_DOCUMENT: N_("Electronic document"),
    ResultKind.INFORMATION: N_("Information from a system"),
    ResultKind.REASONED_REFUSAL: N_("Reasoned refusal of the provider"),
}

CARRIERS: dict[Carrier, str] = {
    Carrier.PAPER: N_("On paper"),
    Carrier.ELECTRONIC: N_("Electronically"),
}

RETENTIONS: dict[Retention, str] = {
    Retention.MONTH: N_("kept one month"),
    Retention.YEAR_ID: N_("kept one year: a citizen's passport or identity card"),
    Retention.SOCIAL: N_("never returned: a document for a payment"),
}

_UNIT_STATES: dict[UnitState, tuple[str, Tone]] = {
    UnitState.OPEN: (N_("open"), Tone.WARN),
    UnitState.SEALED: (N_("sealed"), Tone.GOOD),
    UnitState.WITH_PROVIDER: (N_("at the provider"), Tone.INFO),
    UnitState.NOT_ACCEPTED: (N_("not accepted by the provider"), Tone.WARN),
    UnitState.AT_BRANCH: (N_("came back, has no cell"), Tone.WARN),
    UnitState.IN_ISSUING_SECTOR: (N_("in the issuing sector"), Tone.GOOD),
    UnitState.RETURN_LISTED: (N_("on the return list, can be issued"), Tone.WARN),
    UnitState.WITH_APPLICANT: (N_("handed to the applicant"), Tone.NEUTRAL),
    UnitState.RETURNED: (N_("returned to the provider"), Tone.NEUTRAL),
    UnitState.DISCREPANCY: (N_("under a discrepancy act"), Tone.STOP),
}

TROUBLES: dict[CodeTrouble, str] = {
    CodeTrouble.UNKNOWN_KIND: N_("The code is sound, but this program does not know its kind."),
    CodeTrouble.FAILED_CHECK: N_("The check digits of the code do not agree. Scan it once more."),
    CodeTrouble.OTHER_BRANCH: N_("This code belongs to another branch."),
    CodeTrouble.GARBAGE: N_("This is no code of ours. Scan the code under the bars once more."),
    CodeTrouble.TOO_LONG: N_("Too long for a code of ours: nothing was done."),
    CodeTrouble.FOREIGN: N_("This is a code of another system: nothing was done."),
    CodeTrouble.DOUBLED_SUFFIX: N_("Two codes came as one. Scan once more."),
}


def trouble_words(problem: CodeProblem) -> str:
    """Why a scan moved nothing."""
    return tr_(TROUBLES[problem.trouble])


def unit_chip(state: UnitState | None) -> tuple[str, Tone]:
    """The state of a unit as a chip."""
    if state is None:
        return "", Tone.NEUTRAL
    words, tone = _UNIT_STATES[state]
    return tr_(words), tone


def service_of(line: CustodyLine) -> str:
    """The service's name in the window's language."""
    return ui_language().of(line.service)


def who(line: CustodyLine) -> str:
    """Number and initials, enough to compare."""
    return " · ".join(part for part in (line.number, line.initials) if part)


def kind_of(line: CustodyLine) -> str:
    """The kind of the result, with its number where it has one; or that these are originals."""
    if line.unit_kind is UnitKind.ORIG:
        return tr_("Retained originals")
    if line.result_kind is None:
        return ""
    words = tr_(RESULT_KINDS[line.result_kind])
    return f"{words} № {line.result_number}" if line.result_number else words


def provider_of(line: CustodyLine) -> str:
    """The provider's name, or that no source says it."""
    return ui_language().of(line.provider_name) or tr_("no source names the provider")


def sheets_of(line: CustodyLine) -> str:
    """So many sheets."""
    return tr_plural("{count} sheet", "{count} sheets", line.sheets)


def keeping_chip(line: CustodyLine) -> tuple[str, Tone]:
    """How the keeping stands, as a chip."""
    if line.retention is Retention.SOCIAL and line.state is CaseState.STORED:
        return tr_("never returned"), Tone.INFO
    if line.state is CaseState.RETURN_DUE:
        return tr_("to be returned"), Tone.WARN
    if line.state is CaseState.HELD_YEAR_EXPIRED:
        return tr_("the year is over"), Tone.WARN
    if line.state is CaseState.READY_FOR_ISSUE:
        return tr_("ready for issue"), Tone.GOOD
    if line.days_left is not None:
        words = tr_plural("{count} day left", "{count} days left", max(line.days_left, 0))
        return words, Tone.WARN if line.days_left <= 7 else Tone.NEUTRAL
    return tr_("kept"), Tone.NEUTRAL


def due_chip(line: CustodyLine, today: date) -> tuple[str, Tone]:
    """When a provider owes the result, as a chip."""
    if Mark.OVERDUE_PROVIDER in line.marks:
        return tr_("the provider is late"), Tone.STOP
    if line.promised is None:
        return "", Tone.NEUTRAL
    words = tr_("promised {date}", date=show_date(line.promised))
    return words, Tone.WARN if line.promised <= today else Tone.NEUTRAL


def keeping_facts(line: CustodyLine) -> tuple[FactItem, ...]:
    """Cell, dates and class of a result in the sector, each with how it came about."""
    facts = []
    if line.cell:
        facts.append(FactItem(label=tr_("Cell"), value=line.cell, strong=True))
    if line.promised is not None:
        facts.append(FactItem(label=tr_("Promised date"), value=show_date(line.promised)))
    if line.arrived_at is not None:
        facts.append(FactItem(label=tr_("Arrived"), value=show_moment(line.arrived_at)))
    if line.kept_from is not None:
        source = ""
        if line.promised is not None and line.kept_from > line.promised:
            source = tr_("clock from arrival (late delivery)")
        facts.append(
            FactItem(label=tr_("Kept from"), value=show_date(line.kept_from), source=source)
        )
    if line.kept_until is not None:
        facts.append(
            FactItem(label=tr_("Kept until"), value=show_date(line.kept_until), strong=True)
        )
    if line.retention is not None:
        facts.append(FactItem(label=tr_("Class"), value=tr_(RETENTIONS[line.retention])))
    return tuple(facts)


def code_words(code: str) -> str:
    """A code as people read it."""
    return grouped(code) if code else ""


def error_said(code: str) -> str:
    """An error that names nobody, in the words of the window."""
    return ui_language().of(error_words(AppError(code, branch="—", what="—")).message)
