"""Open a draft for a service of the register, or for several by «one application»."""

from dataclasses import dataclass

from app.domain.language import Lang
from app.domain.passport import Carrier, Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseService:
    """Open a case (word ``choose_service``). ``language`` is that of the papers and has no default.

    ``services`` names several for «one application»; a passport with members opens them by itself.
    Empty ``term``, ``fee`` and ``carrier`` take the passport's only or first one.
    """

    service: str = ""
    services: tuple[str, ...] = ()
    language: Lang
    term: str = ""
    fee: str = ""
    category: str = ""
    channel: Channel = Channel.CORPORATION
    carrier: Carrier | None = None
    result_form: str = ""
    previous_case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLanguage:
    """Change the language of the case's papers before the receipt (word ``choose_language``)."""

    case: str = ""
    language: Lang
