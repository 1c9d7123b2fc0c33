"""The signature lines of a printed page: where they are by the kept PDF, and whether a scan has ink on them."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from umdesk.exchange.scans.codes import Lying

if TYPE_CHECKING:
    from PIL.Image import Image

_SIGNATURE, _DATE = "Signature", "Date"
_PAD = 4.0
"""Points between the edge of a cell and its text, as tables are printed."""
_INSET = 6.0
"""Points of a cell's edge that are left out: a page lies never quite where it is thought to lie."""
_SAME_LINE = 1.0
_FINENESS = 2.0
"""Dots a point in which ink is measured: 144 dots an inch."""
_DARKER = 42
"""Shades of 255 by which ink is darker than the paper around it."""
_LEAST_INK = 0.004
"""The share of a cell that a signature covers at least; a check mark of a ball-point pen covers about 0.01."""
_NEIGHBOURS = 3
_LEFT, _RIGHT = 54.0, 558.0
"""Between which points from the left a page is written on; drawn by `documents.pages`."""
_STRIP_FINENESS = 200 / 72


@dataclass(frozen=True, slots=True)
class Line:
    """One signature line: who signs there, in the page's word, and its box in points (left, bottom, right, top)."""

    label: str
    box: tuple[float, float, float, float]


def lines_of(pdf: bytes) -> Mapping[int, tuple[Line, ...]]:
    """The signature lines of a document that umdesk printed: page (from 1) → lines; a page without any is left out."""
    found = {number: _on_page(page) for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages, start=1)}
    return {number: lines for number, lines in found.items() if lines}


def inked(image: "Image", lying: Lying, line: Line) -> bool:
    """Whether there is ink on a signature line of a page in grey ("L") that lies so in its picture."""
    from PIL import Image, ImageChops, ImageFilter  # noqa: PLC0415 -- start-up time

    left, bottom, right, top = line.box
    left, bottom, right, top = left + _INSET, bottom + _INSET, right - _INSET, top - _INSET
    spots = [lying.place(x, y) for x, y in ((left, top), (left, bottom), (right, bottom), (right, top))]
    finer = max(1, int(abs(lying.scale) / _FINENESS))
    edge = 2 * finer
    around = (
        max(0, int(min(x for x, _ in spots)) - edge), max(0, int(min(y for _, y in spots)) - edge),
        min(image.width, int(max(x for x, _ in spots)) + edge), min(image.height, int(max(y for _, y in spots)) + edge),
    )  # fmt: skip
    if around[2] - around[0] < edge or around[3] - around[1] < edge:
        return False  # the line is not on the picture
    cut = image.crop(around).reduce(finer)
    corners = [each for x, y in spots for each in ((x - around[0]) / finer, (y - around[1]) / finer)]
    size = (max(1, round((right - left) * _FINENESS)), max(1, round((top - bottom) * _FINENESS)))
    cell = cut.transform(size, Image.Transform.QUAD, corners, Image.Resampling.BILINEAR)
    shades = cell.histogram()
    paper = max(range(1, 255), key=lambda shade: sum(shades[shade - 1 : shade + 2]))
    dark = cell.point([255 if shade < paper - _DARKER else 0 for shade in range(256)])
    # A speck of a photocopier stands alone; a dot of a line has neighbors.
    kernel = ImageFilter.Kernel((3, 3), [1] * 9, 9)
    joined = dark.filter(kernel).point([255 if shade >= 255 * _NEIGHBOURS / 9 - 1 else 0 for shade in range(256)])
    count = ImageChops.darker(dark, joined).histogram()[255]
    return count > _LEAST_INK * size[0] * size[1]


def strip(image: "Image", lying: Lying, lines: Sequence[Line]) -> "Image":
    """The signature lines of a page, cut out straight with who signs and the dates beside them."""
    from PIL import Image  # noqa: PLC0415 -- start-up time

    left, right = _LEFT, _RIGHT
    top, bottom = max(line.box[3] for line in lines), min(line.box[1] for line in lines)
    corners = [each for x, y in ((left, top), (left, bottom), (right, bottom), (right, top))
               for each in lying.place(x, y)]  # fmt: skip
    fineness = min(abs(lying.scale), _STRIP_FINENESS)
    size = (round((right - left) * fineness), round((top - bottom) * fineness))
    return image.transform(size, Image.Transform.QUAD, corners, Image.Resampling.BILINEAR)


def _on_page(page: PageObject) -> tuple[Line, ...]:
    """The lines of the tables with a column Signature: a row for each label, between the rules around it."""
    texts: list[tuple[float, float, str]] = []

    def see(text: str, _matrix: Any, place: Any, _font: Any, _size: Any) -> None:
        if text.strip():
            texts.append((float(place[4]), float(place[5]), text.strip()))

    page.extract_text(visitor_text=see)
    heads = [(x, y) for x, y, text in texts if text == _SIGNATURE and _beside(texts, y)]
    if not heads:
        return ()
    rules = _rules(page)
    found: list[Line] = []
    for column, head in heads:
        right = min((x for x, y, _ in texts if abs(y - head) < _SAME_LINE and x > column), default=0.0) - _PAD
        first = min(x for x, y, _ in texts if abs(y - head) < _SAME_LINE)
        if first > column - _SAME_LINE:
            continue  # nothing says who signs here: no table of signatures
        across = sorted({y for left, y, end in rules if left <= column and end >= right and y < head}, reverse=True)
        for top, bottom in pairwise(across):
            named = [(y, text) for x, y, text in texts if abs(x - first) < _SAME_LINE and bottom < y < top]
            if not named:
                break
            label = " ".join(text for _, text in sorted(named, reverse=True))
            found.append(Line(label, (column - _PAD, bottom, right, top)))
    return tuple(found)


def _beside(texts: list[tuple[float, float, str]], y: float) -> bool:
    return any(text == _DATE and abs(at - y) < _SAME_LINE for _, at, text in texts)


def _rules(page: PageObject) -> list[tuple[float, float, float]]:
    """The level lines of a page: (left, y, right)."""
    orders = page.get_contents()
    found: list[tuple[float, float, float]] = []
    start = (0.0, 0.0)
    for operands, operator in ContentStream(orders, page.pdf).operations if orders is not None else ():
        if operator == b"m":
            start = (float(operands[0]), float(operands[1]))
        elif operator == b"l":
            end = (float(operands[0]), float(operands[1]))
            if abs(end[1] - start[1]) < _SAME_LINE:
                found.append((min(start[0], end[0]), round(start[1], 1), max(start[0], end[0])))
    return found
