"""What a service file must satisfy beyond its shape: names, sources, grades, forbidden demands."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.catalogue.law import (
    RepealedAct,
    UnknownCitationError,
    citation,
    refuse_repealed,
)
from app.catalogue.service_file import (
    WRONG_VALUE,
    Common,
    FileDefectError,
    Problem,
    ServiceText,
    read_passport,
)
from app.domain.finding import Finding
from app.domain.passport import Clause, Grade, Passport, PassportStatus
from app.errors import declare
from app.rules.publication import import_findings, practice_findings, publication_findings
from app.rules.publication_rows import Publication
from i18n import N_

DUPLICATE = declare(
    "catalogue.duplicate",
    N_("{file}, line {line}: «{name}» stands twice."),
    N_("Keep one of the two."),
)
WRONG_NAME = declare(
    "catalogue.wrong_name",
    N_("{file}: the name of the file does not begin with the id «{name}» of the service."),
    N_("Name the file by the id of the service."),
)
UNKNOWN_NAME = declare(
    "catalogue.unknown_name",
    N_("{file}, line {line}: «{field}» names «{name}», which does not exist."),
    N_("Correct the name or add what it names."),
)
UNKNOWN_CITATION = declare(
    "catalogue.unknown_citation",
    N_("{file}, line {line}: the citation «{name}» is not in the table or is repealed."),
    N_("Take a citation in force from the table."),
)
NO_PROVENANCE = declare(
    "catalogue.no_provenance",
    N_("{file}, line {line}: it is not said where «{field}» was read."),
    N_("Enter the grade and the sources of the field."),
)
BOTH_WAYS = declare(
    "catalogue.both_ways",
    N_("{file}, line {line}: «{field}» is filled and called unknown at once."),
    N_("Remove it from the list of unknown fields, or empty it."),
)
FORBIDDEN = declare(
    "catalogue.forbidden",
    N_("{file}, line {line}: «{field}» breaks a rule of the catalogue ({name})."),
    N_("Correct the row; the service stays out of the catalogue until then."),
)
STATUS_LOWERED = declare(
    "catalogue.status_lowered",
    N_("{file}: the service stays a draft, {name} checks are not met."),
    N_("Open the list of what is lacking with: python -m app catalogue check"),
)

_ID = re.compile(r"[a-z][a-z0-9_]{1,60}")
_EDITION = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,30}")

GRADED = (
    "provider", "channels", "terms", "forms", "carriers", "results", "fee", "applicants",
    "must_not_demand", "refusal_grounds", "retention", "intake_day_counted", "register_code",
    "in_register", "act", "legacy",
)  # fmt: skip
"""Fields that need a grade as soon as they are filled; name and documents have their own check."""


def read_checked(source: ServiceText, common: Common, on: date) -> Passport:
    """One file as a passport fit for the catalogue, whatever its status.

    Raises :class:`FileDefectError` with every defect of a file that may not be used at all.
    """
    passport = read_passport(source, common)
    defects = [*_shape(source, passport), *_sources(source, passport, common)]
    publication = _publication(passport, common, on)
    defects += [_forbidden(source, finding) for finding in import_findings(publication)]
    if defects:
        raise FileDefectError(*defects)
    return passport


def check_passport(
    source: ServiceText, common: Common, on: date
) -> tuple[Passport, tuple[Problem, ...]]:
    """A file of the catalogue; the second part tells that its status had to be lowered.

    Raises :class:`FileDefectError` for a file that may not be used at all.
    """
    passport = read_checked(source, common, on)
    stem = source.file.removesuffix(".toml")
    if stem != passport.id and not stem.startswith(f"{passport.id}."):
        raise FileDefectError(source.problem(WRONG_NAME, "id", name=passport.id))
    lacking = [f for f in status_findings(passport, common, on) if f.blocks]
    if not lacking:
        return passport, ()
    params = {"name": str(len(lacking))}
    lowered = Problem(file=source.file, code=STATUS_LOWERED, params=params)
    return replace(passport, status=PassportStatus.DRAFT), (lowered,)


def status_findings(passport: Passport, common: Common, on: date) -> tuple[Finding, ...]:
    """What the passport lacks for the status it claims; a draft claims nothing."""
    publication = _publication(passport, common, on)
    if passport.status is PassportStatus.PUBLISHED:
        return publication_findings(publication)
    if passport.status is PassportStatus.PRACTICE:
        return practice_findings(publication)
    return ()


def lacking_for_publication(passport: Passport, common: Common, on: date) -> tuple[Finding, ...]:
    """What is lacking before the passport could be published on that day."""
    return publication_findings(_publication(passport, common, on))


def _publication(passport: Passport, common: Common, on: date) -> Publication:
    return Publication(
        passport=passport,
        corporation_hours=common.corporation_hours,
        on=on,
        dead_bases=tuple(_dead_bases(passport)),
    )


def _dead_bases(passport: Passport) -> Iterator[str]:
    """Acts and texts in the passport that name a repealed act as a basis."""
    named = [passport.act.title] if passport.act is not None else []
    named += [clause.text for _, clause in _clauses(passport)]
    for text in named:
        for words in (text.kk, text.ru):
            try:
                refuse_repealed(words)
            except RepealedAct:
                yield words


def _forbidden(source: ServiceText, finding: Finding) -> Problem:
    kind, _, name = finding.subject.partition(".")
    rows = source.data.get(kind, [])
    if isinstance(rows, dict):
        rows = rows.get("items", [])
        kind = f"{kind}.items"
    place = next(
        (
            i
            for i, row in enumerate(rows)
            if name in (row.get("id"), row.get("key"), row.get("code"))
        ),
        0,
    )
    return source.problem(FORBIDDEN, f"{kind}[{place}]", name=finding.requirement)


def _clauses(passport: Passport) -> Iterator[tuple[str, Clause]]:
    for row in passport.documents:
        yield f"documents.{row.id}", row.clause
        yield f"documents.{row.id}.without_consent", row.without_consent
        yield f"documents.{row.id}.certified_copy", row.certified_copy
    for entry in passport.fields:
        yield f"fields.{entry.id}", entry.clause
    for index, ground in enumerate(passport.refusal_grounds or ()):
        yield f"refusal_grounds[{index}]", ground.clause
    for restriction in passport.restrictions:
        yield f"restrictions.{restriction.key}", restriction.clause


def _shape(source: ServiceText, passport: Passport) -> Iterator[Problem]:
    """Names that cannot be, names that stand twice, names of nothing."""
    for name, value, shape in (("id", passport.id, _ID), ("edition", passport.edition, _EDITION)):
        if not shape.fullmatch(value):
            yield source.problem(WRONG_VALUE, name)
    fee_items = passport.fee.items if passport.fee is not None else ()
    lists: dict[str, list[str]] = {
        "documents": [row.id for row in passport.documents],
        "terms": [term.key for term in passport.terms],
        "fields": [entry.id for entry in passport.fields],
        "sources": [entry.key for entry in passport.sources],
        "fee.items": [f"{entry.key} {entry.valid_from or ''}".strip() for entry in fee_items],
        "procedures": [entry.id for entry in passport.procedures],
    }
    for where, names in lists.items():
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield source.problem(DUPLICATE, where, name=name)
    for where, clause in _clauses(passport):
        if clause.citation and not _citation_stands(clause.citation):
            yield source.problem(UNKNOWN_CITATION, where, name=clause.citation)


def _citation_stands(citation_id: str) -> bool:
    try:
        citation(citation_id)
    except (UnknownCitationError, RepealedAct):
        return False
    return True


def _sources(source: ServiceText, passport: Passport, common: Common) -> Iterator[Problem]:
    """Every filled field has a grade; every named source exists; nothing is known and unknown."""
    keys = {entry.key for entry in passport.sources} | {common.source.key}
    for name, mark in passport.provenance.items():
        for key in mark.sources:
            if key not in keys:
                yield source.problem(UNKNOWN_NAME, f"provenance.{name}", name=key)
    if passport.one_application:
        return
    for name in _filled(source):
        mark_of = passport.provenance.get(name)
        if mark_of is None:
            yield source.problem(NO_PROVENANCE, name)
        elif mark_of.grade is Grade.NONE:
            yield source.problem(BOTH_WAYS, name)


def _filled(source: ServiceText) -> Iterator[str]:
    for name in GRADED:
        if name in source.data:
            yield name
    if "documents" in source.data:
        yield "documents"
    named = source.data.get("name", {})
    for lang in ("kk", "ru"):
        if isinstance(named, dict) and named.get(lang):
            yield f"name.{lang}"
