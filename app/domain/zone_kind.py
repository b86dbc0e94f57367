"""Which kind of identity document a machine-readable zone belongs to (ICAO Doc 9303-3 to -5)."""

from app.domain.mrz import MrzFields
from app.domain.person import KAZAKHSTAN, DocumentKind

_KINDS = {
    "P": DocumentKind.PASSPORT,
    "ID": DocumentKind.IDENTITY_CARD,
    "IR": DocumentKind.RESIDENCE_PERMIT,
    "IS": DocumentKind.STATELESS_CERTIFICATE,
}


def kind_in(zone: MrzFields) -> DocumentKind:
    """The kind of document that a zone belongs to."""
    kind = _KINDS.get(zone.document_code) or _KINDS.get(zone.document_code[:1])
    if kind is None:
        return (
            DocumentKind.IDENTITY_CARD
            if zone.issuer == KAZAKHSTAN
            else DocumentKind.FOREIGN_PASSPORT
        )
    foreign = kind is DocumentKind.PASSPORT and zone.issuer != KAZAKHSTAN
    return DocumentKind.FOREIGN_PASSPORT if foreign else kind
