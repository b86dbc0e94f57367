"""The facts of an intake: the case with its fee of today and the hash of its text as it stands."""

from typing import Any

from app.domain.case import Case
from app.domain.passport import Passport
from app.rules.facts import Facts
from app.usecases.application_text import application_hash
from app.usecases.fee_today import fee_today
from app.usecases.situation import facts_of, passport_of
from app.usecases.work import Work


def intake_facts(work: Work, case: Case, **more: Any) -> Facts:
    """What the rules of an intake are given: the case with its fee and the hash of its text."""
    passport = passport_of(work, case)
    return facts_of(
        work,
        case,
        passport=passport,
        fee=fee_today(work, case, passport) if passport is not None else None,
        text_sha256=application_hash(case, passport) if passport is not None else "",
        **more,
    )


def passport_needed(work: Work, case: Case) -> Passport:
    """The passport of the case. Raises ``LookupError`` when the catalogue has lost its edition."""
    passport = passport_of(work, case)
    if passport is None:
        raise LookupError(f"no passport {case.service_id} {case.edition}")
    return passport
