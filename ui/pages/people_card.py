"""The applicant and those who take part beside them, as a short list with what each still lacks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.case import ConsentKind
from app.rules.postpone import DRAFTS
from app.rules.taking_part import Part, awaits
from app.usecases.views import CaseView
from ui.binding.presentation import Choice
from ui.binding.texts import tr_, ui_language
from ui.pages.blocks import Card
from ui.widgets.choice import ChoiceList

_LANGUAGES = (Choice(id="kk", label="Қазақша"), Choice(id="ru", label="Русский"))
APPLICANT = "applicant"
"""The choice that means the applicant; the others are keys of the passport."""


class LanguageChoice(Card):
    """In which language a participant reads and consents. Signals: ``chosen(str)`` the language."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.list = ChoiceList(beside=True)
        self.list.chosen.connect(self.chosen)
        self.add(self.list)

    def show_of(self, case: CaseView | None, key: str) -> None:
        """The language of that participant; hidden for the applicant, who has that of the papers."""
        one = case.case.participant(key) if case is not None else None
        may_change = case is not None and case.verb("give_consent") is not None
        self.setVisible(one is not None and may_change)
        if one is None:
            return
        self.head(tr_("In which language do they read and consent?"))
        self.list.setAccessibleName(self.heading.text())
        self.list.render_choices(_LANGUAGES, one.language.value)


class PeopleCard(Card):
    """Hidden while the act names nobody beside the applicant.

    Signals: ``chosen(str)`` the key of who was picked, empty for the applicant.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.list = ChoiceList(beside=True)
        self.list.chosen.connect(lambda taken: self.chosen.emit(key_of(taken)))
        self.add(self.list)

    def show_people(self, case: CaseView | None, picked: str) -> None:
        """Everybody who takes part; ``picked`` is the key of whom the page is about."""
        parts = case.participants if case is not None else ()
        self.setVisible(bool(parts))
        if case is None or not parts:
            return
        self.head(tr_("Who takes part"), _note(parts))
        self.list.setAccessibleName(tr_("Who takes part"))
        self.list.render_choices(
            (_applicant(case), *(_choice(part) for part in parts)), picked or APPLICANT
        )

    def first_focus(self) -> QWidget | None:
        """The one who is picked."""
        return self.list.first_focus()


def key_of(choice: str) -> str:
    """The key that a choice of the list stands for."""
    return "" if choice == APPLICANT else choice


def to_identify(case: CaseView | None) -> str:
    """The key of the first who has to come and is not identified; empty when nobody is awaited."""
    if case is None or case.case.state not in DRAFTS:
        return ""
    return next((part.row.key for part in case.participants if part.missing), "")


def to_consent(case: CaseView | None) -> str:
    """The key of the first who is here and whose consent is to be asked; empty when there is none."""
    if case is None:
        return ""
    for part in case.participants:
        key = part.row.key
        if part.one is not None and any(not awaits(case.case, key, k) for k in part.lacking):
            return key
    return ""


def _note(parts: tuple[Part, ...]) -> str:
    if any(part.missing or part.lacking for part in parts):
        return tr_("Nothing is registered while somebody is missing; it is no ground to refuse.")
    return ""


def _applicant(case: CaseView) -> Choice:
    person = case.case.applicant.person
    name = person.name.short if person is not None else ""
    return Choice(id=APPLICANT, label=tr_("The applicant"), hint=name)


def _choice(part: Part) -> Choice:
    who = ui_language().of(part.who)
    return Choice(id=part.row.key, label=who[:1].upper() + who[1:], hint=_state(part))


def _state(part: Part) -> str:
    name = part.one.person.name.short if part.one is not None else ""
    if part.missing:
        lacking = tr_("is not identified in this visit")
    elif part.one is None:
        lacking = tr_("may take part, need not")
    elif part.lacking:
        kinds = ", ".join(ConsentKind(kind).value for kind in part.lacking)
        lacking = tr_("consents lacking: {kinds}", kinds=kinds)
    else:
        lacking = tr_("nothing is lacking")
    return f"{name}: {lacking}" if name else lacking
