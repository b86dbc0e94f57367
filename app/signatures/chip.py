"""The judge of chips: passive authentication of an identity document (ICAO Doc 9303-11, 5.1; 9303-12).

First what needs nobody's word: whether the data are those that were signed. Only then who signed, since
a forged chip is forged also where no country's certificate is installed.
"""

from collections.abc import Iterator
from datetime import datetime

from app.domain.chip import Authenticity, ChipFiles, ChipVerdict
from app.rules.chip_words import (
    ALGORITHM,
    DATA_CHANGED,
    DATA_NOT_SIGNED,
    NO_COUNTRY,
    NO_DATA,
    OTHER_COUNTRY,
    SIGNATURE_WRONG,
    SIGNED_OUTSIDE,
    SIGNER_EXPIRED,
    SIGNER_MISSING,
    SIGNER_NOT_YET,
    SIGNER_REVOKED,
    SIGNER_UNTRUSTED,
    SIGNER_USE,
    UNREADABLE,
)
from app.signatures.algorithms import CHIPS, UnfitAlgorithmError, digest, trouble
from app.signatures.certificate import Certificate
from app.signatures.chip_security import (
    Security,
    authority_of,
    country_of,
    issuing_state,
    read_security,
)
from app.signatures.countries import Countries
from app.signatures.crl import RevocationList
from app.signatures.encoding import UnreadableError
from app.signatures.signer_check import (
    attributes_row,
    content_row,
    digests_of,
    signature_row,
)
from app.signatures.states import two_letters

_ZONE_GROUP = 1
_MOST_ISSUERS = 16
"""Like-named certificates of one country that are tried; a country renews its own every few years."""
_OF_THE_VALUE = {"content_differs": SIGNATURE_WRONG, "bad_signature": SIGNATURE_WRONG}
_OF_THE_WAY = frozenset(
    {"weak_algorithm", "weak_key", "unsupported_algorithm", "algorithms_disagree"}
)


class _No(Exception):
    """The first thing that speaks against the chip."""

    def __init__(self, authenticity: Authenticity, code: str) -> None:
        super().__init__(code)
        self.authenticity = authenticity
        self.code = code


def _untrusted(code: str) -> _No:
    return _No(Authenticity.UNTRUSTED, code)


def _altered(code: str) -> _No:
    return _No(Authenticity.ALTERED, code)


class PassiveAuthentication:
    """Judges by the certificates of countries that are installed here."""

    def __init__(self, countries: Countries) -> None:
        self._countries = countries

    def judge(self, files: ChipFiles, at: datetime) -> ChipVerdict:
        """The verdict; never raises, whatever the files hold."""
        try:
            security = read_security(files.security)
        except UnreadableError:
            return ChipVerdict(authenticity=Authenticity.UNTRUSTED, at=at, code=UNREADABLE)
        named = ""
        try:
            _data_as_signed(security, files)
            signer = self._signer(security)
            named = authority_of(signer.issuer_der)
            _signed_by(security, signer)
            self._vouched_for(signer, at)
            _in_its_days(security, signer, at)
            _own_country(signer, files)
        except _No as no:
            return ChipVerdict(authenticity=no.authenticity, at=at, code=no.code, signer=named)
        except Exception:  # noqa: BLE001 - hostile bytes may break any parser; the answer is no yes
            return ChipVerdict(
                authenticity=Authenticity.UNTRUSTED, at=at, code=UNREADABLE, signer=named
            )
        return ChipVerdict(authenticity=Authenticity.GENUINE, at=at, signer=named)

    def _signer(self, security: Security) -> Certificate:
        """The document signer's certificate: in the chip, else installed beside the countries'."""
        for one in (*security.message.certificates, *self._countries.signers):
            if security.signer.is_of(one):
                return one
        raise _untrusted(SIGNER_MISSING)

    def _vouched_for(self, signer: Certificate, at: datetime) -> None:
        """Raises when no installed country stands for the signer."""
        if not self._countries.certificates:
            raise _No(Authenticity.NOT_CHECKED, self._countries.missing)
        installed = self._countries.of(country_of(signer.issuer_der))
        if not installed:
            raise _No(Authenticity.NOT_CHECKED, NO_COUNTRY)
        if signer.authority or signer.strange or not _may_sign(signer):
            raise _untrusted(SIGNER_USE)
        issuer = _issuer(signer, installed)
        if any(_revoked(signer, issuer, one, at) for one in self._countries.lists):
            raise _untrusted(SIGNER_REVOKED)


def _data_as_signed(security: Security, files: ChipFiles) -> None:
    """Raises when a group that was read is not the one that was signed."""
    if not files.groups:
        raise _untrusted(NO_DATA)
    for number, content in sorted(files.groups.items()):
        said = security.digests.get(number)
        if said is None:
            raise _altered(DATA_NOT_SIGNED)
        try:
            same = digest(security.digest_oid, content, CHIPS) == said
        except UnfitAlgorithmError:
            raise _untrusted(ALGORITHM) from None
        if not same:
            raise _altered(DATA_CHANGED)


def _signed_by(security: Security, signer: Certificate) -> None:
    """Raises when the signer's key did not sign these digests."""
    for reason in _signature_reasons(security, signer):
        if reason in _OF_THE_VALUE:
            raise _altered(_OF_THE_VALUE[reason])
        if reason:
            raise _untrusted(ALGORITHM if reason in _OF_THE_WAY else UNREADABLE)


def _signature_reasons(security: Security, signer: Certificate) -> Iterator[str]:
    said = security.signer
    yield attributes_row(said, security.message.content_type).reason
    yield content_row(said, digests_of(security.content, CHIPS)).reason
    yield signature_row(said, signer, CHIPS).reason


def _may_sign(signer: Certificate) -> bool:
    return signer.usages is None or "digital_signature" in signer.usages


def _issuer(signer: Certificate, installed: tuple[Certificate, ...]) -> Certificate:
    """The country certificate whose key made the signer's. Raises :class:`_No`."""
    missed = SIGNER_UNTRUSTED
    like_named = [one for one in installed if _may_be_issuer(signer, one)]
    for one in like_named[:_MOST_ISSUERS]:
        reason = trouble(one.key, signer.algorithm, signer.tbs, signer.signature, measure=CHIPS)
        if not reason:
            return one
        if reason in _OF_THE_WAY:
            missed = ALGORITHM
    raise _untrusted(missed)


def _may_be_issuer(signer: Certificate, one: Certificate) -> bool:
    """By name and, where both tell it, by the key. Country and name are compared as RFC 5280 does."""
    told = signer.authority_key_id and one.key_id
    keys_agree = not told or signer.authority_key_id == one.key_id
    issues = one.usages is None or "key_cert_sign" in one.usages
    return one.subject == signer.issuer and keys_agree and issues


def _revoked(signer: Certificate, issuer: Certificate, said: RevocationList, at: datetime) -> bool:
    """Whether a list of the issuer takes the signer back; what is revoked stays so."""
    if not said.covers(signer):
        return False
    if trouble(issuer.key, said.algorithm, said.tbs, said.signature, measure=CHIPS):
        return False
    entry = said.entry(signer.serial)
    return entry is not None and entry[0] <= at and entry[1] != "removeFromCRL"


def _in_its_days(security: Security, signer: Certificate, at: datetime) -> None:
    """A signer's certificate outlives the documents that it signs, so it is in its days when one is
    shown; where the moment of signing is told, that one is in them too."""
    if at < signer.valid_from:
        raise _untrusted(SIGNER_NOT_YET)
    if at > signer.valid_until:
        raise _untrusted(SIGNER_EXPIRED)
    signed_at = security.signer.claimed_at()
    if signed_at is not None and not signer.valid_from <= signed_at <= signer.valid_until:
        raise _untrusted(SIGNED_OUTSIDE)


def _own_country(signer: Certificate, files: ChipFiles) -> None:
    """Raises when the data name another country than the certificate of who signed them."""
    told = two_letters(issuing_state(files.groups.get(_ZONE_GROUP, b"")))
    if told and told != country_of(signer.issuer_der):
        raise _untrusted(OTHER_COUNTRY)
