"""Returning what nobody came for: the one-month class alone, after its month, by a signed register."""

from collections.abc import Iterator

from app.domain.finding import Finding
from app.domain.passport import Carrier, Retention
from app.domain.unit_states import UnitState
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.retention import retention_class
from app.rules.scanning import code_read
from i18n import N_


@rule(
    "return_unclaimed.class_month",
    requirements=("R-173", "R-172", "R-174"),
    citation="rules.20.1",
    title=N_("This result is never returned as unclaimed"),
    message=N_(
        "Documents for pensions, allowances and other payments are not returned; citizens' "
        "passports and identity cards are kept for a year. No role can change this."
    ),
    advice=N_("Leave it in its cell; it stands on the supervisor's list."),
    in_force_from=RULES_IN_FORCE,
)
def class_month(facts: Facts) -> Iterator[Finding]:
    """Only the class MONTH may go back; an unknown class may not."""
    if retention_class(facts) is not Retention.MONTH:
        yield class_month.finding()


@rule(
    "return_unclaimed.paper_result",
    requirements=("R-172",),
    citation="rules.20.1",
    title=N_("There is no paper to return"),
    message=N_("Only a document on paper lies in the sector and can go back."),
    advice=N_("Nothing is to be done; an electronic result stays at the applicant's disposal."),
    in_force_from=RULES_IN_FORCE,
)
def paper_result(facts: Facts) -> Iterator[Finding]:
    """The month ends in a return only for what is a thing."""
    result = facts.case.result if facts.case is not None else None
    if result is None or result.carrier is not Carrier.PAPER:
        yield paper_result.finding()


@rule(
    "return_unclaimed.month_ended",
    requirements=("R-171", "R-175", "R-172"),
    citation="rules.20.1",
    title=N_("The month of keeping has not ended"),
    message=N_("It may be returned from {day}."),
    advice=N_("Leave it in its cell until then; it can still be issued."),
    in_force_from=RULES_IN_FORCE,
)
def month_ended(facts: Facts) -> Iterator[Finding]:
    """The first day on which a return is allowed has come."""
    storage = facts.case.storage if facts.case else None
    allowed = storage.return_allowed_from if storage else None
    if allowed is None or facts.now.date() < allowed:
        yield month_ended.finding(day=f"{allowed:%d.%m.%Y}" if allowed else "—")


@rule(
    "return_unclaimed.code_scanned",
    requirements=("R-172", "R-158"),
    citation="rules.20.1",
    title=N_("The result was not scanned out"),
    message=N_("What goes back is scanned out one by one."),
    advice=N_("Scan its code. A damaged one is typed by the supervisor with a reason."),
    in_force_from=RULES_IN_FORCE,
)
def code_scanned(facts: Facts) -> Iterator[Finding]:
    """This very unit was read; a result without a paper unit is never returned."""
    if not code_read(facts, facts.unit):
        yield code_scanned.finding()


@rule(
    "return_unclaimed.provider_acknowledged",
    requirements=("R-172",),
    citation="rules.20.1",
    title=N_("The provider has not signed"),
    message=N_("The register of unclaimed documents is signed by the provider."),
    advice=N_("Write who received the documents for the provider."),
    in_force_from=RULES_IN_FORCE,
)
def provider_acknowledged(facts: Facts) -> Iterator[Finding]:
    """The register names the receiver and lists this unit."""
    register, unit = facts.register, facts.unit
    if (
        register is None
        or unit is None
        or not register.received_by.strip()
        or not any(line.unit_id == unit.id and line.accepted for line in register.lines)
    ):
        yield provider_acknowledged.finding()


@rule(
    "return_unclaimed.goes_whole",
    requirements=("R-172",),
    citation="rules.20.1",
    title=N_("Something of this case would stay behind"),
    message=N_("{code} belongs to the same case and is not on the register."),
    advice=N_("Scan it out too: what belongs together goes back together."),
    in_force_from=RULES_IN_FORCE,
)
def goes_whole(facts: Facts) -> Iterator[Finding]:
    """Everything of the case that is listed for return stands on the same register."""
    listed = {line.unit_id for line in facts.register.lines} if facts.register else set()
    for unit in facts.units:
        if unit.state is UnitState.RETURN_LISTED and unit.id not in listed:
            yield goes_whole.finding(subject=unit.code, code=unit.code)
