"""Any report as a workbook: what stands in its cells, and which of them are formulas."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
import python_calamine

from tests.sample_report import LISTED, REPORT, several, sum_of, with_part
from umdesk.domain.reports.model import Content, Figures, Table
from umdesk.exchange import report_workbook


@pytest.fixture(scope="module")
def data() -> bytes:
    return report_workbook.workbook(REPORT)


@pytest.fixture(scope="module")
def book(data):
    return python_calamine.load_workbook(io.BytesIO(data))


def formulas(data: bytes) -> dict[str, list[tuple[str, str]]]:
    """The formulas of each sheet's XML with the values that they carry."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        found = {name: re.findall(r"<f>([^<]*)</f><v>([^<]*)</v>", archive.read(name).decode()) for name in sheets}
    return {name: cells for name, cells in found.items() if cells}


def test_the_first_sheet_tells_whose_report_it_is_its_figures_and_its_words(book):
    rows = book.get_sheet_by_name("Summary").to_python()
    told = [row[0] for row in rows]

    assert told[:4] == [
        "Director's summary", "Program year 2025-26, Jul 1, 2025 to Jun 30, 2026, through May 20, 2026",
        "Department of Example, Redding Field Office", "Made on May 20, 2026 by Maria Ortega",
    ]  # fmt: skip
    at = told.index("At a glance")
    assert rows[at + 1 : at + 5] == [
        ["Participants", 2.0, "", "(1)"],
        ["UM hires", 1.0, "", ""],
        ["left", -1199.5, "US dollars", ""],
        ["hours", 7.25, "hours", ""],
    ]
    assert told[5:7] == ["Still missing in this report", "The needs of the next two years are not written."]
    assert {"+ more <b>text</b>", "Nobody wrote what is needed."} <= set(told)


def test_each_table_is_a_sheet_whose_text_stays_text_and_whose_days_and_numbers_are_real(book):
    assert book.sheet_names == [
        "Summary", "UM hires by year", "Plans by state", "=Who takes part   all", "Employees by class",
        "How it is counted",
    ]  # fmt: skip
    assert book.get_sheet_by_name("=Who takes part   all").to_python() == [
        ["=Who takes part: [all]", "", "", "", ""],
        ["Each activity once.", "", "", "", ""],
        ["", "", "", "", ""],
        ["Name", "Since", "Spent", "Activities", "Note"],
        ["Nelson, Rebecca", date(2025, 9, 1), 340.75, 3.0, "=1+1"],
        ["Nguyễn, Daniel", date(2026, 2, 28), 9.25, 0.0, "@cmd"],
        ["Total", "", 350.0, 2.0, ""],
    ]
    assert ["No class has employees.", ""] in book.get_sheet_by_name("Employees by class").to_python()


def test_sums_are_live_formulas_and_other_totals_are_values(data):
    assert list(formulas(data).values()) == [[("SUM(C5:C6)", "350.0")]]


def test_a_figure_that_a_table_lists_or_holds_is_a_live_formula_too():
    glance = Figures("At a glance", (several("parts", 2), sum_of("spent", "340.75", "9.25"), several("acts", 4)))
    listed = replace(LISTED, title="Who's in it", lists="parts")
    made = report_workbook.workbook(replace(REPORT, content=Content((glance, listed))))

    first, second = formulas(made).values()
    assert first == [("COUNTA('Who''s in it'!A5:A6)", "2.0"), ("'Who''s in it'!C7", "350.0")]
    assert second == [("SUM(C5:C6)", "350.0")]
    assert python_calamine.load_workbook(io.BytesIO(made)).get_sheet_by_name("Summary").to_python()[8][:2] == [
        "acts", 4.0,
    ], "another value than in the table, so none of the table"  # fmt: skip


def test_a_list_with_a_row_without_a_name_is_not_counted_by_its_names():
    glance = Figures("At a glance", (several("parts", 2),))
    listed = replace(LISTED, rows=(("", *LISTED.rows[0][1:]), LISTED.rows[1]), sums=frozenset(), lists="parts")
    made = report_workbook.workbook(replace(REPORT, content=Content((glance, listed))))

    assert formulas(made) == {}


def test_a_total_that_is_not_the_sum_of_its_column_never_becomes_one():
    off = replace(LISTED, total=("Total", None, sum_of("spent", "1"), several("acts", 3), None), sums=frozenset({2, 3}))

    assert list(formulas(report_workbook.workbook(with_part(off))).values()) == [[("SUM(D5:D6)", "3.0")]]


def test_definitions_say_for_which_figures_they_hold(book):
    assert book.get_sheet_by_name("How it is counted").to_python() == [
        ["No.", "Definition", "Figures"],
        [1.0, "Participant: active on a day of the period.", "Participants"],
        [2.0, "Costs: money records dated in the period.", ""],
        ["", "Activities of every plan in force.", ""],
    ]


def test_sheets_of_one_name_are_told_apart_and_none_has_a_name_that_excel_refuses():
    titles = ("History", "Summary", *["A very long title of one of the tables"] * 11)
    tables = [Table(title, ("A",), (("x",),)) for title in titles]
    made = report_workbook.workbook(replace(REPORT, content=Content(tuple(tables))))
    book = python_calamine.load_workbook(io.BytesIO(made))
    names = book.sheet_names

    assert names[1:4] == ["History 2", "Summary 2", "A very long title of one of the"]
    assert names[-2] == "A very long title of one of 11"
    assert max(map(len, names)) <= 31
    assert [row[0] for row in book.get_sheet_by_name("Summary").to_python()][-11:] == list(titles[2:])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert "location=\"'A very long title of one of 11'!A1\"" in archive.read("xl/worksheets/sheet1.xml").decode()


def test_the_same_report_gives_the_same_bytes(data):
    assert report_workbook.workbook(REPORT) == data


def test_a_row_is_as_high_as_its_text_also_where_the_reader_of_the_file_does_not_see_to_it():
    noted = replace(REPORT, content=replace(REPORT.content, notes=("word " * 50,)))
    with zipfile.ZipFile(io.BytesIO(report_workbook.workbook(noted))) as archive:
        summary = archive.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'<row r="(?!1")\d+"[^>]* ht="(\d+)"', summary)[-1] == "60"
