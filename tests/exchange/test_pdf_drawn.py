"""What fields hold is drawn on the page for looking at, whoever filled them in and whether that program drew it."""

import io
from datetime import date

import pikepdf
import pypdf
import pytest
from pikepdf.form import Form

from tests.filled_forms import blank, by_hand, drawn_without_end, pages_only, saved
from umdesk.documents import application_form
from umdesk.domain.application_form import OPTIONAL
from umdesk.domain.snapshots import FormSnapshot
from umdesk.exchange.pdf_drawn import drawn

FILLED = {
    "last_name": "Nuñez-O’Hara",
    "first_name": "Zoë",
    "class_code": "0731",
    "statement": "First line.\nΕλληνικά, Кириллица.",
}


@pytest.fixture(scope="module")
def empty():
    form = FormSnapshot("Department", "Office", "Spring 2026", date(2026, 1, 5), None, "", tuple(OPTIONAL))
    return application_form.render(form).data


def by_pypdf(data):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        writer.update_page_form_field_values(page, FILLED | {"supervisor_recommends": "/recommends"})
    return written(writer)


def without_drawing(data):
    """As a program leaves it that only writes values."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        form = Form(opened)
        for name, value in FILLED.items():
            form[name].value = value
        form["supervisor_recommends"].value = pikepdf.Name("/recommends")
        opened.save(out)
    return out.getvalue()


def with_boxes(data):
    """As pdftk leaves it: one byte a letter, where the font has two."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(without_drawing(data))) as opened:
        for page in opened.pages:
            for widget in page.obj.get("/Annots", []):
                if "/V" in widget and "/T" in widget:
                    text = str(widget.V).encode("cp1252", "replace").hex()
                    widget.AP.N.write(f"/Tx BMC BT /NotoSans-Regular 10 Tf <{text}> Tj ET EMC".encode())
        opened.save(out)
    return out.getvalue()


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def words(data):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages[:2])


@pytest.mark.parametrize("fill", [by_pypdf, without_drawing, with_boxes])
def test_values_stand_on_the_page_and_no_field_is_left(empty, fill):
    shown = drawn(fill(empty))

    read = pypdf.PdfReader(io.BytesIO(shown))
    text = words(shown)
    for value in ("Nuñez-O’Hara", "Zoë", "0731", "First line.", "Ελληνικά, Кириллица."):
        assert value in text
    assert read.get_fields() is None
    assert all("/Annots" not in page or not page["/Annots"] for page in read.pages)
    things = read.pages[2]["/Resources"]["/XObject"]
    crossed = [thing for thing in things.values() if b"2.0 2.0 m" in thing.get_object().get_data()]
    assert len(crossed) == 1, "the chosen tick box, and no other"


def test_a_drawing_of_the_program_that_filled_it_in_is_kept(empty):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(empty)) as opened:
        field = next(field for field in opened.Root.AcroForm.Fields if str(field.T) == "class_code")
        field.V = "0731"
        field.AP.N.write(b"/Tx BMC BT /NotoSans-Regular 7 Tf 3 4 Td <0013001A00160014> Tj ET EMC")
        opened.save(out)

    read = pypdf.PdfReader(io.BytesIO(drawn(out.getvalue())))

    assert any(b"/NotoSans-Regular 7 Tf 3 4 Td" in t.get_object().get_data() for t in things_of(read.pages[0]))


def test_a_hidden_field_stays_hidden(empty):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(by_pypdf(empty))) as opened:
        field = next(field for field in opened.Root.AcroForm.Fields if str(field.T) == "first_name")
        field.F = 2
        opened.save(out)

    text = words(drawn(out.getvalue()))

    assert "Nuñez-O’Hara" in text
    assert "Zoë" not in text


def test_the_drawing_of_a_field_is_as_wide_and_high_as_its_place(empty):
    read = pypdf.PdfReader(io.BytesIO(drawn(by_pypdf(empty))))
    placed = read.pages[0].get_contents().get_data().decode("latin-1")

    with pikepdf.open(io.BytesIO(empty)) as opened:
        left, bottom, *_ = (float(side) for side in opened.Root.AcroForm.Fields[0].Rect)
    assert f"q 1.00000 0 0 1.00000 {left:.4f} {bottom:.4f} cm /UmdeskField0 Do Q" in placed


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"\x00" * 4000])
def test_what_is_no_pdf_is_given_back_as_it_is(data):
    assert drawn(data) is data


def test_a_pdf_without_fields_is_given_back_as_it_is():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(612, 792)
    data = written(writer)

    assert drawn(data) is data


def things_of(page):
    return page["/Resources"]["/XObject"].values()


def test_what_a_viewer_would_never_have_drawn_is_not_given_to_it():
    for pdf in (drawn_without_end(), drawn_without_end(blank())):
        assert drawn(by_hand({}, pdf) if "/AcroForm" in pdf.Root else saved(pdf)) == b""
    long = pages_only()
    long.pages[0].Contents = pikepdf.Stream(long, b"0 0 9 9 re f\n" * 1_000_000)
    assert drawn(saved(long, compress_streams=True)) == b""


def test_a_drawing_that_stands_in_itself_ends_and_one_that_stands_often_is_shown():
    pdf = pages_only()
    stamp = pdf.make_indirect(pikepdf.Stream(pdf, b"/X Do 0 0 9 9 re f"))
    stamp.Type, stamp.Subtype, stamp.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
    stamp.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=stamp))
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=stamp))
    pdf.pages[0].Contents = pikepdf.Stream(pdf, b"/X Do " * 100)
    assert drawn(saved(pdf)) == saved(pdf)
