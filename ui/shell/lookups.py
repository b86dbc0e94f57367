"""What pages look up: services and passports in the catalogue, cases by a code or a number."""

from app.domain.language import Bilingual
from app.usecases.queries import find_by_code
from app.usecases.views import CaseView
from ui.binding.present_service import service_hit
from ui.binding.presentation import SearchHit
from ui.binding.session import CaseSession
from ui.binding.texts import tr_, ui_language
from ui.binding.words import STATES
from ui.pages.step_page import StepPage
from ui.shell.parts import Catalogue


class Lookups:
    """Answers a page; an answer that comes after the next question is dropped by the page."""

    def __init__(self, session: CaseSession, catalogue: Catalogue) -> None:
        self._session, self._catalogue = session, catalogue

    def look_up(self, page: StepPage, kind: str, words: str) -> None:
        """Look up ``words`` for ``page``."""
        match kind:
            case "service":
                found = self._catalogue.find(words, ui_language().lang)
                page.show_hits(kind, words, tuple(map(service_hit, found)))
            case "passport":
                self._passport(page, words)
            case "code" | "case":
                self._session.ask(
                    lambda work: find_by_code(words, work),
                    lambda view: page.show_hits(kind, words, _case(view)),
                )

    def _passport(self, page: StepPage, service_id: str) -> None:
        passport = self._catalogue.get(service_id)
        if passport is not None:
            page.show_passport(passport, self._catalogue.members(passport))


def _case(view: CaseView | None) -> tuple[SearchHit, ...]:
    if view is None:
        return ()
    name: Bilingual = view.service_name
    number = view.case.number or view.case.draft_code
    state = tr_(STATES[view.state])
    return (SearchHit(id=view.case.id, title=number, hint=ui_language().of(name), note=state),)
