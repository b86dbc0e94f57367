"""The certification: the confirmed text, consent B before it, the employee's own official key."""

from collections.abc import Iterator

from app.domain.branch import Operator
from app.domain.case import ConsentKind, ConsentState
from app.domain.finding import Finding, Severity
from app.domain.signing import SignerCertificate
from app.rules.facts import Facts
from app.rules.intake_words import CERTIFICATE, SIGNATURE, said, words
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.signature_words import REASONS
from i18n import N_

_ENTRY = "authentication_key"
_DAYS = frozenset({"expired", "not_yet_valid"})
"""What the whole check of a certificate already says in its own words."""
_REMINDERS = (7, 14, 30)
"""Days before the end of a certificate, as the certification centre itself reminds."""


@rule(
    "sign.text_confirmed",
    requirements=("R-127",),
    citation="law.21.3",
    title=N_("The applicant has not confirmed this text"),
    message=N_("What is signed must be, letter by letter, what the applicant saw and confirmed."),
    advice=N_("Show the text on the applicant's screen and let them confirm it."),
)
def text_confirmed(facts: Facts) -> Iterator[Finding]:
    """The confirmed hash is that of the text as it stands; any change after it asks again."""
    seen = facts.case.confirmation if facts.case is not None else None
    if seen is None or not facts.text_sha256 or seen.text_sha256 != facts.text_sha256:
        yield text_confirmed.finding()


@rule(
    "sign.consent_b_earlier",
    requirements=("R-126", "R-073"),
    citation="law.21.3",
    title=N_("Consent B must be there before the signature"),
    message=N_("There is no written consent B given earlier than this signature."),
    advice=N_("Take the written consent first; a consent taken afterwards heals nothing."),
)
def consent_b_earlier(facts: Facts) -> Iterator[Finding]:
    """The written consent has an earlier time than the certification that rests on it."""
    act = facts.case.consent(ConsentKind.B) if facts.case is not None else None
    if act is None or act.state is not ConsentState.GIVEN or not act.at < facts.now:
        yield consent_b_earlier.finding()


@rule(
    "sign.own_official_certificate",
    requirements=("R-125",),
    citation="rules.8",
    title=N_("This key may not certify here"),
    message=N_("The certificate cannot be used: {why}."),
    advice=N_("Use your own key issued for official use and in force; nobody signs for another."),
    in_force_from=RULES_IN_FORCE,
)
def own_official_certificate(facts: Facts) -> Iterator[Finding]:
    """Own, the employer's, for official use and for signing, in force, not revoked; a practice key
    on a practice branch alone."""
    for code in dict.fromkeys(certificate_troubles(facts)):
        why = CERTIFICATE.get(code) or REASONS.get(code, CERTIFICATE["unfit"])
        yield said(own_official_certificate, words("why", why), subject=code)


def certificate_troubles(facts: Facts) -> Iterator[str]:
    """What speaks against the certificate, as codes."""
    shown = facts.certificate
    if shown is None:
        yield "none"
        return
    if _of_another(shown, facts.operator):
        yield "of_another_person"
    if facts.branch.bin and shown.bin != facts.branch.bin:
        yield "of_another_organisation"
    if not shown.official:
        yield "not_official"
    if not shown.for_signing and _ENTRY not in shown.troubles:
        yield "not_for_signing"
    if not shown.valid_from <= facts.now <= shown.valid_until and _DAYS.isdisjoint(shown.troubles):
        yield "not_in_force"
    if shown.revoked:
        yield "revoked"
    if _out_of_place(shown, practice=facts.branch.practice):
        yield "practice_key"
    yield from shown.troubles


def _of_another(shown: SignerCertificate, operator: Operator) -> bool:
    """A certificate of the national centre names a person by the IIN, one of ours by the login."""
    if shown.iin:
        return shown.iin != operator.iin
    return shown.operator_id != operator.id


def _out_of_place(shown: SignerCertificate, *, practice: bool) -> bool:
    """A practice key certifies nothing real; a real key certifies no exercise."""
    return shown.practice is not practice


@rule(
    "sign.certificate_ends_soon",
    requirements=("R-125",),
    citation="rules.8",
    title=N_("The certificate of the key ends soon"),
    message=N_("It is in force until {until}; days left: {days}."),
    advice=N_("Ask for a new key now: without one nothing can be certified after that day."),
    in_force_from=RULES_IN_FORCE,
)
def certificate_ends_soon(facts: Facts) -> Iterator[Finding]:
    """A reminder from thirty days before the end, again from fourteen and from seven."""
    shown = facts.certificate
    if shown is None or not facts.now <= shown.valid_until:
        return
    days = (shown.valid_until - facts.now).days
    for reminder in _REMINDERS:
        if days <= reminder:
            until = shown.valid_until.astimezone(facts.now.tzinfo)
            yield certificate_ends_soon.finding(
                subject=str(reminder),
                severity=Severity.WARN,
                days=str(days),
                until=f"{until:%d.%m.%Y}",
            )
            return


@rule(
    "sign.signature_verifies",
    requirements=("R-125", "R-127"),
    citation="law.21.3",
    title=N_("The signature does not stand"),
    message=N_("The signature is not one over exactly this text ({why})."),
    advice=N_("Nothing was registered and nothing is lost: sign again."),
)
def signature_verifies(facts: Facts) -> Iterator[Finding]:
    """The signature that came back was verified over exactly the bytes that were shown."""
    verdict = facts.verdict
    reasons: tuple[str, ...] = ()
    if verdict is None or not facts.manifest_sha256:
        reasons = ("not_awaited",)
    elif not verdict.valid:
        reasons = verdict.reasons or ("unreadable",)
    for code in reasons:
        why = SIGNATURE.get(code) or REASONS.get(code, SIGNATURE["unreadable"])
        yield said(signature_verifies, words("why", why), subject=code)


BEFORE_SIGNATURE = (
    "sign.text_confirmed",
    "sign.consent_b_earlier",
    "sign.own_official_certificate",
)
"""What is judged before the key is asked; the signature itself is judged when it comes back."""
