"""Opens a scanned file of whatever kind and gives its pages one after the other, within bounds of size and memory."""

import io
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from umdesk.domain.attachments import LONGEST_SIDE, MOST_PIXELS, seen_name
from umdesk.domain.errors import InvalidInput

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 250 * 1024 * 1024
"""Bytes of one file."""
MOST_PAGES = 600
_HEAD = 1024
_LETTER_LENGTH = 11.0
_SCAN_AGAIN = "Scan it again as PDF, JPEG, PNG or TIFF."
_FORMATS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was scanned, in grey ("L") or bilevel ("1"); `dpi` is what its size says, until a code says more."""

    image: "Image"
    dpi: float


class Pages(Protocol):
    """The pages of one opened file."""

    @property
    def count(self) -> int:
        """How many there are."""

    def page(self, index: int) -> Page:
        """One page, counted from 0.

        Raises:
            InvalidInput: it cannot be read, or is larger than any page.
        """

    def close(self) -> None:
        """Let go of the file, on the thread that opened it."""


def opened(path: Path) -> Pages:
    """Open a file by what is in it, whatever its name says.

    Raises:
        InvalidInput: it is not there, too large, of another kind, protected or damaged.
    """
    name = seen_name(path.name)
    data = _bytes(path, name)
    if b"%PDF-" in data[:_HEAD]:
        from umdesk.exchange.scans import pdf  # noqa: PLC0415 -- start-up time: pypdf and QtPdf

        return _bounded(pdf.PdfPages(data, name), name)
    kind = next((kind for start, kind in _FORMATS.items() if data.startswith(start)), "")
    kind = "TIFF" if data.startswith(_TIFF) else kind
    if not kind:
        raise InvalidInput(f"“{name}” is not a PDF, JPEG, PNG or TIFF file by its content.", _SCAN_AGAIN)
    return _bounded(PicturePages(data, kind, name), name)


class PicturePages:
    """The pages of a picture file: one, or those of a TIFF."""

    def __init__(self, data: bytes, kind: str, name: str) -> None:
        from PIL import Image  # noqa: PLC0415 -- start-up time

        self._name = name
        self._kind = kind
        try:
            self._file = Image.open(io.BytesIO(data), formats=[kind])
            self.count = int(getattr(self._file, "n_frames", 1))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise too_many_dots(name) from error
        except (OSError, ValueError, SyntaxError, TypeError, OverflowError, MemoryError) as error:
            raise damaged(name) from error

    def page(self, index: int) -> Page:
        """See Pages."""
        from PIL import Image, ImageOps  # noqa: PLC0415 -- start-up time

        try:
            if self.count > 1:
                self._file.seek(index)
            refuse_dots(self._file.size, self._name)
            if self._kind == "JPEG":
                self._file.draft("L", (self._file.width, self._file.height))
            image = plain(ImageOps.exif_transpose(self._file))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise too_many_dots(self._name) from error
        except (OSError, ValueError, SyntaxError, TypeError, OverflowError, MemoryError, EOFError) as error:
            raise InvalidInput(f"Page {index + 1} of “{self._name}” is damaged.", "Scan that page again.") from error
        return Page(image, max(image.size) / _LETTER_LENGTH)

    def close(self) -> None:
        """See Pages."""
        self._file.close()


def plain(image: "Image") -> "Image":
    """The picture in grey on white paper, with a copy of its own dots; a bilevel one stays so."""
    from PIL import Image  # noqa: PLC0415 -- start-up time

    if image.mode in ("1", "L"):
        image.load()
        return image.copy()
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits a dot
        return image.convert("F").point(lambda value: value / 256).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        colored = image.convert("RGBA")
        paper = Image.new("L", image.size, 255)
        paper.paste(colored.convert("L"), mask=colored.getchannel("A"))
        return paper
    return image.convert("L")


def refuse_dots(size: tuple[int, int], name: str) -> None:
    """Refuse a picture that would fill the memory.

    Raises:
        InvalidInput: it has more dots than the largest page at 600 dots an inch.
    """
    if size[0] * size[1] > MOST_PIXELS or max(size) > LONGEST_SIDE:
        raise too_many_dots(name)


def too_many_dots(name: str) -> InvalidInput:
    """That a picture is larger than any page."""
    return InvalidInput(
        f"A picture in “{name}” has more dots than any page of paper.", "Scan it again at 300 dots an inch."
    )


def damaged(name: str) -> InvalidInput:
    """That a file does not open."""
    return InvalidInput(f"“{name}” is damaged: it does not open.", "Copy or scan it again.")


def _bytes(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InvalidInput(f"“{name}” is no file.", "Choose the scanned files themselves.")
        if status.st_size > LARGEST:
            raise InvalidInput(
                f"“{name}” has {status.st_size / 1024**2:,.0f} MB; a scan can have {LARGEST // 1024**2} MB.",
                "Scan in grey at 300 dots an inch, or in smaller stacks.",
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InvalidInput(f"“{name}” could not be read: {reason}.", "Nothing of it was filed.") from error
    if not data:
        raise InvalidInput(f"“{name}” is empty (0 bytes).", "Copy or scan it again.")
    return data


def _bounded(pages: Pages, name: str) -> Pages:
    if pages.count > MOST_PAGES:
        raise InvalidInput(
            f"“{name}” has {pages.count:,} pages; a scan can have {MOST_PAGES}.", "Scan in smaller stacks."
        )
    return pages
