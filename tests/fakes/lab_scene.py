"""The scene of most tests of signatures: a root, an issuing centre, an employee's key, its state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from app.domain.signature_verdict import Check, Outcome, Row, SignedVerdict
from app.signatures.crl import read_list
from app.signatures.ocsp import read_answer
from app.signatures.suitability import Demands
from app.signatures.trust import Trust, trust_in
from app.signatures.verify import verify_message
from tests.fakes.lab_authority import NOW, Authority, Holder, answer
from tests.fakes.lab_keys import LabKey, ec_key
from tests.fakes.lab_message import Part, message

TEXT = "Өтініш: мәтіні қол қойылғандай".encode()


@dataclass(frozen=True)
class Scene:
    """Who there is; ``trust`` believes the root and knows the issuing centre and its good answer."""

    root: Authority
    centre: Authority
    signer: Holder
    responder: Holder

    def trust(self, *answers: bytes, lists: tuple[bytes, ...] = (), told: bool = True) -> Trust:
        """The trust; with the answer «good» about the signer unless something else is said."""
        if told and not answers and not lists:
            answers = (self.answer(),)
        pinned = trust_in([self.root.holder.certificate, self.centre.holder.certificate])
        return pinned.beside(answers=map(read_answer, answers), lists=map(read_list, lists))

    def answer(self, **said: Any) -> bytes:
        """What the responder says of the signer."""
        return answer(self.signer, self.centre, said.pop("responder", self.responder), **said)

    def signed(self, content: bytes = TEXT, *, attached: bool = False, **part: Any) -> bytes:
        """A message of the one signer."""
        return message(content, [Part(**({"holder": self.signer} | part))], attached=attached)

    def verdict(
        self,
        raw: bytes,
        content: bytes | None = TEXT,
        *,
        trust: Trust | None = None,
        at: datetime = NOW,
        **demands: Any,
    ) -> SignedVerdict:
        """The program's verdict."""
        return verify_message(raw, content, trust or self.trust(), at, Demands(**demands))


def make_scene(key: Callable[[], LabKey] = ec_key, **wish: Any) -> Scene:
    """A scene whose every key is of one kind; ``wish`` is about the signer's certificate."""
    root = Authority(key(), "НЕГІЗГІ КО (СЫНАҚ)")
    centre = Authority(key(), "ҰКО (СЫНАҚ)", root, path_length=0)
    return Scene(root, centre, centre.issue(key(), **wish), centre.responder(key()))


@cache
def plain_scene() -> Scene:
    """One scene of ECDSA keys for all tests that only read."""
    return make_scene()


def row_of(verdict: SignedVerdict, check: Check) -> Row:
    """The row of a check in the verdict on the first signer, or on the message."""
    rows = (*verdict.signers[0].rows, *verdict.rows) if verdict.signers else verdict.rows
    return next(row for row in rows if row.check is check)


def remarks(verdict: SignedVerdict) -> set[str]:
    """The codes of all warnings."""
    rows = (*verdict.rows, *(row for signer in verdict.signers for row in signer.rows))
    return {row.reason for row in rows if row.outcome is Outcome.WARNING}
