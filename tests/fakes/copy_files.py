"""Files as scanners write them, and as they should not: drawn pages, nobody's document."""

import io
from typing import Any

import pikepdf
from PIL import Image, ImageDraw

Size = tuple[int, int]
UPRIGHT: Size = (1240, 1754)
"""A4 at 150 dots an inch."""


def sheet(number: int = 1, size: Size = UPRIGHT, mode: str = "RGB") -> Image.Image:
    """A page with lines, thicker by its number, and a corner that tells which way is up."""
    image = Image.new("RGB", size, (250, 249, 245))
    ink = ImageDraw.Draw(image)
    for line in range(160, size[1] - 100, 60):
        ink.line((100, line, size[0] - 100 - line % 7 * 30, line), (30, 34, 52), 4 + number)
    ink.rectangle((40, 40, 140, 100), fill=(20, 20, 120))
    return image.convert(mode)


def picture_file(form: str, pages: int = 1, mode: str = "RGB", **more: Any) -> bytes:
    """A JPEG, PNG or TIFF; a TIFF of several pages has a frame a page."""
    target = io.BytesIO()
    drawn = [sheet(number, mode=mode) for number in range(1, pages + 1)]
    if pages > 1:
        more |= {"save_all": True, "append_images": drawn[1:]}
    drawn[0].save(target, form, **more)
    return target.getvalue()


def scanned_pdf(pages: int = 1, **saving: Any) -> bytes:
    """A PDF of pictures."""
    target = io.BytesIO()
    drawn = [sheet(number) for number in range(1, pages + 1)]
    drawn[0].save(target, "PDF", resolution=150, save_all=True, append_images=drawn[1:])
    if not saving:
        return target.getvalue()
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(target.getvalue())) as pdf:
        pdf.save(again, **saving)
    return again.getvalue()


def acting_pdf(what: str) -> bytes:
    """A PDF that does something: ``script``, ``launch``, ``file``, ``form``, ``note`` or ``media``."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(scanned_pdf())) as pdf:
        name, dictionary, text = pikepdf.Name, pikepdf.Dictionary, pikepdf.String
        root, page = pdf.Root, pdf.pages[0]
        if what == "script":
            root.OpenAction = dictionary(S=name.JavaScript, JS=text("app.alert(1)"))
        elif what == "launch":
            page.Annots = pikepdf.Array(
                [dictionary(Subtype=name.Link, A=dictionary(S=name.Launch, F=text("run")))]
            )
        elif what == "file":
            inside = pdf.make_stream(b"hidden", Type=name.EmbeddedFile)
            root.Names = dictionary(EmbeddedFiles=dictionary(Names=pikepdf.Array([inside])))
        elif what == "form":
            root.AcroForm = dictionary(Fields=pikepdf.Array(), XFA=pdf.make_stream(b"<xdp/>"))
        elif what == "note":
            page.Annots = pikepdf.Array([dictionary(Subtype=name.FileAttachment)])
        elif what == "media":
            page.AA = dictionary(O=dictionary(S=name.Rendition))
        pdf.save(target)
    return target.getvalue()
