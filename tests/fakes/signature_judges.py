"""Who judges a signature in tests: another implementation, and our own verifier; and the fault of an act."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509

from app.errors import DeviceFault
from app.gateways.cms_verifier import CmsVerifier
from tests.fakes.device_rig import AT


def openssl_says(signature: bytes, content: bytes, root: Path, folder: Path) -> bool:
    """The verdict of another implementation."""
    (folder / "signed.p7s").write_bytes(signature)
    (folder / "signed.bin").write_bytes(content)
    command = (
        "openssl cms -verify -binary -inform DER -purpose any -no_check_time"
        " -in signed.p7s -content signed.bin -out verified.bin -CAfile"
    )
    done = subprocess.run(
        [*command.split(), str(root)], cwd=folder, capture_output=True, check=False, timeout=60
    )
    return done.returncode == 0


def ours_says(signature: bytes, content: bytes, root: Path) -> tuple[str, ...]:
    """The reasons of our own verifier against it; none when it stands."""
    roots = (x509.load_pem_x509_certificate(root.read_bytes()),)
    verdict = CmsVerifier(lambda: roots).verify(content, signature, AT)
    assert verdict.valid is not bool(verdict.reasons)
    return verdict.reasons


def fault_of(act: Callable[[], object]) -> str:
    with pytest.raises(DeviceFault) as caught:
        act()
    return caught.value.code
