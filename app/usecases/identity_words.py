"""Documents, authorities and powers in words, in the language of the paper."""

from app.domain.identification import AuthorityKind, Power
from app.domain.language import Lang
from app.domain.person import DocumentKind
from i18n import N_, text

_DOCUMENTS = {
    DocumentKind.IDENTITY_CARD: N_("identity: identity card"),
    DocumentKind.PASSPORT: N_("identity: passport"),
    DocumentKind.FOREIGN_PASSPORT: N_("identity: passport of a foreign state"),
    DocumentKind.RESIDENCE_PERMIT: N_("identity: residence permit"),
    DocumentKind.STATELESS_CERTIFICATE: N_("identity: certificate of a stateless person"),
    DocumentKind.BIRTH_CERTIFICATE: N_("identity: birth certificate"),
    DocumentKind.DIGITAL: N_("identity: electronic document from the digital documents service"),
}
_AUTHORITIES = {
    AuthorityKind.NOTARISED_POWER: N_("authority: notarised power of attorney"),
    AuthorityKind.SIMPLE_POWER: N_("authority: power of attorney in simple written form"),
    AuthorityKind.LEGAL_REPRESENTATION_DOCUMENT: N_(
        "authority: document of a legal representative"
    ),
    AuthorityKind.CIVIL_LAW_DOCUMENT: N_(
        "authority: document of authority under civil legislation"
    ),
    AuthorityKind.REGISTER_OF_HEADS: N_("authority: entry of the head in the register"),
}
_POWERS = {
    Power.FILE: N_("power: to file the application"),
    Power.SIGN: N_("power: to sign"),
    Power.RECEIVE: N_("power: to receive the result"),
    Power.CONSENT: N_("power: to give consent"),
}


def document_word(kind: DocumentKind, lang: Lang) -> str:
    """The kind of an identity document in words."""
    return text(lang, _DOCUMENTS[kind])


def authority_word(kind: AuthorityKind, lang: Lang) -> str:
    """The kind of a document of authority in words."""
    return text(lang, _AUTHORITIES[kind])


def power_word(power: Power, lang: Lang) -> str:
    """One power in words."""
    return text(lang, _POWERS[power])
