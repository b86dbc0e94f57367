"""The sign of video surveillance: one sheet, both languages, nothing cut however long its words are."""

import io
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from app.domain.language import Bilingual, Lang
from app.errors import InputInvalid
from app.papers.render import render
from tests.app.papers.paper_samples import Samples

WordsOf = Callable[[bytes], str]
A4 = (595, 842)


@pytest.mark.requirement("R-084")
@pytest.mark.parametrize("long", [False, True])
def test_it_warns_in_both_languages_and_says_who_runs_the_cameras(
    long: bool, words_of: WordsOf
) -> None:
    sign = Samples(Lang.KK, long=long).camera_sign()
    words = " ".join(words_of(render(sign)).split())
    for meant in (
        "Бейнебақылау жүргізіледі",
        "Ведётся видеонаблюдение",
        "Жүйе операторы · Оператор системы",
        sign.contact,
        sign.system_operator.kk.split()[-1],
        sign.system_operator.ru.split()[-1],
    ):
        assert meant in words


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("practice", [False, True])
def test_it_is_one_sheet_and_nothing_leaves_its_frame(long: bool, practice: bool) -> None:
    sign = Samples(Lang.KK, long=long, practice=practice).camera_sign()
    document = pypdfium2.PdfDocument(io.BytesIO(render(sign)))
    assert len(document) == 1
    page = document[0]
    assert tuple(round(side) for side in page.get_size()) == A4
    text = page.get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    text.close()
    page.close()
    document.close()
    assert boxes
    for left, bottom, right, top in boxes:
        assert left > 45
        assert right < A4[0] - 45
        assert bottom > 45
        assert top < A4[1] - 45
    rows = sorted((bottom, top) for _, bottom, _, top in boxes)
    for (_, top), (bottom, _) in pairwise(rows):
        assert bottom > top - 9, "two rows lie over each other"


def test_an_operator_without_a_name_is_no_sign() -> None:
    sign = Samples(Lang.KK).camera_sign()
    with pytest.raises(InputInvalid):
        replace(sign, system_operator=Bilingual("Бөлім", ""))
    with pytest.raises(InputInvalid):
        replace(sign, contact=" ")
