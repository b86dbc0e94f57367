"""One look at a carrier told line by line for the doctor of devices: no PIN, and no person's number whole."""

from pathlib import Path

from devices.eds.act.found import Found, FoundKey
from devices.eds.certificates import described


def lines_of(place: Path, found: Found) -> tuple[str, ...]:
    """The module, its tokens, and the certificates on them."""
    tokens = (_token(token) for token in found.tokens)
    return (f"{found.product} — {place}", *tokens, *(_key(key) for key in found.keys))


def _token(token: dict[str, str]) -> str:
    words = [token.get(name, "") for name in ("slot", "label", "maker", "model")]
    state = token.get("tries", "")
    keypad = "keypad" if token.get("keypad") == "True" else ""
    return " · ".join(word for word in (*words, state, keypad) if word)


def _key(key: FoundKey) -> str:
    if not key.der:
        return f"{key.storage} · —"
    shown = described(key.der)
    iin = f"IIN …{shown.iin[-4:]}" if shown.iin else ""
    span = f"{shown.valid_from:%Y-%m-%d} — {shown.valid_until:%Y-%m-%d}"
    purpose = "signing" if shown.for_signing else "entry"
    words = (key.storage, shown.holder, iin, f"BIN {shown.bin}" if shown.bin else "", span, purpose)
    return " · ".join(word for word in words if word)
