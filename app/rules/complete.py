"""The application and its package: everything filled, every row in order, nothing expired or pending."""

from collections.abc import Iterator, Mapping

from app.domain.case import FieldSource, RowState
from app.domain.finding import Finding, Severity
from app.domain.passport import DocumentRow
from app.rules.checklist import (
    expired,
    in_order,
    is_identity,
    last_day,
    original_is_here,
    rows_and_entries,
)
from app.rules.facts import Facts
from app.rules.form import demanded_fields, formed_values, value_of, value_wrong
from app.rules.identify import document_valid
from app.rules.intake_words import STATES, said, words
from app.rules.postpone import DRAFTS
from app.rules.registry import RULES_IN_FORCE, Rule, rule
from app.rules.represent import in_term
from i18n import N_


def about_row(
    entry: Rule,
    row: DocumentRow,
    severity: Severity = Severity.BLOCK,
    worded: Mapping[str, str] | None = None,
    **params: str,
) -> Finding:
    """A finding about one row, with its official name in both languages."""
    name = row.name.shown
    named = {"name_kk": name.kk or name.ru, "name_ru": name.ru or name.kk}
    return said(entry, named | params | dict(worded or {}), subject=row.id, severity=severity)


@rule(
    "complete.forms_filled",
    requirements=("R-093", "R-094"),
    citation="rules.15.1",
    title=N_("The form is not filled in"),
    message=N_("«{name}» is empty or not written as it should be."),
    advice=N_("Fill it in together with the applicant; an empty field is no reason to refuse."),
    in_force_from=RULES_IN_FORCE,
)
def forms_filled(facts: Facts) -> Iterator[Finding]:
    """Every field that the act demands of this applicant has a value of its kind."""
    case, passport = facts.case, facts.passport
    if case is None or passport is None:
        yield forms_filled.finding(name="—")
        return
    for field in demanded_fields(case, passport):
        value = value_of(case, field.id)
        if not value or value_wrong(field, value):
            label = field.label.shown
            yield forms_filled.finding(
                subject=field.id, name_kk=label.kk or label.ru, name_ru=label.ru or label.kk
            )


@rule(
    "complete.auto_fields_untouched",
    requirements=("R-095",),
    citation="rules.15.4",
    title=N_("A value formed by the system was changed"),
    message=N_("«{name}» differs from what the system formed."),
    advice=N_("Put the system's value back; write the difference as a note."),
    in_force_from=RULES_IN_FORCE,
)
def auto_fields_untouched(facts: Facts) -> Iterator[Finding]:
    """What the system formed stands as it was formed; a discrepancy is a note, not an edit."""
    case, passport = facts.case, facts.passport
    if case is None or passport is None:
        yield auto_fields_untouched.finding(name="—")
        return
    formed = formed_values(case, passport)
    labels = {field.id: field.label.shown for field in passport.fields}
    for field in case.fields:
        expected = formed.get(field.field_id)
        if field.source is FieldSource.SYSTEM and expected not in (None, field.value):
            label = labels[field.field_id]
            yield auto_fields_untouched.finding(
                subject=field.field_id, name_kk=label.kk or label.ru, name_ru=label.ru or label.kk
            )


@rule(
    "complete.outage_recorded",
    requirements=("R-107",),
    citation="rules.22.1",
    title=N_("No outage is on record"),
    message=N_("Waiting for data needs a recorded outage of their source."),
    advice=N_("Request the data; if the source is silent, the outage is recorded by itself."),
    in_force_from=RULES_IN_FORCE,
)
def outage_recorded(facts: Facts) -> Iterator[Finding]:
    """A row waits for its source only after the source was asked and was silent."""
    silent = {row.id for row, entry in rows_and_entries(facts) if entry.state is RowState.OUTAGE}
    if facts.case is None or not any(outage.row_id in silent for outage in facts.case.outages):
        yield outage_recorded.finding()


@rule(
    "complete.every_row_present",
    requirements=("R-104", "R-092", "R-144"),
    citation="law.20.2",
    title=N_("The package is not complete"),
    message=N_("«{name}» is not there."),
    advice=N_("Look at the row: show it, obtain it, or mark it as absent."),
)
def every_row_present(facts: Facts) -> Iterator[Finding]:
    """Each row of the closed list with a ground is in order; rows without one only remind."""
    if facts.case is None or facts.passport is None:
        yield every_row_present.finding(name="—")
        return
    for row, entry in rows_and_entries(facts):
        settled = in_order(row, entry, facts.now.date()) or expired(row, entry, facts.now.date())
        waits = entry.copy_awaits or entry.state in (RowState.REQUESTED, RowState.OUTAGE)
        if settled or waits:
            continue
        severity = Severity.BLOCK if row.enforceable else Severity.INFO
        yield about_row(every_row_present, row, severity)


@rule(
    "complete.nothing_expired",
    requirements=("R-105", "R-061"),
    citation="law.20.2",
    title=N_("A document has expired"),
    message=N_("«{name}» was valid until {date}."),
    advice=N_("Ask for a valid one. If there is none, give the receipt of refusal to accept."),
)
def nothing_expired(facts: Facts) -> Iterator[Finding]:
    """On the filing date every document with a term is within it, the identity document too."""
    for row, entry in rows_and_entries(facts):
        if not is_identity(row) and expired(row, entry, facts.now.date()):
            severity = Severity.BLOCK if row.mandatory else Severity.WARN
            yield about_row(nothing_expired, row, severity, date=f"{last_day(row, entry):%d.%m.%Y}")
    yield from document_valid.judge(facts)
    yield from in_term.judge(facts)


@rule(
    "complete.no_row_pending",
    requirements=("R-107", "R-083"),
    citation="rules.22.1",
    title=N_("An answer is awaited"),
    message=N_("«{name}»: the source has not answered yet."),
    advice=N_(
        "Wait, ask again, or let the applicant show an own document if they wish. The draft is kept;"
        " a silent source is no reason to refuse."
    ),
    in_force_from=RULES_IN_FORCE,
)
def no_row_pending(facts: Facts) -> Iterator[Finding]:
    """A question under way and an outage are not an absence."""
    for row, entry in rows_and_entries(facts):
        if entry.state in (RowState.REQUESTED, RowState.OUTAGE) and row.mandatory:
            yield about_row(no_row_pending, row)


@rule(
    "complete.originals_returned",
    requirements=("R-109",),
    citation="rules.22.2",
    title=N_("An original was not given back"),
    message=N_("«{name}» was shown for comparison and is still at the desk."),
    advice=N_("Give it back to the applicant and tick it."),
    in_force_from=RULES_IN_FORCE,
)
def originals_returned(facts: Facts) -> Iterator[Finding]:
    """Originals are compared and handed back at once, but those that the act retains."""
    for row, entry in rows_and_entries(facts):
        if original_is_here(row, entry):
            yield about_row(originals_returned, row)


@rule(
    "complete.editable",
    requirements=("R-091", "R-105"),
    citation="rules.15",
    title=N_("The application can no longer be changed"),
    message=N_("In the state {state} the form and the documents stand as they are."),
    advice=N_("What was accepted is judged by the day of filing; later changes do not undo it."),
    in_force_from=RULES_IN_FORCE,
)
def editable(facts: Facts) -> Iterator[Finding]:
    """Form, documents, consents and payment change before the signature only."""
    if facts.case is None or facts.case.state not in DRAFTS:
        state = STATES[facts.case.state] if facts.case is not None else ""
        yield said(editable, words("state", state))
