"""What a scanned code means here: a unit of this branch, or in words why it is none."""

from typing import Any

from app.domain.codes import CodeKind, CodeProblem, CodeTrouble, understand
from app.domain.custody import Unit
from app.errors import InputInvalid, declare
from app.rules.words import both
from app.usecases.work import Work
from i18n import N_

NO_UNIT = declare(
    "unit.unknown",
    N_("This code belongs to no unit of this branch."),
    N_("Look at the label again; a unit of another place stays where it is."),
)
OTHER_BRANCH = declare(
    "unit.other_branch",
    N_("This code was printed in the branch {branch}."),
    N_("Nothing was moved. Lay it aside and tell the supervisor: its own branch looks for it."),
)
MISREAD = declare(
    "unit.misread",
    N_("The code was not read right: its check digits do not agree."),
    N_("Scan it again. A damaged code is typed by the supervisor with a reason."),
)
NOT_OURS = declare(
    "unit.not_ours",
    N_("This is not a code of ours."),
    N_("Scan the label of the package or of the result."),
)
OTHER_KIND = declare(
    "unit.other_kind",
    N_("This code is on {what}, not on a package or a result."),
    N_("Scan the label of the package or of the result."),
)
DEAD_LABEL = declare(
    "unit.dead_label",
    N_("This label was replaced: the thing bears another one now."),
    N_("Take the old label off and scan the new one; F6 tells its code."),
)
_KINDS = {
    CodeKind.CASE: N_("code: the receipt of an application"),
    CodeKind.REGISTER: N_("code: a register"),
    CodeKind.CELL: N_("code: a cell"),
    CodeKind.TICKET: N_("code: a ticket of the queue"),
    CodeKind.PAPER: N_("code: a printed paper"),
}
_MISREAD = (CodeTrouble.FAILED_CHECK, CodeTrouble.DOUBLED_SUFFIX, CodeTrouble.TOO_LONG)


def unit_scanned(work: Work, code: str) -> Unit:
    """The unit with that code. Raises ``InputInvalid`` that says what the code is instead."""
    unit = work.store.units.by_code(code)
    if unit is not None:
        return unit
    if work.store.units.once_bore(code) is not None:
        raise InputInvalid(DEAD_LABEL, field="code")
    raise _no_unit(code, work.branch.code)


def _no_unit(code: str, branch: str) -> InputInvalid:
    seen = understand(code, branch)
    if isinstance(seen, CodeProblem):
        if seen.trouble is CodeTrouble.OTHER_BRANCH:
            return InputInvalid(OTHER_BRANCH, field="code", branch=seen.branch)
        return InputInvalid(MISREAD if seen.trouble in _MISREAD else NOT_OURS, field="code")
    if seen.kind in _KINDS:
        what = both(_KINDS[seen.kind])
        return InputInvalid(OTHER_KIND, field="code", what_kk=what.kk, what_ru=what.ru)
    return InputInvalid(NO_UNIT, field="code")


def scan_of(work: Work, code: str, meant: Unit | None, typed_reason: str = "") -> dict[str, Any]:
    """The fields of ``Facts`` that tell what was read where ``meant`` was to be read."""
    seen = work.store.units.by_code(code) if code else None
    read: dict[str, Any] = {"scanned_code": code, "typed_reason": typed_reason}
    if seen is None or (meant is not None and seen.id == meant.id):
        return read
    case = work.store.cases.get(seen.case_id)
    return {**read, "scanned_unit": seen, "scanned_number": case.number if case else ""}
