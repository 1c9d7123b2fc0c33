"""Spreadsheets that are odd, broken or made to do harm: read rightly or refused in a sentence, in bounded room."""

import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

import pytest
import xlsxwriter

from tests.applications import write_xlsx
from umdesk.domain.errors import InvalidInput
from umdesk.exchange import attached, spreadsheets, workbook_scan
from umdesk.exchange.spreadsheets import Table

SHEET = "xl/worksheets/sheet1.xml"
HEAD = ("Last Name", "First Name", "Class Code", "Date Rec'd")


def only(path: Path) -> Table:
    (table,) = spreadsheets.read(path).tables
    return table


def remade(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The workbook with every part as `change` leaves it."""
    made = path.with_name(f"remade {path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
    return made


def with_sheet(path: Path, xml: bytes) -> Path:
    """The workbook with this between <sheetData> and </sheetData>."""

    def change(part: str, data: bytes) -> bytes:
        if part != SHEET:
            return data
        begin, _, rest = data.partition(b"<sheetData>")
        return begin + b"<sheetData>" + xml + b"</sheetData>" + rest.partition(b"</sheetData>")[2]

    return remade(path, change)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "list.xlsx", [HEAD, ("Nelson", "Rebecca", "1379", date(2026, 2, 15))])


def test_hidden_lines_and_columns_are_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number in range(6):
            sheet.write_row(number, 0, HEAD)
        for number in (2, 3, 5, 40):
            sheet.set_row(number, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
    table = only(path)
    assert len(table.lines) == 6
    assert table.remarks == (
        "Lines 3–4, 6 are hidden in the file and read like all others.",
        "Column C is hidden in the file and read like all others.",
    )


def test_errors_are_told_from_blanks_and_formulas_without_a_value_are_said(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        sheet.write_formula(1, 0, '=UPPER("nelson")', None, "NELSON")
        sheet.write_formula(1, 1, "=B9", None, "")
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 3, "=#REF!", None, "#REF!")
    table = only(path)
    assert table.lines[1].cells == ("NELSON", "", "#DIV/0!", "#REF!")
    errors, formulas = table.remarks
    assert errors.startswith("2 cells with an error such as #DIV/0!: no value is read from them")
    assert formulas.startswith("1 cell with a formula that nobody has worked out: read as blank.")


def test_merged_headers_are_read_where_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 1, "Employee")
        sheet.write(0, 2, "Class")
        sheet.write_row(1, 0, ("Last", "First", "Code"))
        sheet.write_row(2, 0, ("Nelson", "Rebecca", "1379"))
    table = only(path)
    assert [line.cells for line in table.lines] == [
        ("Employee", "", "Class"), ("Last", "First", "Code"), ("Nelson", "Rebecca", "1379")
    ]  # fmt: skip
    assert table.wide_lines == {1}


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        (
            b'<row r="1"><c r="A1"><v>1</v></c></row><row r="9000"><c r="XFD9000"><v>1</v></c></row>',
            "over 16,384 columns",
        ),
        (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "cells down to line 1,048,576"),
        (b'<row r="3"><c r="XFD1048576"><v>1</v></c></row>', "cells down to line 1,048,576"),
        (b"<row r='3'><c\ts='>' r = 'xfd1048576'><v>1</v></c></row>", "cells down to line 1,048,576"),
        (b"<row>" + b"<c><v>1</v></c>" * 600 + b"</row>" + b"<row><c><v>1</v></c></row>" * 9000, "over 600 columns"),
        (b'<row r="3"><c r="ZZZZZ99999999999"><v>1</v></c></row>', "is damaged"),
        (b'<row r="4294967295"><c><v>1</v></c></row>', "is damaged"),
    ],
    ids=[
        "far right",
        "far corner",
        "in another row",
        "written oddly",
        "without places",
        "no such place",
        "no such row",
    ],
)
def test_cells_that_reach_too_far_are_refused_before_they_take_the_memory(
    plain: Path, xml: bytes, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence) as caught:
        spreadsheets.read(with_sheet(plain, xml))
    assert caught.value.advice


@pytest.mark.parametrize("target", [b"xl/worksheets", b"WORKSHEETS", b"/xl/worksheets"])
def test_a_sheet_is_looked_at_wherever_the_library_finds_it(plain: Path, target: bytes) -> None:
    far = with_sheet(plain, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    book = remade(far, lambda part, data: data.replace(b'"worksheets', b'"' + target) if "rels" in part else data)
    with pytest.raises(InvalidInput, match="cells down to line 1,048,576"):
        spreadsheets.read(book)


def test_columns_that_are_hidden_again_and_again_take_no_room(plain: Path) -> None:
    hidden = b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * 20_000 + b"</cols><sheetData>"
    table = only(remade(plain, lambda _part, data: data.replace(b"<sheetData>", hidden)))
    assert table.remarks == ("Columns A, B, C and D are hidden in the file and read like all others.",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "zeros.csv").symlink_to("/dev/zero")
    for name in ("pipe.csv", "zeros.csv"):
        with pytest.raises(InvalidInput, match="is not a file that can be read"):
            spreadsheets.read(tmp_path / name)
        with pytest.raises(InvalidInput, match="is not a file that can be read"):
            attached.read_file(tmp_path / name)


def test_more_text_than_a_list_can_hold_is_refused(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_scan, "MAXIMUM_CELLS", 1000)
    texts = b"<si><t>x</t></si>" * 1001 + b"</sst>"
    with pytest.raises(InvalidInput, match="more than 1,000 texts"):
        spreadsheets.read(remade(plain, lambda _part, data: data.replace(b"</sst>", texts)))
    monkeypatch.setattr(workbook_scan, "_MOST_WORDS", 100)
    with pytest.raises(InvalidInput, match="more text in its cells"):
        spreadsheets.read(plain)


def test_more_cells_than_can_be_held_are_refused(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_scan, "MAXIMUM_CELLS", 1000)
    cells = b"<row>" + b"<c><v>1</v></c>" * 1001 + b"</row>"
    with pytest.raises(InvalidInput, match="more than 1,000 cells"):
        spreadsheets.read(with_sheet(plain, cells))


def test_a_far_cell_that_holds_nothing_does_not_matter(plain: Path) -> None:
    with zipfile.ZipFile(plain) as book:
        rows = book.read(SHEET).partition(b"<sheetData>")[2].partition(b"</sheetData>")[0]
    far = b'<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row>'
    assert len(only(with_sheet(plain, rows + far)).lines) == 2


def test_a_zip_bomb_is_refused_by_what_it_says_of_itself_and_a_liar_is_damaged(
    tmp_path: Path, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_scan, "MAXIMUM_UNPACKED", 32 * 1024 * 1024)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, old.read(part))
        with new.open("xl/big.xml", "w", force_zip64=True) as big:
            for _ in range(workbook_scan.MAXIMUM_UNPACKED // (16 * 1024 * 1024) + 1):
                big.write(bytes(16 * 1024 * 1024))
    assert bomb.stat().st_size < 2_000_000
    with pytest.raises(InvalidInput, match="unpacks to far more"):
        spreadsheets.read(bomb)
    data = bytearray(plain.read_bytes())
    at = data.rindex(b"PK\x01\x02" + data[data.index(b"PK\x01\x02") + 4 : data.index(b"PK\x01\x02") + 8])
    data[at + 24 : at + 28] = (3).to_bytes(4, "little")
    liar = tmp_path / "liar.xlsx"
    liar.write_bytes(data)
    with pytest.raises(InvalidInput, match=r"damaged|not a spreadsheet"):
        spreadsheets.read(liar)


def test_entities_in_a_workbook_are_damage(plain: Path) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'

    def change(part: str, data: bytes) -> bytes:
        return data.replace(b"<workbook ", laughs + b"<workbook ", 1) if part == "xl/workbook.xml" else data

    with pytest.raises(InvalidInput, match="is damaged"):
        spreadsheets.read(remade(plain, change))


@pytest.mark.parametrize("cut", range(1, 20))
def test_a_workbook_cut_off_anywhere_is_a_sentence(plain: Path, tmp_path: Path, cut: int) -> None:
    data = plain.read_bytes()
    short = tmp_path / "short.xlsx"
    short.write_bytes(data[: len(data) * cut // 20])
    with pytest.raises(InvalidInput):
        spreadsheets.read(short)


@pytest.mark.parametrize("name", ["list.csv", "list.ods", "list.pdf", "list"])
def test_a_workbook_of_another_name_is_read_by_its_content(plain: Path, name: str) -> None:
    assert only(plain.rename(plain.with_name(name))).lines[1].cells[0] == "Nelson"


@pytest.mark.parametrize(
    "name", ["نگین حسینی", "می‌خواهم", "יוסף", "👩‍💻 Lee", "Ngô Thị Ánh", "김민수", "محمد", "क्षत्रिय"]
)
def test_names_of_any_script_and_pictures_stay_whole(tmp_path: Path, name: str) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", [HEAD, (name, "A", "1379", "2/15/2026")])
    assert only(path).lines[1].cells[0] == name


def opendocument(path: Path, rows: str) -> Path:
    """A smallest OpenDocument sheet."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest><file-entry media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest>',
        )
        archive.writestr(
            "content.xml",
            '<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" '
            f'xmlns:calcext="c"><office:body><office:spreadsheet><table:table table:name="S &amp; T">{rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return path


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def test_an_opendocument_sheet_tells_hidden_lines_errors_and_formulas_without_a_value(tmp_path: Path) -> None:
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    rows = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{cell('Last Name')}{cell('Class')}{cell('Received')}</table:table-row>"
        f'<table:table-row table:visibility="filter">{cell("Nelson")}{cell("1379")}{error}</table:table-row>'
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f'<table:table-row>{cell("Bruce")}<table:table-cell table:formula="of:=B2"/>{cell("2/9/2026")}'
        "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    table = only(opendocument(tmp_path / "list.ods", rows))
    assert [(line.number, line.cells) for line in table.lines] == [
        (1, ("Last Name", "Class", "Received")), (2, ("Nelson", "1379", "#DIV/0!")), (6, ("Bruce", "", "2/9/2026"))
    ]  # fmt: skip
    assert [remark.split(" ", 3)[:3] for remark in table.remarks] == [
        ["Line", "2", "is"], ["Column", "C", "is"], ["1", "cell", "with"], ["1", "cell", "with"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column"),
    [('="1048576"', '="16384"'), (" = '1048576'", "='16384'"), ('="99999999999"', '="99999999999"')],
    ids=["as programs write", "written oddly", "absurd"],
)
def test_an_opendocument_cell_that_is_repeated_over_a_whole_sheet_is_refused(
    tmp_path: Path, row: str, column: str
) -> None:
    rows = (
        f'<table:table-row table:style-name="a>b" table:number-rows-repeated{row}>'
        + cell("x", f"table:number-columns-repeated{column}")
        + "</table:table-row>"
    )
    with pytest.raises(InvalidInput, match="cells down to line 1,048,57"):
        spreadsheets.read(opendocument(tmp_path / "list.ods", rows))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"Name,Class\n" + b"x" * 2_000_000, "a line of more than 1,000,000 characters"),
        (b"Name,Class\n" + b"," * 2_000_000, "a line of more than 1,000,000 characters"),
        (b"Name,Class\n" + b"a,b\n" * 200_002, "more than 200,000 lines"),
        (b"Name,Class\n" + b"\x00" * 400 + b"a,b\n", "not a spreadsheet"),
    ],
    ids=["a long line", "a line of commas", "many lines", "mostly zeros"],
)
def test_text_that_is_no_list_is_a_sentence(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(InvalidInput, match=sentence) as caught:
        spreadsheets.read(path)
    assert caught.value.advice


def test_mixed_line_ends_and_a_few_zero_bytes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"Name,Class\r\nNel\x00son,1379\rBruce,6291\n" + b"Lee,0731\r\n" * 50)
    assert [line.cells for line in only(path).lines[:4]] == [
        ("Name", "Class"), ("Nelson", "1379"), ("Bruce", "6291"), ("Lee", "0731")
    ]  # fmt: skip


def test_every_line_is_as_wide_as_a_sheet_may_be(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name," + ",".join(str(n) for n in range(900)) + "\nNelson,1\n", encoding="utf-8")
    assert only(path).width == spreadsheets.MAXIMUM_COLUMNS


@pytest.mark.parametrize(
    "rows",
    [
        "<table:table-row><table:table-cell>",
        f"<table:table-row>{cell('x')}</table:table-row></table:table><table:table",
        f"<table:table-row>{cell('x')}</table:table-cell></table:table-row>",
        f"<table:table-row>{cell('x & y')}</table:table-row>",
    ],
)
def test_broken_markup_is_damage_and_never_ends_in_waiting(tmp_path: Path, rows: str) -> None:
    with pytest.raises(InvalidInput, match="is damaged"):
        spreadsheets.read(opendocument(tmp_path / "list.ods", rows))


@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_with_wrong_bytes_is_read_or_refused_in_a_sentence(plain: Path, tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    data = bytearray(plain.read_bytes())
    for _ in range(chance.choice((1, 3, 20))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = tmp_path / "wrong.xlsx"
    path.write_bytes(data)
    with suppress(InvalidInput):
        assert spreadsheets.read(path).tables
