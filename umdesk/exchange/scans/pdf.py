"""The pages of a scanned PDF: the scanner's own picture where a page is nothing else, else the page drawn by PDFium."""

import io
import struct
import time
from collections.abc import Iterable
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, StreamObject

from umdesk.domain.errors import InvalidInput
from umdesk.exchange.pdf_fields import TooMuch, dictionary
from umdesk.exchange.pdf_reading import MAXIMUM_SECONDS, bounded, opened, quiet
from umdesk.exchange.pdf_weight import too_heavy
from umdesk.exchange.scans.opening import Page, damaged, plain, refuse_dots

if TYPE_CHECKING:
    from PIL.Image import Image

_DRAWN_DPI = 240.0
_MOST_DOTS = 4400
"""Dots of the longer side of a page that is drawn."""
_POINTS_AN_INCH = 72.0
_PLACING = frozenset((b"q", b"Q", b"cm", b"Do", b"gs", b"BMC", b"BDC", b"EMC", b"MP", b"DP", b"n", b"W", b"re"))
_SHOWING = frozenset((b"Tj", b"TJ", b"'", b'"'))
_UNSEEN_TEXT = 3
_FULL = 0.9
_LONGEST_ORDERS = 500_000
_DRAWING = Lock()
"""PDFium draws one page at a time."""


class PdfPages:
    """The pages of a PDF."""

    def __init__(self, data: bytes, name: str) -> None:
        from PySide6.QtCore import QBuffer, QByteArray, QIODevice  # noqa: PLC0415 -- start-up time
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 -- start-up time

        self._data, self._name = data, name
        self._weighed = False
        self._reader: PdfReader | None = None
        self._until = 0.0
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument()
        with _DRAWING:
            self._document.load(self._buffer)
            fault = self._document.error()
        if fault is QPdfDocument.Error.IncorrectPassword:
            raise InvalidInput(
                f"“{name}” is protected by a password, so nothing in it can be read.",
                "Save a copy without a password in your PDF reader, or scan it again.",
            )
        self.count = self._document.pageCount() if fault is QPdfDocument.Error.None_ else 0
        if not self.count:
            raise damaged(name)

    def page(self, index: int) -> Page:
        """See Pages."""
        scanned = self._scanned(index)
        return scanned if scanned is not None else self._drawn(index)

    def close(self) -> None:
        """See Pages; what PDFium holds must go on the thread on which it came."""
        with _DRAWING:
            self._document.close()
        self._buffer.close()
        self._reader = None

    def _scanned(self, index: int) -> Page | None:
        """The picture that the scanner put on the page, when the page is nothing else."""
        with suppress(Exception, TooMuch), quiet(), bounded():  # PDFium draws what this parser does not read
            page = self._read_again().pages[index]
            stream = _only_picture(page)
            if stream is None:
                return None
            image = _decoded(stream)
            if image is None:
                return None
            turn = int(page.get("/Rotate", 0)) % 360
            image = _turned(plain(image), turn)
            sides = [float(side) for side in (page.mediabox.width, page.mediabox.height)]
            return Page(image, max(image.size) / max(sides) * _POINTS_AN_INCH)
        return None

    def _read_again(self) -> PdfReader:
        """The parser, which gives up some seconds after it began; a long file has it begin again and again."""
        if self._reader is None or time.monotonic() > self._until:
            self._reader = opened(self._data, self._name)
            self._until = time.monotonic() + MAXIMUM_SECONDS / 3
        return self._reader

    def _drawn(self, index: int) -> Page:
        from PIL import Image  # noqa: PLC0415 -- start-up time
        from PySide6.QtCore import QSize  # noqa: PLC0415 -- start-up time
        from PySide6.QtGui import QImage  # noqa: PLC0415 -- start-up time

        self._refuse_endless()
        points = self._document.pagePointSize(index)
        longest = max(points.width(), points.height(), 1.0)
        scale = min(_DRAWN_DPI / _POINTS_AN_INCH, _MOST_DOTS / longest)
        size = QSize(max(1, round(points.width() * scale)), max(1, round(points.height() * scale)))
        with _DRAWING:
            drawn = self._document.render(index, size)
        if drawn.isNull():
            raise InvalidInput(f"Page {index + 1} of “{self._name}” is damaged.", "Scan that page again.")
        drawn = drawn.convertToFormat(QImage.Format.Format_RGBA8888)
        wide, high, line = drawn.width(), drawn.height(), drawn.bytesPerLine()
        colored = Image.frombytes("RGBA", (wide, high), bytes(drawn.constBits()), "raw", "RGBA", line, 1)
        return Page(plain(colored), scale * _POINTS_AN_INCH)

    def _refuse_endless(self) -> None:
        """Refuse what PDFium, which cannot be stopped, would not come to an end with, or no memory holds."""
        if self._weighed:
            return
        try:
            with quiet(), bounded():
                reader = opened(self._data, self._name)
                heavy = too_heavy(reader)
                for page in reader.pages:
                    for stream in _pictures(page):
                        refuse_dots(_size(stream), self._name)
        except InvalidInput:
            raise
        except (Exception, TooMuch):  # noqa: BLE001 -- of what cannot be weighed nobody knows how long it takes
            heavy = True
        if heavy:
            raise InvalidInput(
                f"“{self._name}” holds far more than a scan can, so umdesk stopped reading it.", "Scan it again."
            )
        self._weighed = True


def _things(page: PageObject) -> list[Any]:
    """What a page can place: pictures, and drawings of other kinds."""
    resources = dictionary(page.get("/Resources"))
    things = dictionary(resources.get("/XObject")) if resources is not None else None
    return [each.get_object() for each in things.values()] if things is not None else []


def _pictures(page: PageObject) -> list[StreamObject]:
    return [each for each in _things(page) if isinstance(each, StreamObject) and each.get("/Subtype") == "/Image"]


def _size(stream: StreamObject) -> tuple[int, int]:
    wide: Any = stream["/Width"]
    high: Any = stream["/Height"]
    return int(wide), int(high)


def _only_picture(page: PageObject) -> StreamObject | None:
    """The one picture that fills the page upright, where beside it there is at most text that is not seen."""
    pictures = _pictures(page)
    if len(pictures) != 1 or len(_things(page)) != 1 or page.get("/Annots"):
        return None
    orders = page.get_contents()
    if orders is None or len(orders.get_data()) > _LONGEST_ORDERS:
        return None
    size = _placed(ContentStream(orders, page.pdf).operations)
    box = page.mediabox
    fills = size is not None and size[0] >= _FULL * float(box.width) and size[1] >= _FULL * float(box.height)
    return pictures[0] if fills else None


def _placed(orders: Iterable[tuple[Any, bytes]]) -> tuple[float, float] | None:
    """How wide and high, in points, the only thing is that the orders place upright; None where they do more."""
    wide, high = 1.0, 1.0
    text, unseen, placed = False, False, 0
    for operands, operator in orders:
        if operator in (b"BT", b"ET"):
            text = operator == b"BT"
        elif operator == b"Tr":
            unseen = int(operands[0]) == _UNSEEN_TEXT
        elif operator in _SHOWING:
            if not unseen:
                return None
        elif not text and operator not in _PLACING:
            return None
        elif operator == b"cm":
            across, up, over, along = (float(each) for each in operands[:4])
            if up or over:
                return None
            wide, high = wide * across, high * along
        placed += operator == b"Do"
    return (wide, high) if placed == 1 else None


def _decoded(stream: StreamObject) -> "Image | None":
    """A picture that was packed as scanners do it; None for one that PDFium shall draw."""
    from PIL import Image  # noqa: PLC0415 -- start-up time

    if any(key in stream for key in ("/SMask", "/Mask", "/Decode", "/ImageMask")):
        return None
    packed: Any = stream.get("/Filter")
    names = [str(each) for each in packed] if isinstance(packed, list) else [str(packed)]
    wide, high = _size(stream)
    refuse_dots((wide, high), "")
    raw: bytes = stream._data  # noqa: SLF001 -- pypdf has no other way to the bytes as they are packed
    if names == ["/DCTDecode"]:
        image: Image.Image = Image.open(io.BytesIO(raw), formats=["JPEG"])
        if image.mode not in ("L", "RGB") or image.size != (wide, high):
            return None
        image.draft("L", image.size)
        return image
    if names == ["/CCITTFaxDecode"]:
        how: Any = stream.get("/DecodeParms", {})
        how = (how[0] if isinstance(how, list) else how).get_object()
        if int(how.get("/K", 0)) >= 0 or how.get("/EncodedByteAlign"):
            return None
        return Image.open(io.BytesIO(_as_tiff(raw, wide, high, black_is_1=bool(how.get("/BlackIs1", False)))))
    return None


def _as_tiff(raw: bytes, wide: int, high: int, *, black_is_1: bool) -> bytes:
    """A fax picture of group 4 with the head of a TIFF before it, so that Pillow reads it."""
    short, long = 3, 4
    entries = (
        (256, long, wide), (257, long, high), (258, short, 1), (259, short, 4), (262, short, int(black_is_1)),
        (273, long, 8 + 2 + 8 * 12 + 4), (278, long, high), (279, long, len(raw)),
    )  # fmt: skip
    head = struct.pack("<2sHLH", b"II", 42, 8, len(entries))
    body = b"".join(struct.pack("<HHLL", tag, kind, 1, value) for tag, kind, value in entries)
    return head + body + struct.pack("<L", 0) + raw


def _turned(image: "Image", turn: int) -> "Image":
    from PIL import Image  # noqa: PLC0415 -- start-up time

    ways = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return image.transpose(ways[turn]) if turn in ways else image
