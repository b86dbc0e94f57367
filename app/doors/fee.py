"""``fee``: what a service costs on a day, by which formula, from which source, how firmly known."""

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from app.catalogue.fees import load_index
from app.domain.finding import Finding
from app.domain.money import plain
from app.domain.passport import Passport
from app.domain.passport_items import Fee, FeeItem
from app.domain.passport_text import Grade
from app.doors.answers import NO, YES, day, line, print_json, print_lines
from app.doors.service_facts import no_case, service_on, source_words
from app.rules.fees import FREE, FeeAnswer, case_chosen, compute, fee_known
from app.wording import both, finding_entry, finding_words
from i18n import N_

_SUM = N_("Fee: {formula} {currency}. Source: {source}")


def configure(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--service", required=True, metavar="ID")
    parser.add_argument("--on", required=True, metavar="DATE")
    parser.add_argument("--case", default="", metavar="KEY")


def run(args: Namespace) -> int:
    """Print the fee; 1 when it is not known."""
    on = day("--on", args.on)
    passport = service_on(args.service, on)
    answer, item = _answer(passport, args.case, on)
    if args.json:
        print_json(_document(passport, answer, item, on))
    else:
        print_lines(_lines(passport, answer, item))
    return YES if answer.amount is not None else NO


def _answer(passport: Passport, key: str, on: date) -> tuple[FeeAnswer, FeeItem | None]:
    fee, currency = passport.fee, load_index().currency
    if fee is None:
        return _unknown(currency, tuple(fee_known.judge((None, None)))), None
    keys = _keys(fee, on)
    if key and key not in keys:
        raise no_case(key, keys)
    if not key and fee.free:
        return FeeAnswer(amount=FREE, currency=currency, formula="0"), None
    if not key and len(keys) > 1:
        return _unknown(currency, tuple(case_chosen.judge(keys))), None
    item = fee.item(key or keys[0], on) if keys else None
    if item is None:
        return _unknown(currency, tuple(fee_known.judge((None, None)))), None
    return compute(rate=item.mci_rate, fixed=item.tenge, on=on, table=load_index()), item


def _unknown(currency: str, findings: tuple[Finding, ...]) -> FeeAnswer:
    return FeeAnswer(amount=None, currency=currency, findings=findings)


def _keys(fee: Fee, on: date) -> list[str]:
    return list(dict.fromkeys(item.key for item in fee.items if item.in_force(on)))


def _origin(passport: Passport, answer: FeeAnswer, item: FeeItem | None) -> tuple[str, str]:
    """Where the price comes from, and its grade; the index adds its own source."""
    stated = passport.provenance.get("fee")
    sources = item.sources if item and item.sources else stated.sources if stated else ()
    grade = item.grade if item and item.grade is not Grade.NONE else None
    words = [source_words(passport, tuple(sources))]
    if answer.index is not None:
        words.append(answer.index.source)
    shown = grade or (stated.grade if stated else Grade.NONE)
    return "; ".join(word for word in words if word), str(shown)


def _document(
    passport: Passport, answer: FeeAnswer, item: FeeItem | None, on: date
) -> dict[str, Any]:
    source, grade = _origin(passport, answer, item)
    return {
        "amount": plain(answer.amount) if answer.amount is not None else None,
        "currency": answer.currency,
        "formula": answer.formula or None,
        "source": source or None,
        "grade": grade,
        "case": item.key if item else None,
        "cases": _keys(passport.fee, on) if passport.fee else [],
        "added_to_duty": item.added_to_duty if item else False,
        "findings": [finding_entry(entry) for entry in answer.findings],
    }


def _lines(passport: Passport, answer: FeeAnswer, item: FeeItem | None) -> list[str]:
    lines = [line(finding_words(entry).message) for entry in answer.findings]
    if answer.amount is not None:
        source, _ = _origin(passport, answer, item)
        params = {"formula": answer.formula, "currency": answer.currency, "source": source}
        lines.insert(0, line(both(_SUM, params)))
    return lines
