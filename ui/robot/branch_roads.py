"""The roads of the supervisor: the day of the department and the ordinary queue, by keys."""

from PySide6.QtCore import Qt

from app.usecases.letters import SettleLetter
from app.usecases.queue.blank_journal import PrintBlankJournal
from app.usecases.queue.closing import CloseLine, DecideTail
from app.usecases.queue.open_desk import ReleaseDesk
from app.usecases.queue.opening_checks import CheckCameraSign, ConfirmOpening, PrintCameraSign
from app.usecases.queue.ordinary_queue import (
    CloseFailure,
    ConfirmFailure,
    DeclareFailure,
    EndFailure,
    EnterArrival,
    SettleLine,
)
from app.usecases.queue.return_to_line import CarryOver, EndTicket
from ui.binding.texts import show_time, tr_
from ui.pages.branch_closing import ClosingPanel
from ui.pages.branch_day import CLOSING, DESKS, LEFT, OPENING, BranchDayPage
from ui.pages.branch_desks import DesksPanel
from ui.pages.branch_left import LeftPanel
from ui.pages.branch_opening import OpeningPanel
from ui.pages.exchange import LETTERS, ExchangePage
from ui.pages.ordinary_queue import ACT, JOURNAL, PAPER, OrdinaryQueuePage
from ui.robot.hands import NoWay
from ui.robot.ways import Ways
from ui.widgets.tabs import Tabs

_MOST_TABS = 6


class BranchRoads(Ways):
    """Mixed into the roads; a method named like the word performs it by keys."""

    def _walk_tabs(self, tabs: Tabs, wanted: str) -> None:
        """Left and Right on the tabs until that view is shown."""
        here = tabs.first_focus()
        if here is None:
            raise NoWay("the page has no tabs")
        for _ in range(_MOST_TABS):
            if tabs.current_id() == wanted:
                return
            self.hands.go_to(tabs.first_focus() or here)
            self.hands.press(Qt.Key.Key_Right)
        raise NoWay("the tabs do not lead there")

    def settle_letter(self, command: SettleLetter) -> None:
        """The letters to decide, that one, what was found out, Enter."""
        page = self.turn("exchange")
        assert isinstance(page, ExchangePage)  # noqa: S101
        page.read_lists()
        self.hands.settle()
        self._walk_tabs(page.tabs, LETTERS)
        self.hands.open_card(page.list.list, command.letter)
        self.hands.fill(page.fields, {"reason": command.reason})
        self.go_on_as(tr_("Settle the letter"))

    def _day(self, tab: str) -> BranchDayPage:
        page = self.turn("branch_day")
        assert isinstance(page, BranchDayPage)  # noqa: S101 - the table of pages says so
        page.refresh()
        self.hands.settle()
        self._walk_tabs(page.tabs, tab)
        return page

    def _ordinary(self, tab: str) -> OrdinaryQueuePage:
        page = self.turn("ordinary_queue")
        assert isinstance(page, OrdinaryQueuePage)  # noqa: S101
        page.refresh()
        self.hands.settle()
        self._walk_tabs(page.tabs, tab)
        return page

    # Before the doors open.

    def check_camera_sign(self, _command: CheckCameraSign) -> None:
        """The sign was seen: Enter."""
        self._day(OPENING)
        self.go_on_as(tr_("The sign is in place"))

    def print_camera_sign(self, _command: PrintCameraSign) -> None:
        """The button of the view."""
        panel = self._day(OPENING).panel
        assert isinstance(panel, OpeningPanel)  # noqa: S101
        if not panel.print.isVisible():
            raise NoWay("without cameras no sign is offered")
        self.hands.push(panel.print.text(), panel)

    def confirm_opening(self, _command: ConfirmOpening) -> None:
        """Enter, once nothing is missing."""
        self._day(OPENING)
        self.go_on_as(tr_("Confirm the opening"))

    # The day.

    def release_desk(self, command: ReleaseDesk) -> None:
        """The desk from the list, the reason, Enter."""
        page = self._day(DESKS)
        panel = page.panel
        assert isinstance(panel, DesksPanel)  # noqa: S101
        self.hands.open_card(panel.list.list, command.desk)
        self.hands.fill(page.fields, {"reason": command.reason})
        self.go_on_as(tr_("Set desk {number} free", number=command.desk))

    def decide_tail(self, command: DecideTail) -> None:
        """The rule, the reason, Enter."""
        page = self._day(CLOSING)
        panel = page.panel
        assert isinstance(panel, ClosingPanel)  # noqa: S101
        self.hands.choose(command.rule.value, panel.rules)
        self.hands.fill(page.fields, {"reason": command.reason})
        self.go_on_as(tr_("Record the rule of the day"))

    def close_line(self, command: CloseLine) -> None:
        """The reason, the tick for new tickets, Enter."""
        page = self._day(CLOSING)
        panel = page.panel
        assert isinstance(panel, ClosingPanel)  # noqa: S101
        if command.reason:
            self.hands.fill(page.fields, {"reason": command.reason})
        if command.paper:
            self.hands.tick(panel.paper)
        self.go_on_as(tr_("Close the line"))

    def carry_over(self, command: CarryOver) -> None:
        """Marks, the reason, Enter."""
        page = self._day(LEFT)
        self._mark(page.panel, command.tickets)
        self.hands.fill(page.fields, {"reason": command.reason})
        count = len(command.tickets or page.day.left if page.day is not None else ())
        self.go_on_as(tr_("Into today's line: {count}", count=count))

    def end_ticket(self, command: EndTicket) -> None:
        """One mark, the reason, the button."""
        page = self._day(LEFT)
        self._mark(page.panel, (command.ticket,))
        self.hands.fill(page.fields, {"reason": command.reason})
        self.hands.push(tr_("End the ticket {number}", number=command.ticket), page)

    def _mark(self, panel: object, tickets: tuple[str, ...]) -> None:
        assert isinstance(panel, LeftPanel)  # noqa: S101
        for card in panel.list.list.cards.cards:
            if card.current != (card.id in tickets):
                self.hands.open_card(panel.list.list, card.id)

    # The ordinary queue.

    def declare_failure(self, command: DeclareFailure) -> None:
        """The cause, more about it, since when, Enter."""
        page = self._ordinary(ACT)
        if command.cause is not None:
            self.hands.choose(command.cause.value, page.act.causes)
        if command.note:
            self.hands.fill(page.fields, {"note": command.note})
        if command.started_at is not None:
            self.hands.type_into(page.act.since, show_time(command.started_at).replace(":", ""))
        self.go_on_as(tr_("Declare the ordinary queue"))

    def confirm_failure(self, _command: ConfirmFailure) -> None:
        """One key."""
        self._ordinary(ACT).focus_first()
        self.go_on_as(tr_("The failure lasts: confirm"))

    def end_failure(self, _command: EndFailure) -> None:
        """The button beside the confirmation."""
        page = self._ordinary(ACT)
        self.hands.push(tr_("The electronic queue works again"), page)

    def close_failure(self, _command: CloseFailure) -> None:
        """Enter, when every line is reconciled."""
        self._ordinary(ACT).focus_first()
        self.go_on_as(tr_("Close the act"))

    def enter_arrival(self, command: EnterArrival) -> None:
        """Four digits of the time, what differs from the line before, Enter."""
        page = self._ordinary(PAPER)
        entry = page.entry
        if command.line and entry.line.digits != str(command.line):
            self.hands.put(entry.line, command.line)
        if entry.day.isVisible():
            self.hands.put(entry.day, command.arrived_at.date())
        self.hands.type_into(entry.time, show_time(command.arrived_at).replace(":", ""))
        self.hands.put(entry.ends, command.end.value if command.end is not None else "")
        self.hands.choose(command.purpose.value, entry.purposes)
        self.hands.choose(command.language.value, entry.languages)
        told = {"link": command.link, "reason": command.reason}
        self.hands.fill(entry.fields, {name: words for name, words in told.items() if words})
        self.go_on_as(tr_("Take the line over"))

    def settle_line(self, command: SettleLine) -> None:
        """The line from the journal, its end, its case or its reason, Enter."""
        page = self._ordinary(JOURNAL)
        journal = page.journal
        if journal.line is None or journal.line.ticket != command.ticket:
            self.hands.open_card(journal.list.list, command.ticket)
        self.hands.choose(command.end.value, journal.ends)
        told = {"link": command.link, "reason": command.reason}
        self.hands.fill(journal.fields, {name: words for name, words in told.items() if words})
        self.go_on_as(tr_("Write down line {ticket}", ticket=command.ticket))

    def print_blank_journal(self, command: PrintBlankJournal) -> None:
        """So many sheets, their language, the button."""
        page = self._ordinary(ACT)
        self.hands.put(page.act.sheet.sheets, command.sheets)
        self.hands.choose(command.language.value, page.act.sheet.languages)
        self.hands.push(tr_("Print the blank journal"), page)
