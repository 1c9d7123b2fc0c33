"""Files that come with an application: which kinds are kept, told by their content and never by their name alone.

PDF, JPEG, PNG and DOCX up to 20 MB each. Nothing of a file is ever run: a PDF is shown as pictures of its pages, a
picture as a picture, a DOCX as its plain text.
"""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from enum import StrEnum

from umdesk.domain.errors import InvalidInput

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
MOST_PIXELS = 80_000_000
"""A letter page scanned at 900 dpi; a picture of more would fill the memory when it is shown."""
LONGEST_SIDE = 65_535
"""Dots of the longer side, the most that a JPEG can have: a thin picture takes far more memory than its dots."""
MOST_PARTS = 5000
MOST_UNPACKED = 200 * 1024 * 1024
LONGEST_NAME = 120
_CONTENT_TYPES = "[Content_Types].xml"
_DOCUMENT = "word/document.xml"
_MOST_TYPES = 1024 * 1024
_ADVICE = "Nothing was attached. PDF, JPEG, PNG and Word (.docx) files can be."
_BROKEN_ZIP = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, struct.error, zlib.error)


class MediaType(StrEnum):
    """The kinds of files that are kept."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


#: What people call a kind, and the endings that a name of it may have; the first is given to a name without one.
WORDS = {
    MediaType.PDF: "PDF",
    MediaType.JPEG: "JPEG picture",
    MediaType.PNG: "PNG picture",
    MediaType.DOCX: "Word document",
}
ENDINGS = {
    MediaType.PDF: (".pdf",),
    MediaType.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    MediaType.PNG: (".png",),
    MediaType.DOCX: (".docx",),
}
#: What a file is that begins so and is not kept.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "a program for Windows"),
    (b"\x7fELF", "a program for Linux"),
    (b"\xcf\xfa\xed\xfe", "a program for the Mac"),
    (b"#!", "a script"),
    (b"\xd0\xcf\x11\xe0", "an older Office file, or one that is locked with a password"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"BM", "a bitmap picture"),
    (b"RIFF", "a WebP picture or a recording"),
    (b"{\\rtf", "an RTF text"),
    (b"<", "a web page or XML"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
)
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def sniff(data: bytes, name: str) -> MediaType:
    """The kind of a file by its content; `name` is what a sentence calls it.

    Raises:
        InvalidInput: it is empty, too large, of another kind, or damaged so that its kind cannot be told.
    """
    if not data:
        raise InvalidInput(f"“{name}” is empty (0 bytes).", "Nothing was attached. Copy the file again.")
    if len(data) > LARGEST:
        raise too_large(len(data), name)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-"):
        return MediaType.PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        _refuse_large_picture(_png_size(data), name)
        return MediaType.PNG
    if data.startswith(b"\xff\xd8\xff"):
        _refuse_large_picture(_jpeg_size(data), name)
        return MediaType.JPEG
    if data.startswith(b"PK"):
        _refuse_other_archives(data, name)
        return MediaType.DOCX
    what = next((words for start, words in _OTHERS if data.startswith(start)), "of a kind that umdesk does not know")
    if data[4:8] == b"ftyp":
        what = "an iPhone picture (HEIC) or a film"
    raise InvalidInput(f"“{name}” is {what} by its content.", _ADVICE)


def refuse_a_lie(kind: MediaType, name: str) -> None:
    """Refuse a file whose name ends like another kind of file than its content is.

    Raises:
        InvalidInput: the ending is that of something else.
    """
    ending = _ending(name)
    if ending and ending not in ENDINGS[kind]:
        said = next((WORDS[one] for one, endings in ENDINGS.items() if ending in endings), f"a file “{ending}”")
        raise InvalidInput(
            f"“{name}” says that it is {_a(said)} and is {_a(WORDS[kind])} by its content.",
            f"Nothing was attached. If it is meant, rename it so that it ends in {ENDINGS[kind][0]}.",
        )


def seen_name(name: str) -> str:
    """A file's name as a sentence says it: without its folder and without signs that cannot be seen.

    Accents stay. Signs that turn the direction of writing go, since they can make one ending look like another.
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(ch for ch in unicodedata.normalize("NFC", last) if unicodedata.category(ch) not in _UNSEEN)
    return " ".join(seen.split())


def tidy_name(name: str, kind: MediaType) -> str:
    """A file's name as it is kept: `seen_name` with the ending of its kind."""
    plain = seen_name(name).strip(". ")
    ending = _ending(plain)
    stem = (plain[: -len(ending)] if ending in ENDINGS[kind] else plain).strip(". ") or "attachment"
    ending = ending if ending in ENDINGS[kind] else ENDINGS[kind][0]
    return stem[: LONGEST_NAME - len(ending)].rstrip(". ") + ending


def megabytes(size: int) -> str:
    """A size in bytes as people read it: "3.4 MB", "12 kB"."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    return f"{size / (1024 * 1024):.1f} MB".replace(".0 ", " ")


def opened_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """A ZIP whose parts are few and small enough to be read.

    Raises:
        InvalidInput: it is damaged, locked, or would unpack to more than a document can hold.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except _BROKEN_ZIP as error:
        raise damaged(name) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _unpacks_too_far(name)
    if any(part.flag_bits & 1 for part in parts):
        raise InvalidInput(f"“{name}” is locked with a password.", "Nothing was attached. Save it without a password.")
    return archive


def part_of(archive: zipfile.ZipFile, part: str, most: int, name: str) -> bytes:
    """One part of an archive.

    Raises:
        InvalidInput: it is damaged or larger than `most` bytes.
    """
    try:
        with archive.open(part) as file:
            found = file.read(most + 1)
    except (*_BROKEN_ZIP, KeyError, EOFError) as error:
        raise damaged(name) from error
    if len(found) > most:
        raise _unpacks_too_far(name)
    return found


def document_part(archive: zipfile.ZipFile, most: int, name: str) -> bytes:
    """The part of a Word document with its text; raises what `part_of` does."""
    return part_of(archive, _DOCUMENT, most, name)


def too_large(size: int, name: str) -> InvalidInput:
    """The sentence for a file of more bytes than are kept."""
    most, has = megabytes(LARGEST), megabytes(size)
    return InvalidInput(
        f"“{name}” has {has if has != most else f'a little more than {most}'}, and {most} is the most.",
        "Nothing was attached. Scan it in black and white or with fewer dots, or split it.",
    )


def damaged(name: str) -> InvalidInput:
    """The sentence for a file that does not open."""
    return InvalidInput(
        f"“{name}” is damaged: it cannot be opened.", "Nothing was attached. Ask for the file again, or scan it anew."
    )


def _unpacks_too_far(name: str) -> InvalidInput:
    return InvalidInput(
        f"“{name}” would unpack to far more than a document holds, so it was not opened.",
        "Nothing was attached. Save it anew from Word, or save it as a PDF.",
    )


def _refuse_other_archives(data: bytes, name: str) -> None:
    with opened_archive(data, name) as archive:
        names = set(archive.namelist())
        if _CONTENT_TYPES not in names or _DOCUMENT not in names:
            what = "a spreadsheet" if "xl/workbook.xml" in names else "an archive (ZIP), not a Word document,"
            what = "a presentation" if "ppt/presentation.xml" in names else what
            raise InvalidInput(f"“{name}” is {what} by its content.".replace(",.", "."), _ADVICE)
        types = part_of(archive, _CONTENT_TYPES, _MOST_TYPES, name)
    if any(part.lower().endswith("vbaproject.bin") for part in names) or b"macroenabled" in types.lower():
        raise InvalidInput(
            f"“{name}” is a Word document with macros, which are programs.",
            "Nothing was attached. Save it as a Word document without macros (.docx) or as a PDF.",
        )


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    return int(width), int(height)


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from the frame header, found by going from marker to marker."""
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            return None
        mark = data[at + 1]
        if mark in (0xFF, 0x01) or 0xD0 <= mark <= 0xD8:
            at += 1 if mark == 0xFF else 2
            continue
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


def _refuse_large_picture(size: tuple[int, int] | None, name: str) -> None:
    if size is None or 0 in size:
        raise damaged(name)
    if size[0] * size[1] > MOST_PIXELS or max(size) > LONGEST_SIDE:
        raise InvalidInput(
            f"“{name}” has {size[0]:,} × {size[1]:,} dots, more than umdesk can show.",
            "Nothing was attached. Scan it with fewer dots per inch.",
        )


def _ending(name: str) -> str:
    found = re.search(r"\.[A-Za-z0-9]{1,5}$", name)
    return found[0].lower() if found else ""


def _a(what: str) -> str:
    return what if what.startswith("a ") else f"a {what}"
