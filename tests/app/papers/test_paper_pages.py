"""Finished papers: every word that was meant stands on the page, in one language, in PDF/A-2u."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from babel.messages.pofile import read_po

import i18n
from app.domain.codes import grouped, is_printed_code
from app.domain.figures import clock, count, day, moment, tenge
from app.domain.language import Lang
from app.domain.papers import (
    CameraSignPaper,
    ConsentAnswer,
    ConsentPrintForm,
    Discrepancy,
    NameplatePaper,
    NonReadiness,
    PackageLabel,
    Paper,
    PaperKind,
    PaperWorker,
    PassportPrintStatus,
    QueueTicketPaper,
)
from app.domain.person import PersonName
from app.papers import consents, issue, registers, service
from app.papers.render import FORMS, render
from tests.app.papers.paper_samples import Samples
from tests.app.papers.sample_pages import plain, sample_pdf

WordsOf = Callable[[bytes], str]
_EVERY = [(kind, lang) for kind in PaperKind for lang in Lang]
# A nameplate and the sign at the entrance speak both languages at once.
_BOTH = (PaperKind.NAMEPLATE, PaperKind.CAMERA_SIGN)
_ONE_LANGUAGE = [(kind, lang) for kind, lang in _EVERY if kind not in _BOTH]
_PRACTICE = {Lang.KK: "ОҚУ ҮЛГІСІ", Lang.RU: "УЧЕБНЫЙ ОБРАЗЕЦ"}


def _shown(name: str, value: Any) -> Iterator[str]:
    """What a person must be able to read of one field."""
    match value:
        case bool() | None | StrEnum():  # told in words, looked at on their own
            return
        case str():
            text = grouped(value) if is_printed_code(value) else value
            yield from (plain(line) for line in text.splitlines() if line.strip())
        case datetime() if name in _DAY_AND_TIME:
            yield from (day(value), clock(value))
        case datetime():
            yield plain(moment(value))
        case date():
            yield day(value)
        case Decimal():
            yield plain(tenge(value))
        case int():
            yield plain(count(value))
        case PersonName():
            yield value.full
        case tuple():
            for item in value:
                yield from _shown(name, item)
        case _ if is_dataclass(value):
            for field in fields(value):
                if field.name not in _NOT_PRINTED:
                    yield from _shown(field.name, getattr(value, field.name))


# Told by the paper itself, or by its square code.
_NOT_PRINTED = {"template", "version", "case_code", "pages"}
# The journal tells the day once and then only the time.
_DAY_AND_TIME = {"arrived_at", "called_at", "entered_at", "confirmations"}


@pytest.mark.requirement("R-089", "R-132", "R-146", "R-159", "R-182", "R-006", "R-015")
@pytest.mark.parametrize("long", [True, False], ids=["long", "short"])
@pytest.mark.parametrize(("kind", "lang"), _EVERY)
def test_everything_that_was_meant_can_be_read(
    kind: PaperKind, lang: Lang, long: bool, words_of: WordsOf
) -> None:
    paper = Samples(lang, long=long, practice=not long).of(kind)
    words = words_of(sample_pdf(kind, lang, long=long))
    if isinstance(paper, PackageLabel):
        head = (paper.head.number, paper.head.branch.address, grouped(paper.head.code))
        meant = [*head, paper.provider_code, paper.case_number, count(paper.sheets)]
    elif isinstance(paper, QueueTicketPaper):  # the whole of it is read in its own tests
        meant = [paper.number, moment(paper.taken_at), grouped(paper.code)]
    elif isinstance(paper, NameplatePaper):
        plate = (paper.name_kk, paper.name_ru, paper.position, paper.desk)
        meant = [*_shown("", plate), paper.head.number]
    elif isinstance(paper, CameraSignPaper):
        sign = (paper.system_operator, paper.contact)
        meant = [*_shown("", sign), paper.head.number, paper.head.branch.address]
    else:
        title = i18n.text(lang, FORMS[kind].title)
        meant = [title, *_shown("", paper)]
    assert [part for part in meant if plain(part) not in words] == []


@pytest.mark.requirement("R-087", "R-088", "R-138", "R-149")
@pytest.mark.parametrize(("kind", "lang"), _ONE_LANGUAGE)
def test_no_word_of_the_other_language_stands_on_a_paper(
    kind: PaperKind, lang: Lang, words_of: WordsOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Lang.RU if lang is Lang.KK else Lang.KK
    monkeypatch.setenv("LANGUAGE", other)
    monkeypatch.setenv("LANG", f"{other}_KZ.UTF-8")
    words = words_of(render(Samples(lang).of(kind)))
    assert words == words_of(sample_pdf(kind, lang, long=False))
    assert [said for said in _printed_words(other, but_not=lang) if said in words] == []


@cache
def _printed_words(lang: Lang, *, but_not: Lang) -> tuple[str, ...]:
    """Every word of papers in one language that could not be the other's."""
    mine, others = (_catalogue(one) for one in (lang, but_not))
    common = " ".join(others)
    return tuple(w for w in mine if len(w) > 4 and w.lower() not in common.lower())


def _catalogue(lang: Lang) -> list[str]:
    entries = []
    for name in ("papers.po", "papers_queue.po", "copies.po"):
        with (Path(i18n.__file__).parent / lang / name).open(encoding="utf-8") as handle:
            entries += [entry for entry in read_po(handle, locale=lang.value) if entry.id]
    said = ((entry.id, entry.string) for entry in entries if not entry.pluralizable)
    of_papers = (plain(str(words)) for message, words in said if "paper: " in str(message))
    return [part for said in of_papers for part in re.split(r"\{\w+\}", said) if part.strip()]


def test_papers_have_words_that_could_give_a_mixture_away() -> None:
    for lang, other in ((Lang.KK, Lang.RU), (Lang.RU, Lang.KK)):
        assert len(_printed_words(lang, but_not=other)) > 100


@pytest.mark.parametrize(("kind", "lang"), _EVERY)
def test_a_practice_paper_says_so_on_every_page(
    kind: PaperKind, lang: Lang, words_of: WordsOf
) -> None:
    practice = words_of(sample_pdf(kind, lang, long=False))
    pages = len(pikepdf.open(io.BytesIO(sample_pdf(kind, lang, long=False))).pages)
    assert practice.count(f"{_PRACTICE[lang]} — ") == pages
    live = sample_pdf(kind, lang, long=True)
    if kind is not PaperKind.MEMO:
        assert _PRACTICE[lang] not in words_of(live)


@pytest.mark.parametrize(("kind", "lang"), _EVERY)
def test_a_paper_is_pdf_a_2u(kind: PaperKind, lang: Lang) -> None:
    data = sample_pdf(kind, lang, long=True)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root
        xmp = root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in xmp
        assert "<pdfaid:conformance>U</pdfaid:conformance>" in xmp
        assert str(root.Lang) == f"{lang}-KZ"
        (intent,) = root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"
        assert "/Encrypt" not in pdf.trailer
        assert "/Info" not in pdf.trailer
        assert len(pdf.trailer.ID) == 2
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        fonts = [o for o in fonts if o.get("/Type") == "/Font"]
        assert len(fonts) >= 2
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor, font.BaseFont
            assert "/ToUnicode" in font
            assert re.match(r"/[A-Z]{6}\+NotoSans", str(font.BaseFont))
    assert b"Helvetica" not in data


@pytest.mark.parametrize("kind", list(PaperKind))
def test_metadata_name_nobody(kind: PaperKind) -> None:
    paper = Samples(Lang.KK).of(kind)
    with pikepdf.open(io.BytesIO(sample_pdf(kind, Lang.KK, long=False))) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
    assert paper.head.number in xmp
    for name in ("Сынақов", "Тестов", "Ұлжан"):
        assert name not in xmp


def _every_choice(samples: Samples) -> Iterator[tuple[Paper, dict[Any, str]]]:
    """A paper for each value of what is told in words, with the words of all the values."""
    act, note = samples.discrepancy_act(), samples.non_readiness_note()
    passport, data, extract = (
        samples.service_passport(), samples.data_consent(), samples.extract_consent()
    )  # fmt: skip
    yield from ((replace(act, discrepancy=d), registers.DISCREPANCIES) for d in Discrepancy)
    yield from ((replace(note, reason=r), issue.REASONS) for r in NonReadiness)
    yield from ((replace(data, form=f), consents.FORMS) for f in ConsentPrintForm)
    yield from ((replace(extract, answer=a), consents.ANSWERS) for a in ConsentAnswer)
    yield from ((replace(passport, status=s), service.STATUSES) for s in PassportPrintStatus)


@pytest.mark.parametrize("lang", list(Lang))
def test_what_was_chosen_is_told_in_words(lang: Lang, words_of: WordsOf) -> None:
    for paper, table in _every_choice(Samples(lang, long=True)):
        chosen = next(
            v
            for f in fields(paper)
            if (v := getattr(paper, f.name)) in table  # type: ignore[arg-type]
        )
        words = words_of(render(paper))
        told = {value for value, message in table.items() if i18n.text(lang, message) in words}
        assert told == {chosen}


@pytest.mark.requirement("R-140")
@pytest.mark.parametrize("kind", list(PaperKind))
def test_the_same_paper_gives_the_same_bytes(kind: PaperKind) -> None:
    pdf = sample_pdf(kind, Lang.KK, long=False)
    again = Samples(Lang.KK).of(kind)
    assert pdf == render(again)
    changed = replace(again, head=replace(again.head, number="0214-26-017-99999"))
    assert pdf != render(changed)


@pytest.mark.requirement("R-089")
@pytest.mark.parametrize("lang", list(Lang))
def test_no_kazakh_letter_and_no_sign_is_lost(lang: Lang, words_of: WordsOf) -> None:
    everything = "ӘәҒғҚқҢңӨөҰұҮүҺһІі Ёё №«»—…–₸ Әбілқасымова Ұлжан Іңкәрқызы"
    receipt = Samples(lang).acceptance_receipt()
    service = replace(receipt.service, name=everything)
    words = words_of(render(replace(receipt, service=service, applicant=everything)))
    assert words.count(everything) == 2


def test_markup_in_data_is_data(words_of: WordsOf) -> None:
    tricky = '<b>Сынақ</b> & "Тест" &amp; <br/> {name} %s'
    words = words_of(render(replace(Samples(Lang.KK).acceptance_receipt(), applicant=tricky)))
    assert tricky in words


@pytest.mark.requirement("R-137")
def test_without_a_patronymic_nothing_stands_in_its_place(words_of: WordsOf) -> None:
    worker = PaperWorker(name=PersonName("Тестов", "Асан"))
    for lang in Lang:
        receipt = replace(Samples(lang).acceptance_receipt(), accepted_by=worker)
        words = words_of(render(receipt))
        assert "Тестов Асан" in words
        assert not re.search("отчеств|әкесінің", words)
