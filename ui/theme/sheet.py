"""The style sheet of the program, made from the tokens and the text scale."""

from string import Template

from ui.theme.metrics import TYPE, Metrics, TextRole
from ui.theme.tokens import Tokens

_GROUND = """
QMainWindow, QDialog { background: $background; }
QFrame[surface="plain"], QWidget[surface="plain"] { background: $background; border: none; }
QFrame[surface="card"] { background: $surface; border: 1px solid $hairline; border-radius: 8px; }
QFrame[surface="sunken"] { background: $sunken; border: none; border-radius: 8px; }
QFrame[surface="rule"] { background: $hairline; border: none; max-height: 1px; min-height: 1px; }
QFrame[surface="finding"] { background: $surface; border: 1px solid $hairline;
    border-left: 5px solid $stop; border-radius: 8px; }
QFrame[surface="finding"][tone="warn"] { border-left-color: $warn; }
QFrame[surface="finding"][tone="info"] { border-left-color: $accent; }
QFrame[surface="finding"][tone="good"] { border-left-color: $good; }
QFrame[zone="header"] { background: $surface; border: none; border-bottom: 1px solid $hairline; }
QFrame[zone="header"][practice="true"] { border-bottom: 3px solid $focus; }
QFrame[zone="queue"] { background: $surface; border: none; border-right: 1px solid $hairline; }
QFrame[zone="side"] { background: $surface; border: none; border-left: 1px solid $hairline; }
QFrame[zone="bar"] { background: $bar; border: none; border-top: 1px solid $bar; }
QFrame[zone="sheet"] { background: $surface; border: 1px solid $line; }
QScrollArea, QScrollArea > QWidget > QWidget[surface="scroll"] { background: transparent; }
QScrollArea { border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: none; border: none; width: 0; height: 0; }
QToolTip { background: $bar; color: $on_bar; border: 1px solid $on_bar; padding: 4px 8px; }
QMenu { background: $surface; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 8px 16px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
"""

_WORDS = """
QLabel { background: transparent; color: $text; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="stop"] { color: $stop; }
QLabel[tone="bar"] { color: $on_bar; }
QLabel[tone="bar_warn"] { color: $bar_warn; }
QLabel[tone="bar_stop"] { color: $bar_stop; }
QLabel[role="section"] { color: $muted; }
QLabel[keycap="true"] { border: 1px solid $line; border-radius: 4px; padding: 0px 5px;
    background: $surface; color: $text; font-size: ${small}px; font-weight: 400; }
QLabel[keycap="bar"] { border: 1px solid $on_bar; border-radius: 4px; padding: 0px 5px;
    background: $on_bar; color: $bar; font-size: ${small}px; font-weight: 600; }
QFrame[chip] { border: none; border-radius: ${chip_radius}px; background: $sunken; }
QFrame[chip="good"] { background: $good_soft; }
QFrame[chip="warn"] { background: $warn_soft; }
QFrame[chip="stop"] { background: $stop_soft; }
QFrame[chip="info"] { background: $accent_soft; }
QFrame[chip="desk"] { background: $accent; border-radius: 6px; }
QFrame[chip="desk"] QLabel { color: $on_accent; }
QFrame[step] { border: none; border-radius: 6px; background: $sunken; }
QFrame[step="done"] { background: $good_soft; }
QFrame[step="current"] { background: $accent; }
QFrame[step="blocked"] { background: $stop_soft; border: 1px solid $stop; }
QFrame[step="done"] QLabel { color: $good; }
QFrame[step="current"] QLabel { color: $on_accent; font-weight: 700; }
QFrame[step="blocked"] QLabel { color: $stop; font-weight: 700; }
"""

_BUTTONS = """
QPushButton { background: $surface; color: $text; border: 1px solid $line; border-radius: 6px;
    padding: 6px 14px; min-height: ${inner_target}px; font-weight: 600; outline: none; }
QPushButton:hover { background: $accent_soft; border-color: $accent; }
QPushButton:pressed { background: $sunken; }
QPushButton[chosen="true"] { background: $accent_soft; border: 2px solid $accent; }
QPushButton:disabled { background: transparent; color: $muted; border: 1px dashed $line; }
KeyButton[variant="primary"] { background: $accent; border-color: $accent; }
KeyButton[variant="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
KeyButton[variant="primary"] QLabel[keycap="false"] { color: $on_accent; }
KeyButton[variant="danger"] { border-color: $stop; }
KeyButton[variant="danger"]:hover { background: $stop_soft; }
KeyButton[variant="danger"] QLabel[keycap="false"] { color: $stop; }
KeyButton[variant="quiet"] QLabel[keycap="false"] { color: $accent; }
KeyButton:disabled, KeyButton:disabled:hover { background: transparent;
    border: 1px dashed $line; }
KeyButton QLabel[keycap="false"]:disabled, KeyButton QLabel:disabled { color: $muted; }
KeyButton[variant="quiet"] { background: transparent; border-color: transparent; }
KeyButton[variant="quiet"]:hover { background: $accent_soft; border-color: $accent; }
KeyButton[variant="bar"] { background: transparent; border-color: transparent; color: $on_bar;
    padding: 1px 6px; min-height: ${bar_target}px; border-radius: 4px; }
KeyButton[variant="bar"] QLabel[keycap="false"] { color: $on_bar; font-weight: 400; }
KeyButton[variant="bar"]:hover { border-color: $on_bar; }
LinkButton QLabel { color: $accent; }
RowButton { background: transparent; border: 2px solid transparent; border-radius: 6px;
    min-height: 0; padding: 0; font-weight: 400; text-align: left; }
RowButton:hover { background: $accent_soft; }
RowButton:focus { background: $focus_soft; border-color: transparent; }
ChoiceRow { background: $surface; border: 1px solid $line; border-radius: 8px; }
ChoiceRow:hover { border-color: $accent; background: $accent_soft; }
ChoiceRow:checked { border: 2px solid $accent; background: $accent_soft; }
ChoiceRow:disabled { border: 1px dashed $line; background: transparent; }
ChoiceRow QLabel:disabled { color: $muted; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser, QComboBox, QSpinBox {
    background: $surface; color: $text; border: 1px solid $line;
    border-radius: 6px; padding: 6px 10px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QSpinBox { min-height: ${inner_target}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: 2px solid $accent; padding: 5px 9px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QTextEdit[invalid="true"] {
    border: 2px solid $stop; padding: 5px 9px; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $sunken; }
QLineEdit:disabled, QPlainTextEdit:disabled { border: 1px dashed $line; background: transparent; }
QLineEdit[digits="true"] { font-size: ${number}px; font-weight: 600; letter-spacing: 1px; }
QTextBrowser { border: none; padding: 0; background: transparent; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $line; }
QRadioButton, QCheckBox { color: $text; spacing: 10px;
    min-height: ${inner_target}px; }
QRadioButton::indicator { width: ${mark}px; height: ${mark}px;
    border: 2px solid $line; background: $surface; border-radius: ${mark_radius}px; }
QRadioButton::indicator:checked { border-color: $accent;
    background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5,
        stop:0 $accent, stop:0.55 $accent, stop:0.6 $surface, stop:1 $surface); }
QListView { background: transparent; border: none; outline: none; color: $text; }
QTableView { background: $surface; alternate-background-color: $background; color: $text;
    border: 1px solid $hairline; gridline-color: $hairline;
    selection-background-color: $accent_soft; selection-color: $text; }
QHeaderView::section { background: $sunken; color: $text; border: none; padding: 6px 8px;
    font-weight: 600; }
QProgressBar { background: $sunken; border: none; border-radius: 4px;
    max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
"""

_APPLICANT = """
QWidget#applicant_surface { background: $background; }
QFrame[zone="applicant_head"] { background: $accent; border: none; }
QFrame[zone="applicant_head"][practice="true"] { border-bottom: 4px solid $focus; }
QFrame[zone="applicant_head"] QLabel { color: $on_accent; }
BigButton { background: $surface; border: 3px solid $accent; border-radius: 14px; padding: 8px 16px;
    min-height: 0; color: $text; }
BigButton:hover { background: $accent_soft; }
BigButton[variant="primary"] { background: $accent; color: $on_accent; }
BigButton[variant="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
BigButton[variant="primary"] QLabel { color: $on_accent; }
BigButton:disabled { background: transparent; border: 2px dashed $line; }
BigButton QLabel:disabled { color: $muted; }
BigButton[variant="head"] { background: transparent; border: 2px solid transparent;
    border-radius: 8px; padding: 4px 12px; }
BigButton[variant="head"]:hover { border-color: $on_accent; background: transparent; }
BigButton[variant="head"]:checked { border-color: $on_accent; }
BigButton[variant="head"]:disabled { border-color: transparent; }
BigButton[variant="head"] QLabel { color: $on_accent; }
"""

_SHEET = Template(_GROUND + _WORDS + _BUTTONS + _FIELDS)
_APPLICANT_SHEET = Template(_APPLICANT)


def _type_rules(metrics: Metrics) -> str:
    rules = (
        f'QLabel[role="{role.value}"] '
        f"{{ font-size: {metrics.font(role)}px; font-weight: {weight}; }}"
        for role, (_, weight) in TYPE.items()
    )
    return "\n".join(rules)


def _sizes(metrics: Metrics) -> dict[str, str]:
    mark = metrics.px(18)
    sizes = {
        "small": metrics.font(TextRole.SMALL),
        "number": metrics.px(18),
        "inner_target": metrics.target - 14,
        "bar_target": metrics.half(22),
        "chip_radius": (metrics.px(16) + 6) // 2 - 1,
        "mark": mark,
        "mark_radius": mark // 2 + 2,
    }
    return {name: str(value) for name, value in sizes.items()}


def style_sheet(tokens: Tokens, metrics: Metrics) -> str:
    """The sheet of the operator's windows."""
    sheet = _SHEET.substitute(tokens.as_mapping() | _sizes(metrics))
    return f"* {{ font-size: {metrics.font(TextRole.BODY)}px; }}\n{sheet}{_type_rules(metrics)}"


def applicant_sheet(tokens: Tokens, metrics: Metrics) -> str:
    """The sheet of the applicant's screen, which has a text scale of its own."""
    sheet = _APPLICANT_SHEET.substitute(tokens.as_mapping() | _sizes(metrics))
    return f"{sheet}{_type_rules(metrics)}"
