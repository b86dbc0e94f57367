"""The desk that loses the branch's store: offers the ordinary queue, says where it works, leads back."""

from PySide6.QtCore import QObject

from app.domain.ordinary_queue import FailureCause
from app.domain.standing import Standing
from app.usecases.outcome import Outcome
from ui.binding.failures import notice_of
from ui.binding.present_findings import failure_notice, reason_of
from ui.binding.presentation import Tone, VerbItem
from ui.binding.relay import Relay
from ui.binding.texts import tr_
from ui.shell.parts import Fallback
from ui.shell.station import Station
from ui.widgets.sheet import ConfirmSheet

GO_OVER, COME_BACK = "go_over", "come_back"
"""Verbs of the menu, offered only while they mean something."""
_EVERY = 5
"""Seconds after which the store is asked whether it answers."""
_LIFE_EVERY = 20
"""Seconds after which the other workplaces are told that this desk is alive."""
_AWAY = (Standing.ORDINARY, Standing.REACHABLE)


class CutOff(QObject):
    """Watches where the desk works; the person decides, the window offers once and then waits."""

    def __init__(self, station: Station, fallback: Fallback, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station, self._fallback = station, fallback
        self._relay = Relay(self)
        self._seen = fallback.standing
        self._asking = False
        self._sheet: ConfirmSheet | None = None
        self._act = ""

    def tick(self, seconds: int) -> None:
        """A second went by."""
        if seconds % _EVERY == 0 and not self._asking:
            self._asking = True
            self._relay.bring(self._fallback.probe(), self._on_probed, lambda _error: self._rest())
        if seconds % _LIFE_EVERY == 0 and self._seen is not Standing.CUT_OFF:
            self._relay.bring(self._fallback.show_life(), lambda _hold: None, lambda _error: None)

    def close(self) -> None:
        """Hear nothing more."""
        self._relay.close()

    @property
    def standing(self) -> Standing:
        """Where the desk works, as it was seen last."""
        return self._seen

    def entries(self) -> tuple[VerbItem, ...]:
        """What the menu offers now; nothing while the branch's store answers."""
        if self._seen is Standing.CUT_OFF:
            return (VerbItem(verb=GO_OVER, label=tr_("Go over to the ordinary queue")),)
        if self._seen in _AWAY:
            silent = self._seen is Standing.ORDINARY
            blocked = tr_("the branch's store does not answer yet") if silent else ""
            label = tr_("Come back to the electronic queue")
            return (VerbItem(verb=COME_BACK, label=label, blocked=blocked),)
        return ()

    def press(self, verb: str) -> bool:
        """Carry a verb of the menu; whether it was one of these."""
        if verb == GO_OVER:
            cause, note = FailureCause.SERVER, ""
            self._relay.bring(self._fallback.go_over(cause, note), self._on_over, self._on_error)
        elif verb == COME_BACK:
            self._relay.bring(self._fallback.come_back(), self._on_back, self._on_error)
        else:
            return False
        return True

    def _rest(self) -> None:
        self._asking = False

    def _on_probed(self, standing: Standing) -> None:
        self._rest()
        self._on_standing(standing)

    def _on_standing(self, standing: Standing) -> None:
        if standing is self._seen:
            return
        before, self._seen = self._seen, standing
        self._station.draw_soon()
        if standing is Standing.CUT_OFF:
            self._offer(
                GO_OVER,
                tr_("The queue cannot be reached"),
                tr_(
                    "The branch's store does not answer. In the ordinary queue the work goes on:"
                    " visitors are written into the journal with their true times, and everything"
                    " is taken over afterwards. What is acknowledged is kept."
                ),
                tr_("Go over to the ordinary queue"),
            )
        elif standing is Standing.REACHABLE:
            self._offer(
                COME_BACK,
                tr_("The queue can be reached again"),
                tr_(
                    "What was done here is taken over into the branch's store. Finish the present"
                    " visit first; the menu (F10) offers the way back at any time."
                ),
                tr_("Come back to the electronic queue"),
            )
        elif before is Standing.CUT_OFF and standing is Standing.ELECTRONIC:
            self._dismiss()
            self._station.tell(tr_("The queue can be reached again"))

    def _offer(self, act: str, title: str, words: str, button: str) -> None:
        if self._sheet is None:
            self._sheet = self._station.window.add_sheet(ConfirmSheet(self._station.window.work))
            self._sheet.confirmed.connect(lambda: self.press(self._act))
        self._act = act
        self._sheet.ask(title, words, button)

    def _dismiss(self) -> None:
        if self._sheet is not None:
            self._sheet.dismiss()

    def _on_over(self, outcome: Outcome) -> None:
        if self._told_no(outcome):
            return
        self._moved(self._fallback.standing)
        act = outcome.facts.get("act", "")
        words = tr_("The ordinary queue is in force here. The act of the failure: {act}.", act=act)
        self._station.tell(words, Tone.WARN, stays=True)

    def _on_back(self, outcome: Outcome) -> None:
        if self._told_no(outcome):
            return
        self._moved(self._fallback.standing)
        facts = {"tickets": "0", "cases": "0", **outcome.facts}
        words = tr_(
            "Back in the electronic queue. Taken over: tickets {tickets}, cases {cases}.",
            tickets=facts["tickets"],
            cases=facts["cases"],
        )
        self._station.tell(words, stays=True)

    def _moved(self, standing: Standing) -> None:
        """Another store is behind the desk now: everything is read anew."""
        self._seen = standing
        self._dismiss()
        self._station.session.open_case("")
        self._station.session.refresh()
        self._station.draw_soon()

    def _told_no(self, outcome: Outcome) -> bool:
        if outcome.ok:
            return False
        if outcome.findings:
            self._station.tell(reason_of(outcome.findings), Tone.STOP, stays=True)
        elif outcome.error is not None:
            self._station.tell_failure(failure_notice(outcome.error))
        return True

    def _on_error(self, error: BaseException) -> None:
        notice = notice_of(error)
        if notice is not None:
            self._station.tell_failure(notice)
