"""The courier's way to a time stamp: the signature is read, stamped and handed back; the key is not there."""

import base64
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from app.ports.certification import SignatureUpgrade
from app.ports.storage import OutboxItem
from app.usecases.stamp import RecordStamp
from app.usecases.work import Work

_NOT_SET_UP = timedelta(hours=1)


class _Reader(Protocol):
    def ask(self, question: Callable[[Work], Any]) -> Future[Any]: ...


def stamp_of(
    item: OutboxItem, desk: _Reader, upgrade: SignatureUpgrade | None, now: datetime
) -> RecordStamp | datetime | None:
    """The command with the stamped signature; ``None`` when nothing wants a stamp any more, a moment
    when there is no service now. Raises ``Unavailable`` (centre.…): the item stays."""
    case_id = msgspec.json.decode(item.payload.encode(), type=dict[str, str])["case"]
    case = desk.ask(lambda work: work.store.cases.get(case_id)).result()
    if case is None or case.signature is None:
        return None
    if upgrade is None or not upgrade.stamps:
        return now + _NOT_SET_UP
    stamped = upgrade.stamped(base64.b64decode(case.signature.cms), now)
    proven = upgrade.proven(stamped, now)
    return RecordStamp(case=case_id, cms=base64.b64encode(proven).decode())
