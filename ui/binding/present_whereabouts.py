"""Where a thing is and through whose hands it went, in the words of the window."""

from app.domain.scan_run import RunKind
from app.domain.unit_states import UnitKind
from app.usecases.whereabouts import Hands, Holder, Passage, Sighting, Whereabouts
from i18n import N_
from ui.binding.present_custody import code_words, unit_chip
from ui.binding.presentation import FactGroup, FactItem
from ui.binding.texts import show_moment, tr_, tr_plural, ui_language

KINDS: dict[UnitKind, str] = {
    UnitKind.OUT: N_("Package for the provider"),
    UnitKind.IN: N_("Result"),
    UnitKind.RET: N_("Unclaimed return"),
    UnitKind.ORIG: N_("Retained originals"),
}
_HOLDERS: dict[Holder, str] = {
    Holder.EMPLOYEE: N_("employee"),
    Holder.SECTOR: N_("issuing sector"),
    Holder.PROVIDER: N_("provider"),
    Holder.APPLICANT: N_("applicant"),
}
_PASSAGES: dict[str, str] = {
    "pack": N_("packed, the label made"),
    "seal": N_("sealed"),
    "reopen": N_("opened again"),
    "hand_over": N_("handed to the provider"),
    "not_accepted": N_("not accepted by the provider"),
    "take_back": N_("put in order, sealed again"),
    "receive_result": N_("received from the provider"),
    "to_issuing_sector": N_("laid into the issuing sector"),
    "keep": N_("kept: nobody came on the promised day"),
    "list_for_return": N_("listed for return"),
    "take_off_return_list": N_("taken off the return list"),
    "return_unclaimed": N_("returned to the provider as unclaimed"),
    "issue": N_("issued"),
    "give_back": N_("given back: the application was withdrawn"),
    "record_discrepancy": N_("a discrepancy act was written"),
    "close_discrepancy": N_("the discrepancy act was closed"),
    "relabel": N_("a new label was printed, the former code is dead"),
}
_STILL = frozenset({"seal", "reopen", "not_accepted", "take_back", "keep", "list_for_return",
                    "take_off_return_list", "record_discrepancy", "close_discrepancy",
                    "relabel"})  # fmt: skip
"""Moves that leave the thing in the hands that it was in."""


def hands_words(hands: Hands) -> str:
    """Whose hands these are, with the name where there is one."""
    name = ui_language().of(hands.name)
    words = tr_(_HOLDERS[hands.holder])
    return f"{words} {name}" if name else words


def way_group(found: Whereabouts) -> FactGroup:
    """Where the thing is, since when, and every move of it, the latest first."""
    place = place_group(found)
    told = [
        *((one.at, _passage(one)) for one in found.passages),
        *((one.at, _sighting(one)) for one in found.sightings),
    ]
    way = tuple(
        FactItem(label=show_moment(at), value=words)
        for at, words in sorted(told, key=lambda one: one[0], reverse=True)
    )
    return FactGroup(title=place.title, lead=place.lead, facts=(*place.facts, *way))


def place_group(found: Whereabouts) -> FactGroup:
    """Where the thing is now and who answers for it."""
    state, _tone = unit_chip(found.state)
    where = f"{state}, {tr_('cell {cell}', cell=found.cell)}" if found.cell else state
    held = hands_words(found.hands)
    if found.since is not None:
        held = tr_("{hands}, since {moment}", hands=held, moment=show_moment(found.since))
    sheets = tr_plural("{count} sheet", "{count} sheets", found.sheets)
    facts = (
        FactItem(label=tr_("Where"), value=where, strong=True),
        FactItem(label=tr_("Who has it"), value=held, strong=True),
        FactItem(label=tr_("Case"), value=f"{found.number} · {ui_language().of(found.service)}"),
    )
    title = f"{tr_(KINDS[found.kind])} · {sheets}"
    return FactGroup(title=title, lead=code_words(found.code), facts=facts)


def _passage(one: Passage) -> str:
    words = [tr_(_PASSAGES.get(one.verb, one.verb))]
    if one.verb not in _STILL:
        way = f"{hands_words(one.given_by)} → {hands_words(one.taken_by)}"
        words.append(way)
    if one.register:
        words.append(tr_("register {number}", number=one.register))
    if one.scan:
        words.append(tr_("scan {number}", number=one.scan))
    if one.typed:
        words.append(tr_("the code was typed: {reason}", reason=one.typed))
    words.append(ui_language().of(one.operator))
    return " · ".join(dict.fromkeys(words))


def _sighting(one: Sighting) -> str:
    if one.kind is RunKind.CELL:
        words = (
            N_("read in the count of the cell {about}: does not belong there")
            if one.foreign
            else N_("read in the count of the cell {about}")
        )
        return tr_(words, about=one.about)
    return tr_("read in a run where it does not belong: {about}", about=one.about)
