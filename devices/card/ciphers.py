"""The ciphers of the talk with a chip (ICAO Doc 9303-11, 9.7 and 9.8): 3DES and AES, keys and checks."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha1, sha256

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher as Machine
from cryptography.hazmat.primitives.ciphers import modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.cmac import CMAC

FOR_SECRECY, FOR_CHECK, FOR_PASSWORD = 1, 2, 3
_CHECK = 8


def padded(data: bytes, block: int) -> bytes:
    """ISO 9797-1, method 2: a bit, then noughts up to the end of the block."""
    return data + b"\x80" + bytes(-(len(data) + 1) % block)


def unpadded(data: bytes) -> bytes | None:
    """The data before the padding; ``None`` when there is none."""
    body = data.rstrip(b"\0")
    return body[:-1] if body.endswith(b"\x80") else None


@dataclass(frozen=True, slots=True)
class Suite:
    """One family of ciphers: its block, the length of its keys, and how they are made and used."""

    name: str
    block: int
    key: int
    hash: Callable[[bytes], bytes]

    def derive(self, secret: bytes, purpose: int) -> bytes:
        """The key for a purpose out of a shared secret (Doc 9303-11, 9.7.1)."""
        return self.hash(secret + purpose.to_bytes(4, "big"))[: self.key]

    def encrypt(self, key: bytes, data: bytes, start: bytes = b"") -> bytes:
        """Whole blocks in CBC; ``start`` is the first vector, noughts by default."""
        machine = Machine(self._algorithm(key), modes.CBC(start or bytes(self.block))).encryptor()
        return machine.update(data) + machine.finalize()

    def decrypt(self, key: bytes, data: bytes, start: bytes = b"") -> bytes:
        """Whole blocks in CBC. Raises ``ValueError`` for half a block."""
        machine = Machine(self._algorithm(key), modes.CBC(start or bytes(self.block))).decryptor()
        return machine.update(data) + machine.finalize()

    def encrypt_block(self, key: bytes, block: bytes) -> bytes:
        """One block alone."""
        return self.encrypt(key, block)

    def check(self, key: bytes, data: bytes) -> bytes:
        """Eight bytes that nobody without the key can make over the data, padded or not as they are."""
        if self.block == AES.block_size // 8:
            maker = CMAC(AES(key))
            maker.update(data)
            return maker.finalize()[:_CHECK]
        return self._retail(key, data)

    def check_padded(self, key: bytes, data: bytes) -> bytes:
        """As :meth:`check` where the standard leaves the padding to the check itself."""
        return self.check(key, data if self.block == AES.block_size // 8 else padded(data, 8))

    def _retail(self, key: bytes, data: bytes) -> bytes:
        """ISO 9797-1, algorithm 3: DES in a chain, the second key at its end."""
        left, right = key[:8], key[8:16]
        single = Suite("des", 8, 8, self.hash)
        last = single.encrypt(left * 3, data)[-8:]
        return single.encrypt(left * 3, single.decrypt(right * 3, last))

    def _algorithm(self, key: bytes) -> AES | TripleDES:
        if self.block == AES.block_size // 8:
            return AES(key)
        return TripleDES(key if len(key) == 24 else key + key[:8])


def _sha1(data: bytes) -> bytes:
    return sha1(data, usedforsecurity=False).digest()


def _sha256(data: bytes) -> bytes:
    return sha256(data).digest()


TRIPLE_DES = Suite("3des", 8, 16, _sha1)
AES_128 = Suite("aes-128", 16, 16, _sha1)
AES_192 = Suite("aes-192", 16, 24, _sha256)
AES_256 = Suite("aes-256", 16, 32, _sha256)
