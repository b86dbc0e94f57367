"""What the scanner of a scenario wrote last: a shipped file of made-up pages, ready for a copy."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import resources
from app.domain.certified_copy import CopyOrigin, CopyPage
from app.errors import InputInvalid
from app.usecases.certified_copy import CertifyCopy
from app.usecases.outcome import ErrorInfo, Outcome, Status


class ScannedDocument:
    """The pages at hand; a file that is wrong leaves none."""

    def __init__(self) -> None:
        self._pages: tuple[CopyPage, ...] = ()

    def read(self, file: str) -> Outcome:
        """Read the pages of a shipped file; what is wrong with it comes back as an invalid input."""
        from app.papers.copy_file import pages_of_file  # noqa: PLC0415 - few scenarios scan

        self._pages = ()
        try:
            self._pages = pages_of_file(scanned_file(file).read_bytes())
        except InputInvalid as wrong:
            error = ErrorInfo(code=wrong.code, params=dict(wrong.params), place="file")
            return Outcome(status=Status.INVALID, error=error)
        return Outcome(facts={"scanned_pages": str(len(self._pages))})

    def put_in(self, command: Any) -> Any:
        """The command with the pages in it, where it makes a copy and names none."""
        if isinstance(command, CertifyCopy) and not command.pages and self._pages:
            return replace(command, pages=self._pages, origin=CopyOrigin.SCANNER_FILE)
        return command


def scanned_file(name: str) -> Path:
    """Where a shipped file of made-up pages lies."""
    return resources.path("scenarios", "copies", name)
