"""What the roles are called, so that nobody has to read their codes."""

from collections.abc import Mapping

from app.domain.branch import Role
from i18n import N_

ROLE_TEXTS: Mapping[Role, str] = {
    Role.OPR: N_("role: operator of the counter"),
    Role.ISS: N_("role: operator of the issue sector"),
    Role.HND: N_("role: handover clerk"),
    Role.CNS: N_("role: consultant"),
    Role.VID: N_("role: operator of video calls"),
    Role.APC: N_("role: clerk for appeals and complaints"),
    Role.SUP: N_("role: supervisor"),
    Role.BRM: N_("role: head of the branch"),
    Role.TRN: N_("role: trainer"),
    Role.TRE: N_("role: trainee"),
    Role.CAT: N_("role: editor of the catalogue"),
    Role.CAP: N_("role: approver of the catalogue"),
    Role.QLT: N_("role: quality analyst"),
    Role.AUD: N_("role: inspector"),
    Role.ADM: N_("role: administrator of the system"),
}
"""The name of each role, as English message ids."""
