"""The form of the application: what systems formed is read, what is lacking is typed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.language import Lang
from app.domain.passport import FieldKind, FormField, PassportText
from app.usecases.views import FieldView
from ui.binding.presentation import FactGroup, FactItem
from ui.binding.texts import tr_, ui_language
from ui.pages.blocks import Card, Columns, PickBox
from ui.pages.person_fields import bin_problem, iin_problem
from ui.theme.metrics import GAP
from ui.widgets.date_edit import DateEdit
from ui.widgets.digits_edit import DigitsEdit
from ui.widgets.fact_card import FactCard
from ui.widgets.field import Field

_NUMBERS: dict[FieldKind, Callable[[str], str]] = {
    FieldKind.IIN: iin_problem,
    FieldKind.BIN: bin_problem,
}


class FormCard(QWidget):
    """Signals: ``changed`` after something was typed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._views: tuple[FieldView, ...] = ()
        self._kept: dict[str, str] = {}
        self._lang = Lang.KK
        self._card, self._columns = Card(), Columns()
        self._card.add(self._columns)
        self._formed = FactCard()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        box.addWidget(self._card)
        box.addWidget(self._formed)

    def forget(self) -> None:
        """Another case: nothing typed stays."""
        self._views, self._kept = (), {}
        self._columns.clear()
        self.fields = {}

    def render_form(self, views: tuple[FieldView, ...], *, typing: bool, lang: Lang) -> None:
        """Show ``views``; with ``typing`` those that no system formed can be typed. What is being
        typed stays. A choice is written down in ``lang``, that of the papers."""
        self._lang = lang
        open_ = tuple(view for view in views if not view.read_only) if typing else ()
        if tuple(v.field.id for v in open_) != tuple(v.field.id for v in self._views):
            self._rebuild(open_)
        self._views = open_
        for view in open_:
            self._draw(view)
        self._card.head(tr_("Application: to be filled in with the applicant"))
        self._card.setVisible(bool(open_))
        self._columns.settle()
        read = tuple(view for view in views if view not in open_ and view.value)
        self._formed.show_group(_group(read, typing=typing))

    def typed(self) -> dict[str, str]:
        """What was typed and is not in the case yet, by field."""
        values = {view.field.id: self._value(view.field) for view in self._views}
        return {name: value for name, value in values.items() if value != self._kept[name]}

    def problems(self) -> dict[str, str]:
        """What is typed wrongly, by field."""
        found: dict[str, str] = {}
        for view in self._views:
            control = self.fields[view.field.id].control
            if isinstance(control, DigitsEdit | DateEdit) and control.text():
                found[view.field.id] = control.problem()
        return {name: words for name, words in found.items() if words}

    def first_empty(self) -> QWidget | None:
        """The first field that the act demands and that is empty, else the first at all."""
        empty = (v for v in self._views if v.field.required and not self._value(v.field))
        view = next(empty, None)
        return self.fields[view.field.id].control if view is not None else None

    def _rebuild(self, views: tuple[FieldView, ...]) -> None:
        self._columns.clear()
        self.fields = {}
        for view in views:
            control = self._control(view.field)
            shown = Field("", control)
            self.fields[view.field.id] = shown
            self._columns.add(shown)
            self._put(view.field, self._said(view))
            if isinstance(control, DigitsEdit | DateEdit):
                control.noticed.connect(shown.set_feedback)
        self._kept = {view.field.id: self._said(view) for view in views}

    def _control(self, field: FormField) -> QWidget:
        control: QWidget
        if field.choices:
            box = PickBox()
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
            return box
        if field.kind in _NUMBERS:
            control = DigitsEdit(length=12, groups=(6, 6), check=_NUMBERS[field.kind])
        elif field.kind is FieldKind.DATE:
            control = DateEdit()
        else:
            control = QLineEdit()
        control.textChanged.connect(lambda _text: self.changed.emit())
        return control

    def _draw(self, view: FieldView) -> None:
        shown, field = self.fields[view.field.id], view.field
        name = ui_language().of(field.label.shown)
        says_it = field.required or name.endswith(")")
        shown.set_label(name if says_it else tr_("{name} (if the applicant wishes)", name=name))
        if isinstance(shown.control, PickBox):
            of = ui_language().of
            offered = tuple((c.in_(self._lang), of(c.shown)) for c in field.choices)
            shown.control.offer((("", tr_("not chosen")), *offered))
        if isinstance(shown.control, DateEdit):
            shown.control.retranslate()
        said = self._said(view)
        if said != self._kept.get(field.id) and self._value(field) == self._kept[field.id]:
            self._put(field, said)
        self._kept[field.id] = said

    def _said(self, view: FieldView) -> str:
        """The value of the case; a choice that was written in the other language, in this one."""
        choice = _choice_of(view)
        return choice.in_(self._lang) if choice is not None else view.value

    def _value(self, field: FormField) -> str:
        control = self.fields[field.id].control
        if isinstance(control, DigitsEdit):
            return control.digits
        if isinstance(control, PickBox):
            return control.value()
        return control.text().strip() if isinstance(control, QLineEdit) else ""

    def _put(self, field: FormField, value: str) -> None:
        control = self.fields[field.id].control
        if isinstance(control, DigitsEdit):
            control.set_digits(value)
        elif isinstance(control, PickBox):
            control.take(value)
        elif isinstance(control, QLineEdit):
            control.setText(value)
            control.setCursorPosition(0)


def _group(views: tuple[FieldView, ...], *, typing: bool) -> FactGroup | None:
    if not views:
        return None
    facts = tuple(
        FactItem(label=ui_language().of(view.field.label.shown), value=_shown(view))
        for view in views
    )
    note = tr_("What a system formed is not overwritten: a difference is a note on the row.")
    title = tr_("Formed from the systems") if typing else tr_("Application")
    return FactGroup(title=title, facts=facts, note=note if typing else "")


def _choice_of(view: FieldView) -> PassportText | None:
    return next((c for c in view.field.choices if view.value in (c.shown.kk, c.shown.ru)), None)


def _shown(view: FieldView) -> str:
    """The value in the language of the window, where the passport says it in both."""
    choice = _choice_of(view)
    return ui_language().of(choice.shown) if choice is not None else view.value
