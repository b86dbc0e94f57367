"""Qt's own words (menus of fields, standard buttons) in kk and ru, with ours where they differ.

Qt's Kazakh catalogue calls Cancel «Бас тарту», which at this counter is the legal act of refusal
alone; so leaving is always «Кері қайту / Назад», and closing «Жабу / Закрыть».
"""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from i18n import N_
from ui.binding.texts import LanguageCenter

_OWN = {
    "Cancel": N_("Back"),
    "Close": N_("Close"),
    "Abort": N_("Back"),
    "Discard": N_("Leave without saving"),
}


class _OwnWords(QTranslator):
    """Answers for the words that must not be Qt's, whatever context asks."""

    def __init__(self, language: LanguageCenter) -> None:
        super().__init__()
        self._language = language

    def isEmpty(self) -> bool:
        """Qt leaves out a translator that calls itself empty."""
        return False

    def translate(
        self,
        context: str | bytes | bytearray | memoryview,  # noqa: ARG002 - Qt asks with a context
        source: str | bytes | bytearray | memoryview,
        disambiguation: str | bytes | bytearray | memoryview | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str:
        """Our word, or nothing to let Qt's own catalogue answer."""
        message = _OWN.get(str(source).replace("&", ""))
        if message is None:
            # Only a null string sends Qt to its own catalogue; an empty one would be shown.
            return None  # type: ignore[return-value]
        return self._language.text(message)


class QtWords:
    """Keeps Qt speaking the language of ``language`` for as long as this object lives."""

    def __init__(self, language: LanguageCenter) -> None:
        self._language = language
        self._own = _OwnWords(language)
        self._qt: QTranslator | None = None
        language.changed.connect(self.install)
        self.install()

    def install(self) -> None:
        """Load Qt's catalogue of the present language; ours is asked first."""
        self.remove()
        translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{self._language.lang.value}", folder):
            QCoreApplication.installTranslator(translator)
            self._qt = translator
        QCoreApplication.installTranslator(self._own)

    def remove(self) -> None:
        """Take both away."""
        for translator in (self._own, self._qt):
            if translator is not None:
                QCoreApplication.removeTranslator(translator)
        self._qt = None
