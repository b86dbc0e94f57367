"""Hand sealed units to a provider by a register that both sides sign: scan 1."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Close a register of scanned units (word ``hand_over``). ``not_accepted`` units stay here."""

    provider: str
    codes: tuple[str, ...]
    received_by: str
    not_accepted: tuple[str, ...] = ()
    remark: str = ""
    typed_reason: str = ""
