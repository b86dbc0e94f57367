"""A document of the digital documents service: asked for here, confirmed on the applicant's own phone."""

from PySide6.QtWidgets import QLineEdit

from app.domain.identification import IdentitySource
from app.domain.person import DocumentKind
from app.domain.visit import DigitalQuestion, DigitalState
from app.usecases.digital_document import AskDigitalDocument
from app.usecases.identify import Identify
from i18n import N_
from ui.binding.presentation import Tone
from ui.binding.texts import show_time, tr_
from ui.pages.blocks import Line
from ui.pages.identify_forms import SourceForm
from ui.pages.person_fields import PersonFields, iin_problem
from ui.theme.metrics import TextRole
from ui.widgets.field import Field
from ui.widgets.text import Label

_STATES: dict[DigitalState, tuple[str, str, Tone, str]] = {
    DigitalState.ASKED: (
        N_("The service has asked the applicant."),
        "clock",
        Tone.INFO,
        N_("They confirm it on their own phone; the document then comes by itself."),
    ),
    DigitalState.CONFIRMED: (
        N_("The applicant has confirmed the document."),
        "check",
        Tone.GOOD,
        "",
    ),
    DigitalState.REFUSED: (
        N_("The applicant has not confirmed."),
        "warning",
        Tone.WARN,
        N_("Ask anew, or take the document itself or another way."),
    ),
    DigitalState.NOT_FOUND: (
        N_("The service has no document of that number."),
        "warning",
        Tone.WARN,
        N_("Compare the IIN, or take the document itself or another way."),
    ),
    DigitalState.NO_ANSWER: (
        N_("The applicant has not answered."),
        "warning",
        Tone.WARN,
        N_("Ask anew, or take the document itself or another way."),
    ),
    DigitalState.OUTAGE: (
        N_("The service does not answer."),
        "warning",
        Tone.WARN,
        N_("This is nobody's fault at the counter: take the document itself or another way."),
    ),
}


class DigitalForm(SourceForm):
    """The IIN is enough for a question to the service. Who has asked it elsewhere types the number
    of that request and what it showed."""

    def __init__(self) -> None:
        super().__init__()
        self._question: DigitalQuestion | None = None
        self._line, self._note = Line("clock", role=TextRole.STRONG), Label("", tone="muted")
        self._request = QLineEdit()
        self._request.textChanged.connect(lambda _text: self.changed.emit())
        self.person = PersonFields()
        self.person.changed.connect(self.changed)
        self.fields = {**self.person.fields, "digital_request": Field("", self._request)}
        self.box.addWidget(self._line)
        self.box.addWidget(self._note)
        self.box.addWidget(self.person)
        self.box.addWidget(self.fields["digital_request"])
        self._say()

    def show_question(self, question: DigitalQuestion | None) -> None:
        """How the last question of this visit stands; what it was asked with has been taken."""
        known = self._question.id if self._question is not None else ""
        self._question = question
        if question is not None and question.id != known:
            self.clear()
        self._say()

    def retranslate(self) -> None:
        """Name the fields."""
        self.fields["digital_request"].set_label(tr_("Number of the request to the service"))
        self.fields["digital_request"].set_hint(
            tr_("only if it was asked outside this program; a screenshot is no document")
        )
        self.person.retranslate()
        self._say()

    def _say(self) -> None:
        question = self._question
        if question is None:
            self._line.say(
                tr_("The IIN is enough: the service asks the applicant."), "card", Tone.INFO
            )
            self._note.setText(tr_("Their code stays on their phone and is never asked for here."))
            return
        words, icon, tone, note = _STATES[question.state]
        self._line.say(f"{tr_(words)} {show_time(question.at)}", icon, tone)
        self._note.setText(tr_(note) if note else "")

    def clear(self) -> None:
        """Forget everything."""
        self._request.clear()
        self.person.clear()

    @property
    def touched(self) -> bool:
        """Whether anything is typed."""
        return bool(self._request.text().strip()) or self.person.touched

    @property
    def _asks(self) -> bool:
        """Whether the service is to be asked: nothing tells that it was asked elsewhere."""
        return not self._request.text().strip()

    @property
    def _awaited(self) -> bool:
        return self._question is not None and self._question.state is DigitalState.ASKED

    def label(self) -> str:
        """What the filled button does."""
        return tr_("Ask the service") if self._asks else tr_("Identify")

    def lacking(self) -> str:
        """An IIN to ask with; else the person as the service showed them."""
        if not self._asks:
            return self.person.lacking()
        if self._awaited:
            return tr_("the applicant has the question on their phone")
        return "" if self.person.iin.digits else tr_("the IIN is not typed yet")

    def problems(self) -> dict[str, str]:
        """What is typed wrongly."""
        if not self._asks:
            return self.person.problems()
        problem = iin_problem(self.person.iin.digits)
        return {"iin": problem} if problem else {}

    def command(self) -> object:
        """The question, or the digital document as the service showed it elsewhere."""
        person = self.person
        if self._asks:
            return AskDigitalDocument(iin=person.iin.digits)
        return Identify(
            source=IdentitySource.DIGITAL,
            document_kind=DocumentKind.DIGITAL,
            digital_request=self._request.text().strip(),
            iin=person.iin.digits,
            surname=person.surname.value(),
            given=person.given.value(),
            patronymic=person.patronymic.value(),
            birth_date=person.born.day(),
            citizenship=person.citizenship.text().strip(),
        )

    def first_focus(self) -> QLineEdit:
        """The IIN: the service is asked with it."""
        return self.person.iin
