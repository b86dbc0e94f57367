"""Calls in words: every numeral is right, no two tickets sound alike, and the clips say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.language import Lang
from app.domain.spoken import (
    LAST_DESK,
    LAST_NUMBER,
    can_be_said,
    cardinal,
    clip_words,
    kazakh_ordinal,
    spoken_call,
    spoken_ticket,
)

TICKETS = st.from_regex(r"[A-Z]{0,2}-?[0-9]{1,5}", fullmatch=True)
DESKS = st.integers(1, LAST_DESK)
LANGS = st.sampled_from(Lang)

# What follows is written down anew, in another way than the program's own tables.
KK_SMALL = {
    "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8,
    "тоғыз": 9, "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50, "алпыс": 60,
    "жетпіс": 70, "сексен": 80, "тоқсан": 90,
}  # fmt: skip
RU_SMALL = {
    "один": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8,
    "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13,
    "четырнадцать": 14, "пятнадцать": 15, "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18,
    "девятнадцать": 19, "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50,
    "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80, "девяносто": 90, "сто": 100,
    "двести": 200, "триста": 300, "четыреста": 400, "пятьсот": 500, "шестьсот": 600,
    "семьсот": 700, "восемьсот": 800, "девятьсот": 900,
}  # fmt: skip


def falling(values: list[int]) -> int:
    """The sum of the parts of a numeral; each part must fit into the zeros of the one before."""
    room = 1000
    for value in values:
        assert 0 < value < room, values
        # «двадцать» leaves room for a unit, «двести» for two places, «двенадцать» for nothing.
        room = 10 ** (len(str(value)) - len(str(value).rstrip("0")))
    return sum(values)


def read_kazakh(words: str) -> int:
    """The number that a Kazakh numeral names."""
    if words == "нөл":
        return 0
    if "мың" not in words:
        return kazakh_below_thousand(words.split())
    before, _, after = words.partition("мың")
    assert before != "бір ", "«мың», never «бір мың» alone"
    count = kazakh_below_thousand(before.split()) if before else 1
    return count * 1000 + kazakh_below_thousand(after.split())


def kazakh_below_thousand(words: list[str]) -> int:
    if "жүз" in words:
        place = words.index("жүз")
        assert place in (0, 1)
        assert words[:place] != ["бір"], "«жүз», never «бір жүз»"
        hundreds = KK_SMALL[words[0]] if place else 1
        return hundreds * 100 + falling([KK_SMALL[word] for word in words[place + 1 :]])
    return falling([KK_SMALL[word] for word in words])


def read_russian(words: str) -> int:
    """The number that a Russian numeral names; its thousands must agree in gender and case."""
    if words == "ноль":
        return 0
    row = words.split()
    places = [place for place, word in enumerate(row) if word.startswith("тысяч")]
    assert len(places) < 2
    if not places:
        return falling([RU_SMALL[word] for word in row])
    before, thousand, after = row[: places[0]], row[places[0]], row[places[0] + 1 :]
    feminine = {"одна": 1, "две": 2}
    few = ("две", "три", "четыре")
    unit = before[-1]
    assert unit not in ("один", "два"), words
    assert thousand == ("тысяча" if unit == "одна" else "тысячи" if unit in few else "тысяч")
    count = falling([(RU_SMALL | feminine)[word] for word in before])
    return count * 1000 + falling([RU_SMALL[word] for word in after])


READERS = {Lang.KK: read_kazakh, Lang.RU: read_russian}


@pytest.mark.parametrize("lang", Lang)
def test_every_number_is_read_back(lang: Lang) -> None:
    read = READERS[lang]
    wrong = [n for n in range(LAST_NUMBER + 1) if read(cardinal(n, lang)) != n]
    assert wrong == []


@pytest.mark.parametrize(
    ("number", "kk", "ru"),
    [
        (0, "нөл", "ноль"),
        (105, "жүз бес", "сто пять"),
        (1000, "мың", "одна тысяча"),
        (2002, "екі мың екі", "две тысячи два"),
        (3001, "үш мың бір", "три тысячи один"),
        (11_000, "он бір мың", "одиннадцать тысяч"),
        (12_345, "он екі мың үш жүз қырық бес", "двенадцать тысяч триста сорок пять"),
        (21_021, "жиырма бір мың жиырма бір", "двадцать одна тысяча двадцать один"),
        (40_000, "қырық мың", "сорок тысяч"),
        (99_999, "тоқсан тоғыз мың тоғыз жүз тоқсан тоғыз",
         "девяносто девять тысяч девятьсот девяносто девять"),
    ],
)  # fmt: skip
def test_numerals_as_people_say_them(number: int, kk: str, ru: str) -> None:
    assert (cardinal(number, Lang.KK), cardinal(number, Lang.RU)) == (kk, ru)


def ordinal_by_rule(number: int) -> str:
    """The Kazakh ordinal by the rule of grammar: the last word takes an ending by its vowels."""
    *before, last = cardinal(number, Lang.KK).split()
    back = next(letter for letter in reversed(last) if letter in "аоұыуәөүіе") in "аоұы"
    # Two words change in themselves, and «елу» ends in a glide.
    if last == "қырық":
        ordinal = "қырқыншы"
    elif last == "жиырма":
        ordinal = "жиырмасыншы"
    elif last == "елу":
        ordinal = "елуінші"
    elif last[-1] in "ыі":
        ordinal = last + ("ншы" if back else "нші")
    else:
        ordinal = last + ("ыншы" if back else "інші")
    return " ".join((*before, ordinal))


def test_every_ordinal_of_a_desk_follows_the_rule() -> None:
    desks = range(1, LAST_DESK + 1)
    assert [kazakh_ordinal(n) for n in desks] == [ordinal_by_rule(n) for n in desks]


@pytest.mark.parametrize(
    ("number", "ordinal"),
    [
        (1, "бірінші"), (2, "екінші"), (3, "үшінші"), (4, "төртінші"), (5, "бесінші"),
        (6, "алтыншы"), (7, "жетінші"), (8, "сегізінші"), (9, "тоғызыншы"), (10, "оныншы"),
        (11, "он бірінші"), (20, "жиырмасыншы"), (30, "отызыншы"), (40, "қырқыншы"),
        (50, "елуінші"), (60, "алпысыншы"), (70, "жетпісінші"), (80, "сексенінші"),
        (90, "тоқсаныншы"), (100, "жүзінші"), (300, "үш жүзінші"),
        (999, "тоғыз жүз тоқсан тоғызыншы"),
    ],
)  # fmt: skip
def test_ordinals_of_the_table(number: int, ordinal: str) -> None:
    assert kazakh_ordinal(number) == ordinal


def test_a_call_in_both_languages() -> None:
    kk, ru = (spoken_call("A3001", 7, lang) for lang in (Lang.KK, Lang.RU))
    assert kk.text == "Талон А үш мың бір, жетінші терезеге келіңіз"
    assert kk.clips == ("talon", "letter_a", "n3000", "n1", "ord7", "desk")
    assert ru.text == "Талон А три тысячи один, пройдите к окну номер семь"
    assert ru.clips == ("talon", "letter_a", "n3000", "n1", "desk", "n7")


@pytest.mark.parametrize(
    ("ticket", "said"),
    [
        ("B-105", "Талон Бэ сто пять"),
        ("C7", "Талон Цэ семь"),
        ("D12345", "Талон Дэ двенадцать тысяч триста сорок пять"),
        ("AB9", "Талон А Бэ девять"),
        ("42", "Талон сорок два"),
        ("A007", "Талон А ноль ноль семь"),
        ("A00", "Талон А ноль ноль"),
        ("A00100", "Талон А ноль ноль сто"),
    ],
)
def test_every_sign_of_the_ticket_is_heard(ticket: str, said: str) -> None:
    assert spoken_call(ticket, 1, Lang.RU).text.split(",")[0] == said


@pytest.mark.parametrize("lang", Lang)
def test_no_two_tickets_and_no_two_desks_sound_alike(lang: Lang) -> None:
    tickets = [f"{n:0{width}d}" for width in range(1, 6) for n in range(10**width)]
    said = {spoken_call(ticket, 1, lang).text for ticket in tickets}
    assert len(said) == len(tickets)
    assert len({spoken_call("A1", desk, lang).text for desk in range(1, 1000)}) == LAST_DESK
    letters = {spoken_call(f"{letter}1", 1, lang).text for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    assert len(letters) == 26


@pytest.mark.requirement("R-034")
@given(ticket=TICKETS, desk=DESKS, lang=LANGS)
def test_clips_say_the_same_as_the_sentence(ticket: str, desk: int, lang: Lang) -> None:
    call = spoken_call(ticket, desk, lang)
    words = clip_words(lang)
    assert " ".join(words[clip] for clip in call.clips) == call.text.replace(",", "")


@given(ticket=TICKETS, desk=DESKS, lang=LANGS)
def test_no_latin_letter_and_no_digit_is_left_to_the_speaking_program(
    ticket: str, desk: int, lang: Lang
) -> None:
    text = spoken_call(ticket, desk, lang).text
    assert not [sign for sign in text if sign.isascii() and sign not in " ,-"]


def test_no_clip_is_recorded_in_vain() -> None:
    for lang in Lang:
        used = {
            clip
            for number in range(LAST_NUMBER + 1)
            for clip in spoken_call(f"A{number}", number % LAST_DESK + 1, lang).clips
        }
        letters = {f"letter_{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"}
        assert set(clip_words(lang)) == used | letters


@pytest.mark.requirement("R-034")
@pytest.mark.parametrize(
    ("ticket", "desk"),
    [
        ("870412399019", 1), ("Сынақов", 1), ("A105 Сынақов", 1), ("ABC1", 1), ("", 1), ("A", 1),
        # A Cyrillic letter looks on the board like a Latin one of another name.
        ("В105", 1), ("Ә012", 1), ("A٣", 1), ("A123456", 1),
        ("A1", 0), ("A1", 1000), ("A1", -1),
    ],
)  # fmt: skip
def test_nothing_else_can_be_said(ticket: str, desk: int) -> None:
    assert not can_be_said(ticket, desk)
    for lang in Lang:
        with pytest.raises(ValueError, match="can be said"):
            spoken_call(ticket, desk, lang)


@pytest.mark.parametrize("number", [-1, LAST_NUMBER + 1])
def test_numbers_out_of_range(number: int) -> None:
    with pytest.raises(ValueError, match="99 999"):
        cardinal(number, Lang.KK)


@pytest.mark.parametrize("number", [0, -3, LAST_DESK + 1])
def test_ordinals_out_of_range(number: int) -> None:
    with pytest.raises(ValueError, match="999"):
        kazakh_ordinal(number)


@pytest.mark.parametrize(
    ("lang", "said"), [(Lang.KK, "Талон А сегіз мың бір"), (Lang.RU, "Талон А восемь тысяч один")]
)
def test_a_ticket_alone_is_said_as_in_its_call(lang: Lang, said: str) -> None:
    assert spoken_ticket("A8001", lang) == said
    assert spoken_call("A8001", 3, lang).text.startswith(said)


def test_only_a_ticket_can_be_said_alone() -> None:
    with pytest.raises(ValueError, match="ticket"):
        spoken_ticket("Сынақов", Lang.KK)
