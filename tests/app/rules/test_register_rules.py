"""The registration: signed, dated by the engine, with a whole receipt."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.branch import DepartmentKind
from app.domain.case import Applicant, Confirmation, Signature
from app.domain.language import Bilingual
from app.domain.passport import Carrier
from app.rules import register
from tests.fakes.intake_desk import FILED, people
from tests.fakes.intake_facts import draft, facts, speaks, subjects
from tests.fakes.intake_passports import passport

_HASH = "a" * 64
_SIGNED = Signature(
    manifest_sha256="b" * 64,
    manifest="{}",
    cms="MII=",
    certificate_serial="0a",
    signer_id="small_branch",
    practice_key=True,
    at=FILED,
)
_SEEN = Confirmation(text_sha256=_HASH, at=FILED)


@pytest.mark.requirement("R-129", "R-132")
def test_nothing_is_registered_before_the_signature_stands() -> None:
    stands = register.signature_stands
    assert speaks(stands, facts(draft(confirmation=_SEEN), text_sha256=_HASH))
    assert speaks(stands, facts(draft(signature=_SIGNED), text_sha256=_HASH))
    whole = draft(signature=_SIGNED, confirmation=_SEEN)
    assert not speaks(stands, facts(whole, text_sha256=_HASH))
    assert speaks(stands, facts(whole, text_sha256="c" * 64))
    empty = draft(signature=replace(_SIGNED, cms=""), confirmation=_SEEN)
    assert speaks(stands, facts(empty, text_sha256=_HASH))


@pytest.mark.requirement("R-135", "R-160")
def test_the_date_comes_from_the_engine() -> None:
    case, situation = draft(), facts(draft())
    assert not speaks(register.term_computable, situation)
    term = register.term_of(case, situation.passport, situation, FILED)
    assert term.issue_date == date(2026, 3, 16)


@pytest.mark.requirement("R-135")
def test_without_the_word_on_the_day_of_intake_nothing_is_promised() -> None:
    case = draft("uncounted", carrier=Carrier.ELECTRONIC)
    named = {finding.rule for finding in register.term_computable.judge(facts(case))}
    assert named >= {"register.term_computable", "terms.intake_day"}
    on_paper = draft("uncounted", carrier=Carrier.PAPER)
    assert not speaks(register.term_computable, facts(on_paper))


@pytest.mark.requirement("R-135")
def test_a_term_that_is_not_known_promises_nothing() -> None:
    assert speaks(register.term_computable, facts(draft(), passport("termless", terms=())))


@pytest.mark.requirement("R-132", "R-137")
def test_every_field_of_the_receipt_is_filled() -> None:
    assert not speaks(register.receipt_complete, facts(draft()))
    branch = people().branch(DepartmentKind.ORDINARY)
    lacking = {
        "applicant": facts(draft(applicant=Applicant())),
        "branch": facts(draft(), branch=replace(branch, address=Bilingual("", ""))),
        "department_number": facts(draft(), branch=replace(branch, department_number="")),
        "contact_centre": facts(draft(), branch=replace(branch, contact_centre=" ")),
    }
    for name, situation in lacking.items():
        assert subjects(register.receipt_complete, situation) == {name}
