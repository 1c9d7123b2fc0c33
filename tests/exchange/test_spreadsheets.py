"""Spreadsheets of every kind become the same plain rows, and what is none is a sentence."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.applications import write_xlsx
from umdesk.domain.errors import InvalidInput
from umdesk.exchange import spreadsheets


def cells(path: Path) -> list[tuple[int, tuple[object, ...]]]:
    (table,) = spreadsheets.read(path).tables
    return [(line.number, line.cells) for line in table.lines]


def test_lines_have_the_numbers_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", [("", "Name", "Class"), (), ("", "Nelson", 1379)], first_row=3)
    assert cells(path) == [(4, ("", "Name", "Class")), (6, ("", "Nelson", "1379"))]


def test_numbers_lose_no_digit_and_gain_no_point(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", [(704134.0, 0.5, -3, "0731", 123456789012.0), ("x",)])
    assert cells(path)[0] == (1, ("704134", "0.5", "-3", "0731", "123456789012"))


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_are_days_in_either_calendar(tmp_path: Path, since_1904: bool) -> None:
    rows = [("Name", date(2026, 2, 13)), ("Nelson", datetime(2026, 2, 13, 14, 5))]  # noqa: DTZ001 -- a cell knows no time zone
    path = write_xlsx(tmp_path / "list.xlsx", rows, since_1904=since_1904)
    assert cells(path) == [(1, ("Name", date(2026, 2, 13))), (2, ("Nelson", date(2026, 2, 13)))]
    assert spreadsheets.read(path).tables[0].since_1904 is since_1904


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", [("Name", "Notes"), ("Nelson", '=HYPERLINK("http://example.com")')])
    assert cells(path)[1][1][1] == '=HYPERLINK("http://example.com")'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_text_files_are_read_in_any_usual_form(tmp_path: Path, encoding: str, separator: str, ending: str) -> None:
    path = tmp_path / "list.csv"
    lines = [["Name", "Class", "Notes"], ['"Barragán, Susana"', "1379", '"one\ntwo ""x"""'], [], ["Lee", "0731", ""]]
    path.write_bytes(ending.join(separator.join(line) for line in lines).encode(encoding))
    assert cells(path) == [
        (1, ("Name", "Class", "Notes")),
        (2, ("Barragán, Susana", "1379", 'one\ntwo "x"')),
        (4, ("Lee", "0731")),
    ]


def test_a_title_above_does_not_mislead_the_search_for_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Applications, Spring 2026, all units\n\nName;Class\nNelson, Rebecca;1379\nBruce, Chase;6291\n")
    assert cells(path)[2] == (4, ("Nelson, Rebecca", "1379"))


def test_a_line_that_names_the_separator_is_no_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("sep=;\nName;Class\nNelson;1379\n")
    assert cells(path) == [(1, ("Name", "Class")), (2, ("Nelson", "1379"))]


def test_an_old_text_file_with_the_name_of_a_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.xls"
    path.write_text("Name\tClass\nNelson\t1379\n")
    assert cells(path)[1] == (2, ("Nelson", "1379"))


def test_hidden_and_empty_sheets_are_not_offered(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Empty")
        book.add_worksheet("Data").write(0, 0, "x")
        hidden = book.add_worksheet("Hidden")
        hidden.write(0, 0, "x")
        hidden.hide()
    book_read = spreadsheets.read(path)
    assert [table.sheet for table in book_read.tables] == ["Data"]
    assert book_read.all_sheets == ("Empty", "Data", "Hidden")


def _zip(path: Path, *names: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"<x/>")


def _bad_file(kind: str, folder: Path) -> Path:
    path = folder / "list.xlsx"
    whole = write_xlsx(folder / "whole.xlsx", [("Name", "Class")]).read_bytes()
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    match kind:
        case "prose":
            path.write_text("Dear Maria,\n\nplease find the applications, as promised.\n")
        case "pdf":
            path.write_bytes(b"%PDF-1.7\n1 0 obj\n")
        case "picture":
            path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
        case "web page":
            path.write_text("<html><table><tr><td>Name</td><td>Class</td></tr></table></html>")
        case "Word document":
            _zip(path, "[Content_Types].xml", "word/document.xml")
        case "zip":
            _zip(path, "anything.txt")
        case "cut off":
            path.write_bytes(whole[: len(whole) // 2])
        case "damaged":
            _zip(path, "xl/workbook.xml", "xl/worksheets/sheet1.xml")
        case "protected":
            path.write_bytes(compound + "EncryptedPackage".encode("utf-16-le") + bytes(512))
        case "other compound file":
            path.write_bytes(compound)
        case "empty file":
            path.write_bytes(b"")
        case "empty workbook":
            write_xlsx(path, [])
        case "open quotation mark":
            path.write_text('Name,Class\n"Nelson,1379\n' + "Bruce,6291\n" * 20000)
        case "open quotation mark in a short list":
            path.write_text('Last Name,First Name,Class Code\n"Nelson,Rebecca,1379\nBruce,Ann,6291\n')
        case "huge":
            with path.open("wb") as file:
                file.truncate(spreadsheets.MAXIMUM_BYTES + 1)
        case "folder":
            path.mkdir()
    return path


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("prose", "is not a spreadsheet"),
        ("pdf", "is not a spreadsheet"),
        ("picture", "is not a spreadsheet"),
        ("web page", "is a web page"),
        ("Word document", "is not a spreadsheet"),
        ("zip", "is not a spreadsheet"),
        ("cut off", "is damaged"),
        ("damaged", "is damaged"),
        ("protected", "is protected by a password"),
        ("other compound file", "is not a spreadsheet"),
        ("empty file", "is empty"),
        ("empty workbook", "is an empty workbook"),
        ("open quotation mark", "quotation mark is never closed"),
        ("open quotation mark in a short list", "quotation mark is never closed"),
        ("huge", "is larger than 100 MB"),
        ("folder", "is a folder"),
        ("missing", "There is no file"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(tmp_path: Path, kind: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence) as caught:
        spreadsheets.read(_bad_file(kind, tmp_path))
    assert caught.value.advice
