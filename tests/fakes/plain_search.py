"""The applicant search said in the plainest way: what the fast one is compared with."""

_SAME = str.maketrans(
    {"ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у"}
    | {"һ": "х", "і": "и", "ё": "е", "й": "и", "ы": "и"}
)
_ORDER = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


def folded(text: str) -> str:
    small = text.lower().translate(_SAME)
    return "".join(letter if letter.isalnum() else " " for letter in small)


def matches(text: str, name: str, number: str) -> bool:
    parts = folded(text).split()
    words = folded(name).split()
    return bool(parts) and all(
        number.startswith(part) if part.isdigit() else any(w.startswith(part) for w in words)
        for part in parts
    )


def by_name(name: str) -> list[int]:
    return [_ORDER.find(letter) for letter in name.lower()]
