"""A question for a PIN in words: whose key, what is signed, what the person must know before they type."""

from datetime import datetime

from app.domain.signing import SignerCertificate
from app.ports.pin import PinQuestion, Refused, Tries
from ui.binding.presentation import FactItem, Tone
from ui.binding.texts import show_date, tr_, tr_plural

_REMINDED_DAYS = 30
"""The national centre itself reminds a month before a certificate ends."""
_SHOWN_OF_IIN = 4


def title_of(question: PinQuestion) -> str:
    """The heading of the question."""
    if question.count:
        return tr_("Sign with your own key")
    return tr_("Whose key is this?")


def facts_of(question: PinQuestion, at: datetime) -> tuple[FactItem, ...]:
    """Whose key it is and what it will sign; what is not known is left out."""
    facts: list[FactItem] = []
    if question.certificate is not None:
        facts += _holder(question.certificate, at)
    facts.append(FactItem(label=tr_("The key lies in"), value=question.carrier))
    if question.about:
        facts.append(FactItem(label=tr_("What is signed"), value=question.about, strong=True))
    if question.count:
        words = tr_plural("{count} document", "{count} documents", question.count)
        by = tr_("This password signs") if question.password else tr_("This PIN signs")
        facts.append(FactItem(label=by, value=words, strong=True))
    return tuple(facts)


def _holder(shown: SignerCertificate, at: datetime) -> list[FactItem]:
    facts = [FactItem(label=tr_("Who signs"), value=shown.holder, strong=True)]
    if shown.iin:
        tail = tr_("IIN …{tail}", tail=shown.iin[-_SHOWN_OF_IIN:])
        facts.append(FactItem(label=tr_("Number"), value=tail))
    if shown.bin:
        facts.append(FactItem(label=tr_("Employer"), value=tr_("BIN {bin}", bin=shown.bin)))
    until = show_date(shown.valid_until)
    days = (shown.valid_until - at).days
    note = ""
    if days <= _REMINDED_DAYS:
        note = tr_plural(
            "The key ends in {count} day. Ask for a new one now.",
            "The key ends in {count} days. Ask for a new one now.",
            max(days, 0),
        )
    facts.append(FactItem(label=tr_("In force until"), value=until, source=note))
    return facts


def notice_for(question: PinQuestion) -> tuple[str, Tone]:
    """What stands above the field; empty when there is nothing to say."""
    said = []
    tone = Tone.INFO
    if question.refused is Refused.WRONG:
        said.append(
            tr_("The password was wrong.") if question.password else tr_("The PIN was wrong.")
        )
        tone = Tone.WARN
    elif question.refused is Refused.LENGTH:
        said.append(tr_("The PIN was too short or too long; this is not counted."))
        tone = Tone.WARN
    if question.tries is Tries.LAST:
        said.append(tr_("This is the last try: one more wrong PIN blocks the card."))
        tone = Tone.STOP
    elif question.tries is Tries.LOW:
        said.append(tr_("Wrong PINs were typed before; few tries are left."))
        tone = Tone.WARN
    if question.keypad:
        said.append(tr_("Type the PIN on the keypad of the reader."))
    elif question.certificate is None:
        said.append(tr_("Whose key it is can be read only with the password."))
    return " ".join(said), tone
