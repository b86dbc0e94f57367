"""The electronic documents of an application: what is signed by its hash and travels beside it."""

import json
from dataclasses import dataclass
from hashlib import sha256

from app.domain.case import Case, RowState
from app.domain.passport import Passport
from app.rules.checklist import applicable_rows, entry_of
from app.usecases.application_text import application_text

APPLICATION = "documents/application.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectronicDocument:
    """One document: its path in a package, a label without anybody's name, its exact content."""

    path: str
    label: str
    content: str

    @property
    def sha256(self) -> str:
        """The hash of its bytes (UTF-8), in hexadecimal."""
        return sha256(self.content.encode()).hexdigest()


def electronic_documents(case: Case, passport: Passport) -> tuple[ElectronicDocument, ...]:
    """The confirmed text, then the data that were obtained for each row, in the passport's order."""
    text = ElectronicDocument(
        path=APPLICATION, label="application", content=application_text(case, passport)
    )
    return (text, *_obtained(case, passport))


def _obtained(case: Case, passport: Passport) -> tuple[ElectronicDocument, ...]:
    entries = ((row, entry_of(case, row)) for row in applicable_rows(case, passport))
    held = [
        (row, entry) for row, entry in entries if entry.state is RowState.OBTAINED and entry.data
    ]
    return tuple(
        ElectronicDocument(
            path=f"documents/data-{number:03}.json",
            label=row.id,
            content=json.dumps(
                entry.data, ensure_ascii=False, sort_keys=True, separators=(",", ":")
            ),
        )
        for number, (row, entry) in enumerate(held, start=1)
    )
