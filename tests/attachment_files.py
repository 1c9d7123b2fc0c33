"""Files as people attach them, and as somebody would who means harm."""

import io
import struct
import zipfile
import zlib

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    b'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    b'document.main+xml"/></Types>'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(pages: int = 2, *, script: str = "", inside: bytes = b"", password: str = "") -> bytes:
    """A PDF of blank letter pages, on wish with a program, a file inside, or a password."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(612, 792)
    if script:
        action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(key): value for key, value in action.items()}
        )
    if inside:
        writer.add_attachment("inside.exe", inside)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(kind: str, width: int = 40, height: int = 30) -> bytes:
    """A picture: "PNG" or "JPEG", or what else Pillow writes."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 120)).save(out, kind)
    return out.getvalue()


def docx(*paragraphs: str, extra: dict[str, bytes] | None = None, document: bytes = b"") -> bytes:
    """A Word document of paragraphs; `document` takes the place of its main part."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    main = document or f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": main, **(extra or {})})


def archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            part = zipfile.ZipInfo(name, (2026, 5, 20, 0, 0, 0))  # the same bytes whenever it is made
            packed.writestr(part, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A tiny PNG whose header says that it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + chunks
