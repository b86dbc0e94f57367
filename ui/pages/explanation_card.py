"""The card that goes with a provider's refusal: ground, reasons, how to apply again and complain."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.usecases.views import CaseView
from i18n import N_
from ui.binding.present_findings import citation_item
from ui.binding.presentation import CitationItem
from ui.binding.texts import tr_
from ui.theme.metrics import GAP_SMALL, TextRole
from ui.widgets.flow import FlowLayout
from ui.widgets.key_button import LinkButton
from ui.widgets.text import Label, wraps
from ui.widgets.tick import Tick

_POINTS: tuple[tuple[str, str], ...] = (
    (
        N_(
            "When the reasons are removed, the applicant may apply again: there is no waiting time."
        ),
        "law.19-1.3",
    ),
    (
        N_("A complaint is taken by the Corporation (five working days) or by the body (fifteen)."),
        "law.25",
    ),
    (N_("The applicant may go to court."), "law.4.1.6"),
)
"""What is explained, and the provision that it rests on."""


class ExplanationCard(QFrame):
    """Signals: ``ticked`` after the tick changed; ``norm_asked(object)`` with a ``CitationItem``."""

    ticked = Signal()
    norm_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "finding")
        self.setProperty("tone", "warn")
        self._title = Label("", TextRole.HEADING)
        self._ground, self._reasons = Label(""), Label("")
        self._points = [Label("") for _ in _POINTS]
        self._links = [LinkButton() for _ in _POINTS]
        self._norms: list[CitationItem | None] = [None] * len(_POINTS)
        self.tick = Tick()
        self.tick.toggled.connect(lambda _: self.ticked.emit())
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(GAP_SMALL)
        for part in (self._title, self._ground, self._reasons):
            box.addWidget(part)
        for place, (point, link) in enumerate(zip(self._points, self._links, strict=True)):
            row = QWidget()
            flow = FlowLayout(row, gap=8)
            flow.addWidget(point)
            flow.addWidget(link)
            wraps(row)
            box.addWidget(row)
            link.clicked.connect(lambda _=False, at=place: self._open(at))
        box.addWidget(self.tick)

    def clear(self) -> None:
        """Nothing was explained yet."""
        self.tick.setChecked(False)

    def is_ticked(self) -> bool:
        """Whether the operator says that it was explained."""
        return self.tick.isChecked()

    def show_refusal(self, case: CaseView) -> None:
        """Show ground and reasons as the provider gave them."""
        result = case.case.result
        if result is None:
            return
        self._title.setText(tr_("The provider refused: explain it to the applicant"))
        self.setAccessibleName(self._title.text())
        ground = result.refusal_ground or tr_("not named")
        self._ground.setText(tr_("Ground: {ground}", ground=ground))
        reasons = result.refusal_reasons or tr_("not named")
        self._reasons.setText(tr_("Reasons: {reasons}", reasons=reasons))
        self.tick.setText(tr_("Explained in the applicant's language"))
        for place, (words, citation) in enumerate(_POINTS):
            self._points[place].setText(tr_(words))
            norm = citation_item(citation)
            self._norms[place] = norm
            self._links[place].setVisible(norm is not None)
            self._links[place].setText(norm.label if norm is not None else "")

    def _open(self, place: int) -> None:
        norm = self._norms[place]
        if norm is not None:
            self.norm_asked.emit(norm)
