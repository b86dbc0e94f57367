"""Seen before the PIN: whose key signs, what speaks against it, what it signs; after it the verdict."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import ERROR_TEXTS
from app.usecases.key_view import KeyView, SignatureView
from ui.binding.present_findings import finding_items
from ui.binding.presentation import FactGroup, FactItem, Tone
from ui.binding.texts import show_date, show_moment, tr_, ui_language
from ui.theme.metrics import GAP
from ui.widgets.fact_card import FactCard
from ui.widgets.finding_card import FindingCard
from ui.widgets.notices import Banner

_HASH_SHOWN = 16


class KeyPanel(QWidget):
    """The key and the thing to be signed side by side in one card, with cards for what speaks
    against the key. Hidden while there is nothing to show."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._note = Banner("")
        self._card = FactCard()
        self._box.addWidget(self._note)
        self._box.addWidget(self._card)
        self._cards: list[FindingCard] = []
        self._view: KeyView | None = None
        self._failure = ""
        self._show()

    @property
    def view(self) -> KeyView | None:
        """What is shown."""
        return self._view

    def show_key(self, view: KeyView | None, failure: str = "") -> None:
        """Show the key; ``failure`` says why a look at it led to nothing."""
        self._view, self._failure = view, failure
        self._show()

    def _show(self) -> None:
        view = self._view
        for card in self._cards:
            self._box.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        words = self._failure or (_trouble(view) if view is not None else "")
        self._note.setVisible(bool(words))
        self._note.show_words(words, Tone.STOP if self._failure else Tone.INFO)
        self._card.show_group(_group(view) if view is not None and view.shown else None)
        for item in finding_items(view.findings) if view is not None else ():
            # The norm is opened from the right zone; here the page has nowhere to show it.
            card = FindingCard(replace(item, citation=None))
            self._cards.append(card)
            self._box.addWidget(card)
        self.setVisible(bool(words) or (view is not None and view.shown))


def _trouble(view: KeyView) -> str:
    if view.shown or view.trouble not in ERROR_TEXTS:
        return ""
    texts = ERROR_TEXTS[view.trouble]
    return f"{tr_(texts.message)} {tr_(texts.advice)}"


def _group(view: KeyView) -> FactGroup:
    of = ui_language().of
    until = show_date(view.valid_until.date()) if view.valid_until is not None else ""
    said = (
        (tr_("Key of"), " ".join(part for part in (view.holder, view.iin) if part)),
        (tr_("Role in the certificate"), ", ".join(of(role) for role in view.roles)),
        (tr_("Organisation"), ", ".join(part for part in (view.organisation, view.bin) if part)),
        (tr_("In force until"), until),
        (tr_("Signed will be"), "; ".join(of(name) for name in view.services)),
        (tr_("Documents signed along"), str(view.documents)),
        (tr_("Hash of the text"), view.text_sha256[:_HASH_SHOWN]),
    )
    facts = tuple(FactItem(label=label, value=value) for label, value in said if value)
    return FactGroup(title=tr_("Before the PIN: whose key signs what"), facts=facts)


def verdict_words(view: SignatureView) -> tuple[str, Tone]:
    """The verdict on a signature that came back, in one line."""
    of = ui_language().of
    parts = [of(view.standing)]
    parts += [f"{of(reason)}." for reason in view.reasons]
    if view.signer:
        parts.append(tr_("Signed by: {name}", name=view.signer) + ".")
    if view.stamped_at is not None:
        parts.append(tr_("Time-stamped at {time}.", time=show_moment(view.stamped_at)))
    elif view.stamp_awaited:
        parts.append(tr_("Signed, not yet time-stamped; the stamp comes by itself."))
    return " ".join(parts), Tone.GOOD if view.valid else Tone.STOP
