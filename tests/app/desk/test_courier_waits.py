"""How soon the courier tries again what a key did not sign: never behind the back of who was asked."""

from datetime import timedelta

import pytest

from app.desk.courier import _wait
from app.ports.signing_faults import GIVEN_UP, LOST, NO_TOKEN, PIN_WRONG
from app.ports.storage import OutboxItem
from tests.fakes.store_samples import MORNING

pytestmark = pytest.mark.requirement("R-129")


def item(kind: str, attempts: int = 0) -> OutboxItem:
    return OutboxItem(
        id="1",
        kind=kind,
        case_id="c",
        payload="{}",
        due_at=MORNING,
        made_at=MORNING,
        attempts=attempts,
    )


@pytest.mark.parametrize(
    ("kind", "code", "wait"),
    [
        ("signature", PIN_WRONG, timedelta(days=1)),
        ("signature", NO_TOKEN, timedelta(days=1)),
        ("signature", LOST, timedelta(seconds=30)),
        ("copy", PIN_WRONG, timedelta(minutes=10)),
        ("copy", GIVEN_UP, timedelta(minutes=10)),
        ("paper_signature", NO_TOKEN, timedelta(seconds=30)),
        ("send", "gateway.down", timedelta(seconds=30)),
    ],
)
def test_who_was_asked_is_left_in_peace(kind: str, code: str, wait: timedelta) -> None:
    assert _wait(item(kind), code) == wait


def test_what_failed_often_waits_longer_and_never_over_half_an_hour() -> None:
    assert _wait(item("copy", 6), PIN_WRONG) == timedelta(minutes=30)
    assert _wait(item("paper_signature", 2), NO_TOKEN) == timedelta(minutes=2)
