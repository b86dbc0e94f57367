"""The notices of changed acts in resources/notices: every file read, broken ones left out and named."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.catalogue.service_checks import DUPLICATE, UNKNOWN_NAME
from app.catalogue.service_file import (
    MISSING_KEY,
    UNREADABLE,
    WRONG_VALUE,
    FileDefectError,
    Problem,
    ServiceText,
    convert,
    read_toml,
)
from app.domain.notice import Notice
from resources import path


@dataclass(frozen=True, slots=True)
class NoticeFolder:
    """Every usable notice, the earliest effect first, and the problems of the files left out."""

    notices: tuple[Notice, ...] = ()
    problems: tuple[Problem, ...] = ()


def load_notices(
    directory: Path | None = None, *, practice: bool = False, services: Collection[str] = ()
) -> NoticeFolder:
    """Read every notice of ``directory`` (the shipped folder by default); nothing is raised.

    Notices made up for training are read with ``practice`` only. With ``services`` a notice about
    a service outside it is left out too: it would stop nobody, and nobody would know.
    """
    notices: dict[str, Notice] = {}
    problems: list[Problem] = []
    for file in sorted((directory or path("notices")).glob("*.toml")):
        try:
            source = read_toml(file.name, file.read_bytes())
            notice = _read(source, services)
        except OSError as error:
            problems.append(Problem(file=file.name, code=UNREADABLE, detail=str(error)))
            continue
        except FileDefectError as error:
            problems.extend(error.problems)
            continue
        if notice.id in notices:
            problems.append(source.problem(DUPLICATE, "id", name=notice.id))
        elif practice or not notice.practice:
            notices[notice.id] = notice
    found = sorted(notices.values(), key=lambda notice: (notice.effective_on, notice.id))
    return NoticeFolder(tuple(found), tuple(problems))


def _read(source: ServiceText, services: Collection[str]) -> Notice:
    """One notice. Raises ``FileDefectError`` with everything that is wrong with it."""
    notice: Notice = convert(source, source.data, Notice)
    defects = tuple(_defects(source, notice, services))
    if defects:
        raise FileDefectError(*defects)
    return notice


def _defects(source: ServiceText, notice: Notice, services: Collection[str]) -> Iterator[Problem]:
    """Every word in both languages, at least one service, and only services that exist."""
    for name in ("id", "source"):
        if not getattr(notice, name).strip():
            yield source.problem(MISSING_KEY, name)
    for name in ("act", "summary"):
        words = getattr(notice, name)
        for lang in ("kk", "ru"):
            if not getattr(words, lang).strip():
                yield source.problem(MISSING_KEY, f"{name}.{lang}")
    if not notice.services:
        yield source.problem(WRONG_VALUE, "services")
    for service in notice.services:
        if services and service not in services:
            yield source.problem(UNKNOWN_NAME, "services", name=service)
