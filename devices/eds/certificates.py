"""What a certificate of the national centre says of its holder, and which key made a signature."""

from datetime import datetime
from hashlib import sha256, sha384, sha512
from typing import Any, ClassVar

from asn1crypto import cms, core, pem, x509

from app.domain.signing import SignerCertificate
from app.domain.signing_key import SIGNING_USAGE, KeyDemand, RoleOid, key_troubles
from app.errors import DeviceFault
from app.ports.devices import Slot
from app.ports.signing_faults import OF_TROUBLE, SIGNATURE_WRONG

PRACTICE_ORGANISATION = "TEREZE PRACTICE"
"""The organisation by which a certificate of practice tells itself; it certifies nothing real."""
_ENTRY_USAGE = "1.3.6.1.5.5.7.3.2"
_FOR_OFFICE = frozenset(role.value for role in (RoleOid.HEAD, RoleOid.SIGNATORY, RoleOid.EMPLOYEE))
_DIGESTS = {"sha256": sha256, "sha384": sha384, "sha512": sha512}
_LONGEST = 200


def described(der: bytes) -> SignerCertificate:
    """The holder, the employer and the usages of a certificate. Raises ``ValueError``.

    The number of a person stands in ``serialNumber`` after the letters IIN, that of the employer
    in one of the ``OU`` after BIN; their check digits are not looked at.
    """
    try:
        return _described(der)
    except Exception as error:  # strange bytes may break any parser
        raise ValueError("no certificate") from error


def _described(der: bytes) -> SignerCertificate:
    if pem.detect(der):
        _, _, der = pem.unarmor(der)
    certificate = x509.Certificate.load(der, strict=True)
    names = _names(certificate.subject)
    usages = _usages(certificate)
    organisation = names.get("organization_name", [""])[0]
    validity = certificate["tbs_certificate"]["validity"]
    return SignerCertificate(
        serial=format(certificate.serial_number, "x"),
        operator_id="",
        organisation=organisation,
        official=not _FOR_OFFICE.isdisjoint(usages),
        practice=organisation == PRACTICE_ORGANISATION,
        valid_from=_moment(validity["not_before"]),
        valid_until=_moment(validity["not_after"]),
        for_signing=_signs(certificate, usages),
        holder=names.get("common_name", [""])[0],
        iin=_number("IIN", names.get("serial_number", [])),
        bin=_number("BIN", names.get("organizational_unit_name", [])),
        roles=tuple(usage for usage in usages if usage != SIGNING_USAGE),
        algorithm=_key_kind(certificate),
        der=der,
    )


class _Kind(core.Sequence):  # type: ignore[misc]
    """An algorithm with whatever parameters."""

    _fields: ClassVar[list[Any]] = [
        ("algorithm", core.ObjectIdentifier),
        ("parameters", core.Any, {"optional": True}),
    ]


class _Key(core.Sequence):  # type: ignore[misc]
    """A public key of any kind: the library knows none of GOST and would refuse the certificate."""

    _fields: ClassVar[list[Any]] = [("algorithm", _Kind), ("public_key", core.BitString)]


def _key_kind(certificate: x509.Certificate) -> str:
    key = _Key.load(certificate["tbs_certificate"]["subject_public_key_info"].dump(), strict=True)
    return str(key["algorithm"]["algorithm"].dotted)


def _names(name: x509.Name) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in name.chosen:
        for attribute in part:
            text = str(attribute["value"].native)[:_LONGEST]
            found.setdefault(str(attribute["type"].native), []).append(text)
    return found


def _number(letters: str, values: list[str]) -> str:
    for value in values:
        number = value.removeprefix(letters)
        if number != value and len(number) == 12 and number.isascii() and number.isdigit():
            return number
    return ""


def _moment(time: x509.Time) -> datetime:
    moment = time.native
    if not isinstance(moment, datetime):
        raise TypeError("no moment")
    return moment


def _usages(certificate: x509.Certificate) -> tuple[str, ...]:
    usages = certificate.extended_key_usage_value
    return tuple(str(usage.dotted) for usage in usages) if usages is not None else ()


def _signs(certificate: x509.Certificate, usages: tuple[str, ...]) -> bool:
    bits = certificate.key_usage_value
    commits = bits is not None and "non_repudiation" in bits.native
    return commits and (SIGNING_USAGE in usages or _ENTRY_USAGE not in usages)


def signer_of(signature: bytes, content: bytes) -> bytes:
    """The certificate (DER) of the one signer of a detached CMS that is over this content.

    Whether the signature stands is the verifier's question; this one keeps a signature over
    something else from being taken for it. A digest unknown here is left to the verifier. Raises
    ``ValueError``.
    """
    try:
        return _signer_of(signature, content)
    except Exception as error:  # strange bytes may break any parser
        raise ValueError("no signature over this content") from error


def _signer_of(signature: bytes, content: bytes) -> bytes:
    signed = cms.ContentInfo.load(signature, strict=True)["content"]
    (signer,) = signed["signer_infos"]
    attributes = {one["type"].native: one["values"][0] for one in signer["signed_attrs"]}
    digest = _DIGESTS.get(signer["digest_algorithm"]["algorithm"].native)
    if digest is not None and attributes["message_digest"].native != digest(content).digest():
        raise ValueError("another content")
    return _certificate(signed, signer)


def _certificate(signed: cms.SignedData, signer: cms.SignerInfo) -> bytes:
    wanted = signer["sid"].chosen["serial_number"].native
    for choice in signed["certificates"]:
        if choice.chosen.serial_number == wanted:
            der: bytes = choice.chosen.dump()
            return der
    raise ValueError("the signer's certificate is not there")


def check_returned(
    signatures: tuple[bytes, ...], contents: tuple[bytes, ...], demand: KeyDemand, at: datetime
) -> None:
    """Look whether each signature is over its own document, and all by one key that was demanded.

    Raises ``DeviceFault``: ``eds.signature_wrong``, or what speaks against the key.
    """
    try:
        signers = {
            signer_of(one, content) for one, content in zip(signatures, contents, strict=True)
        }
        if len(signers) != 1:
            raise ValueError("several keys")
        certificate = described(signers.pop())
    except ValueError as error:
        raise DeviceFault(SIGNATURE_WRONG, slot=Slot.EDS) from error
    check_demand(certificate, demand, at)


def check_demand(certificate: SignerCertificate, demand: KeyDemand, at: datetime) -> None:
    """Raise ``DeviceFault`` with what speaks against the key, if anything does."""
    for code in key_troubles(certificate, demand, at):
        raise DeviceFault(OF_TROUBLE[code], slot=Slot.EDS)
