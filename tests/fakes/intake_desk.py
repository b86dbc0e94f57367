"""A practice desk for intake tests: every command one handler in one transaction, the clock ticks."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import count
from typing import Any

import msgspec

from app.catalogue.calendar import shipped_calendar
from app.catalogue.practice import Practice, PracticePerson, practice
from app.catalogue.services import catalogue_of
from app.domain.branch import DepartmentKind
from app.domain.case import Case, ConsentForm, ConsentKind
from app.domain.finding import Finding
from app.domain.identification import IdentitySource
from app.domain.language import Lang
from app.domain.passport import Passport
from app.domain.signing import SignatureVerdict, SignerCertificate
from app.domain.visit import Purpose
from app.usecases.case_view import case_view
from app.usecases.choose_service import ChooseService
from app.usecases.complete import ConfirmText, FinishCheck, FormApplication, RecordData
from app.usecases.consent import GiveConsent, RecordConsentAnswer, RequestConsent
from app.usecases.identify import Identify
from app.usecases.outcome import Outcome, Status
from app.usecases.queue.call import Call
from app.usecases.queue.take_ticket import TakeTicket
from app.usecases.register import Register
from app.usecases.registry import word, word_of
from app.usecases.sign import RecordSignature, Sign
from app.usecases.situation import find_case
from app.usecases.transit import Blocked
from app.usecases.views import CaseView
from app.usecases.work import Work
from tests.fakes.fake_store import FakeStore, FixedClock
from tests.fakes.held_desk import held
from tests.fakes.intake_passports import PASSPORTS
from tests.fakes.store_samples import ALMATY

FILED = datetime(2026, 3, 6, 11, 20, tzinfo=ALMATY)
"""A Friday, in opening hours."""


@lru_cache(maxsize=1)
def people() -> Practice:
    """The made-up branch, its staff and applicants."""
    return practice()


class PlainKey:
    """A key whose signature is the text it signs; the certificate can be any."""

    def __init__(self) -> None:
        self.changes: dict[str, Any] = {}

    def certificate(self, operator_id: str) -> SignerCertificate:
        plain = SignerCertificate(
            serial="0a1b",
            operator_id=operator_id,
            organisation="TEREZE PRACTICE",
            official=True,
            practice=True,
            valid_from=FILED - timedelta(days=30),
            valid_until=FILED + timedelta(days=300),
        )
        return replace(plain, **self.changes)

    def sign(self, operator_id: str, content: bytes, at: datetime, about: str = "") -> bytes:
        return operator_id.encode() + b":" + content

    def verify(self, content: bytes, cms: bytes, at: datetime) -> SignatureVerdict:
        signer, _, signed = cms.partition(b":")
        valid = bool(content) and signed == content
        return SignatureVerdict(
            valid=valid,
            certificate=self.certificate(signer.decode()),
            signed_at=at,
            reasons=() if valid else ("content_differs",),
        )


class IntakeDesk:
    """Commands over the plain store; each look at the clock moves it by a second."""

    def __init__(
        self,
        operator: str = "small_branch",
        passports: Iterable[Passport] = (),
        department: DepartmentKind = DepartmentKind.ORDINARY,
    ) -> None:
        self.clock = FixedClock(FILED)
        self.store = FakeStore(self.clock)
        self.store.tables.holds["3"] = held("3", FILED)
        self.operator = people().operators[operator]
        self.branch = people().branch(department)
        self.key = PlainKey()
        self.desk = "3"
        self.services = catalogue_of([*PASSPORTS, *passports], practice=True)
        self._ids = count(1)

    def work(self, unit: Any) -> Work:
        return Work(
            store=unit,
            now=self.clock.now(),
            new_id=lambda: f"id-{next(self._ids):04d}",
            key="key",
            actor=self.operator,
            role=min(self.operator.roles),
            desk=self.desk,
            branch=self.branch,
            services=self.services,
            calendar=shipped_calendar(),
            signing_key=self.key,
            verifier=self.key,
        )

    def ask(self, question: Callable[[Work], Any]) -> Any:
        with self.store.begin(writing=False) as unit:
            return question(self.work(unit))

    def do(self, command: object) -> Outcome:
        """Carry a command out; what is blocked comes back as such and changes nothing."""
        self.clock.at += timedelta(seconds=1)
        try:
            with self.store.begin(writing=True) as unit:
                handler = word(word_of(type(command))).handler
                outcome = handler(command, self.work(unit))
                unit.commit()
                return outcome
        except Blocked as blocked:
            return Outcome(status=Status.BLOCKED, findings=blocked.findings)

    def must(self, command: object) -> Outcome:
        """As :meth:`do`, for a step that has to go through."""
        outcome = self.do(command)
        assert outcome.ok, [(f.rule, f.subject, f.params) for f in outcome.findings]
        return outcome

    def case(self, named: str = "") -> Case:
        found = self.ask(lambda work: find_case(work, named))
        assert found is not None
        return found

    def view(self, named: str = "") -> CaseView:
        return self.ask(lambda work: case_view(find_case(work, named), work))

    # ── the road, stair by stair ──

    def called(self, purpose: Purpose = Purpose.INTAKE) -> "IntakeDesk":
        self.must(TakeTicket(purpose=purpose, language=Lang.KK))
        self.must(Call())
        return self

    def identified(self, person: str = "citizen", **other: Any) -> "IntakeDesk":
        if self.ask(lambda work: work.store.visits.open_at(self.desk)) is None:
            self.called()
        self.must(identify_of(people().people[person], **other))
        return self

    def opened(self, service: str = "shown", person: str = "citizen", **other: Any) -> "IntakeDesk":
        self.identified(person)
        self.must(ChooseService(service=service, **({"language": Lang.RU} | other)))
        return self

    def consented(self, named: str = "") -> "IntakeDesk":
        """The consents that the case needs, each by its own act."""
        self.must(GiveConsent(case=named, kind=ConsentKind.A))
        self.must(GiveConsent(case=named, kind=ConsentKind.B, form=ConsentForm.WRITTEN))
        asked = self.do(RequestConsent(case=named))
        # Who has neither IIN nor phone is asked nothing; a paper application needs no consent C.
        assert asked.ok or rules_of(asked) == {"consent.reachable"}
        for item in self.pending("consent"):
            self.answer_consent(item, "granted")
        return self

    def answer_consent(self, item: Any, answer: str) -> Outcome:
        order = msgspec.json.decode(item.payload)
        return self.do(
            RecordConsentAnswer(case=order["case_id"], request=order["id"], answer=answer)
        )

    def answer_query(self, item: Any, answer: str = "found", **other: Any) -> Outcome:
        order = msgspec.json.decode(item.payload)
        self.settle(item)
        return self.do(
            RecordData(
                case=order["case_id"],
                row=order["params"]["row"],
                query=order["id"],
                answer=answer,
                **other,
            )
        )

    def checking(self, service: str = "shown", **other: Any) -> "IntakeDesk":
        self.opened(service, **other)
        self.must(FormApplication())
        return self

    def ready(self, service: str = "plain", **other: Any) -> "IntakeDesk":
        """Ready to sign, the text confirmed."""
        self.opened(service, **other).consented()
        self.must(FormApplication())
        self.must(ConfirmText())
        self.must(FinishCheck())
        return self

    def signed(self, service: str = "plain", **other: Any) -> "IntakeDesk":
        self.ready(service, **other)
        self.must(Sign())
        self.come_back()
        return self

    def come_back(self) -> list[Outcome]:
        """The key has signed what waits for it."""
        outcomes = []
        for item in self.pending("signature"):
            outcomes.append(self.do(self.signature_of(item)))
            self.settle(item)
        return outcomes

    def signature_of(self, item: Any) -> RecordSignature:
        from base64 import b64encode

        order = msgspec.json.decode(item.payload)
        signed = self.key.sign(order["operator"], order["manifest"].encode(), self.clock.now())
        return RecordSignature(
            case=order["case"],
            manifest_sha256=order["manifest_sha256"],
            cms=b64encode(signed).decode(),
        )

    def registered(self, service: str = "plain", **other: Any) -> "IntakeDesk":
        self.signed(service, **other)
        self.must(Register())
        return self

    def pending(self, kind: str) -> list[Any]:
        items = self.ask(lambda work: work.store.outbox.pending())
        return [item for item in items if item.kind == kind]

    def settle(self, item: Any) -> None:
        with self.store.begin(writing=True) as unit:
            unit.outbox.save(replace(item, state="done"))
            unit.commit()

    def papers(self) -> list[Any]:
        return list(self.store.tables.papers.values())

    def pass_time(self, **spans: float) -> None:
        self.clock.at += timedelta(**spans)


def identify_of(who: PracticePerson, **other: Any) -> Identify:
    """What reading the person's card would give."""
    person, document = who.person, who.document
    assert document is not None
    values: dict[str, Any] = {
        "source": IdentitySource.CARD,
        "iin": person.iin or "",
        "surname": person.name.surname,
        "given": person.name.given,
        "patronymic": person.name.patronymic,
        "birth_date": person.birth_date,
        "citizenship": person.citizenship,
        "document_kind": document.kind,
        "document_number": document.number,
        "valid_until": document.expires,
        "phone": person.phone or "",
        "address": person.address,
    }
    return Identify(**(values | other))


def rules_of(outcome: Outcome) -> set[str]:
    """The ids of the rules that spoke."""
    return {finding.rule for finding in outcome.findings}


def blocks_of(findings: Iterable[Finding]) -> set[str]:
    """The ids of the rules that block."""
    return {finding.rule for finding in findings if finding.blocks}


def requirements_of(outcome: Outcome) -> set[str]:
    return {finding.requirement for finding in outcome.findings}


def on(text: str) -> date:
    return date.fromisoformat(text)
