"""What signs at this desk: a device of the settings with the trusted authorities, or the practice keys."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.desk.place import DeskSigning
from app.desk.practice import Lanes, PracticeDesk
from app.domain.branch import Operator
from app.errors import AppError, InputInvalid
from app.lanes import AnyLane
from app.ports.devices import Devices, Slot
from app.ports.signing import KeyOnDevice
from app.settings import Settings

if TYPE_CHECKING:
    from app.signatures.trust import Trust


def signing_for(
    settings: Settings,
    devices: Callable[[], Devices | None],
    people: Callable[[], Mapping[str, Operator]],
    now: Callable[[], datetime],
    practice_keys: Path | None = None,
) -> tuple[DeskSigning | None, AppError | None]:
    """The signing of the desk (``None``: the practice keys), and what the administrator should be
    told of the folder of trusted authorities.

    A folder that is not named or cannot be read believes nobody, so nothing counts that is signed; on
    a practice branch whose settings name none, the root of its ``practice_keys`` is believed.
    """
    if not settings.devices.get(Slot.EDS.value):
        return None, None
    # Only where a device signs: the libraries of signatures are heavy.
    from app.gateways.certification_centre import Addresses, CertificationCentre  # noqa: PLC0415
    from app.gateways.cms_verifier import OFFICIAL, TrustVerifier  # noqa: PLC0415
    from app.gateways.device_key import DeviceKey  # noqa: PLC0415
    from app.signatures.suitability import Demands  # noqa: PLC0415

    chosen = settings.signing
    if settings.practice and practice_keys is not None and not chosen.trust:
        believed, trouble = _practice_root(practice_keys, now), None
    else:
        believed, trouble = _believed(chosen.trust)
    centre = CertificationCentre(
        Addresses(
            stamps=chosen.time_stamps,
            responder=chosen.responder,
            lists=chosen.lists,
            seconds=float(chosen.seconds),
        ),
        lambda: believed,
        now,
    )
    demands = Demands(bin=chosen.employer, roles=OFFICIAL)
    signing = DeskSigning(
        key=DeviceKey(devices, people(), chosen.employer, centre, now),
        verifier=TrustVerifier(centre.trust, demands),
        upgrade=centre,
        employer=chosen.employer,
    )
    return signing, trouble


def key_looker(
    practice: PracticeDesk, lanes: Lanes
) -> tuple[Callable[[], Future[Any]] | None, AnyLane | None]:
    """What has the key shown, and the lane on which it waits for a person; none for practice keys."""
    key = practice.desk.place.signing_key
    if not isinstance(key, KeyOnDevice):
        return None, None
    lane = lanes("key")
    return lambda: lane.submit(key.look, practice.desk.place.operator.id), lane


def _practice_root(keys: Path, now: Callable[[], datetime]) -> "Trust":
    from app.gateways.cms_verifier import trust_in_roots  # noqa: PLC0415 - as above
    from app.gateways.practice_key import PracticeKeys  # noqa: PLC0415 - as above

    return trust_in_roots((PracticeKeys(keys, now).root(),))


def _believed(folder: str) -> "tuple[Trust, AppError | None]":
    from app.signatures.trust import NOT_NAMED, Trust, read_trust  # noqa: PLC0415 - as above

    if not folder:
        return Trust(), InputInvalid(NOT_NAMED, field="signing.trust")
    try:
        return read_trust(Path(folder)), None
    except InputInvalid as error:
        return Trust(), error
