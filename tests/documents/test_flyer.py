"""The flyer of an application window: one accessible page with a logo, whatever picture that is."""

import io
from dataclasses import replace
from datetime import date

import pdfua
import pikepdf
import pytest
from PIL import Image

from tests.documents.pdf_rules import check
from umdesk.documents import flyer
from umdesk.domain.flyer import FlyerSnapshot

FLYER = FlyerSnapshot(
    department="California Department of Example",
    office="Redding Field Office",
    cycle="Spring 2026",
    opens=date(2026, 3, 2),
    closes=date(2026, 3, 27),
    headline="Upward Mobility Program: applications are open",
    about="The program helps employees move up. Those who are selected get counseling.",
    who="Employees of the department who work in a low-paying entry-level class.",
    how="Ask for the application form and hand it in by the last day.",
    ask=("Maria Ortega, Upward Mobility coordinator", "530-555-0100"),
)


def picture(mode="RGBA", size=(300, 200), kind="PNG"):
    """An empty picture."""
    image = Image.new(mode, size)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def test_a_flyer_says_from_when_to_when_for_whom_and_whom_to_ask():
    pdf = flyer.render(FLYER)

    read = check(pdf.data)
    assert (pdf.pages, read.title) == (1, "Flyer, Spring 2026")
    for words in (
        "Upward Mobility Program: applications are open",
        "Applications are taken from Monday, March 2, 2026 through Friday, March 27, 2026",
        "Who may apply Employees of the department",
        "Whom to ask Maria Ortega, Upward Mobility coordinator 530-555-0100",
        "Taking part promises no promotion.",
    ):
        assert words in " ".join(read.text.split())


@pytest.mark.parametrize(
    ("mode", "kind", "space"),
    [
        ("RGBA", "PNG", "/DeviceRGB"),
        ("L", "PNG", "/DeviceGray"),
        ("I;16", "PNG", "/DeviceGray"),
        ("P", "PNG", "/DeviceRGB"),
        ("CMYK", "JPEG", "/DeviceRGB"),
    ],
)
def test_a_logo_of_any_kind_is_a_figure_with_a_name(mode, kind, space):
    logo = picture(mode, kind=kind)
    made = flyer.render(replace(FLYER, logo="ab" * 32), logo)

    assert made.data == flyer.render(replace(FLYER, logo="ab" * 32), logo).data
    check(made.data)
    with pikepdf.open(io.BytesIO(made.data)) as file:
        [image] = file.pages[0].Resources.XObject.values()
        assert (image.ColorSpace, image.Width, image.Height) == (space, 300, 200)
        if mode == "RGBA":
            assert image.read_bytes()[:3] == b"\xff\xff\xff"  # what shows the page is white
    assert b"/Alt (Logo of California Department of Example)" in made.data


def test_a_code_stands_beside_its_words_and_long_words_stay_on_the_page(tmp_path):
    long = replace(FLYER, code="Room 214, 1st floor", words="Apply early. " * 120, who=FLYER.who * 6)

    made = flyer.render(long, picture(size=(4000, 40)))

    read = check(made.data)
    assert made.pages == 1
    assert "Room 214, 1st floor" in read.text
    assert b"/Alt (QR code of Room 214, 1st floor)" in made.data
    path = tmp_path / "flyer.pdf"
    path.write_bytes(made.data)
    assert pdfua.validate(str(path)).findings == ()
