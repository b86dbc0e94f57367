"""The register of rules: every rule with its id, requirement ids, citation, dates in force and words.

A rule is a pure function ``facts -> iterable of Finding``. A rule that raises blocks: the finding
``rule.failed`` takes the place of its answer, so that an error never lets anything through.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.finding import Finding, Severity
from i18n import N_

RuleFunction = Callable[[Any], Iterable[Finding]]

RULES_IN_FORCE = date(2016, 1, 22)
"""Order № 52 in force; the wording of 01.04.2024 № 189/НҚ has its own date in the citations."""
LAW_IN_FORCE = date(2013, 4, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the register. ``title``, ``message`` and ``advice`` are English message ids."""

    id: str
    requirements: tuple[str, ...]
    citation: str
    title: str
    message: str
    advice: str
    judge: RuleFunction
    in_force_from: date = LAW_IN_FORCE
    in_force_to: date | None = None

    def finding(
        self, *, subject: str = "", severity: Severity = Severity.BLOCK, **params: str
    ) -> Finding:
        """A finding of this rule, under its first requirement id."""
        return Finding(
            rule=self.id,
            requirement=self.requirements[0],
            severity=severity,
            subject=subject,
            params=params,
        )

    def in_force(self, on: date) -> bool:
        """Whether the rule is in force on that day."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


_RULES: dict[str, Rule] = {}


def rule(
    id: str,  # noqa: A002 - the register's own word
    *,
    requirements: tuple[str, ...],
    citation: str,
    title: str,
    message: str,
    advice: str,
    in_force_from: date = LAW_IN_FORCE,
    in_force_to: date | None = None,
) -> Callable[[RuleFunction], Rule]:
    """Enter a function into the register under ``id``; the name then stands for the :class:`Rule`."""

    def enter(judge: RuleFunction) -> Rule:
        if id in _RULES:
            raise ValueError(f"rule {id} is registered twice")
        entry = Rule(
            id=id,
            requirements=requirements,
            citation=citation,
            title=title,
            message=message,
            advice=advice,
            judge=judge,
            in_force_from=in_force_from,
            in_force_to=in_force_to,
        )
        _RULES[id] = entry
        return entry

    return enter


def rule_by_id(id: str) -> Rule:  # noqa: A002
    """The rule of that id. Raises ``KeyError`` for an unknown one."""
    return _RULES[id]


def all_rules() -> tuple[Rule, ...]:
    """Every registered rule, by id."""
    return tuple(_RULES[key] for key in sorted(_RULES))


def _no_answer(_facts: Any) -> Iterator[Finding]:
    return iter(())


RULE_FAILED = rule(
    "rule.failed",
    requirements=("R-021",),
    citation="law.3",
    title=N_("A check could not be carried out"),
    message=N_("The check «{rule}» ended with an error, so the step is stopped."),
    advice=N_("Keep the case and tell the supervisor the name of the check."),
)(_no_answer)


def judge(rules: Iterable[Rule], facts: Any, on: date) -> tuple[Finding, ...]:
    """All findings of ``rules`` in force on that day; an error inside a rule becomes a block."""
    found: list[Finding] = []
    for entry in rules:
        if not entry.in_force(on):
            continue
        try:
            found.extend(entry.judge(facts))
        except Exception:  # noqa: BLE001 - whatever went wrong, the rule must block
            found.append(RULE_FAILED.finding(rule=entry.id))
    return tuple(found)
