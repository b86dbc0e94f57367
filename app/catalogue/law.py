"""The table of acts and citations in resources/law; no repealed act passes it as a basis."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from app.domain.citation import Act, ActStatus, Citation
from app.domain.language import Bilingual
from app.errors import InputInvalid, declare
from i18n import N_
from resources import path

REPEALED = declare(
    "law.repealed",
    N_("{act} is repealed by: {repealed_by}. It cannot be a basis."),
    N_("Name the act that is in force today."),
)
NOT_IN_FORCE = declare(
    "law.not_in_force",
    N_("{act} is not in force on {on}. It cannot be a basis on that day."),
    N_("Name the act that is in force on that day."),
)


class UnknownCitationError(KeyError):
    """The table of citations has no such id."""


class RepealedAct(InputInvalid):
    """A repealed act was named as a basis; the parameters name the act and what repealed it."""

    def __init__(self, act: Act, *, field: str = "citation") -> None:
        super().__init__(
            REPEALED,
            field=field,
            act_kk=act.title.kk,
            act_ru=act.title.ru,
            repealed_by_kk=act.repealed_by.kk,
            repealed_by_ru=act.repealed_by.ru,
        )
        self.act = act


def _read(name: str) -> dict[str, Any]:
    with path("law", name).open("rb") as handle:
        return tomllib.load(handle)


@lru_cache(maxsize=1)
def _acts() -> Mapping[str, tuple[Act, Mapping[str, Any]]]:
    return {row["id"]: (_act(row), row) for row in _read("acts.toml")["act"]}


def _act(row: Mapping[str, Any]) -> Act:
    return Act(
        id=row["id"],
        title=Bilingual(row["title_kk"], row["title_ru"]),
        of=Bilingual(row["of_kk"], row["of_ru"]),
        number=row["number"],
        adopted=row["adopted"],
        edition=row["edition"],
        in_force_from=row["in_force_from"],
        status=ActStatus(row["status"]),
        source=row["source"],
        repealed_by=Bilingual(row.get("repealed_by_kk", ""), row.get("repealed_by_ru", "")),
        repealed_on=row.get("repealed_on"),
    )


def all_acts() -> tuple[Act, ...]:
    """Every act of the table, the repealed ones among them."""
    return tuple(entry for entry, _ in _acts().values())


def act_by_id(act_id: str) -> Act:
    """One act by its id (``law``, ``rules``). Raises ``KeyError`` for an unknown one."""
    return _acts()[act_id][0]


@lru_cache(maxsize=8)
def _texts(name: str) -> Mapping[str, str]:
    """The official lines of every provision of one text, by id, in the order of the text."""
    blocks = re.split(
        r"^\[([\w.-]+)\]\n", path("law", "texts", name).read_text("utf-8"), flags=re.MULTILINE
    )
    return dict(zip(blocks[1::2], (block.strip() for block in blocks[2::2]), strict=True))


@lru_cache(maxsize=8)
def _whole(name: str) -> Mapping[str, str]:
    """Every provision with all its parts: its own lines followed by theirs."""
    whole: dict[str, list[str]] = {}
    for key, block in _texts(name).items():
        steps = key.split(".")
        for end in range(2, len(steps) + 1):
            whole.setdefault(".".join(steps[:end]), []).append(block)
    return {key: "\n".join(blocks) for key, blocks in whole.items()}


@lru_cache(maxsize=8)
def _table(act_id: str) -> Mapping[str, Citation]:
    act, row = _acts()[act_id]
    data = _read(row["citations"])
    kk = _whole(row["texts_kk"]) if "texts_kk" in row else {}
    ru = _whole(row["texts_ru"]) if "texts_ru" in row else {}
    return {
        entry["id"]: Citation(
            id=entry["id"],
            act=act,
            reference=Bilingual(entry["kk"], entry["ru"]),
            within=Bilingual(entry["kk_within"], entry["ru"]),
            text=Bilingual(kk.get(entry["id"], ""), ru.get(entry["id"], "")),
            ru_confirmed=data["ru_confirmed"],
            in_force_from=entry["from"],
            requirements=tuple(entry.get("requirements", ())),
        )
        for entry in data["citation"]
    }


def _find(citation_id: str) -> Citation:
    act_id = citation_id.partition(".")[0]
    if act_id not in _acts():
        raise UnknownCitationError(citation_id)
    try:
        return _table(act_id)[citation_id]
    except KeyError:
        raise UnknownCitationError(citation_id) from None


def citation(citation_id: str) -> Citation:
    """The provision of that id, fit to stand on.

    Raises :class:`UnknownCitationError` for an id the table does not hold and
    :class:`RepealedAct` for a provision of a repealed act.
    """
    found = _find(citation_id)
    if found.act.status is ActStatus.REPEALED:
        raise RepealedAct(found.act)
    return found


def basis(citation_id: str, on: date) -> Citation:
    """The same, when its act is in force on that day; else ``InputInvalid`` names act and day."""
    found = citation(citation_id)
    if not found.act.in_force(on):
        raise InputInvalid(
            NOT_IN_FORCE,
            field="citation",
            act_kk=found.act.title.kk,
            act_ru=found.act.title.ru,
            on=f"{on:%d.%m.%Y}",
        )
    return found


def layout_source(citation_id: str) -> Citation:
    """A provision whether in force or not: only for the editor of the catalogue, never a basis."""
    return _find(citation_id)


def all_citations() -> tuple[Citation, ...]:
    """Every provision that may be a basis today, act by act, in the order of the texts."""
    return tuple(
        entry
        for act in all_acts()
        if act.status is ActStatus.IN_FORCE
        for entry in _table(act.id).values()
    )


def _names(act: Act) -> Iterator[re.Pattern[str]]:
    """How free text names an act: its number with the sign of a number, near no other digit."""
    yield re.compile(rf"(?:№|N|No\.?)\s*{re.escape(act.number)}(?![\w/-])", re.IGNORECASE)


def refuse_repealed(words: str, *, field: str = "citation") -> None:
    """Raise :class:`RepealedAct` when free text names a repealed act as its basis («№ 126»)."""
    for act in all_acts():
        if act.status is ActStatus.REPEALED and any(name.search(words) for name in _names(act)):
            raise RepealedAct(act, field=field)
