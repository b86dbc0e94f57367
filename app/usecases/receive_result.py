"""Receive a result from the provider: scan 2 for paper, a valid signature for an electronic one."""

from dataclasses import dataclass

from app.domain.passport import Carrier, ResultKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveResult:
    """The provider's result for a case (word ``receive_result``). ``case`` is its number, id or code.

    ``code`` is the scanned code of the returned unit or of the receipt; a paper result without its
    own code gets one here.
    """

    case: str
    kind: ResultKind
    carrier: Carrier = Carrier.PAPER
    code: str = ""
    number: str = ""
    handed_by: str = ""
    condition: str = "intact"
    sheets: int = 1
    refusal_ground: str = ""
    refusal_reasons: str = ""
    signer: str = ""
    signature_valid: bool | None = None
    typed_reason: str = ""
