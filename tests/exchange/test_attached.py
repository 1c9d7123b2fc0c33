"""Opening what was attached: whole or a sentence; nothing in it is run."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.attachment_files import W, docx, pdf, picture
from umdesk.domain.attachments import MediaType
from umdesk.domain.errors import InvalidInput
from umdesk.exchange import attached

DOCX = MediaType.DOCX


def test_a_pdf_says_its_pages_and_names_the_program_and_the_file_in_it() -> None:
    assert attached.look(pdf(3), MediaType.PDF, "a.pdf") == attached.Looked(pages=3)
    (said,) = attached.look(pdf(script="app.alert(1)", inside=b"MZ"), MediaType.PDF, "a.pdf").remarks
    assert said == "It holds a program (JavaScript) and attached files. Nothing of that is run or opened here."


@pytest.mark.parametrize(
    ("data", "said"), [(pdf(password="secret"), "password"), (b"%PDF-1.7\nnothing", "damaged")], ids=["locked", "empty"]
)
def test_a_pdf_that_does_not_open_is_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        attached.look(data, MediaType.PDF, "a.pdf")


@pytest.mark.parametrize("kind", [MediaType.PNG, MediaType.JPEG])
def test_a_picture_is_decoded_and_made_small_enough_to_show(kind: MediaType) -> None:
    looked = attached.look(picture(kind.name, 2400, 1200), kind, "a")
    assert (looked.width, looked.height) == (2400, 1200)
    assert looked.picture.startswith(b"\x89PNG")
    assert attached.look(looked.picture, MediaType.PNG, "b").width == 1800


@pytest.mark.parametrize(
    ("kind", "mode"),
    [*(("PNG", mode) for mode in ("1", "L", "LA", "P", "I;16", "RGBA")), ("JPEG", "CMYK"), ("JPEG", "L")],
)
def test_every_way_to_keep_dots_is_shown(kind: str, mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (60, 20)).save(out, kind)
    looked = attached.look(out.getvalue(), MediaType[kind], "a")
    assert (looked.width, looked.height, looked.picture[:4]) == (60, 20, b"\x89PNG")


def test_half_a_picture_is_a_sentence() -> None:
    whole = picture("JPEG", 400, 300)
    with pytest.raises(InvalidInput, match="damaged"):
        attached.look(whole[: len(whole) // 2], MediaType.JPEG, "a.jpg")


def test_a_word_document_is_read_as_plain_text() -> None:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("Class", "1379"))
    body = (
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Muñoz &amp; Ana</w:t><w:br/><w:t>x</w:t></w:r></w:p>'
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p><w:r><w:delText>gone</w:delText></w:r></w:p></w:body></w:document>"
    )
    assert attached.look(docx(document=body.encode()), DOCX, "a").text == "Muñoz & Ana\nx\nClass\t1379"


BILLION_LAUGHS = b'<!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize("xml", [BILLION_LAUGHS, OUTSIDE, b"<a><b></a>", b"no xml", bytes(41 * 1024 * 1024)])
def test_xml_with_entities_or_none_at_all_is_a_sentence(xml: bytes) -> None:
    with pytest.raises(InvalidInput, match=r"damaged|far more"):
        attached.look(docx(document=xml), DOCX, "a.docx")


def test_a_very_long_text_is_cut_and_says_so() -> None:
    looked = attached.look(docx("word " * 500_000), DOCX, "a.docx")
    assert looked.remarks == ("It is longer than what is shown here.",)


def test_a_folder_and_what_is_not_there_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="is a folder"):
        attached.read_file(tmp_path)
    with pytest.raises(InvalidInput, match="could not be read"):
        attached.read_file(tmp_path / "gone.pdf")
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(30 * 1024 * 1024)
    with pytest.raises(InvalidInput, match=r"has 30 MB, and 20 MB is the most"):
        attached.read_file(large)
