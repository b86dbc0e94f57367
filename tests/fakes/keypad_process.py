"""Stands in the place of the process of an act: a reader with a keypad, on which somebody types or does not.

The place of the carrier is a folder: ``key.pem``, ``certificate.der``, and ``mode`` with one word.
"""

import os
import time
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from devices.eds.act.child import _Line
from devices.eds.act.words import bytes_of, read, text_of

START = "import sys; sys.path.insert(0, sys.argv[1]); from tests.fakes.keypad_process import main; main()"


def main() -> None:
    """Serve until the driver hangs up."""
    line = _Line(0, 1)
    try:
        while True:
            _answer(line, read(bytes(line.hear())))
    except EOFError:
        os._exit(0)


def _answer(line: _Line, asked: dict[str, object]) -> None:
    folder = Path(str(asked["place"]))
    mode, certificate = (folder / "mode").read_text(), (folder / "certificate.der").read_bytes()
    match asked["do"]:
        case "look":
            key = {"id": "1/01", "storage": "KEYPAD", "certificate": text_of(certificate)}
            key |= {"tries": "", "keypad": mode != "typed", "unset": mode == "unset"}  # type: ignore[dict-item]
            line.say({"found": {"product": "Keypad 1", "tokens": [{}], "keys": [key]}})
        case "open":
            (folder / "pin").write_bytes(bytes(line.hear()))
            if mode == "nobody":
                time.sleep(600)
            if mode == "given_up":
                line.say({"trouble": "pin_given_up", "reason": ""})
            else:
                line.say({"certificate": text_of(certificate)})
        case "sign":
            key = load_pem_private_key((folder / "key.pem").read_bytes(), None)
            for one in asked["contents"]:  # type: ignore[attr-defined]
                content = bytes_of(one) + (b"." if mode == "spoilt" else b"")
                signed = key.sign(content, padding.PKCS1v15(), hashes.SHA256())  # type: ignore[union-attr, call-arg]
                line.say({"signature": text_of(signed)})
            line.say({"done": True})
