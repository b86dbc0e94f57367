"""Give the result into the right hands: scan 4, fresh identification, authority, acknowledgement."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Hand the result over (word ``issue``). ``case`` is its number, id or code.

    ``acknowledgement``: ``signed``, ``eds`` or ``declined``. ``explained`` is needed for a refusal.
    """

    case: str
    code: str = ""
    acknowledgement: str = ""
    explained: bool = False
    typed_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverElectronically:
    """Send the electronic result to the cabinet; SMS only by choice (word ``deliver_electronically``)."""

    case: str
    sms: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteNotReady:
    """Make the dated note that the result is not ready (word ``note_not_ready``)."""

    case: str
