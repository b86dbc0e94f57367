"""The pages of the window by their words; a page is imported and made when it is first shown."""

from importlib import import_module

from i18n import N_
from ui.binding.presentation import Verb, VerbItem
from ui.binding.session import CaseSession
from ui.binding.texts import tr_
from ui.pages.step_page import StepPage
from ui.shell.desk_menu import DEVICES, desk_entries

PAGES: dict[str, tuple[str, str]] = {
    "call": ("ui.pages.call", "CallPage"),
    "identify": ("ui.pages.identify_people", "IdentifyPeoplePage"),
    "choose_service": ("ui.pages.choose_service", "ChooseServicePage"),
    "consent": ("ui.pages.consent", "ConsentPage"),
    "complete": ("ui.pages.complete", "CompletePage"),
    "pay": ("ui.pages.pay", "PayPage"),
    "sign": ("ui.pages.sign", "SignPage"),
    "register": ("ui.pages.register", "RegisterPage"),
    "refuse_intake": ("ui.pages.refuse_intake", "RefuseIntakePage"),
    "pack": ("ui.pages.pack", "PackPage"),
    "hand_over": ("ui.pages.hand_over", "HandOverPage"),
    "receive_result": ("ui.pages.receive_result", "ReceiveResultPage"),
    "exchange": ("ui.pages.exchange", "ExchangePage"),
    "store": ("ui.pages.store", "StorePage"),
    "count": ("ui.pages.count", "CountPage"),
    "return_unclaimed": ("ui.pages.return_unclaimed", "ReturnUnclaimedPage"),
    "issue": ("ui.pages.issue", "IssuePage"),
    "rate": ("ui.pages.rate", "RatePage"),
    "consult": ("ui.pages.consult", "ConsultPage"),
    "find": ("ui.pages.find", "FindPage"),
    "papers": ("ui.pages.papers", "PapersPage"),
    "withdraw_consent": ("ui.pages.withdraw_consent", "WithdrawConsentPage"),
    "notice": ("ui.pages.notice", "NoticePage"),
    "branch_day": ("ui.pages.branch_day", "BranchDayPage"),
    "ordinary_queue": ("ui.pages.ordinary_queue", "OrdinaryQueuePage"),
}
"""Word → module and class. A page that is not here does not exist for the window."""

OPENED_BY: dict[str, str] = {
    Verb.IDENTIFY.value: "identify",
    Verb.FIND.value: "find",
    Verb.PAPERS.value: "papers",
    Verb.REFUSE.value: "refuse_intake",
}
"""Great verbs that turn to a page beside the road; Esc comes back."""

IN_MENU: tuple[tuple[str, str], ...] = (
    ("consult", N_("Consultation")),
    ("notice", N_("Notices of changes")),
    ("withdraw_consent", N_("Take a consent back")),
    ("pack", N_("Packages")),
    ("hand_over", N_("Packages to the provider")),
    ("receive_result", N_("Result from the provider")),
    ("exchange", N_("Exchange with providers")),
    ("store", N_("Issuing sector")),
    ("count", N_("Count of a cell")),
    ("return_unclaimed", N_("Unclaimed documents back to the provider")),
    ("branch_day", N_("The day of the department")),
    ("ordinary_queue", N_("Ordinary queue")),
)
"""Pages that the menu opens: word and its name there (a message id)."""

PRACTICE_DEVICES = "practice_devices"
"""The verb of the menu that opens the hands at the simulated devices."""

APPLICANT_SCREEN = "applicant_screen"
"""The verb of the menu that puts the applicant's screen up."""

PRINT_TICKETS = "print_tickets"
"""The verb of the menu that tries again to print the tickets that wait."""

SURFACE = "surface:"
"""Verbs of the menu that put a screen of the hall up begin with it."""
_HALL: tuple[tuple[str, str], ...] = (
    ("board", N_("Hall board")),
    ("sign", N_("Desk sign")),
    ("kiosk", N_("Ticket kiosk")),
)
NEEDS_CASE = frozenset({"papers", "refuse_intake", "withdraw_consent"})
"""Pages that are about the open case and cannot be opened without one."""

NEEDS_VISIT = frozenset({"identify"})
"""Pages that are about the visitor at the desk."""

STAYS = frozenset(
    {"confirm_text", "request_paper", "withdraw_consent", "take_ticket", "make_memo", "pack",
     "seal", "reopen", "hand_over", "receive_result", "to_issuing_sector", "run_timers",
     "decide_held", "return_unclaimed", "settle_letter", "close_count", "relabel",
     "record_discrepancy", "close_discrepancy", "acknowledge_notice",
     "release_desk", "decide_tail", "close_line", "end_ticket", "carry_over", "declare_failure",
     "confirm_failure", "end_failure", "enter_arrival", "settle_line", "close_failure",
     "print_blank_journal", "check_camera_sign", "print_camera_sign", "confirm_opening"}
    | {"reprint_ticket", "check_in", "return_to_line", "fetch_bookings",
       "arrive", "recall", "mark_inaccurate"}
)  # fmt: skip
"""Acts after which the operator stays on a page that was opened beside the road."""

_NOBODY_HERE = N_("nobody is at the desk")
_NO_CASE_OPEN = N_("no case is open")
_ABSENT = N_("this page is not part of the program")


def has_page(word: str) -> bool:
    """Whether the window has a page under that word."""
    return word in PAGES


def make_page(word: str) -> StepPage:
    """A new page. Raises ``KeyError`` for a word without one."""
    module, name = PAGES[word]
    page = getattr(import_module(module), name)()
    if not isinstance(page, StepPage):
        raise TypeError(f"{name} is no page of the road")
    return page


def why_not(word: str, session: CaseSession) -> str:
    """Why a page cannot be opened now, as a message id; empty when it can."""
    if not has_page(word):
        return _ABSENT
    if word in NEEDS_CASE and session.case is None:
        return _NO_CASE_OPEN
    if word in NEEDS_VISIT and session.visit is None:
        return _NOBODY_HERE
    return ""


def menu_of(session: CaseSession, *, practice: bool) -> tuple[VerbItem, ...]:
    """The entries of the menu; one that cannot be opened now says why."""
    items = []
    items.append(VerbItem(verb=APPLICANT_SCREEN, label=tr_("The applicant's screen")))
    items.extend(VerbItem(verb=f"{SURFACE}{name}", label=tr_(label)) for name, label in _HALL)
    if practice:
        items.append(VerbItem(verb=PRACTICE_DEVICES, label=tr_("Practice devices: cards, scanner")))
    items.append(VerbItem(verb=DEVICES, label=tr_("Devices of the desk")))
    items.extend(desk_entries(session))
    for word, label in IN_MENU:
        reason = why_not(word, session)
        blocked = tr_(reason) if reason else ""
        items.append(VerbItem(verb=f"page:{word}", label=tr_(label), blocked=blocked))
    return tuple(items)
