"""Random walks through the intake: whatever is said in whatever order, the guards hold."""

from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.case import Case, ConsentKind, ConsentState, RowSource, RowState
from app.domain.case_states import CaseState, Mark
from app.domain.language import Lang
from app.errors import InputInvalid
from app.rules.checklist import applicable_rows
from app.usecases.choose_service import ChooseLanguage
from app.usecases.complete import (
    ConfirmText,
    FillForm,
    FinishCheck,
    FormApplication,
    MarkAbsent,
    MarkNotApplicable,
    Present,
    RequestData,
    ReturnOriginal,
)
from app.usecases.consent import GiveConsent, Insist, RefuseConsent, RequestConsent, WithdrawConsent
from app.usecases.pay import Pay
from app.usecases.postpone import Postpone
from app.usecases.refuse_intake import RefuseIntake
from app.usecases.register import Register
from app.usecases.sign import Sign
from tests.fakes.intake_desk import FILED, IntakeDesk
from tests.fakes.intake_facts import SERVICES
from tests.fakes.intake_passports import PAID

_ROWS = st.sampled_from(["certificate", "if_married", "secret", "held", "payment", "nothing"])
_KINDS = st.sampled_from(ConsentKind)
_SERVICES = st.sampled_from(["plain", "shown", "secret", "electronic_secret", "paid", "held"])
_COMMANDS = st.one_of(
    st.sampled_from(
        [
            FormApplication(),
            RequestData(),
            FinishCheck(),
            ConfirmText(),
            Sign(),
            Register(),
            RequestConsent(),
            RefuseIntake(explained=True),
            Insist(paper_application_signed=True),
            Postpone(),
            Pay(amount=Decimal(1)),
            FillForm(fields={"applicant_name": "Другой"}),
            ChooseLanguage(language=Lang.KK),
        ]
    ),
    st.builds(Present, row=_ROWS, voluntary=st.booleans(), returned=st.booleans()),
    st.builds(MarkAbsent, row=_ROWS),
    st.builds(MarkNotApplicable, row=_ROWS),
    st.builds(ReturnOriginal, row=_ROWS),
    st.builds(GiveConsent, kind=_KINDS),
    st.builds(RefuseConsent, kind=_KINDS, explained=st.booleans()),
    st.builds(WithdrawConsent, kind=_KINDS),
)


_PAYMENT = Pay(
    amount=Decimal("2162.5"),
    document_number="П-1",
    payee=PAID.payee,
    purpose_code=PAID.purpose_code,
    paid_on=FILED.date(),
)
_FORWARD = {
    "register": Register(),
    "sign": Sign(),
    "finish_check": FinishCheck(),
    "form_application": FormApplication(),
    "insist": Insist(paper_application_signed=True),
}


class RandomIntake(RuleBasedStateMachine):
    """One case and every command, in any order, with any answers of the outside world."""

    @initialize(service=_SERVICES, ahead=st.integers(0, 7))
    def open_a_case(self, service: str, ahead: int) -> None:
        """A fresh draft, or one that went some way by itself."""
        self.desk = IntakeDesk().opened(service)
        self.asked_without_consent: list[Any] = []
        for _ in range(ahead):
            self.go_on()
            self.source_answers("found")
            self.state_service_answers("granted")
            self.key_signs()

    @rule(command=_COMMANDS)
    def say(self, command: object) -> None:
        given = self._stands(ConsentKind.A)
        before = {item.id for item in self.desk.pending("query")}
        try:
            self.desk.do(command)
        except InputInvalid:
            return
        for item in self.desk.pending("query"):
            if item.id not in before and "secret" in item.payload and not given:
                self.asked_without_consent.append(item)

    @rule()
    def go_on(self) -> None:
        """Do what the view itself offers as the next thing, so that walks come far."""
        view = self.desk.view()
        for row in view.rows:
            if "request_data" in row.actions and row.entry.state is RowState.OPEN:
                self.desk.do(RequestData(row=row.row.id))
            elif row.row.condition is not None:
                self.desk.do(MarkNotApplicable(row=row.row.id))
            elif row.may_be_demanded and row.entry.state is RowState.OPEN:
                self.desk.do(Present(row=row.row.id))
        for fact in view.facts:
            if fact.name in ("consent_a", "consent_b") and fact.value == "needed":
                self.desk.do(GiveConsent(kind=ConsentKind(fact.name[-1].upper())))
            elif fact.name == "consent_c" and fact.value == "needed":
                self.desk.do(RequestConsent())
        if view.fee.in_package and view.case.payment is None:
            self.desk.do(_PAYMENT)
        if view.case.state is CaseState.READY_TO_SIGN:
            self.desk.do(ConfirmText())
        for word, command in _FORWARD.items():
            verb = self.desk.view().verb(word)
            if verb is not None and verb.allowed:
                self.desk.do(command)
                return

    @rule(answer=st.sampled_from(["found", "not_found", "outage"]))
    def source_answers(self, answer: str) -> None:
        for item in self.desk.pending("query"):
            self.desk.answer_query(item, answer)

    @rule(answer=st.sampled_from(["granted", "refused", "no_answer"]))
    def state_service_answers(self, answer: str) -> None:
        for item in self.desk.pending("consent"):
            self.desk.answer_consent(item, answer)
            self.desk.settle(item)

    @rule()
    def key_signs(self) -> None:
        self.desk.come_back()

    def _case(self) -> Case:
        return self.desk.case()

    def _stands(self, kind: ConsentKind) -> bool:
        act = self._case().consent(kind)
        return act is not None and act.state is ConsentState.GIVEN

    @invariant()
    def no_protected_question_without_consent_a(self) -> None:
        if hasattr(self, "desk"):
            assert not self.asked_without_consent

    @invariant()
    def registered_means_signed_or_without_consent(self) -> None:
        if not hasattr(self, "desk"):
            return
        case = self._case()
        if case.state is CaseState.REGISTERED:
            assert (case.signature is None) is (Mark.NO_CONSENT in case.marks)
            assert case.registration is not None
            assert case.number
        else:
            assert case.number == ""

    @invariant()
    def a_signature_is_later_than_its_consent(self) -> None:
        if not hasattr(self, "desk"):
            return
        case = self._case()
        if case.signature is not None:
            manifest = msgspec.json.decode(case.signature.manifest)
            acts = {act.id: act for act in case.consents}
            consent = acts[manifest["consent_b"]]
            assert consent.kind is ConsentKind.B
            assert consent.state is ConsentState.GIVEN
            assert consent.at < case.signature.at
            assert case.confirmation is not None
            assert case.confirmation.text_sha256 == manifest["text_sha256"]

    @invariant()
    def a_refusal_names_the_applicants_own_documents(self) -> None:
        if not hasattr(self, "desk"):
            return
        case = self._case()
        assert (case.refusal is not None) is (case.state is CaseState.INTAKE_REFUSED)
        if case.refusal is None:
            return
        named = {doc.row_id for doc in (*case.refusal.missing, *case.refusal.expired)}
        assert named
        for row in applicable_rows(case, SERVICES[case.service_id]):
            entry = case.document(row.id)
            if row.id in named and row.state_held:
                assert entry is not None
                assert entry.not_found_at is not None
        assert case.registration is None

    @invariant()
    def the_checklist_never_grows(self) -> None:
        if not hasattr(self, "desk"):
            return
        case = self._case()
        listed = {row.id for row in applicable_rows(case, SERVICES[case.service_id])}
        assert {entry.row_id for entry in case.documents} <= listed
        for entry in case.documents:
            if entry.state is RowState.PRESENT:
                assert entry.source is not None
            if entry.source is RowSource.SYSTEM_DATA:
                assert entry.query_id or entry.row_id == "payment"

    @invariant()
    def no_payment_for_what_is_free(self) -> None:
        if hasattr(self, "desk") and self._case().service_id != "paid":
            assert self._case().payment is None


TestRandomIntake = RandomIntake.TestCase
TestRandomIntake.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)
