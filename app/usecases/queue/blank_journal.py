"""Blank sheets of the journal, printed while everything still works, for the day when nothing does."""

from dataclasses import dataclass

from app.domain.language import Lang
from app.usecases.outcome import Outcome
from app.usecases.papers import keep_paper, order_print, paper_ref
from app.usecases.queue.papers import blank_journal
from app.usecases.situation import note
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintBlankJournal:
    """Print sheets of the journal of the ordinary queue to be written by hand
    (word ``print_blank_journal``)."""

    sheets: int = 1
    language: Lang = Lang.KK


def handle_print_blank_journal(command: PrintBlankJournal, work: Work) -> Outcome:
    """The numbers of order run on over the sheets; a paper like any other (R-036)."""
    paper = blank_journal(work, command.sheets, command.language)
    record = keep_paper(work, paper)
    order_print(work, record)
    told = {"sheets": str(command.sheets), "paper": record.number}
    note(work, "print_blank_journal", facts=told)
    return Outcome(papers=(paper_ref(record),), changes=("papers", "outbox"), facts=told)
