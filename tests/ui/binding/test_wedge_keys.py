"""A scanner that types is told from a person, whatever is typed, and no key is ever lost."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.us_keyboard import ENTER, F13, SHIFT, SIGNS, TAB, strokes
from ui.binding.wedge_keys import GAP, LEAST, LONGEST, PREFIXES, SLOW_GAP, Key, WedgeKeys

CODE = "T0214260171234588"


class Window:
    """What a window and a scanner's slot would get of the keys."""

    def __init__(self, prefix: str = "", suffix: str = "any") -> None:
        self.keys = WedgeKeys[Key](prefix, suffix)
        self.got: list[Key] = []
        self.codes: list[str] = []
        self.halves = 0
        self.gave: list[Key] = []

    def press(self, keys: Iterable[Key]) -> "Window":
        for key in keys:
            self.gave.append(key)
            decision = self.keys.take(key, key)
            self.got += [*decision.deliver, *([key] if decision.passes else [])]
            self.codes += [decision.code] if decision.code else []
            self.halves += decision.half
        return self

    def rest(self) -> "Window":
        decision = self.keys.silence()
        self.got += decision.deliver
        self.halves += decision.half
        assert not self.keys.holds
        return self


codes = st.text(SIGNS, min_size=LEAST, max_size=40)
ends = st.sampled_from([ENTER, TAB, 104])


@given(codes, st.integers(0, GAP), ends, st.integers(0, 0xFFFF_FFFF))
def test_a_scan_is_read_exactly_and_swallowed_whole(
    code: str, gap: int, end: int, start: int
) -> None:
    window = Window().press(
        replace(key, at=key.at & 0xFFFF_FFFF) for key in strokes(code, end, at=start, gap=gap)
    )
    assert window.codes == [code]
    assert window.got == []
    assert window.rest().got == []


@given(st.lists(codes, min_size=1, max_size=5), ends)
def test_scans_back_to_back_are_all_read(scanned: list[str], end: int) -> None:
    window, at = Window(), 0
    for code in scanned:
        window.press(strokes(code, end, at=at))
        at += 2 * len(code) + 3
    assert window.codes == scanned
    assert window.got == []


@given(st.text(SIGNS, max_size=40), st.integers(GAP + 1, 300), ends)
def test_a_person_gets_every_key_in_its_order_and_scans_nothing(
    text: str, gap: int, end: int
) -> None:
    window = Window().press(strokes(text, end, gap=gap)).rest()
    assert window.codes == []
    assert window.got == window.gave


@given(st.text(SIGNS, max_size=LEAST - 1), ends)
def test_few_quick_keys_are_typing(text: str, end: int) -> None:
    window = Window().press(strokes(text, end, gap=1)).rest()
    assert window.codes == []
    assert window.got == window.gave


@given(st.text(SIGNS, max_size=9), codes, st.text(SIGNS, max_size=9))
def test_typing_then_a_scan_then_typing(before: str, code: str, after: str) -> None:
    first = list(strokes(before, gap=90))
    scan = list(strokes(code, ENTER, at=1000))
    second = list(strokes(after, ENTER, at=2000, gap=90))
    window = Window().press([*first, *scan, *second]).rest()
    assert window.codes == [code]
    assert window.got == [*first, *second]


@pytest.mark.parametrize("second", [ENTER, TAB])
def test_a_doubled_suffix_goes_no_further(second: int) -> None:
    window = Window().press(strokes(CODE, ENTER))
    at = len(CODE) * 2 + 2
    window.press(strokes("", second, at=at)).press(strokes("", second, at=at + 2))
    assert window.codes == [CODE]
    assert window.got == []
    person = list(strokes("", ENTER, at=at + 500))
    assert window.press(person).got == person


def test_a_key_that_was_down_before_the_scan_comes_up_in_the_window() -> None:
    down = Key(code=38, at=0)
    up = replace(down, at=1000, pressed=False)
    scan = list(strokes(CODE, ENTER, at=999))
    window = Window().press([down]).rest().press([*scan[:5], up, *scan[5:]])
    assert window.codes == [CODE]
    assert window.got == [down, up]


def test_releases_that_come_after_the_end_are_swallowed_too() -> None:
    keys = [key for key in strokes("123456", ENTER) if key.pressed]
    ups = [replace(key, at=40, pressed=False) for key in keys]
    window = Window().press([*keys, *ups])
    assert window.codes == ["123456"]
    assert window.got == []
    again = list(strokes("1", at=900, gap=90))
    assert window.press(again).rest().got == again


@pytest.mark.parametrize(
    "between",
    [
        Key(code=54, at=8, plain=False),
        Key(code=71, at=8),
        Key(code=9, at=8),
        Key(code=0, at=8),
        Key(code=TAB, at=8, shift=True),
    ],
    ids=["ctrl", "function", "escape", "no place", "back tab"],
)
def test_any_other_key_makes_it_typing(between: Key) -> None:
    window = Window().press([*strokes("1234"), between, *strokes("56", ENTER, at=10)]).rest()
    assert window.codes == []
    assert window.got == window.gave


@pytest.mark.parametrize("rests", [True, False])
def test_a_key_that_is_held_down_is_no_scan(rests: bool) -> None:
    window = Window().press([Key(code=38, at=0)])
    if rests:
        window.rest()
    repeats = [
        key
        for n in range(22)
        for key in (
            Key(code=38, at=500 + 25 * n, repeats=True, pressed=False),
            Key(code=38, at=500 + 25 * n, repeats=True),
        )
    ]
    window.press([*repeats, *strokes("", ENTER, at=1060)]).rest()
    assert window.codes == []
    assert window.got == window.gave


def test_like_characters_that_look_held_down_are_read() -> None:
    keys = [
        replace(key, repeats=number % 2 == 0 and number > 0)
        for number, key in enumerate(strokes("000000111", ENTER, gap=0))
    ]
    again = replace(keys[-2], repeats=True)
    window = Window().press([*keys, again, replace(again, pressed=False)]).rest()
    assert window.codes == ["000000111"]
    assert window.got == []


def test_enter_that_is_held_down_goes_on() -> None:
    keys = [Key(code=ENTER, at=500 + 25 * n, repeats=n > 0) for n in range(9)]
    assert Window().press(keys).got == keys


@given(st.text(SIGNS, min_size=1, max_size=20), ends, st.integers(1, SLOW_GAP))
def test_behind_a_key_that_nobody_types_any_code_is_read(code: str, end: int, gap: int) -> None:
    prefix = Key(code=F13, at=0)
    window = Window("f13").press([prefix, *strokes(code, end, at=gap, gap=gap)])
    assert window.codes == [code]
    assert window.got == []


@given(st.text(SIGNS, max_size=40), st.integers(0, 300), ends)
def test_with_a_prefix_key_nobody_is_kept_waiting(text: str, gap: int, end: int) -> None:
    window = Window("f13")
    for key in strokes(text, end, gap=gap):
        window.press([key])
        assert window.got == window.gave
    assert window.codes == []


def test_a_scan_that_breaks_off_behind_its_prefix_is_half_a_code_and_types_nothing() -> None:
    window = Window("f13").press([Key(code=F13, at=0), *strokes("0214", at=2)]).rest()
    assert (window.halves, window.codes, window.got) == (1, [], [])
    late = [Key(code=F13, at=900), *strokes("0214", at=902), *strokes("5", at=2000)]
    window.press(late)
    assert window.halves == 2
    assert window.got == list(strokes("5", at=2000))


def test_a_character_as_prefix() -> None:
    scan = list(strokes(f"~{CODE}~1", ENTER))
    window = Window("~").press(scan)
    assert window.codes == [f"{CODE}~1"]
    person = list(strokes(f"{CODE}~", ENTER, at=900))
    window.press(person).rest()
    assert window.codes == [f"{CODE}~1"]
    assert [key for key in window.got if key.code != SHIFT] == [
        key for key in person if key.code != SHIFT
    ]


@pytest.mark.parametrize(
    ("suffix", "end", "read"),
    [("enter", ENTER, True), ("enter", TAB, False), ("tab", TAB, True), ("tab", ENTER, False)],
)
def test_only_the_named_suffix_ends_a_scan(suffix: str, end: int, read: bool) -> None:
    window = Window(suffix=suffix).press(strokes(CODE, end)).rest()
    assert window.codes == ([CODE] if read else [])
    assert (window.got == []) is read


@pytest.mark.parametrize(("prefix", "suffix"), [("f1", "any"), ("ә", "any"), ("", "f13")])
def test_an_unknown_key_is_refused(prefix: str, suffix: str) -> None:
    with pytest.raises(ValueError, match="no such"):
        WedgeKeys[Key](prefix, suffix)


def test_no_more_than_a_code_is_held_back() -> None:
    window = Window().press(strokes("1" * (LONGEST + 10), gap=0))
    assert window.codes == []
    assert len(window.got) >= 2 * LONGEST


keys = st.builds(
    Key,
    code=st.sampled_from([0, 9, 10, 11, 24, 38, 50, 62, 65, 71, 90, ENTER, TAB, F13]),
    at=st.integers(0, 400),
    shift=st.booleans(),
    pressed=st.booleans(),
    plain=st.sampled_from([True, True, True, False]),
    repeats=st.sampled_from([False, False, True]),
)


@given(st.lists(keys, max_size=60), st.sampled_from(["", *PREFIXES]), st.booleans())
def test_no_keys_are_lost_doubled_or_reordered(
    pressed: list[Key], prefix: str, sorted_times: bool
) -> None:
    if sorted_times:
        pressed = sorted(pressed, key=lambda key: key.at)
    window = WedgeKeys[int](prefix)
    got: list[int] = []
    scanned = False
    for number, key in enumerate(pressed):
        decision = window.take(key, number)
        got += [*decision.deliver, *([number] if decision.passes else [])]
        scanned = scanned or bool(decision.code) or decision.half
    last = window.silence()
    got += last.deliver
    assert got == sorted(set(got))
    if not (scanned or last.half):
        assert got == list(range(len(pressed)))
