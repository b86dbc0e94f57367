"""What the hardware doctor says of a slot and of an event: plain data in both languages, no person."""

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from app.errors import ERROR_TEXTS
from app.ports.devices import (
    CardInserted,
    CardPresent,
    CardRemoved,
    CardUnreadable,
    CodeGarbled,
    CodeScanned,
    DeviceEvent,
    DeviceStatus,
    DeviceTrouble,
    SignatureAwaited,
    Slot,
    StatusChanged,
)
from app.ports.pin import FactoryPin, KeyTaken
from app.ports.slot_words import SLOT_TEXTS, STATE_TEXTS
from devices.catalog import Availability
from i18n import LANGUAGES, text

Both = dict[str, str]


@runtime_checkable
class Detailed(Protocol):
    """A driver that tells what it has found: modules, tokens, certificates; nothing secret."""

    @property
    def details(self) -> tuple[str, ...]:
        """Lines for the administrator."""


# A read card and a scanned code are told without what stands in them.
_EVENTS: dict[type, tuple[str, Slot | None]] = {
    CardPresent: ("card_present", Slot.CARD),
    CardInserted: ("card_read", Slot.CARD),
    CardUnreadable: ("card_unreadable", Slot.CARD),
    CardRemoved: ("card_removed", Slot.CARD),
    CodeScanned: ("code_scanned", Slot.SCANNER),
    CodeGarbled: ("code_garbled", Slot.SCANNER),
    SignatureAwaited: ("signature_awaited", Slot.EDS),
    FactoryPin: ("factory_pin", Slot.EDS),
    KeyTaken: ("key_taken", Slot.EDS),
    DeviceTrouble: ("trouble", None),
    StatusChanged: ("status", None),
}


def both(message: str, params: Mapping[str, str] | None = None) -> Both:
    """An English message id in Kazakh and Russian."""
    return {lang: text(lang, message, **(params or {})) for lang in LANGUAGES}


def cause(code: str, params: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The ``cause`` and the ``next_step`` of a code; ``None`` for both when there is no code."""
    if not code:
        return {"cause": None, "next_step": None}
    words = ERROR_TEXTS[code]
    return {"cause": both(words.message, params), "next_step": both(words.advice, params)}


def slot_report(status: DeviceStatus) -> dict[str, Any]:
    """One slot: its driver, state, plain cause and next step."""
    return {
        "slot": status.slot.value,
        "name": both(SLOT_TEXTS[status.slot]),
        "driver": status.driver,
        "product": status.product,
        "simulated": status.simulated,
        "state": status.state.value,
        "state_text": both(STATE_TEXTS[status.state]),
        "code": status.code,
        **cause(status.code, status.params),
    }


def details_of(device: object) -> tuple[str, ...]:
    """What the device of a slot has found, a line each; empty where it tells nothing more."""
    return device.details if isinstance(device, Detailed) else ()


def driver_report(found: Availability) -> dict[str, Any]:
    """One driver that could be chosen, or why it could not."""
    fault = found.fault
    why = cause(fault.code, fault.params) if fault is not None else cause("")
    return {"name": found.driver.name, "available": fault is None, **why}


def event_report(event: DeviceEvent, at: str) -> dict[str, Any]:
    """One event as a line; of a code only its length, of a card nothing."""
    name, slot = _EVENTS[type(event)]
    report: dict[str, Any] = {"event": name, "at": at}
    if slot is not None:
        report["slot"] = slot.value
    if isinstance(event, StatusChanged):
        report |= slot_report(event.status)
    elif isinstance(event, CodeScanned):
        report["characters"] = len(event.text)
    elif isinstance(event, SignatureAwaited):
        report["documents"] = event.count
    elif isinstance(event, CardUnreadable | CodeGarbled | DeviceTrouble):
        report |= {"code": event.code, **cause(event.code)}
    return report


def slot_lines(report: Mapping[str, Any], lang: str) -> list[str]:
    """A slot's report for a person to read, in one language."""
    driver = ", ".join(word for word in (report["driver"] or "—", report["product"]) if word)
    lines = [f"{report['name'][lang]} ({report['slot']}, {driver}): {report['state_text'][lang]}"]
    for part in ("cause", "next_step"):
        if report[part] is not None:
            lines.append(f"    {report[part][lang]}")
    lines.extend(f"    {line}" for line in report.get("details", ()))
    return lines
