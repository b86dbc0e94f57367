"""Findings and errors in words for the window: what, why, what unblocks it, and the norm to open."""

from dataclasses import replace

from app.domain.citation import Citation
from app.domain.finding import Finding, Severity
from app.domain.language import Bilingual
from app.errors import AppError
from app.usecases.outcome import ErrorInfo
from app.wording import error_words, finding_words
from i18n import N_
from ui.binding.presentation import CitationItem, FailureNotice, FindingItem, Tone
from ui.binding.texts import tr_, ui_language

_ACTS = {"law": N_("The Law"), "rules": N_("The Rules")}
"""The acts of the counter, short: the opened norm gives the whole title."""
_TONES = {Severity.BLOCK: Tone.STOP, Severity.WARN: Tone.WARN, Severity.INFO: Tone.INFO}


def citation_item(citation_id: str) -> CitationItem | None:
    """The norm as it can be opened; ``None`` when the table has no such id."""
    from app.catalogue.law import UnknownCitationError, citation  # noqa: PLC0415 - read when opened

    try:
        found = citation(citation_id)
    except UnknownCitationError:
        return None
    return CitationItem(
        label=_short(found),
        title=found.full,
        text=found.text,
        source=ui_language().of(found.act.title),
    )


def _short(found: Citation) -> str:
    """The act in one word and the place in it; the whole title stands in the opened norm."""
    of = ui_language().of
    if found.act.id not in _ACTS:
        return of(found.full)
    return f"{tr_(_ACTS[found.act.id])}: {of(found.reference)}"


def finding_item(finding: Finding) -> FindingItem:
    """One finding as a card."""
    words = finding_words(finding)
    of = ui_language().of
    return FindingItem(
        id=f"{finding.rule}:{finding.subject}",
        title=of(words.title),
        text=of(words.message),
        advice=of(words.advice),
        tone=_TONES[finding.severity],
        citation=citation_item(words.citation_id),
    )


def finding_items(findings: tuple[Finding, ...]) -> tuple[FindingItem, ...]:
    """All findings, the blocking ones first; those of one rule together, each line once."""
    groups: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: one.severity is not Severity.BLOCK):
        groups.setdefault((finding.rule, finding.severity), []).append(finding)
    return tuple(_together(group) for group in groups.values())


def _together(group: list[Finding]) -> FindingItem:
    items = [finding_item(finding) for finding in group]
    lines = dict.fromkeys(item.text for item in items)
    return replace(items[0], text="\n".join(lines)) if len(lines) > 1 else items[0]


def reason_of(findings: tuple[Finding, ...]) -> str:
    """The first thing in the way in one line, for beside a button."""
    for finding in findings:
        if finding.blocks:
            return ui_language().of(finding_words(finding).message)
    return ""


def title_of(findings: tuple[Finding, ...]) -> str:
    """What is in the way in a few words, for a button that has little room."""
    for finding in findings:
        if finding.blocks:
            return ui_language().of(finding_words(finding).title)
    return ""


def failure_notice(error: ErrorInfo) -> FailureNotice:
    """An error of an outcome in words."""
    words = error_words(AppError(error.code, **error.params))
    of = ui_language().of
    return FailureNotice(
        title=of(words.message),
        advice=of(words.advice),
        incident=error.params.get("incident", ""),
        retry=error.code.startswith(("store.", "gateway.")),
    )


def both_lines(lines: tuple[Bilingual, ...]) -> str:
    """Lines in the operator's language, one below the other."""
    return "\n".join(ui_language().of(line) for line in lines)
