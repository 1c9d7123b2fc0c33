"""Spreadsheets in: Excel and OpenDocument workbooks and text files become tables of plain values."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.tables import Cell, Line, Table, column_letters, is_blank
from umdesk.domain.writing import counted, enumerated, number_list
from umdesk.exchange import delimited, old_workbook, workbook_scan
from umdesk.exchange.workbook_scan import SheetScan

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAXIMUM_BYTES = 100 * 1024 * 1024
MAXIMUM_LINES = 200_000
MAXIMUM_COLUMNS = 500

_MOST_NAMED = 8
_SAVE_AGAIN = "Open it in a spreadsheet program, save it as an Excel workbook (.xlsx) and choose that file."
_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".xltx")
#: What the standard library says of an archive, or of markup in it, that is not whole.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ExpatError, SyntaxError, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, LookupError,
)  # fmt: skip
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """All tables of one file; sheets that are hidden or hold no cells are left out of `tables`.

    `all_sheets` names every sheet, also those left out.
    """

    file: str
    tables: tuple[Table, ...]
    all_sheets: tuple[str, ...]


def read(path: Path) -> Spreadsheet:
    """Read a spreadsheet whole; what the file is, is told by its content and not by its name.

    Raises:
        InvalidInput: the file is missing, too large, damaged, protected by a password, empty or no spreadsheet.
    """
    data = _bytes(path)
    if not data.strip(b"\x00 \t\r\n"):
        raise InvalidInput(f"{path.name} is empty.", "Choose the file that holds the list.")
    if data.startswith(_COMPOUND):
        _refuse_protected(data, path.name)
        try:
            old_workbook.refuse_absurd(data)
        except ValueError as error:
            raise _damaged(path.name) from error
        return _workbook(data, path.name, {})
    if data.startswith(b"PK"):
        _refuse_other_archives(data, path.name)
        return _workbook(data, path.name, _scanned(data, path.name))
    return _text_file(data, path)


def _bytes(path: Path) -> bytes:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InvalidInput(f"{path.name} is a folder.", "Choose a spreadsheet file.")
        if not stat.S_ISREG(found.st_mode):
            raise InvalidInput(f"{path.name} is not a file that can be read.", "Choose a spreadsheet file.")
        with path.open("rb") as file:
            data = file.read(MAXIMUM_BYTES + 1) if found.st_size <= MAXIMUM_BYTES else b""
    except FileNotFoundError as error:
        raise InvalidInput(f"There is no file {path}.", "Check the name and the folder.") from error
    except OSError as error:
        raise InvalidInput(
            f"{path.name} cannot be read: {error.strerror or error}.",
            "Close it in other programs and check that you may read it.",
        ) from error
    if found.st_size > MAXIMUM_BYTES or len(data) > MAXIMUM_BYTES:
        raise InvalidInput(
            f"{path.name} is larger than {MAXIMUM_BYTES // 1024 // 1024} MB, too large for a list.",
            "Save the sheet with the list as a workbook of its own.",
        )
    return data


def _no_spreadsheet(name: str) -> InvalidInput:
    return InvalidInput(
        f"{name} is not a spreadsheet that umdesk can read.",
        "Choose an Excel workbook (.xlsx, .xls), an OpenDocument sheet (.ods) or a text file (.csv).",
    )


def _protected(name: str) -> InvalidInput:
    return InvalidInput(
        f"{name} is protected by a password, so nothing in it can be read.",
        "Open it in your spreadsheet program, save a copy without a password and choose that copy.",
    )


def _damaged(name: str) -> InvalidInput:
    return InvalidInput(f"{name} is damaged: it cannot be read to its end.", f"Ask for the file again. {_SAVE_AGAIN}")


def _refuse_protected(data: bytes, name: str) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _protected(name)
    streams = ("Workbook", "Book", "W\0o\0r\0k\0b\0o\0o\0k", "B\0o\0o\0k")
    if not any(stream.encode("ascii") in data for stream in streams):
        raise _no_spreadsheet(name)


def _refuse_other_archives(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "META-INF/manifest.xml" in names:
                manifest = archive.read("META-INF/manifest.xml")
                if b"encryption-data" in manifest:
                    raise _protected(name)
                if "content.xml" in names:
                    if b"opendocument.spreadsheet" in manifest:
                        return
                    raise _no_spreadsheet(name)
            if not any(part.startswith("xl/workbook.") for part in names):
                raise _no_spreadsheet(name)
    except _BROKEN as error:
        raise _damaged(name) from error


def _scanned(data: bytes, name: str) -> Mapping[str, SheetScan]:
    try:
        return workbook_scan.scan(data, name)
    except _BROKEN as error:
        raise _damaged(name) from error


def _workbook(data: bytes, name: str, scans: Mapping[str, SheetScan]) -> Spreadsheet:
    # Reading a spreadsheet is rare and the library is large: the window must not wait for it.
    import python_calamine  # noqa: PLC0415

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        tables = tuple(_tables(book, name, scans, since_1904=_since_1904(data)))
        every = tuple(book.sheet_names)
    except python_calamine.PasswordError as error:
        raise _protected(name) from error
    except InvalidInput:
        raise
    except BaseException as error:
        # Rust panics arrive as BaseException; a keyboard interrupt or exit is not a damaged file.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            raise
        raise _damaged(name) from error
    if not tables:
        raise InvalidInput(f"{name} is an empty workbook: no sheet of it holds any cells.", "Choose another file.")
    return Spreadsheet(name, tables, every)


def _tables(book: "CalamineWorkbook", name: str, scans: Mapping[str, SheetScan], *, since_1904: bool) -> list[Table]:
    tables = []
    for meta in book.sheets_metadata:
        if str(meta.typ).rpartition(".")[2] != "WorkSheet" or str(meta.visible).rpartition(".")[2] != "Visible":
            continue
        scan = scans.get(meta.name, SheetScan())
        table = _table(book.get_sheet_by_name(meta.name), name, scan, since_1904=since_1904)
        if table.lines:
            tables.append(table)
    return tables


def _table(sheet: "CalamineSheet", name: str, scan: SheetScan, *, since_1904: bool) -> Table:
    end = sheet.end
    if end is not None and end[0] >= MAXIMUM_LINES:
        raise InvalidInput(
            f"The sheet “{sheet.name}” of {name} reaches down to line {end[0] + 1:,}; "
            f"umdesk reads up to {MAXIMUM_LINES:,}.",
            "Delete the lines below the end of the list and save the workbook again.",
        )
    if end is not None:
        workbook_scan.check_area(end[0] + 1, end[1] + 1, name, sheet.name)
    # With skip_empty_area the lines above the first cell would vanish and every number would be wrong.
    raw = sheet.to_python(skip_empty_area=False)
    rows = [[_cell(value) for value in row[:MAXIMUM_COLUMNS]] for row in raw]
    for (line, column), said in scan.errors.items():
        if line <= len(rows) and column < len(rows[line - 1]):
            rows[line - 1][column] = said
    wide = frozenset(
        first[0] + 1 for first, last in sheet.merged_cell_ranges or [] if last[1] > first[1] and first[0] == last[0]
    )
    table = _made(name, sheet.name, rows, since_1904=since_1904, wide_lines=wide)
    return replace(table, remarks=_remarks(table, scan))


def _remarks(table: Table, scan: SheetScan) -> tuple[str, ...]:
    """What is to be known of a sheet beside its values."""
    said = []
    there = {line.number for line in table.lines}
    if lines := tuple(sorted(there & set(scan.hidden_lines))):
        are = "Line {} is" if len(lines) == 1 else "Lines {} are"
        said.append(f"{are.format(number_list(lines))} hidden in the file and read like all others.")
    filled = {index for line in table.lines for index, cell in enumerate(line.cells) if not is_blank(cell)}
    if columns := sorted(filled & set(scan.hidden_columns)):
        names = enumerated([column_letters(index) for index in columns[:_MOST_NAMED]])
        more = f" and {len(columns) - _MOST_NAMED} more" if len(columns) > _MOST_NAMED else ""
        are = "Column {} is" if len(columns) == 1 else "Columns {} are"
        said.append(f"{are.format(names + more)} hidden in the file and read like all others.")
    if scan.errors:
        example = next(iter(scan.errors.values()))
        said.append(
            f"{counted(len(scan.errors), 'cell')} with an error such as {example}: no value is read from them, and a "
            "row that needs a day or a number there waits or is refused."
        )
    if scan.uncalculated:
        said.append(
            f"{counted(scan.uncalculated, 'cell')} with a formula that nobody has worked out: read as blank. Open the "
            "file in a spreadsheet program, save it and choose it again to have the values."
        )
    return tuple(said)


def _made(
    name: str, sheet: str, rows: list[list[Cell]], *, since_1904: bool = False, wide_lines: frozenset[int] = frozenset()
) -> Table:
    lines = []
    for number, row in enumerate(rows, start=1):
        while row and is_blank(row[-1]):
            row.pop()
        if row:
            lines.append(Line(number, tuple(row)))
    width = max((len(line.cells) for line in lines), default=0)
    return Table(name, sheet, tuple(lines), width, since_1904, wide_lines)


def _cell(value: Any) -> Cell:
    """One cell as a person sees it: 704134.0 is "704134", a day with a time is the day."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Yes" if value else ""
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


def _number(value: float) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _since_1904(data: bytes) -> bool:
    """Whether an Excel workbook counts its days from 1904, as those from old Macintosh computers do."""
    if not data.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return False
        return re.search(rb'date1904\s*=\s*"(1|true|on)"', archive.read("xl/workbook.xml")) is not None


def _text_file(data: bytes, path: Path) -> Spreadsheet:
    text = None if data.startswith((b"%PDF", b"{\\rtf")) else delimited.decode(data)
    if text is None:
        raise _no_spreadsheet(path.name)
    if re.match(r"\s*(<\?xml|<!doctype|<html|<table|<workbook|mime-version:)", text, re.IGNORECASE):
        raise InvalidInput(f"{path.name} is a web page with the name of a spreadsheet.", _SAVE_AGAIN)
    rows: list[list[Cell]] = [
        list(record[:MAXIMUM_COLUMNS]) for record in delimited.records(text, path.name, MAXIMUM_LINES)
    ]
    table = _made(path.name, "", rows)
    # A letter that is called a workbook has commas too, but seldom two in most of its lines, and no tabs.
    doubtful = path.suffix.lower() in _WORKBOOK_ENDINGS and "\t" not in text
    if table.width < 2 or (doubtful and not (table.width > 2 and _even(table))):
        raise _no_spreadsheet(path.name)
    return Spreadsheet(path.name, (table,), ())


def _even(table: Table) -> bool:
    """Whether most lines are about as wide as the widest, as in a table and unlike in a letter."""
    return sum(len(line.cells) * 2 >= table.width for line in table.lines) * 2 >= len(table.lines)
