"""What a scenario may expect of a step, each compared with what came out and told in words."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.finding import Finding
from app.robot.expect_case import CASE_CHECKS, Check, as_tuple, differs
from app.robot.scene import PaperSeen, Scene
from app.rules.registry import rule_by_id


def _names(findings: tuple[Finding, ...]) -> set[str]:
    """A finding answers to its rule and to every requirement that the rule carries."""
    names = {finding.rule for finding in findings} | {finding.requirement for finding in findings}
    for finding in findings:
        names.update(rule_by_id(finding.rule).requirements)
    return names


def _outcome(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("outcome", wanted, scene.outcome.status.value)


def _findings(wanted: Any, scene: Scene) -> Iterator[str]:
    got = _names(tuple(finding for finding in scene.outcome.findings if finding.blocks))
    for name in as_tuple(wanted):
        if name not in got:
            yield f"findings: {name} expected, got {sorted(got)}"


def _warnings(wanted: Any, scene: Scene) -> Iterator[str]:
    got = _names(tuple(finding for finding in scene.outcome.findings if not finding.blocks))
    for name in as_tuple(wanted):
        if name not in got:
            yield f"warnings: {name} expected, got {sorted(got)}"


def _no_findings(wanted: Any, scene: Scene) -> Iterator[str]:
    seen = scene.outcome.findings + (scene.case.findings if scene.case is not None else ())
    for name in as_tuple(wanted):
        if name in _names(seen):
            yield f"no_findings: {name} came all the same"


def _subjects(wanted: Any, scene: Scene) -> Iterator[str]:
    got = {finding.subject for finding in scene.outcome.findings}
    for name in as_tuple(wanted):
        if name not in got:
            yield f"subjects: {name} expected, got {sorted(got)}"


def _error(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("error", wanted, scene.outcome.error.code if scene.outcome.error else None)


def _field(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("field", wanted, scene.outcome.error.place if scene.outcome.error else None)


def _facts(wanted: Any, scene: Scene) -> Iterator[str]:
    for name, value in dict(wanted).items():
        said = str(value).lower() if isinstance(value, bool) else str(value)
        yield from differs(f"facts.{name}", said, scene.outcome.facts.get(name))


def _waiting(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("waiting", wanted, scene.waiting)


def _line(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("line", list(as_tuple(wanted)), list(scene.line))


def _left_over(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("left_over", list(as_tuple(wanted)), list(scene.left_over))


def _board(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("board", list(as_tuple(wanted)), list(scene.board))


def _ticket_state(wanted: Any, scene: Scene) -> Iterator[str]:
    for number, state in dict(wanted).items():
        ticket = scene.tickets.get(number)
        got = (ticket.end or ticket.state).value if ticket is not None else "no such ticket"
        yield from differs(f"ticket_state {number}", state, got)


def _arrived(wanted: Any, scene: Scene) -> Iterator[str]:
    for number, moment in dict(wanted).items():
        ticket = scene.tickets.get(number)
        got = ticket.taken_at.replace(microsecond=0) if ticket is not None else "no such ticket"
        yield from differs(f"arrived {number}", moment, got)


def _ticket_copies(wanted: Any, scene: Scene) -> Iterator[str]:
    for number, copies in dict(wanted).items():
        ticket = scene.tickets.get(number)
        got = ticket.copies if ticket is not None else "no such ticket"
        yield from differs(f"ticket_copies {number}", copies, got)


def _display_language(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("display_language", wanted, scene.display_language)


def _asked(wanted: Any, scene: Scene) -> Iterator[str]:
    for system, count in dict(wanted).items():
        yield from differs(f"asked {system}", count, scene.asked.get(system, "no such system"))


def _papers(wanted: Any, scene: Scene) -> Iterator[str]:
    got = sorted(paper.kind for paper in scene.outcome.papers)
    return differs("papers", sorted(as_tuple(wanted)), got)


def _paper(wanted: Any, scene: Scene) -> Iterator[str]:
    kinds = [paper.kind for paper in scene.papers]
    for kind in as_tuple(wanted):
        if kind not in kinds:
            yield f"paper: {kind} expected, there are {kinds}"


def _no_paper(wanted: Any, scene: Scene) -> Iterator[str]:
    for kind in as_tuple(wanted):
        if kind in [paper.kind for paper in scene.papers]:
            yield f"no_paper: {kind} is there"


def _last(scene: Scene, kind: str) -> PaperSeen | None:
    return next((paper for paper in reversed(scene.papers) if paper.kind == kind), None)


def _printed(wanted: Any, scene: Scene) -> Iterator[str]:
    for kind, copies in dict(wanted).items():
        paper = _last(scene, kind)
        yield from differs(f"printed {kind}", copies, paper.printed if paper else "no such paper")


def _paper_language(wanted: Any, scene: Scene) -> Iterator[str]:
    for kind, language in dict(wanted).items():
        paper = _last(scene, kind)
        got = paper.language if paper else "no such paper"
        yield from differs(f"language of {kind}", language, got)


def _paper_field(wanted: Any, scene: Scene) -> Iterator[str]:
    for kind, fields in dict(wanted).items():
        paper = _last(scene, kind)
        for path, value in dict(fields).items():
            got = _inside(paper.fields, path) if paper else "no such paper"
            yield from differs(f"{kind}.{path}", _plain(value), _plain(got))


def _paper_says(wanted: Any, scene: Scene) -> Iterator[str]:
    for kind, words in dict(wanted).items():
        paper = _last(scene, kind)
        for word in as_tuple(words):
            if paper is None or word not in _text_of(paper):
                yield f"paper_says: {kind} does not say {word!r}"


def _paper_silent(wanted: Any, scene: Scene) -> Iterator[str]:
    for kind, words in dict(wanted).items():
        paper = _last(scene, kind)
        for word in as_tuple(words):
            if paper is None or word in _text_of(paper):
                yield f"paper_silent: {kind} says {word!r}, or is not there"


def _text_of(paper: PaperSeen) -> str:
    return json.dumps(paper.fields, ensure_ascii=False)


def _inside(fields: Any, path: str) -> Any:
    """The value under ``a.b.0.c``; ``a.#`` is how many there are."""
    for name in path.split("."):
        if name == "#":
            return len(fields)
        if isinstance(fields, list) and name.isdigit() and int(name) < len(fields):
            fields = fields[int(name)]
        elif isinstance(fields, Mapping) and name in fields:
            fields = fields[name]
        else:
            return f"no field {name}"
    return fields


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | list | dict) else str(value)


_CHECKS: Mapping[str, Check] = {
    "outcome": _outcome,
    "findings": _findings,
    "warnings": _warnings,
    "no_findings": _no_findings,
    "subjects": _subjects,
    "error": _error,
    "field": _field,
    "facts": _facts,
    "waiting": _waiting,
    "line": _line,
    "left_over": _left_over,
    "board": _board,
    "ticket_state": _ticket_state,
    "arrived": _arrived,
    "ticket_copies": _ticket_copies,
    "display_language": _display_language,
    "asked": _asked,
    "papers": _papers,
    "paper": _paper,
    "no_paper": _no_paper,
    "printed": _printed,
    "paper_language": _paper_language,
    "paper_field": _paper_field,
    "paper_says": _paper_says,
    "paper_silent": _paper_silent,
    **CASE_CHECKS,
}
EXPECTATIONS = tuple(_CHECKS)
"""The names of everything that may be expected."""


def unmet(expect: Mapping[str, Any], scene: Scene) -> Iterator[str]:
    """Every expectation that was not met, in words. A step that names no outcome must be ``ok``, or
    ``blocked`` where findings are expected."""
    wanted = dict(expect)
    if "outcome" not in wanted and "error" not in wanted:
        wanted["outcome"] = "blocked" if "findings" in wanted else "ok"
    for name, value in wanted.items():
        try:
            yield from _CHECKS[name](value, scene)
        except (TypeError, ValueError) as error:
            yield f"{name}: {value!r} cannot be expected ({error})"
