"""The proof that a message or a paper brings along: certificates, lists, answers, as many as make sense.

Nothing of it is believed for being there. What cannot be read is no proof, and no fault either.
"""

from collections.abc import Callable
from typing import TypeVar

from app.signatures.certificate import Certificate, read_certificate
from app.signatures.crl import RevocationList, read_list
from app.signatures.encoding import UnreadableError, parts
from app.signatures.ocsp import Answer, read_answer
from app.signatures.trust import Trust

Proof = TypeVar("Proof")
_MOST = 64
"""Of each kind; every one of them may cost the check of a signature."""


class Brought:
    """What was brought, in the order in which it was found."""

    def __init__(self) -> None:
        self.certificates: list[Certificate] = []
        self.lists: list[RevocationList] = []
        self.answers: list[Answer] = []

    def certificate(self, content: bytes) -> None:
        """Take a certificate (DER)."""
        _take(self.certificates, read_certificate, content)

    def revocation_list(self, content: bytes) -> None:
        """Take a list of revoked certificates (DER)."""
        _take(self.lists, read_list, content)

    def answer(self, content: bytes) -> None:
        """Take a responder's answer (DER)."""
        _take(self.answers, read_answer, content)

    def values(self, value: bytes) -> None:
        """Take all of an attribute that keeps [0] lists and [1] answers, each a sequence."""
        for group in parts(value):
            take = self.revocation_list if group[0] & 0x1F == 0 else self.answer
            for one in (one for listed in parts(group) for one in parts(listed)):
                take(one)

    def added_to(self, trust: Trust) -> Trust:
        """The trust with this proof beside it."""
        return trust.beside(others=self.certificates, lists=self.lists, answers=self.answers)


def _take(found: list[Proof], read: Callable[[bytes], Proof], content: bytes) -> None:
    if len(found) >= _MOST:
        return
    try:
        found.append(read(content))
    except UnreadableError:
        return
