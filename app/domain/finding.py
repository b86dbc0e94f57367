"""What a rule says about the facts: a finding names its rule, its subject and the parameters of its text."""

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One answer of one rule.

    ``rule`` is the id in ``app.rules.registry`` (there stand the texts and the citation),
    ``requirement`` the register's id shown to the outside (``R-105``), ``subject`` the row, field
    or unit meant, ``params`` the named values of the text.
    """

    rule: str
    requirement: str
    severity: Severity = Severity.BLOCK
    subject: str = ""
    params: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether this finding stops the step."""
        return self.severity is Severity.BLOCK
