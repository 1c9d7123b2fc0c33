"""Reads the code at the foot of a scanned page, and from its place how the page lies in the picture."""

import cmath
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from umdesk.domain.scans import PageCode, read_code

if TYPE_CHECKING:
    from PIL.Image import Image

CODE_LEFT, CODE_RIGHT, CODE_BOTTOM, CODE_TOP = 522.0, 558.0, 30.0, 66.0
"""Where the code stands on a printed page, in points from its lower left corner; drawn by `documents.pages`."""
_POINTS_AN_INCH = 72.0
_LONGEST = 3600
"""Dots of the longer side with which a code is looked for first: a letter page at about 330 dots an inch."""
_BLACK = 75
"""A shade of 255 under which something is print: a stain of coffee or a mark of a pen over it is lighter."""
_FEWEST = 100
"""Dots of the shorter side under which no page with a code can be: a letter page at 12 dots an inch."""
_FOOT = 0.3
"""The share of either side that a corner of the page takes, in which a code is looked for once more."""


@dataclass(frozen=True, slots=True)
class Lying:
    """How a page lies in its picture: the place of a point (x, y) of the page is `scale` · (x − iy) + `origin`."""

    scale: complex
    origin: complex

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page (points from its lower left corner, y upward) is in the picture, in dots."""
        spot = self.scale * complex(x, -y) + self.origin
        return spot.real, spot.imag

    @property
    def dpi(self) -> float:
        """Dots an inch of the paper."""
        return abs(self.scale) * _POINTS_AN_INCH

    @property
    def turn(self) -> int:
        """By how many degrees clockwise (0, 90, 180, 270) the picture has to be turned to stand upright."""
        return round(-math.degrees(cmath.phase(self.scale)) / 90) * 90 % 360


@dataclass(frozen=True, slots=True)
class Read:
    """A code that was read, and how its page lies; `tries` is how many ways were tried, 1 for a clean page.

    `others` are the codes of other pages that stand in the same picture.
    """

    code: PageCode
    lying: Lying
    tries: int
    others: tuple[PageCode, ...] = ()


def read(image: "Image") -> Read | None:
    """The code of a page in grey ("L"); None when there is none to be read.

    Codes that are none of umdesk's do not count.
    """
    import zxingcpp  # noqa: PLC0415 -- start-up time

    if min(image.size) < _FEWEST:
        return None
    # What a square code needs not: it is found however it is turned, and it is never light on dark.
    for tries, attempt in enumerate(_attempts(image), start=1):
        binarizers = [zxingcpp.Binarizer.LocalAverage]
        if attempt.thorough:
            binarizers.append(zxingcpp.Binarizer.GlobalHistogram)
        for binarizer in binarizers:
            codes: list[tuple[PageCode, zxingcpp.Position]] = []
            for found in zxingcpp.read_barcodes(
                attempt.image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode), binarizer=binarizer,
                try_rotate=False, try_downscale=not attempt.thorough, try_invert=False,
            ):  # fmt: skip
                code = read_code(found.text)
                if code is not None:
                    codes.append((code, found.position))
            if codes:
                code, at = codes[0]
                corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
                spots = [attempt.back(complex(corner.x, corner.y)) for corner in corners]
                others = dict.fromkeys(other for other, _ in codes if other != code)
                return Read(code, _lying(spots), tries, tuple(others))
    return None


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A picture in which to look, and how a place in it becomes one in the whole picture."""

    image: "Image"
    times: float = 1.0
    moved: complex = 0j
    thorough: bool = False

    def back(self, spot: complex) -> complex:
        return spot * self.times + self.moved


def _attempts(image: "Image") -> Iterator[_Attempt]:
    """The whole page, then smaller, smoother and sharper ones, then its four corners made larger."""
    from PIL import ImageFilter, ImageOps  # noqa: PLC0415 -- start-up time

    factor = max(1, math.ceil(max(image.size) / _LONGEST))
    page = image.reduce(factor) if factor > 1 else image
    yield _Attempt(page, factor)
    changes: tuple[Callable[[Image], Image], ...] = (
        lambda one: one.filter(ImageFilter.MedianFilter(3)),
        lambda one: one.filter(ImageFilter.GaussianBlur(1.2)),
        lambda one: one.point([0 if shade < _BLACK else 255 for shade in range(256)]),
        lambda one: ImageOps.autocontrast(one.filter(ImageFilter.UnsharpMask(2, 200, 2)), cutoff=2),
    )
    corners = list(_corners(page, factor))
    for corner in corners:
        yield corner
    for change in changes:
        for corner in corners:
            yield _Attempt(change(corner.image), corner.times, corner.moved, thorough=True)
    half = page.reduce(2)
    yield _Attempt(half, factor * 2, thorough=True)
    yield _Attempt(changes[2](half), factor * 2, thorough=True)


def _corners(page: "Image", factor: int) -> Iterator[_Attempt]:
    """The four corners of a page, the lower right one first, twice as large where the page is coarse."""
    from PIL import Image  # noqa: PLC0415 -- start-up time

    wide, high = page.size
    part = (int(wide * _FOOT), int(high * _FOOT))
    for left, top in ((wide - part[0], high - part[1]), (0, 0), (0, high - part[1]), (wide - part[0], 0)):
        cut = page.crop((left, top, left + part[0], top + part[1]))
        if max(page.size) < _LONGEST * 0.75:
            cut = cut.resize((cut.width * 2, cut.height * 2), Image.Resampling.BICUBIC)
            yield _Attempt(cut, factor / 2, complex(left, top) * factor, thorough=True)
        else:
            yield _Attempt(cut, factor, complex(left, top) * factor, thorough=True)


def _lying(spots: list[complex]) -> Lying:
    """How the page lies, from the four corners of the code clockwise from its upper left: turned, sized and moved."""
    known = [
        complex(x, -y)
        for x, y in (
            (CODE_LEFT, CODE_TOP),
            (CODE_RIGHT, CODE_TOP),
            (CODE_RIGHT, CODE_BOTTOM),
            (CODE_LEFT, CODE_BOTTOM),
        )
    ]
    middle, where = sum(known) / 4, sum(spots) / 4
    above = sum((spot - where) * (place - middle).conjugate() for spot, place in zip(spots, known, strict=True))
    scale = above / sum(abs(place - middle) ** 2 for place in known)
    return Lying(scale, where - scale * middle)
