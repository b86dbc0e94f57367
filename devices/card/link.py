"""The card service of the computer (PC/SC) by its own calls: readers, one card, one talk with it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from app.errors import DeviceFault
from app.lanes import current_work
from app.ports.devices import Slot
from devices.card.apdu import Transmit
from devices.card.pcsc_words import DONE, cause_of


def judged(result: int) -> None:
    """Raises ``DeviceFault`` for a result that is none of success."""
    if result != DONE:
        raise DeviceFault(cause_of(result), slot=Slot.CARD)


@contextmanager
def context(scard: Any) -> Iterator[Any]:
    """One acquaintance with the service, for one thread. Raises ``DeviceFault``."""
    result, handle = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    judged(result)
    try:
        yield handle
    finally:
        scard.SCardReleaseContext(handle)


@contextmanager
def card_in(scard: Any, reader: str) -> Iterator[Transmit]:
    """The road to the card in a reader, for no other program at the same time.

    A cancel of the running task ends the talk between two commands. Raises ``DeviceFault``.
    """
    with context(scard) as handle:
        both = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        result, card, protocol = scard.SCardConnect(handle, reader, scard.SCARD_SHARE_SHARED, both)
        judged(result)
        try:
            judged(scard.SCardBeginTransaction(card))
            yield _road(scard, card, protocol)
        finally:
            with suppress(TypeError):  # a handle that has gone with its reader
                scard.SCardEndTransaction(card, scard.SCARD_LEAVE_CARD)
                # What was opened is shut for whoever comes next.
                scard.SCardDisconnect(card, scard.SCARD_RESET_CARD)


def _road(scard: Any, card: Any, protocol: int) -> Transmit:
    head = scard.SCARD_PCI_T1 if protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0

    def transmit(said: bytes) -> bytes:
        current_work().check()
        result, heard = scard.SCardTransmit(card, head, list(said))
        judged(result)
        return bytes(heard)

    return transmit
