"""The roads of custody and service: packages, runs, results, the sector, issue, consultation."""

from PySide6.QtCore import Qt

from app.domain.passport import Carrier
from app.domain.scan_run import Mark, RunKind
from app.usecases.close_run import CloseCount
from app.usecases.consult import Consult, MakeMemo
from app.usecases.hand_over import HandOver, TakeBack
from app.usecases.issue import DeliverElectronically, Issue, NoteNotReady
from app.usecases.pack import Pack, Reopen, Seal
from app.usecases.receive_result import ReceiveResult
from app.usecases.relabel import Relabel
from app.usecases.return_unclaimed import ReturnUnclaimed
from app.usecases.scan_run import AcknowledgeScan, OpenRun, ScanInRun, TurnLine, UndoScan
from app.usecases.store import DecideHeld, RunTimers, ToIssuingSector
from ui.binding.texts import tr_
from ui.pages.consult import ConsultPage
from ui.pages.count import CountPage
from ui.pages.issue import IssuePage
from ui.pages.pack import PackPage
from ui.pages.receive_form import ReceiveForm
from ui.pages.receive_result import ReceiveResultPage
from ui.pages.run_page import RunPage
from ui.pages.scan_page import ScanPage
from ui.pages.store import StorePage
from ui.robot.hands import NoWay
from ui.robot.ways import Ways, said
from ui.widgets.scan_field import ScanField

_MOST_SHELVES = 10
_PAGES = {
    RunKind.TO_PROVIDER: "hand_over",
    RunKind.UNCLAIMED: "return_unclaimed",
    RunKind.CELL: "count",
}


class CustodyRoads(Ways):
    """Everything that is scanned, carried, kept and given."""

    def read_code(self, field: ScanField, code: str, reason: str) -> None:
        """Scan a code, or type a damaged one with its reason."""
        if not reason:
            self.scan(code)
            return
        self.hands.push(tr_("The code is damaged: type it"), field)
        self.hands.type_into(field.code_line, code)
        self.hands.type_into(field.reason_line, reason)
        self.hands.press(Qt.Key.Key_Return)

    # Packages.

    def pack(self, command: Pack) -> None:
        """The case from the list, Enter."""
        page = self._packages()
        wanted = self.case_id(command.case)
        if not page.in_hand(wanted):
            self.hands.open_card(page.waiting.list, wanted)
        self.go_on_as(tr_("Make the package and its label"))

    def _packages(self) -> PackPage:
        page = self.turn("pack")
        assert isinstance(page, PackPage)  # noqa: S101 - the table of pages says so
        return page

    def seal(self, command: Seal) -> None:
        """The label read, the sheets counted, Enter."""
        page = self._packages()
        if not page.holds(command.code):
            self.scan(command.code)
        self.read_code(page.scan, command.code, command.typed_reason)
        self.hands.type_into(page.sheets, str(command.sheets))
        self.go_on_as(tr_("Seal the package"))

    def reopen(self, command: Reopen) -> None:
        """A sealed package, the reason, the button."""
        page = self._packages()
        if not page.holds(command.code):
            self.scan(command.code)
        self.hands.fill(page.fields, {"reason": command.reason} if command.reason else {})
        self.hands.push(tr_("Open the package again"), page)

    def take_back(self, command: TakeBack) -> None:
        """What the provider did not accept, read again, with what was put in order."""
        page = self._packages()
        if not page.holds(command.code):
            self.scan(command.code)
        self.read_code(page.scan, command.code, command.typed_reason)
        self.hands.fill(page.fields, {"reason": command.reason} if command.reason else {})
        self.hands.push(tr_("The package is in order again"), page)

    # Runs.

    def hand_over(self, command: HandOver) -> None:
        """Scan the run, mark what stays, name who receives, close the register."""
        page = self._run("hand_over", command.provider)
        self._scan_run(page, command.codes, command.typed, command.typed_reason)
        for code in command.not_accepted:
            self.hands.open_card(page.list.list, code)
        self._leave_rest(page)
        self._people(page, command.received_by, command.courier)
        if command.remark and page.fields["remark"].isVisible():
            self.hands.type_into(page.fields["remark"].control, command.remark)
        self.only_if(page.order(), command)
        self.go_on_as(tr_("Close the register"))

    def return_unclaimed(self, command: ReturnUnclaimed) -> None:
        """Scan out what stands on the list, name who receives, close the register."""
        page = self._run("return_unclaimed", command.provider)
        self._scan_run(page, command.codes, command.typed, command.typed_reason)
        self._people(page, command.received_by, command.courier)
        self.only_if(page.order(), command)
        self.go_on_as(tr_("Close the register of unclaimed documents"))

    def _run(self, word: str, provider: str) -> RunPage:
        page = self.turn(word)
        assert isinstance(page, RunPage)  # noqa: S101
        if provider and page.provider != provider and self.offered(provider, page):
            self.hands.choose(provider, page)
        return page

    def _scan_run(
        self, page: RunPage, codes: tuple[str, ...], typed: tuple[str, ...], reason: str
    ) -> None:
        for code in codes:
            by_hand = bool(reason) and (code in typed or not typed)
            self.read_code(page.scan, code, reason if by_hand else "")

    def _leave_rest(self, page: RunPage) -> None:
        for code in page.run.codes(Mark.AWAITED):
            self.hands.open_card(page.list.list, code)

    def _people(self, page: RunPage, received_by: str, courier: str) -> None:
        if received_by:
            self.hands.type_into(page.receiver, received_by)
        if courier:
            self.hands.type_into(page.courier, courier)

    def open_run(self, command: OpenRun) -> None:
        """The page of the run; a run is begun by its first scan, a count by its cell."""
        page = self.turn(_PAGES[command.kind])
        assert isinstance(page, ScanPage)  # noqa: S101
        if isinstance(page, CountPage):
            if page.about != command.about:
                self.hands.open_card(page.cells.list, command.about)
        elif self.offered(command.about, page):
            self.hands.choose(command.about, page)

    def _open_page(self) -> ScanPage:
        page = self.station.page
        if not isinstance(page, ScanPage):
            raise NoWay("no run is open on the window")
        return page

    def scan_in_run(self, command: ScanInRun) -> None:
        """The code before the scanner, or typed with its reason."""
        self.read_code(self._open_page().scan, command.code, command.typed_reason)

    def acknowledge_scan(self, _command: AcknowledgeScan) -> None:
        """The button of the band that tells of the wrong scan."""
        button = self._open_page().verdict.first_focus()
        self.hands.go_to(button)
        self.hands.press(Qt.Key.Key_Space)

    def undo_scan(self, _command: UndoScan) -> None:
        """The button under the scanner."""
        self.hands.push(tr_("Take back the last scan"), self._open_page())

    def turn_line(self, command: TurnLine) -> None:
        """Space on the line."""
        self.hands.open_card(self._open_page().list.list, command.code)

    def close_count(self, command: CloseCount) -> None:
        """What is missing explained, the second person named, Enter."""
        page = self.turn("count")
        wanted = said(command, "explanation", "witness")
        shown = {n: v for n, v in wanted.items() if page.fields[n].isVisible()}
        self.hands.fill(page.fields, shown)
        self.go_on_as(tr_("Close the count of the cell"))

    def relabel(self, command: Relabel) -> None:
        """F6, the code, what happened to the label, the button."""
        page = self.turn("find")
        if command.typed_reason:
            raise NoWay("a typed code says its reason once")
        self.scan(command.code)
        if not page.fields["reason"].isVisible():
            raise NoWay("this thing gets no new label")
        self.hands.fill(page.fields, said(command, "reason"))
        self.hands.push(tr_("Print a new label"), page)

    # Results.

    def receive_result(self, command: ReceiveResult) -> None:
        """The case by its code or from the list, then what came."""
        page = self.turn("receive_result")
        assert isinstance(page, ReceiveResultPage)  # noqa: S101
        if command.content or command.cms or command.kind is None:
            raise NoWay("a signed file comes by the system, not through the page")
        if command.code:
            self.read_code(page.scan, command.code, command.typed_reason)
        else:
            self.hands.open_card(page.list.list, self.number_of(command.case))
        form = page.form
        self.hands.choose(command.kind.value, form.choices["kind"])
        if form.fields["carrier"].isVisible():
            self.hands.choose(command.carrier.value, form.choices["carrier"])
        if command.carrier is Carrier.PAPER:
            self.hands.choose(command.condition, form.choices["condition"])
        if form.fields["refusal_ground"].isVisible():
            self.hands.choose(_ground(command.refusal_ground), form.choices["refusal_ground"])
        if form.fields["signature_valid"].isVisible():
            verdict = {True: "true", False: "false", None: ""}[command.signature_valid]
            self.hands.choose(verdict, form.choices["signature_valid"])
        names = ("refusal_law", "refusal_reasons", "number", "dated", "sheets", "provider_number",
                 "handed_by", "signer")  # fmt: skip
        values = {n: v for n, v in said(command, *names).items() if form.fields[n].isVisible()}
        self.hands.fill(form.fields, values)
        for row in command.originals:
            self.tick_original(form, row)
        self.go_on_as(tr_("Receive the result"))

    def tick_original(self, form: ReceiveForm, row: str) -> None:
        """The original of that row came back."""
        box = form.original(row)
        if box is None:
            raise NoWay("this original was not retained")
        self.hands.tick(box)

    def to_issuing_sector(self, command: ToIssuingSector) -> None:
        """The result read, its cell named."""
        page = self.turn("store")
        assert isinstance(page, StorePage)  # noqa: S101
        electronic = self.number_of(command.code) and not command.cell
        if electronic:
            self.hands.open_card(page.list.list, self.number_of(command.code))
        else:
            self.read_code(page.scan, command.code, command.typed_reason)
        self.hands.fill(page.fields, said(command, "cell", "handed_by"))
        self.go_on_as(tr_("Lay into the cell"))

    def run_timers(self, _command: RunTimers) -> None:
        """The button under the lists of the sector."""
        page = self.turn("store")
        assert isinstance(page, StorePage)  # noqa: S101
        self._shelf(page, "all")
        self.hands.push(tr_("Let the dates of the day take effect"), page)

    def _shelf(self, page: StorePage, shelf: str) -> None:
        """Walk the tabs of the sector to one of its lists."""
        if not page.shelves.isVisible():
            self.hands.press(Qt.Key.Key_Escape)
        self.hands.go_to(page.shelves.first_focus() or page)
        for _ in range(_MOST_SHELVES):
            if page.shelves.current_id() == shelf:
                return
            self.hands.press(Qt.Key.Key_Right)
        raise NoWay("the tabs do not lead there")

    def decide_held(self, command: DecideHeld) -> None:
        """The decision of the branch head on what the list holds."""
        page = self.turn("store")
        assert isinstance(page, StorePage)  # noqa: S101
        self._shelf(page, "year_ended")
        self.hands.open_card(page.list.list, self.case_id(command.case))
        self.hands.fill(page.fields, said(command, "decision"))
        self.go_on_as(tr_("Record the decision of the branch head"))

    # Issue.

    def _issue(self, named: str) -> IssuePage:
        self.take_case(named)
        page = self.road("issue")
        assert isinstance(page, IssuePage)  # noqa: S101
        return page

    def issue(self, command: Issue) -> None:
        """The document read, the refusal explained, the acknowledgement, Enter."""
        page = self._issue(command.case or command.code)
        form = page.form
        if form.ways.isVisible():
            self.hands.choose("counter", form.ways)
        for code in (*command.originals, command.code):
            if code:
                self.read_code(form.scan, code, command.typed_reason)
        if form.explained.isVisible():
            self.hands.tick(form.explained.tick, on=command.explained)
        if command.acknowledgement:
            self.hands.choose(command.acknowledgement, form.acknowledged)
        view = self.station.session.case
        if view is not None:
            self.only_if(form.order(view), command)
        self.go_on_as(tr_("Hand over"))

    def deliver_electronically(self, command: DeliverElectronically) -> None:
        """To the cabinet; a message only by choice."""
        page = self._issue(command.case)
        self.hands.choose("cabinet", page.form.ways)
        self.hands.tick(page.form.sms, on=command.sms)
        self.go_on_as(tr_("Send to the cabinet"))

    def note_not_ready(self, command: NoteNotReady) -> None:
        """The button under what is not ready."""
        page = self._issue(command.case)
        self.hands.push(tr_("Note that the result is not ready"), page)

    # Service.

    def _consultation(self) -> ConsultPage:
        page = self.turn("consult")
        assert isinstance(page, ConsultPage)  # noqa: S101
        return page

    def consult(self, command: Consult) -> None:
        """Service, topic, minutes, Enter."""
        page = self._consultation()
        if command.service:
            self._tell_about(page, command.service)
        if self.offered(command.topic, page.topics):
            self.hands.choose(command.topic, page.topics)
        else:
            self.hands.choose("other", page.topics)
            self.hands.type_into(page.other, command.topic)
        if command.minutes:
            self.hands.put(page.minutes, command.minutes)
        self.go_on_as(tr_("Record the consultation"))

    def make_memo(self, command: MakeMemo) -> None:
        """The buttons above the passport."""
        page = self._consultation()
        self._tell_about(page, command.service)
        button = page.memo if command.kind == "memo" else page.passport
        self.hands.go_to(button)
        self.hands.press(Qt.Key.Key_Space)

    def _tell_about(self, page: ConsultPage, service: str) -> None:
        if not page.tells_about(service):
            self.find_service(page, service)


def _ground(code: str) -> str:
    return code or "none"
