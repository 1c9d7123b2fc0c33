"""A picture of dots as a block of a page: a figure with an alternative text (ISO 32000-1, 8.9.5).

Whatever it came as, it is drawn as plain dots on white, no more of them than paper can show, so that the same picture
always makes the same bytes.
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from umdesk.documents.blocks import Uncut
from umdesk.documents.objects import stream
from umdesk.documents.structure import Element
from umdesk.documents.tagging import TaggedCanvas

if TYPE_CHECKING:
    from PIL.Image import Image as Dots

_FINEST = 400.0
"""Dots an inch beyond which no printer shows more."""
_PACKED = 9


@dataclass(frozen=True, slots=True)
class Image(Uncut):
    """A picture of `width` by `height` points on one page; `element` is its Figure with Alt, `number` its object."""

    element: Element
    number: int
    width: float
    height: float
    before: float = 0.0
    keeps_next: bool = False

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """See Block."""
        foot = top - self.height
        self.element.box = (x, foot, x + self.width, top)
        with canvas.content(self.element):
            canvas.image(self.number, (x, foot, self.width, self.height))


def placed(canvas: TaggedCanvas, element: Element, data: bytes, most: tuple[float, float]) -> Image:
    """A PNG or JPEG made part of the file, as large as its shape allows in `most` points of width and height.

    Raises:
        OSError: it is no such picture.
    """
    dots = _opened(data)
    scale = min(most[0] / dots.width, most[1] / dots.height)
    width, height = dots.width * scale, dots.height * scale
    across, up = (max(1, round(side * _FINEST / 72)) for side in (width, height))
    if dots.width > across:
        dots = dots.resize((across, up), reducing_gap=3.0)
    space = "DeviceGray" if dots.mode == "L" else "DeviceRGB"
    entries = (
        f"/Type/XObject/Subtype/Image/Width {dots.width}/Height {dots.height}/ColorSpace/{space}/BitsPerComponent 8"
    )
    number = canvas.objects.add(stream(dots.tobytes(), entries, pack=_PACKED))
    return Image(element, number, width, height)


def _opened(data: bytes) -> "Dots":
    """The picture upright, in grey or in colors, on white where it lets the page through."""
    from PIL import Image as Pictures  # noqa: PLC0415 -- start-up time
    from PIL import ImageOps  # noqa: PLC0415 -- start-up time

    with Pictures.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as image:
        image.load()
        upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # sixteen bits of grey
        return upright.convert("I").point(lambda grey: grey / 256).convert("L")
    if "A" not in upright.getbands() and "transparency" not in upright.info:
        return upright.convert("L" if upright.mode in ("L", "1") else "RGB")
    clear = upright.convert("RGBA")
    white = Pictures.new("RGBA", clear.size, "white")
    return Pictures.alpha_composite(white, clear).convert("RGB")
