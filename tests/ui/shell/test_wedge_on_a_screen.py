"""A scanner that types, before a real window in real layouts: every code exact, nothing leaks."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.domain.codes import CodeKind, printed_code
from tests.fakes.scanner_keyboard import LAYOUTS as LAYOUTS_OF_A_DESK
from tests.fakes.scanner_keyboard import Keyboard, Window, scanner_keys
from tests.fakes.us_keyboard import ENTER, TAB
from ui.binding.wedge_keys import GAP

CODES = [printed_code(CodeKind.PACKAGE_OUT, "214", number) for number in range(1, 16)] + [
    "A105-KZ-20260110;7",
    "870412300123",
    "(01)04870200123456",
    "Ticket/A_105?q=1&x=@#$",
    "with spaces ~`[]{}|",
]
LAYOUTS = [("us", False), ("kz", False), ("ru", False), ("us", True), ("kz", True)]
IDS = ["us", "kz", "ru", "us-caps", "kz-caps"]


@pytest.fixture(scope="module")
def keyboard(screen: Mapping[str, str]) -> Iterator[Keyboard]:
    made = Keyboard(screen)
    yield made
    made.put_back()


@pytest.fixture(scope="module")
def window(
    screen: Mapping[str, str], keyboard: Keyboard, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    yield from opened(screen, tmp_path_factory.mktemp("window"))


def opened(screen: Mapping[str, str], folder: Path, *options: str) -> Iterator[Window]:
    window = Window(screen, folder, *options)
    window.until("focus", value=True)
    yield window
    window.close()


@pytest.mark.parametrize(("layout", "caps"), LAYOUTS, ids=IDS)
def test_twenty_of_twenty_codes_are_exact_and_no_character_leaks(
    window: Window, keyboard: Keyboard, layout: str, caps: bool
) -> None:
    keyboard.choose(layout, caps=caps)
    window.begin("line")
    keyboard.scan(*CODES)
    state = window.state(keyboard)
    assert window.scans == CODES
    assert (state["line"], state["enters"]) == ("", 0)
    for code in CODES[-3:]:
        state = at_leisure(window, keyboard, code)
        assert window.scans == [code]
        assert (state["line"], state["enters"]) == ("", 0)


def at_leisure(window: Window, keyboard: Keyboard, code: str) -> dict[str, Any]:
    """The state after a scan; one that a busy machine held up on its way to the screen is repeated."""
    for _ in range(200):
        window.begin("line")
        keyboard.scan_at_leisure(code)
        state = window.state(keyboard)
        if state["widest_gap"] <= GAP:
            break
    return state


@pytest.mark.parametrize("group", range(len(LAYOUTS_OF_A_DESK)), ids=LAYOUTS_OF_A_DESK)
def test_codes_are_exact_in_each_group_of_a_desk_with_three_layouts(
    window: Window, keyboard: Keyboard, group: int
) -> None:
    keyboard.choose("us")
    window.begin("line")
    keyboard.lay_out(*LAYOUTS_OF_A_DESK)
    keyboard.press(*scanner_keys(*CODES), *scanner_keys("a2")[:-1], group=group)
    state = window.state(keyboard)
    keyboard.press(group=0)
    assert window.scans == CODES
    assert (state["line"], state["enters"]) == (("a2", "фә", "ф2")[group], 0)


@pytest.mark.parametrize("end", [ENTER, TAB])
def test_a_focused_button_is_not_pressed(window: Window, keyboard: Keyboard, end: int) -> None:
    keyboard.choose("kz")
    window.begin("button")
    keyboard.scan(*CODES, end=end)
    assert window.state(keyboard)["clicks"] == 0
    assert window.scans == CODES


def test_a_menu_that_is_open_is_not_chosen_from(window: Window, keyboard: Keyboard) -> None:
    keyboard.choose("us")
    window.begin("line")
    window.order("menu")
    keyboard.scan(*CODES)
    state = window.state(keyboard)
    window.order("close")
    assert window.scans == CODES
    assert (state["menu"], state["clicks"], state["line"]) == (True, 0, "")


def test_a_sheet_that_is_open_stays_and_hears_nothing(window: Window, keyboard: Keyboard) -> None:
    keyboard.choose("ru")
    window.begin("line")
    window.order("sheet")
    keyboard.scan(*CODES)
    state = window.state(keyboard)
    window.order("close")
    assert window.scans == CODES
    assert (state["sheet"], state["clicks"], state["line"]) == (True, 0, "")


@pytest.mark.parametrize(
    ("layout", "gap", "text", "shown"),
    [
        ("us", 0.035, "quick brown fox 12", "quick brown fox 12"),
        ("ru", 0.06, "Nty Ntcnjd 12", "Тен Тестов 12"),
        ("kz", 0.09, "2qkgep N", "әйлпуз Т"),
        ("us", 0.2, "slowly", "slowly"),
    ],
)
def test_a_person_types_and_nothing_is_taken_for_a_scan(
    window: Window, keyboard: Keyboard, layout: str, gap: float, text: str, shown: str
) -> None:
    keyboard.choose(layout)
    window.begin("line")
    keyboard.type(text, gap, end=ENTER)
    state = window.state(keyboard)
    assert state["line"] == shown
    assert state["enters"] == 1
    assert window.scans == []


def test_typing_then_a_scan_then_typing(window: Window, keyboard: Keyboard) -> None:
    keyboard.choose("kz")
    window.begin("line")
    keyboard.type("fyf", 0.09)
    keyboard.scan(CODES[0])
    keyboard.type("nfc", 0.09, end=ENTER)
    state = window.state(keyboard)
    assert window.scans == [CODES[0]]
    assert (state["line"], state["enters"]) == ("анатас", 1)


def test_a_doubled_suffix_does_not_go_on(window: Window, keyboard: Keyboard) -> None:
    keyboard.choose("us")
    window.begin("line")
    keyboard.press(*(str(code) for code in (10, 11, 12, 13, 14, 15, ENTER, ENTER, TAB)))
    state = window.state(keyboard)
    assert window.scans == ["123456"]
    assert (state["line"], state["enters"]) == ("", 0)


def test_a_window_that_stands_still_makes_no_scan_of_typing(
    window: Window, keyboard: Keyboard
) -> None:
    keyboard.choose("us")
    window.begin("line")
    window.order("stall")
    for _ in range(6):
        # Quick enough for six characters and Enter to come out of one standstill together.
        keyboard.type("person", 0.04, end=ENTER)
    state = window.state(keyboard)
    window.order("go on")
    assert window.scans == []
    assert (state["line"], state["enters"]) == ("person" * 6, 6)


def test_a_window_that_stands_still_loses_no_scan(window: Window, keyboard: Keyboard) -> None:
    keyboard.choose("kz")
    window.begin("line")
    window.order("stall")
    for code in CODES:
        keyboard.scan(code)
    state = window.state(keyboard)
    window.order("go on")
    assert window.scans == CODES
    assert (state["line"], state["enters"]) == ("", 0)


def test_the_lines_of_a_document_come_together(window: Window, keyboard: Keyboard) -> None:
    zone = ["IDKAZ0000009014870412399019<<<", "8704120M3205150KAZ<<<<<<<<<<<7"]
    zone.append("TESTOV<<ERIK" + "<" * 18)
    keyboard.choose("kz")
    window.begin("line")
    keyboard.scan(*zone)
    assert window.state(keyboard)["line"] == ""
    assert window.scans == ["\n".join(zone)]
    keyboard.scan(zone[0])
    assert window.until("garbled") == "scanner.half"


@pytest.mark.parametrize(("layout", "caps"), LAYOUTS, ids=IDS)
def test_digits_are_typed_in_every_layout_and_the_field_says_so(
    window: Window, keyboard: Keyboard, layout: str, caps: bool
) -> None:
    keyboard.choose(layout, caps=caps)
    window.begin("digits")
    keyboard.type("870412956023", 0.04)
    state = window.state(keyboard)
    assert state["digits"] == "870412956023"
    said = "Буквы казахской раскладки" in state["feedback"]
    assert (said, state["seen"]) == ((True, True) if layout == "kz" else (False, False))
