"""A key file inside the process of an act: everything in it, the certificate too, waits for the password."""

from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates

from devices.eds.act.words import Trouble, TroubleError

_LARGEST = 1024 * 1024
_WRONG = "Invalid password"
"""How the library begins when the file is one and the password is not its own."""


class KeyFile:
    """One file. Raises ``TroubleError`` (unreadable) when it is none, or one without a password:
    whoever has such a file has the key."""

    def __init__(self, place: str) -> None:
        self._name = Path(place).name
        try:
            with Path(place).open("rb") as file:
                self._content = file.read(_LARGEST)
        except OSError as error:
            raise TroubleError(Trouble.UNREADABLE, type(error).__name__) from error
        self._key: Any = None
        self._check()

    def _check(self) -> None:
        try:
            self._loaded(None)
        except TroubleError as error:
            if error.trouble is Trouble.PIN_WRONG:
                return
            raise
        raise TroubleError(Trouble.UNREADABLE, "no password")

    def look(self) -> dict[str, Any]:
        """The file as the one key that it holds."""
        key = {
            "id": self._name,
            "storage": self._name,
            "certificate": "",
            "tries": "",
            "keypad": False,
            "unset": False,
        }
        return {"product": f"PKCS#12 {self._name}", "tokens": [], "keys": [key]}

    def open(self, key: str, pin: str, *, keypad: bool) -> bytes:  # noqa: ARG002 - there is one key
        """Open it by its password."""
        self._key, certificate = self._loaded(pin.encode())
        if self._key is None or certificate is None:
            raise TroubleError(Trouble.NO_KEY)
        der: bytes = certificate.public_bytes(Encoding.DER)
        return der

    def sign(self, content: bytes) -> bytes:
        """RSA: PKCS#1 with SHA-256. ECDSA: with SHA-256, in DER."""
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(content, padding.PKCS1v15(), hashes.SHA256())
        if isinstance(self._key, ec.EllipticCurvePrivateKey):
            return self._key.sign(content, ec.ECDSA(hashes.SHA256()))
        raise TroubleError(Trouble.ALGORITHM, type(self._key).__name__)

    def tries(self, key: str) -> str:  # noqa: ARG002 - a file counts nothing
        """A file bears any number of tries."""
        return ""

    def close(self) -> None:
        """Forget the key."""
        self._key = None

    def _loaded(self, password: bytes | None) -> tuple[Any, Any]:
        try:
            key, certificate, _others = load_key_and_certificates(self._content, password)
        except UnsupportedAlgorithm as error:
            raise TroubleError(Trouble.ALGORITHM, "unsupported") from error
        except ValueError as error:
            wrong = str(error).startswith(_WRONG)
            raise TroubleError(Trouble.PIN_WRONG if wrong else Trouble.UNREADABLE) from error
        return key, certificate
