"""``rules``: the register of rules with their citations, or which tests carry which requirement."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from app.catalogue.requirements import MUST, Requirement, all_requirements
from app.doors.answers import NO, YES, citation_entry, line, print_json, print_lines
from app.doors.requirement_marks import marked_tests
from app.rules.loading import every_rule
from app.rules.registry import Rule
from app.wording import both, citation_words, two
from i18n import N_
from resources import path

_BARE = N_("{bare} of {all} requirements «must» have no test:")


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--coverage", action="store_true")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--tests", metavar="DIR")


def run(args: Namespace) -> int:
    """Print the register; with ``--coverage --strict`` 1 when a «must» has no test."""
    if args.coverage:
        return _coverage(args)
    rules = every_rule()
    if args.json:
        print_json([_entry(entry) for entry in rules])
    else:
        print_lines(
            f"{entry.id}  {', '.join(entry.requirements)}  {line(citation_words(entry.citation))}"
            for entry in rules
        )
    return YES


def _entry(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "requirements": list(rule.requirements),
        "citation": citation_entry(rule.citation),
        "in_force_from": rule.in_force_from.isoformat(),
        "in_force_to": rule.in_force_to.isoformat() if rule.in_force_to else None,
        "title": two(both(rule.title)),
    }


def _coverage(args: Namespace) -> int:
    folder = Path(args.tests) if args.tests else path().parent / "tests"
    tests = marked_tests(folder)
    of_rules: dict[str, list[str]] = {}
    for rule in every_rule():
        for requirement in rule.requirements:
            of_rules.setdefault(requirement, []).append(rule.id)
    bare = [r for r in all_requirements() if r.priority == MUST and r.id not in tests]
    if args.json:
        print_json([_row(r, tests, of_rules) for r in all_requirements()])
    else:
        counted = sum(1 for r in all_requirements() if r.priority == MUST)
        params = {"bare": str(len(bare)), "all": str(counted)}
        print_lines([line(both(_BARE, params)), *(f"{r.id}  {r.group}" for r in bare)])
    return NO if bare and args.strict else YES


def _row(
    requirement: Requirement, tests: dict[str, list[str]], of_rules: dict[str, list[str]]
) -> dict[str, Any]:
    return {
        "id": requirement.id,
        "priority": requirement.priority,
        "group": requirement.group,
        "modules": list(requirement.modules),
        "rules": of_rules.get(requirement.id, []),
        "tests": tests.get(requirement.id, []),
        "covered": requirement.id in tests,
    }
