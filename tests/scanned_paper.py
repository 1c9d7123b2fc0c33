"""Makes scans of what umdesk printed: pages drawn, signed in ink, turned, skewed, spotted, put in a stack."""

import io
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

POINTS_AN_INCH = 72.0
LETTER = (612.0, 792.0)


@dataclass(frozen=True)
class Sheet:
    """A page on its way through the scanner.

    `signed` are lower left corners, in points, at which somebody signs; `skew` is in degrees, `turned` is how the
    sheet lay (0, 90, 180, 270). `noise` is the deviation in shades, `specks` are the black dots of a thousand that a
    copier adds. Coffee lies over the share `stain` of the code, and what nothing shines through over `covered`.
    """

    pdf: bytes
    page: int
    dpi: int = 300
    signed: tuple[tuple[float, float], ...] = ()
    skew: float = 0.0
    turned: int = 0
    noise: float = 0.0
    specks: float = 0.0
    stain: float = 0.0
    covered: float = 0.0
    bilevel: bool = False
    color: bool = False
    seed: int = 0

    def scanned(self) -> Image.Image:
        """The picture that comes out of the scanner."""
        chance = random.Random(self.seed)
        image = drawn(self.pdf, self.page, self.dpi).copy()
        for place in self.signed:
            sign(image, place, self.dpi, chance)
        if self.stain:
            cover_code(image, self.dpi, self.stain, chance, opaque=False)
        if self.covered:
            cover_code(image, self.dpi, self.covered, chance, opaque=True)
        if self.skew:
            image = image.rotate(-self.skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
        if self.noise:
            grain = Image.effect_noise(image.size, self.noise * 2)
            image = ImageChops.add(image, grain, scale=1, offset=-128 - int(self.noise))
        if self.specks:
            dots = Image.effect_noise(image.size, 80).point(
                [255 if shade < 128 - 80 * quantile(self.specks / 1000) else 0 for shade in range(256)]
            )
            image = ImageChops.subtract(image, dots.filter(ImageFilter.MaxFilter(3)))
        if self.turned:
            image = image.rotate(-self.turned, expand=True)
        if self.bilevel:
            return image.point([0 if shade < 150 else 255 for shade in range(256)]).convert("1")
        return image.convert("RGB") if self.color else image


@lru_cache(maxsize=48)
def drawn(pdf: bytes, page: int, dpi: int) -> Image.Image:
    """A page of a PDF (from 1) in grey, as PDFium draws it."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(None)
    document.load(buffer)
    size = QSize(*(round(side / POINTS_AN_INCH * dpi) for side in LETTER))
    shown = document.render(page - 1, size).convertToFormat(QImage.Format.Format_RGBA8888)
    picture = Image.frombytes("RGBA", (size.width(), size.height()), bytes(shown.constBits()))
    paper = Image.new("L", picture.size, 255)
    paper.paste(picture.convert("L"), mask=picture.getchannel("A"))
    document.close()
    return paper


def sign(image: Image.Image, place: tuple[float, float], dpi: int, chance: random.Random) -> None:
    """Write something like a name with a ball-point pen, beginning at a place in points."""
    scale = dpi / POINTS_AN_INCH
    ink = ImageDraw.Draw(image)
    x, y = place
    length = chance.uniform(70, 120)
    waves = [
        (
            (x + length * step / 60) * scale,
            (LETTER[1] - y - 9 - 7 * math.sin(step * 0.9 + chance.random()) * chance.uniform(0.4, 1)) * scale,
        )
        for step in range(60)
    ]
    ink.line(waves, fill=chance.randint(20, 70), width=max(1, round(0.9 * scale)), joint="curve")


def cover_code(image: Image.Image, dpi: int, share: float, chance: random.Random, *, opaque: bool) -> None:
    """Spill coffee on a share of the code's area, somewhere on it; or stick something over it."""
    scale = dpi / POINTS_AN_INCH
    side = 36 * math.sqrt(share)
    x, y = 522 + chance.uniform(0, 36 - side), 726 + chance.uniform(0, 36 - side)
    place = [x * scale, y * scale, (x + side) * scale, (y + side) * scale]
    if opaque:
        ImageDraw.Draw(image).ellipse(place, fill=90)
        return
    spilled = Image.new("L", image.size, 255)
    ImageDraw.Draw(spilled).ellipse(place, fill=110)
    image.paste(ImageChops.multiply(image, spilled))


def quantile(share: float) -> float:
    """How many deviations below the middle the lowest `share` of a normal distribution lies."""
    from statistics import NormalDist

    return -NormalDist().inv_cdf(share)


def pdf_of(sheets: Sequence[Sheet], quality: int = 75) -> bytes:
    """A stack of sheets as a scanner saves it: a PDF with a JPEG (bilevel: a fax picture) for each page."""
    out = io.BytesIO()
    others = (sheet.scanned() for sheet in sheets[1:])  # one after the other: a stack is larger than the memory
    sheets[0].scanned().save(
        out, "PDF", save_all=True, append_images=others, resolution=float(sheets[0].dpi), quality=quality
    )
    return out.getvalue()


def tiff_of(sheets: Sequence[Sheet]) -> bytes:
    """The same as one TIFF of several pages."""
    images = [sheet.scanned() for sheet in sheets]
    out = io.BytesIO()
    images[0].save(
        out, "TIFF", save_all=True, append_images=images[1:], dpi=(sheets[0].dpi, sheets[0].dpi), compression="tiff_lzw"
    )
    return out.getvalue()


def shuffled(sheets: Sequence[Sheet], chance: random.Random, *, upside_down: int = 0) -> list[Sheet]:
    """The sheets out of order, each a little skewed its own way, some upside down."""
    order = list(sheets)
    chance.shuffle(order)
    turned = set(chance.sample(range(len(order)), upside_down))
    return [
        replace(sheet, turned=180 if place in turned else sheet.turned, seed=chance.randrange(1 << 30))
        for place, sheet in enumerate(order)
    ]
