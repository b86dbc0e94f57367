"""What a scenario may expect of the case after a step: state, dates, rows, consents, units."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from app.domain.case import ConsentKind
from app.domain.case_states import Mark
from app.robot.scene import Scene

Check = Callable[[Any, Scene], Iterator[str]]
"""Tells in words what was not met; nothing when all was."""


def as_tuple(value: Any) -> tuple[Any, ...]:
    """One or several: a scenario may leave out the brackets."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def differs(what: str, wanted: object, got: object) -> Iterator[str]:
    """The words for a value that is not the expected one."""
    if wanted != got:
        yield f"{what}: expected {wanted!s}, got {got!s}"


def _state(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("state", wanted, scene.case.case.state.value if scene.case else None)


def _mark_names(scene: Scene) -> set[str]:
    return {mark.value for mark in scene.case.case.marks} if scene.case else set()


def _marks(wanted: Any, scene: Scene) -> Iterator[str]:
    got = _mark_names(scene)
    for mark in as_tuple(wanted):
        if Mark(mark).value not in got:
            yield f"marks: {mark} expected, got {sorted(got)}"


def _not_marks(wanted: Any, scene: Scene) -> Iterator[str]:
    for mark in as_tuple(wanted):
        if Mark(mark).value in _mark_names(scene):
            yield f"not_marks: {mark} is there"


def _moment(value: object) -> object:
    if isinstance(value, str):
        parsed: object = msgspec.convert(value, datetime if "T" in value else date)
        return parsed
    return value


def _issue_date(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs(
        "issue_date", _moment(wanted), scene.case.terms.issue_date if scene.case else None
    )


def _delivery_due(wanted: Any, scene: Scene) -> Iterator[str]:
    got = scene.case.terms.delivery_due if scene.case else None
    return differs("delivery_due", None if wanted == "none" else _moment(wanted), got)


def _stored(scene: Scene, name: str) -> object:
    storage = scene.case.case.storage if scene.case else None
    return getattr(storage, name) if storage is not None else None


def _storage_until(wanted: Any, scene: Scene) -> Iterator[str]:
    day = None if wanted == "never" else _moment(wanted)
    return differs("storage_until", day, _stored(scene, "until"))


def _return_allowed_from(wanted: Any, scene: Scene) -> Iterator[str]:
    day = None if wanted == "never" else _moment(wanted)
    return differs("return_allowed_from", day, _stored(scene, "return_allowed_from"))


def _cell(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("cell", wanted, _stored(scene, "cell"))


def _numbered(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("numbered", wanted, bool(scene.case and scene.case.case.number))


def _language(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("language", wanted, scene.case.case.language.value if scene.case else None)


def _carrier(wanted: Any, scene: Scene) -> Iterator[str]:
    return differs("carrier", wanted, scene.case.case.carrier.value if scene.case else None)


def _row(wanted: Any, scene: Scene) -> Iterator[str]:
    rows = {view.row.id: view.entry for view in scene.case.rows} if scene.case else {}
    for row_id, state in dict(wanted).items():
        entry = rows.get(row_id)
        yield from differs(f"row {row_id}", state, entry.state.value if entry else "no such row")


def _demandable(wanted: Any, scene: Scene) -> Iterator[str]:
    rows = {view.row.id: view.may_be_demanded for view in scene.case.rows} if scene.case else {}
    for row_id, allowed in dict(wanted).items():
        yield from differs(f"demandable {row_id}", allowed, rows.get(row_id, "no such row"))


def _rows(wanted: Any, scene: Scene) -> Iterator[str]:
    got = sorted(view.row.id for view in scene.case.rows) if scene.case else []
    return differs("rows", sorted(as_tuple(wanted)), got)


def _fields(wanted: Any, scene: Scene) -> Iterator[str]:
    got = {view.field.id: view.value for view in scene.case.fields} if scene.case else {}
    for field_id, value in dict(wanted).items():
        yield from differs(f"field {field_id}", value, got.get(field_id, "no such field"))


def _consents(wanted: Any, scene: Scene) -> Iterator[str]:
    for kind, state in dict(wanted).items():
        act = scene.case.case.consent(ConsentKind(kind)) if scene.case else None
        yield from differs(f"consent {kind}", state, act.state.value if act else "none")


def _participants(wanted: Any, scene: Scene) -> Iterator[str]:
    parts = {part.row.key: part for part in scene.case.participants} if scene.case else {}
    for key, lacking in dict(wanted).items():
        part = parts.get(key)
        got = "no such participant"
        if part is not None:
            got = "missing" if part.missing else ", ".join(part.lacking)
        yield from differs(f"participant {key}", lacking, got)


def _payment(wanted: Any, scene: Scene) -> Iterator[str]:
    payment = scene.case.case.payment if scene.case else None
    return differs("payment", wanted, payment.state.value if payment else "none")


def _fee(wanted: Any, scene: Scene) -> Iterator[str]:
    got = scene.case.fee if scene.case else None
    if wanted == "free":
        return differs("fee", True, got.free if got else None)
    shown = format(got.amount, "f") if got and got.amount is not None else "unknown"
    return differs("fee", str(wanted), shown)


def _refused(wanted: Any, scene: Scene) -> Iterator[str]:
    refusal = scene.case.case.refusal if scene.case else None
    got = {
        "missing": [document.row_id for document in refusal.missing] if refusal else [],
        "expired": [document.row_id for document in refusal.expired] if refusal else [],
    }
    for name in dict(wanted):
        if name not in got:
            yield f"refused: {name}? (missing, expired)"
    for name, rows in got.items():
        yield from differs(f"refused {name}", sorted(dict(wanted).get(name, [])), sorted(rows))


def _verb(wanted: Any, scene: Scene) -> Iterator[str]:
    for word, allowed in dict(wanted).items():
        view = scene.case.verb(word) if scene.case else None
        yield from differs(f"verb {word}", allowed, bool(view and view.allowed))


def _pending(wanted: Any, scene: Scene) -> Iterator[str]:
    got = sorted({item.kind for item in scene.case.pending}) if scene.case else []
    return differs("pending", sorted(as_tuple(wanted)), got)


def _unit_state(wanted: Any, scene: Scene) -> Iterator[str]:
    got = {kind: state for _code, kind, state in scene.case.units} if scene.case else {}
    for kind, state in dict(wanted).items():
        yield from differs(f"unit {kind}", state, got.get(kind))


def _children(wanted: Any, scene: Scene) -> Iterator[str]:
    if isinstance(wanted, Mapping):
        got = {service: state for _id, service, state in scene.case.children} if scene.case else {}
        for service, state in wanted.items():
            yield from differs(f"child {service}", state, got.get(service))
        return
    yield from differs("children", wanted, len(scene.case.children) if scene.case else 0)


CASE_CHECKS: Mapping[str, Check] = {
    "state": _state,
    "marks": _marks,
    "not_marks": _not_marks,
    "issue_date": _issue_date,
    "delivery_due": _delivery_due,
    "storage_until": _storage_until,
    "return_allowed_from": _return_allowed_from,
    "cell": _cell,
    "numbered": _numbered,
    "language": _language,
    "carrier": _carrier,
    "row": _row,
    "rows": _rows,
    "demandable": _demandable,
    "fields": _fields,
    "consents": _consents,
    "participants": _participants,
    "payment": _payment,
    "fee": _fee,
    "refused": _refused,
    "verb": _verb,
    "pending": _pending,
    "unit_state": _unit_state,
    "children": _children,
}
"""Every expectation about the case, by the name that a scenario gives it."""
