"""The four ways to identify as choices beside each other."""

from app.domain.identification import IdentitySource
from i18n import N_
from ui.binding.presentation import Choice
from ui.binding.texts import tr_
from ui.widgets.choice import ChoiceList

_SOURCES: dict[IdentitySource, tuple[str, str]] = {
    IdentitySource.CARD: (N_("Card reader"), N_("put the card in: the chip is read by itself")),
    IdentitySource.MRZ: (N_("Machine-readable zone"), N_("scan the lines or type them")),
    IdentitySource.DIGITAL: (N_("Digital document"), N_("the applicant confirms on their phone")),
    IdentitySource.TYPED: (N_("Typed from the document"), N_("with the reason why")),
}


class SourceChoice(ChoiceList):
    """Signals: ``chosen(str)`` the value of an ``IdentitySource``."""

    def __init__(self) -> None:
        super().__init__(beside=True)

    def show_source(self, source: IdentitySource) -> None:
        """Draw the ways in the present language, ``source`` taken."""
        choices = tuple(
            Choice(id=each.value, label=tr_(label), hint=tr_(hint))
            for each, (label, hint) in _SOURCES.items()
        )
        self.render_choices(choices, source.value)
