"""A desk that is open: held by the run of the program without a name, the badge being on."""

from datetime import datetime
from typing import Any

from app.domain.desk_hold import DeskHold
from app.domain.visit import Purpose
from tests.fakes.store_samples import MORNING


def held(desk: str = "3", at: datetime = MORNING, **other: Any) -> DeskHold:
    values: dict[str, Any] = {
        "session": "",
        "operator_id": "small_branch",
        "opened_at": at,
        "seen_at": at,
        "badge": True,
        "purposes": frozenset(Purpose),
    }
    return DeskHold(desk=desk, **(values | other))
