"""The time stamp that a signature gets afterwards: no key is needed, and nothing waits for it."""

from base64 import b64decode
from dataclasses import dataclass, replace

import msgspec

from app.domain.case import Case, Signature
from app.domain.signing import SignatureVerdict
from app.errors import InputInvalid, declare
from app.ports.storage import OutboxItem
from app.usecases.intake import Change, settle
from app.usecases.outcome import Outcome
from app.usecases.situation import case_meant
from app.usecases.work import Work
from i18n import N_

STAMP_WRONG = declare(
    "stamp.wrong",
    N_("What came back is not the signature of this case with a time stamp."),
    N_("The signature stays as it was. If it happens again, tell the administrator."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStamp:
    """The signature of a case with its time stamp, base64 DER (word ``record_stamp``)."""

    case: str
    cms: str


def await_stamp(work: Work, case: Case) -> None:
    """Leave for the courier that the signature of ``case`` wants a stamp."""
    work.store.outbox.add(
        OutboxItem(
            id=work.new_id(),
            kind="stamp",
            case_id=case.id,
            payload=msgspec.json.encode({"case": case.id}).decode(),
            due_at=work.now,
            made_at=work.now,
        )
    )


def handle_record_stamp(command: RecordStamp, work: Work) -> Outcome:
    """The same signature by the same certificate over the same bytes, now with its moment proven."""
    case = case_meant(work, command.case)
    signed = case.signature
    verdict = _verdict(work, signed, command.cms) if signed is not None else None
    if signed is None or verdict is None or verdict.stamped_at is None:
        raise InputInvalid(STAMP_WRONG, field="cms")
    change = Change(
        before=case,
        after=replace(case, signature=replace(signed, cms=command.cms)),
        facts={"stamped_at": verdict.stamped_at.isoformat()},
    )
    return settle(work, "record_stamp", case, (change,))


def _verdict(work: Work, signed: Signature, cms: str) -> SignatureVerdict | None:
    """The verdict on what came back; none when it is not that signature or does not stand."""
    try:
        raw = b64decode(cms, validate=True)
    except ValueError:
        return None
    verdict = work.verifier.verify(signed.manifest.encode(), raw, work.now)
    by = verdict.certificate
    same = by is not None and by.serial == signed.certificate_serial
    return verdict if verdict.valid and same else None
