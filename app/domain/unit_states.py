"""The states of a handed-over unit and every way between them: the register's table (b3), row by row."""

from dataclasses import dataclass
from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit carries."""

    OUT = "OUT"
    IN = "IN"
    RET = "RET"
    ORIG = "ORIG"


class UnitState(StrEnum):
    """Who holds a unit, and how far it went."""

    OPEN = "OPEN"
    SEALED = "SEALED"
    WITH_PROVIDER = "WITH_PROVIDER"
    NOT_ACCEPTED = "NOT_ACCEPTED"
    AT_BRANCH = "AT_BRANCH"
    IN_ISSUING_SECTOR = "IN_ISSUING_SECTOR"
    RETURN_LISTED = "RETURN_LISTED"
    WITH_APPLICANT = "WITH_APPLICANT"
    RETURNED = "RETURNED"
    DISCREPANCY = "DISCREPANCY"


UNIT_TERMINAL: frozenset[UnitState] = frozenset({UnitState.WITH_APPLICANT, UnitState.RETURNED})
_LIVE = tuple(state for state in UnitState if state not in UNIT_TERMINAL)


@dataclass(frozen=True, slots=True)
class UnitTransition:
    """One row; ``scan`` is the number of the scan that the law names, 0 where none is. ``kinds``
    are the kinds of unit that it moves."""

    number: str
    sources: tuple[UnitState | None, ...]
    target: UnitState | None
    verb: str
    guards: tuple[str, ...]
    citation: str
    scan: int = 0
    kinds: tuple[UnitKind, ...] = tuple(UnitKind)


_U = UnitState
_BACK = (UnitKind.IN, UnitKind.ORIG)
"""What comes from the provider and lies in the sector."""

UNIT_TRANSITIONS: tuple[UnitTransition, ...] = (
    UnitTransition("1", (None,), _U.OPEN, "pack", ("pack.case_registered",), "rules.15.9"),
    UnitTransition("2", (_U.OPEN,), _U.SEALED, "seal",
        ("pack.code_unique", "pack.code_scanned", "pack.sheets_match"), "rules.15.9"),
    UnitTransition("3", (_U.SEALED,), _U.OPEN, "reopen",
        ("pack.reason_given", "pack.supervisor"), "rules.21"),
    UnitTransition("4", (_U.SEALED,), _U.WITH_PROVIDER, "hand_over",
        ("hand_over.code_scanned", "hand_over.register_acknowledged"), "rules.15.9", scan=1),
    UnitTransition("5", (_U.SEALED,), _U.NOT_ACCEPTED, "not_accepted",
        ("hand_over.discrepancy_act",), "rules.15.8"),
    UnitTransition("5b", (_U.NOT_ACCEPTED,), _U.SEALED, "take_back",
        ("hand_over.code_scanned", "pack.reason_given"), "rules.15.8"),
    UnitTransition("6", (None, _U.WITH_PROVIDER), _U.AT_BRANCH, "receive_result",
        ("receive_result.linked_to_case", "receive_result.code_scanned",
         "receive_result.condition_checked"), "rules.15.9", scan=2, kinds=_BACK),
    UnitTransition("7", (_U.AT_BRANCH,), _U.IN_ISSUING_SECTOR, "to_issuing_sector",
        ("store.code_scanned", "store.cell_assigned", "store.retention_known",
         "store.damage_recorded"), "rules.15.9", scan=3, kinds=_BACK),
    UnitTransition("8", (_U.IN_ISSUING_SECTOR,), _U.WITH_APPLICANT, "issue",
        ("issue.code_scanned", "issue.fresh_identification", "issue.authority_shown",
         "issue.acknowledged"), "rules.15.9", scan=4, kinds=_BACK),
    UnitTransition("9", (_U.IN_ISSUING_SECTOR,), _U.IN_ISSUING_SECTOR, "keep",
        ("store.promised_date_passed",), "rules.20.1"),
    UnitTransition("10", (_U.IN_ISSUING_SECTOR,), _U.RETURN_LISTED, "list_for_return",
        ("return_unclaimed.class_month", "return_unclaimed.month_ended"), "rules.20.1"),
    UnitTransition("11", (_U.RETURN_LISTED,), _U.IN_ISSUING_SECTOR, "take_off_return_list", (),
        "rules.19"),
    UnitTransition("12", (_U.RETURN_LISTED,), _U.RETURNED, "return_unclaimed",
        ("return_unclaimed.class_month", "return_unclaimed.month_ended",
         "return_unclaimed.code_scanned", "return_unclaimed.provider_acknowledged"), "rules.20.1"),
    UnitTransition("13", tuple(state for state in _LIVE if state is not _U.DISCREPANCY),
        _U.DISCREPANCY, "record_discrepancy", ("pack.act_of_both_sides",), "rules.15.8"),
    UnitTransition("14", (_U.DISCREPANCY,), None, "close_discrepancy",
        ("pack.supervisor",), "rules.21"),
    UnitTransition("15", (_U.OPEN, _U.SEALED, _U.NOT_ACCEPTED), _U.WITH_APPLICANT, "give_back",
        ("withdraw.signed_statement", "withdraw.by_applicant", "withdraw.papers_scanned"),
        "law.1.5", kinds=(UnitKind.OUT,)),
    *(UnitTransition(f"16 {state}", (state,), state, "relabel",
        ("pack.code_scanned", "pack.reason_given"), "rules.15.9")
      for state in (_U.OPEN, _U.SEALED, _U.NOT_ACCEPTED, _U.AT_BRANCH, _U.IN_ISSUING_SECTOR,
                    _U.RETURN_LISTED)),
)  # fmt: skip
"""Row 14 leads back to the state before the discrepancy, which the unit remembers (target ``None``).
Rows 15 and 16 are ours: who withdraws gets the papers back by a scan (R-102); a thing whose label is
damaged gets a new one where it lies, and its former code is dead (R-158)."""


def unit_transition(state: UnitState | None, verb: str) -> UnitTransition | None:
    """The row that ``verb`` may take from ``state``, or ``None`` when the table knows no such way."""
    for row in UNIT_TRANSITIONS:
        if row.verb == verb and state in row.sources:
            return row
    return None
