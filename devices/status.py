"""What a slot says of itself before its device is opened, and what stands behind an opened one."""

from typing import Protocol, runtime_checkable

from app.errors import DeviceFault
from app.ports.device_faults import NOT_FITTED
from app.ports.devices import Device, DeviceState, DeviceStatus, Slot
from devices.catalog import Fitting


@runtime_checkable
class Named(Protocol):
    """A driver whose device tells what it is."""

    @property
    def product(self) -> str:
        """Its product and version, or its name; empty while nothing is known."""


def first_status(slot: Slot, fitting: Fitting | None) -> DeviceStatus:
    """The status of a slot by what stands in it: a driver, the reason why none does, or nothing."""
    if fitting is None:
        return DeviceStatus(slot=slot, state=DeviceState.ABSENT, code=NOT_FITTED)
    if isinstance(fitting, DeviceFault):
        return DeviceStatus(
            slot=slot,
            state=DeviceState.ABSENT,
            driver=fitting.params.get("driver", ""),
            code=fitting.code,
            params=fitting.params,
        )
    return DeviceStatus(
        slot=slot,
        state=DeviceState.CONNECTING,
        driver=fitting.driver,
        simulated=fitting.simulated,
    )


def product_of(device: Device | None) -> str:
    """The product and version behind a driver, where its device tells them."""
    return device.product if isinstance(device, Named) else ""
