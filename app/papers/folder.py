"""Papers as files: rendered into a folder under their number, never under a name."""

from pathlib import Path
from typing import Any, Protocol

from app.papers.render import render_record
from app.ports.storage import PaperRecord


class _Reader(Protocol):
    def ask(self, question: Any) -> Any: ...


class PaperFolder:
    """A folder that papers are written to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, paper: PaperRecord) -> Path:
        """Where that paper goes: kind, number and version only."""
        return self._folder / f"{paper.kind}-{paper.number}-v{paper.version}.pdf"

    def print_paper(self, paper: PaperRecord, copies: int) -> None:  # noqa: ARG002 - one file is all copies
        """Render the paper into the folder."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self.path_of(paper).write_bytes(render_record(paper))

    def write(self, desk: _Reader, paper_id: str) -> str:
        """Render the paper of that id as the store holds it; the path, empty when there is none."""
        paper = desk.ask(lambda work: work.store.papers.get(paper_id)).result()
        if paper is None:
            return ""
        self.print_paper(paper, 1)
        return str(self.path_of(paper))
