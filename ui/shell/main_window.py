"""The operator's window: zones, keys, drawers, sheets. It is fed with words and decides nothing.

What covers the work (help, menu, norm, question, lock) is built when it is first wanted.
"""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.binding.presentation import (
    BarState,
    CitationItem,
    HeaderState,
    QueueState,
    SideState,
    StepPaneState,
    Tone,
    Verb,
    VerbItem,
    WindowState,
)
from ui.binding.texts import tr_, ui_language
from ui.pages.base import PageFrame
from ui.shell.bottom_bar import BottomBar
from ui.shell.header import HeaderBar
from ui.shell.keys import bind_keys
from ui.shell.queue_pane import QueuePane
from ui.shell.side_pane import SidePane
from ui.shell.step_pane import StepPane
from ui.shell.zones import SheetKind, Zones
from ui.theme.center import theme
from ui.widgets.focus_ring import FocusRing
from ui.widgets.late_focus import give_focus
from ui.widgets.roomy import is_enter
from ui.widgets.tab_walk import walk

if TYPE_CHECKING:
    from ui.shell.help_sheet import HelpSheet
    from ui.shell.lock import LockPane
    from ui.shell.menu_sheet import MenuSheet
    from ui.shell.norm_sheet import NormSheet
    from ui.widgets.sheet import ConfirmSheet, Sheet

_OF_THE_WINDOW = {Verb.HELP, Verb.MENU, Verb.FACTS, Verb.QUEUE, Verb.LOCK}


class MainWindow(QMainWindow):
    """One desk.

    Signals: ``verb_pressed(str)`` a great verb that may be carried out; ``ticket_chosen(str)``;
    ``intent(object)`` from the page; ``language_chosen(object)``, ``appearance_chosen(object)`` after
    it; ``locked``, ``unlocked``; ``unlock_asked(str)``; ``undone`` an act that was told; ``closing``.
    """

    verb_pressed = Signal(str)
    ticket_chosen = Signal(str)
    intent = Signal(object)
    language_chosen = Signal(object)
    appearance_chosen = Signal(object)
    locked = Signal()
    unlocked = Signal()
    unlock_asked = Signal(str)
    undone = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._person = ""
        self._busy = False
        self._sheets: list[Sheet] = []
        self._menu_items: tuple[VerbItem, ...] = ()
        self.asks_secret = True
        # Parents first: what changes its parent is dressed again. Zones in the order of reading.
        self._surfaces, self.work = QStackedWidget(self), QWidget()
        self.setCentralWidget(self._surfaces)
        self._surfaces.addWidget(self.work)
        self.header, self.queue = HeaderBar(self.work), QueuePane(self.work)
        self.step, self.side = StepPane(self.work), SidePane(self.work)
        self.bar = BottomBar(self.work)
        self.zones = Zones(self.work, (self.queue, self.step, self.side), self.add_sheet)
        self._lay_out()
        self.ring = FocusRing(self)
        self._connect()
        bind_keys(self, self.press)
        self.retranslate()

    def show_state(self, state: WindowState) -> None:
        """Show everything around the page."""
        self.show_header(state.header)
        self.show_queue(state.queue)
        self.show_step(state.step)
        self.show_side(state.side)
        self.show_bar(state.bar)

    def show_header(self, state: HeaderState) -> None:
        """Show the line at the top."""
        self._person = state.person
        self.header.render_header(state)
        self._fold()

    def show_queue(self, state: QueueState) -> None:
        """Show the left zone."""
        self._waiting = state.waiting
        self.queue.render_queue(state)
        self.header.show_counts(self._waiting, self._findings)

    def show_step(self, state: StepPaneState) -> None:
        """Show the staircase and the great verbs."""
        self.step.render_step(state)

    def show_side(self, state: SideState) -> None:
        """Show the right zone."""
        self._findings = len(state.findings)
        self.side.render_side(state)
        self.header.show_counts(self._waiting, self._findings)

    def show_bar(self, state: BarState) -> None:
        """Show the bar at the bottom."""
        self.bar.render_bar(state)

    def show_menu_items(self, items: tuple[VerbItem, ...]) -> None:
        """Put the entries of the menu above the settings."""
        self._menu_items = items
        if "menu" in self.__dict__:
            self.menu.render_items(items)

    def show_norm(self, item: CitationItem) -> None:
        """Open a norm in both languages."""
        self.zones.close_drawers()
        self.norm.show_norm(item)

    def tell(
        self, words: str, tone: Tone = Tone.GOOD, *, undo: bool = False, stays: bool = False
    ) -> None:
        """Say in one line what was done or what is not possible."""
        self.step.toast.show_words(words, tone, undo=undo, stays=stays)

    @cached_property
    def help(self) -> "HelpSheet":
        """The sheet of F1."""
        from ui.shell.help_sheet import HelpSheet  # noqa: PLC0415

        return self.add_sheet(HelpSheet(self.work))

    @cached_property
    def menu(self) -> "MenuSheet":
        """The sheet of F10."""
        from ui.shell.menu_sheet import MenuSheet  # noqa: PLC0415

        sheet = self.add_sheet(MenuSheet(self.work))
        sheet.verb_pressed.connect(self.verb_pressed)
        sheet.language_chosen.connect(self.language_chosen)
        sheet.appearance_chosen.connect(self.appearance_chosen)
        sheet.render_items(self._menu_items)
        return sheet

    @cached_property
    def norm(self) -> "NormSheet":
        """The sheet on which a norm is read."""
        from ui.shell.norm_sheet import NormSheet  # noqa: PLC0415

        return self.add_sheet(NormSheet(self.work))

    @cached_property
    def confirm(self) -> "ConfirmSheet":
        """The question before what cannot be undone."""
        from ui.widgets.sheet import ConfirmSheet  # noqa: PLC0415

        return self.add_sheet(ConfirmSheet(self.work))

    @cached_property
    def lock_pane(self) -> "LockPane":
        """What covers a locked window."""
        from ui.shell.lock import LockPane  # noqa: PLC0415

        pane = LockPane(self._surfaces)
        self._surfaces.addWidget(pane)
        pane.unlock_asked.connect(self.unlock_asked)
        return pane

    def add_sheet(self, sheet: SheetKind) -> SheetKind:
        """Know one more sheet over the work; keys and lock treat it as the window's own."""
        self._sheets.append(sheet)
        return sheet

    def add_page(self, word: str, page: PageFrame) -> None:
        """Give a step its page."""
        self.step.add_page(word, page)

    def show_page(self, word: str) -> PageFrame:
        """Turn to the page of a step; it takes the focus."""
        page = self.step.show_page(word)
        self.focus_page()
        return page

    def focus_page(self) -> None:
        """Give the focus to what the page names: the item that blocks, else the first."""
        page = self.step.page()
        if page is not None and not self._sheet():
            forward = self.step.verbs.button(Verb.CONTINUE)
            free = forward if forward is not None and forward.isEnabled() else None
            give_focus(page.first_focus() or free or page)

    def keep_focus(self) -> None:
        """What had the focus may be gone: then the page takes it again."""
        now = self.focusWidget()
        if now is None or not now.isVisible() or not now.isEnabled():
            self.focus_page()

    def set_busy(self, busy: bool) -> None:
        """Take no input for the page while a command runs; the window itself stays awake."""
        self._busy = busy
        page = self.step.page()
        if page is not None:
            page.setEnabled(not busy)
        if not busy:
            self.keep_focus()

    def lock(self) -> None:
        """Cover everything; sheets are closed, so that nothing shines through."""
        self._close_sheets()
        self._surfaces.setCurrentWidget(self.lock_pane)
        room = min(theme().metrics.px(440), self.width() - 32)
        self.lock_pane.begin(self._person, room, secret=self.asks_secret)
        self.locked.emit()

    def unlock(self) -> None:
        """Uncover the work where it was left."""
        self._surfaces.setCurrentWidget(self.work)
        self.unlocked.emit()
        self.focus_page()

    def refuse_unlock(self, words: str) -> None:
        """Stay locked and say why."""
        self.lock_pane.refuse(words)

    @property
    def is_locked(self) -> bool:
        """Whether the work is covered."""
        return self._surfaces.currentWidget() is not self.work

    def press(self, verb: str) -> None:
        """Do as the key of ``verb`` does."""
        if self.is_locked:
            return
        if verb in _OF_THE_WINDOW:
            self._own_verb(Verb(verb))
            return
        if self._sheet() or self._busy:
            return
        item = self.step.verbs.item(verb) or self.queue.item(verb)
        if item is not None and item.blocked:
            self.tell(item.blocked, Tone.WARN)
            return
        page = self.step.page()
        if verb == Verb.BACK and page is not None and page.leave():
            return
        if verb == Verb.CONTINUE and page is not None:
            page.submit()
        self.verb_pressed.emit(str(verb))

    def retranslate(self) -> None:
        """Name the window in the present language."""
        self.setWindowTitle(tr_("Tereze: the desk"))
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on and Esc goes back, when no control took them."""
        if is_enter(event) and not event.isAutoRepeat():
            self.press(Verb.CONTINUE)
        elif event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.press(Verb.BACK)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks in the order of reading."""
        return walk(self._surfaces, forward=forward) is not None

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the keyboard: where no window manager gives it, nobody else would."""
        super().showEvent(event)
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold the zones."""
        super().resizeEvent(event)
        self._fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell before going, so that what is typed can be kept."""
        self.closing.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self._waiting = self._findings = 0
        column, middle = QVBoxLayout(self.work), QHBoxLayout()
        for box in (column, middle):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(0)
        self.zones.fill(middle)
        column.addWidget(self.header)
        column.addLayout(middle, 1)
        column.addWidget(self.bar)
        self.resize(1366, 768)

    def _connect(self) -> None:
        for source in (self.queue, self.step, self.bar):
            source.verb_pressed.connect(self.press)
        self.queue.ticket_chosen.connect(self.ticket_chosen)
        self.step.intent.connect(self.intent)
        self.step.toast.undone.connect(self.undone)
        for reader in (self.step, self.side):
            reader.norm_asked.connect(self.show_norm)
        self.header.queue_button.clicked.connect(lambda: self.press(Verb.QUEUE))
        self.header.side_button.clicked.connect(lambda: self.press(Verb.FACTS))
        ui_language().changed.connect(self.retranslate)
        theme().changed.connect(self._fold)

    def _own_verb(self, verb: Verb) -> None:
        if verb is Verb.LOCK:
            self.lock()
            return
        opened = self._sheet()
        self._close_sheets()
        if verb is Verb.HELP and opened is not self.help:
            page = self.step.page()
            self.help.show_about(page.title if page else "", page.help if page else "")
            self.help.present()
        elif verb is Verb.MENU and opened is not self.menu:
            self.menu.present()
        elif verb is Verb.FACTS and opened is not self.zones.side_drawer:
            self.zones.open_side()
        elif verb is Verb.QUEUE and opened is not self.zones.queue_drawer:
            self.zones.open_queue()

    def _close_sheets(self) -> None:
        for sheet in self._sheets:
            sheet.dismiss()

    def _sheet(self) -> "Sheet | None":
        return next((sheet for sheet in self._sheets if sheet.isVisible()), None)

    def _fold(self) -> None:
        queue, side = self.zones.fold(self.width())
        self.header.fold(queue=queue, side=side)
        self.side.show_details(self.header.details())
