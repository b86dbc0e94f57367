"""Handing sealed units to a provider: scanned one by one, on a register that both sides sign."""

from collections.abc import Iterator

from app.domain.finding import Finding
from app.domain.unit_states import UnitKind, UnitState
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.scanning import code_read
from i18n import N_


@rule(
    "hand_over.unit_sealed",
    requirements=("R-157", "R-158"),
    citation="rules.15.9",
    title=N_("The package is not sealed"),
    message=N_("Only a sealed package of this case is handed over."),
    advice=N_("Seal the package: scan its label and confirm the sheets."),
    in_force_from=RULES_IN_FORCE,
)
def unit_sealed(facts: Facts) -> Iterator[Finding]:
    """The case's outgoing unit went through sealing."""
    unit, case = facts.unit, facts.case
    sealed = unit is not None and unit.kind is UnitKind.OUT and unit.state is UnitState.SEALED
    if not sealed or case is None or unit is None or unit.case_id != case.id:
        yield unit_sealed.finding()


@rule(
    "hand_over.code_scanned",
    requirements=("R-158",),
    citation="rules.15.9",
    title=N_("The package was not scanned"),
    message=N_("A package goes on the register by its own code."),
    advice=N_("Scan its label. A damaged code is typed by the supervisor with a reason."),
    in_force_from=RULES_IN_FORCE,
)
def code_scanned(facts: Facts) -> Iterator[Finding]:
    """Scan 1 read this very unit."""
    if not code_read(facts, facts.unit):
        yield code_scanned.finding(subject=facts.unit.code if facts.unit is not None else "")


@rule(
    "hand_over.register_acknowledged",
    requirements=("R-159",),
    citation="rules.26",
    title=N_("The provider has not signed"),
    message=N_("The register names the packages and is signed by both sides."),
    advice=N_("Write who received the packages for the provider."),
    in_force_from=RULES_IN_FORCE,
)
def register_acknowledged(facts: Facts) -> Iterator[Finding]:
    """A register holds this unit as accepted and names both sides."""
    register, unit = facts.register, facts.unit
    if register is None or unit is None:
        yield register_acknowledged.finding()
        return
    named = register.handed_by.strip() and register.received_by.strip()
    listed = any(line.unit_id == unit.id and line.accepted for line in register.lines)
    if not named or not listed:
        yield register_acknowledged.finding()


@rule(
    "hand_over.discrepancy_act",
    requirements=("R-159", "R-166"),
    citation="rules.15.8",
    title=N_("Differences need an act"),
    message=N_("A package that the provider did not take stays here with a reason."),
    advice=N_("Write the provider's reason; the act is made with the register."),
    in_force_from=RULES_IN_FORCE,
)
def discrepancy_act(facts: Facts) -> Iterator[Finding]:
    """The reason is written, and who speaks for the provider is named."""
    named = facts.register is not None and facts.register.received_by.strip()
    if not facts.reason.strip() or not named:
        yield discrepancy_act.finding(subject=facts.unit.code if facts.unit is not None else "")


@rule(
    "hand_over.one_provider",
    requirements=("R-159",),
    citation="rules.26",
    title=N_("The package is for another provider"),
    message=N_("The package {code} goes to «{provider}»."),
    advice=N_("Put it on that provider's register."),
    in_force_from=RULES_IN_FORCE,
)
def one_provider(facts: Facts) -> Iterator[Finding]:
    """Every unit of a register goes to the register's provider."""
    unit, register = facts.unit, facts.register
    if unit is not None and register is not None and unit.provider != register.provider:
        yield one_provider.finding(subject=unit.code, code=unit.code, provider=unit.provider)
