"""Whether the signature inside a copy stands over exactly the pages that were left for the key."""

from app.domain.signing import SignatureVerdict
from app.signatures.pdf import lone_seal
from app.usecases.work import Work


def copy_verdict(work: Work, unsigned: bytes, signed: bytes) -> SignatureVerdict:
    """The verdict on a signed copy (PDF). A signature is put behind the pages, so the pages must stand
    before it byte for byte; never raises on bad input."""
    if not unsigned or not signed.startswith(unsigned):
        return _no("content_differs")
    sealed = lone_seal(signed)
    if sealed is None:
        return _no("unreadable")
    covered, message = sealed
    return work.verifier.verify(covered, message, work.now)


def _no(reason: str) -> SignatureVerdict:
    return SignatureVerdict(valid=False, certificate=None, signed_at=None, reasons=(reason,))
