"""What changed between two editions of a service, as paths and in words of both languages."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.language import Bilingual
from app.domain.passport import Passport
from i18n import N_, text

FIELDS: dict[str, str] = {
    "name": N_("passport field: name"),
    "provider": N_("passport field: provider"),
    "channels": N_("passport field: ways of rendering"),
    "channels_note": N_("passport field: note on the ways"),
    "term_text": N_("passport field: term in words"),
    "terms": N_("passport field: terms"),
    "intake_day_counted": N_("passport field: whether the day of intake counts"),
    "one_working_day": N_("passport field: within one working day"),
    "early_delivery": N_("passport field: early delivery of the result"),
    "carriers": N_("passport field: carriers"),
    "forms": N_("passport field: forms"),
    "results": N_("passport field: results"),
    "retention": N_("passport field: storage class"),
    "fee": N_("passport field: fee"),
    "schedule": N_("passport field: work schedule"),
    "applicants": N_("passport field: applicants"),
    "documents": N_("passport field: documents and data"),
    "fields": N_("passport field: fields of the application"),
    "must_not_demand": N_("passport field: what must not be demanded"),
    "refusal_grounds": N_("passport field: grounds for refusal"),
    "legacy": N_("passport field: internal norms"),
    "act": N_("passport field: governing act"),
    "status": N_("passport field: status"),
    "edition": N_("passport field: edition"),
    "valid_from": N_("passport field: in force from"),
    "valid_to": N_("passport field: in force to"),
    "register_code": N_("passport field: code of the register"),
    "in_register": N_("passport field: entry in the register"),
    "practice": N_("passport field: values for training"),
    "members": N_("passport field: services of the bundle"),
    "notes": N_("passport field: notes"),
    "conflicts": N_("passport field: contradictions of the sources"),
    "sources": N_("passport field: sources"),
    "provenance": N_("passport field: origin of the data"),
}
"""The fields of a passport that have a word of their own; others are shown by their name."""

_ADDED = N_("{field}: added «{after}»")
_REMOVED = N_("{field}: removed «{before}»")
_CHANGED = N_("{field}: «{before}» became «{after}»")
_KEYS = ("id", "key", "code")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; an empty side means that the value was not there."""

    path: str
    before: str
    after: str

    @property
    def words(self) -> Bilingual:
        """The change as a sentence in both languages."""
        message = _CHANGED
        if not self.before:
            message = _ADDED
        elif not self.after:
            message = _REMOVED
        return Bilingual(kk=self._said("kk", message), ru=self._said("ru", message))

    def _said(self, lang: str, message: str) -> str:
        head, _, rest = self.path.partition(".")
        name = text(lang, FIELDS[head]) if head in FIELDS else head
        shown = f"{name} ({rest})" if rest else name
        return text(lang, message, field=shown, before=self.before, after=self.after)


def difference(before: Passport | None, after: Passport) -> tuple[Change, ...]:
    """Every changed value, by path; a service that is new differs in all it has."""
    old = dict(_flat(before)) if before is not None else {}
    new = dict(_flat(after))
    paths = [*new, *(path for path in old if path not in new)]
    found = (Change(path, old.get(path, ""), new.get(path, "")) for path in paths)
    return tuple(change for change in found if change.before != change.after)


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Leaves of a dataclass as text; empty ones are left out, rows are named by their key."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for entry in dataclasses.fields(value):
            yield from _flat(getattr(value, entry.name), _join(path, entry.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, _join(path, str(key)))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _flat(inner, _join(path, _name(inner, index)))
    elif value not in (None, ""):
        yield path, _leaf(value)


def _leaf(value: Any) -> str:
    if isinstance(value, bool):
        return "+" if value else "−"
    return str(value)


def _name(inner: Any, index: int) -> str:
    if isinstance(inner, str | StrEnum):
        return str(inner)
    for key in _KEYS:
        named = getattr(inner, key, "")
        if named:
            dated = getattr(inner, "valid_from", None)
            return f"{named} {dated}" if dated else str(named)
    return str(index + 1)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
