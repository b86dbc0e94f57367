"""The way from a certificate up to a root, and what speaks against each of its steps (RFC 5280, 6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from app.signatures.algorithms import trouble
from app.signatures.certificate import Certificate
from app.signatures.trust import Trust

_LONGEST = 8
_MOST_CHECKS = 64
"""A hostile set of like-named certificates must not buy unlimited arithmetic."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps from the certificate to the root, and a reason code; empty: nothing against it.

    Without a way the steps hold the certificate alone and the reason is ``untrusted``, or that of
    the nearest miss (``weak_algorithm``, ``weak_key``, ``unsupported_algorithm``).
    """

    steps: tuple[Certificate, ...]
    reason: str = ""

    @property
    def issuer(self) -> Certificate | None:
        """Who issued the first certificate; itself when it is a root; none when nobody vouches."""
        if len(self.steps) > 1:
            return self.steps[1]
        return self.steps[0] if not self.reason else None


class _Search:
    """A walk upwards over all issuers of the right name whose key made the signature."""

    def __init__(self, trust: Trust) -> None:
        self._roots = trust.roots
        self._all = tuple(dict.fromkeys((*trust.roots, *trust.others)))
        self._left = _MOST_CHECKS
        self.miss = ""

    def ways(self, steps: tuple[Certificate, ...]) -> Iterator[tuple[Certificate, ...]]:
        last = steps[-1]
        if last in self._roots:
            yield steps
            return
        if len(steps) >= _LONGEST:
            return
        for issuer in self._all:
            if issuer.subject != last.issuer or issuer in steps or not _keys_agree(last, issuer):
                continue
            self._left -= 1
            if self._left < 0:
                return
            reason = issue_trouble(last, issuer)
            if not reason:
                yield from self.ways((*steps, issuer))
            elif reason != "bad_signature":
                self.miss = reason


@lru_cache(maxsize=512)
def issue_trouble(certificate: Certificate, issuer: Certificate) -> str:
    """What speaks against ``issuer``'s key having signed ``certificate``; empty: nothing."""
    return trouble(issuer.key, certificate.algorithm, certificate.tbs, certificate.signature)


def _keys_agree(certificate: Certificate, issuer: Certificate) -> bool:
    named, own = certificate.authority_key_id, issuer.key_id
    return not (named and own) or named == own


def chain_of(certificate: Certificate, trust: Trust, at: datetime) -> Chain:
    """The best way from ``certificate`` to a root at the moment ``at``: one without fault, if any.

    The first certificate's own days and uses are its own rows of a verdict, not of the chain.
    """
    search = _Search(trust)
    first: Chain | None = None
    for steps in search.ways((certificate,)):
        found = Chain(steps, _fault(steps, at))
        if not found.reason:
            return found
        first = first or found
    return first or Chain((certificate,), search.miss or "untrusted")


def _fault(steps: tuple[Certificate, ...], at: datetime) -> str:
    """What is wrong with a way whose signatures all stand; a root is believed as it is."""
    if any(step.strange for step in steps[:-1]):
        return "unknown_critical"
    authorities = steps[1:]
    for below, authority in enumerate(authorities):
        is_root = authority is steps[-1]
        if authority.usages is not None and "key_cert_sign" not in authority.usages:
            return "issuer_usage"
        if not (authority.authority or is_root):
            return "issuer_not_authority"
        passed = sum(not one.self_issued for one in authorities[:below])
        if authority.path_length is not None and passed > authority.path_length:
            return "path_too_long"
        if not is_root and not authority.valid_from <= at <= authority.valid_until:
            return "issuer_expired"
    return ""
