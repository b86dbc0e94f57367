"""Digital documents of a minor member of the family: only through what the parent confirmed."""

from collections.abc import Iterator

from app.domain.case import RowSource
from app.domain.finding import Finding
from app.domain.person import ADULT_AGE, age_between
from app.rules.checklist import applicable_row
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_

_ELECTRONIC = (RowSource.DIGITAL_DOCUMENT, RowSource.MOBILE_RESULT)


@rule(
    "complete.parent_confirmed",
    requirements=("R-062",),
    citation="rules.14",
    title=N_("The parent has not confirmed the child's document"),
    message=N_(
        "«{name}»: a child's digital document is taken through the parent's confirmation alone."
    ),
    advice=N_(
        "Ask for it through the service; the parent confirms; enter the number of the check."
    ),
    in_force_from=RULES_IN_FORCE,
)
def parent_confirmed(facts: Facts) -> Iterator[Finding]:
    """A child's document without the number of its confirmation is nobody's."""
    entry, born = facts.proposed_entry, facts.owner_birth_date
    if facts.case is None or entry is None or born is None or entry.source not in _ELECTRONIC:
        return
    row = applicable_row(facts.case, facts.passport, facts.row_id)
    minor = age_between(born, facts.now.date()) < ADULT_AGE
    if row is not None and minor and not facts.digital_request.strip():
        name = row.name.shown
        yield parent_confirmed.finding(
            subject=row.id, name_kk=name.kk or name.ru, name_ru=name.ru or name.kk
        )


@rule(
    "complete.owner_is_born",
    requirements=("R-062",),
    citation="rules.14",
    title=N_("The child's date of birth cannot be"),
    message=N_("The owner of the document would be born after today."),
    advice=N_("Read the date of birth from the document once more."),
    in_force_from=RULES_IN_FORCE,
)
def owner_is_born(facts: Facts) -> Iterator[Finding]:
    """Nobody's document is dated before they are born."""
    born = facts.owner_birth_date
    if born is not None and born > facts.now.date():
        yield owner_is_born.finding(subject=facts.row_id)
