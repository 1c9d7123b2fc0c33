"""Letters and the screening list on paper, and several letters as one file for printing."""

from dataclasses import replace
from datetime import date

import pdfua
import pytest

from tests.documents.pdf_rules import check
from umdesk.documents import joined, letter, screening_list
from umdesk.documents.notice import BLANK
from umdesk.domain.letters import LetterSnapshot
from umdesk.domain.privacy_notice import PrivacyNotice
from umdesk.domain.screening import ScreeningLine, ScreeningSnapshot


@pytest.fixture
def snapshot() -> LetterSnapshot:
    """A letter that says no, with a list."""
    return LetterSnapshot(
        department="California Department of Example",
        office="Redding Field Office",
        kind="not eligible",
        number="2026-0007",
        code="2026-0007 letter not eligible",
        addressee=("Rebecca Nelson", "Shasta-Trinity Unit"),
        subject="Your application 2026-0007: not eligible",
        blocks=("Dear Rebecca Nelson,", ("Class 5157 is not entry level.", "The tenure is “CEA”."), "Ask us."),
        coordinator="Maria Ortega",
        title="Upward Mobility coordinator",
        contact="(530) 555-0100\nmaria.ortega@example.ca.gov",
        made_on=date(2026, 3, 3),
    )


def test_a_letter_reads_from_the_head_to_the_line_for_the_signature(snapshot):
    pdf = letter.render(snapshot)

    read = check(pdf.data)
    assert pdf.pages == read.page_count == 1
    words = [
        "California Department of Example", "Mar 3, 2026", "Rebecca Nelson", "Shasta-Trinity Unit",
        "Your application 2026-0007: not eligible", "Dear Rebecca Nelson,", "Class 5157 is not entry level.", "Ask us.",
        "Sincerely,", "Signature", "Maria Ortega", "Upward Mobility coordinator", "maria.ortega@example.ca.gov",
    ]  # fmt: skip
    places = [read.text.index(word) for word in words if word != "Rebecca Nelson"]
    assert places == sorted(places)
    assert [node.text for node in read.root.all("H1")] == [snapshot.subject]
    assert "Nelson" not in read.title
    assert read.artifacts[0][-1].startswith("2026-0007 letter not eligible 1/1 ")
    assert BLANK not in read.text


def test_a_letter_that_asks_for_information_carries_the_notice(snapshot):
    read = check(letter.render(replace(snapshot, notice=PrivacyNotice(agency="Dept", access="Section 1798.34"))).data)

    assert "Civil Code section 1798.17" in read.root.all("H2")[0].text
    assert "Agency and unit that asks Dept" in read.text
    assert read.text.count(BLANK) == 6


def test_what_people_typed_is_never_read_as_markup(snapshot):
    odd = "<b>5 < 6</b> & “Đặng Thị Ánh” 李小龍 {name}"
    read = check(letter.render(replace(snapshot, blocks=(odd, (odd,)))).data)

    assert read.text.count("<b>5 < 6</b> & “Đặng Thị Ánh”") == 2


def test_a_long_letter_keeps_the_signature_with_its_text(snapshot):
    many = ("A sentence that fills a line of the letter from the left margin to the right one. " * 6,) * 9
    for count in range(5, 10):
        read = check(letter.render(replace(snapshot, blocks=many[:count])).data)
        sign = next(node for node in read.root.all("P") if node.text == "Sincerely,")
        last = [node for node in read.root.all("P") if node.text.startswith("A sentence")][-1]
        assert max(last.pages) == max(sign.pages)


def test_many_letters_are_one_tagged_file_with_the_pages_of_each(snapshot):
    long = replace(snapshot, number="2026-0008", blocks=("A long sentence about it. " * 400,))
    papers = [letter.render(each).data for each in (snapshot, long, replace(snapshot, number="2026-0009"))]

    read = check(joined.join(papers, "3 letters & a list"), papers=3)

    assert read.title == "3 letters & a list"
    alone = [check(paper) for paper in papers]
    assert read.bookmarks == [each.title for each in alone]
    assert read.page_count == sum(each.page_count for each in alone)
    assert read.text == " ".join(each.text for each in alone)
    assert [page[-1] for page in read.artifacts] == [page[-1] for each in alone for page in each.artifacts]
    assert joined.join(papers[:1], "one") == papers[0]


def test_pdfua_finds_nothing(snapshot, tmp_path):
    paper = letter.render(snapshot).data
    for number, data in enumerate((paper, joined.join([paper] * 2, "2 letters"))):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data)
        assert pdfua.validate(str(path)).findings == ()


def test_the_screening_list_names_every_application_with_its_answer_and_why():
    lines = tuple(
        ScreeningLine(
            f"2026-{number:04}", f"Nelson, Rebecca {number}", "704134", "1379 Office Assistant (Typing)",
            date(2026, 2, 9) if number else None, "eligible" if number else "coordinator decides",
            ("Class 1379 is a low-paying entry-level class.", "Tenure: permanent."),
            "more information wanted, sent Mar 3, 2026",
        )
        for number in range(40)
    )  # fmt: skip
    shown = ScreeningSnapshot(
        "California Department of Example", "Redding", "Spring 2026", date(2026, 2, 1), date(2026, 2, 28), lines,
        date(2026, 3, 3), "Maria Ortega",
    )  # fmt: skip

    read = check(screening_list.render(shown).data)

    assert read.rows(0)[0] == ["Number", "Name", "Class", "Received", "Answer", "Reasons", "Letter"]
    assert len(read.rows(0)) == 41
    assert read.rows(0)[1] == [
        "2026-0000", "Nelson, Rebecca 0", "1379 Office Assistant (Typing)", "not known", "coordinator decides",
        "Class 1379 is a low-paying entry-level class. Tenure: permanent.", "more information wanted, sent Mar 3, 2026",
    ]  # fmt: skip
    assert "40 applications: coordinator decides 1, eligible 39." in read.text
    assert "application window Feb 1, 2026 to Feb 28, 2026" in read.text
    empty = check(screening_list.render(replace(shown, lines=(), opens=None)).data)
    assert "No application is in this cycle." in empty.text
