"""The catalogues of words: every text of the program stands in both languages, and no other."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

_LANGUAGES = ("kk", "ru")
_FORMS = {"kk": 2, "ru": 3}
# What stands at which place of a call is a message id.
_CALLS = {
    "N_": (0,),
    "tr_": (0,),
    "tr_plural": (0, 1),
    "text": (1,),
    "plural": (1, 2),
    "both": (0,),
}
_METHODS = {"text": (0,), "plural": (0, 1)}
_FLOORS = ("app", "devices", "ui")
_REFUSAL_WORDS = re.compile(r"бас тарт|отказ", re.IGNORECASE)
_REFUSAL_MEANT = re.compile(r"refus|declin", re.IGNORECASE)
_ARTICLE_NUMBER = re.compile(
    r"\b(article|paragraph|art\.)\s*\d|\b(стать|пункт|подпункт)\w*\s*\d|\b(ст|п)\.\s*\d"
    r"|\d\)?\s*-?\s*(бап|баб|тармақ|тармағ)",
    re.IGNORECASE,
)

# A noun after a number and a hyphen is a word of its own; a case ending is not.
_GLUED = re.compile(
    r"\}[а-яёәғқңөұүһі]|\}-(ш[іы]|[кқғ]?[ае]|[дтн][ае]н?|[дтн][ыі]ң?|[мбп]ен|й|я|[ыоа]й|[ао]я|ое|е"
    r"|[ео]?го|[ео]?му|[ыио]м|[ыи]?х)\b"
)


def _places(node: ast.Call) -> tuple[int, ...]:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="i18n"), attr=name):
            return _CALLS.get(name, ())
        case ast.Attribute(attr=name):
            return _METHODS.get(name, ())
    return ()


def message_ids(module: ast.Module) -> Iterator[str]:
    """Every literal message id that a module gives to the catalogues."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            for place in _places(node):
                argument = node.args[place] if place < len(node.args) else None
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def _strings(module: ast.Module) -> set[str]:
    return {
        n.value
        for n in ast.walk(module)
        if isinstance(n, ast.Constant) and n.value.__class__ is str
    }


def _ids(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def _strs(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)


def _placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def _sources(tree: Any, lang: str) -> list[Path]:
    return sorted((tree.root / "i18n" / lang).glob("*.po"))


def _messages(tree: Any, lang: str) -> Iterator[tuple[str, Message]]:
    for path in _sources(tree, lang):
        with path.open(encoding="utf-8") as handle:
            catalogue = read_po(handle, locale=lang, abort_invalid=True)
        yield from ((path.name, message) for message in catalogue if message.id)


def _everywhere(tree: Any) -> Iterator[tuple[str, str, Message]]:
    for lang in _LANGUAGES:
        yield from ((lang, name, message) for name, message in _messages(tree, lang))


@pytest.mark.parametrize("lang", _LANGUAGES)
def test_every_text_of_the_program_is_translated(tree: Any, lang: str) -> None:
    known = {
        one for _, message in _messages(tree, lang) if all(_strs(message)) for one in _ids(message)
    }
    wanted = {
        one: tree.name(path)
        for path in tree.modules(*_FLOORS)
        for one in message_ids(tree.syntax(path))
    }
    assert not {one: place for one, place in wanted.items() if one not in known}


def test_no_entry_is_empty_or_fuzzy(tree: Any) -> None:
    found = [
        f"{lang}/{name}: {message.id}"
        for lang, name, message in _everywhere(tree)
        if message.fuzzy or not all(words.strip() for words in _strs(message))
    ]
    assert not found


def test_plurals_have_every_form(tree: Any) -> None:
    found = [
        f"{lang}/{name}: {message.id}"
        for lang, name, message in _everywhere(tree)
        if message.pluralizable and len(_strs(message)) != _FORMS[lang]
    ]
    assert not found


def test_placeholders_are_the_same(tree: Any) -> None:
    found = []
    for lang, name, message in _everywhere(tree):
        wanted = set().union(*map(_placeholders, _ids(message)))
        for words in _strs(message):
            missing = wanted ^ _placeholders(words)
            # One form may say the number in words.
            if missing - ({"count"} if message.pluralizable else set()):
                found.append(f"{lang}/{name}: {message.id}: {missing}")
    assert not found


def test_both_languages_have_the_same_files_and_entries(tree: Any) -> None:
    kk, ru = ({(name, m.id) for name, m in _messages(tree, lang)} for lang in _LANGUAGES)
    assert kk == ru


def test_no_entry_is_unused(tree: Any) -> None:
    used = set().union(*(_strings(tree.syntax(path)) for path in tree.modules(*_FLOORS)))
    found = {
        f"{name}: {message.id}"
        for _, name, message in _everywhere(tree)
        if not set(_ids(message)) <= used
    }
    assert not found


@pytest.mark.parametrize("lang", _LANGUAGES)
def test_one_text_is_said_in_one_way(tree: Any, lang: str) -> None:
    said: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}
    for name, message in _messages(tree, lang):
        said.setdefault(_ids(message), {})[_strs(message)] = name
    assert not {ids: ways for ids, ways in said.items() if len(ways) > 1}


def test_headers_tell_plural_rules_and_charset(tree: Any) -> None:
    for lang in _LANGUAGES:
        for path in _sources(tree, lang):
            head = path.read_text(encoding="utf-8").split("\n\n")[0]
            assert f"nplurals={_FORMS[lang]};" in head, path
            assert "charset=utf-8" in head.lower(), path


def test_refusal_is_said_of_the_legal_act_alone(tree: Any) -> None:
    found = [
        f"{lang}/{name}: {message.id}"
        for lang, name, message in _everywhere(tree)
        if any(_REFUSAL_WORDS.search(words) for words in _strs(message))
        and not any(_REFUSAL_MEANT.search(one) for one in _ids(message))
    ]
    assert not found


def test_no_number_of_an_article_is_written_out(tree: Any) -> None:
    found = [
        f"{lang}/{name}: {message.id}"
        for lang, name, message in _everywhere(tree)
        if any(_ARTICLE_NUMBER.search(words) for words in (*_ids(message), *_strs(message)))
    ]
    assert not found


def test_no_suffix_is_glued_to_a_placeholder(tree: Any) -> None:
    found = [
        f"{lang}/{name}: {message.id}"
        for lang, name, message in _everywhere(tree)
        if any(_GLUED.search(words) for words in _strs(message))
    ]
    assert not found


@pytest.mark.parametrize(
    ("code", "ids"),
    [
        ("N_('A b')", ["A b"]),
        ("i18n.text(lang, 'A ' 'b', n=1)", ["A b"]),
        ("plural(lang, 'one', 'many', n)", ["one", "many"]),
        ("self.words.text('A b', n=1)", ["A b"]),
        ("label.text()", []),
        ("text(lang, message)", []),
    ],
)
def test_message_ids_are_found(code: str, ids: list[str]) -> None:
    assert list(message_ids(ast.parse(code))) == ids


@pytest.mark.parametrize(
    "words", ["20-баптың 2-тармағы", "статья 20", "согласно пункту 15", "article 14", "п. 3"]
)
def test_an_article_number_is_seen(words: str) -> None:
    assert _ARTICLE_NUMBER.search(words)


@pytest.mark.parametrize("words", ["{name}ға", "{name}-ға", "{n}-ші", "№ {n}-го", "{day}-де"])
def test_a_glued_suffix_is_seen(words: str) -> None:
    assert _GLUED.search(words)


@pytest.mark.parametrize("words", ["{n}-қадам", "{n}-терезе", "«{name}» деген", "{a}-{b}"])
def test_a_word_after_a_number_passes(words: str) -> None:
    assert not _GLUED.search(words)


@pytest.mark.parametrize("words", ["статья Закона", "{count} құжат", "бап мәтіні", "5 минут"])
def test_other_numbers_pass(words: str) -> None:
    assert not _ARTICLE_NUMBER.search(words)


_SHOWN_BY = {"setText", "setWindowTitle", "setToolTip", "setStatusTip", "setPlaceholderText"}
_SHOWN_BY |= {"setAccessibleName", "setAccessibleDescription", "setTitle", "addAction", "addTab"}
_SHOWN_BY |= {"QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QToolButton"}
# A language is named in itself.
_SAID_IN_ITSELF = {"Қазақша", "Русский"}


def _bare_words(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in _SHOWN_BY:
                yield from (
                    argument.value
                    for argument in node.args
                    if isinstance(argument, ast.Constant)
                    and isinstance(argument.value, str)
                    and re.search(r"[^\W\d_]{2}", argument.value)
                )


def test_no_window_speaks_past_the_catalogues(tree: Any) -> None:
    found = {
        tree.name(path): words
        for path in tree.modules("ui")
        if (
            words := {part for said in _bare_words(tree.syntax(path)) for part in said.split(" / ")}
        )
        - _SAID_IN_ITSELF
    }
    assert not found


def test_bare_words_are_seen() -> None:
    planted = "box = QLabel('Name')\nbox.setToolTip('why')\nbox.setText(tr_('A'))\nbox.setText('✓')"
    assert list(_bare_words(ast.parse(planted))) == ["Name", "why"]
