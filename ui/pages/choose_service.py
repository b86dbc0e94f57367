"""Choose the service: searched in both languages, its facts looked at, its papers' language chosen."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.language import Lang
from app.domain.passport import Carrier, Passport
from app.usecases.choose_service import ChooseService
from app.usecases.known_language import KnownLanguage, known_language
from app.usecases.notice import NoticeView, notices_for
from app.usecases.outcome import Outcome
from app.usecases.postpone import Resume
from ui.binding.present_service import ServiceChoices, service_choices, service_group
from ui.binding.presentation import Choice, SearchHit, Tone, Verb, VerbItem
from ui.binding.texts import show_date, show_time, tr_, tr_plural, ui_language
from ui.pages.blocks import Card, Line
from ui.pages.step_page import PageView, StepPage
from ui.theme.center import theme
from ui.widgets.card_list import Card as ListCard
from ui.widgets.card_panel import CardPanel
from ui.widgets.choice import ChoiceList
from ui.widgets.fact_card import FactCard
from ui.widgets.key_button import KeyButton
from ui.widgets.notices import Banner
from ui.widgets.search_box import SearchBox

OWN_NAMES = {Lang.KK: "Қазақша", Lang.RU: "Русский"}
_ROOM = 340
"""Pixels of height for the hits, so that several services are seen at once."""
_DRAFT_ROOM = 180
_NONE = ServiceChoices()


class ChooseServicePage(StepPage):
    """The page of the step «choose_service»; first the search, then one service with its choices."""

    word = "choose_service"

    def __init__(self) -> None:
        super().__init__()
        self._passport: Passport | None = None
        self._members: tuple[Passport, ...] = ()
        self._whom = Line("person")
        self._drafts = CardPanel()
        self._drafts.chosen.connect(lambda draft: self.intent.emit(Resume(case=draft)))
        self._search = SearchBox("")
        self._search.asked.connect(lambda words: self.looked_up.emit("service", words))
        self._search.chosen.connect(lambda service: self.looked_up.emit("passport", service))
        self._service = FactCard()
        self._unread: tuple[NoticeView, ...] = ()
        self._notice = Banner()
        self._notice.acted.connect(lambda: self.turned_to.emit("notice"))
        self._other = KeyButton("", icon="search")
        self._other.clicked.connect(self._put_back)
        self._language = self._question()
        self._known: KnownLanguage | None = None
        self._questions: dict[str, tuple[Card, ChoiceList]] = {
            "term": self._question(beside=False),
            "fee": self._question(beside=False),
            "carrier": self._question(),
            "result_form": self._question(),
        }
        parts: tuple[QWidget, ...] = (
            self._whom,
            self._drafts,
            self._search,
            self._notice,
            self._service,
            self._language[0],
            *(card for card, _ in self._questions.values()),
            self._other,
        )
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _question(self, *, beside: bool = True) -> tuple[Card, ChoiceList]:
        card, choices = Card(), ChoiceList(beside=beside)
        card.add(choices)
        choices.chosen.connect(lambda _id: self.forward_changed.emit())
        return card, choices

    # What it is given.

    def begin(self, view: PageView) -> None:  # noqa: ARG002
        """Another visitor: the search begins anew."""
        self._put_back()
        self._search.edit.clear()
        self.looked_up.emit("service", "")

    def entered(self) -> None:
        """Whoever comes back from the notices has read some."""
        self._ask_notices()

    def draw(self, view: PageView) -> None:
        """Show the search, or the service that was found with what there is to choose."""
        self.set_title(tr_("Choose the service"))
        self.help = tr_(
            "Type words of the name in either language and in any order; the Russian layout finds"
            " Kazakh letters too. The language of the papers is the applicant's choice, so nothing"
            " is chosen beforehand. What no source says of a service is shown as unknown."
        )
        self._draw_whom(view)
        self._draw_drafts(view)
        self._search.name(
            tr_("Service"), tr_("words of the name or the code, in Kazakh or in Russian")
        )
        self._search.hits.setMinimumHeight(theme().metrics.px(_ROOM))
        self._other.setText(tr_("Another service"))
        self._draw_service()

    def _draw_whom(self, view: PageView) -> None:
        visit = view.visit.visit if view.visit is not None else None
        shown = visit.representation if visit is not None else None
        if visit is None or visit.identification is None:
            self._whom.say("")
        elif shown is None:
            name = visit.identification.person.name.full
            self._whom.say(tr_("{name} applies for themselves. F5 changes it.", name=name))
        else:
            body, person = shown.organisation, shown.principal
            whom = ui_language().of(body.name) if body is not None else ""
            whom = whom or (person.name.full if person is not None else "")
            self._whom.say(tr_("The applicant is {name}, by a representative.", name=whom))

    def _draw_drafts(self, view: PageView) -> None:
        mine = tuple(draft for draft in view.drafts if draft.mine)
        self._drafts.name(tr_("Drafts of this person: Enter takes one up"), "")
        cards = tuple(
            ListCard(
                id=draft.id,
                title=ui_language().of(draft.service),
                hint=tr_("draft {code}", code=draft.code),
                note=tr_("until {time}", time=show_time(draft.until)) if draft.until else "",
            )
            for draft in mine
        )
        self._drafts.show_cards(cards, room=min(len(cards), 2) * 84)
        offered = bool(cards) and self._passport is None
        came = offered and not self._drafts.isVisibleTo(self) and not self._search.edit.text()
        self._drafts.setVisible(offered)
        if came:
            self.focus_on(self._drafts.list)

    def _draw_service(self) -> None:
        passport, view = self._passport, self.view
        chosen = passport is not None
        self._search.setVisible(not chosen)
        for part in (self._language[0], self._other):
            part.setVisible(chosen)
        self._service.show_group(
            service_group(passport, self._members) if passport is not None else None
        )
        self._draw_notice()
        language = tr_("Language of the papers")
        self._language[0].head(language, self._about_language())
        self._language[1].setAccessibleName(language)
        languages = tuple(Choice(id=lang.value, label=OWN_NAMES[lang]) for lang in Lang)
        self._language[1].render_choices(languages, self._language[1].current_id())
        choices = _NONE
        if passport is not None and view is not None:
            choices = service_choices(passport, self._members, view.now.date())
        self._ask("term", tr_("Which case of the service?"), choices.terms, first=True)
        self._ask("fee", tr_("Which fee applies?"), choices.fees, first=False)
        self._ask("carrier", tr_("On what does the application go?"), choices.carriers, first=True)
        self._ask("result_form", tr_("Form of the result"), choices.forms, first=True)

    def _draw_notice(self) -> None:
        """The change of the service's act that this employee has not read yet."""
        self._notice.show_words("")
        if self._unread:
            first = self._unread[0]
            words = tr_(
                "«{act}» applies from {date}. You have not acknowledged the notice about it.",
                act=ui_language().of(first.notice.act),
                date=show_date(first.notice.effective_on),
            )
            tone = Tone.STOP if first.in_effect else Tone.WARN
            self._notice.show_words(words, tone, action=tr_("Read the notice"))

    def _ask_notices(self) -> None:
        chosen = self._passport
        if chosen is None:
            return

        def take(views: tuple[NoticeView, ...]) -> None:
            if self._passport is chosen:
                self._unread = tuple(view for view in views if view.read_at is None)
                self._redraw()
                if self._stopped_unread():
                    self.focus_on(self._notice.first_focus())

        self.asked.emit(lambda work: notices_for(work, chosen.id), take)

    def _stopped_unread(self) -> bool:
        """Whether a change that already applies waits to be read."""
        return any(unread.in_effect for unread in self._unread)

    def _ask(self, name: str, title: str, choices: tuple[Choice, ...], *, first: bool) -> None:
        card, answers = self._questions[name]
        card.head(title)
        answers.setAccessibleName(title)
        taken = answers.current_id()
        if taken not in {choice.id for choice in choices}:
            taken = choices[0].id if choices and first else ""
        answers.render_choices(choices, taken)
        card.setVisible(bool(choices))

    def show_hits(self, kind: str, words: str, hits: tuple[SearchHit, ...]) -> None:
        """The services found, best first."""
        if kind != "service" or words != self._search.words():
            return
        count = tr_plural("{count} service", "{count} services", len(hits))
        self._search.show_hits(hits, count if hits else tr_("No service has these words."))

    def show_passport(self, passport: Passport, members: tuple[Passport, ...]) -> None:
        """The service was chosen: now the language of its papers."""
        self._passport, self._members, self._unread = passport, members, ()
        self._ask_notices()
        self._language[1].render_choices((), "")
        self._known = None
        self._redraw()
        self.focus_on(self._wanted_language())
        self.asked.emit(known_language, partial(self._take_language, passport.id))

    def _take_language(self, service: str, known: KnownLanguage | None) -> None:
        """What the applicant chose in this visit is kept; what they chose before is proposed."""
        open_ = self._passport is not None and self._passport.id == service
        if known is None or not open_ or self._language[1].current_id():
            return
        self._known = known
        if known.in_this_visit:
            languages = tuple(Choice(id=lang.value, label=OWN_NAMES[lang]) for lang in Lang)
            self._language[1].render_choices(languages, known.language.value)
        self._redraw()
        self.focus_on(self._wanted_language())

    # What the operator does.

    def answered(self, word: str, outcome: Outcome) -> bool:
        """A draft was opened: whoever comes back searches anew."""
        if word == "choose_service" and outcome.ok:
            self._put_back()
        return False

    def first_focus(self) -> QWidget | None:
        """The drafts of this person, else the line to search with."""
        if self._passport is not None:
            return self._wanted_language()
        return self._drafts.list if self._drafts.isVisibleTo(self) else self._search.edit

    def forward(self) -> VerbItem:
        """Open the draft, once the language is chosen."""
        if self._passport is None:
            reason = tr_("choose a service first")
        elif self._stopped_unread():
            reason = tr_("read the notice about its act first")
        else:
            chosen = self._language[1].current_id()
            reason = "" if chosen else tr_("choose the language of the papers first")
        label = tr_("Open the draft")
        return VerbItem(verb=Verb.CONTINUE, label=label, blocked=reason, primary=True)

    def submit(self) -> None:
        """Open the draft with what was chosen."""
        if self._passport is None or self.forward().blocked:
            return
        taken = {name: choices.current_id() for name, (_, choices) in self._questions.items()}
        carrier = taken["carrier"]
        self.intent.emit(
            ChooseService(
                service=self._passport.id,
                language=Lang(self._language[1].current_id()),
                term=taken["term"],
                fee=taken["fee"],
                carrier=Carrier(carrier) if carrier else None,
                result_form=taken["result_form"],
            )
        )

    def leave(self) -> bool:
        """Esc goes back to the search."""
        if self._passport is None:
            return False
        self._put_back()
        self.focus_on(self._search.edit)
        return True

    def _wanted_language(self) -> QWidget | None:
        """The answer that the ticket speaks; it is only under the hand, not taken."""
        visit = self.view.visit.visit if self.view is not None and self.view.visit else None
        wanted = visit.display_language.value if visit is not None else ""
        if self._known is not None:
            wanted = self._known.language.value
        return self._language[1].row_of(wanted) or self._language[1].first_focus()

    def _about_language(self) -> str:
        if self._known is None:
            return tr_("as the applicant wishes")
        name = OWN_NAMES[self._known.language]
        if self._known.in_this_visit:
            return tr_("{language}: chosen in this visit already", language=name)
        return tr_("{language}: chosen last time; ask whether it is so today", language=name)

    def _put_back(self) -> None:
        self._passport, self._members, self._unread = None, (), ()
        self._redraw()

    def _redraw(self) -> None:
        if self.view is not None:
            self.draw(self.view)
        self.forward_changed.emit()
