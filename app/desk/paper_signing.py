"""The courier's way to a signed paper: its file is made, the bytes around the room go to the key."""

import base64
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime
from typing import Any, Protocol

import msgspec

from app.desk.place import DeskPlace
from app.errors import Unavailable
from app.ports.storage import OutboxItem
from app.usecases.sign_paper import RecordPaperSignature
from app.usecases.work import Work


class _Reader(Protocol):
    def ask(self, question: Callable[[Work], Any]) -> Future[Any]: ...


def paper_signature_of(
    item: OutboxItem, desk: _Reader, place: DeskPlace, now: datetime
) -> RecordPaperSignature | None:
    """The command with the signature; ``None`` for a paper that wants none any more.

    With a time stamp where the service gives one at once; without it the signature counts as well.
    Raises what the key raises, and the item stays.
    """
    from app.papers.render import render  # noqa: PLC0415 - reportlab waits for a paper
    from app.papers.seal import prepared  # noqa: PLC0415
    from app.papers.stored import paper_of  # noqa: PLC0415

    order = msgspec.json.decode(item.payload.encode(), type=dict[str, str])
    record = desk.ask(lambda work: work.store.papers.get(order["paper"])).result()
    if record is None or record.signature:
        return None
    moment = now.replace(microsecond=0)
    left = prepared(render(paper_of(record)), moment)
    cms = place.signing_key.sign(order["operator"], left.content, now)
    if place.upgrade is not None and place.upgrade.stamps:
        with suppress(Unavailable):
            cms = place.upgrade.stamped(cms, now)
    return RecordPaperSignature(paper=record.id, cms=base64.b64encode(cms).decode(), at=moment)
