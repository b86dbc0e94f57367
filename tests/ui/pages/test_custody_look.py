"""The pages of custody and service at both languages and text sizes: nothing cut, nothing nameless."""

from collections.abc import Callable
from datetime import date

import pytest

from app.catalogue.services import load_catalogue
from app.domain.language import Lang
from app.domain.passport import ResultKind
from app.domain.visit import Purpose
from app.usecases.pack import Pack, Seal
from app.usecases.queue.call import Call
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.receive_result import ReceiveResult
from app.usecases.store import RunTimers, ToIssuingSector
from tests.fakes.custody_desk import FILED, CustodyDesk
from tests.fakes.page_stand import PageStand, speak
from tests.fakes.ui_checks import cut_words, nameless, overlapping_words
from ui.pages.consult import ConsultPage
from ui.pages.find import FindPage
from ui.pages.hand_over import HandOverPage
from ui.pages.issue import IssuePage
from ui.pages.pack import PackPage
from ui.pages.papers import PapersPage
from ui.pages.rate import RatePage
from ui.pages.receive_result import ReceiveResultPage
from ui.pages.return_unclaimed import ReturnUnclaimedPage
from ui.pages.step_page import StepPage
from ui.pages.store import StorePage
from ui.theme.center import Appearance, theme

pytestmark = pytest.mark.usefixtures("dressed")

PAGES: tuple[type[StepPage], ...] = (
    PackPage, HandOverPage, ReceiveResultPage, StorePage, ReturnUnclaimedPage, IssuePage,
    ConsultPage, FindPage, PapersPage, RatePage,
)  # fmt: skip


def _sound(stand: PageStand) -> None:
    stand.settle()
    assert not cut_words(stand.host)
    assert not overlapping_words(stand.host)
    assert not nameless(stand.host)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("page", PAGES)
def test_an_empty_page_is_whole(page: type[StepPage], lang: Lang) -> None:
    speak(lang)
    stand = PageStand(page(), CustodyDesk())
    stand.show()
    assert stand.page.title
    assert stand.page.help
    _sound(stand)


def _packing(desk: CustodyDesk, stand: PageStand) -> None:
    stand.scan(desk.ask(lambda work: work.store.units.of_case("case-1"))[0].code)
    stand.scan("T0001000000000112")


def _running(desk: CustodyDesk, stand: PageStand) -> None:
    for number in (2, 1, 4):
        units = desk.ask(lambda work, n=number: work.store.units.of_case(f"case-{n}"))
        for unit in units:
            stand.scan(unit.code)
            stand.scan(unit.code)


def _receiving(desk: CustodyDesk, stand: PageStand) -> None:
    case = desk.ask(lambda work: work.store.cases.get("case-6"))
    stand.scan(case.registration.code)
    form = stand.page.form  # type: ignore[attr-defined]
    form.render_choice("kind", "reasoned_refusal")
    form.render_choice("refusal_ground", "0")
    form.choices["kind"].chosen.emit("")


def _laying(desk: CustodyDesk, stand: PageStand) -> None:
    units = desk.ask(lambda work: work.store.units.of_case("case-5"))
    stand.scan(units[0].code)


def _typing(_desk: CustodyDesk, stand: PageStand) -> None:
    scan = stand.page.scan  # type: ignore[attr-defined]
    scan.first_focus().click()
    scan.code_line.setText("T00")
    scan.code_line.entered.emit("")


def _telling(_desk: CustodyDesk, stand: PageStand) -> None:
    longest = max(
        load_catalogue(practice=True, on=FILED.date()).all_in_force(FILED.date()),
        key=lambda passport: len(passport.name.ru),
    )
    stand.page.show_passport(longest, ())


FILLED: tuple[tuple[type[StepPage], str, Callable[[CustodyDesk, PageStand], None]], ...] = (
    (PackPage, "", _packing),
    (HandOverPage, "", _running),
    (HandOverPage, "", _typing),
    (ReceiveResultPage, "", _receiving),
    (StorePage, "", _laying),
    (ReturnUnclaimedPage, "", lambda desk, stand: None),
    (IssuePage, "case-4", lambda desk, stand: None),
    (IssuePage, "case-6", lambda desk, stand: None),
    (ConsultPage, "", _telling),
    (PapersPage, "case-4", lambda desk, stand: None),
)


def _busy_desk() -> CustodyDesk:
    """Packages, a run, results in cells and without, one to be returned, a visitor for the issue."""
    desk = CustodyDesk()
    for number in (1, 2):
        told = desk.do(Pack(case=desk.registered(number, "criminal_record").id)).facts
        if number > 1:
            desk.do(Seal(code=told["unit"], sheets=int(told["sheets"])))
    desk.registered(3, "special_social_services")
    for number, service in ((4, "academic_leave"), (5, "id_documents")):
        case = desk.sent(number, service)
        order = ReceiveResult(
            case=case.number,
            kind=ResultKind.REASONED_REFUSAL,
            code=case.registration.code,
            refusal_ground="1",
            refusal_reasons="Ұсынылған құжаттардағы мәліметтер тіркелімдегі деректерге сәйкес келмейді",
        )
        code = desk.do(order).facts["unit"]
        if number == 4:
            desk.do(ToIssuingSector(code=code, cell="A-1"))
    desk.sent(6, "driver_licence")
    for day in (date(2026, 3, 20), date(2026, 4, 20)):
        desk.on(day)
        desk.do(RunTimers())
    desk.do(TakeTicket(purpose=Purpose.ISSUE, language=Lang.KK))
    desk.do(Call())
    return desk


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize(("page", "case", "fill"), FILLED)
def test_a_filled_page_is_whole(
    page: type[StepPage],
    case: str,
    fill: Callable[[CustodyDesk, PageStand], None],
    lang: Lang,
) -> None:
    speak(lang)
    desk = _busy_desk()
    stand = PageStand(page(), desk)
    stand.show(case)
    fill(desk, stand)
    _sound(stand)


@pytest.mark.parametrize(("page", "case", "fill"), FILLED)
def test_large_text_cuts_nothing(
    page: type[StepPage], case: str, fill: Callable[[CustodyDesk, PageStand], None]
) -> None:
    theme().apply(Appearance(scale=200))
    speak(Lang.KK)
    desk = _busy_desk()
    stand = PageStand(page(), desk, width=780)
    stand.show(case)
    fill(desk, stand)
    _sound(stand)
