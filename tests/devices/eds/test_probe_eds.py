"""``python -m devices probe eds``: module, slots, tokens, certificates; nothing secret, no whole number."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.settings import Settings, save
from devices.__main__ import main
from devices.eds.simulator.lab import OPERATOR_IIN, PRACTICE_BIN, Lab
from tests.fakes.token_room import PIN, SO_PIN, SoftToken, key_file

CAPTURE = pytest.CaptureFixture[str]


def probed(capsys: CAPTURE, folder: Path, driver: str, **options: str) -> tuple[int, str]:
    file = folder / "settings.toml"
    save(Settings(devices={"eds": driver}, device_options={"eds": options}), file)
    code = main(("probe", "eds", "--settings", str(file)))
    plain = capsys.readouterr().out
    assert main(("probe", "eds", "--json", "--settings", str(file))) == code
    assert all(line in plain for line in json.loads(capsys.readouterr().out)["details"])
    return code, plain


@pytest.mark.requirement("R-128")
def test_it_tells_what_is_in_and_nothing_secret(
    capsys: CAPTURE, token: SoftToken, tmp_path: Path
) -> None:
    code, told = probed(capsys, tmp_path, "pkcs11", module=str(token.module))
    assert code == 0
    for word in (
        str(token.module),
        "SoftHSM 2.6",
        "OPERATOR",
        PRACTICE_BIN,
        f"…{OPERATOR_IIN[-4:]}",
    ):
        assert word in told
    for secret in (OPERATOR_IIN, PIN, SO_PIN):
        assert secret not in told


def test_a_key_file_tells_no_certificate(capsys: CAPTURE, lab: Lab, tmp_path: Path) -> None:
    file = key_file(tmp_path, lab, "practice")
    code, told = probed(capsys, tmp_path, "pkcs12", file=str(file), allowed="yes")
    assert code == 0
    assert f"PKCS#12 {file.name}" in told
    assert OPERATOR_IIN not in told


def test_a_module_that_is_none(capsys: CAPTURE, tmp_path: Path) -> None:
    code, told = probed(capsys, tmp_path, "pkcs11", module=str(tmp_path / "none.so"))
    assert code == 1
    assert "«none.so»" in told


def test_choosing_a_driver_reads_no_library_yet() -> None:
    code = (
        "import sys, devices.eds.pkcs11.driver, devices.eds.pkcs12.driver, devices.__main__;"
        "print([m for m in sys.modules if m.split('.')[0] in ('pkcs11', 'asn1crypto', "
        "'cryptography', 'smartcard', 'pyhanko', 'subprocess')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
