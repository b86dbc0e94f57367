"""Sample papers as finished pages, set once a run, and words made comparable."""

import unicodedata
from functools import cache

from app.domain.language import Lang
from app.domain.papers import PaperKind
from app.papers.render import render
from tests.app.papers.paper_samples import Samples


def plain(words: str) -> str:
    """Words with single spaces, NFC: what is compared."""
    return " ".join(unicodedata.normalize("NFC", words).split())


@cache
def sample_pdf(kind: PaperKind, lang: Lang, *, long: bool) -> bytes:
    """The sample of that kind, set once a run; the short ones are practice papers."""
    return render(Samples(lang, long=long, practice=not long).of(kind))
