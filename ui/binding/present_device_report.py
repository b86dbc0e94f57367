"""What each device of the desk says of itself, for the sheet of devices and to hand to the administrator."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.signing_key import OfferedKey
from app.ports.devices import DeviceState, DeviceStatus, Slot
from app.ports.slot_words import SLOT_TEXTS, STATE_TEXTS
from i18n import N_
from ui.binding.present_devices import advice, trouble
from ui.binding.presentation import Tone
from ui.binding.texts import show_date, tr_

_SIGNS = {
    DeviceState.READY: ("check", Tone.GOOD),
    DeviceState.BUSY: ("clock", Tone.WARN),
    DeviceState.CONNECTING: ("refresh", Tone.INFO),
    DeviceState.FAULT: ("cross", Tone.STOP),
    DeviceState.ABSENT: ("minus", Tone.WARN),
}
_SHOWN_OF_IIN = 4
_PLACES = {
    "AKKZIDCardStore": N_("identity card"),
    "AKKaztokenStore": "KAZTOKEN",
    "AKEToken72KStore": "eToken 72K",
    "AKEToken5110Store": "eToken 5110",
    "AKJaCartaStore": "JaCarta",
    "AKAKEYStore": "aKey",
    "PKCS12": N_("file with a key"),
    "JKS": N_("file with a key"),
}
"""Where a key lies, by the name that its device gives; another name is shown as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceNote:
    """One device: its name with its state, what it is, and what to do where something is wrong."""

    slot: Slot
    title: str
    icon: str
    tone: Tone
    what: str
    cause: str = ""
    step: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that is said, a line each."""
        return tuple(line for line in (self.title, self.what, self.cause, self.step) if line)


def device_notes(statuses: Iterable[DeviceStatus]) -> tuple[DeviceNote, ...]:
    """The devices chosen for this desk."""
    return tuple(_note(status) for status in statuses if status.driver)


def not_chosen(statuses: Iterable[DeviceStatus]) -> str:
    """The devices that this desk has no driver for, in one line; empty for none."""
    names = [tr_(SLOT_TEXTS[status.slot]) for status in statuses if not status.driver]
    return tr_("Not set up at this desk: {names}.", names=", ".join(names)) if names else ""


def _note(status: DeviceStatus) -> DeviceNote:
    icon, tone = _SIGNS[status.state]
    name, state = tr_(SLOT_TEXTS[status.slot]), tr_(STATE_TEXTS[status.state])
    parts = [tr_("driver {driver}", driver=status.driver), status.product]
    if status.simulated:
        parts.append(tr_("simulated"))
    return DeviceNote(
        slot=status.slot,
        title=f"{name}: {state}",
        icon=icon,
        tone=tone,
        what=", ".join(part for part in parts if part),
        cause=trouble(status.code, **status.params) if status.code else "",
        step=advice(status.code, **status.params) if status.code else "",
    )


def key_lines(keys: tuple[OfferedKey, ...], at: datetime) -> tuple[str, ...]:
    """Each key in one line: whose it is, the end of the IIN, the organisation, until when."""
    if not keys:
        return (tr_("The signature device shows no key now."),)
    return tuple(_key_line(key, at) for key in keys)


def _key_line(key: OfferedKey, at: datetime) -> str:
    """Where it lies, whose it is, the end of the IIN, the organisation, until when."""
    place, seen = tr_(_PLACES.get(key.storage, key.storage)), key.certificate
    if seen is None:
        return tr_("{place}: the certificate is told only after the PIN", place=place)
    parts = [seen.holder or seen.operator_id]
    if seen.iin:
        parts.append(tr_("IIN …{tail}", tail=seen.iin[-_SHOWN_OF_IIN:]))
    if seen.bin:
        parts.append(tr_("BIN {bin}", bin=seen.bin))
    parts.append(tr_("valid until {date}", date=show_date(seen.valid_until)))
    if not seen.valid_from <= at <= seen.valid_until:
        parts.append(tr_("the certificate is not in force"))
    return f"{place}: {', '.join(parts)}"


def report_text(
    statuses: tuple[DeviceStatus, ...], *, desk: str, at: datetime, events: Iterable[str]
) -> str:
    """The whole report as text, with nobody's name or number in it."""
    offset = at.strftime("%z")
    lines = [
        tr_("Desk {number}", number=desk),
        f"{at:%Y-%m-%d %H:%M:%S} {at.tzname()} {offset}",
        "",
    ]
    for note in device_notes(statuses):
        lines.extend(note.lines)
        code = next((one.code for one in statuses if one.slot is note.slot), "")
        lines.extend([code, ""] if code else [""])
    lines.extend((not_chosen(statuses), *events))
    return "\n".join(lines).strip() + "\n"
