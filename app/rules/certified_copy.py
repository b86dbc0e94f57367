"""The certified electronic copy: only where the act provides it, from the original, signed to count."""

from collections.abc import Iterator

from app.domain.case import RowSource
from app.domain.finding import Finding
from app.rules.checklist import demandable, row_named, rows_and_entries
from app.rules.complete import about_row
from app.rules.facts import Facts
from app.rules.intake_words import SIGNATURE, words
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.signature_words import REASONS
from i18n import N_


@rule(
    "copy.provided_by_act",
    requirements=("R-110",),
    citation="rules.17",
    title=N_("The act provides for no electronic copy"),
    message=N_("«{name}»: no clause of the act says that its electronic copy is certified here."),
    advice=N_("Compare the original and give it back, or take it in a way that the row offers."),
    in_force_from=RULES_IN_FORCE,
)
def provided_by_act(facts: Facts) -> Iterator[Finding]:
    """A copy is certified in the cases of the service's act; in live cases the clause was read there."""
    found = row_named(facts)
    if found is None:
        return
    clause = found[0].certified_copy
    if not clause.known or not (clause.confirmed or facts.branch.practice):
        yield about_row(provided_by_act, found[0])


@rule(
    "copy.not_of_what_the_state_holds",
    requirements=("R-106", "R-109", "R-110"),
    citation="rules.22.1",
    title=N_("The state holds this document: nothing is copied"),
    message=N_("«{name}» comes from its system; neither an original nor a copy is demanded."),
    advice=N_(
        "Request it from the system. A copy is made only after the system has answered that it holds"
        " none, where the act names the original instead."
    ),
    in_force_from=RULES_IN_FORCE,
)
def not_of_what_the_state_holds(facts: Facts) -> Iterator[Finding]:
    """What may not be demanded is not copied either, not even when it is shown of one's own will."""
    found = row_named(facts)
    if found is not None and not demandable(*found):
        yield about_row(not_of_what_the_state_holds, found[0])


@rule(
    "copy.is_made",
    requirements=("R-110",),
    citation="rules.17",
    title=N_("An electronic copy is made, not ticked"),
    message=N_("«{name}»: no copy was made from the original yet."),
    advice=N_("Photograph the pages or take them from the scanner, then certify the copy."),
    in_force_from=RULES_IN_FORCE,
)
def is_made(facts: Facts) -> Iterator[Finding]:
    """Nothing is written down as a certified copy without the copy itself."""
    found, entry = row_named(facts), facts.proposed_entry
    if found is None or entry is None or entry.source is not RowSource.CERTIFIED_COPY:
        return
    if entry.copy is None or not entry.copy.pages:
        yield about_row(is_made, found[0])


@rule(
    "copy.awaited",
    requirements=("R-110", "R-131"),
    citation="rules.17",
    title=N_("No signature is awaited for this copy"),
    message=N_("«{name}»: the copy was made anew or the row was settled otherwise meanwhile."),
    advice=N_("Nothing was certified; look at the row."),
    in_force_from=RULES_IN_FORCE,
)
def awaited(facts: Facts) -> Iterator[Finding]:
    """The signature is over the copy that the row waits for, byte by byte."""
    found = row_named(facts)
    if found is None:
        return
    row, entry = found
    copy = entry.copy
    if copy is None or copy.certified or not facts.reason or copy.sha256 != facts.reason:
        yield about_row(awaited, row)


@rule(
    "copy.signature_stands",
    requirements=("R-110", "R-131"),
    citation="rules.17",
    title=N_("The signature of the copy does not stand"),
    message=N_("«{name}»: the signature is not one over exactly this copy ({why})."),
    advice=N_("The copy is not certified yet: certify it again with your own key."),
    in_force_from=RULES_IN_FORCE,
)
def signature_stands(facts: Facts) -> Iterator[Finding]:
    """The signature in the copy was verified over exactly the pages that were left for the key."""
    found, verdict = row_named(facts), facts.verdict
    if found is None or (verdict is not None and verdict.valid):
        return
    for code in (verdict.reasons if verdict is not None else ()) or ("unreadable",):
        why = SIGNATURE.get(code) or REASONS.get(code, SIGNATURE["unreadable"])
        yield about_row(signature_stands, found[0], worded=words("why", why))


@rule(
    "complete.copies_certified",
    requirements=("R-110", "R-131"),
    citation="rules.17",
    title=N_("A copy is not certified yet"),
    message=N_("«{name}»: the copy was made; your signature over it has not been verified yet."),
    advice=N_("Sign with your key; if that fails, open the row and certify the copy again."),
    in_force_from=RULES_IN_FORCE,
)
def copies_certified(facts: Facts) -> Iterator[Finding]:
    """The package is complete when every copy that was made bears a verified signature."""
    for row, entry in rows_and_entries(facts):
        if entry.copy_awaits:
            yield about_row(copies_certified, row)


MAY_COPY_RULES = (
    "complete.editable",
    "complete.row_in_list",
    "complete.filled_elsewhere",
    "copy.not_of_what_the_state_holds",
    "copy.provided_by_act",
)
"""What is judged before a page is taken."""
CERTIFY_RULES = (
    *MAY_COPY_RULES,
    "complete.source_fits",
    "complete.no_image",
    "complete.compared",
    "complete.date_known",
    "complete.shown_expired",
    "copy.is_made",
)
"""What is judged before the copy is finished."""
KEY_RULES = ("sign.own_official_certificate",)
"""What is judged of the key before the copy is left for it."""
RECORD_RULES = (
    "complete.editable",
    "complete.row_in_list",
    "copy.awaited",
    "copy.signature_stands",
    "sign.own_official_certificate",
)
"""What is judged when the signed copy comes back."""
