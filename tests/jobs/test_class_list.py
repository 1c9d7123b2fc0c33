"""Files with class lists as departments send them: each opens, or says in a sentence why not."""

from datetime import date

import pytest
import xlsxwriter

from tests.applications import catalogue, write_xlsx
from umdesk.domain.class_list import layout, plan
from umdesk.domain.class_list.plan import Kind
from umdesk.domain.errors import InvalidInput
from umdesk.jobs import class_list

HEADER = ("Class Code", "Class Title", "Min Salary", "Probation")


def compared(path):
    _tables, table = class_list.read(path)
    found = plan.compare(table, layout.find(table), catalogue(), date(2026, 7, 1))
    return {(each.line, each.kind): each for each in found.differences if each.line}


def test_the_sheet_with_classes_is_found_among_others(tmp_path):
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Read me").write_row(0, 0, ("This list", "is for 2026"))
        book.add_worksheet("LPEL").write_row(0, 0, HEADER)
    tables, table = class_list.read(path)
    assert ([each.sheet for each in tables], table.sheet) == (["Read me", "LPEL"], "LPEL")


def test_numbers_and_formulas_come_as_they_are_seen(tmp_path):
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, (731.0, "Groundskeeper", 3438.5, 6))
        sheet.write_formula(2, 0, "=A2+1", None, 1379)
        sheet.write_formula(2, 1, "=Z1", None, "#REF!")
    found = compared(path)
    facts = found[2, Kind.FACTS]
    assert facts.class_code == "0731"
    assert facts.details == (("Lowest salary", "", "$3,438.50"), ("Probation", "", "6 months"))
    assert "the class title is #REF!" in found[3, Kind.REFUSED].words


def test_a_text_file_keeps_its_zeros(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Class Code,Class Title,CBID\n0731,Groundskeeper,R12\n", encoding="utf-8")
    assert compared(path)[2, Kind.FACTS].words == ""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04nothing more", "is damaged"),
        (b"%PDF-1.7 scanned", "is not a spreadsheet"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, data, words):
    path = tmp_path / "list.xlsx"
    path.write_bytes(data)
    with pytest.raises(InvalidInput, match=words):
        class_list.read(path)


def test_a_list_of_people_has_no_class_header(tmp_path):
    _tables, table = class_list.read(write_xlsx(tmp_path / "people.xlsx", [("Last Name", "Phone"), ("Nelson", "5")]))
    with pytest.raises(InvalidInput, match="no header line that umdesk can guess"):
        layout.find(table)
