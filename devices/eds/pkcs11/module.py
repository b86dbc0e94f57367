"""A PKCS#11 module inside the process of an act: its tokens, its certificates, one opened key.

Only python-pkcs11 is imported here. An error of the module is told by its name; whether a card was
pulled is decided by looking whether it is still there, because modules disagree on how they say it.
"""

import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pkcs11
from pkcs11 import exceptions as errors

from devices.eds.act.words import Trouble, TroubleError, text_of

_DIGEST_HEAD = bytes.fromhex("3031300d060960864801650304020105000420")
"""What stands before a SHA-256 in PKCS#1 (RFC 8017, section 9.2)."""
_GONE_WITHIN = 1.0
_PIN_TROUBLES: dict[type[Exception], Trouble] = {
    errors.PinIncorrect: Trouble.PIN_WRONG,
    errors.PinInvalid: Trouble.PIN_LENGTH,
    errors.PinLenRange: Trouble.PIN_LENGTH,
    errors.PinLocked: Trouble.PIN_LOCKED,
    errors.PinExpired: Trouble.PIN_UNSET,
    errors.UserPinNotInitialized: Trouble.PIN_UNSET,
    errors.FunctionCancelled: Trouble.PIN_GIVEN_UP,
    errors.FunctionRejected: Trouble.PIN_GIVEN_UP,
}
_FLAGS = pkcs11.TokenFlag


class Module:
    """One module, loaded once. Raises ``TroubleError`` (module) when the file is none."""

    def __init__(self, place: str) -> None:
        if not Path(place).is_file():
            raise TroubleError(Trouble.MODULE, "no file")
        try:
            self._lib: Any = pkcs11.lib(place)
        except Exception as error:
            raise TroubleError(Trouble.MODULE, type(error).__name__) from error
        self._session: Any = None
        self._key: Any = None
        self._slot: Any = None
        self._seen: dict[str, int] = {}
        self._serial = ""
        self._pin: str | None = None

    def look(self) -> dict[str, Any]:
        """All tokens in all slots, and every certificate on them, without a PIN."""
        tokens, keys = [], []
        for slot, token in self._tokens():
            tokens.append(_told(slot, token))
            self._seen[_serial(slot, token)] = slot.slot_id
            with suppress(errors.PKCS11Error):  # pulled just now, or of a kind unknown here
                keys += self._keys(slot, token)
        version = ".".join(str(part) for part in self._lib.library_version)
        name = self._lib.manufacturer_id or self._lib.library_description
        product = f"{name.strip()} {version}".strip()
        return {"product": product, "tokens": tokens, "keys": keys}

    def open(self, key: str, pin: str, *, keypad: bool) -> bytes:
        """Log in and find the private key by the CKA_ID of its certificate."""
        serial, _, number = key.rpartition("/")
        slot, token = self._token(serial)
        self._slot, self._serial = slot, serial
        secret: Any = pkcs11.PROTECTED_AUTH if keypad else pin
        try:
            self._session = token.open(user_pin=secret)
            wanted = bytes.fromhex(number)
            self._key = self._private(wanted)
            certificate = self._certificate(wanted)
            if self._key[pkcs11.Attribute.ALWAYS_AUTHENTICATE]:
                self._pin = "" if keypad else pin
        except errors.PKCS11Error as error:
            raise self._named(error) from error
        return certificate

    def sign(self, content: bytes) -> bytes:
        """RSA: PKCS#1 with SHA-256. ECDSA: over the SHA-256, in DER."""
        try:
            return self._signed(content)
        except errors.PKCS11Error as error:
            raise self._named(error) from error

    def tries(self, key: str) -> str:
        """Read from a fresh token: its flags are those of the moment at which it was asked."""
        with suppress(errors.PKCS11Error, TroubleError):
            return _tries(self._token(key.rpartition("/")[0])[1])
        return ""

    def close(self) -> None:
        """Log out; a session that went with its card cannot be closed and need not be."""
        session, self._session, self._pin = self._session, None, None
        if session is not None:
            with suppress(errors.PKCS11Error):
                session.close()

    def _tokens(self) -> list[tuple[Any, Any]]:
        found = []
        for slot in self._lib.get_slots(token_present=True):
            with suppress(errors.PKCS11Error):
                token = slot.get_token()
                if _FLAGS.TOKEN_INITIALIZED in token.flags:
                    found.append((slot, token))
        return found

    def _token(self, serial: str) -> tuple[Any, Any]:
        there = self._tokens()
        for slot, token in there:
            if _serial(slot, token) == serial:
                return slot, token
        former = self._seen.get(serial)
        swapped = any(slot.slot_id == former for slot, _ in there)
        raise TroubleError(Trouble.SWAPPED if swapped else Trouble.REMOVED)

    def _keys(self, slot: Any, token: Any) -> list[dict[str, Any]]:
        found = []
        with token.open() as session:
            wanted = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}
            for certificate in session.get_objects(wanted):
                number: bytes = certificate[pkcs11.Attribute.ID]
                found.append(
                    {
                        "id": f"{_serial(slot, token)}/{number.hex()}",
                        "storage": token.label.strip() or slot.slot_description.strip(),
                        "certificate": text_of(certificate[pkcs11.Attribute.VALUE]),
                        "tries": _tries(token),
                        "keypad": _FLAGS.PROTECTED_AUTHENTICATION_PATH in token.flags,
                        "unset": _FLAGS.USER_PIN_INITIALIZED not in token.flags,
                    }
                )
        return found

    def _private(self, number: bytes) -> Any:
        wanted = {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY,
            pkcs11.Attribute.ID: number,
        }
        for key in self._session.get_objects(wanted):
            return key
        raise TroubleError(Trouble.NO_KEY)

    def _certificate(self, number: bytes) -> bytes:
        wanted = {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
            pkcs11.Attribute.ID: number,
        }
        for certificate in self._session.get_objects(wanted):
            value: bytes = certificate[pkcs11.Attribute.VALUE]
            return value
        raise TroubleError(Trouble.NO_KEY)

    def _signed(self, content: bytes) -> bytes:
        offered = set(self._slot.get_mechanisms())
        mechanisms = pkcs11.Mechanism
        kind = self._key.key_type
        digest = sha256(content).digest()
        if kind is pkcs11.KeyType.RSA and mechanisms.SHA256_RSA_PKCS in offered:
            return self._sign(content, mechanisms.SHA256_RSA_PKCS)
        if kind is pkcs11.KeyType.RSA and mechanisms.RSA_PKCS in offered:
            return self._sign(_DIGEST_HEAD + digest, mechanisms.RSA_PKCS)
        if kind is pkcs11.KeyType.EC and mechanisms.ECDSA in offered:
            return _ecdsa_der(self._sign(digest, mechanisms.ECDSA))
        raise TroubleError(Trouble.ALGORITHM, str(getattr(kind, "name", kind)))

    def _sign(self, content: bytes, mechanism: Any) -> bytes:
        signature: bytes = self._key.sign(content, mechanism=mechanism, pin=self._pin)
        return signature

    def _named(self, error: Exception) -> TroubleError:
        for kind, trouble in _PIN_TROUBLES.items():
            if isinstance(error, kind):
                return TroubleError(trouble)
        if isinstance(error, errors.MechanismInvalid | errors.KeyTypeInconsistent):
            return TroubleError(Trouble.ALGORITHM, type(error).__name__)
        if not self._still_there():
            return TroubleError(Trouble.REMOVED)
        return TroubleError(Trouble.FAILED, type(error).__name__)

    def _still_there(self) -> bool:
        """Whether the token is in; a reader needs a moment to tell that it was pulled."""
        until = time.monotonic() + _GONE_WITHIN
        while time.monotonic() < until:
            try:
                self._token(self._serial)
            except (TroubleError, errors.PKCS11Error):
                return False
            time.sleep(0.05)
        return True


def _serial(slot: Any, token: Any) -> str:
    serial = token.serial.decode(errors="replace") if token.serial else ""
    return serial.strip() or f"slot-{slot.slot_id}"


def _tries(token: Any) -> str:
    flags = token.flags
    if _FLAGS.USER_PIN_LOCKED in flags:
        return "locked"
    if _FLAGS.USER_PIN_FINAL_TRY in flags:
        return "last"
    return "low" if _FLAGS.USER_PIN_COUNT_LOW in flags else ""


def _told(slot: Any, token: Any) -> dict[str, Any]:
    return {
        "slot": slot.slot_description.strip(),
        "label": token.label.strip(),
        "maker": token.manufacturer_id.strip(),
        "model": token.model.strip(),
        "serial": _serial(slot, token),
        "tries": _tries(token),
        "keypad": _FLAGS.PROTECTED_AUTHENTICATION_PATH in token.flags,
    }


def _ecdsa_der(raw: bytes) -> bytes:
    """The two halves of a bare ECDSA signature as the SEQUENCE that a CMS holds (RFC 3279)."""
    half = len(raw) // 2
    parts = b"".join(_integer(part) for part in (raw[:half], raw[half:]))
    return b"\x30" + _length(len(parts)) + parts


def _integer(part: bytes) -> bytes:
    number = int.from_bytes(part, "big")
    value = number.to_bytes(number.bit_length() // 8 + 1, "big")
    return b"\x02" + _length(len(value)) + value


def _length(count: int) -> bytes:
    return bytes((count,)) if count < 128 else bytes((0x81, count))
