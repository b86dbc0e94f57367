"""Who stands at the counter: a document or a digital document, seen today, by the employee's own act."""

from collections.abc import Iterator

from app.domain.finding import Finding, Severity
from app.domain.identification import Identification, IdentitySource
from app.domain.visit import DigitalState
from app.rules.facts import Facts
from app.rules.registry import RULES_IN_FORCE, rule
from i18n import N_


@rule(
    "identify.visit_open",
    requirements=("R-057", "R-072"),
    citation="rules.15.2",
    title=N_("Nobody is at the desk"),
    message=N_("A person is identified within a visit, and no visit is open here."),
    advice=N_("Call the visitor by a ticket first."),
    in_force_from=RULES_IN_FORCE,
)
def visit_open(facts: Facts) -> Iterator[Finding]:
    """An identification belongs to one visit."""
    if facts.visit is None or not facts.visit.open:
        yield visit_open.finding()


@rule(
    "identify.no_image",
    requirements=("R-059",),
    citation="rules.14",
    title=N_("An image is not a digital document"),
    message=N_("A screenshot or a photograph of a document identifies nobody."),
    advice=N_("Request the digital document through its service, or look at the document itself."),
    in_force_from=RULES_IN_FORCE,
)
def no_image(facts: Facts) -> Iterator[Finding]:
    """Neither a digital document nor any other is taken from an image."""
    if facts.from_image:
        yield no_image.finding()


@rule(
    "identify.digital_confirmed",
    requirements=("R-059",),
    citation="rules.14",
    title=N_("The digital document is not confirmed"),
    message=N_("The service of digital documents has given no request number."),
    advice=N_("Send the request to the service; the applicant confirms it on their phone."),
    in_force_from=RULES_IN_FORCE,
)
def digital_confirmed(facts: Facts) -> Iterator[Finding]:
    """A digital document counts with the number of its request only."""
    seen = facts.proposed_identification
    digital = seen is not None and seen.source is IdentitySource.DIGITAL
    if digital and not facts.digital_request.strip():
        yield digital_confirmed.finding()


@rule(
    "identify.digital_awaited",
    requirements=("R-059", "R-072"),
    citation="rules.14",
    title=N_("This answer is not awaited"),
    message=N_("The service of digital documents answered to a question of another visit."),
    advice=N_("Nothing changes; ask anew if the visitor still shows a digital document."),
    in_force_from=RULES_IN_FORCE,
)
def digital_awaited(facts: Facts) -> Iterator[Finding]:
    """Only the last question of this visit is answered, and only once."""
    asked = facts.visit.digital if facts.visit is not None and facts.visit.open else None
    open_ = asked is not None and asked.state is DigitalState.ASKED
    if not open_ or asked is None or asked.id != facts.digital_request:
        yield digital_awaited.finding()


@rule(
    "identify.manual_reason",
    requirements=("R-058",),
    citation="rules.15.2",
    title=N_("Write why the data were typed"),
    message=N_("Without a card, a machine-readable zone or a digital document a reason is kept."),
    advice=N_("Choose or write the reason: the identification by the document itself is lawful."),
    in_force_from=RULES_IN_FORCE,
)
def manual_reason(facts: Facts) -> Iterator[Finding]:
    """Technical means are an aid: without them the employee decides, and says why."""
    seen = facts.proposed_identification
    typed = seen is not None and seen.source is IdentitySource.TYPED
    if typed and seen is not None and not seen.manual_reason.strip():
        yield manual_reason.finding()


@rule(
    "identify.same_person",
    requirements=("R-072",),
    citation="rules.23",
    title=N_("This is another person"),
    message=N_("The visit already has a case of the person who was identified before."),
    advice=N_("Finish this visit, then call the other person by their own ticket."),
    in_force_from=RULES_IN_FORCE,
)
def same_person(facts: Facts) -> Iterator[Finding]:
    """A visit with a case keeps its person; another document of the same person is welcome."""
    seen, visit = facts.proposed_identification, facts.visit
    if seen is None or visit is None or visit.identification is None or not visit.case_ids:
        return
    if not visit.identification.person.same_as(seen.person):
        yield same_person.finding()


@rule(
    "identify.document_expired",
    requirements=("R-061", "R-105"),
    citation="law.20.2",
    title=N_("The identity document has expired"),
    message=N_("The document was valid until {date}."),
    advice=N_(
        "Take another valid document or a digital one. Only a service that replaces this very"
        " document goes on with it; otherwise the refusal with its receipt is what remains."
    ),
)
def document_expired(facts: Facts) -> Iterator[Finding]:
    """A warning when the person is seen: which service it is for is not known yet."""
    seen = facts.proposed_identification
    if seen is not None and not seen.document.valid_on(facts.now.date()):
        yield document_expired.finding(severity=Severity.WARN, date=_last_day(seen))


@rule(
    "identify.document_valid",
    requirements=("R-061", "R-105"),
    citation="law.20.2",
    title=N_("The identity document has expired"),
    message=N_("The document was valid until {date}, so the application cannot be accepted."),
    advice=N_("Identify by another valid document or a digital one, or give the refusal receipt."),
)
def document_valid(facts: Facts) -> Iterator[Finding]:
    """At filing the document is within its term, unless the service replaces that very document."""
    if facts.case is None or (facts.passport and facts.passport.replaces_identity_document):
        return
    seen = facts.case.identification
    if not seen.document.valid_on(facts.now.date()):
        yield document_valid.finding(subject="identity_document", date=_last_day(seen))


@rule(
    "identify.chip_altered",
    requirements=("R-058",),
    citation="rules.15.2",
    title=N_("The chip is not as it was signed"),
    message=N_("The data in the chip of this document were changed after they had been signed."),
    advice=N_(
        "Look at the document with care: the person, the picture, every line. The employee decides"
        " by the document, and the reason is kept."
    ),
    in_force_from=RULES_IN_FORCE,
)
def chip_altered(facts: Facts) -> Iterator[Finding]:
    """A technical means is an aid: it warns, and the employee decides."""
    seen = facts.proposed_identification
    if seen is not None and seen.chip is not None and seen.chip.altered:
        yield chip_altered.finding(severity=Severity.WARN)


def _last_day(seen: Identification) -> str:
    return f"{seen.document.expires:%d.%m.%Y}"


IDENTIFY_RULES = (
    "identify.visit_open",
    "identify.no_image",
    "identify.digital_confirmed",
    "identify.manual_reason",
    "identify.same_person",
    "identify.document_expired",
    "identify.chip_altered",
)
"""What is judged when a person is identified."""
