"""The fonts that documents are set in: which font draws which character, how wide it is, and what no font has.

Noto Sans draws Latin, Vietnamese, Cyrillic and Greek; a character that it lacks is looked for in the fonts behind it.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import Any

from umdesk.resources import resource

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_REGULAR = ("NotoSans-Regular", "NotoSansArmenian-Regular", "NotoSansMath-Regular", "NotoSansSymbols2-Regular")
_BOLD = ("NotoSans-Bold", "NotoSansArmenian-Bold", "NotoSansMath-Regular", "NotoSansSymbols2-Regular")
_TEXT_SPACES = {"\t": " ", "\u2028": "\n", "\u2029": "\n", "\v": "\n", "\f": "\n"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """Who draws a character: the font's registered name and the advance in thousandths of the font size."""

    font: str
    advance: float


@dataclass(frozen=True, slots=True, eq=False)
class Weight:
    """A weight of the document typeface: fonts in the order in which they are asked for a character."""

    names: tuple[str, ...]
    known: dict[str, Glyph | None] = field(default_factory=dict)
    _advances: dict[str, float] = field(default_factory=dict)
    _firsts: set[str] = field(default_factory=set)

    def glyph(self, character: str) -> Glyph | None:
        """The glyph of one character, or None when no font has it."""
        if character not in self.known:
            self.known[character] = self._find(character)
        return self.known[character]

    def width(self, text: str, size: float) -> float:
        """The width in points of printable text at a size in points."""
        try:
            return sum(map(self._advances.__getitem__, text)) * size / 1000
        except KeyError:
            for character in text:
                self._advances[character] = self._drawn(character).advance
            return self.width(text, size)

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """Printable text cut into (font name, text) where the font changes."""
        if self._firsts.issuperset(text):  # most texts are of one font throughout
            yield from [(self.names[0], text)] if text else ()
            return
        run, font = "", ""
        for character in text:
            found = self._drawn(character).font
            if found == self.names[0]:
                self._firsts.add(character)
            if found != font and run:
                yield font, run
                run = ""
            font = found
            run += character
        if run:
            yield font, run

    def _drawn(self, character: str) -> Glyph:
        glyph = self.glyph(character) or self.glyph(REPLACEMENT)
        if glyph is None:
            raise LookupError(f"no font draws {REPLACEMENT}")
        return glyph

    def _find(self, character: str) -> Glyph | None:
        code = ord(character)
        if code > 0xFFFF:  # ReportLab's ToUnicode maps hold four hex digits
            return None
        for name in self.names:
            face = _font(name).face
            if face.charToGlyph.get(code):  # glyph 0 is the empty box, to which the table of letters maps its own end
                return Glyph(name, float(face.charWidths[code]))
        return None


REGULAR = Weight(_REGULAR)
BOLD = Weight(_BOLD)

# ReportLab cuts a subset by seeking in the one open font file, so only one document at a time may do so.
cutting = Lock()


def printable(text: str) -> tuple[str, tuple[str, ...]]:
    """Text as it can be drawn, and the characters that no font has, each once, in the order in which they came.

    The text is composed (NFC), line ends are made one, invisible characters are left out, and a character that no font
    has becomes the visible replacement character.
    """
    if text.isascii() and text.isprintable():  # most texts, and a long document has a hundred thousand
        return text, ()
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    drawn: list[str] = []
    missing: dict[str, None] = {}
    for character in composed:
        kept = _TEXT_SPACES.get(character, character)
        if kept == "\n":
            drawn.append(kept)
        elif _is_invisible(kept):
            continue
        elif unicodedata.category(kept) == "Cc" or REGULAR.glyph(kept) is None or BOLD.glyph(kept) is None:
            drawn.append(REPLACEMENT)
            missing[character] = None
        else:
            drawn.append(kept)
    return "".join(drawn), tuple(missing)


def face(name: str) -> Any:
    """ReportLab's face of a font in resources/fonts: its measures, its glyphs, and which letter has which."""
    return _font(name).face


def _is_invisible(character: str) -> bool:
    return character == "\u00ad" or unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


@cache
def _font(name: str) -> Any:
    """The font of that name, read once and made known to ReportLab."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 -- start-up time
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 -- start-up time

    font = TTFont(name, str(resource(f"fonts/{name}.ttf")), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return font
