"""Before the PIN: whose key, what speaks against it, what it signs; after it the verdict in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.signing_key import RoleOid
from app.errors import DeviceFault
from app.ports.signing_faults import NOT_LOOKED_AT
from app.usecases.key_view import KeyView, SignatureView, key_view, signature_view
from app.usecases.sign import Sign
from tests.fakes.held_key import HeldKey
from tests.fakes.intake_desk import FILED, IntakeDesk, rules_of


def seen(desk: IntakeDesk) -> KeyView:
    view = desk.ask(key_view(desk.case().id))
    assert view is not None
    return view


@pytest.mark.requirement("R-125", "R-127")
def test_the_key_and_the_thing_to_be_signed_are_shown() -> None:
    desk = IntakeDesk().ready()
    desk.key.changes = {
        "holder": "ТЕСТОВ НҰРЛАН", "iin": "861201399331", "operator_id": "", "bin": "990140000017",
        "roles": (RoleOid.ORGANISATION.value, RoleOid.EMPLOYEE.value),
    }  # fmt: skip
    view = seen(desk)
    confirmed = desk.case().confirmation
    assert confirmed is not None
    assert (view.holder, view.iin, view.bin) == ("ТЕСТОВ НҰРЛАН", "8612 •••• ••31", "990140000017")
    assert [role.ru for role in view.roles] == ["сотрудник организации"]
    assert (view.documents, view.text_sha256) == (2, confirmed.text_sha256)
    assert [name.ru for name in view.services] == ["plain (учебное)"]
    assert (view.shown, view.fit, view.by_hand) == (True, True, False)


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("change", "subject"),
    [
        ({"iin": "940808399324"}, "of_another_person"),
        ({"official": False}, "not_official"),
        ({"troubles": ("authentication_key",), "for_signing": False}, "authentication_key"),
        ({"troubles": ("expired",), "valid_until": FILED - timedelta(days=1)}, "expired"),
        ({"troubles": ("not_yet_valid",), "valid_from": FILED + timedelta(1)}, "not_yet_valid"),
        ({"troubles": ("revoked",)}, "revoked"),
        ({"troubles": ("on_hold",)}, "on_hold"),
        ({"troubles": ("unknown_to_ca",)}, "unknown_to_ca"),
        ({"troubles": ("untrusted",)}, "untrusted"),
        ({"troubles": ("revocation_unavailable",)}, "revocation_unavailable"),
    ],
)
def test_what_speaks_against_a_key_is_told_once_before_it_is_asked(
    change: dict[str, object], subject: str
) -> None:
    desk = IntakeDesk().ready()
    desk.key.changes = change
    view = seen(desk)
    assert [finding.subject for finding in view.findings if finding.blocks] == [subject]
    assert not view.fit
    assert rules_of(desk.do(Sign())) == {"sign.own_official_certificate"}
    assert not desk.pending("signature")


@pytest.mark.requirement("R-125")
def test_another_employers_key_is_told() -> None:
    desk = IntakeDesk().ready()
    desk.branch = replace(desk.branch, bin="990140000017")
    desk.key.changes = {"bin": "990140000027"}
    assert [one.subject for one in seen(desk).findings] == ["of_another_organisation"]


@pytest.mark.requirement("R-125")
@pytest.mark.parametrize(
    ("days", "reminder"), [(31, []), (30, ["30"]), (15, ["30"]), (14, ["14"]), (7, ["7"]), (0, ["7"])]
)  # fmt: skip
def test_the_end_of_a_certificate_is_told_in_time(days: int, reminder: list[str]) -> None:
    desk = IntakeDesk().ready()
    now = desk.clock.now()
    desk.key.changes = {"valid_until": now + timedelta(days=days, hours=1)}
    view = seen(desk)
    assert [finding.subject for finding in view.findings] == reminder
    assert view.fit
    assert desk.do(Sign()).ok


@pytest.mark.requirement("R-125")
def test_a_key_on_a_device_must_be_looked_at_first() -> None:
    desk = IntakeDesk().ready()
    desk.key = HeldKey()
    view = seen(desk)
    assert (view.by_hand, view.shown, view.trouble) == (True, False, NOT_LOOKED_AT)
    with pytest.raises(DeviceFault, match=r"eds\.not_looked_at"):
        desk.do(Sign())
    assert not desk.pending("signature")
    desk.key.look("small_branch")
    assert seen(desk).fit
    assert desk.do(Sign()).ok


@pytest.mark.requirement("R-129")
def test_whoever_presses_again_does_not_wait_for_the_next_try() -> None:
    desk = IntakeDesk().ready()
    desk.must(Sign())
    (item,) = desk.pending("signature")
    with desk.store.begin(writing=True) as unit:
        unit.outbox.save(replace(item, due_at=item.due_at + timedelta(hours=1), last_error="x"))
        unit.commit()
    desk.must(Sign())
    (again,) = desk.pending("signature")
    assert again.id == item.id
    assert again.due_at <= desk.clock.now()


@pytest.mark.requirement("R-125", "R-127")
def test_the_verdict_is_told_in_words_of_both_languages() -> None:
    desk = IntakeDesk().ready()
    assert desk.ask(signature_view(desk.case().id)) is None
    desk.must(Sign())
    desk.come_back()
    view = desk.ask(signature_view(desk.case().id))
    assert isinstance(view, SignatureView)
    assert (view.valid, view.standing.ru) == (True, "Подпись действительна.")
    assert view.standing.kk
    assert (view.stamped_at, view.stamp_awaited) == (None, False)


def test_an_unknown_case_has_neither() -> None:
    desk = IntakeDesk().ready()
    assert desk.ask(key_view("none")) is None
    assert desk.ask(signature_view("none")) is None
