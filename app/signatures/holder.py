"""The holder of a certificate as the national certification centre writes them into its names and uses.

``GIVENNAME`` is the patronymic there; the first name stands only in the common name, after the surname.
"""

import re
from datetime import datetime
from functools import lru_cache
from typing import Any

from asn1crypto import x509

from app.domain.signature_verdict import CertificateFacts, KeyRole

_IIN, _BIN = re.compile(r"IIN(\d{12})"), re.compile(r"BIN(\d{12})")
_COMMON, _SURNAME, _SERIAL, _GIVEN = "2.5.4.3", "2.5.4.4", "2.5.4.5", "2.5.4.42"
_ORGANISATION, _UNIT = "2.5.4.10", "2.5.4.11"
_LONGEST = 300
ROLES: dict[str, KeyRole] = {
    "1.2.398.3.3.4.1.1": KeyRole.INDIVIDUAL,
    "1.2.398.3.3.4.1.2": KeyRole.LEGAL_ENTITY,
    "1.2.398.3.3.4.1.2.1": KeyRole.HEAD,
    "1.2.398.3.3.4.1.2.2": KeyRole.RIGHT_TO_SIGN,
    "1.2.398.3.3.4.1.2.3": KeyRole.FINANCE,
    "1.2.398.3.3.4.1.2.4": KeyRole.PERSONNEL,
    "1.2.398.3.3.4.1.2.5": KeyRole.EMPLOYEE,
}
"""Roles by their object identifiers among the purposes of a key."""


def _values(name: Any) -> list[tuple[str, str]]:
    return [
        (pair["type"].dotted, str(pair["value"].native)[:_LONGEST])
        for part in name.chosen
        for pair in part
    ]


def _only(pattern: re.Pattern[str], texts: list[str]) -> str:
    """The one number that the texts name; two different ones name nobody."""
    found = {match[1] for text in texts if (match := pattern.fullmatch(text))}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=512)
def compared(name: bytes) -> str:
    """A name (DER) in the form in which two names are compared (RFC 5280, 7.1); the same few recur."""
    return str(x509.Name.load(name).hashable)


def name_text(name: Any) -> str:
    """How a name is called: its common name, else its organisation."""
    values = dict(reversed(_values(name)))
    return values.get(_COMMON) or values.get(_ORGANISATION, "")


def facts_of(
    subject: Any,
    *,
    issuer: str,
    serial: str,
    purposes: tuple[str, ...],
    usages: frozenset[str],
    key_store: str,
    valid: tuple[datetime, datetime],
) -> CertificateFacts:
    """The facts about the holder that ``subject`` (a ``Name`` of asn1crypto) and the uses tell."""
    pairs = _values(subject)
    first = dict(reversed(pairs))
    serials = [text for oid, text in pairs if oid == _SERIAL]
    units = [text for oid, text in pairs if oid == _UNIT]
    common, surname = first.get(_COMMON, ""), first.get(_SURNAME, "")
    given = common.removeprefix(surname).strip() if surname else ""
    return CertificateFacts(
        serial=serial,
        common_name=common,
        surname=surname,
        given_name=given if given != common else "",
        patronymic=first.get(_GIVEN, "") if surname else "",
        organisation=first.get(_ORGANISATION, ""),
        iin=_only(_IIN, serials),
        bin=_only(_BIN, units + serials),
        roles=frozenset(ROLES[oid] for oid in purposes if oid in ROLES),
        purposes=purposes,
        usages=usages,
        key_store=key_store,
        issuer=issuer,
        valid_from=valid[0],
        valid_until=valid[1],
    )
