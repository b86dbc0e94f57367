"""The applicant's screen speaks another language; papers and windows stay as they are."""

from dataclasses import dataclass, replace

from app.domain.language import Lang
from app.usecases.outcome import Outcome
from app.usecases.situation import facts_of, note, visit_here
from app.usecases.transit import check
from app.usecases.visit_view import visit_view
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseDisplayLanguage:
    """Set the language of the applicant's screen (word ``choose_display_language``)."""

    language: Lang


def handle_choose_display_language(command: ChooseDisplayLanguage, work: Work) -> Outcome:
    """One of the three languages of the counter, each chosen by itself."""
    visit = visit_here(work)
    check(("call.visit_open",), facts_of(work, visit=visit))
    assert visit is not None  # noqa: S101 - a rule has just proved it
    saved = work.store.visits.save(replace(visit, display_language=command.language))
    note(work, "choose_display_language", facts={"language": command.language.value})
    return Outcome(visit=visit_view(saved, work), changes=("visit",))
