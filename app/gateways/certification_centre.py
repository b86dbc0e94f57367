"""The services of a certification centre over the network: OCSP, lists of revoked certificates, time stamps.

Nothing that comes back counts before :mod:`app.signatures` has checked it against the folder of trust.
"""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock

from app.errors import Unavailable
from app.gateways.bounded_http import MOST_BYTES, Question, ask
from app.ports.certification import ANSWER_WRONG, CLOCKS_DIFFER, SERVICE_DOWN, SERVICE_REFUSED
from app.signatures.certificate import Certificate, read_certificate
from app.signatures.chain import chain_of
from app.signatures.crl import RevocationList, read_list
from app.signatures.encoding import UnreadableError, unarmoured
from app.signatures.message import TIME_STAMP, read_message
from app.signatures.ocsp import Answer, read_answer
from app.signatures.revocation import answer_fault, list_stands
from app.signatures.time_stamp import SKEW, judge_stamp
from app.signatures.trust import Trust
from app.signatures.upgrade import (
    RefusedError,
    asked_nonce,
    signature_in,
    stamp_in,
    stamp_request,
    state_request,
    with_stamp,
    with_values,
)

OCSP, LIST, TSP = "OCSP", "CRL", "TSP"
_FRESH = timedelta(minutes=10)
"""How long an answer of the responder is used at the desk; then it is asked again."""
_LIST_KEPT = timedelta(hours=1)
"""The same for a list that does not say until when it counts."""
_MOST_ANSWER = 1024 * 1024
_MOST_INSIDE = 256 * 1024
"""A list larger than this is not carried inside a signature; the responder's answer is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the services are asked; empty: not at all. ``seconds`` is the longest wait for one."""

    stamps: str = ""
    responder: str = ""
    lists: tuple[str, ...] = ()
    seconds: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What proves a signature later, each DER."""

    certificates: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    raw: bytes
    answer: Answer
    until: datetime


@dataclass(frozen=True, slots=True)
class _Listed:
    raw: bytes
    found: RevocationList
    until: datetime


class CertificationCentre:
    """Asks by ``addresses`` and keeps what was told while it is fresh; may be used by any thread.

    ``believed`` is the trust of the folder, ``now`` the desk's clock.
    """

    def __init__(
        self, addresses: Addresses, believed: Callable[[], Trust], now: Callable[[], datetime]
    ) -> None:
        self._addresses = addresses
        self._believed = believed
        self._now = now
        self._answers: dict[bytes, _Said] = {}
        self._lists: dict[str, _Listed] = {}
        self._silent: set[bytes] = set()
        self._lock = Lock()

    @property
    def stamps(self) -> bool:
        """Whether a time-stamping service is set up at all."""
        return bool(self._addresses.stamps)

    def trust(self) -> Trust:
        """The folder's trust, with everything told that is still fresh. Asks nobody."""
        now = self._now()
        with self._lock:
            answers = [one.answer for one in self._answers.values() if now < one.until]
            lists = [one.found for one in self._lists.values() if now < one.until]
        return self._believed().beside(answers=answers, lists=lists)

    def look_up(self, certificate: bytes) -> None:
        """Ask for the state of a certificate (DER), unless that is known and fresh.

        Raises ``Unavailable`` (centre.…) when nobody who was asked gave an answer that stands.
        """
        try:
            subject = read_certificate(certificate)
        except UnreadableError:
            return
        issuer = chain_of(subject, self.trust(), self._now()).issuer
        if issuer is None or issuer == subject:
            return
        troubles: list[Unavailable] = []
        told = False
        for one in self._questions(subject, issuer):
            try:
                one()
                told = True
            except Unavailable as trouble:
                troubles.append(trouble)
        with self._lock:
            self._silent.discard(subject.der)
            if troubles and not told:
                self._silent.add(subject.der)
        if troubles and not told:
            raise troubles[0]

    def silent_on(self, certificate: bytes) -> bool:
        """Whether nobody who was asked last gave a word on this certificate that stands."""
        with self._lock:
            return certificate in self._silent

    def _questions(self, subject: Certificate, issuer: Certificate) -> Iterator[Callable[[], None]]:
        if self._addresses.responder:
            yield lambda: self._ask_state(subject, issuer)
        for address in self._addresses.lists:
            yield lambda address=address: self._fetch_list(address)  # type: ignore[misc]

    def _ask_state(self, subject: Certificate, issuer: Certificate) -> None:
        now = self._now()
        with self._lock:
            known = self._answers.get(subject.der)
        if known is not None and now < known.until:
            return
        nonce = secrets.token_bytes(16)
        raw = self._asked(
            OCSP,
            self._addresses.responder,
            state_request(subject, issuer, nonce),
            "application/ocsp-request",
        )
        try:
            answer = read_answer(raw)
        except UnreadableError as error:
            raise Unavailable(ANSWER_WRONG, service=OCSP, reason="unreadable") from error
        fault = answer_fault(answer, issuer, self.trust(), nonce=asked_nonce(nonce))
        if not fault and not any(one.is_about(subject, issuer) for one in answer.about):
            fault = "another_certificate"
        if fault:
            raise Unavailable(ANSWER_WRONG, service=OCSP, reason=fault)
        with self._lock:
            self._answers[subject.der] = _Said(raw, answer, now + _FRESH)

    def _fetch_list(self, address: str) -> None:
        now = self._now()
        with self._lock:
            known = self._lists.get(address)
        if known is not None and now < known.until:
            return
        content = self._asked(LIST, address)
        try:
            (raw,) = unarmoured(content)
            found = read_list(raw)
        except (UnreadableError, ValueError) as error:
            raise Unavailable(ANSWER_WRONG, service=LIST, reason="unreadable") from error
        believed = self._believed()
        issuers = (
            one for one in (*believed.roots, *believed.others) if one.subject == found.issuer
        )
        if not any(list_stands(found, one) for one in issuers):
            raise Unavailable(ANSWER_WRONG, service=LIST, reason="revocation_unproven")
        until = found.until or now + _LIST_KEPT
        if until <= now:
            raise Unavailable(ANSWER_WRONG, service=LIST, reason="revocation_stale")
        with self._lock:
            self._lists[address] = _Listed(raw, found, until)

    def stamped(self, message: bytes, at: datetime) -> bytes:
        """The message with a time stamp that stands and that the desk's clock agrees with.

        ``at`` is the desk's moment. Raises ``Unavailable`` (centre.…).
        """
        try:
            signature = signature_in(message)
        except UnreadableError as error:
            raise Unavailable(ANSWER_WRONG, service=TSP, reason="unreadable") from error
        nonce = secrets.randbits(63)
        request = stamp_request(sha256(signature).digest(), nonce)
        reply = self._asked(TSP, self._addresses.stamps, request, "application/timestamp-query")
        try:
            token = stamp_in(reply)
        except RefusedError as error:
            raise Unavailable(SERVICE_REFUSED, service=TSP, reason=str(error)) from error
        except UnreadableError as error:
            raise Unavailable(ANSWER_WRONG, service=TSP, reason="stamp_unreadable") from error
        stamp = judge_stamp(token, signature, self.trust(), nonce=nonce)
        if stamp.at is None:
            raise Unavailable(ANSWER_WRONG, service=TSP, reason=stamp.reason)
        if abs(stamp.at - at) > SKEW:
            minutes = round((stamp.at - at).total_seconds() / 60)
            raise Unavailable(CLOCKS_DIFFER, minutes=str(minutes))
        return with_stamp(message, token)

    def proven(self, message: bytes, at: datetime) -> bytes:  # noqa: ARG002 - what is fresh is known
        """The message with what is known of its certificates inside (CAdES-LT)."""
        proof = self.proof_of(message)
        if not (proof.answers or proof.lists):
            return message
        return with_values(
            message, certificates=proof.certificates, answers=proof.answers, lists=proof.lists
        )

    def proof_of(self, message: bytes) -> Proof:
        """The chain of the signer and of the stamp, and what was told of them and is kept here."""
        try:
            told = read_message(message)
            tokens = [raw for one in told.signers for raw in one.unsigned.get(TIME_STAMP, ())]
            stamps = [read_message(raw) for raw in tokens]
        except UnreadableError:
            return Proof()
        trust = self.trust()
        ends = [one for each in (told, *stamps) for one in each.certificates if not one.authority]
        chains = [chain_of(one, trust, self._now()).steps for one in ends]
        above = dict.fromkeys(one for steps in chains for one in steps[1:])
        with self._lock:
            answers = [self._answers[one.der].raw for one in ends if one.der in self._answers]
            lists = [
                kept.raw
                for kept in self._lists.values()
                if any(kept.found.covers(one) for one in ends) and len(kept.raw) <= _MOST_INSIDE
            ]
        return Proof(
            certificates=tuple(one.der for one in above if one not in trust.roots),
            answers=tuple(answers),
            lists=tuple(lists),
        )

    def _asked(self, service: str, address: str, body: bytes = b"", kind: str = "") -> bytes:
        if not address:
            raise Unavailable(SERVICE_DOWN, service=service)
        question = Question(
            service=service,
            address=address,
            body=body,
            kind=kind,
            seconds=self._addresses.seconds,
            most=_MOST_ANSWER if body else MOST_BYTES,
        )
        return ask(question)
