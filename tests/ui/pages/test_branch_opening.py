"""Before the doors open, at the window: the sign first, then the opening; without cameras no sign."""

from dataclasses import replace

import pytest

from app.domain.language import Lang
from app.usecases.queue.opening_checks import CheckCameraSign, ConfirmOpening, PrintCameraSign
from tests.fakes.branch_morning import as_operator, busy_morning
from tests.fakes.intake_desk import IntakeDesk
from tests.fakes.page_stand import PageStand, speak, words_of
from tests.fakes.ui_checks import cut_words, nameless, overlapping_words
from ui.pages.branch_day import NOW, OPENING, BranchDayPage
from ui.pages.branch_opening import OpeningPanel

pytestmark = [pytest.mark.usefixtures("dressed"), pytest.mark.requirement("R-084")]


def stand_at(desk: IntakeDesk, tab: str = OPENING) -> tuple[PageStand, OpeningPanel]:
    page = BranchDayPage()
    stand = PageStand(page, desk)  # type: ignore[arg-type]
    stand.show()
    page.show_tab(tab)
    stand.settle()
    panel = page.panels[OPENING]
    assert isinstance(panel, OpeningPanel)
    return stand, panel


def forward(stand: PageStand) -> tuple[str, str]:
    item = stand.page.forward()
    assert item is not None
    return item.label, item.blocked


def test_the_sign_is_noted_then_the_opening_is_confirmed() -> None:
    stand, panel = stand_at(busy_morning())
    assert "посмотрите, висит ли табличка у входа" in words_of(panel)
    assert "Табличка о видеонаблюдении не проверена" in words_of(panel)
    assert forward(stand) == ("Табличка на месте", "")
    stand.go_on()
    assert isinstance(stand.commands[-1], CheckCameraSign)
    assert stand.said[-1] == "Отмечено: табличка на месте."
    assert "видел(а) на месте" in words_of(panel)
    assert forward(stand) == ("Подтвердить открытие", "")
    stand.go_on()
    assert isinstance(stand.commands[-1], ConfirmOpening)
    assert "Открытие подтверждено в" in words_of(panel)
    assert forward(stand)[1] == "открытие уже подтверждено"


def test_the_sign_can_be_printed_from_there() -> None:
    stand, panel = stand_at(busy_morning())
    panel.print.click()
    stand.settle()
    assert isinstance(stand.commands[-1], PrintCameraSign)
    assert [paper.kind for paper in stand.outcomes[-1].papers] == ["camera_sign"]


def test_the_first_view_warns_until_the_sign_is_checked() -> None:
    desk = busy_morning()
    stand, _ = stand_at(desk, NOW)
    page = stand.page
    assert isinstance(page, BranchDayPage)
    warned = "Табличка о видеонаблюдении не проверена"
    assert warned in page.notice.accessibleName()
    assert any(tab.count == 1 for tab in page._drawn_tabs() if tab.id == OPENING)
    desk.must(CheckCameraSign())
    page.refresh()
    stand.settle()
    assert all(tab.count is None for tab in page._drawn_tabs() if tab.id == OPENING)
    assert warned not in page.notice.accessibleName()


def test_without_cameras_no_sign_is_asked_for() -> None:
    desk = busy_morning()
    desk.branch = replace(desk.branch, cameras=False)
    stand, panel = stand_at(desk)
    assert "табличка не нужна" in words_of(panel)
    assert not panel.print.isVisible()
    assert forward(stand) == ("Подтвердить открытие", "")


def test_who_may_not_decide_sees_why() -> None:
    desk = busy_morning()
    as_operator(desk, "small_branch")
    stand, panel = stand_at(desk)
    assert "решает" in forward(stand)[1]
    assert panel.print.reason == forward(stand)[1]


@pytest.mark.parametrize("lang", list(Lang))
def test_nothing_is_cut_or_nameless(lang: Lang) -> None:
    speak(lang)
    stand, _ = stand_at(busy_morning())
    assert cut_words(stand.host) == []
    assert overlapping_words(stand.host) == []
    assert nameless(stand.host) == []
