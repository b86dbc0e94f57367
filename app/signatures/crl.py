"""Lists of revoked certificates, full and delta: read once, looked up by serial number.

The frame is read by asn1crypto, which takes any algorithm; the entries, of which there may be a
million, by `cryptography`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from asn1crypto import core, crl
from cryptography import x509

from app.signatures.algorithms import Algorithm, algorithm_of
from app.signatures.certificate import Certificate, point_urls
from app.signatures.encoding import MOST_BYTES, UnreadableError, guarded
from app.signatures.holder import compared

_NUMBER, _DELTA, _SCOPE, _AUTHORITY_KEY = "2.5.29.20", "2.5.29.27", "2.5.29.28", "2.5.29.35"
_UNDERSTOOD = frozenset({_NUMBER, _DELTA, _SCOPE, _AUTHORITY_KEY})


class State(StrEnum):
    """What an issuer says of one of its certificates."""

    GOOD = "good"
    REVOKED = "revoked"
    ON_HOLD = "on_hold"
    UNKNOWN = "unknown_to_ca"


@dataclass(frozen=True, slots=True)
class Statement:
    """A state, since when, and from when to when the statement itself speaks."""

    state: State
    since: datetime | None
    said_at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RevocationList:
    """A list as it was read; ``base`` is the number of the full list that a delta changes."""

    tbs: bytes
    algorithm: Algorithm
    signature: bytes
    issuer: str
    said_at: datetime
    until: datetime | None
    number: int
    base: int | None
    only_people: bool
    only_authorities: bool
    points: tuple[str, ...]
    usable: bool
    entries: Any = field(repr=False)

    def covers(self, certificate: Certificate) -> bool:
        """Whether this list is the one on which ``certificate`` would stand."""
        if not self.usable or self.issuer != certificate.issuer:
            return False
        if (certificate.authority and self.only_people) or (
            not certificate.authority and self.only_authorities
        ):
            return False
        # A list of one part of the certificates says nothing about the other parts.
        return not (self.points and certificate.lists) or bool(
            set(self.points) & set(certificate.lists)
        )

    def entry(self, serial: int) -> tuple[datetime, str] | None:
        """Since when and why ``serial`` stands on this list; none when it does not."""
        found = self.entries.get_revoked_certificate_by_serial_number(serial)
        if found is None:
            return None
        reason = ""
        for extension in found.extensions:
            if isinstance(extension.value, x509.CRLReason):
                reason = extension.value.reason.value
        return found.revocation_date_utc, reason


@guarded
def read_list(content: bytes) -> RevocationList:
    """The list in ``content`` (DER). Raises :class:`UnreadableError`."""
    if len(content) > MOST_BYTES:
        raise UnreadableError("too large")
    entries = x509.load_der_x509_crl(content)
    whole = crl.CertificateList.load(content, strict=True)
    tbs = whole["tbs_cert_list"]
    algorithm = algorithm_of(whole["signature_algorithm"])
    if algorithm != algorithm_of(tbs["signature"]):
        raise UnreadableError("two signature algorithms")
    found: dict[str, tuple[bool, bytes]] = {
        one["extn_id"].dotted: (one["critical"].native, one["extn_value"].contents)
        for one in tbs["crl_extensions"] or ()
    }
    scope = _scope(found)
    strange = any(critical and oid not in _UNDERSTOOD for oid, (critical, _) in found.items())
    return RevocationList(
        tbs=entries.tbs_certlist_bytes,
        algorithm=algorithm,
        signature=entries.signature,
        issuer=compared(tbs["issuer"].dump()),
        said_at=tbs["this_update"].native,
        until=tbs["next_update"].native,
        number=_integer(found, _NUMBER) or 0,
        base=_integer(found, _DELTA),
        only_people=bool(scope and scope["only_contains_user_certs"].native),
        only_authorities=bool(scope and scope["only_contains_ca_certs"].native),
        points=tuple(point_urls(scope["distribution_point"])) if scope else (),
        usable=not strange and not _partial(scope),
        entries=entries,
    )


def _integer(found: dict[str, tuple[bool, bytes]], oid: str) -> int | None:
    return int(core.Integer.load(found[oid][1], strict=True).native) if oid in found else None


def _scope(found: dict[str, tuple[bool, bytes]]) -> Any:
    if _SCOPE not in found:
        return None
    return crl.IssuingDistributionPoint.load(found[_SCOPE][1], strict=True)


def _partial(scope: Any) -> bool:
    """Lists for some reasons only, of other issuers or of attribute certificates are not followed."""
    return scope is not None and bool(
        scope["only_some_reasons"].native
        or scope["indirect_crl"].native
        or scope["only_contains_attribute_certs"].native
    )


def statement(
    certificate: Certificate, full: RevocationList, delta: RevocationList | None
) -> Statement:
    """What a full list, brought up to date by ``delta``, says of ``certificate``."""
    entry = full.entry(certificate.serial)
    newest = delta or full
    if delta is not None and (change := delta.entry(certificate.serial)) is not None:
        entry = None if change[1] == x509.ReasonFlags.remove_from_crl.value else change
    if entry is None:
        return Statement(State.GOOD, None, newest.said_at, newest.until)
    on_hold = entry[1] == x509.ReasonFlags.certificate_hold.value
    state = State.ON_HOLD if on_hold else State.REVOKED
    return Statement(state, entry[0], newest.said_at, newest.until)
