"""The fields of a fillable PDF.

Each field is a widget annotation below a Form element, with a name for screen readers (TU) and an appearance of its own
(ISO 32000-1, 12.7; ISO 14289-1, 7.18). The font of the fields is embedded whole, for letters that nobody typed yet, and
its codes are its glyphs, so that a program that fills the form in finds each letter by the font's ToUnicode map.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from umdesk.documents import field_text, fonts
from umdesk.documents.objects import dictionary, name, references, stream, string
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
        self._fields: list[int] = []
        self._font = 0

    def text(self, element: Element, asked: Asked, place: Place, *, multiline: bool) -> None:
        """A text field; what is too long for it is set smaller, so that paper shows all that was typed."""
        flags = (_MULTILINE if multiline else 0) | (_REQUIRED if asked.needed else 0)
        drawn = field_text.drawn(asked.value or "", place[2] - place[0], place[3] - place[1], multiline=multiline)
        entries = {
            **_widget(place),
            "FT": "/Tx",
            "Ff": str(flags),
            "T": string(asked.name),
            "TU": string(asked.spoken),
            "DA": string(_style()),
            "AP": dictionary({"N": self._appearance(place, b"/Tx BMC\n" + drawn + b"EMC\n")}),
        }
        if asked.value is not None:
            entries["V"] = string(asked.value)
        self._fields.append(self._canvas.annotate(element, entries))

    def choice(self, asked: Asked, boxes: list[tuple[Element, str, Place]]) -> None:
        """A choice of one among tick boxes, each with its element, its value and its place; `asked.value` is chosen."""
        field = self._canvas.objects.add(b"null")
        kids = []
        for element, value, place in boxes:
            states = {name(value): self._appearance(place, _tick(place)), "/Off": self._appearance(place, b"")}
            drawn = "".join(f"{state} {drawing}" for state, drawing in states.items())
            entries = {
                **_widget(place),
                "Parent": f"{field} 0 R",
                "TU": string(f"{asked.spoken}: {value}"),
                "AS": name(value if value == asked.value else "Off"),
                "AP": f"<</N <<{drawn}>>>>",
                "MK": "<</BC [0]>>",  # some programs draw the mark anew, in this color
            }
            kids.append(self._canvas.annotate(element, entries))
        whole = {
            "FT": "/Btn",
            "Ff": str(_RADIO | (_REQUIRED if asked.needed else 0)),
            "T": string(asked.name),
            "TU": string(asked.spoken),
            "V": name(asked.value or "Off"),
            "Kids": references(kids),
        }
        self._canvas.objects.finish(field, dictionary(whole).encode("latin-1"))
        self._fields.append(field)

    def finish(self) -> None:
        """Write the form into the document once all fields are on their pages."""
        form = {
            "Fields": references(self._fields),
            "DR": self._resources(),
            "DA": string(_style()),
            # Programs that fill fields in and draw nothing leave the drawing to whoever opens the file next.
            "NeedAppearances": "true",
        }
        self._canvas.form = dictionary(form)

    def _appearance(self, place: Place, drawing: bytes) -> str:
        """A drawing as wide and high as the field; each field has its own, since filling programs write into it."""
        left, bottom, right, top = place
        size = f"/BBox [0 0 {right - left:.2f} {top - bottom:.2f}]"
        described = f"/Type/XObject/Subtype/Form{size}/Resources {self._resources()}"
        return f"{self._canvas.objects.add(stream(drawing, described))} 0 R"

    def _resources(self) -> str:
        if not self._font:
            self._font = _embed(self._canvas)
        return f"<</Font <</{_FONT} {self._font} 0 R>>>>"


def _widget(place: Place) -> dict[str, str]:
    sides = " ".join(f"{side:.2f}" for side in place)
    return {"Subtype": "/Widget", "Rect": f"[{sides}]", "BS": "<</W 0/S/S>>"}  # the page has the box already


def _style() -> str:
    """How typed text looks: the size 0 lets the program that shows the field choose one at which all is seen."""
    return f"/{_FONT} 0 Tf 0 g"


def _tick(place: Place) -> bytes:
    """A cross through a tick box."""
    width, height = place[2] - place[0], place[3] - place[1]
    near, right, top = 2.0, width - 2.0, height - 2.0
    return f"1.4 w 0 G {near} {near} m {right:.2f} {top:.2f} l {near} {top:.2f} m {right:.2f} {near} l S\n".encode()


def _embed(canvas: TaggedCanvas) -> int:
    """The font of the fields as a Type0 font whose codes are glyphs (Identity-H), whole; gives its number."""
    face = fonts.face(_FONT)
    program, letters = _packed()
    box = " ".join(f"{edge:g}" for edge in face.bbox)
    descriptor = (
        f"<</Type/FontDescriptor/FontName/{_FONT}/Flags 32/FontBBox [{box}]/ItalicAngle 0/Ascent {face.ascent:g}"
        f"/Descent {face.descent:g}/CapHeight {face.capHeight:g}/StemV {face.stemV:g}"
        f"/FontFile2 {canvas.objects.add(program)} 0 R>>"
    )
    scale = 1000 / face.unitsPerEm
    widths = " ".join(f"{round(wide * scale, 2):g}" for wide, _ in face.hmetrics)
    system = "<</Registry (Adobe)/Ordering (Identity)/Supplement 0>>"
    glyphs = (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{_FONT}/CIDSystemInfo {system}/CIDToGIDMap/Identity"
        f"/FontDescriptor {canvas.objects.add(descriptor.encode())} 0 R/DW {round(face.defaultWidth, 2):g}"
        f"/W [0 [{widths}]]>>"
    )
    whole = (
        f"<</Type/Font/Subtype/Type0/BaseFont/{_FONT}/Encoding/Identity-H"
        f"/DescendantFonts [{canvas.objects.add(glyphs.encode())} 0 R]/ToUnicode {canvas.objects.add(letters)} 0 R>>"
    )
    return canvas.objects.add(whole.encode())


@cache
def _packed() -> tuple[bytes, bytes]:
    """The font file and its ToUnicode map as objects: the same in each form."""
    data = resource(f"fonts/{_FONT}.ttf").read_bytes()
    map_ = "\n".join(_letters()).encode("ascii")
    hardest = zlib.Z_BEST_COMPRESSION
    return stream(data, f"/Length1 {len(data)}", pack=hardest), stream(map_, pack=hardest)


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
