"""The nameplate of a workplace: both languages, any name, flat or folded."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from app.domain.language import Bilingual, Lang
from app.domain.papers import NameplatePaper
from app.domain.person import PersonName
from app.errors import InputInvalid
from app.papers.proof import LIMIT
from app.papers.render import render
from tests.app.papers.paper_samples import Samples

WordsOf = Callable[[bytes], str]


def _plate(*, practice: bool = False, **more: Any) -> NameplatePaper:
    return Samples(Lang.KK, practice=practice).nameplate(**more)


@pytest.mark.requirement("R-043")
def test_a_plate_has_name_position_and_desk_in_both_languages(words_of: WordsOf) -> None:
    plate = _plate(
        name_kk=PersonName("Қасымова", "Ұлжан", "Серікқызы"),
        name_ru=PersonName("Касымова", "Улжан", "Сериковна"),
        position=Bilingual("бас маман", "главный специалист"),
        desk=12,
    )
    words = words_of(render(plate))
    for meant in (
        "Қасымова Ұлжан Серікқызы", "Касымова Улжан Сериковна", "бас маман", "главный специалист",
        "12 Терезе · Окно", "«Азаматтарға арналған үкімет» мемлекеттік корпорациясы",
        "Государственная корпорация «Правительство для граждан»",
    ):  # fmt: skip
        assert words.count(meant) == 1


@pytest.mark.requirement("R-043")
def test_without_a_patronymic_the_plate_is_whole(words_of: WordsOf) -> None:
    words = words_of(render(_plate(name_kk=PersonName("Ким", "Анна"), name_ru=None)))
    assert "Ким Анна оператор" in words
    assert not re.search("отчеств|әкесінің", words)
    assert "Мадонна оператор" in words_of(render(_plate(name_kk=PersonName(given="Мадонна"))))


def test_what_is_the_same_in_both_languages_stands_once(words_of: WordsOf) -> None:
    name = PersonName("Ким", "Анна")
    words = words_of(render(_plate(name_kk=name, name_ru=name)))
    assert words.count("Ким") == 1
    assert words.count("оператор") == 1


def test_a_position_known_in_one_language_is_enough(words_of: WordsOf) -> None:
    words = words_of(render(_plate(position=Bilingual("", "главный специалист"))))
    assert "Қайратұлы главный специалист" in words
    with pytest.raises(InputInvalid) as refused:
        _plate(position=Bilingual("", " "))
    assert refused.value.field == "position"
    with pytest.raises(InputInvalid) as refused:
        _plate(desk=0)
    assert refused.value.field == "desk"


def _face(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    image = document[0].render(scale=1.5, grayscale=True).to_pil().convert("L")
    document.close()
    return image


@pytest.mark.requirement("R-043")
@pytest.mark.parametrize("length", [3, 20, 64, 110, LIMIT])
@pytest.mark.parametrize("tent", [False, True])
def test_a_name_of_any_length_stays_whole_on_its_plate(
    length: int, tent: bool, words_of: WordsOf
) -> None:
    letters = ("Әбілқасымова-Сынақова " * 60).replace(" ", "")
    part = max(1, length // 3)
    name = PersonName(letters[:part], letters[1 : part + 1], letters[2 : part + 2])
    plate = _plate(name_kk=name, name_ru=replace(name, surname=letters[3 : part + 3]), tent=tent)
    pdf = render(plate)
    words = words_of(pdf).replace(" ", "")
    for whole in (name.full, plate.name_ru.full if plate.name_ru else ""):
        assert words.count(whole.replace(" ", "")) == (2 if tent else 1)
    # Nothing runs out of the plate at right, where nothing but paper is.
    face = _face(pdf)
    edge = face.crop(
        (face.width - 30, face.height // 2 + 3 if tent else 0, face.width, face.height)
    )
    assert edge.getextrema() == (255, 255)


def _height_of_ink(pdf: bytes) -> int:
    """The tallest unbroken block of ink right of the accent, in rows: how large the name is."""
    face = _face(pdf)
    rows = face.crop((45, 150, face.width - 30, 330)).point(lambda v: 255 if v < 128 else 0)
    filled = [
        rows.crop((0, y, rows.width, y + 1)).getbbox() is not None for y in range(rows.height)
    ]
    return max(len(run) for run in "".join("x" if f else " " for f in filled).split())


def test_a_longer_name_is_set_smaller() -> None:
    heights = [
        _height_of_ink(render(_plate(name_kk=PersonName(surname))))
        for surname in ("Тестов", "Тестовасынақова", "Тестовасынақова" * 2)
    ]
    assert heights[0] > heights[1] > heights[2] > 10


def test_a_tent_shows_one_face_upside_down(words_of: WordsOf) -> None:
    flat, tent = render(_plate()), render(_plate(tent=True))
    assert words_of(tent).count("Тестов Асан Қайратұлы") == 2
    one, both = _face(flat), _face(tent)
    assert one.size == (893, 632)
    assert both.size == (893, 1263)
    # Around the fold the two faces are each other turned by half a circle.
    turned = both.rotate(180)
    around = (20, 0, 873, 600)
    assert _unlike(both.crop(around), turned.crop(around)) < 0.01
    assert _unlike(both.crop(around), both.crop((20, 660, 873, 1260))) > 0.02


def _unlike(one: Image.Image, other: Image.Image) -> float:
    """The share of dots that differ."""
    pairs = zip(one.tobytes(), other.tobytes(), strict=True)
    return sum(abs(a - b) > 96 for a, b in pairs) / (one.width * one.height)


@pytest.mark.parametrize("lang", list(Lang))
def test_a_practice_plate_says_so_on_both_faces(lang: Lang, words_of: WordsOf) -> None:
    said = {Lang.KK: "ОҚУ ҮЛГІСІ", Lang.RU: "УЧЕБНЫЙ ОБРАЗЕЦ"}[lang]
    plate = Samples(lang, practice=True).nameplate(tent=True)
    assert words_of(render(plate)).count(said) == 2
    live = Samples(lang, practice=False).nameplate(tent=True)
    assert said not in words_of(render(live))
