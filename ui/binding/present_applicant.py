"""What the applicant's screen says at each step, in both languages, and what its answers are."""

from hashlib import sha256

from app.domain.case import ConsentState
from app.domain.case_states import CaseState
from app.domain.language import Bilingual
from app.usecases.consent_list import ConsentItem
from app.usecases.views import CaseView, VisitView
from app.wording import both
from i18n import N_
from ui.binding.applicant import Answer, AnswerRow, QuestionScreen
from ui.binding.texts import show_date, show_money

RIGHT, WRONG, UNCLEAR = "right", "wrong", "unclear"
READ, PAPER, THANKS = "read", "paper", "thanks"
"""What an answer of the applicant may be."""
_STANDING = (ConsentState.GIVEN, ConsentState.REQUESTED)


def _same(words: str) -> Bilingual:
    return Bilingual(words, words)


def _answer(answer: str, label: str, *, primary: bool = False) -> Answer:
    return Answer(id=answer, label=both(label), primary=primary)


def welcome() -> QuestionScreen:
    """The visitor has come to the desk and is not identified yet."""
    return QuestionScreen(
        id="welcome",
        title=both(N_("Welcome")),
        lead=both(N_("Please show your identity document or open it in the digital documents.")),
        note=both(N_("A screenshot is not a document. Nothing is kept of who came before you.")),
    )


def seen(visit: VisitView) -> QuestionScreen:
    """The person is identified, the service is being chosen."""
    known = visit.visit.identification
    name = known.person.name.full if known is not None else ""
    rows = [AnswerRow(label=both(N_("Surname, name, patronymic")), value=_same(name))]
    shown = visit.visit.representation
    if shown is not None:
        whom = shown.organisation.name if shown.organisation is not None else None
        principal = shown.principal.name.full if shown.principal is not None else ""
        rows.append(AnswerRow(label=both(N_("You act for")), value=whom or _same(principal)))
    return QuestionScreen(
        id="seen",
        title=both(N_("Your data")),
        lead=both(N_("The operator is choosing the service with you.")),
        rows=tuple(rows),
        note=both(N_("If something is wrong, tell the operator at once.")),
    )


def consent(item: ConsentItem) -> QuestionScreen:
    """The exact text of one consent, in the language of the papers."""
    return QuestionScreen(
        id=f"consent:{item.kind.value}",
        title=both(N_("Your consent")),
        lead=both(N_("Read the text. You decide; without consent nobody refuses your papers.")),
        text=_same(item.text),
        text_lang=item.language,
        answers=(
            _answer(READ, N_("I have read it"), primary=True),
            _answer(WRONG, N_("I do not agree")),
            _answer(UNCLEAR, N_("I did not understand")),
        ),
    )


def next_consent(items: tuple[ConsentItem, ...]) -> ConsentItem | None:
    """The consent that is read now."""
    for item in items:
        if item.needed and (item.last is None or item.last.state not in _STANDING):
            return item
    return None


def documents(view: CaseView) -> QuestionScreen:
    """What is asked of the applicant and what the state obtains by itself."""
    rows = view.rows
    asked = [row for row in rows if row.needed and row.may_be_demanded and "present" in row.actions]
    held = [row.row.name.shown for row in rows if row.row.state_held]
    note = both(
        N_("The state obtains this by itself, nobody asks you for it: {names}."),
        {
            "names_kk": ", ".join(name.kk or name.ru for name in held),
            "names_ru": ", ".join(name.ru or name.kk for name in held),
        },
    )
    lead = N_("Please give these one by one; originals are given back at once.")
    return QuestionScreen(
        id="documents",
        title=both(N_("Documents")),
        lead=both(lead if asked else N_("The operator checks the data.")),
        rows=tuple(AnswerRow(label=row.row.name.shown, value=_same("")) for row in asked),
        note=note if held else Bilingual("", ""),
    )


def payment(view: CaseView) -> QuestionScreen:
    """What is to be paid, and when."""
    amount = view.fee.amount
    shown = show_money(amount) if amount is not None else "—"
    rows = (AnswerRow(label=both(N_("To be paid")), value=_same(shown)),)
    return QuestionScreen(
        id="payment",
        title=both(N_("Payment")),
        lead=both(N_("The sum follows from the act of the service.")),
        rows=rows,
    )


def check(view: CaseView) -> QuestionScreen:
    """The text that will be certified, letter by letter, to be confirmed."""
    return QuestionScreen(
        id="check",
        title=both(N_("Check your data")),
        lead=both(N_("If something is wrong, press «To be corrected». Nothing has been sent yet.")),
        rows=(*map(_line, view.confirm_text.splitlines()), *_issue(view)),
        answers=(
            _answer(RIGHT, N_("Everything is right"), primary=True),
            _answer(WRONG, N_("To be corrected")),
            _answer(UNCLEAR, N_("I did not understand")),
        ),
    )


def shown_hash(view: CaseView) -> str:
    """The hash of the text that the applicant sees."""
    return sha256(view.confirm_text.encode()).hexdigest()


def receipt(view: CaseView) -> QuestionScreen:
    """The application is accepted: its number, its date, the right to a paper."""
    return QuestionScreen(
        id="receipt",
        title=both(N_("Your application is accepted")),
        lead=both(N_("The receipt is electronic. You may have it on paper too.")),
        number=view.case.number,
        rows=_dates(view),
        answers=(
            _answer(THANKS, N_("Thank you"), primary=True),
            _answer(PAPER, N_("I want it on paper")),
        ),
    )


def refused(view: CaseView) -> QuestionScreen:
    """What is lacking, named; the applicant may come again any time."""
    refusal = view.case.refusal
    names = (*refusal.missing, *refusal.expired) if refusal is not None else ()
    return QuestionScreen(
        id="refused",
        title=both(N_("The documents were not accepted today")),
        lead=both(N_("You may apply again at any time, as soon as this is there:")),
        rows=tuple(AnswerRow(label=_same(document.name), value=_same("")) for document in names),
    )


def screen_of(view: CaseView) -> QuestionScreen | None:
    """The thought that belongs to the case beside its consents; ``None`` when there is none."""
    state = view.state
    if state is CaseState.INTAKE_REFUSED:
        return refused(view)
    if view.case.number:
        return receipt(view)
    if state in (CaseState.READY_TO_SIGN, CaseState.SIGNED):
        return check(view)
    return documents(view)


def _line(line: str) -> AnswerRow:
    """One line of the text as it stands: what is before the colon, what is after it."""
    label, colon, value = line.partition(": ")
    return AnswerRow(label=_same(label), value=_same(value)) if colon else _whole(line)


def _whole(line: str) -> AnswerRow:
    return AnswerRow(label=_same(line), value=_same(""))


def _issue(view: CaseView) -> tuple[AnswerRow, ...]:
    day = view.terms.issue_date
    if day is None:
        return ()
    return (AnswerRow(label=both(N_("Date of issue")), value=_same(show_date(day))),)


def _dates(view: CaseView) -> tuple[AnswerRow, ...]:
    """What is provided and when; of «one application» each service has its own date."""
    dated = [(member, member.terms.issue_date) for member in view.members]
    if dated:
        known = ((member, _same(show_date(day))) for member, day in dated if day is not None)
        return tuple(AnswerRow(label=member.service_name, value=day) for member, day in known)
    return (AnswerRow(label=both(N_("Service")), value=view.service_name), *_issue(view))
