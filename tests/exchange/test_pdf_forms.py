"""Filled forms: every way in which programs save them comes back equal, and every bad file is a sentence."""

import io
import os
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from pypdf import PdfReader

from tests.filled_forms import NAMES, NELSON, blank, by_hand, filled, saved
from umdesk.domain.application_form import FORM
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.forms import FilledForm, FormKind
from umdesk.exchange import pdf_drawn, pdf_forms

FEW = {name: NELSON[name] for name in ("last_name", "first_name", "class_code")}


def read(data: bytes) -> FilledForm:
    return pdf_forms.read(data, "nelson.pdf")


def test_a_form_filled_by_another_program_comes_back_with_every_field_equal() -> None:
    form = read(filled(NELSON))
    assert form.values == NELSON
    assert (form.kind, form.cycle, form.refusal, form.remarks) == (FormKind.OURS, "Spring 2026", "", ())


@pytest.mark.parametrize(
    "how",
    [
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"linearize": True},
        {"encryption": pikepdf.Encryption(owner="boss", user="", R=6)},
        {"encryption": pikepdf.Encryption(owner="boss", user="", R=4)},
        {"stream_decode_level": pikepdf.StreamDecodeLevel.generalized, "recompress_flate": True},
    ],
)
def test_it_does_not_matter_how_the_file_is_packed(how: dict[str, object]) -> None:
    with pikepdf.open(io.BytesIO(by_hand(NELSON))) as pdf:
        assert read(saved(pdf, **how)).values == NELSON


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (b"Ma\xf1ana", "Mañana"),
        (b"\xfe\xff" + "王 🙂".encode("utf-16-be"), "王 🙂"),
        (b"\xff\xfe" + "Zoë".encode("utf-16-le"), "Zoë"),
        (b"\xef\xbb\xbf" + "Zoë 王".encode(), "Zoë 王"),
        ("José 王".encode(), "José 王"),
        (b"a\rb\r\nc\nd", "a\nb\nc\nd"),
        (b"\x8dquoted\x8e \x84 \xa0", "“quoted” — €"),
        (b"  blanks around  ", "blanks around"),
        (b"\xfe\xff" + "\x1ben\x1bHello".encode("utf-16-be"), "Hello"),
    ],
)
def test_texts_are_read_in_every_encoding_with_one_kind_of_line_end(written: bytes, read_as: str) -> None:
    form = read(by_hand({**FEW, "statement": String(written)}))
    assert form.values["statement"] == read_as


def test_a_long_text_may_be_a_stream_and_a_rich_one_a_small_web_page() -> None:
    pdf = blank()
    rich = "<?xml version='1.0'?><body><p>First &amp; foremost</p><p>second<br/>third</p></body>"
    for field in pdf.pages[0].Annots:
        if field.T == "statement":
            field.RV = String(rich)
        if field.T == "education":
            field.V = Stream(pdf, b"AA\rBA")
    form = read(by_hand(FEW, pdf))
    assert form.values["statement"] == "First & foremost\nsecond\nthird"
    assert form.values["education"] == "AA\nBA"


def test_names_may_be_inherited_numbered_and_written_in_capitals() -> None:
    names = ["Last Name[0]", "FIRST_NAME[0]", "class-code#1"]
    values = dict(zip(names, FEW.values(), strict=True))
    form = read(by_hand(values, blank(names, prefix="form1[0].#subform[0]", subject="")))
    assert form.values == FEW
    assert form.kind is FormKind.NAMED


def test_choices_boxes_and_buttons_are_read_as_their_words() -> None:
    pdf = blank([*FEW, "tenure", "heard_of", "supervisor_recommends"])
    for field in pdf.pages[0].Annots:
        if field.T == "tenure":
            field.FT, field.Opt, field.V = Name.Ch, Array([Array([String("P"), String("permanent")])]), String("P")
        if field.T == "heard_of":
            field.FT, field.V = Name.Btn, Name("/A poster")
        if field.T == "supervisor_recommends":
            kids = [Dictionary(Subtype=Name.Widget, AS=Name.Off), Dictionary(Subtype=Name.Widget, AS=Name("/1"))]
            field.FT, field.Ff, field.Kids = Name.Btn, 1 << 15, Array([pdf.make_indirect(kid) for kid in kids])
            field.Opt = Array([String("recommends"), String("with reservations")])
    form = read(by_hand(FEW, pdf))
    assert form.values == {
        **FEW, "tenure": "permanent", "heard_of": "A poster", "supervisor_recommends": "with reservations"
    }  # fmt: skip


def test_a_text_that_only_the_page_shows_is_read_off_it_and_said() -> None:
    with pikepdf.open(io.BytesIO(filled(FEW))) as pdf:
        for field in pdf.pages[0].Annots:
            if field.T == "first_name":
                del field["/V"]
        form = read(saved(pdf))
    assert form.values["first_name"] == "Rebecca"
    assert form.remarks == ("Taken from what the page shows, since the field itself is empty: first_name.",)


def test_fields_that_stand_on_the_page_only_are_found() -> None:
    listed = by_hand(NELSON)
    start = listed.index(b"/Fields [")
    end = listed.index(b"]", start)
    assert read(listed[: start + 9] + b" " * (end - start - 9) + listed[end:]).values == NELSON
    assert read(listed.replace(b"/AcroForm", b"/AcroDust")).values == NELSON


@pytest.mark.parametrize(("edition", "kind"), [("0", FormKind.OLDER), ("9", FormKind.NEWER)])
def test_another_edition_is_read_and_said(edition: str, kind: FormKind) -> None:
    subject = f"{FORM}, edition {edition}, for Fall 2025"
    form = read(by_hand({**FEW, "shoe_size": "9"}, blank([*FEW, "shoe_size"], subject=subject)))
    assert (form.kind, form.cycle, form.values, form.unused) == (kind, "Fall 2025", FEW, ("shoe_size",))
    assert len(form.remarks) == 1


def test_what_is_never_collected_is_told_apart_from_what_has_no_place() -> None:
    values = {**FEW, "birth_date": "1/2/1980", "ethnicity": "", "shoe size": "9"}
    form = read(by_hand(values, blank(list(values))))
    assert (form.never, form.unused) == (("birth_date",), ("shoe size",))


def test_programs_files_and_orders_inside_a_form_are_said_and_left_alone() -> None:
    pdf = blank()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.launchURL('http://example.com')"))
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("calc.exe")))
    pdf.attachments["evil.exe"] = b"MZ"
    form = read(by_hand(NELSON, pdf))
    assert form.values == NELSON
    (remark,) = form.remarks
    assert remark == (
        "The file also holds a program (JavaScript), attached files and an order to open something else. "
        "Nothing of that was run or opened."
    )


# --- files that cannot come in by their fields ----------------------------------------------------------------------


def test_a_flattened_form_another_form_a_part_of_one_and_an_empty_one_are_told_apart() -> None:
    plain = blank([])
    del plain.Root["/AcroForm"]
    assert (read(saved(plain)).kind, read(saved(blank([]))).kind) == (FormKind.FLATTENED, FormKind.FLATTENED)
    assert "flattened by a printer, or it is a scan. Type it from the page." in read(saved(plain)).refusal
    other = read(by_hand({"Borrower": "Lee"}, blank(["Borrower", "Amount"])))
    assert other.kind is FormKind.OTHER
    assert "is another form" in other.refusal
    part = read(by_hand(FEW, blank(["first_name", "class_code", "statement"])))
    assert part.kind is FormKind.PARTLY
    assert "has no field for the last name" in part.refusal
    assert read(by_hand({})).refusal == "nelson.pdf is an empty form: no field of it is filled in."


def test_a_form_that_lost_some_fields_says_which_and_one_that_only_adobe_shows_says_so() -> None:
    names = [name for name in NAMES if name not in ("unit", "statement")]
    (remark,) = read(by_hand(FEW, blank(names))).remarks
    assert remark == "A part of the form has no fields any more: division or unit and why you apply. Look at its pages."
    xfa = read(saved(blank([], more={"XFA": String("<xdp/>")})))
    assert xfa.kind is FormKind.OTHER
    assert "only Adobe's programs can show" in xfa.refusal


def damaged_files() -> dict[str, bytes]:
    good = by_hand(NELSON)
    xref = good.rindex(b"startxref")
    return {
        "cut": good[: len(good) // 3],
        "header only": b"%PDF-1.7\n",
        "no objects": b"%PDF-1.7\n" + b"garbage " * 1000 + b"%%EOF",
        "noise": b"%PDF-1.4\n" + bytes(range(256)) * 400,
        "xref nowhere": good[:xref] + b"startxref\n99999999\n%%EOF",
    }


@pytest.mark.parametrize("name", ["cut", "header only", "no objects", "noise", "xref nowhere"])
def test_a_damaged_file_is_a_sentence_or_is_read_after_all(name: str) -> None:
    form = read(damaged_files()[name])
    assert form.values == NELSON or (form.kind is FormKind.UNREADABLE and "is damaged" in form.refusal)


def test_a_file_without_its_table_of_contents_is_read_all_the_same() -> None:
    good = by_hand(NELSON)
    assert read(good[: good.rindex(b"xref\n0")] + b"trailer << /Root 1 0 R >>").values == NELSON


def test_a_password_is_a_sentence() -> None:
    with pikepdf.open(io.BytesIO(by_hand(NELSON))) as pdf:
        form = read(saved(pdf, encryption=pikepdf.Encryption(owner="boss", user="secret", R=6)))
    assert form.refusal.startswith("nelson.pdf is protected by a password, so nothing in it can be read.")


def deep() -> bytes:
    """A field tree of 200 levels."""
    pdf = blank([])
    node = pdf.make_indirect(Dictionary(T=String("last_name"), FT=Name.Tx, V=String("x")))
    for _ in range(200):
        node = pdf.make_indirect(Dictionary(T=String("a"), Kids=Array([node])))
    pdf.Root.AcroForm.Fields = Array([node])
    return saved(pdf)


def wide() -> bytes:
    """Ten thousand fields."""
    pdf = blank([])
    many = [pdf.make_indirect(Dictionary(T=String(f"f{at}"), FT=Name.Tx)) for at in range(10_000)]
    pdf.Root.AcroForm.Fields = Array(many)
    return saved(pdf)


def bomb() -> bytes:
    """A value of 30 MB in a few kilobytes."""
    pdf = blank(list(FEW))
    pdf.pages[0].Annots[0].V = Stream(pdf, b"0" * 30_000_000)
    return saved(pdf, compress_streams=True)


def packed() -> bytes:
    """Much text among the objects that are packed together."""
    pdf = blank(list(FEW))
    pdf.Root.Big = pdf.make_indirect(String("x" * 2_000_000))
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def nested() -> bytes:
    """200,000 lists inside each other."""
    return b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer << /Root 1 0 R >>"


def missing_references() -> bytes:
    """A file that is searched through for each of its fields, none of which is there."""
    fields = b" ".join(b"%d 0 R" % number for number in range(100, 2000))
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [" + fields + b"] >> >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R "
        b"/MediaBox [0 0 9 9] >>\nendobj\n%" + b"x1 " * 5_000_000 + b"\ntrailer << /Root 1 0 R >>"
        b"\nstartxref\n0\n%%EOF"
    )


def many_objects() -> bytes:
    """A file without a table of contents, whose objects are read one by one to make it anew."""
    objects = b"".join(b"%d 0 obj\n<</A %d 0 R>>\nendobj\n" % (number, number + 1) for number in range(1, 500_000))
    return b"%PDF-1.7\n" + objects + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"


@pytest.mark.parametrize("too_much", [deep, wide, bomb, packed, nested, missing_references, many_objects])
def test_a_file_that_holds_too_much_is_a_sentence_in_bounded_time(too_much: Callable[[], bytes]) -> None:
    data = too_much()
    began = time.monotonic()
    form = read(data)
    assert form.refusal.startswith("nelson.pdf holds far more than an application form can")
    assert time.monotonic() - began < 10


def test_a_field_tree_that_bites_its_tail_ends() -> None:
    pdf = blank()
    parent = pdf.make_indirect(Dictionary(T=String("round")))
    parent.Kids = Array([parent, *pdf.Root.AcroForm.Fields])
    pdf.Root.AcroForm.Fields = Array([parent, parent])
    assert read(by_hand(NELSON, pdf)).values == NELSON


def test_what_is_no_pdf_is_said_before_anything_is_read(tmp_path: Path) -> None:
    def refused(path: Path) -> str:
        with pytest.raises(InvalidInput) as caught:
            pdf_forms.content(path)
        return caught.value.message

    files = {
        "empty.pdf": b"",
        "zeros.pdf": bytes(100),
        "photo.pdf": b"\xff\xd8\xff\xe0 JFIF",
        "letter.pdf": b"Dear all",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "huge.pdf").open("wb") as huge:
        huge.truncate(500 * 1024 * 1024)
    (tmp_path / "loop.pdf").symlink_to(tmp_path / "loop.pdf")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.pdf")
        assert refused(tmp_path / "pipe.pdf") == "pipe.pdf is not a file that can be read."
    assert refused(tmp_path / "empty.pdf") == "empty.pdf is empty: there is nothing in the file."
    assert refused(tmp_path / "zeros.pdf") == "zeros.pdf is empty: there is nothing in the file."
    assert refused(tmp_path / "photo.pdf") == "photo.pdf is a JPEG picture with the name of a PDF."
    assert refused(tmp_path / "letter.pdf") == "letter.pdf is not a PDF."
    assert refused(tmp_path / "huge.pdf") == "huge.pdf is larger than 20 MB, too large for a form."
    assert refused(tmp_path / "loop.pdf").startswith("loop.pdf cannot be read:")
    assert refused(tmp_path) == f"{tmp_path.name} is a folder."
    assert "There is no file" in refused(tmp_path / "none.pdf")


def test_the_fields_are_drawn_on_the_pages_for_viewers_that_draw_none() -> None:
    for data in (filled(NELSON), by_hand(NELSON)):
        seen = PdfReader(io.BytesIO(pdf_drawn.drawn(data))).pages[0].extract_text()
        assert "Rebecca" in seen
        assert "Staff Services Analyst" in seen
    assert pdf_drawn.drawn(b"%PDF-1.7\nnoise") == b"%PDF-1.7\nnoise"
