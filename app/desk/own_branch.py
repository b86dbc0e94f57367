"""The branch that the settings name, read from its own file."""

from datetime import date
from pathlib import Path

from app.catalogue.branch_file import own_branch
from app.domain.branch import Branch
from app.settings import Settings


def branch_named(settings: Settings, on: date, desk: int | None) -> Branch | None:
    """The department of the branch's own file; ``None`` where the settings name no file.

    ``desk`` must be one of its desks (``None``: none is worked at). Raises ``InputInvalid``.
    """
    named = settings.branch_file.strip()
    if not named:
        return None
    return own_branch(Path(named).expanduser(), settings.branch_code.strip(), on, desk)
