"""Files that people attach: read from the disk, opened once to see that they are whole, and made ready to be shown.

A PDF is looked through for programs and files inside it; they are named, never run. A picture is decoded, a DOCX read
as plain text by a parser that follows no entity.
"""

import io
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from umdesk.domain.attachments import (
    LARGEST,
    MediaType,
    damaged,
    document_part,
    opened_archive,
    seen_name,
    too_large,
)
from umdesk.domain.errors import InvalidInput
from umdesk.domain.writing import enumerated

if TYPE_CHECKING:
    from PIL.Image import Image

_LARGEST_TEXT = 16 * 1024 * 1024
_LONGEST_TEXT = 2_000_000
_WIDEST = 1800
"""Dots of the longer side of a picture that is shown."""
_SMALL_FIRST = frozenset(("L", "RGB", "RGBA", "CMYK"))
"""Pictures that keep their colors when they are made small before anything else, so that no large copy is made."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look into a file found.

    Attributes:
        pages: pages of a PDF, 0 where nobody can say.
        picture: a picture as a PNG of a size to be shown, b"" for other kinds.
        width: dots of the picture itself.
        height: dots of the picture itself.
        text: the plain text of a Word document.
        remarks: sentences about what the file holds beside that.
    """

    pages: int = 0
    picture: bytes = b""
    width: int = 0
    height: int = 0
    text: str = ""
    remarks: tuple[str, ...] = ()


def read_file(path: Path) -> bytes:
    """The bytes of a file that is to be attached; no more than that are read of one that is too large.

    Raises:
        InvalidInput: it is a folder, is not there, may not be read or is too large.
    """
    name = seen_name(path.name)
    if path.is_dir():
        raise InvalidInput(f"“{name}” is a folder.", "Nothing was attached. Choose the files in it.")
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or a device has no end
            raise InvalidInput(f"“{name}” is not a file that can be read.", "Nothing was attached.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
            size = path.stat().st_size
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InvalidInput(f"“{name}” could not be read: {reason}.", "Nothing was attached.") from error
    if len(data) > LARGEST:
        raise too_large(size, name)
    return data


def look(data: bytes, kind: MediaType, name: str) -> Looked:
    """Open a file of a kind to see that it is whole, and make it ready to be shown.

    Raises:
        InvalidInput: it does not open; the sentence calls it by `name`.
    """
    if kind is MediaType.PDF:
        return _pdf(data, name)
    if kind is MediaType.DOCX:
        return _document(data, name)
    return _picture(data, kind, name)


def _pdf(data: bytes, name: str) -> Looked:
    from umdesk.exchange import pdf_reading  # noqa: PLC0415 -- start-up time: pypdf

    pages, extras = pdf_reading.look(data, name)
    remarks = (f"It holds {enumerated(extras)}. Nothing of that is run or opened here.",) if extras else ()
    return Looked(pages=pages, remarks=remarks)


def _picture(data: bytes, kind: MediaType, name: str) -> Looked:
    from PIL import Image, ImageOps  # noqa: PLC0415 -- start-up time

    try:
        with Image.open(io.BytesIO(data), formats=["JPEG" if kind is MediaType.JPEG else "PNG"]) as image:
            width, height = image.size
            image.draft("RGB", (_WIDEST, _WIDEST))  # a JPEG is read to its end all the same, but quicker
            image.load()
            if image.mode in _SMALL_FIRST:
                image.thumbnail((_WIDEST, _WIDEST), reducing_gap=2.0)
            shown = _plain(ImageOps.exif_transpose(image))
    except (OSError, ValueError, SyntaxError, TypeError, OverflowError, MemoryError) as error:
        raise damaged(name) from error
    shown.thumbnail((_WIDEST, _WIDEST), reducing_gap=2.0)
    out = io.BytesIO()
    shown.save(out, "PNG", compress_level=1)
    return Looked(picture=out.getvalue(), width=width, height=height)


def _plain(image: "Image") -> "Image":
    """The picture without anything but its dots."""
    plain = image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB")
    plain.info = {}
    return plain


def _document(data: bytes, name: str) -> Looked:
    with opened_archive(data, name) as archive:
        xml = document_part(archive, _LARGEST_TEXT, name)
    reader = _WordText()
    try:
        reader.read(xml)
    except (expat.ExpatError, ValueError) as error:
        raise damaged(name) from error
    return Looked(text=reader.text(), remarks=("It is longer than what is shown here.",) if reader.full else ())


class _Entity(ValueError):
    """The XML declares entities, which no Word document does."""


class _WordText:
    """The plain text of a Word document's main part: a line for a paragraph, tabs between the cells of a row."""

    def __init__(self) -> None:
        self.full = False
        self._parts: list[str] = []
        self._letters = 0
        self._in_text = 0

    def read(self, xml: bytes) -> None:
        """Read the XML.

        Raises:
            ValueError: it declares entities.
            ExpatError: it is no XML.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        with suppress(_Full):
            parser.Parse(xml, True)

    def text(self) -> str:
        """What was read."""
        return "".join(self._parts).strip("\n")

    def _refuse(self, *_declared: object) -> None:
        raise _Entity

    def _start(self, tag: str, _attributes: object) -> None:
        if tag == f"{_W} t":
            self._in_text += 1
        elif tag == f"{_W} tab":
            self._put("\t")
        elif tag in (f"{_W} br", f"{_W} cr"):
            self._put("\n")

    def _end(self, tag: str) -> None:
        if tag == f"{_W} t":
            self._in_text -= 1
        elif tag == f"{_W} p":
            self._put("\n")
        elif tag == f"{_W} tr" and self._parts and self._parts[-1] == "\t":
            self._parts[-1] = "\n"
        elif tag == f"{_W} tc" and self._parts and self._parts[-1] == "\n":
            self._parts[-1] = "\t"  # the paragraph of a cell ends with the cell

    def _characters(self, text: str) -> None:
        if self._in_text:
            self._put(text)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._letters += len(text)
        if self._letters > _LONGEST_TEXT:
            self.full = True
            raise _Full


class _Full(Exception):
    """Enough was read."""
