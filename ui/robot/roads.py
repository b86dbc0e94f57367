"""The roads through the window, one for each word: which page, which fields, which keys."""

from app.domain.identification import IdentitySource, Power
from app.usecases.digital_document import AskDigitalDocument
from app.usecases.identify import Identify
from app.usecases.represent import ActForSelf, Represent
from i18n import N_
from ui.binding.presentation import Verb
from ui.binding.texts import tr_
from ui.pages.identify_digital import DigitalForm
from ui.pages.identify_typed import TypedForm
from ui.pages.represent_form import SELF, RepresentForm
from ui.pages.step_page import StepPage
from ui.robot.branch_roads import BranchRoads
from ui.robot.custody_roads import CustodyRoads
from ui.robot.hands import NoWay
from ui.robot.intake_roads import IntakeRoads
from ui.robot.queue_roads import QueueRoads
from ui.robot.touches import touch
from ui.robot.ways import said, the

_POWERS: dict[Power, str] = {
    Power.FILE: N_("to file the application"),
    Power.SIGN: N_("to sign"),
    Power.RECEIVE: N_("to receive the result"),
    Power.CONSENT: N_("to give consent"),
}


class Roads(QueueRoads, IntakeRoads, CustodyRoads, BranchRoads):
    """A method named like the word performs it by keys; raises :class:`NoWay` when it cannot."""

    # Who is at the desk.

    def identify(self, command: Identify) -> None:
        """By card, zone, digital document, or typed, as a person does."""
        if command.from_image:
            raise NoWay("an image is not offered as a document")
        if command.source is IdentitySource.CARD:
            self.insert(self._card_of(command), command.participant)
        elif command.source is IdentitySource.MRZ:
            self.scan_zone(command.mrz, command.participant)
        else:
            self._typed(command)

    def _card_of(self, command: Identify) -> str:
        for card in self.simulation.cards():
            facts = card.facts
            if facts is not None and facts.document.number == command.document_number:
                return card.id
        raise NoWay("no card at hand says this")

    def _typed(self, command: Identify) -> None:
        page = self._identification(command.participant)
        self.hands.choose(command.source.value, page)
        names = ["iin", "birth_date", "citizenship", "surname", "given", "patronymic"]
        if command.source is IdentitySource.DIGITAL:
            names.append("digital_request")
        else:
            names += ["document_kind", "document_number", "valid_until", "reason"]
        wanted = said(command, *names)
        self.hands.clear(page.fields, *(name for name in names if name not in wanted))
        self.hands.fill(page.fields, wanted)
        form = TypedForm if command.source is IdentitySource.TYPED else DigitalForm
        self.only_if(the(form, page).command(), command, "document_kind", "citizenship")
        self.go_on_as(tr_("Identify"))

    def ask_digital_document(self, command: AskDigitalDocument) -> None:
        """F5, the digital document, the IIN, Enter."""
        page = self._identification(command.participant)
        self.hands.choose(IdentitySource.DIGITAL.value, page)
        self.hands.fill(page.fields, {"iin": command.iin})
        self.go_on_as(tr_("Ask the service"))

    def insert(self, card: str, participant: str = "") -> None:
        """F5, whose card it is where several take part, and the card."""
        self._identification(participant)
        self.simulation.insert_card(card)
        self.hands.settle()

    def type_card_number(self, digits: str) -> None:
        """The six digits of the document, while its chip waits for them."""
        page = self._identification()
        self.hands.fill(page.fields, {"card_number": digits})
        self.go_on_as(tr_("Open the chip"))

    def give_reason(self, reason: str) -> None:
        """Why a document is taken although the data in its chip were altered."""
        page = self._identification()
        self.hands.fill(page.fields, {"reason": reason})
        self.go_on_as(tr_("Identify"))

    def scan_zone(self, zone: str, participant: str = "") -> None:
        """F5 and the zone under the scanner."""
        if self.station.session.visit is not None:
            self._identification(participant)
        self.simulation.scan(zone)
        self.hands.settle()

    def _identification(self, participant: str | None = None) -> StepPage:
        """The page, about that participant (empty: the applicant; ``None``: whoever is picked)."""
        if self.station.session.visit is None:
            raise NoWay("nobody is at the desk")
        if self.station.word != "identify":
            self.hands.verb(Verb.IDENTIFY)
        page = self.page("identify")
        if participant is not None:
            self.pick_participant(page, participant)
        return page

    def represent(self, command: Represent) -> None:
        """The authority below the identification."""
        page = self._identification(command.participant)
        self.hands.choose(command.kind.value, page)
        whom = "organisation" if command.bin else "person"
        if self.offered(whom, page):
            self.hands.choose(whom, page)
        names = ("authority", "authority_number", "notary", "authority_issued_on",
                 "authority_valid_until", "iin", "birth_date", "citizenship", "surname", "given",
                 "patronymic", "ground", "phone", "revocation", "revocation_source",
                 "first_number", "first_valid_until", "bin", "organisation_kk",
                 "organisation_ru")  # fmt: skip
        wanted = {
            name: value
            for name, value in said(command, *names).items()
            if name in page.fields and page.fields[name].isVisible()
        }
        self.hands.clear(page.fields, *(name for name in names if name not in wanted))
        self.hands.fill(page.fields, wanted)
        for power, words in _POWERS.items():
            self.tick_named(tr_(words), page, on=power in command.powers)
        self.only_if(the(RepresentForm, page).command(), command, "powers", "citizenship")
        self.go_on_as(tr_("Note the authority"))

    def act_for_self(self, command: ActForSelf) -> None:
        """For themselves after all."""
        page = self._identification(command.participant)
        self.hands.choose(SELF, page)
        self.go_on_as(tr_("Go on"))

    # The applicant's screen.

    def touch(self, answer: dict[str, object]) -> None:
        """What the applicant touches on their own screen; nothing when it is not shown there."""
        touch(self.station.applicant.window, answer)
