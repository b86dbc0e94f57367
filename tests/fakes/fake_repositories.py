"""The repositories of the fake store: plain dicts behind the ports of the real one."""
# ruff: noqa: A002 - the ports call it id

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from app.domain.case import Case
from app.domain.case_states import CaseState
from app.domain.custody import Register, Unit
from app.domain.notice import Acknowledgement
from app.domain.person import Organisation, Person
from app.errors import Unavailable
from app.ports.clock import Clock, TimeSource
from app.ports.storage import (
    DAILY_SERIES,
    PAYLOAD_GONE,
    STORE_STALE,
    UNFINISHED_STATES,
    ConsultationRecord,
    JournalEntry,
    JournalLine,
    OrganisationHit,
    OutboxItem,
    PaperRecord,
    PersonHit,
    RatingRecord,
    applicant_key,
    due_day,
)
from app.ports.store_errors import STORE_NUMBERS_USED_UP
from tests.fakes.fake_tables import Tables, fresh, next_version, taken
from tests.fakes.plain_search import by_name, matches


class FakeCases:
    def __init__(self, tables: Tables) -> None:
        self._t = tables
        self.touched: set[str] = set()

    def get(self, id: str) -> Case | None:
        return self._seen(self._t.cases.get(id))

    def by_number(self, number: str) -> Case | None:
        found = (case for case in self._t.cases.values() if number and case.number == number)
        return self._seen(next(found, None))

    def by_code(self, code: str) -> Case | None:
        for case in self._t.cases.values():
            if code and case.registration is not None and case.registration.code == code:
                return self._seen(case)
        return None

    def add(self, case: Case) -> None:
        taken((other.number for other in self._t.cases.values()), case.number)
        fresh(self._t.cases, case)
        self._seen(case)

    def save(self, case: Case) -> Case:
        others = (other for other in self._t.cases.values() if other.id != case.id)
        taken((other.number for other in others), case.number)
        self._seen(case)
        return next_version(self._t.cases, case)

    def unfinished(self, desk: str) -> Sequence[Case]:
        return self._sorted(
            case
            for case in self._t.cases.values()
            if case.desk == desk and case.state in UNFINISHED_STATES
        )

    def in_states(self, states: Sequence[CaseState]) -> Sequence[Case]:
        return self._sorted(case for case in self._t.cases.values() if case.state in states)

    def due(self, state: CaseState, since: date | None, until: date | None) -> Sequence[Case]:
        days = {case.id: due_day(case) for case in self.in_states((state,))}
        found = [
            case
            for case in self.in_states((state,))
            if (day := days[case.id]) == since
            or (
                day is not None
                and since is not None
                and until is not None
                and since <= day <= until
            )
        ]
        return tuple(sorted(found, key=lambda case: (days[case.id] or date.min, case.id)))

    def of_visit(self, visit_id: str) -> Sequence[Case]:
        return self._sorted(case for case in self._t.cases.values() if case.visit_id == visit_id)

    def of_person(self, person_key: str) -> Sequence[Case]:
        found = (c for c in self._t.cases.values() if applicant_key(c.applicant) == person_key)
        return tuple(reversed(self._sorted(found)))

    def erase(self, id: str) -> None:
        case = self._t.cases.get(id)
        if case is None:
            return
        if case.number or case.refusal is not None:
            raise ValueError("only a draft may be erased")
        del self._t.cases[id]
        self._t.papers = {k: p for k, p in self._t.papers.items() if p.case_id != id}
        self._t.outbox = {k: i for k, i in self._t.outbox.items() if i.case_id != id}
        for n, line in enumerate(self._t.journal):
            if line.entry.case_id == id:
                self._t.journal[n] = replace(line, entry=replace(line.entry, personal={}))
        for key, (_, at, cases) in list(self._t.answers.items()):
            if id in cases:
                self._t.answers[key] = (PAYLOAD_GONE, at, cases)

    def _seen(self, case: Case | None) -> Case | None:
        if case is not None:
            self.touched.add(case.id)
        return case

    @staticmethod
    def _sorted(cases: Iterable[Case]) -> tuple[Case, ...]:
        return tuple(sorted(cases, key=lambda case: (case.opened_at, case.id)))


class FakeUnits:
    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def get(self, id: str) -> Unit | None:
        return self._t.units.get(id)

    def by_code(self, code: str) -> Unit | None:
        return next((unit for unit in self._t.units.values() if unit.code == code), None)

    def of_case(self, case_id: str) -> Sequence[Unit]:
        found = [unit for unit in self._t.units.values() if unit.case_id == case_id]
        return tuple(sorted(found, key=lambda unit: unit.id))

    def in_cell(self, cell: str) -> Sequence[Unit]:
        found = [unit for unit in self._t.units.values() if cell and unit.cell == cell]
        return tuple(sorted(found, key=lambda unit: unit.code))

    def cells(self) -> Mapping[str, int]:
        lying = sorted(unit.cell for unit in self._t.units.values() if unit.cell)
        return Counter(lying)

    def add(self, unit: Unit) -> None:
        taken((other.code for other in self._t.units.values()), unit.code)
        fresh(self._t.units, unit)

    def save(self, unit: Unit) -> Unit:
        return next_version(self._t.units, unit)

    def relabel(self, unit: Unit) -> Unit:
        taken((other.code for other in self._t.units.values() if other.id != unit.id), unit.code)
        return next_version(self._t.units, unit)

    def once_bore(self, code: str) -> Unit | None:
        return next((u for u in self._t.units.values() if code and code in u.former_codes), None)

    def add_register(self, register: Register) -> None:
        taken(self._t.registers, register.number)
        self._t.registers[register.number] = register

    def register(self, number: str) -> Register | None:
        return self._t.registers.get(number)


class FakePersons:
    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def remember(self, person: Person, at: datetime) -> None:
        key = f"{person.iin}|{person.name.full.casefold()}|{person.birth_date}|{person.citizenship}"
        self._t.persons[key] = PersonHit(id=key, person=person, last_seen=at)

    def remember_organisation(self, organisation: Organisation, at: datetime) -> None:
        self._t.organisations[organisation.bin] = OrganisationHit(
            id=organisation.bin, organisation=organisation, last_seen=at
        )

    def find(self, text: str, limit: int = 20) -> Sequence[PersonHit]:
        hits = [
            hit
            for hit in self._t.persons.values()
            if matches(text, hit.person.name.full, hit.person.iin or "")
        ]
        return tuple(sorted(hits, key=lambda hit: by_name(hit.person.name.full))[:limit])

    def find_organisations(self, text: str, limit: int = 20) -> Sequence[OrganisationHit]:
        hits = [
            hit
            for hit in self._t.organisations.values()
            if matches(
                text, f"{hit.organisation.name.kk} {hit.organisation.name.ru}", hit.organisation.bin
            )
        ]
        return tuple(sorted(hits, key=lambda hit: by_name(hit.organisation.name.kk))[:limit])


class FakePapers:
    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def add(self, paper: PaperRecord) -> None:
        taken(self._t.papers, paper.id)
        self._t.papers[paper.id] = paper

    def get(self, id: str) -> PaperRecord | None:
        return self._t.papers.get(id)

    def of_case(self, case_id: str) -> Sequence[PaperRecord]:
        found = [paper for paper in self._t.papers.values() if paper.case_id == case_id]
        return tuple(sorted(found, key=lambda paper: (paper.made_at, paper.id)))

    def mark_printed(self, id: str, copies: int) -> None:
        paper = self._t.papers[id]
        self._t.papers[id] = replace(paper, printed_copies=paper.printed_copies + copies)

    def mark_delivered(self, id: str, delivery: str) -> None:
        self._t.papers[id] = replace(self._t.papers[id], delivery=delivery)

    def mark_signed(self, id: str, signature: str) -> None:
        paper = self._t.papers.get(id)
        if paper is None or paper.signature:
            raise Unavailable(STORE_STALE)
        self._t.papers[id] = replace(paper, signature=signature)


class FakeOutbox:
    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def add(self, item: OutboxItem) -> None:
        taken(self._t.outbox, item.id)
        self._t.outbox[item.id] = item

    def due(self, now: datetime, limit: int = 50, *, desk: str = "") -> Sequence[OutboxItem]:
        due = (item for item in self.pending() if item.due_at <= now)
        return tuple(item for item in due if not desk or item.desk in ("", desk))[:limit]

    def pending(self) -> Sequence[OutboxItem]:
        found = [item for item in self._t.outbox.values() if item.state == "pending"]
        return tuple(sorted(found, key=lambda item: (item.due_at, item.id)))

    def of_case(self, case_id: str) -> Sequence[OutboxItem]:
        return tuple(item for item in self.pending() if item.case_id == case_id)

    def get(self, item_id: str) -> OutboxItem | None:
        return self._t.outbox.get(item_id)

    def kept(self) -> Sequence[OutboxItem]:
        found = [item for item in self._t.outbox.values() if item.state == "kept"]
        return tuple(sorted(found, key=lambda item: (item.due_at, item.id)))

    def save(self, item: OutboxItem) -> None:
        payload = item.payload if item.state in ("pending", "kept") else PAYLOAD_GONE
        if item.id in self._t.outbox:
            self._t.outbox[item.id] = replace(item, payload=payload)


class FakeNumbers:
    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def next(self, series: str, desk: str, day: date) -> int:
        daily = series in DAILY_SERIES
        key = (series, desk, str(day if daily else day.year))
        count = self._t.numbers.get(key, 0) + 1
        if count > (799 if daily else 89_999):
            raise Unavailable(STORE_NUMBERS_USED_UP, desk=desk, series=series)
        self._t.numbers[key] = count
        if daily:
            return int(desk) * 1000 + count
        return (day.year % 100) * 10**8 + int(desk) * 10**5 + count

    def given(self, series: str, day: date) -> int:
        counts = self._t.numbers.items()
        return sum(n for (name, _, period), n in counts if (name, period) == (series, str(day)))


class FakeRecords:
    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def add_rating(self, rating: RatingRecord) -> None:
        self._t.ratings.append(rating)

    def add_consultation(self, consultation: ConsultationRecord) -> None:
        self._t.consultations.append(consultation)

    def ratings(self) -> Sequence[RatingRecord]:
        return tuple(self._t.ratings)

    def consultations(self) -> Sequence[ConsultationRecord]:
        return tuple(self._t.consultations)

    def add_acknowledgement(self, acknowledgement: Acknowledgement) -> None:
        key = (acknowledgement.operator_id, acknowledgement.notice_id)
        if key in self._t.acknowledgements:
            raise Unavailable(STORE_STALE)
        self._t.acknowledgements[key] = acknowledgement

    def acknowledgements(self, operator_id: str) -> Sequence[Acknowledgement]:
        return tuple(
            read
            for (whose, _), read in sorted(self._t.acknowledgements.items())
            if whose == operator_id
        )


class FakeJournal:
    def __init__(self, tables: Tables, clock: Clock) -> None:
        self._t = tables
        self._clock = clock

    def append(self, entry: JournalEntry) -> None:
        earlier = [line for line in self._t.journal if line.chain == entry.desk]
        now = self._clock.now()
        behind = any(now < line.recorded_at for line in earlier)
        own = TimeSource.SET_BACK if behind else TimeSource.SYSTEM
        self._t.journal.append(
            JournalLine(
                chain=entry.desk,
                sequence=len(earlier) + 1,
                recorded_at=now,
                entry=replace(entry, time_source=entry.time_source or own),
            )
        )

    def of_case(self, case_id: str) -> Sequence[JournalLine]:
        found = [line for line in self._t.journal if line.entry.case_id == case_id]
        reached = {
            (line.chain, line.sequence): max(
                other.recorded_at
                for other in found
                if other.chain == line.chain and other.sequence <= line.sequence
            )
            for line in found
        }
        found.sort(key=lambda line: (reached[line.chain, line.sequence], line.chain, line.sequence))
        return tuple(replace(line, entry=replace(line.entry, personal={})) for line in found)

    def latest(self) -> datetime | None:
        return max((line.recorded_at for line in self._t.journal), default=None)
