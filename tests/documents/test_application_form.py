"""The application form: a tagged PDF whose fields other programs fill in and read back."""

import io
import re
from dataclasses import replace

import pdfua
import pikepdf
import pypdf
import pytest
from pikepdf.form import Form

from tests.documents.pdf_rules import check
from umdesk.documents import application_form, fonts
from umdesk.documents.notice import BLANK
from umdesk.documents.pages import WIDTH
from umdesk.domain.application_form import FIELDS, NEEDED, OPTIONAL, Mark, Part, asked, mark, read_mark
from umdesk.domain.privacy_notice import PrivacyNotice
from umdesk.domain.snapshots import snapshot_digest

FILLED = {field.name: f"{field.label} of somebody" for field in FIELDS} | {
    "last_name": "Nuñez-O’Hara",
    "first_name": "Zoë Łucja Nguyễn",
    "class_code": "0731",
    "class_date": "3/14/2019",
    "statement": "First line, with an apostrophe’s turn.\n\nΕλληνικά, Кириллица.\n" + "I want to learn. " * 180,
    "supervisor_recommends": "with reservations",
    "supervisor_comment": "Good.\nVery good.",
}
CHOSEN = "/with reservations"


@pytest.fixture
def pdf(form):
    return application_form.render(form)


def values(data):
    """The values of the fields as pypdf reads them, a choice without its slash."""
    fields = pypdf.PdfReader(io.BytesIO(data)).get_fields()
    return {name: str(field.get("/V", "")).removeprefix("/") for name, field in fields.items()}


def test_the_form_is_a_tagged_document_of_three_pages(pdf):
    read = check(pdf.data)

    assert read.title == "Upward Mobility Program application, Spring 2026"
    assert pdf.pages == read.page_count == 3
    assert "Applications are received from Jan 5, 2026 to Jan 30, 2026." in read.text
    assert "Hand the form to Maria Ortega." in read.text
    assert "Questions: 530-555-0142." in read.text
    assert "does not ask for race" in read.text
    assert "Taking part is voluntary" in read.text
    assert all(page[-1].startswith("Application form, Spring 2026 ") for page in read.artifacts)


def test_pdfua_finds_nothing(pdf, tmp_path):
    path = tmp_path / "form.pdf"
    path.write_bytes(pdf.data)

    assert pdfua.validate(str(path)).findings == ()


def test_each_field_has_its_name_and_says_what_it_is_for(pdf):
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        found = {str(field.T): field for field in opened.Root.AcroForm.Fields}

        assert list(found) == [field.name for field in FIELDS]
        assert [str(raw.TU) for raw in found.values()] == [field.spoken for field in FIELDS]
        for field in FIELDS:
            raw = found[field.name]
            assert str(raw.FT) == ("/Btn" if field.choices else "/Tx")
            flags = int(raw.Ff)
            assert bool(flags & 1 << 1) == (field.name in NEEDED)
            assert bool(flags & 1 << 12) == (field.lines > 1)
        kids = found["supervisor_recommends"].Kids
        exports = [next(key for key in kid.AP.N if key != "/Off") for kid in kids]
        assert exports == ["/recommends", "/with reservations", "/does not recommend"]


def test_labels_are_read_before_their_fields(pdf):
    read = check(pdf.data)

    items = [item for item in read.root.all("LI") if item.kids[0].text and len(item.kids[1].all("Form")) == 1]
    spoken = [(item.kids[0].text, item.all("Form")[0].spoken) for item in items]
    assert ("Last name needed", "Last name (needed)") in spoken
    assert ("Time base full time, 1/2, 3/4 …", "Time base (full time, 1/2, 3/4 …)") in spoken


def test_the_font_of_the_fields_is_embedded_and_knows_its_letters(pdf):
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        form = opened.Root.AcroForm
        (name,) = form.DR.Font.keys()
        font = form.DR.Font[name]
        glyphs = font.DescendantFonts[0]

        assert str(form.DA).startswith(f"{name} ")
        assert str(font.Subtype) == "/Type0"
        assert len(glyphs.FontDescriptor.FontFile2.read_bytes()) == int(glyphs.FontDescriptor.FontFile2.Length1)
        known = letters(font.ToUnicode.read_bytes().decode("ascii"))
        face = fonts.face("NotoSans-Regular")
        assert all(known[face.charToGlyph[ord(letter)]] == letter for letter in "Añ’ëŁễЯΩ0 -")
        widths = glyphs.W[1]
        assert all(float(width) >= 0 for width in widths)
        assert bool(form.NeedAppearances)


def test_nothing_in_the_file_runs_or_leads_out_of_it(pdf):
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        keys = {key for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) for key, _ in thing.items()}

    assert keys.isdisjoint({"/JS", "/JavaScript", "/AA", "/OpenAction", "/CO", "/URI", "/SubmitForm", "/EmbeddedFiles"})


def letters(cmap):
    """What a ToUnicode map says of each code."""
    found = {}
    for first, last, letter in re.findall(r"<(\w{4})> <(\w{4})> <(\w{4})>", cmap):
        assert first[:2] == last[:2], "only the last byte changes in a run"
        for step in range(int(last, 16) - int(first, 16) + 1):
            assert int(first, 16) + step not in found
            found[int(first, 16) + step] = chr(int(letter, 16) + step)
    return found


def fill_by_pypdf(data):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    filled = FILLED | {"supervisor_recommends": CHOSEN}
    for page in writer.pages:
        writer.update_page_form_field_values(page, filled)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def fill_by_pikepdf(data):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        form = Form(opened)
        for name, value in FILLED.items():
            form[name].value = pikepdf.Name(CHOSEN) if name == "supervisor_recommends" else value
        opened.save(out)
    return out.getvalue()


@pytest.mark.parametrize("fill", [fill_by_pypdf, fill_by_pikepdf])
def test_a_form_filled_by_another_program_comes_back_with_every_field_equal(pdf, fill):
    filled = fill(pdf.data)

    assert values(filled) == FILLED
    assert read_mark(pypdf.PdfReader(io.BytesIO(filled)).metadata.subject) == Mark(1, "Spring 2026")


def test_an_empty_form_is_empty(pdf):
    assert set(values(pdf.data).values()) == {"", "Off"}


def test_a_department_may_leave_parts_out(form):
    read = check(application_form.render(replace(form, parts=())).data)

    assert [node.text for node in read.root.all("H2")] == [
        "About you",
        "Your present appointment",
        "Your supervisor",
        "What you want to reach",
        "Your signature",
        "Notice about the information on this form",
    ]
    assert "Supervisor's signature" not in read.text


def test_what_nobody_wrote_of_the_notice_is_a_marked_blank(form):
    text = check(application_form.render(replace(form, notice=PrivacyNotice())).data).text

    assert text.count(BLANK) == 8


@pytest.mark.parametrize(
    ("opens", "closes", "sentence"),
    [
        (True, False, "Applications are received from Jan 5, 2026 on."),
        (False, True, "Applications are received until Jan 30, 2026."),
        (False, False, "The department announces when applications are received."),
    ],
)
def test_a_window_without_a_day_says_what_it_knows(form, opens, closes, sentence):
    dated = replace(form, opens=form.opens if opens else None, closes=form.closes if closes else None)

    assert sentence in check(application_form.render(dated).data).text


def test_a_long_announcement_moves_the_form_on_and_parts_no_field(form):
    long = replace(form, text="\n\n".join(["All employees of the listed classes may apply. " * 12] * 6))

    pdf = application_form.render(long)

    assert check(pdf.data).page_count == pdf.pages == 4
    assert list(values(pdf.data)) == [field.name for field in FIELDS]


def test_a_signature_never_stands_alone_on_a_page(form):
    for count in (1, 9, 18, 27):
        text = "\n".join(["Whoever works in a listed class may apply."] * count)
        read = check(application_form.render(replace(form, text=text)).data)
        headings = [node for node in read.root.all("H2") if node.text in (Part.SIGNATURE, Part.COMMENT)]
        lines = [node for node in read.root.all("Lbl") if node.text.endswith("'s signature")]
        assert [node.pages for node in headings] == [node.pages for node in lines]


def test_identical_input_gives_identical_bytes(form):
    assert application_form.render(form) == application_form.render(replace(form))
    assert snapshot_digest(form) != snapshot_digest(replace(form, text="Other"))


def test_the_places_of_the_fields_name_each_once_in_order_and_fill_the_width():
    rows = [row for part in application_form.ROWS.values() for row in part]
    placed = [name for row in rows for name, _ in row]

    assert all(sum(width for _, width in row) == pytest.approx(WIDTH) for row in rows)
    assert placed == [field.name for field in FIELDS if field.part not in (Part.SIGNATURE, Part.COMMENT)]


def test_the_mark_is_read_back_and_nothing_else_is_taken_for_it():
    assert read_mark(mark("Spring  2026, second window")) == Mark(1, "Spring 2026, second window")
    assert read_mark("umdesk application form, edition 12") == Mark(12, "")
    assert read_mark("Another form, edition 1") is None
    assert read_mark("") is None


def test_optional_parts_are_asked_only_when_wanted():
    assert asked(OPTIONAL) == FIELDS
    assert {field.part for field in asked(())} == set(Part) - set(OPTIONAL)
