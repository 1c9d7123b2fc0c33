"""The letters of fonts as they are embedded: cut once, some of a kind together, put into each document that has one.

Nearly all text is plain: ASCII, and the few signs and accents that are common beside it. What lies beyond is cut in
blocks of neighbours in Unicode, so that a batch of plans cuts each of them once and not for every name anew, and a text
has the same codes in each document.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from umdesk.documents import fonts
from umdesk.documents.fonts import Weight
from umdesk.documents.objects import stream
from umdesk.documents.unhinted import unhinted

_COMMON = "•–—‘’“”…§áéíóúüñçöäè"
_SPACE = 32
_FIRST = 128
"""The first code of a block's letters; those below have other meanings to some programs that read text from pages."""
_BLOCK = 64
_LETTERS = (*[_SPACE] * 32, *range(32, 127), _SPACE, *map(ord, _COMMON))
"""The plain letters by their codes: those of ASCII are drawn as they are; nothing is drawn with those that fill."""
PLAIN = frozenset(map(chr, (*range(32, 127), *map(ord, _COMMON))))
"""The plain letters."""
_CODES = {ord(sign): f"\\{sign}" for sign in "()\\"} | {
    ord(sign): f"\\{code:03o}" for code, sign in enumerate(_COMMON, _FIRST)
}
"""How plain letters stand in a literal string of a page where they do not stand as they are (ISO 32000-1, 7.3.4.2)."""
_SYMBOLIC, _NONSYMBOLIC = 4, 32


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """Which letters of a font are embedded together: the plain ones (`block` None), or a block of Unicode."""

    font: str
    block: int | None = None

    @property
    def name(self) -> str:
        """How pages call it."""
        return self.font if self.block is None else f"{self.font}-{self.block}"


@cache
def _cut(font: str, block: int | None = None) -> Cut:
    """The one of these letters: what stands on hundreds of pages is compared by which it is."""
    return Cut(font, block)


@dataclass(frozen=True, slots=True)
class Said:
    """A line of text as the operators that show it: the font that it begins with, what follows, the font at its end.

    `cuts` are the letters that it is shown with.
    """

    font: str
    shown: str
    last: str
    cuts: tuple[Cut, ...]


@lru_cache(maxsize=8192)
def said(text: str, weight: Weight, size: float) -> Said:
    """A line of printable text at a size in points; what stands on each page is asked for again and again."""
    runs = list(_runs(text, weight))
    if not runs:
        return Said("", "", "", ())
    named = [f"/{cut.name} {size:g} Tf" for cut, _ in runs]
    pieces = [f"{font} {codes} Tj" for font, (_, codes) in zip(named, runs, strict=True)]
    pieces[0] = pieces[0].removeprefix(f"{named[0]} ")
    return Said(named[0], " ".join(pieces), named[-1], tuple([cut for cut, _ in runs]))


def _runs(text: str, weight: Weight) -> Iterator[tuple[Cut, str]]:
    """The text where its letters change, with the string of codes that shows each piece."""
    for font, run in weight.runs(text):
        if run.isascii() or PLAIN.issuperset(run):
            yield _cut(font), f"({run.translate(_CODES)})"
            continue
        start = 0
        blocks = [None if letter in PLAIN else ord(letter) // _BLOCK for letter in run]
        for end, block in enumerate(blocks, 1):
            if end < len(run) and blocks[end] == block:
                continue
            piece = run[start:end]
            start = end
            if block is None:
                yield _cut(font), f"({piece.translate(_CODES)})"
            else:
                codes = bytes(_FIRST + ord(letter) % _BLOCK for letter in piece)
                yield _cut(font, block), f"<{codes.hex()}>"


@dataclass(frozen=True, slots=True)
class Letters:
    """A font file with some letters, ready to be embedded: its objects, with numbers to be filled in."""

    program: bytes
    unicode: bytes
    descriptor: bytes
    font: bytes

    def embed(self, add: Callable[[bytes], int]) -> int:
        """Put the font into a file; `add` takes the body of an object and gives its number. Gives the font's number."""
        program, unicode = add(self.program), add(self.unicode)
        descriptor = add(b"<<%b/FontFile2 %d 0 R>>" % (self.descriptor, program))
        return add(b"<<%b/FontDescriptor %d 0 R/ToUnicode %d 0 R>>" % (self.font, descriptor, unicode))


@cache
def letters(cut: Cut) -> Letters:
    """The letters of a font in resources/fonts, as many as it has."""
    from reportlab.pdfbase.ttfonts import makeToUnicodeCMap  # noqa: PLC0415 -- start-up time

    face = fonts.face(cut.font)
    codes = _LETTERS if cut.block is None else _of_block(cut.block, face.charToGlyph)
    with fonts.cutting:
        program = unhinted(face.makeSubset(list(codes)))
    called = f"{_tag(cut.block)}+{face.name.decode('latin-1')}"
    box = " ".join(f"{edge:g}" for edge in face.bbox)
    widths = " ".join(f"{face.getCharWidth(letter):g}" for letter in codes)
    flags = face.flags & ~_NONSYMBOLIC | _SYMBOLIC
    descriptor = (
        f"/Type/FontDescriptor/FontName/{called}/Flags {flags}/FontBBox [{box}]/ItalicAngle {face.italicAngle:g}"
        f"/Ascent {face.ascent:g}/Descent {face.descent:g}/CapHeight {face.capHeight:g}/StemV {face.stemV:g}"
        f"/MissingWidth {face.defaultWidth:g}"
    )
    font = f"/Type/Font/Subtype/TrueType/BaseFont/{called}/FirstChar 0/LastChar {len(codes) - 1}/Widths [{widths}]"
    return Letters(
        program=stream(program, f"/Length1 {len(program)}", pack=zlib.Z_BEST_COMPRESSION),
        unicode=stream(makeToUnicodeCMap(called, codes).encode("latin-1"), pack=zlib.Z_BEST_COMPRESSION),
        descriptor=descriptor.encode("latin-1"),
        font=font.encode("latin-1"),
    )


def _of_block(block: int, known: dict[int, int]) -> tuple[int, ...]:
    """The letters of a block by their codes, with spaces below them and for those that the font lacks."""
    own = range(block * _BLOCK, (block + 1) * _BLOCK)
    return (*[_SPACE] * _FIRST, *[letter if known.get(letter) else _SPACE for letter in own])


def _tag(block: int | None) -> str:
    """Six letters that tell the parts of a font from one another (ISO 32000-1, 9.6.4)."""
    return "PLAINA" if block is None else "".join(chr(ord("A") + int(digit, 16)) for digit in f"{block:06x}")
