"""The words of findings and errors in both languages, for the doors and the windows alike."""

from dataclasses import dataclass
from typing import Any

from app.catalogue.law import UnknownCitationError, citation
from app.domain.finding import Finding
from app.domain.language import Bilingual
from app.domain.mrz import MrzProblem
from app.domain.national_id import NumberProblem
from app.errors import ERROR_TEXTS, AppError
from app.rules.registry import rule_by_id
from app.rules.words import both
from i18n import N_

__all__ = [
    "ErrorWords",
    "FindingWords",
    "both",
    "citation_words",
    "error_words",
    "finding_entry",
    "finding_words",
    "problem_words",
    "two",
]


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


def two(words: Bilingual) -> dict[str, str]:
    """A bilingual text as the command lines print it."""
    return {"kk": words.kk, "ru": words.ru}


def finding_entry(finding: Finding) -> dict[str, Any]:
    """A finding as the command lines print it."""
    words = finding_words(finding)
    return {
        "id": finding.requirement,
        "requirements": list(rule_by_id(finding.rule).requirements),
        "rule": finding.rule,
        "severity": str(finding.severity),
        "subject": finding.subject,
        "text": two(words.message),
        "advice": two(words.advice),
        "citation": two(words.citation),
        "citation_id": words.citation_id,
    }


def error_words(error: AppError) -> ErrorWords:
    """The words of an error; an undeclared code is worded as an error inside the program."""
    entry = ERROR_TEXTS.get(error.code, ERROR_TEXTS["bug"])
    place = getattr(error, "field", "") or getattr(error, "slot", "")
    values = {"incident": error.code, "field": place, "slot": place, **error.params}
    return ErrorWords(
        code=error.code,
        message=both(entry.message, values),
        advice=both(entry.advice, values),
    )


PROBLEMS: dict[str, str] = {
    NumberProblem.EMPTY: N_("The number is empty."),
    NumberProblem.NOT_DIGITS: N_("The number has characters that are not digits."),
    NumberProblem.LENGTH: N_("The number must have 12 digits."),
    NumberProblem.CHECK_DIGIT: N_("The check digit does not agree: a digit is mistyped."),
    NumberProblem.NEVER_ISSUED: N_("Such a number is never issued."),
    NumberProblem.LOOKS_LIKE_BIN: N_("This looks like a BIN, not an IIN."),
    NumberProblem.LOOKS_LIKE_IIN: N_("This looks like an IIN, not a BIN."),
    MrzProblem.SHAPE: N_("The zone must have 3 lines of 30, 2 of 36 or 2 of 44 characters."),
    MrzProblem.CHARACTER: N_("Only Latin letters, digits and the sign < may stand in the zone."),
    MrzProblem.DOCUMENT_NUMBER_CHECK: N_("The check digit of the document number does not agree."),
    MrzProblem.BIRTH_DATE_CHECK: N_("The check digit of the birth date does not agree."),
    MrzProblem.EXPIRY_CHECK: N_("The check digit of the expiry date does not agree."),
    MrzProblem.OPTIONAL_CHECK: N_("The check digit of the optional data does not agree."),
    MrzProblem.COMPOSITE_CHECK: N_("The check digit of the whole zone does not agree."),
    MrzProblem.BIRTH_DATE: N_("The birth date is not a date."),
    MrzProblem.EXPIRY: N_("The expiry date is not a date."),
    MrzProblem.SEX: N_("The sex must be M, F or <."),
    MrzProblem.ISSUER: N_("The code of the issuing state must be letters."),
}
"""The words (English message ids) of every problem of a number or a zone."""


def problem_words(problem: NumberProblem | MrzProblem) -> Bilingual:
    """A problem of an IIN, a BIN or a machine-readable zone in both languages."""
    return both(PROBLEMS[problem])
