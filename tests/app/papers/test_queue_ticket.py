"""The queue ticket as people and scanners read it, on every form."""

import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from app.domain.codes import CodeKind, ScannedCode, grouped, printed_code, understand
from app.domain.language import Lang
from app.domain.papers import QueueTicketPaper
from app.domain.visit import Purpose
from app.errors import InputInvalid
from app.papers.proof import LIMIT
from app.papers.queue_ticket import TicketForm, render_ticket
from app.papers.render import render
from tests.app.papers.paper_samples import Samples
from tests.app.papers.sample_receipts import FILED

WordsOf = Callable[[bytes], str]
BOTH = list(Lang)
FORMS = list(TicketForm)
ROLLS = {TicketForm.ROLL_80: 576, TicketForm.ROLL_58: 384}

# Everything that the short practice ticket says, in its order.
_EVERY_WORD = {
    Lang.KK: (
        "ОҚУ ҮЛГІСІ — ЗАҢДЫҚ КҮШІ ЖОҚ", "Астана қаласы бойынша филиал",
        "№ 14 бөлім. Астана қ., Сарыарқа ауданы, Республика даңғылы, 43", "Электрондық кезек талоны",
        "A105", "Құжаттарды қабылдау", "Сізден бұрын кезекте", "4 адам", "Күту уақыты, шамамен",
        "15 минут", "Талон алынған сәттегі жағдай бойынша.",
        "Күту уақыты – болжам, ол өзгеруі мүмкін.", "06.03.2026 11:20",
        "Қызмет көрсету тілі: қазақ тілі", "Сізді осы нөмірмен шақырады.",
    ),
    Lang.RU: (
        "УЧЕБНЫЙ ОБРАЗЕЦ — ЮРИДИЧЕСКОЙ СИЛЫ НЕ ИМЕЕТ", "Филиал по городу Астане",
        "Отдел № 14. г. Астана, район Сарыарка, проспект Республики, 43",
        "Талон электронной очереди", "A105", "Прием документов", "Перед вами в очереди",
        "4 человека", "Ожидание, примерно", "15 минут", "На момент получения талона.",
        "Время ожидания — оценка, оно может измениться.", "06.03.2026 11:20",
        "Язык обслуживания: русский", "Вас пригласят по этому номеру.",
    ),
}  # fmt: skip


@pytest.mark.requirement("R-034", "R-032")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", BOTH)
def test_a_ticket_says_this_and_nothing_else(
    lang: Lang, form: TicketForm, words_of: WordsOf
) -> None:
    paper = Samples(lang).queue_ticket()
    words = words_of(render_ticket(paper, form))
    for meant in (*_EVERY_WORD[lang], grouped(paper.code)):
        assert meant in words
        words = words.replace(meant, "", 1)
    assert words.strip() == ""


@pytest.mark.requirement("R-034")
def test_a_ticket_has_no_field_for_a_person_or_a_service() -> None:
    own = {field.name for field in fields(QueueTicketPaper)}
    asked = {"head", "purpose", "taken_at", "people_before", "expected_minutes", "booked_for"}
    assert own == asked | {"copy"}


def _raster(pdf: bytes, width: int) -> Image.Image:
    """The page in one bit, as a print head that wide gets it."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    page = document[0]
    grey = page.render(scale=width / page.get_width(), grayscale=True).to_pil()
    page.close()
    document.close()
    return grey.convert("L").point(lambda value: 255 if value > 127 else 0, mode="1")


def _poppler(pdf: bytes, folder: Path) -> Image.Image:
    """The page in one bit at 203 dpi, by another renderer."""
    command = ["pdftoppm", "-r", "203", "-gray", "-singlefile", "-", str(folder / "ticket")]
    subprocess.run(command, input=pdf, check=True)
    with Image.open(folder / "ticket.pgm") as grey:
        return grey.point(lambda value: 255 if value > 127 else 0, mode="1")


def _read(image: Image.Image, folder: Path) -> tuple[list[str], list[str]]:
    """What two readers find, each code as often as it stands there."""
    place = folder / "read.png"
    image.save(place)
    found = sorted(code.text for code in zxingcpp.read_barcodes(image.convert("L")))
    zbar = subprocess.run(
        ["zbarimg", "--quiet", "--raw", str(place)], capture_output=True, check=True
    )
    return found, sorted(zbar.stdout.decode().split())


@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
@pytest.mark.parametrize("form", FORMS)
def test_two_readers_find_the_ticket_code_alone(
    form: TicketForm, long: bool, tmp_path: Path
) -> None:
    paper = Samples(Lang.KK, long=long, practice=not long).queue_ticket()
    pdf = render_ticket(paper, form)
    # The narrow roll has the square code alone: its bars would fall below what a laser reads.
    wanted = [paper.code] * (1 if form is TicketForm.ROLL_58 else 2)
    width = ROLLS.get(form, 1680 if form is TicketForm.A4 else 840)
    for image in (_raster(pdf, width), _poppler(pdf, tmp_path)):
        assert _read(image, tmp_path) == (wanted, wanted)
    found = understand(paper.code, "214")
    assert isinstance(found, ScannedCode)
    assert found.kind is CodeKind.TICKET


@pytest.mark.parametrize("number", [1, 7_777_777_777, 9_999_999_999])
def test_codes_of_other_numbers_are_read_too(number: int, tmp_path: Path) -> None:
    paper = Samples(Lang.RU).queue_ticket()
    code = printed_code(CodeKind.TICKET, "214", number)
    paper = replace(paper, head=replace(paper.head, code=code))
    for form, width in ROLLS.items():
        found, zbar = _read(_raster(render_ticket(paper, form), width), tmp_path)
        assert set(found) == set(zbar) == {code}


def _runs(image: Image.Image, y: int) -> list[int]:
    """The lengths of the runs of dots in a row, without the white at both ends."""
    row = "".join("1" if image.getpixel((x, y)) == 0 else "0" for x in range(image.width))
    return [len(run.group()) for run in re.finditer("1+|0+", row.strip("0"))]


@pytest.mark.parametrize(("form", "module"), [(TicketForm.ROLL_80, 3), (TicketForm.A6, 4)])
def test_every_bar_is_a_whole_number_of_dots(form: TicketForm, module: int) -> None:
    paper = Samples(Lang.KK).queue_ticket()
    image = _raster(render_ticket(paper, form), ROLLS.get(form, 840))
    rows = (_runs(image, y) for y in range(image.height))
    bars = [runs for runs in rows if sum(runs) == 145 * module and len(runs) == 79]
    assert len(bars) == 80
    assert {length % module for runs in bars for length in runs} == {0}


@pytest.mark.parametrize(("form", "dots"), ROLLS.items())
@pytest.mark.parametrize("lang", BOTH)
def test_a_roll_is_as_high_as_its_content(lang: Lang, form: TicketForm, dots: int) -> None:
    short = Samples(lang, practice=False).queue_ticket(expected_minutes=None)
    more = Samples(lang, practice=True).queue_ticket(booked_for=FILED + timedelta(hours=1), copy=1)
    heights = []
    for paper in (short, more):
        image = _raster(render_ticket(paper, form), dots)
        assert image.width == dots
        assert abs(_dots_high(render_ticket(paper, form)) - image.height) < 0.01
        assert _is_framed(image, 12)
        heights.append(image.height)
    assert heights[1] > heights[0] + 100


def _dots_high(pdf: bytes) -> float:
    """The height of the page in eighths of a millimetre."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    high = document[0].get_height() / 72 * 25.4 * 8
    document.close()
    return float(high)


def _is_framed(image: Image.Image, margin: int) -> bool:
    """Whether nothing is printed nearer to an edge than ``margin`` dots, and not far from the foot."""
    ink = image.convert("L").point(lambda value: 255 - value).getbbox()
    if ink is None:
        return False
    left, top, right, foot = ink
    inside = min(left, top, image.width - right, image.height - foot) >= margin
    return inside and image.height - foot < 80


@pytest.mark.parametrize("form", FORMS)
def test_the_longest_address_is_printed_whole(
    form: TicketForm, words_of: WordsOf, tmp_path: Path
) -> None:
    paper = Samples(Lang.KK, long=True, practice=False).queue_ticket()
    address = ("Сарыарқа ауданы " * 80)[:LIMIT].strip()
    branch = replace(paper.head.branch, address=address, name="Ұ" * 90)
    paper = replace(paper, head=replace(paper.head, branch=branch))
    pdf = render_ticket(paper, form)
    assert address in words_of(pdf)
    assert "Ұ" * 90 in words_of(pdf).replace(" ", "")
    width = ROLLS.get(form, 1680 if form is TicketForm.A4 else 840)
    assert set(_read(_raster(pdf, width), tmp_path)[0]) == {paper.code}


_COPY = {
    Lang.KK: "№ 2 көшірме, басылған уақыты: 06.03.2026 11:45",
    Lang.RU: "Копия № 2, напечатана 06.03.2026 11:45",
}


@pytest.mark.parametrize("lang", BOTH)
def test_a_reprint_says_so_and_keeps_number_code_and_time(lang: Lang, words_of: WordsOf) -> None:
    first = Samples(lang).queue_ticket()
    later = replace(first.head, issued_at=FILED + timedelta(minutes=25))
    again = replace(first, head=later, copy=2)
    assert (again.number, again.code, again.taken_at) == (first.number, first.code, first.taken_at)
    said = words_of(render_ticket(again, TicketForm.ROLL_80))
    assert _COPY[lang] in said
    assert said.replace(_COPY[lang] + " ", "") == words_of(render_ticket(first, TicketForm.ROLL_80))


@pytest.mark.requirement("R-038")
@pytest.mark.parametrize("lang", BOTH)
def test_a_booked_visit_has_its_time(lang: Lang, words_of: WordsOf) -> None:
    label = {Lang.KK: "Брондалған келу уақыты", Lang.RU: "Забронированное время посещения"}[lang]
    samples = Samples(lang)
    today, tomorrow = FILED + timedelta(hours=2), FILED + timedelta(days=1)
    said = [
        words_of(render_ticket(samples.queue_ticket(booked_for=at), TicketForm.ROLL_58))
        for at in (today, tomorrow, None)
    ]
    assert f"{label} 13:20" in said[0]
    assert f"{label} 07.03.2026 11:20" in said[1]
    assert label not in said[2]


def test_an_unknown_waiting_time_is_not_told(words_of: WordsOf) -> None:
    for form in FORMS:
        paper = Samples(Lang.RU).queue_ticket(expected_minutes=None)
        words = words_of(render_ticket(paper, form))
        assert "4 человека" in words
        assert "На момент получения талона." in words
        assert not re.search("минут|Ожидание|оценка", words)


@pytest.mark.parametrize(
    ("people", "minutes", "said"),
    [
        (0, 0, ("никого нет", "1 минута")),
        (1, 1, ("1 человек", "1 минута")),
        (2, 22, ("2 человека", "22 минуты")),
        (11, 11, ("11 человек", "11 минут")),
        (21, 121, ("21 человек", "121 минута")),
    ],
)
def test_counts_are_said_as_people_say_them(
    people: int, minutes: int, said: tuple[str, str], words_of: WordsOf
) -> None:
    paper = Samples(Lang.RU).queue_ticket(people_before=people, expected_minutes=minutes)
    words = words_of(render_ticket(paper, TicketForm.ROLL_58))
    assert f"Перед вами в очереди {said[0]} Ожидание, примерно {said[1]} На" in words


@pytest.mark.requirement("R-044")
@pytest.mark.parametrize("lang", BOTH)
def test_each_purpose_has_words_of_its_own(lang: Lang, words_of: WordsOf) -> None:
    said = {
        Lang.KK: ("Құжаттарды қабылдау", "Дайын құжаттарды беру", "Кеңес беру", "Жолданым"),
        Lang.RU: ("Прием документов", "Выдача готовых документов", "Консультация", "Обращение"),
    }[lang]
    paper = Samples(lang).queue_ticket()
    for purpose, words in zip(Purpose, said, strict=True):
        printed = words_of(render_ticket(replace(paper, purpose=purpose), TicketForm.ROLL_80))
        assert [other for other in said if other in printed] == [words]


def test_a_live_ticket_bears_no_practice_mark(words_of: WordsOf) -> None:
    live = Samples(Lang.RU, practice=False).queue_ticket()
    assert "УЧЕБНЫЙ" not in words_of(render_ticket(live, TicketForm.ROLL_80))


def test_the_sheets_have_their_sizes() -> None:
    paper = Samples(Lang.KK).queue_ticket()
    for form, size in ((TicketForm.A6, (105, 148)), (TicketForm.A4, (210, 297))):
        document = pypdfium2.PdfDocument(io.BytesIO(render_ticket(paper, form)))
        assert len(document) == 1
        assert [round(side / 72 * 25.4) for side in document[0].get_size()] == list(size)
        document.close()


def test_the_same_ticket_gives_the_same_bytes() -> None:
    paper = Samples(Lang.KK).queue_ticket()
    for form in FORMS:
        assert render_ticket(paper, form) == render_ticket(replace(paper), form)


def test_the_kept_form_of_a_ticket_is_the_small_sheet(words_of: WordsOf) -> None:
    paper = Samples(Lang.RU).queue_ticket()
    assert words_of(render(paper)) == words_of(render_ticket(paper, TicketForm.A6))


def test_what_cannot_be_a_ticket_is_refused() -> None:
    paper = Samples(Lang.KK).queue_ticket()
    for wrong in ({"people_before": -1}, {"expected_minutes": -5}, {"copy": -1}):
        with pytest.raises(InputInvalid, match="field_wrong"):
            replace(paper, **wrong)
    case = printed_code(CodeKind.CASE, "214", 5)
    with pytest.raises(InputInvalid, match="field_wrong"):
        replace(paper, head=replace(paper.head, code=case))
    branch = replace(paper.head.branch, name="Филиал 😀")
    with pytest.raises(InputInvalid, match="text_unwritable"):
        render_ticket(replace(paper, head=replace(paper.head, branch=branch)), TicketForm.ROLL_80)
