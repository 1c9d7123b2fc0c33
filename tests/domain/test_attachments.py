"""What a file is by its content, and what it may be called."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.attachment_files import archive, docx, pdf, picture, png_that_claims
from umdesk.domain import attachments
from umdesk.domain.attachments import MediaType, refuse_a_lie, sniff, tidy_name
from umdesk.domain.errors import InvalidInput

KEPT = {
    MediaType.PDF: pdf(1),
    MediaType.PNG: picture("PNG"),
    MediaType.JPEG: picture("JPEG"),
    MediaType.DOCX: docx("Dear panel"),
}


@pytest.mark.parametrize("kind", MediaType)
def test_a_kind_is_told_by_the_content_whatever_the_name(kind: MediaType) -> None:
    assert sniff(KEPT[kind], "scan") is kind


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"MZ\x90\0" + bytes(80), "a program for Windows"),
        (b"#!/bin/sh\nrm -rf /", "a script"),
        (b"<html><script>", "a web page"),
        (b"GIF89a" + bytes(20), "a GIF picture"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an older Office file"),
        (b"just words", "of a kind that umdesk does not know"),
        (bytes(3) + b"\x18ftypheic", "an iPhone picture"),
        (archive({"a.txt": b"a"}), "an archive (ZIP)"),
        (archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "a spreadsheet"),
        (b"PK\x03\x04" + bytes(40), "is damaged"),
        (docx("a")[:-30], "is damaged"),
        (docx("a", extra={"word/vbaProject.bin": b"macro"}), "with macros"),
        (docx("a", extra={f"word/media/{n}.png": b"" for n in range(10_000)}), "unpack to far more"),
        (docx("a", extra={"word/media/bomb.bin": bytes(220 * 1024 * 1024)}), "unpack to far more"),
        (png_that_claims(100_000, 100_000), "more than umdesk can show"),
        (png_that_claims(1, 60_000_000), "more than umdesk can show"),
        (png_that_claims(0, 4), "is damaged"),
        (b"\xff\xd8\xff\xe0" + bytes(10), "is damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_kept_is_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(InvalidInput, match=said.replace("(", r"\(").replace(")", r"\)")) as caught:
        sniff(data, "cv.pdf")
    assert "cv.pdf" in caught.value.message
    assert "Nothing was attached" in caught.value.advice


def test_a_file_of_20_mb_is_kept_and_one_byte_more_is_not() -> None:
    assert sniff(b"%PDF-1.7".ljust(attachments.LARGEST), "a.pdf") is MediaType.PDF
    with pytest.raises(InvalidInput, match=r"a little more than 20 MB, and 20 MB is the most"):
        sniff(b"%PDF-1.7".ljust(attachments.LARGEST + 1), "a.pdf")


@pytest.mark.parametrize(
    ("kind", "name"), [(MediaType.PNG, "cv.pdf"), (MediaType.PDF, "run.exe"), (MediaType.DOCX, "list.xlsx")]
)
def test_a_name_that_lies_about_the_kind_is_refused(kind: MediaType, name: str) -> None:
    with pytest.raises(InvalidInput, match="by its content") as caught:
        refuse_a_lie(kind, name)
    assert caught.value.advice.endswith(f"ends in {attachments.ENDINGS[kind][0]}.")


@pytest.mark.parametrize(("kind", "name"), [(MediaType.JPEG, "a.JPEG"), (MediaType.PDF, "no ending")])
def test_an_honest_name_or_none_is_taken(kind: MediaType, name: str) -> None:
    refuse_a_lie(kind, name)


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("/home/ana/Muñoz cv.pdf", "Muñoz cv.pdf"),
        ("C:\\Users\\ana\\letter.PDF", "letter.pdf"),
        ("scan", "scan.pdf"),
        ("report 3.5", "report 3.5.pdf"),
        ("   ", "attachment.pdf"),
        ("..\\..\\", "attachment.pdf"),
        ("invoice\u202efdp.exe.pdf", "invoicefdp.exe.pdf"),
        ("a\nb\x00c.pdf", "abc.pdf"),
        ("Lebenslauf 👍.pdf", "Lebenslauf 👍.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_loses_its_folder_and_what_cannot_be_seen_and_keeps_its_accents(name: str, tidy: str) -> None:
    assert tidy_name(name, MediaType.PDF) == tidy


@given(st.text(max_size=200), st.sampled_from(MediaType))
def test_a_tidy_name_is_tidy_and_fits_its_kind(name: str, kind: MediaType) -> None:
    once = tidy_name(name, kind)
    assert tidy_name(once, kind) == once
    assert once.endswith(attachments.ENDINGS[kind])
    assert len(once) <= attachments.LONGEST_NAME


@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]))
def test_any_bytes_are_a_kind_or_a_sentence(data: bytes, start: bytes) -> None:
    with suppress(InvalidInput):
        assert sniff(start + data, "a") in MediaType


@pytest.mark.parametrize(("size", "said"), [(1, "1 kB"), (2048, "2 kB"), (20 * 1024 * 1024, "20 MB")])
def test_sizes_read_like_sizes(size: int, said: str) -> None:
    assert attachments.megabytes(size) == said
