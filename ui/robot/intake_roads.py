"""The roads of the intake: service, drafts, notices, consents, payment, signature, receipt."""

from app.domain.case import ConsentForm
from app.usecases.choose_service import ChooseService
from app.usecases.complete import (
    ConfirmText,
)
from app.usecases.consent import (
    GiveConsent,
    Insist,
    RefuseConsent,
    RequestConsent,
    WithdrawConsent,
)
from app.usecases.notice import AcknowledgeNotice
from app.usecases.participants import ChooseParticipantLanguage
from app.usecases.pay import Pay
from app.usecases.postpone import Postpone, Resume
from app.usecases.refuse_intake import AcknowledgeRefusal, RefuseIntake
from app.usecases.register import Register, RequestPaper
from app.usecases.send import Send
from app.usecases.sign import Sign
from ui.binding.presentation import Verb
from ui.binding.texts import tr_
from ui.pages.choose_service import ChooseServicePage
from ui.pages.consent import ConsentPage
from ui.pages.consent_card import ConsentCard
from ui.pages.notice import NoticePage
from ui.pages.papers import PapersPage
from ui.pages.people_card import LanguageChoice
from ui.pages.withdraw_consent import WithdrawConsentPage
from ui.robot.document_roads import DocumentRoads
from ui.robot.hands import NoWay
from ui.robot.ways import said, the
from ui.widgets.card_panel import CardPanel


class IntakeRoads(DocumentRoads):
    """From the service to the receipt."""

    # The service.

    def choose_service(self, command: ChooseService) -> None:
        """Words of the name, the hit, the language of the papers, what else there is to choose."""
        if command.services or command.previous_case or command.category:
            raise NoWay("several services at once are not chosen on this page")
        page = self.road("choose_service")
        assert isinstance(page, ChooseServicePage)  # noqa: S101 - the table of pages says so
        self.find_service(page, command.service)
        self.hands.choose(command.language.value, page)
        for name in ("term", "fee", "carrier", "result_form"):
            value = said(command, name).get(name)
            # A carrier that leaves no choice is not asked.
            if value is not None and (name != "carrier" or self.offered(str(value), page)):
                self.hands.choose(str(value), page)
        self.go_on_as(tr_("Open the draft"))

    def resume(self, command: Resume) -> None:
        """The draft of the person at the desk, from the list."""
        page = self.road("choose_service")
        assert isinstance(page, ChooseServicePage)  # noqa: S101
        wanted = self.case_id(command.case) if command.case else ""
        mine = [d for d in self.station.drafts if d.mine and wanted in (d.id, "")]
        if not mine:
            raise NoWay("the draft is not offered to this person")
        self.hands.open_card(the(CardPanel, page).list, mine[0].id)

    def postpone(self, command: Postpone) -> None:
        """F9."""
        self.take_case(command.case)
        if command.reason:
            raise NoWay("F9 asks for no reason")
        self.hands.verb(Verb.POSTPONE)

    def acknowledge_notice(self, command: AcknowledgeNotice) -> None:
        """The notice on top of the page of notices."""
        page = self.turn("notice")
        assert isinstance(page, NoticePage)  # noqa: S101
        if page.on_top != command.notice:
            raise NoWay("another notice is read first")
        self.go_on_as(tr_("I have read the notice"))

    # Consents.

    def choose_participant_language(self, command: ChooseParticipantLanguage) -> None:
        """The language, once that participant is picked."""
        page = self._consents(command.case, command.participant)
        self.hands.choose(command.language.value, the(LanguageChoice, page))

    def _consents(self, case: str, participant: str = "") -> ConsentPage:
        self.take_case(case)
        page = self.road("consent") if self.station.word == "consent" else self._to_consents()
        assert isinstance(page, ConsentPage)  # noqa: S101
        self.hands.settle()
        self.pick_participant(page, participant)
        return page

    def _to_consents(self) -> object:
        """From the documents the filled button leads to the consents when only they are lacking."""
        if self.station.word == "complete":
            self.hands.go_on()
        return self.page("consent")

    def give_consent(self, command: GiveConsent) -> None:
        """The next consent: its form, the number of its evidence, Enter."""
        card = self._next_card(command)
        if command.form is not card.form:
            self.hands.choose(command.form.value, card)
        if command.evidence and card.evidence.isVisible():
            self.hands.type_into(card.evidence.control, command.evidence)
        self.hands.go_on()

    def request_consent(self, command: RequestConsent) -> None:
        """The same, through the state service."""
        card = self._next_card(command)
        if card.form is not ConsentForm.STATE_SERVICE:
            self.hands.choose(ConsentForm.STATE_SERVICE.value, card)
        self.hands.go_on()

    def _next_card(self, command: GiveConsent | RequestConsent) -> ConsentCard:
        card = self._consents(command.case, command.participant).current()
        if card is None or card.kind != command.kind:
            raise NoWay("another consent is next on the page")
        return card

    def refuse_consent(self, command: RefuseConsent) -> None:
        """The explanation, the applicant's choice, and the note that it is not given."""
        if not command.explained or not command.choice:
            raise NoWay("the page writes a «no» down only explained and with a choice")
        card = self._consents(command.case, command.participant).cards[command.kind]
        self.hands.push(tr_("The applicant does not consent"), card)
        self.hands.choose(command.choice, card)
        self.tick_named(
            tr_("I have explained what is no longer possible and what is"), card, on=True
        )
        self.hands.push(tr_("Write down that it is not given"), card)

    def withdraw_consent(self, command: WithdrawConsent) -> None:
        """The button on the card; after the registration the page of its own."""
        self.take_case(command.case)
        view = self.station.session.case
        if view is not None and view.case.number:
            self._withdraw_later(command)
            return
        card = self._consents(command.case, command.participant).cards[command.kind]
        self.hands.push(tr_("The applicant takes it back"), card)

    def _withdraw_later(self, command: WithdrawConsent) -> None:
        page = self.turn("withdraw_consent")
        assert isinstance(page, WithdrawConsentPage)  # noqa: S101 - the table of pages says so
        self.pick_participant(page, command.participant)
        self.hands.settle()
        self.hands.choose(command.kind.value, page.list)
        words = tr_("I have told the person what stops and what cannot be undone")
        self.tick_named(words, page, on=True)
        label = tr_("Take consent {kind} back and print the paper", kind=command.kind.value)
        self.go_on_as(label)

    def insist(self, command: Insist) -> None:
        """The applicant insists and has signed on paper."""
        page = self._consents(command.case)
        signed = tr_("The applicant has signed the paper application")
        self.tick_named(signed, page, on=command.paper_application_signed)
        self.hands.push(tr_("Register without consent: the applicant insists"), page)

    # Payment, text, signature, receipt.

    def pay(self, command: Pay) -> None:
        """The payment document as it stands."""
        self.take_case(command.case)
        if self.station.word != "pay":
            self.hands.push(tr_("To the payment"), self.window.step.verbs)
        page = self.page("pay")
        values = said(
            command, "source", "amount", "document_number", "paid_on", "payee", "purpose_code"
        )
        if "amount" in values:
            values["amount"] = f"{command.amount:f}".replace(".", ",")
        shown = {n: v for n, v in values.items() if n in page.fields and page.fields[n].isVisible()}
        self.hands.fill(page.fields, shown)
        self.go_on_as(tr_("Check the payment"))

    def confirm_text(self, command: ConfirmText) -> None:
        """The applicant has confirmed the text."""
        if command.shown:
            raise NoWay("the hash is said by the applicant's screen")
        self._step(command.case, "sign", tr_("The applicant has confirmed the text"))

    def sign(self, command: Sign) -> None:
        """Enter on the text that was confirmed."""
        self._step(command.case, "sign", tr_("Sign"))

    def register(self, command: Register) -> None:
        """Enter on the signed application."""
        self._step(command.case, "register", tr_("Register and give the receipt"))

    def _step(self, case: str, word: str, label: str) -> None:
        self.take_case(case)
        self.road(word)
        self.go_on_as(label)

    def request_paper(self, command: RequestPaper) -> None:
        """The button at the receipt, else the list of papers (F7)."""
        self.take_case(command.case)
        if not command.paper and command.copies == 1 and self.station.word == "register":
            self.hands.push(tr_("The applicant asks for the paper"), self.page("register"))
            return
        page = self.turn("papers")
        assert isinstance(page, PapersPage)  # noqa: S101
        if command.paper:
            self.hands.walk_to_card(page.list.list, command.paper)
        if command.copies != 1:
            self.hands.type_into(page.copies, str(command.copies))
        self.hands.go_on()

    def send(self, command: Send) -> None:
        """The button at the receipt."""
        self.take_case(command.case)
        self.hands.push(tr_("Send to the provider"), self.road("register"))

    # The refusal.

    def refuse_intake(self, command: RefuseIntake) -> None:
        """F8, the explanation, Enter and once more Enter."""
        if command.acknowledgement or command.address:
            raise NoWay("the acknowledgement is written down after the receipt")
        self.take_case(command.case)
        view = self.station.session.case
        if view is None or view.verb("refuse_intake") is None:
            raise NoWay("the case knows no such way")
        page = self.turn("refuse_intake")
        words = tr_("I have explained to the applicant what is lacking and how to put it right")
        self.tick_named(words, page, on=command.explained)
        self.go_on_as(tr_("Refuse to accept and give the receipt"))
        self.go_on_as(tr_("Yes, refuse to accept"))

    def acknowledge_refusal(self, command: AcknowledgeRefusal) -> None:
        """Whether the applicant signed."""
        self.take_case(command.case)
        self.hands.choose(command.acknowledgement, self.page("refuse_intake"))
