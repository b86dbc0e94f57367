"""The passport of a service in the window: its ten items in the law's order."""

from app.domain.passport import Passport
from app.usecases.passport_print import ten_items
from i18n import N_
from ui.binding.presentation import FactGroup, FactItem
from ui.binding.texts import tr_, ui_language

_ITEMS: dict[str, str] = {
    "provider": N_("Provider"),
    "ways": N_("Ways to obtain it"),
    "term": N_("Term"),
    "form": N_("Form of rendering"),
    "result": N_("Result"),
    "fee": N_("Fee"),
    "schedule": N_("Working hours"),
    "documents": N_("Documents and data"),
    "grounds": N_("Grounds for refusal by the provider"),
}


def passport_group(passport: Passport) -> FactGroup:
    """The ten items as one group; the name leads, what no source says is said to be unknown."""
    lang = ui_language().lang
    items = ten_items(passport, lang)
    unknown = tr_("no source says it")
    facts = tuple(
        FactItem(label=tr_(words), value="\n".join(items[key]) or unknown)
        for key, words in _ITEMS.items()
    )
    act = passport.act.title.in_(lang) if passport.act is not None else ""
    return FactGroup(
        title=tr_("Passport of the service"), lead=items["name"][0], facts=facts, note=act
    )
