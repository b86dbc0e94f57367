"""Rows of the checklist in words: state with sign and colour, source and time, what may be done."""

from dataclasses import dataclass

from app.domain.case import RowSource, RowState
from app.domain.passport import DocumentMode, DocumentRow, ValidityKind
from app.rules.complete_rows import natural_source, sources_for
from app.usecases.views import RowView
from app.wording import finding_words
from i18n import N_
from ui.binding.present_findings import citation_item, title_of
from ui.binding.presentation import ChecklistRow, CitationItem, Tone
from ui.binding.texts import show_date, show_time, tr_, ui_language
from ui.binding.words import ROW_SOURCES, ROW_STATES

_TONES = {
    RowState.PRESENT: Tone.GOOD,
    RowState.OBTAINED: Tone.GOOD,
    RowState.REQUESTED: Tone.INFO,
    RowState.OUTAGE: Tone.WARN,
    RowState.NOT_VERIFIED: Tone.WARN,
    RowState.NOT_FOUND: Tone.WARN,
    RowState.ABSENT: Tone.STOP,
    RowState.EXPIRED: Tone.STOP,
}
_MODES = {
    DocumentMode.STATE_HELD: N_("held by the state: not to be demanded"),
    DocumentMode.IDENTIFICATION: N_("shown for identification"),
    DocumentMode.APPLICATION: N_("formed at the counter"),
    DocumentMode.PAYMENT_PROOF: N_("checked at the step «payment»"),
    DocumentMode.ORIGINAL_FOR_COMPARISON: N_("original for comparison, given back at once"),
    DocumentMode.ORIGINAL_RETAINED: N_("the original stays with the case"),
    DocumentMode.ORIGINAL_RETAINED_OR_SHOWN: N_("the original stays or is shown"),
    DocumentMode.COPY_RETAINED: N_("a copy stays with the case"),
    DocumentMode.DIGITAL: N_("digital document"),
}
_EXPIRED = "complete.nothing_expired"
_TO_SETTLE = (RowState.OPEN, RowState.NOT_FOUND, RowState.OUTAGE, RowState.NOT_VERIFIED)
_SAYS_ITSELF = (RowState.OPEN, RowState.REQUESTED, RowState.OUTAGE, RowState.ABSENT)
_WHEN_HERE = (RowState.PRESENT, RowState.OBTAINED)

PRESENT = "present"
_ACTS: dict[str, tuple[str, str]] = {
    "request_data": (N_("Ask the system"), N_("the answer comes by itself")),
    "mark_absent": (N_("The applicant does not have it"), N_("named on the receipt of refusal")),
    "mark_not_applicable": (N_("Not needed here"), N_("the circumstance does not hold")),
    "certify_copy": (
        N_("Make an electronic copy from the original"),
        N_("the act provides for it; signed with your key"),
    ),
    "return_original": (N_("The original is given back"), ""),
    "note_doubt": (N_("Doubt for the provider"), N_("never a reason to refuse")),
    "note_difference": (N_("The data differ"), N_("the owner of the system is told")),
}
_SHOWN: dict[RowSource, str] = {
    RowSource.ORIGINAL_SHOWN: N_("Original compared and given back"),
    RowSource.PAPER_RETAINED: N_("Original stays with the case"),
    RowSource.COPY_RETAINED: N_("Copy stays with the case"),
    RowSource.DIGITAL_DOCUMENT: N_("Digital document"),
    RowSource.MOBILE_RESULT: N_("Electronic result on the phone"),
    RowSource.VOLUNTARY: N_("Shown by the applicant's own wish"),
}
NOTES = frozenset({"note_doubt", "note_difference"})
_RETAINED = (RowSource.PAPER_RETAINED, RowSource.COPY_RETAINED)
_ELECTRONIC = (RowSource.DIGITAL_DOCUMENT, RowSource.MOBILE_RESULT)
_FROM_ISSUE = (ValidityKind.DAYS_FROM_ISSUE, ValidityKind.MONTHS_FROM_ISSUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAct:
    """One thing that may be done with a row. ``source`` is how the document is shown; ``asks`` are
    the details that belong to it: number, issued_on, valid_until, sheets, copies, request, text."""

    id: str
    word: str
    label: str
    hint: str = ""
    source: RowSource | None = None
    asks: tuple[str, ...] = ()


def row_acts(view: RowView) -> tuple[RowAct, ...]:
    """What may be done with the row now, the likeliest first."""
    acts: list[RowAct] = []
    for word in view.actions:
        if word == PRESENT:
            acts.extend(_showings(view))
        elif word in _ACTS:
            label, hint = _ACTS[word]
            asks: tuple[str, ...] = ("text",) if word in NOTES else ()
            if word == "certify_copy":
                asks = (*_dates(view.row), "number", *_unknown_term(view.row), "sheets")
            acts.append(
                RowAct(
                    id=word, word=word, label=tr_(label), hint=tr_(hint) if hint else "", asks=asks
                )
            )
    return tuple(acts)


def _showings(view: RowView) -> list[RowAct]:
    row = view.row
    likely = natural_source(row) if view.may_be_demanded else RowSource.VOLUNTARY
    allowed = sources_for(row)
    if not view.may_be_demanded:
        allowed = frozenset({RowSource.VOLUNTARY, *(allowed & set(_ELECTRONIC))})
    ordered = [source for source in _SHOWN if source in allowed]
    ordered.sort(key=lambda source: source is not likely)
    return [
        RowAct(
            id=f"{PRESENT}:{source.value}",
            word=PRESENT,
            label=tr_(_SHOWN[source]),
            source=source,
            asks=_asks(row, source),
        )
        for source in ordered
    ]


def _asks(row: DocumentRow, source: RowSource) -> tuple[str, ...]:
    asks: list[str] = []
    if source in _ELECTRONIC:
        asks.append("request")
    asks.extend((*_dates(row), "number", *_unknown_term(row)))
    if source in _RETAINED:
        asks.extend(("sheets", "copies"))
    return tuple(asks)


def _dates(row: DocumentRow) -> tuple[str, ...]:
    """The date by which the term of such a document is judged."""
    if row.validity.kind is ValidityKind.UNTIL_DATE:
        return ("valid_until",)
    return ("issued_on",) if row.validity.kind in _FROM_ISSUE else ()


def _unknown_term(row: DocumentRow) -> tuple[str, ...]:
    return ("valid_until",) if row.validity.kind is ValidityKind.UNKNOWN else ()


def is_expired(view: RowView) -> bool:
    """Whether the row stands in the way because its document has expired."""
    return view.entry.state is RowState.EXPIRED or any(f.rule == _EXPIRED for f in view.findings)


def is_open(view: RowView) -> bool:
    """Whether the row was not looked at yet, or wants another try."""
    return bool(view.actions) and view.needed and view.entry.state in _TO_SETTLE


def checklist_row(view: RowView) -> ChecklistRow:
    """One row as it is drawn."""
    words, tone = _state(view)
    about = [tr_(_MODES[view.row.mode]) if view.row.mode in _MODES else ""]
    if view.row.condition is not None:
        about.append(ui_language().of(view.row.condition.text.shown))
    blocks = any(finding.blocks for finding in view.findings)
    if blocks and view.entry.state not in _SAYS_ITSELF and not is_expired(view):
        about.append(title_of(view.findings))
    return ChecklistRow(
        id=view.row.id,
        name=ui_language().of(view.row.name.shown),
        hint=" · ".join(part for part in about if part),
        state=words,
        tone=tone,
        source=_source(view),
        citation=row_citation(view),
        blocks=blocks,
    )


def _state(view: RowView) -> tuple[str, Tone]:
    entry = view.entry
    if is_expired(view):
        until = entry.valid_until
        words = tr_("expired on {date}", date=show_date(until)) if until else tr_("expired")
        return words, Tone.STOP
    words = tr_(ROW_STATES[entry.state])
    if entry.copy_awaits:
        return tr_("not certified yet"), Tone.WARN
    if entry.state is RowState.OUTAGE and entry.attempts > 1:
        words = tr_("{state}, attempt {count}", state=words, count=entry.attempts)
    if entry.state is RowState.OPEN and not view.needed:
        words = tr_("if there is one")
    return words, _TONES.get(entry.state, Tone.NEUTRAL)


def _source(view: RowView) -> str:
    entry = view.entry
    parts = []
    if entry.source is not None and entry.at is not None:
        parts.append(f"{tr_(ROW_SOURCES[entry.source])}, {show_time(entry.at)}")
    if entry.valid_until is not None and entry.state in _WHEN_HERE:
        parts.append(tr_("valid until {date}", date=show_date(entry.valid_until)))
    if entry.state is RowState.OUTAGE:
        parts.append(tr_("a silent source is no absence"))
    return "\n".join(parts)


def row_citation(view: RowView) -> CitationItem | None:
    """The norm of what is in the way, else that of the row itself."""
    blocking = next((finding for finding in view.findings if finding.blocks), None)
    if blocking is not None and view.entry.state is not RowState.OPEN:
        return citation_item(finding_words(blocking).citation_id)
    return citation_item(view.row.clause.citation) if view.row.clause.citation else None
