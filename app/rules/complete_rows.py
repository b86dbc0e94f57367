"""What may be done with one row of the checklist: shown, asked of its source, marked, given back."""

from collections.abc import Iterator

from app.domain.case import RowSource, RowState
from app.domain.finding import Finding, Severity
from app.domain.passport import DocumentMode, DocumentRow
from app.domain.person import ADULT_AGE, age_between
from app.rules.checklist import (
    date_lacking,
    demandable,
    expired,
    fills_itself,
    last_day,
    original_is_here,
    row_named,
)
from app.rules.complete import about_row
from app.rules.facts import Facts
from app.rules.intake_words import ROWS, SOURCES, words
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_

_SHOW = frozenset({RowSource.ORIGINAL_SHOWN, RowSource.MOBILE_RESULT})
_BY_MODE: dict[DocumentMode, frozenset[RowSource]] = {
    DocumentMode.ORIGINAL_FOR_COMPARISON: _SHOW | {RowSource.COPY_RETAINED},
    DocumentMode.ORIGINAL_RETAINED: frozenset({RowSource.PAPER_RETAINED, RowSource.MOBILE_RESULT}),
    DocumentMode.ORIGINAL_RETAINED_OR_SHOWN: _SHOW | {RowSource.PAPER_RETAINED},
    DocumentMode.COPY_RETAINED: frozenset({RowSource.COPY_RETAINED, RowSource.MOBILE_RESULT}),
    DocumentMode.IDENTIFICATION: frozenset({RowSource.ORIGINAL_SHOWN, RowSource.DIGITAL_DOCUMENT}),
    DocumentMode.DIGITAL: frozenset({RowSource.DIGITAL_DOCUMENT, RowSource.MOBILE_RESULT}),
    DocumentMode.STATE_HELD: frozenset(RowSource) - {RowSource.SYSTEM_DATA},
}
_ELECTRONIC = (RowSource.DIGITAL_DOCUMENT, RowSource.MOBILE_RESULT)


def natural_source(row: DocumentRow) -> RowSource:
    """How a document of that row is shown when nothing else is said."""
    return {
        DocumentMode.ORIGINAL_RETAINED: RowSource.PAPER_RETAINED,
        DocumentMode.COPY_RETAINED: RowSource.COPY_RETAINED,
        DocumentMode.DIGITAL: RowSource.DIGITAL_DOCUMENT,
    }.get(row.fallback or row.mode, RowSource.ORIGINAL_SHOWN)


def sources_for(row: DocumentRow) -> frozenset[RowSource]:
    """In which ways the act lets a document of that row enter the case."""
    mode = row.fallback if row.state_held and row.fallback is not None else row.mode
    allowed = set(_BY_MODE.get(mode, frozenset()))
    if row.digital_allowed:
        allowed.add(RowSource.DIGITAL_DOCUMENT)
    if row.certified_copy_allowed:
        allowed.add(RowSource.CERTIFIED_COPY)
    if row.state_held:
        allowed |= {RowSource.VOLUNTARY, *_ELECTRONIC}
    return frozenset(allowed)


@rule(
    "complete.row_in_list",
    requirements=("R-104", "R-005"),
    citation="law.20.2",
    title=N_("The list has no such document"),
    message=N_("«{row}» is not in the list of this service for this applicant."),
    advice=N_("Ask only for what the list names; nobody adds a row to it at the counter."),
)
def row_in_list(facts: Facts) -> Iterator[Finding]:
    """The closed list of the act, and nothing beside it."""
    if row_named(facts) is None:
        yield row_in_list.finding(subject=facts.row_id, row=facts.row_id)


@rule(
    "complete.filled_elsewhere",
    requirements=("R-091",),
    citation="rules.15",
    title=N_("Another step fills this row"),
    message=N_("«{name}» comes from the identification, the form or the payment."),
    advice=N_("Go to that step; here there is nothing to do."),
    in_force_from=RULES_IN_FORCE,
)
def filled_elsewhere(facts: Facts) -> Iterator[Finding]:
    """The identity, the authority, the application and the payment have steps of their own."""
    found = row_named(facts)
    if found is None:
        return
    paid = found[0].mode is DocumentMode.PAYMENT_PROOF and facts.proposed_entry is not None
    if paid or fills_itself(found[0]):
        yield about_row(filled_elsewhere, found[0])


@rule(
    "complete.not_demanded",
    requirements=("R-106",),
    citation="rules.22.1",
    title=N_("The state holds this document"),
    message=N_("«{name}» is obtained from its system and is not demanded of the applicant."),
    advice=N_("Request it. If the applicant wishes to show it of their own will, mark it so."),
    in_force_from=RULES_IN_FORCE,
)
def not_demanded(facts: Facts) -> Iterator[Finding]:
    """A paper for what the state holds enters only as voluntary, or when the source has none."""
    found, entry = row_named(facts), facts.proposed_entry
    if found is None or entry is None or demandable(*found):
        return
    willing = facts.voluntary or entry.source in (RowSource.VOLUNTARY, *_ELECTRONIC)
    if not willing:
        yield about_row(not_demanded, found[0])


@rule(
    "complete.source_fits",
    requirements=("R-113", "R-110", "R-005"),
    citation="rules.17",
    title=N_("The act does not provide for this way"),
    message=N_("«{name}» does not enter the case in the way «{source}»."),
    advice=N_("Choose one of the ways that the row offers."),
    in_force_from=RULES_IN_FORCE,
)
def source_fits(facts: Facts) -> Iterator[Finding]:
    """A document enters in a way that its row knows; a certified copy where the act provides it."""
    found, entry = row_named(facts), facts.proposed_entry
    if found is None or entry is None or entry.source is None:
        return
    if entry.source not in sources_for(found[0]):
        yield about_row(source_fits, found[0], worded=words("source", SOURCES[entry.source]))


@rule(
    "complete.no_image",
    requirements=("R-059", "R-111"),
    citation="rules.14",
    title=N_("An image is no document"),
    message=N_("«{name}»: a screenshot or a photograph proves nothing."),
    advice=N_("Check the document through its service, or look at the original."),
    in_force_from=RULES_IN_FORCE,
)
def no_image(facts: Facts) -> Iterator[Finding]:
    """Neither a digital document nor a copy is taken from an image."""
    found = row_named(facts)
    if found is not None and facts.from_image:
        yield about_row(no_image, found[0])


@rule(
    "complete.electronically_verified",
    requirements=("R-111", "R-062"),
    citation="law.21.2-3",
    title=N_("The electronic document is not verified"),
    message=N_("«{name}» has no number of a check, so it stays «not verified»."),
    advice=N_("Check it by its code and enter the number; nobody has to print it."),
)
def electronically_verified(facts: Facts) -> Iterator[Finding]:
    """A warning: without the number of its check an electronic document is not verified."""
    found, entry = row_named(facts), facts.proposed_entry
    if found is None or entry is None or entry.source not in _ELECTRONIC:
        return
    if not facts.digital_request.strip():
        yield about_row(electronically_verified, found[0], Severity.WARN)


@rule(
    "complete.digital_owner",
    requirements=("R-062",),
    citation="law.4.1.7",
    title=N_("This digital document belongs to an adult"),
    message=N_("«{name}»: through the applicant come their own and their minor children's only."),
    advice=N_("Let the owner show it, or take the document in another way that the row offers."),
)
def digital_owner(facts: Facts) -> Iterator[Finding]:
    """Digital documents of oneself and of minor family members, never of adults."""
    found, entry, born = row_named(facts), facts.proposed_entry, facts.owner_birth_date
    if found is None or entry is None or born is None or entry.source not in _ELECTRONIC:
        return
    if age_between(born, facts.now.date()) >= ADULT_AGE:
        yield about_row(digital_owner, found[0])


@rule(
    "complete.compared",
    requirements=("R-109", "R-110"),
    citation="rules.22.2",
    title=N_("The original was not compared"),
    message=N_("«{name}»: a document counts once the employee has compared it with the original."),
    advice=N_("Compare it now and tick it; a copy cannot be certified from a copy."),
    in_force_from=RULES_IN_FORCE,
)
def compared(facts: Facts) -> Iterator[Finding]:
    """What is shown is looked at; an electronic copy is certified from the original alone."""
    found, entry = row_named(facts), facts.proposed_entry
    looked = (RowSource.ORIGINAL_SHOWN, RowSource.CERTIFIED_COPY)
    if found is not None and entry is not None and entry.source in looked and not facts.compared:
        yield about_row(compared, found[0])


@rule(
    "complete.date_known",
    requirements=("R-105",),
    citation="law.20.2",
    title=N_("The date of the document is lacking"),
    message=N_("«{name}» has a term of validity, and its date was not entered."),
    advice=N_("Read the date of issue or the last day from the document."),
)
def date_known(facts: Facts) -> Iterator[Finding]:
    """Validity is judged by the date on the document, never taken for granted."""
    found, entry = row_named(facts), facts.proposed_entry
    if found is not None and entry is not None and date_lacking(found[0], entry):
        yield about_row(date_known, found[0])


@rule(
    "complete.shown_expired",
    requirements=("R-105",),
    citation="law.20.2",
    title=N_("The document has expired"),
    message=N_("«{name}» was valid until {date}; it is written down as expired."),
    advice=N_("Ask for a valid one. If there is none, give the receipt of refusal to accept."),
)
def shown_expired(facts: Facts) -> Iterator[Finding]:
    """A warning: an expired document is never written down as presented."""
    found, entry = row_named(facts), facts.proposed_entry
    if found is not None and entry is not None and expired(found[0], entry, facts.now.date()):
        day = last_day(found[0], entry)
        yield about_row(shown_expired, found[0], Severity.WARN, date=f"{day:%d.%m.%Y}")


@rule(
    "complete.has_source",
    requirements=("R-106", "R-083"),
    citation="rules.7.1",
    title=N_("No system holds this document"),
    message=N_("«{name}» has no source to ask."),
    advice=N_("The applicant shows it."),
    in_force_from=RULES_IN_FORCE,
)
def has_source(facts: Facts) -> Iterator[Finding]:
    """Only what a state system holds is requested."""
    found = row_named(facts)
    if found is not None and not found[0].state_held:
        yield about_row(has_source, found[0])


@rule(
    "complete.absence_is_the_applicants",
    requirements=("R-106", "R-107", "R-119"),
    citation="rules.22.1",
    title=N_("This cannot be marked as absent"),
    message=N_("«{name}»: the absence is not the applicant's ({state})."),
    advice=N_(
        "What the state holds is requested, and a silent source is waited for; a payment that is due"
        " later is not a missing document."
    ),
    in_force_from=RULES_IN_FORCE,
)
def absence_is_the_applicants(facts: Facts) -> Iterator[Finding]:
    """Absent is what the applicant must bring and has not; outage is not absence (T-09)."""
    found = row_named(facts)
    if found is None:
        return
    row, entry = found
    fee = facts.passport.fee if facts.passport is not None else None
    due_later = row.mode is DocumentMode.PAYMENT_PROOF and not (fee is not None and fee.in_package)
    waiting = entry.state in (RowState.REQUESTED, RowState.OUTAGE)
    if due_later or waiting or not demandable(row, entry):
        yield about_row(absence_is_the_applicants, row, worded=words("state", ROWS[entry.state]))


@rule(
    "complete.depends_on_circumstance",
    requirements=("R-104", "R-011"),
    citation="law.20.2",
    title=N_("This row applies to everybody"),
    message=N_("«{name}» depends on no circumstance, so it cannot be left out."),
    advice=N_("Show it, obtain it, or mark it as absent."),
)
def depends_on_circumstance(facts: Facts) -> Iterator[Finding]:
    """Only a row with a circumstance, or one that is not obligatory, may not apply."""
    found = row_named(facts)
    if found is not None and found[0].condition is None and found[0].mandatory:
        yield about_row(depends_on_circumstance, found[0])


@rule(
    "complete.original_here",
    requirements=("R-109",),
    citation="rules.22.2",
    title=N_("There is no original to give back"),
    message=N_("«{name}»: no original of it is at the desk."),
    advice=N_("What the act keeps is listed on the receipt; everything else went back already."),
    in_force_from=RULES_IN_FORCE,
)
def original_here(facts: Facts) -> Iterator[Finding]:
    """Only an original that was shown and not yet given back is returned."""
    found = row_named(facts)
    if found is not None and not original_is_here(*found):
        yield about_row(original_here, found[0])


@rule(
    "complete.answer_awaited",
    requirements=("R-083", "R-107"),
    citation="rules.7.1",
    title=N_("This answer is not awaited"),
    message=N_("«{name}»: the answer belongs to a question that was settled or asked anew."),
    advice=N_("Nothing changes; look at the row."),
    in_force_from=RULES_IN_FORCE,
)
def answer_awaited(facts: Facts) -> Iterator[Finding]:
    """The answer is to the question asked last, and the row still waits for it."""
    found = row_named(facts)
    if found is None:
        return
    row, entry = found
    if entry.state is not RowState.REQUESTED or entry.query_id != facts.reason:
        yield about_row(answer_awaited, row)


_ROW = ("complete.editable", "complete.row_in_list", "complete.filled_elsewhere")
PRESENT_RULES = (
    *_ROW,
    "complete.not_demanded",
    "complete.source_fits",
    "copy.is_made",
    "complete.no_image",
    "complete.electronically_verified",
    "complete.digital_owner", "complete.parent_confirmed", "complete.owner_is_born",
    "complete.compared",
    "complete.date_known",
    "complete.shown_expired",
)  # fmt: skip
REQUEST_RULES = (*_ROW, "complete.has_source", "consent.before_protected_query")
ABSENT_RULES = (*_ROW, "complete.absence_is_the_applicants")
NOT_APPLICABLE_RULES = (*_ROW, "complete.depends_on_circumstance")
RETURN_RULES = ("complete.row_in_list", "complete.original_here")
ANSWER_RULES = (
    "complete.editable",
    "complete.row_in_list",
    "complete.answer_awaited",
    "consent.before_protected_query",
)
NOTE_RULES = ("complete.editable", "complete.row_in_list")
"""What is judged before each act on a row."""
