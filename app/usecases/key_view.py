"""Before the PIN: whose key would sign, what speaks against it, and what exactly is signed."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.case import Case
from app.domain.finding import Finding
from app.domain.language import Bilingual
from app.domain.signature_verdict import KeyRole, Standing
from app.domain.signing import SignerCertificate
from app.domain.signing_key import RoleOid
from app.errors import DeviceFault
from app.ports.signing import KeyOnDevice
from app.rules.intake_words import SIGNATURE
from app.rules.registry import judge
from app.rules.signature_words import REASONS, ROLES, STANDINGS
from app.rules.words import both
from app.usecases.bundle import members_of
from app.usecases.draft_facts import intake_facts
from app.usecases.manifest import documents_in
from app.usecases.situation import passport_of
from app.usecases.transit import guards_of
from app.usecases.view_facts import masked_iin
from app.usecases.work import Work

_OF_THE_KEY = ("sign.own_official_certificate", "sign.certificate_ends_soon")
_ROLE_OF = {
    RoleOid.HEAD: KeyRole.HEAD,
    RoleOid.SIGNATORY: KeyRole.RIGHT_TO_SIGN,
    RoleOid.FINANCE: KeyRole.FINANCE,
    RoleOid.PERSONNEL: KeyRole.PERSONNEL,
    RoleOid.EMPLOYEE: KeyRole.EMPLOYEE,
    RoleOid.PERSON: KeyRole.INDIVIDUAL,
}
"""The roles that are shown; that of an organisation stands beside one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyView:
    """The key of whoever works here and the thing to be signed.

    ``by_hand``: a device holds the key, so the person must have it shown. ``trouble`` is the code of
    an error when there is no key to show, ``findings`` are what speaks against the key or warns.
    ``documents`` counts those that are signed along, ``text_sha256`` is the hash of the text.
    """

    by_hand: bool
    trouble: str = ""
    holder: str = ""
    iin: str = ""
    organisation: str = ""
    bin: str = ""
    roles: tuple[Bilingual, ...] = ()
    serial: str = ""
    practice: bool = False
    valid_until: datetime | None = None
    findings: tuple[Finding, ...] = ()
    services: tuple[Bilingual, ...] = ()
    documents: int = 0
    text_sha256: str = ""

    @property
    def shown(self) -> bool:
        """Whether there is a certificate to look at."""
        return not self.trouble

    @property
    def fit(self) -> bool:
        """Whether the key may sign here now."""
        return self.shown and not any(finding.blocks for finding in self.findings)


def key_view(case_id: str) -> Callable[[Work], KeyView | None]:
    """A question: the key and what it would sign of that case; ``None`` for an unknown one."""

    def question(work: Work) -> KeyView | None:
        case = work.store.cases.get(case_id)
        return _seen(work, case) if case is not None else None

    return question


def _seen(work: Work, case: Case) -> KeyView:
    cases = members_of(work, case) or (case,)
    passports = [(one, passport_of(work, one)) for one in cases]
    view = KeyView(
        by_hand=isinstance(work.signing_key, KeyOnDevice),
        services=tuple(passport.name.shown for _, passport in passports if passport),
        documents=sum(len(documents_in(one, passport)) for one, passport in passports if passport),
        text_sha256=intake_facts(work, cases[0]).text_sha256,
    )
    try:
        certificate = work.signing_key.certificate(work.actor.id)
    except DeviceFault as fault:
        return replace(view, trouble=fault.code)
    facts = intake_facts(work, cases[0], certificate=certificate)
    findings = judge(guards_of(_OF_THE_KEY), facts, work.now.date())
    return replace(_with_certificate(view, certificate, work), findings=findings)


def _with_certificate(view: KeyView, shown: SignerCertificate, work: Work) -> KeyView:
    """What the certificate says; a practice key knows its owner by the login alone."""
    own = shown.operator_id == work.actor.id
    roles = (_ROLE_OF.get(RoleOid(one)) for one in shown.roles if one in set(RoleOid))
    return replace(
        view,
        holder=work.actor.name.full if own else shown.holder,
        iin=masked_iin(shown.iin),
        organisation=shown.organisation,
        bin=shown.bin,
        roles=tuple(both(ROLES[role]) for role in roles if role is not None),
        serial=shown.serial,
        practice=shown.practice,
        valid_until=shown.valid_until.astimezone(work.now.tzinfo),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView:
    """The signature of a case as it stands now: the verdict in words, by whom, when and since when
    that is proven (``stamped_at``); ``stamp_awaited``: a stamp is still asked for."""

    standing: Bilingual
    reasons: tuple[Bilingual, ...] = ()
    valid: bool = False
    signer: str = ""
    serial: str = ""
    at: datetime | None = None
    stamped_at: datetime | None = None
    stamp_awaited: bool = False


def signature_view(case_id: str) -> Callable[[Work], SignatureView | None]:
    """A question: the verdict on the case's signature, made anew; ``None`` where nothing is signed."""

    def question(work: Work) -> SignatureView | None:
        case = work.store.cases.get(case_id)
        signed = case.signature if case is not None else None
        if signed is None:
            return None
        cms = b64decode(signed.cms)
        verdict = work.verifier.verify(signed.manifest.encode(), cms, work.now)
        by, stamped = verdict.certificate, verdict.stamped_at
        waiting = work.store.outbox.of_case(case_id)
        return SignatureView(
            standing=both(STANDINGS[Standing.VALID if verdict.valid else Standing.INVALID]),
            reasons=tuple(both(SIGNATURE.get(code) or REASONS[code]) for code in verdict.reasons),
            valid=verdict.valid,
            signer=by.holder or by.operator_id if by is not None else "",
            serial=signed.certificate_serial,
            at=signed.at,
            stamped_at=stamped.astimezone(work.now.tzinfo) if stamped is not None else None,
            stamp_awaited=any(one.kind == "stamp" and one.state == "pending" for one in waiting),
        )

    return question
