"""Papers come back from their JSON as they were, or not at all."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import msgspec
import pytest

from app.domain.language import Lang
from app.domain.papers import Paper, PaperKind
from app.errors import InputInvalid
from app.papers.render import render, render_record
from app.papers.stored import paper_of
from app.ports.store_records import PaperRecord
from tests.app.papers.paper_samples import Samples
from tests.app.papers.sample_receipts import FILED


def record_of(paper: Paper, data: str = "") -> PaperRecord:
    kept = data or msgspec.json.encode(paper).decode()
    return PaperRecord(
        id="p1",
        kind=paper.kind,
        number=paper.head.number,
        language=paper.head.lang,
        data=kept,
        sha256=sha256(kept.encode()).hexdigest(),
        made_at=FILED,
        made_by="o1",
    )


@pytest.mark.requirement("R-140")
@pytest.mark.parametrize("kind", list(PaperKind))
def test_a_paper_comes_back_whole(kind: PaperKind) -> None:
    paper = Samples(Lang.KK, long=True).of(kind)
    assert paper_of(record_of(paper)) == paper


def test_a_reprint_is_the_same_paper() -> None:
    paper = Samples(Lang.RU).acceptance_receipt()
    assert render_record(record_of(paper)) == render(paper)


def _changed(record: PaperRecord) -> PaperRecord:
    return replace(record, data=record.data.replace("2026-03-16", "2026-03-17"))


def _unreadable(record: PaperRecord) -> PaperRecord:
    return replace(record, data="{}", sha256=sha256(b"{}").hexdigest())


def _other_kind(record: PaperRecord) -> PaperRecord:
    return replace(record, kind=PaperKind.PACKAGE_LABEL)


def _no_kind(record: PaperRecord) -> PaperRecord:
    return replace(record, kind="letter")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_changed, "paper.changed"),
        (_unreadable, "paper.unreadable"),
        (_other_kind, "paper.unreadable"),
        (_no_kind, "paper.unreadable"),
    ],
)
def test_spoiled_data_give_no_paper(spoil: Callable[[PaperRecord], PaperRecord], code: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        render_record(spoil(record_of(Samples(Lang.RU).acceptance_receipt())))
    assert refused.value.code == code
