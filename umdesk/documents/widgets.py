"""The fields of a fillable PDF, drawn by ourselves: ReportLab's know only unembedded fonts and stand in no structure.

Each field is a widget annotation below a Form element, with a name for screen readers (TU) and an appearance of its own
(ISO 32000-1, 12.7; ISO 14289-1, 7.18). The font of the fields is embedded whole, for letters that nobody typed yet, and
its codes are its glyphs, so that a program that fills the form in finds each letter by the font's ToUnicode map.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from umdesk.documents import field_text, fonts
from umdesk.documents.structure import Element
from umdesk.documents.tagging import TaggedCanvas
from umdesk.resources import resource

Place = tuple[float, float, float, float]
"""Where a field stands: left, bottom, right, top in points."""

_FONT = field_text.FONT
_REQUIRED, _MULTILINE, _RADIO = 1 << 1, 1 << 12, 1 << 15
_ROUND = 100  # ISO 32000-1, 9.10.3: a block of a ToUnicode map has at most a hundred lines


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as the file names it: `name` for programs, `spoken` for screen readers.

    `value` stands in it already; "" says that it is empty, so that nobody has to look for a text on the page.
    """

    name: str
    spoken: str
    needed: bool = False
    value: str | None = None


class Form:
    """The interactive form of one document; fields are added while its pages are drawn."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self._canvas = canvas
        self._fields: list[Any] = []
        self._font: Any = None

    def text(self, element: Element, asked: Asked, place: Place, *, multiline: bool) -> None:
        """A text field; what is too long for it is set smaller, so that paper shows all that was typed."""
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFString  # noqa: PLC0415 -- start-up time

        flags = (_MULTILINE if multiline else 0) | (_REQUIRED if asked.needed else 0)
        drawn = field_text.drawn(asked.value or "", place[2] - place[0], place[3] - place[1], multiline=multiline)
        entries = {
            **_widget(place),
            "FT": "/Tx",
            "Ff": flags,
            "T": PDFString(asked.name),
            "TU": PDFString(asked.spoken),
            "DA": PDFString(_style()),
            "AP": PDFDictionary({"N": self._appearance(place, b"/Tx BMC\n" + drawn + b"EMC\n")}),
        }
        if asked.value is not None:
            entries["V"] = PDFString(asked.value)
        self._fields.append(self._canvas.annotate(element, entries))

    def choice(self, asked: Asked, boxes: list[tuple[Element, str, Place]]) -> None:
        """A choice of one among tick boxes, each with its element, its value and its place; `asked.value` is chosen."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString  # noqa: PLC0415 -- start-up

        field = PDFDictionary(
            {
                "FT": "/Btn",
                "Ff": _RADIO | (_REQUIRED if asked.needed else 0),
                "T": PDFString(asked.name),
                "TU": PDFString(asked.spoken),
                "V": PDFName(asked.value or "Off"),
            }
        )
        reference = self._canvas.refer(field)
        kids = []
        for element, value, place in boxes:
            states = {value: self._appearance(place, _tick(place)), "Off": self._appearance(place, b"")}
            entries = {
                **_widget(place),
                "Parent": reference,
                "TU": PDFString(f"{asked.spoken}: {value}"),
                "AS": PDFName(value if value == asked.value else "Off"),
                "AP": PDFDictionary({"N": PDFDictionary(states)}),
                "MK": PDFDictionary({"BC": PDFArray([0])}),  # some programs draw the mark anew, in this color
            }
            kids.append(self._canvas.annotate(element, entries))
        field["Kids"] = PDFArray(kids)
        self._fields.append(reference)

    def finish(self) -> None:
        """Write the form into the document once all fields are on their pages."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString  # noqa: PLC0415 -- start-up time

        form = PDFDictionary(
            {
                "Fields": PDFArray(self._fields),
                "DR": self._resources(),
                "DA": PDFString(_style()),
                # Programs that fill fields in and draw nothing leave the drawing to whoever opens the file next.
                "NeedAppearances": "true",
            }
        )
        self._canvas.interactive(form)

    def _appearance(self, place: Place, drawing: bytes) -> Any:
        """A drawing as wide and high as the field; each field has its own, since filling programs write into it."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFStream  # noqa: PLC0415 -- start-up time

        left, bottom, right, top = place
        entries = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": PDFArray([0, 0, _round(right - left), _round(top - bottom)]),
            "Resources": self._resources(),
        }
        return self._canvas.refer(PDFStream(PDFDictionary(entries), drawing, filters=[]))

    def _resources(self) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFDictionary  # noqa: PLC0415 -- start-up time

        if self._font is None:
            self._font = _embed(self._canvas)
        return PDFDictionary({"Font": PDFDictionary({_FONT: self._font})})


def _widget(place: Place) -> dict[str, Any]:
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary  # noqa: PLC0415 -- start-up time

    border = PDFDictionary({"W": 0, "S": "/S"})  # the page has the box already
    return {"Subtype": "/Widget", "Rect": PDFArray([_round(side) for side in place]), "BS": border}


def _style() -> str:
    """How typed text looks: the size 0 lets the program that shows the field choose one at which all is seen."""
    return f"/{_FONT} 0 Tf 0 g"


def _tick(place: Place) -> bytes:
    """A cross through a tick box."""
    width, height = place[2] - place[0], place[3] - place[1]
    near, right, top = 2.0, width - 2.0, height - 2.0
    return f"1.4 w 0 G {near} {near} m {right:.2f} {top:.2f} l {near} {top:.2f} m {right:.2f} {near} l S\n".encode()


def _round(number: float) -> float:
    return round(number, 2)


def _embed(canvas: TaggedCanvas) -> Any:
    """The font of the fields as a Type0 font whose codes are glyphs (Identity-H), whole."""
    from reportlab.pdfbase import pdfdoc  # noqa: PLC0415 -- start-up time

    face = fonts.face(_FONT)
    length, program, letters = _packed()
    file = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Length1": length, "Filter": "/FlateDecode"}), program, filters=[])
    descriptor = pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{_FONT}",
            "Flags": 32,
            "FontBBox": pdfdoc.PDFArray(face.bbox),
            "ItalicAngle": 0,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capHeight,
            "StemV": face.stemV,
            "FontFile2": canvas.refer(file),
        }
    )
    scale = 1000 / face.unitsPerEm
    system = pdfdoc.PDFDictionary(
        {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
    )
    glyphs = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": f"/{_FONT}",
            "CIDSystemInfo": system,
            "CIDToGIDMap": "/Identity",
            "FontDescriptor": canvas.refer(descriptor),
            "DW": _round(face.defaultWidth),
            "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray([_round(wide * scale) for wide, _ in face.hmetrics])]),
        }
    )
    map_ = pdfdoc.PDFStream(pdfdoc.PDFDictionary({"Filter": "/FlateDecode"}), letters, filters=[])
    whole = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{_FONT}",
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([canvas.refer(glyphs)]),
            "ToUnicode": canvas.refer(map_),
        }
    )
    return canvas.refer(whole)


@cache
def _packed() -> tuple[int, bytes, bytes]:
    """The length of the font file, the file and its ToUnicode map, both compressed: the same in each form."""
    data = resource(f"fonts/{_FONT}.ttf").read_bytes()
    return len(data), zlib.compress(data, 9), zlib.compress("\n".join(_letters()).encode("ascii"), 9)


def _letters() -> Iterator[str]:
    """The lines of the ToUnicode map: each glyph that a letter has, with the first letter that has it."""
    known: dict[int, int] = {}
    for letter, glyph in sorted(fonts.face(_FONT).charToGlyph.items()):
        if glyph and letter <= 0xFFFF:
            known.setdefault(glyph, letter)
    yield "/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
    yield "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
    yield "/CMapName /Adobe-Identity-UCS def /CMapType 2 def"
    yield "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    runs = _runs(known)
    for start in range(0, len(runs), _ROUND):
        block = runs[start : start + _ROUND]
        yield f"{len(block)} beginbfrange"
        yield from (f"<{first:04X}> <{last:04X}> <{letter:04X}>" for first, last, letter in block)
        yield "endbfrange"
    yield "endcmap CMapName currentdict /CMap defineresource pop end end"


def _runs(known: dict[int, int]) -> list[tuple[int, int, int]]:
    """Glyphs that follow one another as their letters do: the first, the last, and the first one's letter.

    Only the last byte of a code and of a letter may change within a run (ISO 32000-1, 9.10.3).
    """
    runs: list[tuple[int, int, int]] = []
    for glyph, letter in sorted(known.items()):
        if runs and glyph & 0xFF and letter & 0xFF:
            first, last, begins = runs[-1]
            if glyph == last + 1 and letter == begins + glyph - first:
                runs[-1] = first, glyph, begins
                continue
        runs.append((glyph, glyph, letter))
    return runs
