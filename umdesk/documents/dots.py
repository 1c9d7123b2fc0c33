"""Each applicant's rater scores as dots on one line from 0 to 100, with the cut: one drawing for paper and screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from umdesk.documents.fonts import REGULAR, face, printable

ROWS = 40
"""Applicants of one picture at most: it fits on a page below its heading."""
PITCH = 12.0
_LABEL = 66.0
_SCORE = 36.0
_HEAD = 14.0
_RADIUS = 2.6
_SIZE = 7.5
_FONT = "NotoSans-Regular"
_MARKS = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True, slots=True)
class DotsLine:
    """One applicant: the number, the score and the raters' scores, in percent, 0 to 100."""

    number: str
    score: float
    dots: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours as "#rrggbb": of the score and the words, of the lines, of the dots and the cut."""

    text: str = "#000000"
    line: str = "#6e6e6e"
    dots: str = "#000000"


def pieces(lines: Sequence[DotsLine], above_line: int | None) -> list[tuple[Sequence[DotsLine], int | None]]:
    """The lines cut into pictures, each with the number of its lines above the cut, None where the cut is elsewhere."""
    found: list[tuple[Sequence[DotsLine], int | None]] = []
    for start in range(0, len(lines), ROWS):
        piece = lines[start : start + ROWS]
        cut = None if above_line is None else above_line - start
        found.append((piece, cut if cut is not None and 0 < cut <= len(piece) else None))
    return found


def in_words(piece: Sequence[DotsLine], ranks: Mapping[str, int], cut: int | None) -> str:
    """What a picture shows, for those who do not see it; `ranks` by application number."""
    first, last = piece[0].number, piece[-1].number
    said = (
        f"Rater scores from {first}, rank {ranks[first]}, to {last}, rank {ranks[last]}, as rings on lines from 0 to "
        "100."
    )
    return said if cut is None else f"{said} The cut lies under {piece[cut - 1].number}."


def drawing(lines: Sequence[DotsLine], cut: int | None, width: float, inks: Inks | None = None) -> Any:
    """A ReportLab drawing of up to `ROWS` lines, `width` points wide; the cut is drawn under `cut` lines."""
    from reportlab.graphics.shapes import Circle, Drawing, Line, String  # noqa: PLC0415 -- start-up time
    from reportlab.lib.colors import HexColor  # noqa: PLC0415

    face(_FONT)  # makes the font known to ReportLab
    inks = inks or Inks()
    text, thin, ink = HexColor(inks.text), HexColor(inks.line), HexColor(inks.dots)
    height = _HEAD + PITCH * len(lines) + 2.0
    left, right = _LABEL + _RADIUS, width - _SCORE - _RADIUS
    picture = Drawing(width, height, initialFontName=_FONT, initialFontSize=_SIZE)

    def at(percent: float) -> float:
        return left + (right - left) * percent / 100

    def say(x: float, y: float, words: str, anchor: str) -> None:
        picture.add(String(x, y, words, fontName=_FONT, fontSize=_SIZE, fillColor=text, textAnchor=anchor))

    for mark in _MARKS:
        picture.add(Line(at(mark), 0, at(mark), height - _HEAD + 2.0, strokeColor=thin, strokeWidth=0.3))
        say(at(mark), height - _HEAD + 5.0, str(mark), "middle")
    for place, line in enumerate(lines):
        y = height - _HEAD - PITCH * (place + 0.5)
        say(0, y - 2.6, _label(line.number), "start")
        picture.add(Line(left, y, right, y, strokeColor=thin, strokeWidth=0.5))
        picture.add(Line(at(line.score), y - 4.6, at(line.score), y + 4.6, strokeColor=text, strokeWidth=1.6))
        for dot in line.dots:
            picture.add(Circle(at(dot), y, _RADIUS, strokeColor=ink, strokeWidth=0.9, fillColor=None))
        say(width, y - 2.6, f"{line.score:.2f}", "end")
    if cut is not None:
        y = height - _HEAD - PITCH * cut
        picture.add(Line(0, y, width, y, strokeColor=ink, strokeWidth=1.8))
    return picture


def svg(lines: Sequence[DotsLine], cut: int | None, width: float, inks: Inks) -> bytes:
    """The same drawing for the screen."""
    from reportlab.graphics import renderSVG  # noqa: PLC0415 -- start-up time

    text: str = renderSVG.drawToString(drawing(lines, cut, width, inks))
    before, _, rest = text.partition("<clipPath")  # around all of it; Qt would fill its frame with black
    return (before + rest.partition("</clipPath>")[2]).encode()


def _label(number: str) -> str:
    """A number as the one font of the picture draws it, cut where it would run into the line."""
    shown = "".join(sign for sign in printable(number)[0] if next(REGULAR.runs(sign))[0] == _FONT)
    while shown and REGULAR.width(shown, _SIZE) > _LABEL - 4.0:
        shown = shown[:-1]
    return shown
