"""What the receipts promise: lists, dates, copies, versions, reasons."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.domain.language import Lang
from app.domain.papers import Acknowledgement, AcknowledgementState, PaperKind
from app.papers.render import render
from tests.app.papers.paper_samples import Samples
from tests.app.papers.sample_pages import sample_pdf
from tests.app.papers.sample_receipts import FILED

WordsOf = Callable[[bytes], str]
BOTH = list(Lang)
_ACCEPTED = {Lang.KK: "Қабылданған құжаттардың тізбесі", Lang.RU: "Перечень принятых документов"}
_RETRIEVED = {
    Lang.KK: "Ақпараттық жүйелерден алынған мәліметтер",
    Lang.RU: "Сведения, полученные из информационных систем",
}


@pytest.mark.requirement("R-139")
@pytest.mark.parametrize("lang", BOTH)
def test_retrieved_data_are_not_listed_as_accepted(lang: Lang, words_of: WordsOf) -> None:
    paper = Samples(lang, long=True).acceptance_receipt()
    words = words_of(render(paper))
    accepted, retrieved = words.index(_ACCEPTED[lang]), words.index(_RETRIEVED[lang])
    assert accepted < retrieved
    assert all(d.name in words[accepted:retrieved] for d in paper.accepted)
    assert all(d.name not in words[:retrieved] for d in paper.retrieved)
    bare = words_of(render(replace(paper, retrieved=())))
    assert _RETRIEVED[lang] not in bare


@pytest.mark.requirement("R-132", "R-139")
@pytest.mark.parametrize("lang", BOTH)
def test_sheets_and_forms_are_told(lang: Lang, words_of: WordsOf) -> None:
    words = words_of(sample_pdf(PaperKind.ACCEPTANCE_RECEIPT, lang, long=True))
    totals = {
        Lang.KK: "Барлығы: құжат — 25, парақ — 61",
        Lang.RU: "Всего: документов — 25, листов — 61",
    }
    forms = {
        Lang.KK: ("түпнұсқа", "көшірме", "түпнұсқадан электрондық көшірме", "электрондық құжат"),
        Lang.RU: ("оригинал", "копия", "электронная копия с оригинала", "электронный документ"),
    }
    assert totals[lang] in words
    assert all(form in words for form in forms[lang])


@pytest.mark.requirement("R-141")
@pytest.mark.parametrize("lang", BOTH)
def test_one_application_shows_every_date(lang: Lang, words_of: WordsOf) -> None:
    paper = Samples(lang).one_application_receipt()
    words = words_of(render(paper))
    for member in paper.members:
        assert member.service in words
        assert member.case_number in words
    assert all(day in words for day in ("03.06.2026", "04.06.2026", "05.06.2026"))


@pytest.mark.requirement("R-140")
@pytest.mark.parametrize("lang", BOTH)
def test_a_second_version_names_the_first(lang: Lang, words_of: WordsOf) -> None:
    paper = Samples(lang).acceptance_receipt()
    second = replace(paper, head=replace(paper.head, version=2, replaces="0214-26-017-12345 v1"))
    said = {Lang.KK: "Нұсқа: 2; мынаның орнына: ", Lang.RU: "Версия: 2; взамен: "}
    assert said[lang] + second.head.replaces in words_of(render(second))
    assert said[lang] not in words_of(render(paper))


@pytest.mark.requirement("R-136")
@pytest.mark.parametrize("lang", BOTH)
def test_a_time_from_the_journal_is_marked(lang: Lang, words_of: WordsOf) -> None:
    paper = Samples(lang).acceptance_receipt()
    mark = {Lang.KK: "кәдімгі кезек журналы бойынша", Lang.RU: "по журналу обычной очереди"}[lang]
    assert mark in words_of(render(replace(paper, filed_by_journal=True)))
    assert mark not in words_of(render(paper))


_CLAUSES = {
    Lang.KK: (
        "тізбеге сәйкес құжаттардың толық топтамасы ұсынылмады",
        "қолданылу мерзімі өтіп кеткен құжаттар ұсынылды",
    ),
    Lang.RU: (
        "представлен неполный пакет документов согласно перечню",
        "представлены документы с истекшим сроком действия",
    ),
}


@pytest.mark.requirement("R-146", "R-145")
@pytest.mark.parametrize("lang", BOTH)
def test_only_the_clauses_that_apply_are_printed(lang: Lang, words_of: WordsOf) -> None:
    paper = Samples(lang).intake_refusal_receipt()
    incomplete, expired = _CLAUSES[lang]
    both = words_of(render(paper))
    only_missing = words_of(render(replace(paper, expired=())))
    only_expired = words_of(render(replace(paper, missing=())))
    assert incomplete in both
    assert expired in both
    assert incomplete in only_missing
    assert expired not in only_missing
    assert incomplete not in only_expired
    assert expired in only_expired
    assert "31.01.2026" in only_expired


@pytest.mark.requirement("R-147")
@pytest.mark.parametrize("lang", BOTH)
def test_two_copies_are_marked_for_their_parties(lang: Lang, words_of: WordsOf) -> None:
    paper = Samples(lang).intake_refusal_receipt()
    marks = {
        Lang.KK: ("1-дана: көрсетілетін қызметті алушыға", "2-дана: Мемлекеттік корпорацияға"),
        Lang.RU: ("Экземпляр 1: услугополучателю", "Экземпляр 2: Государственной корпорации"),
    }[lang]
    words = words_of(render(paper))
    assert [words.count(mark) for mark in marks] == [1, 1]
    pages = {Lang.KK: "1 / 1 бет", Lang.RU: "стр. 1 из 1"}[lang]
    assert words.count(pages) == 2
    assert all(words.count(document.name) >= 2 for document in paper.missing)
    single = words_of(render(replace(paper, two_copies=False)))
    assert not any(mark in single for mark in marks)


@pytest.mark.requirement("R-147")
@pytest.mark.parametrize("lang", BOTH)
def test_the_received_line_follows_what_happened(lang: Lang, words_of: WordsOf) -> None:
    paper = Samples(lang).intake_refusal_receipt()
    received = Acknowledgement(state=AcknowledgementState.RECEIVED, name="Сынақова Ұ. І.", at=FILED)
    declined = Acknowledgement(
        state=AcknowledgementState.DECLINED, noted_by="Тестов А. Қ.", at=FILED
    )
    note = {Lang.KK: "оның қалауы бойынша қол қойылмады", Lang.RU: "по его желанию не поставлена"}
    waiting = words_of(render(paper))
    assert "Сынақова Ұ. І., 06.03.2026 11:20" not in waiting
    assert note[lang] not in waiting
    assert "Сынақова Ұ. І., 06.03.2026 11:20" in words_of(
        render(replace(paper, acknowledgement=received))
    )
    left = words_of(render(replace(paper, acknowledgement=declined)))
    assert note[lang] in left
    assert "Тестов А. Қ., 06.03.2026 11:20" in left


@pytest.mark.requirement("R-148", "R-003", "R-002")
@pytest.mark.parametrize("kind", list(PaperKind))
@pytest.mark.parametrize("lang", BOTH)
def test_no_paper_stands_on_a_repealed_act(kind: PaperKind, lang: Lang, words_of: WordsOf) -> None:
    words = words_of(sample_pdf(kind, lang, long=kind is not PaperKind.MEMO))
    assert not re.search(r"стандарт|регламент|№\s?193|№\s?126|ХҚКО|ЦОН\b", words, re.IGNORECASE)


@pytest.mark.requirement("R-148")
@pytest.mark.parametrize("lang", BOTH)
def test_the_basis_is_the_one_that_was_given(lang: Lang, words_of: WordsOf) -> None:
    paper = replace(
        Samples(lang).intake_refusal_receipt(),
        law_reference="Сынақ заңы: сілтеме",
        act_reference="Сынақ акті: тармақ",
        complaint_reference="Сынақ: шағым",
    )
    words = words_of(render(paper))
    for given in ("Сынақ заңы: сілтеме", "Сынақ акті: тармақ", "Сынақ: шағым"):
        assert given in words
    assert not re.search(r"20-баб|статьи 20|25-бап|статья 25", words)


@pytest.mark.requirement("R-010")
@pytest.mark.parametrize("lang", BOTH)
def test_internal_norms_are_never_a_guarantee(lang: Lang, words_of: WordsOf) -> None:
    norm = {Lang.KK: "кезек күту: 15 минутқа дейін", Lang.RU: "ожидание в очереди: до 15 минут"}
    said = {Lang.KK: "Бұлар заң кепілдіктері емес.", Lang.RU: "Это не гарантии закона."}
    words = words_of(render(Samples(lang, long=True).service_passport()))
    assert words.index(said[lang]) < words.index(norm[lang])


@pytest.mark.requirement("R-006")
@pytest.mark.parametrize("lang", BOTH)
def test_an_unknown_item_is_printed_as_unknown(lang: Lang, words_of: WordsOf) -> None:
    words = words_of(render(Samples(lang).service_passport()))
    unknown = {Lang.KK: "белгісіз", Lang.RU: "не известно"}[lang]
    # Form, grounds, register code, act and edition are not known in the short sample.
    assert words.count(unknown) == 5


@pytest.mark.requirement("R-015")
@pytest.mark.parametrize("lang", BOTH)
def test_a_memo_has_its_seven_blocks_and_changes_with_the_passport(
    lang: Lang, words_of: WordsOf
) -> None:
    memo = Samples(lang).memo()
    titles = {
        Lang.KK: (
            "Қызметті кім көрсетеді", "Өтініштер қайда қабылданады", "Портал арқылы",
            "Мемлекеттік қызмет көрсету мерзімі", "Қажетті құжаттар", "Қызмет көрсету нәтижесі",
            "Қайдан сұрауға болады",
        ),
        Lang.RU: (
            "Кто оказывает услугу", "Где принимают заявления", "Через портал",
            "Срок оказания государственной услуги", "Какие документы нужны", "Что вы получите",
            "Куда обратиться с вопросом",
        ),
    }[lang]  # fmt: skip
    words = words_of(render(memo))
    assert all(title in words for title in titles)
    newer = words_of(render(replace(memo, edition="02.05.2026", term=("7",))))
    assert newer != words
    assert "02.05.2026" in newer


@pytest.mark.requirement("R-159")
@pytest.mark.parametrize("lang", BOTH)
def test_nothing_is_said_of_differences_before_the_other_side_received(
    lang: Lang, words_of: WordsOf
) -> None:
    none = {Lang.KK: "анықталмады", Lang.RU: "не отмечены"}[lang]
    waiting = replace(Samples(lang).handover_register(), differences="", act_number="")
    assert none not in words_of(render(waiting))
    assert none in words_of(render(replace(waiting, received_by="Сынақов Б. Т.")))


def test_a_month_of_storage_is_told_by_its_dates(words_of: WordsOf) -> None:
    paper = Samples(Lang.RU).unclaimed_return_register()
    words = words_of(render(paper))
    assert "30.01.2026 30.01.2026 02.03.2026" in words
    assert paper.rows[0].stored_until == date(2026, 3, 2)
