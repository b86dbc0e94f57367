"""Seal the accepted papers of a case into a unit with its own code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Open a unit for the case's papers and print its label (word ``pack``)."""

    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Close the unit: label scanned, sheets as listed (word ``seal``)."""

    code: str
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    """Open a sealed unit again with a reason; supervisor (word ``reopen``)."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDiscrepancy:
    """Something is missing, damaged or extra: the act of both sides (word ``record_discrepancy``)."""

    code: str
    kind: str
    explanation: str
    other_side: str
    measures: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDiscrepancy:
    """The act is closed; supervisor (word ``close_discrepancy``)."""

    code: str
    act: str = ""
