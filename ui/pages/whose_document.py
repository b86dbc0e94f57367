"""Whose digital document it is: the applicant's own, or that of their minor child."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.binding.presentation import Choice
from ui.binding.texts import tr_
from ui.theme.metrics import GAP_SMALL, TextRole
from ui.widgets.choice import ChoiceList
from ui.widgets.date_edit import DateEdit
from ui.widgets.field import Field
from ui.widgets.text import Label

OWN, CHILD = "own", "child"


class WhoseDocument(QWidget):
    """Offers no adult: documents of grown-up relatives are shown by themselves (R-062)."""

    def __init__(self) -> None:
        super().__init__()
        self._owner, self._born = ChoiceList(beside=True), DateEdit()
        self.born_field = Field("", self._born)
        self._title, self._note = Label("", TextRole.STRONG), Label("", tone="muted")
        self._born.noticed.connect(self.born_field.set_feedback)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP_SMALL)
        for part in (self._title, self._owner, self.born_field, self._note):
            box.addWidget(part)
        self._owner.chosen.connect(lambda _id: self._shape())

    def retranslate(self) -> None:
        """Say everything in the present language."""
        self._title.setText(tr_("Whose document is it?"))
        self._owner.setAccessibleName(tr_("Whose document is it?"))
        labels = {OWN: tr_("The applicant's own"), CHILD: tr_("Of the applicant's minor child")}
        choices = tuple(Choice(id=key, label=label) for key, label in labels.items())
        self._owner.render_choices(choices, self.owner)
        self.born_field.set_label(tr_("The child's date of birth"))
        self._born.retranslate()
        self._note.setText(
            tr_(
                "The parent confirms the request in their own telephone. Adult members of the family"
                " show their documents themselves."
            )
        )
        self._shape()

    def clear(self) -> None:
        """Another document: the applicant's own until somebody says otherwise."""
        self._born.clear()
        self._owner.render_choices((), "")
        self.retranslate()

    @property
    def owner(self) -> str:
        """``own`` or ``child``."""
        return self._owner.current_id() or OWN

    def born(self) -> date | None:
        """The child's date of birth; ``None`` for the applicant's own document."""
        return self._born.day() if self.owner == CHILD else None

    def problem(self) -> str:
        """What is wrong with the date; empty when nothing is, or when none is asked for."""
        if self.owner == OWN:
            return ""
        lacking = "" if self._born.day() is not None else tr_("the date of birth is not typed yet")
        return self._born.problem() or lacking

    def _shape(self) -> None:
        child = self.owner == CHILD
        self.born_field.setVisible(child)
        self._note.setVisible(child)
