"""The printed codes: two readers understand them from a page at 200 dpi."""

from collections.abc import Callable

import pytest

from app.domain.codes import CodeKind, ScannedCode, printed_code, understand
from app.domain.language import Lang
from app.domain.papers import PackageLabel, PaperKind
from app.papers.render import render
from tests.app.papers.paper_samples import Samples

CodesOf = Callable[[bytes], tuple[set[str], set[str]]]
_CODED = [
    PaperKind.ACCEPTANCE_RECEIPT,
    PaperKind.INTAKE_REFUSAL_RECEIPT,
    PaperKind.HANDOVER_REGISTER,
    PaperKind.PACKAGE_LABEL,
]


@pytest.mark.requirement("R-142", "R-157")
@pytest.mark.parametrize("kind", _CODED)
def test_two_readers_agree_on_the_codes(kind: PaperKind, codes_of: CodesOf) -> None:
    paper = Samples(Lang.KK).of(kind)
    wanted = {paper.head.code}
    if isinstance(paper, PackageLabel):
        wanted.add(paper.case_code)
    zxing, zbar = codes_of(render(paper))
    assert zxing == wanted
    assert zbar == wanted
    assert all(isinstance(understand(code, "214"), ScannedCode) for code in zxing)


@pytest.mark.requirement("R-142")
def test_receipt_and_package_carry_the_same_case_code(codes_of: CodesOf) -> None:
    samples = Samples(Lang.RU)
    case = printed_code(CodeKind.CASE, "214", 2601712345)
    assert samples.acceptance_receipt().head.code == case
    assert case in codes_of(render(samples.package_label()))[0]


def test_a_memo_carries_its_link(codes_of: CodesOf) -> None:
    memo = Samples(Lang.KK).memo()
    zxing, zbar = codes_of(render(memo))
    assert zxing == zbar == {memo.link}
