"""The devices of the desk as lights in the bar, and what is wrong with one in words."""

from collections.abc import Iterable

from app.errors import ERROR_TEXTS, AppError, DeviceFault
from app.ports.devices import DeviceState, DeviceStatus
from app.ports.slot_words import SLOT_TEXTS
from app.wording import error_words
from ui.binding.presentation import DeviceLight, LightState
from ui.binding.texts import tr_, ui_language

_LIGHTS = {
    DeviceState.ABSENT: LightState.ABSENT,
    DeviceState.CONNECTING: LightState.CONNECTING,
    DeviceState.READY: LightState.READY,
    DeviceState.BUSY: LightState.BUSY,
    DeviceState.FAULT: LightState.FAULT,
}


def lights(statuses: Iterable[DeviceStatus]) -> tuple[DeviceLight, ...]:
    """The devices chosen for this desk; a slot without a driver has no light."""
    return tuple(_light(status) for status in statuses if status.driver)


def _light(status: DeviceStatus) -> DeviceLight:
    state = _LIGHTS[status.state]
    note = ""
    if state in (LightState.FAULT, LightState.ABSENT) and status.code:
        note = trouble(status.code, **status.params)
    elif state is LightState.READY and status.simulated:
        note = tr_("simulated")
    return DeviceLight(
        slot=status.slot.value, label=tr_(SLOT_TEXTS[status.slot]), state=state, note=note
    )


def trouble(code: str, **params: str) -> str:
    """What is wrong with a device, in one sentence; the code itself when nobody knows words."""
    if code not in ERROR_TEXTS:
        return code
    error: AppError = DeviceFault(code, slot=params.get("slot", ""), **_others(params))
    return ui_language().of(error_words(error).message)


def advice(code: str, **params: str) -> str:
    """What to do about it."""
    if code not in ERROR_TEXTS:
        return ""
    error: AppError = DeviceFault(code, slot=params.get("slot", ""), **_others(params))
    return ui_language().of(error_words(error).advice)


def _others(params: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in params.items() if key != "slot"}
