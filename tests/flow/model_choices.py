"""What the walker does next: the diligent road by what a page would offer, and all that is beside it."""

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.domain.case import Case, ConsentKind, ConsentState, PaymentState
from app.domain.case import RowState as Row
from app.domain.case_states import CaseState as S
from app.domain.passport import Carrier
from app.domain.visit import Visit
from app.usecases.views import CaseView, RowView
from tests.flow.model_acts import Act
from tests.flow.model_custody import WAITS_FOR_ITS_OWNER, Custody
from tests.flow.model_guards import DRAFTS
from tests.flow.model_wicked import POWERS, SERVICES, Wicked

if TYPE_CHECKING:
    from tests.flow.model_walker import Walk

_UNSETTLED = (Row.OPEN, Row.OUTAGE, Row.NOT_FOUND, Row.ABSENT, Row.EXPIRED, Row.NOT_VERIFIED)
_USUAL = ("request_data", "present", "mark_not_applicable")
_VALUES = {"bank_account": "KZ00000000000000000A", "requested_document": "паспорт"}
_PRINCIPAL = {
    "iin": "870412399019", "surname": "Сынақов", "given": "Асан", "birth_date": "1987-04-12"
}  # fmt: skip
_SURFACES = ("applicant_screen", "operator", "")
_STAIRS = (
    "form_application", "request_data", "mark_absent", "pay", "finish_check", "confirm_text", "sign",
    "register", "insist", "refuse_intake", "pack", "send",
)  # fmt: skip
_AUTHORITIES = (
    ("attorney", "notarised_power"),
    ("attorney", "simple_power"),
    ("civil_law_authority", "civil_law_document"),
    ("legal_representative", "legal_representation_document"),
)


class Chooser:
    """Chooses acts for one walk from one seeded source."""

    def __init__(self, walk: "Walk", dice: random.Random) -> None:
        self._walk = walk
        self._dice = dice
        self._wicked = Wicked(walk, dice)
        self._custody = Custody(walk, dice, self._wicked)
        self._pick = self._wicked.pick
        self._cards = [card.id for card in walk.practice.people.cards.values() if not card.fault]
        self._errand = ""

    def next(self) -> Act:
        """The next act."""
        return self._wicked.act() or self._diligent()

    def _diligent(self) -> Act:
        visits = self._walk.sight.visits.values()
        visit = next((one for one in visits if one.open and one.desk == "3"), None)
        if visit is None:
            return self._between_visits()
        if visit.identification is None:
            return self._identify()
        return self._with_visitor(visit)

    def _between_visits(self) -> Act:
        cases = self._walk.sight.cases.values()
        moving = [c for c in cases if c.number and not c.children and c.state not in _ENDED]
        chance = self._dice.random()
        rated = self._last_visit()
        if rated is not None and chance < 0.05:
            return Act("rate", {"visit": rated, "score": 4, "surface": self._pick(_SURFACES)})
        if moving and chance < 0.6:
            return self._custody.act(self._pick(moving))
        if chance < 0.63:
            return Act(self._pick(("run_timers", "purge_drafts")))
        return Act("call") if self._somebody_waits() else self._take_ticket()

    def _last_visit(self) -> Any:
        """The last visit that ended, for who wants to rate it."""
        over = [id_ for id_, visit in self._walk.sight.visits.items() if not visit.open]
        return self._walk.ref("visits", over[-1]) if over else None

    def _somebody_waits(self) -> bool:
        desk = self._walk.practice.desk
        line = desk.ask(lambda work: tuple(work.store.visits.waiting(work.now.date()))).result()
        return any(ticket.state == "waiting" for ticket in line)

    def _take_ticket(self) -> Act:
        now = self._walk.practice.choice.clock.now()
        if not 9 <= now.hour < 18 or now.weekday() > 4:
            return self._wicked.morning(1)
        cases = self._walk.sight.cases.values()
        waiting = [case for case in cases if case.state in WAITS_FOR_ITS_OWNER]
        if waiting and self._dice.random() < 0.6:
            self._errand = self._pick(waiting).id
            return Act("take_ticket", {"language": "ru", "purpose": "issue"})
        self._errand = ""
        return Act("take_ticket", {"language": self._pick(("kk", "ru"))})

    def _identify(self) -> Act:
        wanted = self._walk.sight.cases.get(self._errand)
        person = wanted.applicant.person if wanted is not None else None
        holders = {card: self._walk.practice.people.cards[card].person for card in self._cards}
        own = [c for c, who in holders.items() if person and who and who.person.same_as(person)]
        mine = own and self._dice.random() < 0.7
        return Act("insert_card", {"card": self._pick(own if mine else self._cards)})

    def _with_visitor(self, visit: Visit) -> Act:
        if self._dice.random() < 0.03:
            names = ("finish_visit", "park", "postpone", "abandon")
            return Act(self._pick(names))
        if self._dice.random() < 0.03:
            return self._somebody_elses(visit)
        errand = self._walk.sight.cases.get(self._errand)
        if errand is not None and errand.state in WAITS_FOR_ITS_OWNER:
            self._errand = "" if self._dice.random() < 0.3 else self._errand
            return self._custody.issue(errand)
        known = self._walk.sight.cases
        open_ = [c for c in visit.case_ids if c in known and known[c].state in _AT_THE_COUNTER]
        return self._intake(known[open_[-1]]) if open_ else self._begin(visit)

    def _somebody_elses(self, visit: Visit) -> Act:
        """A step on a draft whose person is not at the desk."""
        cases = self._walk.sight.cases.values()
        others = [
            c for c in cases if c.state in DRAFTS and c.visit_id != visit.id and not c.children
        ]
        case: Case | None = self._pick(others)
        view = self._walk.view(case.id) if case is not None else None
        if view is None:
            return Act("recall")
        return self._pick(list(self._offers(view, self._walk.ref("cases", view.case.id))))

    def _begin(self, visit: Visit) -> Act:
        chance = self._dice.random()
        if visit.case_ids and chance < 0.6:
            return Act("finish_visit")
        if chance < 0.1:
            return self._represent()
        cases = self._walk.sight.cases.values()
        put_aside = [case for case in cases if case.state in DRAFTS and case.postponed_at]
        if put_aside and chance < 0.3:
            return Act("resume", {"case": self._walk.ref("cases", self._pick(put_aside).id)})
        return self._choose_service()

    def _choose_service(self) -> Act:
        service = self._pick(SERVICES)
        values: dict[str, Any] = {"service": service, "language": self._pick(("kk", "ru"))}
        carrier = self._pick((None, "paper", "electronic"))
        if carrier:
            values["carrier"] = carrier
        if service == "id_documents":
            values["fee"] = "id_card"
        return Act("choose_service", values)

    def _represent(self) -> Act:
        kind, authority = self._pick(_AUTHORITIES)
        paper = {
            "kind": kind,
            "authority": authority,
            "authority_number": "SYN-1",
            "authority_valid_until": self._pick(("2026-03-20", "2029-01-01")),
            "powers": self._pick(POWERS),
        }
        return Act("represent", {**_PRINCIPAL, **paper})

    def _intake(self, case: Case) -> Act:
        name = self._walk.ref("cases", case.id)
        if case.children:
            case = self._member(case)
            name = name if self._dice.random() < 0.5 else self._walk.ref("cases", case.id)
        view = self._walk.view(case.id)
        if view is None:
            return Act("finish_visit")
        chance = self._dice.random()
        if chance < 0.1:
            return self._impatient(view, name)
        if chance < 0.15:
            return self._sudden(name)
        if case.state is S.SIGNED:
            return Act("register", {"case": name})
        acts = list(self._offers(view, name))
        return self._pick(acts[:1] if self._dice.random() < 0.7 else acts) or Act("carry")

    def _member(self, parent: Case) -> Case:
        """A member that still wants something, else any."""
        cases = self._walk.sight.cases
        known = [cases[child] for child in parent.children if child in cases]
        member: Case | None = self._pick([c for c in known if c.state in _AT_THE_COUNTER] or known)
        return member or parent

    def _impatient(self, view: CaseView, name: Any) -> Act:
        """Any later stair, as if all before it were done."""
        word = self._pick(_STAIRS)
        values: dict[str, Any] = {"case": name}
        if word in ("request_data", "mark_absent"):
            values["row"] = self._pick([row.row.id for row in view.rows]) or ""
        if word == "refuse_intake":
            values["explained"] = True
        if word == "insist":
            values["paper_application_signed"] = self._dice.random() < 0.5
        if word == "pay":
            values |= {"amount": "5406", "document_number": "SYN-1", "paid_on": "2026-03-01"}
        return Act(word, values)

    def _sudden(self, name: Any) -> Act:
        sudden = (
            Act("refuse_intake", {"case": name, "explained": True}),
            Act("refuse_consent", {"case": name, "kind": self._pick("AB"), "explained": True}),
            Act("withdraw_consent", {"case": name, "kind": self._pick("ABC")}),
            Act("choose_language", {"case": name, "language": self._pick(("kk", "ru"))}),
            Act("insist", {"case": name, "paper_application_signed": True}),
        )
        act: Act = self._pick(sudden)
        return act

    def _offers(self, view: CaseView, name: Any) -> Iterator[Act]:
        """What a page would offer, the most natural first."""
        case = view.case
        yield from self._forms(view, name)
        if self._dice.random() < 0.8:
            yield from self._consents(case, name)
        unsettled = [row for row in view.rows if row.actions and row.entry.state in _UNSETTLED]
        yield from (self._row(row, name) for row in unsettled)
        if view.fee.in_package and (
            case.payment is None or case.payment.state is not PaymentState.PAID
        ):
            yield self._pay(name)
        if case.state is S.AWAITING_CONSENT and self._dice.random() < 0.5:
            signed = self._dice.random() < 0.7
            yield Act("insist", {"case": name, "paper_application_signed": signed})
        lacking = [row for row in view.rows if row.entry.state in (Row.ABSENT, Row.EXPIRED)]
        if lacking and case.state is S.CHECKING:
            yield Act("refuse_intake", {"case": name, "explained": self._dice.random() < 0.9})
        if case.state in (S.CHECKING, S.AWAITING_CONSENT):
            yield Act("finish_check", {"case": name})
        if case.state is S.READY_TO_SIGN:
            yield Act("confirm_text" if case.confirmation is None else "sign", {"case": name})
        yield Act("advance", {"minutes": 1})

    def _consents(self, case: Case, name: Any) -> Iterator[Act]:
        for kind in (ConsentKind.A, ConsentKind.B):
            act = case.consent(kind)
            if act is None or (act.state is not ConsentState.GIVEN and self._dice.random() < 0.5):
                yield Act("give_consent", {"case": name, "kind": kind.value})
        asked = case.consent(ConsentKind.C)
        under_way = asked is not None and asked.state in (
            ConsentState.GIVEN,
            ConsentState.REQUESTED,
        )
        if case.carrier is Carrier.ELECTRONIC and not under_way:
            yield Act("request_consent", {"case": name})

    def _forms(self, view: CaseView, name: Any) -> Iterator[Act]:
        empty = [one.field.id for one in view.fields if one.field.required and not one.value]
        if empty:
            values = {field: _VALUES.get(field, "Сынақ") for field in empty}
            yield Act("fill_form", {"case": name, "fields": values})
        elif view.case.state is S.DRAFT:
            yield Act("form_application", {"case": name})

    def _row(self, row: RowView, name: Any) -> Act:
        usual = [action for action in row.actions if action in _USUAL]
        act = self._pick(usual if usual and self._dice.random() < 0.9 else row.actions)
        values: dict[str, Any] = {"case": name, "row": row.row.id}
        if act == "present":
            values["issued_on"] = self._pick(("2026-03-01", "2025-01-01"))
            values["valid_until"] = self._pick(("2026-03-02", "2030-01-01", "2030-01-01"))
            values["returned"] = self._dice.random() < 0.85
            values["voluntary"] = row.row.state_held
        if act in ("note_doubt", "note_difference"):
            values["text"] = "күмән"
        return Act(act, values)

    def _pay(self, name: Any) -> Act:
        paid = {"amount": self._pick(("5406", "5406", "10")), "paid_on": "2026-03-01"}
        return Act("pay", {"case": name, "document_number": "SYN-1", **paid})


_AT_THE_COUNTER = frozenset({*DRAFTS, S.SIGNED})
_ENDED = frozenset({S.ISSUED, S.RETURNED, S.WITHDRAWN, S.DELIVERED_ELECTRONICALLY})
