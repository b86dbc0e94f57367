"""Who takes part in a case beside the applicant: identified by a document, with consents of their own."""

from dataclasses import dataclass

from app.domain.case_intake import Consent, ConsentKind
from app.domain.identification import Identification, Representation
from app.domain.language import Lang
from app.domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingPart:
    """One participant of one case. ``key`` and ``applicant`` are those of the passport's row.

    ``identification`` is of whom stands at the desk: the participant, or who represents them
    (``representation``). ``language`` is the one in which the participant reads and consents.
    """

    key: str
    applicant: bool
    identification: Identification
    representation: Representation | None = None
    consents: tuple[Consent, ...] = ()
    language: Lang

    @property
    def person(self) -> Person:
        """The participant, whoever stands at the desk for them."""
        shown = self.representation
        if shown is not None and shown.principal is not None:
            return shown.principal
        return self.identification.person

    def consent(self, kind: ConsentKind) -> Consent | None:
        """The participant's latest act of that kind, or ``None``."""
        return next((act for act in reversed(self.consents) if act.kind is kind), None)
