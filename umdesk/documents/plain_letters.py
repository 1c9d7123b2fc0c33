"""The plain letters of a font, cut once and embedded again in each document.

Nearly all text is plain (ASCII). A batch of plans would otherwise cut the same letters out of the same fonts hundreds
of times. Letters beyond them are cut for each document by ReportLab, as a second font beside this one.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from umdesk.documents import fonts

_LETTERS = [32] * 32 + list(range(32, 127))
"""Each letter stands at its own code, so that plain text is drawn as it is; nothing is drawn with those before it."""
_SYMBOLIC, _NONSYMBOLIC = 4, 32


@dataclass(frozen=True, slots=True)
class PlainLetters:
    """A font file with the plain letters, ready to be embedded: its objects as text with numbers to be filled in."""

    program: bytes
    length: int
    unicode: bytes
    descriptor: str
    font: str

    def embed(self, add: Callable[[bytes], int]) -> int:
        """Put the font into a file; `add` takes the body of an object and gives its number. Gives the font's number."""
        program = add(stream(self.program, f"/Length1 {self.length}"))
        descriptor = add(f"<<{self.descriptor}/FontFile2 {program} 0 R>>".encode("latin-1"))
        unicode = add(stream(self.unicode))
        return add(f"<<{self.font}/FontDescriptor {descriptor} 0 R/ToUnicode {unicode} 0 R>>".encode("latin-1"))


def stream(packed: bytes, described: str = "") -> bytes:
    """The body of a stream object whose content was packed with zlib."""
    head = f"<<{described}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode("latin-1")
    return b"".join((head, packed, b"\nendstream"))


@cache
def plain_letters(name: str) -> PlainLetters:
    """The plain letters of a font in resources/fonts."""
    from reportlab.pdfbase.ttfonts import makeToUnicodeCMap  # noqa: PLC0415 -- start-up time

    face = fonts.face(name)
    with fonts.cutting:
        program = face.makeSubset(_LETTERS)
    called = f"PLAINA+{face.name.decode('latin-1')}"
    box = " ".join(f"{edge:g}" for edge in face.bbox)
    widths = " ".join(f"{face.getCharWidth(letter):g}" for letter in _LETTERS)
    flags = face.flags & ~_NONSYMBOLIC | _SYMBOLIC
    return PlainLetters(
        program=zlib.compress(program, 9),
        length=len(program),
        unicode=zlib.compress(makeToUnicodeCMap(called, _LETTERS).encode("latin-1"), 9),
        descriptor=(
            f"/Type/FontDescriptor/FontName/{called}/Flags {flags}/FontBBox [{box}]/ItalicAngle {face.italicAngle:g}"
            f"/Ascent {face.ascent:g}/Descent {face.descent:g}/CapHeight {face.capHeight:g}/StemV {face.stemV:g}"
            f"/MissingWidth {face.defaultWidth:g}"
        ),
        font=(
            f"/Type/Font/Subtype/TrueType/BaseFont/{called}/FirstChar 0/LastChar {len(_LETTERS) - 1}/Widths [{widths}]"
        ),
    )
