"""The plain letters of a font, cut once and embedded again in each document.

Nearly all text is plain: ASCII, and the few signs and accents that are common beside it. A batch of plans would
otherwise cut the same letters out of the same fonts hundreds of times. Letters beyond them are cut for each document
by ReportLab, as a second font beside this one.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from umdesk.documents import fonts

_COMMON = "•–—‘’“”…§áéíóúüñçöäè"
_LETTERS = [32] * 32 + list(range(32, 127)) + [32] + [ord(sign) for sign in _COMMON]
"""Each letter of ASCII stands at its own code, so that it is drawn as it is; nothing is drawn with those that fill."""
PLAIN = frozenset(map(chr, (*range(32, 127), *map(ord, _COMMON))))
"""The letters that are embedded in each document."""
CODES = {ord(sign): f"\\{code:03o}" for code, sign in enumerate(_COMMON, 128)}
"""How those beyond ASCII stand in a literal string of a page (ISO 32000-1, 7.3.4.2)."""
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
