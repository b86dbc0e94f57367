"""The pages of the intake as they are walked, in both languages and sizes: nothing cut or nameless."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.language import Lang
from tests.fakes.seat import Seat
from tests.fakes.ui_checks import cut_words, nameless, overlapping_words
from ui.binding.presentation import Verb
from ui.theme.center import Appearance, theme

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-216")]

SHAPES = [(lang, scale) for lang in Lang for scale in (100, 200)]
SeatMaker = Callable[..., Seat]


@pytest.fixture
def sit(tmp_path: Path) -> Iterator[SeatMaker]:
    """Makes seats; every one is left in the end."""
    seats: list[Seat] = []

    def make(lang: Lang, scale: int, **how: object) -> Seat:
        look = Appearance(scale=scale, animations=False)
        if theme().appearance != look:
            theme().apply(look)
        seats.append(Seat(tmp_path, lang=lang, **how))  # type: ignore[arg-type]
        return seats[-1]

    yield make
    for seat in seats:
        seat.leave()


def sound(seat: Seat, what: str) -> None:
    """What can be seen now is sound: the whole window, or the sheet that lies over it."""
    seat.settle()
    sheet = getattr(seat.page, "sheet", None)
    seen = sheet if sheet is not None and sheet.isVisible() else seat.window
    assert seat.page.help, what
    assert cut_words(seen) == [], what
    assert overlapping_words(seen) == [], what
    assert nameless(seen) == [], what


@pytest.mark.parametrize(("lang", "scale"), SHAPES)
def test_home(sit: SeatMaker, lang: Lang, scale: int) -> None:
    seat = sit(lang, scale, people=0)
    sound(seat, "nobody waits")
    late = datetime(2026, 11, 20, 22, 0, tzinfo=ZoneInfo("Asia/Almaty"))
    seat.clock.set(late)
    seat.station.session.refresh()
    sound(seat, "closed")


@pytest.mark.parametrize(("lang", "scale"), SHAPES)
def test_identification(sit: SeatMaker, lang: Lang, scale: int) -> None:
    seat = sit(lang, scale)
    seat.press(Verb.NEXT)
    sound(seat, "card")
    page = seat.page
    for source in ("mrz", "digital", "typed"):
        page._on_source(source)  # type: ignore[attr-defined]
        sound(seat, source)
    typed = page._forms[page._source]  # type: ignore[attr-defined]
    seat.hands.fill(typed.fields, {"iin": "900202450055", "surname": "Тестов"})
    page.submit()
    sound(seat, "typed wrongly")
    form = page._represent  # type: ignore[attr-defined]
    for kind in ("legal_representative", "attorney", "head_of_organisation"):
        row = form._kinds.row_of(kind)
        assert row is not None, kind
        row.click()
        sound(seat, kind)


@pytest.mark.parametrize(("lang", "scale"), SHAPES)
def test_from_the_service_to_the_receipt(sit: SeatMaker, lang: Lang, scale: int) -> None:
    seat = sit(lang, scale)
    seat.press(Verb.NEXT)
    seat.card("second_citizen")
    sound(seat, "search")
    seat.station.lookups.look_up(seat.page, "passport", "driver_licence")
    sound(seat, "service")
    seat.hands.choose(lang.value, seat.page._language[1])  # type: ignore[attr-defined]
    seat.enter()
    sound(seat, "consent")
    card = seat.page.current()  # type: ignore[attr-defined]
    card._no.click()
    sound(seat, "refusal of a consent")
    seat.page.leave()
    seat.until("complete")
    sound(seat, "form")
    for _ in range(30):
        if seat.word == "pay":
            break
        seat.enter()
        sheet = getattr(seat.page, "sheet", None)
        if sheet is not None and sheet.isVisible():
            sound(seat, "row sheet")
        seat.wait()
    sound(seat, "payment")
    seat.type("000123")
    seat.hands.type_into(seat.page.fields["amount"].control, "1,00")
    seat.enter()
    sound(seat, "payment that does not agree")
    right = f"{seat.case.fee.amount:f}".replace(".", ",")
    seat.hands.type_into(seat.page.fields["amount"].control, right)
    seat.enter()
    seat.until("sign")
    sound(seat, "text to be confirmed")
    seat.until("register")
    sound(seat, "before registration")
    seat.enter()
    sound(seat, "registered")


@pytest.mark.parametrize(("lang", "scale"), SHAPES)
def test_the_refusal(sit: SeatMaker, lang: Lang, scale: int) -> None:
    seat = sit(lang, scale)
    seat.press(Verb.NEXT)
    seat.card()
    seat.find("birth_care_allowance", lang)
    seat.until("complete")
    seat.enter()
    sound(seat, "form with an error")
    seat.hands.fill(seat.page.fields, {"bank_account": "KZ86125KZT5004100100"})
    seat.enter()
    seat.wait()
    seat.enter()
    seat.hands.choose("mark_absent", seat.page.sheet)  # type: ignore[attr-defined]
    sound(seat, "row sheet")
    seat.enter()
    sound(seat, "a document is absent")
    seat.press(Verb.REFUSE)
    sound(seat, "refusal")
    seat.hands.tick(seat.page._explained)  # type: ignore[attr-defined]
    seat.enter()
    sound(seat, "refusal, second step")
    seat.enter()
    sound(seat, "refused")
    seat.enter()
    sound(seat, "acknowledged")
