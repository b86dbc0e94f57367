"""The electronic road to the provider: certified, consented, and unchanged when sent again."""

from collections.abc import Iterator

from app.domain.case import ConsentKind, ConsentState
from app.domain.case_states import CaseState, Mark
from app.domain.finding import Finding
from app.domain.passport import Carrier
from app.rules.consent import needed_consents
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from app.rules.words import both
from i18n import N_

CONSENT_WORDS = {
    ConsentState.REQUESTED: N_("consent: asked for, no answer yet"),
    ConsentState.GIVEN: N_("consent: given"),
    ConsentState.REFUSED: N_("consent: refused"),
    ConsentState.NO_ANSWER: N_("consent: left without an answer"),
    ConsentState.EXPIRED: N_("consent: the time to answer ran out"),
    ConsentState.WITHDRAWN: N_("consent: withdrawn"),
    None: N_("consent: not asked for"),
}
"""How consent C stands, in words (English message ids)."""


@rule(
    "send.electronic_route",
    requirements=("R-156",),
    citation="rules.8",
    title=N_("This case does not travel electronically"),
    message=N_("The application goes on paper, so it is packed and handed over."),
    advice=N_("Pack the papers instead."),
    in_force_from=RULES_IN_FORCE,
)
def electronic_route(facts: Facts) -> Iterator[Finding]:
    """Only a signed case on the electronic carrier is sent."""
    case = facts.case
    if case is None or case.carrier is not Carrier.ELECTRONIC or case.signature is None:
        yield electronic_route.finding()


@rule(
    "send.consent_c_confirmed",
    requirements=("R-077",),
    citation="rules.8",
    title=N_("The state service has not confirmed the consent"),
    message=N_("Consent C is {state}; without it nothing restricted is sent."),
    advice=N_("Ask for the consent again, or let the applicant choose the route without it."),
    in_force_from=RULES_IN_FORCE,
)
def consent_c_confirmed(facts: Facts) -> Iterator[Finding]:
    """Consent C must be given wherever restricted personal data are involved, and still stand."""
    case, passport = facts.case, facts.passport
    if case is None or passport is None:
        yield _lacking(None)
        return
    act = case.consent(ConsentKind.C)
    if Mark.NO_CONSENT in case.marks:
        yield _lacking(ConsentState.REFUSED if act is None else act.state)
    elif ConsentKind.C in needed_consents(case, passport) and (
        act is None or act.state is not ConsentState.GIVEN
    ):
        yield _lacking(act.state if act is not None else None)


def _lacking(state: ConsentState | None) -> Finding:
    words = both(CONSENT_WORDS[state])
    return consent_c_confirmed.finding(
        subject=ConsentKind.C.value, state_kk=words.kk, state_ru=words.ru
    )


@rule(
    "send.same_content",
    requirements=("R-156",),
    citation="law.5.2.4",
    title=N_("The content is not what was sent before"),
    message=N_("A repeated sending must carry exactly what was signed."),
    advice=N_("Tell the supervisor; the applicant is not asked again."),
)
def same_content(facts: Facts) -> Iterator[Finding]:
    """The hash of what is sent again equals the hash of what was signed."""
    case = facts.case
    if case is None or case.sending is None or case.signature is None:
        yield same_content.finding()
        return
    if case.sending.content_sha256 != case.signature.manifest_sha256:
        yield same_content.finding()


@rule(
    "send.on_its_way",
    requirements=("R-156",),
    citation="law.20.4",
    title=N_("This message is not on its way any more"),
    message=N_("What is told of it is about an older sending, or the case went on meanwhile."),
    advice=N_("Nothing is to be done here; the case stands as it is shown."),
    in_force_from=RULES_IN_FORCE,
)
def on_its_way(facts: Facts) -> Iterator[Finding]:
    """An answer about a message counts while the case waits for exactly that message."""
    case = facts.case
    sending = case.sending if case is not None else None
    waits = case is not None and case.state is CaseState.SENT
    if not waits or sending is None or not facts.reason or sending.message_id != facts.reason:
        yield on_its_way.finding()
