"""What signs at a desk is the word of the settings: a device with its authorities, or practice keys."""

from pathlib import Path

import pytest

from app.catalogue.practice import practice
from app.gateways.device_key import DeviceKey
from app.ports.signing import KeyOnDevice
from app.settings import Settings, SigningSettings, load, save
from devices.eds.simulator.lab import PRACTICE_BIN, Lab, Signer
from devices.eds.simulator.signature import detached
from tests.fakes.centre_room import AT
from tests.fakes.lab_carrier import LabCarrier
from ui.bootstrap.desk_signing import signing_for

_EDS = {"eds": "ncalayer"}


def made(settings: Settings, carrier: object = None) -> tuple[object, object]:
    return signing_for(
        settings, lambda: carrier, lambda: practice().operators, lambda: AT  # type: ignore[arg-type,return-value]
    )  # fmt: skip


def test_without_a_device_the_practice_keys_sign() -> None:
    assert made(Settings(devices={})) == (None, None)


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_without_authorities_nobody_is_believed_and_it_is_told(tmp_path: Path, folder: str) -> None:
    chosen = SigningSettings(trust=folder and str(tmp_path / folder))
    signing, trouble = made(Settings(devices=_EDS, signing=chosen))
    assert trouble is not None
    signature = detached(Lab(tmp_path, AT).pair(Signer.OPERATOR), b"text", AT)
    verdict = signing.verifier.verify(b"text", signature, AT)  # type: ignore[attr-defined]
    assert (verdict.valid, verdict.reasons) == (False, ("untrusted",))


@pytest.mark.requirement("R-125")
def test_the_authorities_and_the_employer_of_the_settings_judge(tmp_path: Path) -> None:
    lab = Lab(tmp_path, AT)
    trust = tmp_path / "trust"
    trust.mkdir()
    (trust / "root.pem").write_text(lab.root.pem)
    settings = Settings(
        devices=_EDS, signing=SigningSettings(trust=str(trust), employer=PRACTICE_BIN)
    )
    save(settings, tmp_path / "settings.toml")
    settings = load(tmp_path / "settings.toml").settings
    signing, trouble = made(settings, LabCarrier(lab, lambda: AT))
    assert trouble is None
    assert isinstance(signing.key, DeviceKey) and isinstance(signing.key, KeyOnDevice)  # type: ignore[attr-defined]
    assert signing.key.look("small_branch").troubles == ()  # type: ignore[attr-defined]
    signature = signing.key.sign("small_branch", b"text", AT)  # type: ignore[attr-defined]
    assert signing.verifier.verify(b"text", signature, AT).valid  # type: ignore[attr-defined]
    for wrong in (Signer.PERSONAL, Signer.ELSEWHERE, Signer.ENTRY, Signer.EXPIRED):
        signature = detached(lab.pair(wrong), b"text", AT)
        assert not signing.verifier.verify(b"text", signature, AT).valid  # type: ignore[attr-defined]
