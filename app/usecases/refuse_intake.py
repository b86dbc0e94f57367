"""Refuse to accept an incomplete package or expired documents, with the receipt that names them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseIntake:
    """Refuse intake (word ``refuse_intake``). The reasons come from the checklist, never from here.

    ``acknowledgement``: ``signed`` or ``declined``; a refusal to sign never stops the receipt.
    """

    case: str = ""
    explained: bool = False
    acknowledgement: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeRefusal:
    """The applicant signed the branch's copy, or declined to (word ``acknowledge_refusal``)."""

    case: str = ""
    acknowledgement: str
