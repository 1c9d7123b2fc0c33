"""The text that stands in a field of a form when it is made, drawn with the glyphs of the form's own font.

Programs that show the form may draw it anew; those that print it as it is, and PDFium, show what is drawn here.
"""

from umdesk.documents import fonts
from umdesk.documents.fonts import REPLACEMENT, Weight
from umdesk.documents.wrapping import wrap

FONT = "NotoSans-Regular"
LARGEST, SMALLEST, STEP = 9.5, 4.0, 0.5
"""Sizes in points: what does not fit is set smaller, as programs that fill forms in do."""
_LEADING = 1.25
_INSIDE = 2.0
_WEIGHT = Weight((FONT,))
_RISE = 0.3  # of the size: from the middle of a line down to where its letters stand


def drawn(text: str, width: float, height: float, *, multiline: bool) -> bytes:
    """The drawing of a text in a field of that size in points; b"" for no text."""
    shown = _in_font(text)
    if not shown.strip():
        return b""
    size, lines = _fitted(shown if multiline else " ".join(shown.split()), width, height, multiline=multiline)
    step = size * _LEADING
    first = height - _INSIDE - size if multiline else height / 2 - _RISE * size
    parts = [f"q 0 0 {width:.2f} {height:.2f} re W n BT 0 g /{FONT} {size} Tf {step:.2f} TL {_INSIDE} {first:.2f} Td"]
    parts += [f"<{_glyphs(line)}> Tj T*" for line in lines]
    return " ".join([*parts, "ET Q\n"]).encode("ascii")


def _fitted(text: str, width: float, height: float, *, multiline: bool) -> tuple[float, tuple[str, ...]]:
    """The largest size at which the text fits, and its lines; at the smallest the rest is cut off."""
    room, size = width - 2 * _INSIDE, LARGEST
    while True:
        lines = wrap(text, room, _WEIGHT, size) if multiline else (text,)
        high = len(lines) * size * _LEADING <= height - _INSIDE if multiline else True
        wide = multiline or _WEIGHT.width(text, size) <= room
        if (high and wide) or size <= SMALLEST:
            return size, lines
        size -= STEP


def _in_font(text: str) -> str:
    """The text with the replacement character for what the font of fields lacks."""
    shown, _missing = fonts.printable(text)
    letters = fonts.face(FONT).charToGlyph
    return "".join(letter if letter == "\n" or letters.get(ord(letter)) else REPLACEMENT for letter in shown)


def _glyphs(line: str) -> str:
    letters = fonts.face(FONT).charToGlyph
    return "".join(f"{letters.get(ord(letter), 0):04X}" for letter in line.rstrip())
