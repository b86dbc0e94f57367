"""Reads papers back: the store keeps the data of a paper, its pages are made again on demand."""

from hashlib import sha256

import msgspec

from app.domain.papers import PAPER_TYPES, Paper, PaperKind
from app.errors import InputInvalid, declare
from app.ports.store_records import PaperRecord
from i18n import N_

PAPER_UNREADABLE = declare(
    "paper.unreadable",
    N_("The stored data of the paper cannot be read."),
    N_("Tell the supervisor the number of the paper; the case itself is kept."),
)
PAPER_CHANGED = declare(
    "paper.changed",
    N_("The stored data of the paper are not what they were when it was made."),
    N_("Do not give the paper out; tell the supervisor its number."),
)


def paper_of(record: PaperRecord) -> Paper:
    """The paper that was stored.

    Raises ``InputInvalid`` for data that were changed since, or that are no such paper.
    """
    data = record.data.encode()
    if sha256(data).hexdigest() != record.sha256:
        raise InputInvalid(PAPER_CHANGED, field="data")
    try:
        return msgspec.json.decode(data, type=PAPER_TYPES[PaperKind(record.kind)])
    except (msgspec.MsgspecError, ValueError) as unreadable:
        raise InputInvalid(PAPER_UNREADABLE, field="data") from unreadable
