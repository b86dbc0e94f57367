"""Which desk and which employee serve which purpose, and the words of the purposes in findings."""

from collections.abc import Mapping

from app.domain.branch import Branch, Operator, Role
from app.domain.visit import Purpose
from i18n import N_

PURPOSE_WORDS: Mapping[Purpose, str] = {
    Purpose.INTAKE: N_("purpose: applications"),
    Purpose.ISSUE: N_("purpose: ready documents"),
    Purpose.CONSULTATION: N_("purpose: consultation"),
    Purpose.APPEAL: N_("purpose: appeals"),
}
_SERVING: Mapping[Purpose, frozenset[Role]] = {
    Purpose.INTAKE: frozenset({Role.OPR, Role.VID}),
    Purpose.ISSUE: frozenset({Role.ISS}),
    Purpose.CONSULTATION: frozenset({Role.OPR, Role.ISS, Role.CNS, Role.VID, Role.APC, Role.SUP}),
    Purpose.APPEAL: frozenset({Role.OPR, Role.VID, Role.APC, Role.SUP}),
}
"""The table of roles read by purpose (requirements, part e)."""
_SANDBOX = frozenset({Role.TRN, Role.TRE})


def serves(branch: Branch, desk: str, operator: Operator) -> frozenset[Purpose]:
    """The purposes of a desk with the employee who sits there: those that a role serves which the
    desk is meant for and the employee holds. Trainees of a practice branch serve all."""
    if branch.practice and operator.roles & _SANDBOX:
        return frozenset(Purpose)
    place = next((one for one in branch.desks if str(one.number) == desk), None)
    roles = operator.roles & place.roles if place is not None else operator.roles
    # Somebody who works at a desk meant for others serves what they may themselves.
    roles = roles or operator.roles
    return frozenset(purpose for purpose, able in _SERVING.items() if able & roles)
