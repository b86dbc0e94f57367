"""A certification centre of the tests: certificates with Kazakh names and uses, lists, answers, stamps."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, ClassVar

from asn1crypto import core, crl, keys, ocsp, x509

from app.signatures.certificate import Certificate, read_certificate
from tests.fakes.lab_keys import SHA256, LabKey, digest

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
EMAIL, CLIENT = "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2"
STAMPING, ANSWERING = "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9"
LEGAL, HEAD, EMPLOYEE = (f"1.2.398.3.3.4.1.2{end}" for end in ("", ".1", ".5"))
INDIVIDUAL = "1.2.398.3.3.4.1.1"
SIGNING = ("digital_signature", "non_repudiation")
SIGNING_IN = ("digital_signature", "key_encipherment")
ISSUING = ("key_cert_sign", "crl_sign")
IIN, BIN = "900101300017", "160440007161"
LIST_URL, RESPONDER_URL = "http://crl.lab.invalid/nca.crl", "http://ocsp.lab.invalid/"
_SERIALS = count(0x1000)


def person(iin: str = IIN, **others: str) -> list[tuple[str, str]]:
    """A name as the national centre writes it: the patronymic stands as the given name."""
    told = {
        "common_name": "СЫНАҚОВА ӘЛИЯ",
        "surname": "СЫНАҚОВА",
        "given_name": "БОЛАТҚЫЗЫ",
    } | others
    return [
        ("common_name", told["common_name"]),
        ("surname", told["surname"]),
        ("serial_number", f"IIN{iin}"),
        ("country_name", "KZ"),
        ("given_name", told["given_name"]),
    ]


def employee(iin: str = IIN, number: str = BIN) -> list[tuple[str, str]]:
    """An employee of an organisation."""
    return [
        *person(iin),
        ("organization_name", "СЫНАҚ «КОРПОРАЦИЯ» КЕАҚ"),
        ("organizational_unit_name", "БӨЛІМ, 7"),
        ("organizational_unit_name", f"BIN{number}"),
    ]


class _Pair(core.Sequence):
    _fields: ClassVar[list[Any]] = [("type", core.ObjectIdentifier), ("value", core.Any)]


_NAMES = {
    "common_name": "2.5.4.3",
    "surname": "2.5.4.4",
    "serial_number": "2.5.4.5",
    "country_name": "2.5.4.6",
    "organization_name": "2.5.4.10",
    "organizational_unit_name": "2.5.4.11",
    "given_name": "2.5.4.42",
}


def name(parts: list[tuple[str, str]]) -> x509.Name:
    """A name in the given order, one value a step."""
    sequence = core.SequenceOf(spec=core.Any)
    for kind, value in parts:
        plain = kind in ("country_name", "serial_number")
        text = core.PrintableString(value) if plain else core.UTF8String(value)
        step = core.SetOf(spec=core.Any)
        step.append(core.Any(_Pair({"type": _NAMES[kind], "value": core.Any(text)})))
        sequence.append(core.Any(step))
    return x509.Name.load(sequence.dump())


def extension(oid: str, value: core.Asn1Value, *, critical: bool = False) -> dict[str, Any]:
    """One extension."""
    return {
        "extn_id": oid,
        "critical": critical,
        "extn_value": core.ParsableOctetString(value.dump()),
    }


@dataclass(kw_only=True)
class Wish:
    """What a certificate shall say."""

    usages: tuple[str, ...] = SIGNING
    purposes: tuple[str, ...] = (EMAIL, LEGAL, EMPLOYEE)
    purposes_critical: bool = False
    authority: bool | None = None
    path_length: int | None = None
    days: tuple[datetime, datetime] = (NOW - 100 * DAY, NOW + 265 * DAY)
    sources: bool = True
    no_check: bool = False
    more: list[dict[str, Any]] = field(default_factory=list)

    def extensions(self, key: LabKey, issuer: LabKey) -> list[dict[str, Any]]:
        """The extensions that say so."""
        made = [
            extension("2.5.29.14", core.OctetString(key.key_id())),
            extension(
                "2.5.29.35", x509.AuthorityKeyIdentifier({"key_identifier": issuer.key_id()})
            ),
        ]
        if self.usages:
            made.append(extension("2.5.29.15", x509.KeyUsage(set(self.usages)), critical=True))
        if self.purposes:
            listed = x509.ExtKeyUsageSyntax(list(self.purposes))
            made.append(extension("2.5.29.37", listed, critical=self.purposes_critical))
        if self.authority is not None:
            said = x509.BasicConstraints(
                {"ca": self.authority, "path_len_constraint": self.path_length}
            )
            made.append(extension("2.5.29.19", said, critical=True))
        if self.sources:
            made += [_lists(), _access()]
        if self.no_check:
            made.append(extension("1.3.6.1.5.5.7.48.1.5", core.Null()))
        return made + self.more


def point(url: str = LIST_URL) -> x509.DistributionPointName:
    """The name of a place."""
    one = x509.GeneralName(name="uniform_resource_identifier", value=url)
    return x509.DistributionPointName(name="full_name", value=x509.GeneralNames([one]))


def _lists() -> dict[str, Any]:
    made = x509.CRLDistributionPoints([{"distribution_point": point()}])
    return extension("2.5.29.31", made)


def _access() -> dict[str, Any]:
    place = x509.GeneralName(name="uniform_resource_identifier", value=RESPONDER_URL)
    one = {"access_method": "ocsp", "access_location": place}
    return extension("1.3.6.1.5.5.7.1.1", x509.AuthorityInfoAccessSyntax([one]))


@dataclass(frozen=True)
class Holder:
    """A key with its certificate."""

    key: LabKey
    der: bytes

    @property
    def certificate(self) -> Certificate:
        """As the program reads it."""
        return read_certificate(self.der)

    @property
    def asn1(self) -> x509.Certificate:
        """As asn1crypto has it."""
        return x509.Certificate.load(self.der)


class Authority:
    """An issuer: a root, or one under another."""

    def __init__(
        self, key: LabKey, common: str, above: "Authority | None" = None, **wish: Any
    ) -> None:
        said = {"usages": ISSUING, "purposes": (), "authority": True, "sources": False} | wish
        days = {"days": (NOW - 1000 * DAY, NOW + 3000 * DAY)}
        self.parts = [("country_name", "KZ"), ("common_name", common)]
        self.key = key
        maker = above.holder if above else None
        self.holder = issued(key, self.parts, maker, Wish(**(days | said)))

    @property
    def der(self) -> bytes:
        """The certificate."""
        return self.holder.der

    def issue(self, key: LabKey, parts: list[tuple[str, str]] | None = None, **wish: Any) -> Holder:
        """A certificate for ``key``; an employee's unless told otherwise."""
        return issued(key, employee() if parts is None else parts, self.holder, Wish(**wish))

    def responder(self, key: LabKey, **wish: Any) -> Holder:
        """A certificate for a responder."""
        said = {"usages": ("digital_signature",), "purposes": (ANSWERING,), "no_check": True}
        return self.issue(key, [("common_name", "OCSP")], **(said | {"sources": False} | wish))

    def stamper(self, key: LabKey, **wish: Any) -> Holder:
        """A certificate for a time-stamping authority."""
        said = {"usages": SIGNING, "purposes": (STAMPING,), "purposes_critical": True}
        return self.issue(key, [("common_name", "TSA")], **(said | {"sources": False} | wish))

    def revocation_list(
        self,
        entries: dict[int, tuple[datetime, str]] | None = None,
        *,
        at: datetime = NOW - timedelta(hours=1),
        until: datetime | None = NOW + DAY,
        number: int = 5,
        base: int | None = None,
        key: LabKey | None = None,
        more: list[dict[str, Any]] | None = None,
    ) -> bytes:
        """A list of revoked serials: since when and why; a delta when ``base`` is told."""
        maker = key or self.key
        rows = [_entry(serial, since, why) for serial, (since, why) in (entries or {}).items()]
        extensions = [extension("2.5.29.20", core.Integer(number)), *(more or [])]
        if base is not None:
            extensions.append(extension("2.5.29.27", core.Integer(base), critical=True))
        tbs = crl.TbsCertList(
            {
                "version": "v2",
                "signature": maker.identifier(),
                "issuer": self.holder.asn1.subject,
                "this_update": moment(at),
                "next_update": moment(until) if until else None,
                "revoked_certificates": rows or None,
                "crl_extensions": extensions,
            }
        )
        made = {
            "tbs_cert_list": tbs,
            "signature_algorithm": maker.identifier(),
            "signature": maker.sign(tbs.dump()),
        }
        return crl.CertificateList(made).dump()


def _entry(serial: int, since: datetime, why: str) -> dict[str, Any]:
    reason = extension("2.5.29.21", crl.CRLReason(why))
    return {
        "user_certificate": serial,
        "revocation_date": moment(since),
        "crl_entry_extensions": [
            {"extn_id": reason["extn_id"], "critical": False, "extn_value": reason["extn_value"]}
        ],
    }


def moment(at: datetime) -> x509.Time:
    """A time as certificates write it until 2049."""
    return x509.Time(name="utc_time", value=core.UTCTime(at))


def issued(key: LabKey, parts: list[tuple[str, str]], issuer: Holder | None, wish: Wish) -> Holder:
    """A certificate for ``key``, by ``issuer`` or by itself."""
    maker = issuer.key if issuer else key
    subject = name(parts)
    tbs = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": next(_SERIALS),
            "signature": maker.identifier(),
            "issuer": issuer.asn1.subject if issuer else subject,
            "validity": {"not_before": moment(wish.days[0]), "not_after": moment(wish.days[1])},
            "subject": subject,
            "subject_public_key_info": keys.PublicKeyInfo.load(key.public),
            "extensions": wish.extensions(key, maker),
        }
    )
    made = x509.Certificate(
        {
            "tbs_certificate": tbs,
            "signature_algorithm": maker.identifier(),
            "signature_value": maker.sign(tbs.dump()),
        }
    )
    return Holder(key, made.dump())


def answer(
    about: Holder,
    issuer: Authority,
    responder: Holder,
    *,
    state: str = "good",
    since: datetime = NOW - 2 * DAY,
    why: str = "key_compromise",
    at: datetime = NOW - timedelta(minutes=1),
    until: datetime | None = None,
    nonce: bytes = b"",
    with_certificate: bool = True,
    digest_oid: str = SHA256,
    by_name: bool = False,
) -> bytes:
    """A responder's answer about one certificate."""
    status = {
        "good": lambda: ocsp.CertStatus(name="good", value=ocsp.StatusGood()),
        "unknown": lambda: ocsp.CertStatus(name="unknown", value=ocsp.StatusUnknown()),
        "revoked": lambda: ocsp.CertStatus(
            name="revoked",
            value={"revocation_time": since, "revocation_reason": why},
        ),
    }[state]()
    named = {
        "hash_algorithm": {"algorithm": digest_oid},
        "issuer_name_hash": _label(digest_oid, issuer.holder.asn1.subject.dump()),
        "issuer_key_hash": _label(digest_oid, issuer.key.bits()),
        "serial_number": about.certificate.serial,
    }
    single = {"cert_id": named, "cert_status": status, "this_update": at, "next_update": until}
    who = (
        ocsp.ResponderId(name="by_name", value=responder.asn1.subject)
        if by_name
        else ocsp.ResponderId(name="by_key", value=hashlib.sha1(responder.key.bits()).digest())
    )
    data = ocsp.ResponseData({"responder_id": who, "produced_at": at, "responses": [single]})
    if nonce:
        data["response_extensions"] = [
            {"extn_id": "nonce", "critical": False, "extn_value": core.OctetString(nonce)}
        ]
    basic = ocsp.BasicOCSPResponse(
        {
            "tbs_response_data": data,
            "signature_algorithm": responder.key.identifier(),
            "signature": responder.key.sign(data.dump()),
            "certs": [responder.asn1] if with_certificate else None,
        }
    )
    inner = {"response_type": "basic_ocsp_response", "response": basic}
    return ocsp.OCSPResponse({"response_status": "successful", "response_bytes": inner}).dump()


def _label(oid: str, content: bytes) -> bytes:
    return digest(oid, content)
