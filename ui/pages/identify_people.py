"""Identification of everybody who takes part: the applicant, then whom the act names beside them."""

from dataclasses import replace

from app.usecases.digital_document import AskDigitalDocument
from app.usecases.identify import Identify
from app.usecases.outcome import Outcome
from app.usecases.represent import ActForSelf, Represent
from app.usecases.view_facts import identification_facts, representation_facts
from app.usecases.views import VisitView
from ui.pages.identify import IdentifyPage
from ui.pages.people_card import PeopleCard, to_identify
from ui.pages.step_page import PageView

_OF_SOMEBODY = (Identify, Represent, ActForSelf, AskDigitalDocument)


class IdentifyPeoplePage(IdentifyPage):
    """The page of the step «identify»: the same four ways for whoever is picked in the list."""

    def __init__(self) -> None:
        self._key = ""
        self._whole: PageView | None = None
        super().__init__()
        self.people = PeopleCard()
        self.people.chosen.connect(self._on_picked)
        self.body.insertWidget(self.body.indexOf(self.called) + 1, self.people)

    # What it is given.

    def render(self, view: PageView) -> None:  # type: ignore[override]
        """Keep the whole view; draw it as it stands for whom the page is about."""
        before = self._whole
        self._whole = view
        if before is None or _case_id(before) != _case_id(view):
            self._key = to_identify(view.case)
        if self._key and not self._known_key(view):
            self._key = ""
        super().render(_as_of(view, self._key))

    def draw(self, view: PageView) -> None:
        """The list of people, then the identification of the one who is picked."""
        super().draw(view)
        whole = self._whole or view
        self.people.show_people(whole.case, self._key)
        self.called.draw(whole)
        if self._key:  # the picture of the face belongs to the visitor of the visit
            self.webcam.hide()

    def entered(self) -> None:
        """The one who is awaited is picked, so that their card identifies by itself."""
        awaited = to_identify(self._whole.case) if self._whole is not None else ""
        if awaited and awaited != self._key:
            self._on_picked(awaited)
        super().entered()

    # What the operator does.

    def say(self, command: object) -> None:
        """Of whom the command is, and of which case."""
        case = self._whole.case if self._whole is not None else None
        if self._key and case is not None and isinstance(command, _OF_SOMEBODY):
            command = replace(command, case=case.case.id, participant=self._key)
        super().say(command)

    def answered(self, word: str, outcome: Outcome) -> bool:
        """Once somebody is identified, the next who is awaited is picked."""
        told = super().answered(word, outcome)
        if word == "identify" and outcome.ok and not self._to_represent:
            awaited = to_identify(self._whole.case) if self._whole is not None else ""
            if awaited and awaited != self._key:
                self._on_picked(awaited)
        return told

    def _on_picked(self, key: str) -> None:
        self._key = key
        if self._whole is None:
            return
        view = _as_of(self._whole, key)
        self.view = view
        self.show_errors(())
        self.begin(view)
        self.draw(view)
        self.forward_changed.emit()

    def _known_key(self, view: PageView) -> bool:
        case = view.case
        return case is not None and any(p.row.key == self._key for p in case.participants)


def _case_id(view: PageView) -> str:
    return view.case.case.id if view.case is not None else ""


def _as_of(view: PageView, key: str) -> PageView:
    """The view in which the participant of that key is the one at the desk; as it is for the visitor."""
    if view.visit is None:
        return view
    digital = view.visit.visit.digital
    if digital is not None and digital.participant != key:
        own = replace(view.visit, visit=replace(view.visit.visit, digital=None))
        view = replace(view, visit=own)
    if not key or view.visit is None or view.case is None:
        return view
    return replace(view, visit=_visit_as(view.visit, view, key))


def _visit_as(shown: VisitView, view: PageView, key: str) -> VisitView:
    one = view.case.case.participant(key) if view.case is not None else None
    here = one is not None and one.identification.visit_id == shown.visit.id
    if one is None or not here:
        visit = replace(shown.visit, identification=None, representation=None)
        return replace(shown, visit=visit, facts=())
    visit = replace(
        shown.visit, identification=one.identification, representation=one.representation
    )
    facts = (
        *identification_facts(one.identification),
        *representation_facts(one.representation),
    )
    return replace(shown, visit=visit, facts=facts)
