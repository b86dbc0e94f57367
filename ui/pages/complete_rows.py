"""Rows of the checklist in words: state with sign and colour, where it is known from, what may be done."""

from app.domain.case import RowSource, RowState
from app.domain.passport import DocumentMode
from app.usecases.views import RowView
from app.wording import finding_words
from i18n import N_
from ui.binding.present_findings import citation_item, title_of
from ui.binding.presentation import ChecklistRow, Choice, CitationItem, Tone
from ui.binding.texts import show_date, show_time, tr_, ui_language
from ui.binding.words import ROW_SOURCES, ROW_STATES

_TONES = {
    RowState.PRESENT: Tone.GOOD,
    RowState.OBTAINED: Tone.GOOD,
    RowState.REQUESTED: Tone.INFO,
    RowState.OUTAGE: Tone.WARN,
    RowState.NOT_VERIFIED: Tone.WARN,
    RowState.ABSENT: Tone.STOP,
    RowState.EXPIRED: Tone.STOP,
}
_MODES = {
    DocumentMode.STATE_HELD: N_("held by the state: not to be demanded"),
    DocumentMode.IDENTIFICATION: N_("shown for identification"),
    DocumentMode.APPLICATION: N_("formed at the counter"),
    DocumentMode.PAYMENT_PROOF: N_("checked at the step «payment»"),
}
_EXPIRED = "complete.nothing_expired"

ACTIONS = {
    "request_data": N_("Request the data"),
    "present": N_("Presented"),
    "mark_absent": N_("Absent"),
    "mark_not_applicable": N_("Not needed here"),
    "return_original": N_("Original given back"),
    "note_doubt": N_("Note a doubt for the provider"),
    "note_difference": N_("Note that the data differ"),
}
"""What may be done with a row, in the order in which it is offered."""


def is_expired(view: RowView) -> bool:
    """Whether the row stands in the way because its document has expired."""
    return any(finding.rule == _EXPIRED for finding in view.findings)


def _state(view: RowView) -> tuple[str, Tone]:
    entry = view.entry
    if is_expired(view):
        until = entry.valid_until
        words = tr_("expired on {date}", date=show_date(until)) if until else tr_("expired")
        return words, Tone.STOP
    words = tr_(ROW_STATES[entry.state])
    if entry.state is RowState.OUTAGE and entry.attempts > 1:
        words = tr_("{state}, attempt {count}", state=words, count=entry.attempts)
    return words, _TONES.get(entry.state, Tone.NEUTRAL)


def _source(view: RowView) -> str:
    entry = view.entry
    if entry.source is None or entry.at is None:
        return ""
    return f"{tr_(ROW_SOURCES[entry.source])}, {show_time(entry.at)}"


def _citation(view: RowView) -> CitationItem | None:
    if view.findings:
        return citation_item(finding_words(view.findings[0]).citation_id)
    return citation_item(view.row.clause.citation) if view.row.clause.citation else None


def checklist_row(view: RowView) -> ChecklistRow:
    """One row as it is drawn."""
    words, tone = _state(view)
    hint = _MODES.get(view.row.mode, "")
    blocks = any(finding.blocks for finding in view.findings)
    condition = view.row.condition
    about = [tr_(hint) if hint else "", condition.text.in_(ui_language().lang) if condition else ""]
    if blocks:
        about.append(title_of(view.findings))
    return ChecklistRow(
        id=view.row.id,
        name=ui_language().of(view.row.name.shown),
        hint=" · ".join(part for part in about if part),
        state=words,
        tone=tone,
        source=_source(view),
        citation=_citation(view),
        blocks=blocks,
    )


def action_choices(view: RowView) -> tuple[Choice, ...]:
    """What may be done with the row now."""
    return tuple(
        Choice(id=word, label=tr_(label)) for word, label in ACTIONS.items() if word in view.actions
    )


def source_choices(view: RowView) -> tuple[Choice, ...]:
    """In what form a document may be presented; the likeliest one first."""
    kinds = [RowSource.ORIGINAL_SHOWN, RowSource.COPY_RETAINED, RowSource.DIGITAL_DOCUMENT]
    if view.row.retained_by_act or view.row.mode is DocumentMode.ORIGINAL_RETAINED:
        kinds.insert(0, RowSource.PAPER_RETAINED)
    if view.row.certified_copy_allowed:
        kinds.append(RowSource.CERTIFIED_COPY)
    return tuple(Choice(id=kind.value, label=tr_(ROW_SOURCES[kind])) for kind in kinds)


def voluntary(view: RowView) -> bool:
    """Whether presenting it is the applicant's free choice, because the state holds it."""
    return view.row.state_held and not view.may_be_demanded
