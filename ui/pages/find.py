"""Find (F6): cases by number or code, people seen before, services; folded, in any order of words."""

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.codes import (
    UNIT_CODES,
    CodeProblem,
    ScannedCode,
    is_printed_code,
    typed_code,
    understand,
)
from app.domain.passport import Passport
from app.domain.unit_states import unit_transition
from app.ports.devices import CodeScanned
from app.usecases.found_people import FoundCase, PersonCases, cases_of, people_found
from app.usecases.outcome import Outcome
from app.usecases.relabel import Relabel
from app.usecases.whereabouts import Whereabouts, whereabouts
from ui.binding.present_custody import code_words, trouble_words
from ui.binding.present_passport import passport_group
from ui.binding.present_whereabouts import place_group, way_group
from ui.binding.presentation import Choice, SearchHit, Verb, VerbItem
from ui.binding.texts import show_date, tr_, tr_plural, ui_language
from ui.binding.words import STATES
from ui.pages.custody_cards import joined
from ui.pages.step_page import PageView, StepPage
from ui.widgets.card_list import Card
from ui.widgets.card_panel import CardPanel
from ui.widgets.choice import ChoiceList
from ui.widgets.field import Field
from ui.widgets.item_table import ItemTable, ItemTables
from ui.widgets.key_button import KeyButton
from ui.widgets.search_box import SearchBox

CASE, PERSON, SERVICE = "case", "person", "service"
_ON_THINGS = frozenset(kind.value for kind in UNIT_CODES)


class FindPage(StepPage):
    """One line to search with; what is searched is chosen above, Enter takes the hit."""

    word = "find"

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[PersonCases, ...] = ()
        self.kinds = ChoiceList(beside=True)
        self.kinds.chosen.connect(self._on_kind_chosen)
        self.search = SearchBox("")
        self.search.asked.connect(self._ask)
        self.search.chosen.connect(self._on_chosen)
        self.search.hits.setMinimumHeight(120)
        self.cases = CardPanel()
        self.cases.chosen.connect(self.opened)
        self.passport = ItemTable()
        self.things = ItemTables()
        self._whole: Whereabouts | None = None
        self._read = ""
        self.reason = QLineEdit()
        self.fields["reason"] = Field("", self.reason)
        self.relabel = KeyButton()
        self.relabel.clicked.connect(lambda _=False: self._on_relabel())
        parts = (self.kinds, self.search, self.cases, self.passport, self.things)
        for part in (*parts, self.fields["reason"], self.relabel):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._render_kinds(CASE)
        self.retranslate()

    # What happens.

    def entered(self) -> None:
        """Begin with an empty line."""
        self._clear()

    def left(self) -> None:
        """Nothing of anybody stays in the line."""
        self._clear()

    def _clear(self) -> None:
        self._people = ()
        self.search.edit.clear()
        self.search.show_hits(())
        self.cases.show_cards(())
        self.cases.hide()
        self.passport.show_group(None)
        self.things.show_groups(())
        self._show_whole(None)

    def _on_kind_chosen(self, _kind: str) -> None:
        words = self.search.words()
        self._clear()
        self.search.edit.setText(words)
        self.focus_on(self.search.edit)

    def _ask(self, words: str) -> None:
        self.cases.hide()
        self.passport.show_group(None)
        self.things.show_groups(())
        self._show_whole(None)
        kind = self.kinds.current_id()
        if not words:
            self.search.show_hits(())
        elif kind == PERSON:
            self.asked.emit(
                lambda work: people_found(work, words),
                lambda found: self._take_people(words, found),
            )
        else:
            self.looked_up.emit(kind, words)
            self.asked.emit(
                lambda work: whereabouts(work, typed_code(words)),
                lambda found: self._take_things(words, found),
            )

    def _take_things(self, words: str, found: tuple[Whereabouts, ...]) -> None:
        """Where the things of the case are; of a scanned thing its whole way."""
        if words != self.search.words() or self.kinds.current_id() != CASE:
            return
        code = typed_code(words)
        whole = found[:1] if found and is_printed_code(code) and code[:1] in _ON_THINGS else ()
        self._show_whole(whole[0] if whole and whole[0].code == code else None)
        self.things.show_groups(
            (*map(way_group, whole), *(place_group(one) for one in found[len(whole) :]))
        )

    def _show_whole(self, found: Whereabouts | None) -> None:
        """A thing that lies here may get a new label."""
        self._whole = found
        here = found is not None and unit_transition(found.state, "relabel") is not None
        self.fields["reason"].setVisible(here)
        self.relabel.setVisible(here)

    def _on_relabel(self) -> None:
        found, reason = self._whole, " ".join(self.reason.text().split())
        if found is None:
            return
        # A code that the scanner could not read was typed: the supervisor confirms it.
        typed = "" if self._read == found.code else reason
        self.intent.emit(Relabel(code=found.code, reason=reason, typed_reason=typed))

    def answered(self, word: str, outcome: Outcome) -> bool:
        """The new label is printed: its thing is shown under the new code."""
        if word != "relabel" or not outcome.ok:
            return False
        code = outcome.facts["unit"]
        self.reason.clear()
        self._read = code
        self.search.edit.setText(code)
        self.said.emit(
            tr_("The new label is on its way to the printer: {code}.", code=code_words(code))
        )
        self.focus_on(self.search.edit)
        return True

    def show_hits(self, kind: str, words: str, hits: tuple[SearchHit, ...]) -> None:
        """Services or a case; an answer to an older question is dropped."""
        if words == self.search.words() and kind == self.kinds.current_id():
            self.search.show_hits(hits, _counted(len(hits)))

    def _take_people(self, words: str, found: tuple[PersonCases, ...]) -> None:
        if words != self.search.words() or self.kinds.current_id() != PERSON:
            return
        self._people = found
        hits = tuple(
            SearchHit(
                id=one.key,
                title=one.name,
                hint=joined(one.masked_iin, show_date(one.born)),
                note=tr_plural("{count} case", "{count} cases", one.cases),
            )
            for one in found
        )
        self.search.show_hits(hits, _counted(len(hits)))

    def _on_chosen(self, hit: str) -> None:
        kind = self.kinds.current_id()
        if kind == CASE:
            self.opened.emit(hit)
        elif kind == SERVICE:
            self.looked_up.emit("passport", hit)
        else:
            self.asked.emit(lambda work: cases_of(work, hit), self._take_cases)

    def _take_cases(self, found: tuple[FoundCase, ...]) -> None:
        cards = tuple(
            Card(
                id=case.id,
                title=case.number,
                hint=ui_language().of(case.service),
                chip=tr_(STATES[case.state]),
            )
            for case in found
        )
        self.cases.name(tr_("Cases of this person"), tr_("This person has no case here."))
        self.cases.show_cards(cards, 160)
        self.cases.show()
        self.focus_on(self.cases.first_focus())

    def show_passport(self, passport: Passport, _members: tuple[Passport, ...]) -> None:
        """A service was found: its ten items are told at once."""
        self.passport.show_group(passport_group(passport))

    def heard(self, event: object) -> bool:
        """A scan finds its case without a word."""
        if not isinstance(event, CodeScanned) or self.view is None:
            return False
        seen = understand(event.text, self.view.branch.code)
        if isinstance(seen, CodeProblem):
            self.search.show_note(trouble_words(seen))
        else:
            self._scanned(seen)
        return True

    def _scanned(self, seen: ScannedCode) -> None:
        self._render_kinds(CASE)
        self._read = seen.text
        self.search.edit.setText(seen.text)

    # What is drawn.

    def forward(self) -> VerbItem | None:
        """Open the hit under the arrows."""
        label = tr_("Open")
        blocked = "" if self.search.hits.current_id() else tr_("nothing is found yet")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=blocked, primary=True)

    def submit(self) -> None:
        """Take the hit under the arrows."""
        hit = self.search.hits.current_id()
        if hit:
            self._on_chosen(hit)

    def first_focus(self) -> QWidget | None:
        """The line to search with."""
        return self.search.edit

    def retranslate(self) -> None:
        """Say the fixed words in the present language."""
        self.fields["reason"].set_label(tr_("What happened to the label"))
        self.fields["reason"].set_hint(tr_("The former code is dead from then on."))
        self.relabel.setText(tr_("Print a new label"))
        self.search.name(tr_("Search"), tr_("Number, code, name or words of a service"))
        self.kinds.setAccessibleName(tr_("What is searched"))
        self._render_kinds(self.kinds.current_id() or CASE)
        super().retranslate()

    def _render_kinds(self, chosen: str) -> None:
        kinds = {CASE: tr_("Case"), PERSON: tr_("Person"), SERVICE: tr_("Service")}
        choices = tuple(Choice(id=key, label=words) for key, words in kinds.items())
        self.kinds.render_choices(choices, chosen)

    def draw(self, _view: PageView) -> None:
        """The line stays as it is typed."""
        self.set_title(tr_("Find"))
        self.help = tr_(
            "A case by its number or code, a person by parts of the name or the IIN, a service by "
            "its words, in any order and on either keyboard layout. A scan finds by itself."
        )


def _counted(count: int) -> str:
    return tr_plural("{count} found", "{count} found", count) if count else tr_("Nothing is found.")
