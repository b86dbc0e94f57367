"""Papers as JSON: what the store keeps is the data of a paper; its pages are made again on demand."""

import msgspec

from app.domain.papers import PAPER_TYPES, Paper, PaperKind
from app.errors import InputInvalid, declare
from i18n import N_

PAPER_UNREADABLE = declare(
    "paper.unreadable",
    N_("The stored data of the paper cannot be read."),
    N_("Tell the supervisor the number of the paper; the case itself is kept."),
)


def to_json(paper: Paper) -> str:
    """The data of a paper, the same text for the same paper."""
    return msgspec.json.encode(paper, order="deterministic").decode()


def from_json(kind: PaperKind, data: str) -> Paper:
    """The paper that was stored. Raises ``InputInvalid`` for data that is no such paper."""
    try:
        return msgspec.json.decode(data, type=PAPER_TYPES[kind])
    except msgspec.MsgspecError as unreadable:
        raise InputInvalid(PAPER_UNREADABLE, field="data") from unreadable
