"""The names of slots and of their states, as English message ids."""

from app.ports.devices import DeviceState, Slot
from i18n import N_

SLOT_TEXTS: dict[Slot, str] = {
    Slot.CARD: N_("Identity card reader"),
    Slot.SCANNER: N_("Code scanner"),
    Slot.CAMERA: N_("Camera"),
    Slot.PRINTER: N_("Printer"),
    Slot.DISPLAY: N_("Queue display"),
    Slot.EDS: N_("Signature device"),
    Slot.TICKETS: N_("Ticket printer"),
    Slot.VOICE: N_("Voice of the hall"),
}
"""The name of each slot, as English message ids."""

STATE_TEXTS: dict[DeviceState, str] = {
    DeviceState.ABSENT: N_("Not connected"),
    DeviceState.CONNECTING: N_("Connecting"),
    DeviceState.READY: N_("Ready"),
    DeviceState.BUSY: N_("Working"),
    DeviceState.FAULT: N_("Fault"),
}
"""The name of each state, as English message ids."""
