"""The picture of a page that is kept: upright, grey, at about 200 dots an inch, a bilevel one as it is."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

JPEG, PNG = "image/jpeg", "image/png"
KEPT_DPI = 200.0
_MOST = 250_000
_QUALITIES = (72, 60, 50, 40, 30)
_GREYS = 256


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture as it is kept."""

    data: bytes
    media_type: str


def compact(image: "Image", turn: int, dpi: float) -> Kept:
    """A page turned clockwise by `turn` degrees (0, 90, 180, 270) and made small.

    Grey pages become JPEG of at most about 250 kB (of a photo somewhat more); bilevel ones stay as they are, as PNG.
    """
    from PIL import Image  # noqa: PLC0415 -- start-up time

    upright = _turned(image, turn)
    out = io.BytesIO()
    if upright.mode == "1":
        upright.save(out, "PNG", compress_level=9)
        return Kept(out.getvalue(), PNG)
    share = KEPT_DPI / dpi if dpi > KEPT_DPI * 1.1 else 1.0
    if share < 1:
        size = (max(1, round(upright.width * share)), max(1, round(upright.height * share)))
        upright = upright.resize(size, Image.Resampling.BOX if share < 0.5 else Image.Resampling.BILINEAR)
    for quality in _QUALITIES:
        out = io.BytesIO()
        upright.save(out, "JPEG", quality=quality)
        if out.tell() <= _MOST:
            break
    return Kept(out.getvalue(), JPEG)


def opened(data: bytes) -> "Image":
    """A kept picture in grey ("L")."""
    from PIL import Image  # noqa: PLC0415 -- start-up time

    with Image.open(io.BytesIO(data)) as image:
        return image.convert("L")


def as_png(image: "Image") -> bytes:
    """A small picture to be shown."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def turned(data: bytes, media_type: str, turn: int) -> bytes:
    """A kept picture turned clockwise by `turn` degrees (0, 90, 180, 270)."""
    if not turn:
        return data
    from PIL import Image  # noqa: PLC0415 -- start-up time

    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        if media_type == PNG:
            _turned(image, turn).save(out, "PNG", compress_level=9)
        else:
            _turned(image, turn).save(out, "JPEG", quality=_QUALITIES[0])
    return out.getvalue()


def _turned(image: "Image", turn: int) -> "Image":
    from PIL import Image  # noqa: PLC0415 -- start-up time

    ways = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return image.transpose(ways[turn]) if turn in ways else image


def blank(image: "Image") -> bool:
    """Whether a page in grey has nothing on it, as the back of a sheet."""
    from PIL import ImageFilter  # noqa: PLC0415 -- start-up time

    small = image.reduce(max(1, max(image.size) // 1100)).filter(ImageFilter.MedianFilter(3))
    inside = small.crop((small.width // 20, small.height // 20, small.width * 19 // 20, small.height * 19 // 20))
    counts = inside.histogram()
    paper = max(range(_GREYS), key=lambda grey: counts[grey])
    dark = sum(counts[: max(0, paper - 60)])
    return paper > 120 and dark < 0.0003 * inside.width * inside.height
