"""The words of findings and errors in both languages, for the doors and the windows alike."""

from dataclasses import dataclass

from app.catalogue.law import UnknownCitationError, citation
from app.domain.finding import Finding
from app.domain.language import Bilingual
from app.errors import ERROR_TEXTS, AppError
from app.rules.registry import rule_by_id
from app.rules.words import both

__all__ = ["ErrorWords", "FindingWords", "both", "citation_words", "error_words", "finding_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """A finding as it is shown: what it is called, what was found, what unblocks it, and why.

    ``citation`` is the full reference with the act, ``citation_id`` opens its text.
    """

    title: Bilingual
    message: Bilingual
    advice: Bilingual
    citation: Bilingual
    citation_id: str
    requirement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorWords:
    """An error as it is shown: what happened, and the next action."""

    code: str
    message: Bilingual
    advice: Bilingual


def citation_words(citation_id: str) -> Bilingual:
    """The full reference of a provision; empty in both languages when the table has no such id."""
    try:
        return citation(citation_id).full
    except UnknownCitationError:
        return Bilingual("", "")


def finding_words(finding: Finding) -> FindingWords:
    """The words of a finding. Raises ``KeyError`` when its rule is not in the register."""
    rule = rule_by_id(finding.rule)
    values = {"subject": finding.subject, **finding.params}
    return FindingWords(
        title=both(rule.title, values),
        message=both(rule.message, values),
        advice=both(rule.advice, values),
        citation=citation_words(rule.citation),
        citation_id=rule.citation,
        requirement=finding.requirement,
    )


def error_words(error: AppError) -> ErrorWords:
    """The words of an error; an undeclared code is worded as an error inside the program."""
    entry = ERROR_TEXTS.get(error.code, ERROR_TEXTS["bug"])
    values = {"incident": error.code, **error.params}
    return ErrorWords(
        code=error.code,
        message=both(entry.message, values),
        advice=both(entry.advice, values),
    )
