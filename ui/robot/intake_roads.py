"""The roads of the intake: service, consents, form, documents, payment, signature, receipt, drafts."""

from PySide6.QtCore import Qt

from app.domain.case import ConsentForm
from app.domain.case_states import CaseState
from app.usecases.choose_service import ChooseService
from app.usecases.complete import (
    ConfirmText,
    FillForm,
    FinishCheck,
    FormApplication,
    MarkAbsent,
    MarkNotApplicable,
    NoteDifference,
    NoteDoubt,
    Present,
    RequestData,
    ReturnOriginal,
)
from app.usecases.consent import (
    GiveConsent,
    Insist,
    RefuseConsent,
    RequestConsent,
    WithdrawConsent,
)
from app.usecases.pay import Pay
from app.usecases.postpone import Postpone, Resume
from app.usecases.refuse_intake import AcknowledgeRefusal, RefuseIntake
from app.usecases.register import Register, RequestPaper
from app.usecases.send import Send
from app.usecases.sign import Sign
from ui.binding.presentation import Verb
from ui.binding.texts import tr_
from ui.pages.choose_service import ChooseServicePage
from ui.pages.complete import CompletePage
from ui.pages.consent import ConsentPage
from ui.pages.consent_card import ConsentCard
from ui.pages.papers import PapersPage
from ui.robot.hands import NoWay, visible
from ui.robot.ways import Ways, said, the
from ui.widgets.card_panel import CardPanel
from ui.widgets.checklist import RowButton
from ui.widgets.choice import ChoiceRow
from ui.widgets.search_box import SearchBox


class IntakeRoads(Ways):
    """From the service to the receipt."""

    # The service.

    def choose_service(self, command: ChooseService) -> None:
        """Words of the name, the hit, the language of the papers, what else there is to choose."""
        if command.services or command.previous_case or command.category:
            raise NoWay("several services at once are not chosen on this page")
        page = self.road("choose_service")
        assert isinstance(page, ChooseServicePage)  # noqa: S101 - the table of pages says so
        self.find_service(the(SearchBox, page), command.service)
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
        mine = [
            d
            for d in self.station.drafts
            if d.mine and command.case in (d.id, d.code, d.ticket, "")
        ]
        if not mine:
            raise NoWay("the draft is not offered to this person")
        self.hands.open_card(the(CardPanel, page).list, mine[0].id)

    def postpone(self, command: Postpone) -> None:
        """F9."""
        self.take_case(command.case)
        if command.reason:
            raise NoWay("F9 asks for no reason")
        self.hands.verb(Verb.POSTPONE)

    # Consents.

    def _consents(self, case: str) -> ConsentPage:
        self.take_case(case)
        page = self.road("consent") if self.station.word == "consent" else self._to_consents()
        assert isinstance(page, ConsentPage)  # noqa: S101
        self.hands.settle()
        return page

    def _to_consents(self) -> object:
        """From the documents the filled button leads to the consents when only they are lacking."""
        if self.station.word == "complete":
            self.hands.go_on()
        return self.page("consent")

    def give_consent(self, command: GiveConsent) -> None:
        """The next consent: its form, the number of its evidence, Enter."""
        card = self._next_card(command.case, command.kind)
        if command.form is not card.form:
            self.hands.choose(command.form.value, card)
        if command.evidence and card.evidence.isVisible():
            self.hands.type_into(card.evidence.control, command.evidence)
        self.hands.go_on()

    def request_consent(self, command: RequestConsent) -> None:
        """The same, through the state service."""
        card = self._next_card(command.case, command.kind)
        if card.form is not ConsentForm.STATE_SERVICE:
            self.hands.choose(ConsentForm.STATE_SERVICE.value, card)
        self.hands.go_on()

    def _next_card(self, case: str, kind: object) -> ConsentCard:
        card = self._consents(case).current()
        if card is None or card.kind != kind:
            raise NoWay("another consent is next on the page")
        return card

    def refuse_consent(self, command: RefuseConsent) -> None:
        """The explanation, the applicant's choice, and the note that it is not given."""
        if not command.explained or not command.choice:
            raise NoWay("the page writes a «no» down only explained and with a choice")
        card = self._consents(command.case).cards[command.kind]
        self.hands.push(tr_("The applicant does not consent"), card)
        self.hands.choose(command.choice, card)
        self.tick_named(
            tr_("I have explained what is no longer possible and what is"), card, on=True
        )
        self.hands.push(tr_("Write down that it is not given"), card)

    def withdraw_consent(self, command: WithdrawConsent) -> None:
        """The button on the card."""
        card = self._consents(command.case).cards[command.kind]
        self.hands.push(tr_("The applicant takes it back"), card)

    def insist(self, command: Insist) -> None:
        """The applicant insists and has signed on paper."""
        page = self._consents(command.case)
        signed = tr_("The applicant has signed the paper application")
        self.tick_named(signed, page, on=command.paper_application_signed)
        self.hands.push(tr_("Register without consent: the applicant insists"), page)

    # The form and the documents.

    def _documents(self, case: str) -> CompletePage:
        self.take_case(case)
        page = self.road("complete")
        assert isinstance(page, CompletePage)  # noqa: S101
        return page

    def fill_form(self, command: FillForm) -> None:
        """The fields, then Enter, which also forms the application."""
        page = self._documents(command.case)
        if not page.form.fields:
            self.hands.push(tr_("Correct the application"), page)
        self.hands.fill(page.form.fields, dict(command.fields))
        self.go_on_as(tr_("Form the application"), tr_("Keep the changes"))

    def form_application(self, command: FormApplication) -> None:
        """Enter on the form."""
        self._documents(command.case)
        view = self.station.session.case
        if view is None or view.case.state is not CaseState.DRAFT:
            raise NoWay("the form is formed already")
        self.go_on_as(tr_("Form the application"))

    def request_data(self, command: RequestData) -> None:
        """Ask the system of one row."""
        if not command.row:
            raise NoWay("all systems at once are asked when the form is formed")
        self._on_row(command.case, command.row, "request_data")
        self.hands.press(Qt.Key.Key_Return)

    def present(self, command: Present) -> None:
        """A document as it is shown, with the details that its row asks for."""
        if command.from_image or not command.compared or command.owner_birth_date is not None:
            raise NoWay("the page writes a document down only as it is shown")
        act = f"present:{command.source.value}" if command.source is not None else "present:"
        page = self._on_row(command.case, command.row, act)
        names = ("request", "issued_on", "valid_until", "number", "sheets", "copies")
        wanted = said(command, *names)
        self.hands.fill(page.sheet.fields, {k: v for k, v in wanted.items() if v != 0})
        self.hands.press(Qt.Key.Key_Return)

    def mark_absent(self, command: MarkAbsent) -> None:
        """The applicant does not have it."""
        self._row_act(command.case, command.row, "mark_absent")

    def mark_not_applicable(self, command: MarkNotApplicable) -> None:
        """Not needed in these circumstances."""
        self._row_act(command.case, command.row, "mark_not_applicable")

    def return_original(self, command: ReturnOriginal) -> None:
        """The original is back in the applicant's hands."""
        self._row_act(command.case, command.row, "return_original")

    def note_doubt(self, command: NoteDoubt) -> None:
        """A doubt for the provider."""
        self._row_note(command.case, command.row, "note_doubt", command.text)

    def note_difference(self, command: NoteDifference) -> None:
        """The data of the system differ."""
        self._row_note(command.case, command.row, "note_difference", command.text)

    def _row_act(self, case: str, row: str, act: str) -> None:
        self._on_row(case, row, act)
        self.hands.press(Qt.Key.Key_Return)

    def _row_note(self, case: str, row: str, act: str, text: str) -> None:
        page = self._on_row(case, row, act)
        self.hands.fill(page.sheet.fields, {"text": text})
        self.hands.press(Qt.Key.Key_Return)

    def _on_row(self, case: str, row: str, act: str) -> CompletePage:
        """Open the sheet of a row and take the act there."""
        page = self._documents(case)
        view = self.station.session.case
        if view is None or view.case.state is CaseState.DRAFT:
            raise NoWay("the documents follow the form")
        self._walk_to_row(page, row)
        self.hands.press(Qt.Key.Key_Space)
        if not page.sheet.isVisible():
            raise NoWay("this row is filled by another step")
        self.hands.choose(self._act_named(page, act), page.sheet)
        return page

    def _act_named(self, page: CompletePage, act: str) -> str:
        """The act of that id, or the likeliest that begins so."""
        ids = [row.choice.id for row in visible(page.sheet, ChoiceRow)]
        return next(
            (one for one in ids if one == act or (act.endswith(":") and one.startswith(act))), act
        )

    def _walk_to_row(self, page: CompletePage, row: str) -> None:
        first = page.list.first_focus()
        if first is None:
            raise NoWay("there are no documents")
        if not page.list.hasFocusInside():
            current = next(
                (b for b in self._rows(page) if b.row.id == page.list.current_id()), first
            )
            self.hands.go_to(current)
        ids = [button.row.id for button in self._rows(page)]
        if row not in ids:
            raise NoWay("the list has no such document")
        for _ in range(len(ids)):
            here = page.list.current_id()
            if here == row:
                return
            down = ids.index(here) < ids.index(row)
            self.hands.press(Qt.Key.Key_Down if down else Qt.Key.Key_Up)

    def _rows(self, page: CompletePage) -> list[RowButton]:
        rows: list[RowButton] = visible(page.list, RowButton)
        return rows

    def finish_check(self, command: FinishCheck) -> None:
        """Enter when every row is settled."""
        self._documents(command.case)
        self.go_on_as(tr_("Go on"))

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
