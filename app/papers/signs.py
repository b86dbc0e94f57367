"""Where people sign: lines for a pen, the mark of an electronic signature, the «received» line."""

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table, TableStyle

from app.domain.figures import moment
from app.domain.papers import Acknowledgement, AcknowledgementState, ESignature
from app.papers import styles as look
from app.papers.blocks import Sheet
from app.papers.words import joined
from i18n import N_

_LINES = TableStyle(
    [
        look.CELL_FONT,
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4 * mm),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0.8 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 0.8 * mm),
        ("BOTTOMPADDING", (0, 1), (-1, 1), 1.2 * mm),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, 1), "TOP"),
    ]
)
_BOX = TableStyle(
    [
        look.CELL_FONT,
        ("BOX", (0, 0), (-1, -1), 0.6, look.ACCENT),
        ("LEFTPADDING", (0, 0), (-1, -1), 4 * mm),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4 * mm),
        ("TOPPADDING", (0, 0), (-1, -1), 2 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4 * mm),
    ]
)


class WritingLine(Flowable):  # type: ignore[misc]
    """A line to write on."""

    def __init__(self, width: float) -> None:
        super().__init__()
        self.width, self.height = width, 6 * mm

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The place it takes, in points."""
        return self.width, self.height

    def draw(self) -> None:
        """One thin line at the foot."""
        self.canv.setStrokeColor(look.INK)
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 0, self.width, 0)


def signature_line(sheet: Sheet, role: str, name: str = "", *, dated: bool = False) -> Table:
    """Role and name at left, a line for the pen at right; without a name a line for it too."""
    s = sheet.styles
    who = look.CONTENT * 0.44
    pen = look.CONTENT * (0.31 if dated else 0.56)
    day = look.CONTENT - who - pen
    top: list[object] = [
        [
            sheet.text(role, s.label),
            sheet.text(name, s.value) if name else WritingLine(who - 4 * mm),
        ],
        WritingLine(pen - (4 * mm if dated else 0)),
    ]
    below: list[object] = [
        "" if name else sheet.text(sheet.say(N_("paper: full name")), s.under_line),
        sheet.text(sheet.say(N_("paper: signature")), s.under_line),
    ]
    widths = [who, pen]
    if dated:
        top.append(WritingLine(day))
        below.append(sheet.text(sheet.say(N_("paper: date")), s.under_line))
        widths.append(day)
    return Table([top, below], widths, style=_LINES)


def electronic_signature(sheet: Sheet, signature: ESignature) -> Table:
    """The framed mark: who signed, with which certificate, when."""
    s = sheet.styles
    cell = [
        sheet.text(sheet.say(N_("paper: Signed with an electronic digital signature")), s.label),
        sheet.text(signature.signer, s.value),
        sheet.text(
            sheet.say(
                N_("paper: Certificate {certificate}, signed {moment}"),
                certificate=signature.certificate,
                moment=moment(signature.signed_at),
            ),
            s.small,
        ),
    ]
    return Table([[cell]], [look.CONTENT], style=_BOX)


def acknowledgement(sheet: Sheet, role: str, given: Acknowledgement) -> list[Flowable]:
    """The «received» line as it stands: to be signed, acknowledged, or noted as not signed."""
    s = sheet.styles
    if given.state is AcknowledgementState.AWAITED:
        choice = sheet.say(N_("paper: The recipient chose not to sign; noted by the employee:"))
        return [signature_line(sheet, role, given.name, dated=True), _choice(sheet, choice)]
    at = moment(given.at) if given.at else ""
    if given.state is AcknowledgementState.RECEIVED:
        return [sheet.text(role, s.label), sheet.text(joined(given.name, at), s.value)]
    note = sheet.say(
        N_("paper: Given to the recipient, who chose not to sign. Noted by: {name}, {moment}"),
        name=given.noted_by,
        moment=at,
    )
    return [sheet.text(role, s.label), sheet.text(note, s.value)]


_TICK = TableStyle([look.CELL_FONT, ("BOX", (0, 0), (-1, -1), 0.6, look.INK)])


def _choice(sheet: Sheet, words: str) -> Table:
    """A small box to tick with its words, and a line for the employee's name and signature."""
    box = Table([[""]], [3.2 * mm], [3.2 * mm], style=_TICK)
    text = sheet.text(words, sheet.styles.label)
    widths = [5.5 * mm, look.CONTENT * 0.64, look.CONTENT * 0.36 - 5.5 * mm]
    return Table([[box, text, WritingLine(widths[2])]], widths, style=_LINES_BOTTOM)


_LINES_BOTTOM = TableStyle(
    [
        look.CELL_FONT,
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0.5 * mm),
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
    ]
)


def signing(room: float = 45 * mm) -> list[Flowable]:
    """Space before signatures; they move to the next page together when little room is left."""
    return [CondPageBreak(room), Spacer(0, 4 * mm)]
