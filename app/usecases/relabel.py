"""Give a thing whose label is damaged a new one: it bears another code, and the former one is dead."""

from dataclasses import dataclass

from app.usecases.answer import case_done
from app.usecases.numbering import next_number, printed_code
from app.usecases.outcome import Outcome
from app.usecases.pack import LETTERS, label_of, moved_unit, typed
from app.usecases.papers import keep_paper, order_print
from app.usecases.situation import case_meant, facts_of, unit_meant
from app.usecases.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Relabel:
    """Print a new label (word ``relabel``). ``code`` is the former one, scanned, or typed from under
    the bars with ``typed_reason``; ``reason`` is what happened to the label."""

    code: str
    reason: str
    typed_reason: str = ""


def handle_relabel(command: Relabel, work: Work) -> Outcome:
    """The thing stays where it is; only its code is another one, for ever."""
    unit = unit_meant(work, command.code)
    case = case_meant(work, unit.case_id)
    facts = facts_of(
        work,
        case,
        unit=unit,
        scanned_code=command.code,
        typed_reason=command.typed_reason,
        reason=command.reason,
    )
    _, number = next_number(work, "unit")
    moved = moved_unit(
        unit,
        "relabel",
        facts,
        code=printed_code(work, LETTERS[unit.kind], number),
        former_codes=(*unit.former_codes, unit.code),
    )
    saved = work.store.units.relabel(moved)
    label = keep_paper(work, label_of(work, case, saved), case.id)
    order_print(work, label)
    told = {"unit": saved.code, "former": unit.code, "reason": command.reason}
    return case_done(
        work,
        "relabel",
        case,
        papers=(label,),
        changes=("units", "papers"),
        facts={**told, **typed(command.typed_reason)},
        stage=False,
    )
