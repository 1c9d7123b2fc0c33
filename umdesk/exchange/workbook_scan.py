"""Looks through a zipped workbook before it is read: how much it holds, and what the reading library does not tell.

That library holds a sheet as a full rectangle. One stray cell far down to the right, or a small file that unpacks to
gigabytes, would take all memory there is, so both are found out first, in pieces of bounded size. Nothing of a workbook
is ever carried out: formulas are text here, and macros and links are not looked at.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree as ET
from xml.parsers import expat

from umdesk.domain.errors import InvalidInput

MAXIMUM_UNPACKED = 600 * 1024 * 1024
"""Bytes that all parts of a workbook may have together; a list of 200,000 lines has about a fifth of that."""
MAXIMUM_PARTS = 5_000
MAXIMUM_CELLS = 5_000_000
"""Cells of the rectangle that holds all that is in a sheet."""
_PIECE = 1024 * 1024
_LONGEST_PIECE = 64 * _PIECE
_SMALL_PART = 16 * _PIECE
_MOST_ERRORS = 100_000
_MARKUP = (".xml", ".rels")
_PARTS = (*_MARKUP, ".bin")
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_OFFICE = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"[^<>]*(?<!/)>')
_ANY_COLUMN = re.compile(rb'\sr="([A-Z]{1,3})\d')
_ANY_LINE = re.compile(rb'\sr="(\d{1,7})"')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\s([^<>]*\bt="e"[^<>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]{1,40})</', re.DOTALL
)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c((?:\s[^<>]*)?)><(?:\w+:)?f(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_ROW = re.compile(rb"<(?:\w+:)?row\s([^<>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true|on)"')
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')

_ODS = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table-column|table)(?=[\s/>])([^<>]*?)(/?)>")
_ODS_TEXT = re.compile(rb"<text:p[^<>]*>([^<]{1,40})</text:p>")
_AWAY = re.compile(rb'table:visibility="(?:collapse|filter)"')


@dataclass(slots=True)
class SheetScan:
    """What a sheet holds besides its values; lines count from 1 as a spreadsheet shows them, columns from 0.

    `errors` are the cells whose formula came to an error, as "#REF!". `uncalculated` counts the cells with a formula
    whose value nobody has worked out yet.
    """

    last_line: int = 0
    last_column: int = 0
    cells: int = 0
    hidden_lines: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: int = 0


def scan(data: bytes, name: str) -> Mapping[str, SheetScan]:
    """Look through a workbook by sheet name; of a kind that tells nothing more, nothing.

    Raises:
        InvalidInput: it holds more than can be read.
        BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError, ExpatError: it is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAXIMUM_PARTS or sum(part.file_size for part in parts) > MAXIMUM_UNPACKED:
            raise _too_much(name, "unpacks to far more than a list of applications can hold")
        names = {part.filename for part in parts}
        _read_through(archive)
        if "content.xml" in names:
            with archive.open("content.xml") as content:
                return _scan_ods(content, name)
        sheets = _sheets(archive) if "xl/workbook.xml" in names else {}
        found = {}
        for sheet, part in sheets.items():
            if part in names:
                found[sheet] = _scan_part(archive, part, name, sheet)
        return found


def _scan_part(archive: zipfile.ZipFile, part: str, name: str, sheet: str) -> SheetScan:
    for closely in (False, True):
        with archive.open(part) as stream:
            found = _scan_sheet(stream, name, sheet, closely=closely)
            if found is not None:
                return found
    raise AssertionError("looked at closely, a sheet is read or refused")


def _too_much(name: str, what: str) -> InvalidInput:
    return InvalidInput(
        f"{name} {what}, so umdesk does not read it.",
        "Copy the applications alone into a new workbook and choose that one.",
    )


def check_area(lines: int, columns: int, name: str, sheet: str) -> None:
    """Refuse a sheet whose cells reach too far.

    Raises:
        InvalidInput: the rectangle that holds them is too large.
    """
    if lines * columns > MAXIMUM_CELLS:
        raise _too_much(name, f"has cells down to line {lines:,} and over {columns:,} columns in the sheet “{sheet}”")


def _read_through(archive: zipfile.ZipFile) -> None:
    """Unpack the parts in pieces and see that each is whole, and no more than it says of itself.

    The library that reads them later does not return from some broken ones, and nobody could stop it.
    """
    for part in archive.namelist():
        if not part.endswith(_PARTS):
            continue
        parser = expat.ParserCreate() if part.endswith(_MARKUP) else None
        if parser is not None:
            parser.StartDoctypeDeclHandler = _refuse_entities
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                if parser is not None:
                    parser.Parse(piece, False)
        if parser is not None:
            parser.Parse(b"", True)


def _refuse_entities(*_declared: object) -> None:
    raise ValueError("a part defines entities, which no workbook does")


def _small(archive: zipfile.ZipFile, part: str) -> ET.Element:
    with archive.open(part) as stream:
        text = stream.read(_SMALL_PART)
    return ET.fromstring(text)  # noqa: S314 -- without entities, as was seen before, and bounded


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    book = _small(archive, "xl/workbook.xml")
    targets = {}
    if "xl/_rels/workbook.xml.rels" in archive.namelist():
        for each in _small(archive, "xl/_rels/workbook.xml.rels"):
            target = each.get("Target", "")
            targets[each.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return {
        each.get("name", ""): targets[link]
        for each in book.iter()
        if each.tag.rpartition("}")[2] == "sheet"
        and (link := each.get(_OFFICE) or each.get(_STRICT_OFFICE) or "") in targets
    }


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """A part in pieces that end where a row or a cell ends."""
    rest = b""
    while piece := stream.read(_PIECE):
        rest += piece
        cut = rest.rfind(b"row>") + 4
        if cut < 4 and len(rest) > 8 * _PIECE:
            cut = max(rest.rfind(b"c>") + 2, rest.rfind(b"cell>") + 5, 4)
        if cut > 4:
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > _LONGEST_PIECE:
            raise ValueError("a row without an end")
    yield rest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _scan_sheet(stream: IO[bytes], name: str, sheet: str, *, closely: bool = False) -> SheetScan | None:
    """One sheet of an Excel workbook; None where it seems to reach too far and has to be looked at closely.

    Empty cells that only have a look count at first, since that is quick, and no longer when looked at closely.
    """
    found = SheetScan()
    for piece in _pieces(stream):
        found.cells += piece.count(b"<c ") + piece.count(b"<c>") + piece.count(b":c ") + piece.count(b":c>")
        if found.cells > MAXIMUM_CELLS:
            raise _too_much(name, f"has more than {MAXIMUM_CELLS:,} cells in the sheet “{sheet}”")
        places = _CELL.findall(piece) if closely else ()
        letters = {column for column, _ in places} if closely else set(_ANY_COLUMN.findall(piece))
        lines = [line for _, line in places] if closely else _ANY_LINE.findall(piece)
        found.last_column = max(found.last_column, *map(_column_number, letters), 0)
        found.last_line = max(found.last_line, *map(int, lines), 0)
        if closely:
            check_area(found.last_line, found.last_column + 1, name, sheet)
        elif found.last_line * (found.last_column + 1) > MAXIMUM_CELLS:
            return None
        if b"hidden" in piece:
            _note_hidden(found, piece)
        if b't="e"' in piece:
            _note_errors(found, piece)
        if b"<f" in piece or b":f" in piece:
            found.uncalculated += sum(b't="str"' not in cell[1] for cell in _FORMULA.finditer(piece))
    return found


def _note_hidden(found: SheetScan, piece: bytes) -> None:
    for row in _ROW.finditer(piece):
        if _HIDDEN.search(row[1]) and (number := re.search(rb'\br="(\d{1,7})"', row[1])):
            found.hidden_lines.append(int(number[1]))
    for column in _COLUMN.finditer(piece):
        first, last = (re.search(rb'\b%s="(\d{1,5})"' % end, column[1]) for end in (b"min", b"max"))
        if _HIDDEN.search(column[1]) and first and last:
            found.hidden_columns += range(int(first[1]) - 1, min(int(last[1]), 16_384))


def _note_errors(found: SheetScan, piece: bytes) -> None:
    for cell in _ERROR.finditer(piece):
        place = _PLACE.search(cell[1])
        if place and len(found.errors) < _MOST_ERRORS:
            found.errors[int(place[2]), _column_number(place[1])] = html.unescape(cell[2].decode("utf-8", "replace"))


def _scan_ods(stream: IO[bytes], name: str) -> dict[str, SheetScan]:
    found: dict[str, SheetScan] = {}
    seen = _OdsPlace()
    for piece in _pieces(stream):
        for tag in _ODS.finditer(piece):
            seen.take(tag, piece, found)
            now = seen.sheet
            if now is not None:
                check_area(now.last_line, now.last_column + 1, name, seen.name)
    return found


@dataclass(slots=True)
class _OdsPlace:
    """Where in an OpenDocument sheet one is: cells and rows stand for several by a number of repeats."""

    name: str = ""
    sheet: SheetScan | None = None
    line: int = 0
    column: int = 0
    repeated: int = 1
    listed: int = 0

    def take(self, tag: re.Match[bytes], piece: bytes, found: dict[str, SheetScan]) -> None:
        """Go on by one tag."""
        closing, kind, attributes, empty = tag[1], tag[2], tag[3], tag[4]
        if kind == b"table":
            if not closing:
                called = re.search(rb'table:name="([^"]*)"', attributes)
                self.name = html.unescape(called[1].decode("utf-8", "replace")) if called else ""
                self.sheet = found[self.name] = SheetScan()
                self.line = self.listed = 0
        elif self.sheet is None or closing:
            return
        elif kind == b"table-column":
            count = _times(attributes, b"columns")
            if _AWAY.search(attributes):
                self.sheet.hidden_columns += range(self.listed, min(self.listed + count, 16_384))
            self.listed += count
        elif kind == b"table-row":
            # The row begins after all that the one before stands for.
            self.line += self.repeated if self.line else 1
            self.column, self.repeated = 0, _times(attributes, b"rows")
            if _AWAY.search(attributes):
                self.sheet.hidden_lines += range(self.line, min(self.line + self.repeated, self.line + 10_000))
        else:
            self._cell(self.sheet, attributes, piece, tag.end(), has_more=not empty)

    def _cell(self, sheet: SheetScan, attributes: bytes, piece: bytes, at: int, *, has_more: bool) -> None:
        count = _times(attributes, b"columns")
        if b"value-type" in attributes or has_more:
            sheet.last_line = max(sheet.last_line, self.line + self.repeated - 1)
            sheet.last_column = max(sheet.last_column, self.column + count - 1)
            if b'"error"' in attributes and len(sheet.errors) < _MOST_ERRORS:
                said = _ODS_TEXT.match(piece, at)
                sheet.errors[self.line, self.column] = said[1].decode("utf-8", "replace") if said else "#VALUE!"
        elif b"table:formula" in attributes:
            sheet.uncalculated += 1
        self.column += count


def _times(attributes: bytes, what: bytes) -> int:
    found = re.search(rb'table:number-%s-repeated="(\d{1,7})"' % what, attributes)
    return max(int(found[1]), 1) if found else 1
