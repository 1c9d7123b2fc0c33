"""Draws the fields of a PDF onto its pages, for looking at: Qt's PDF view leaves fields out, also filled ones.

What a program drew for a field is kept where it says what the field holds; else the value is drawn anew.
"""

from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from umdesk.exchange.pdf_fields import TooMuch
from umdesk.exchange.pdf_reading import bounded, opened, quiet
from umdesk.exchange.pdf_weight import too_heavy

_MOST_PAGES, _MOST_FIELDS = 60, 2000
_HIDDEN = 1 << 1 | 1 << 5
_TEXT, _CHOICE = "/Tx", "/Ch"
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))
_ENOUGH = 0.7
Box = tuple[float, float, float, float]


def drawn(data: bytes) -> bytes:
    """The PDF for looking at, with its fields drawn on the pages; the file itself where there is nothing to draw.

    A file that is damaged, or whose fields cannot be drawn, is given back as it is too. b"" for one with so much to
    draw that a viewer, which cannot be stopped, would not come to an end.
    """
    try:
        with quiet(), bounded():
            reader = opened(data, "")
            if len(reader.pages) and _endless(reader):
                return b""
            return _drawn(opened(data, "")) or data
    except (Exception, TooMuch):  # noqa: BLE001 -- whatever the parser meets, the page itself is still to be seen
        return data


def _endless(reader: PdfReader) -> bool:
    """Whether there is too much to draw; of what cannot be weighed nobody knows how long it takes."""
    try:
        return too_heavy(reader)
    except (Exception, TooMuch):  # noqa: BLE001 -- the parser meets damage in as many ways as there are
        return True


def _drawn(reader: PdfReader) -> bytes | None:
    root: Any = reader.trailer["/Root"]
    if "/AcroForm" not in root or len(reader.pages) > _MOST_PAGES:
        return None
    writer = PdfWriter(clone_from=reader)
    if sum(len(_widgets(page)) for page in writer.pages) > _MOST_FIELDS:
        return None
    for page in writer.pages:
        _draw_page(writer, page)
    del writer.root_object["/AcroForm"]
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _draw_page(writer: PdfWriter, page: PageObject) -> None:
    widgets = _widgets(page)
    missing = {str(_inherited(widget, "/T")): _value(widget) for widget in widgets if _wants_drawing(writer, widget)}
    if missing:
        writer.update_page_form_field_values(page, dict(missing), auto_regenerate=False)
    pieces: list[bytes] = []
    resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
    things = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
    for number, widget in enumerate(widgets):
        drawing = _drawing(widget)
        if drawing is None or int(widget.get("/F", 0)) & _HIDDEN:
            continue
        name = f"/UmdeskField{number}"
        things[NameObject(name)] = writer._add_object(drawing)  # noqa: SLF001 -- pypdf names no other way
        pieces.append(_placed(name, drawing, _box(widget["/Rect"])))
    if not pieces:
        return
    resources[NameObject("/XObject")] = things
    page[NameObject("/Resources")] = resources
    before, after = DecodedStreamObject(), DecodedStreamObject()
    before.set_data(b"q\n")
    after.set_data(b"\nQ\n" + b"\n".join(pieces))
    old = page.get("/Contents")
    kept = old.get_object() if old is not None else ArrayObject()
    middle = list(kept) if isinstance(kept, ArrayObject) else [page.raw_get("/Contents")]
    add = writer._add_object  # noqa: SLF001 -- as above
    page[NameObject("/Contents")] = ArrayObject([add(before), *middle, add(after)])
    others = [one for one in page.get("/Annots", ()) if one.get_object().get("/Subtype") != "/Widget"]
    page[NameObject("/Annots")] = ArrayObject(others)


def _widgets(page: PageObject) -> list[DictionaryObject]:
    found = [one.get_object() for one in page.get("/Annots", ()) or ()]
    return [one for one in found if isinstance(one, DictionaryObject) and one.get("/Subtype") == "/Widget"]


def _wants_drawing(writer: PdfWriter, widget: DictionaryObject) -> bool:
    """Whether a text field holds more than what was drawn for it shows.

    Some programs draw nothing, and some write one byte a letter in a font that has two, which shows as boxes.
    """
    value = _value(widget)
    if not value or _inherited(widget, "/FT") not in (_TEXT, _CHOICE):
        return False
    drawing = _drawing(widget)
    return drawing is None or _letters(writer, drawing) < _ENOUGH * len("".join(value.split()))


def _letters(writer: PdfWriter, drawing: StreamObject) -> float:
    """How many letters are drawn, by the bytes of their codes."""
    resources = drawing.get("/Resources", DictionaryObject()).get_object()
    fonts = resources.get("/Font", DictionaryObject()).get_object()
    wide = any(font.get_object().get("/Subtype") == "/Type0" for font in fonts.values())
    count = 0
    for operands, operator in ContentStream(drawing, writer).operations:
        if operator in _SHOWING:
            texts = [piece for operand in operands for piece in (operand if isinstance(operand, list) else [operand])]
            count += sum(len(text.original_bytes) for text in texts if isinstance(text, TextStringObject))
            count += sum(len(text) for text in texts if isinstance(text, ByteStringObject))
    return count / 2 if wide else count


def _drawing(widget: DictionaryObject) -> StreamObject | None:
    """What stands for the field on the page, in the state in which it is."""
    appearance = widget.get("/AP", DictionaryObject()).get_object()
    drawing = appearance.get("/N") if isinstance(appearance, DictionaryObject) else None
    drawing = drawing.get_object() if drawing is not None else None
    if isinstance(drawing, DictionaryObject) and not isinstance(drawing, StreamObject):
        state = drawing.get(widget.get("/AS", "/Off"))
        drawing = state.get_object() if state is not None else None
    return drawing if isinstance(drawing, StreamObject) else None


def _placed(name: str, drawing: StreamObject, place: Box) -> bytes:
    """Draw it where the field stands (ISO 32000-1, 12.5.5, algorithm 8.1; turned drawings only by their box)."""
    a, b, c, d, e, f = (float(each) for each in drawing.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    left, bottom, right, top = _box(drawing["/BBox"])
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    across, up = (place[2] - place[0]) / wide, (place[3] - place[1]) / high
    moved = (place[0] - min(xs) * across, place[1] - min(ys) * up)
    return f"q {across:.5f} 0 0 {up:.5f} {moved[0]:.4f} {moved[1]:.4f} cm {name} Do Q".encode("ascii")


def _box(raw: Any) -> Box:
    one, two, three, four = (float(side) for side in raw.get_object())
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _value(widget: DictionaryObject) -> str:
    value = _inherited(widget, "/V")
    return str(value) if isinstance(value, str) and not isinstance(value, NameObject) else ""


def _inherited(widget: DictionaryObject, key: str) -> Any:
    """What the field or one above it says."""
    at: Any = widget
    for _ in range(24):
        if key in at:
            return at[key].get_object()
        if "/Parent" not in at:
            return None
        at = at["/Parent"].get_object()
    return None
