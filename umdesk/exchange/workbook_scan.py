"""Looks through a zipped workbook before it is read: how much it holds, and what the reading library does not tell.

That library holds a sheet as a full rectangle. One stray cell far down to the right, or a small file that unpacks to
gigabytes, would take all memory there is, so both are found out first, in pieces of bounded size. Nothing of a workbook
is ever carried out: formulas are text here, and macros and links are not looked at.
"""

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree as ET
from xml.parsers import expat

from umdesk.domain.errors import InvalidInput
from umdesk.exchange.sheet_extent import Extent, column_number, measured, measured_binary

MAXIMUM_UNPACKED = 600 * 1024 * 1024
"""Bytes that all parts of a workbook may have together; a list of 200,000 lines has about a fifth of that."""
MAXIMUM_PARTS = 5_000
MAXIMUM_CELLS = 5_000_000
"""Cells of the rectangle that holds all that is in a sheet."""
_PIECE = 1024 * 1024
_LONGEST_PIECE = 64 * _PIECE
_SMALL_PART = 16 * _PIECE
_MOST_ERRORS = 100_000
_MOST_LINES = 1_048_577
_MOST_WORDS = 256 * _PIECE
"""Bytes of the part that holds the texts of all cells."""
_MARKUP = (".xml", ".rels")
_PARTS = (*_MARKUP, ".bin")
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_OFFICE = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

_ANY_CELL = re.compile(rb"[<:]c[\s/>]")
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

_ODS = re.compile(
    rb"<(/?)table:(table-row|table-cell|covered-table-cell|table-column|table)(?=[\s/>])"
    rb"""((?:[^<>"']|"[^"]*"|'[^']*')*?)(/?)>"""
)
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
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
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
        _read_through(archive, name)
        if "content.xml" in names:
            with archive.open("content.xml") as content:
                return _scan_ods(content, name)
        for part in sorted(names):
            if part.casefold().startswith("xl/worksheets/") and part.casefold().endswith(".bin"):
                measured_binary(archive.read(part), _checked(name, part.rpartition("/")[2]))
        sheets = _sheets(archive) if "xl/workbook.xml" in names else {}
        return {sheet: _scan_sheet(archive, part, name, sheet) for sheet, part in sheets.items()}


def _checked(name: str, sheet: str) -> Callable[[Extent], None]:
    """What refuses a sheet as soon as its cells reach too far."""
    return lambda reached: check_area(reached.last_line, reached.last_column + 1, name, sheet)


def _scan_sheet(archive: zipfile.ZipFile, part: str, name: str, sheet: str) -> SheetScan:
    """One sheet of an Excel workbook."""
    found, extent = SheetScan(), Extent()
    with archive.open(part) as stream:
        for piece in _pieces(stream):
            found.cells += len(_ANY_CELL.findall(piece))
            if found.cells > MAXIMUM_CELLS:
                raise _too_much(name, f"has more than {MAXIMUM_CELLS:,} cells in the sheet “{sheet}”")
            extent.look(piece)
            _note(found, piece)
    if not extent.sure or extent.last_line * (extent.last_column + 1) > MAXIMUM_CELLS:
        # Empty cells that only have a look count until here, since that is quick.
        with archive.open(part) as stream:
            extent = measured(stream, _checked(name, sheet))
    found.last_line, found.last_column = extent.last_line, extent.last_column
    return found


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


def _read_through(archive: zipfile.ZipFile, name: str) -> None:
    """Unpack the parts in pieces and see that each is whole, and no more than it says of itself.

    The library that reads them later does not return from some broken ones, and nobody could stop it.
    """
    for part in archive.namelist():
        if not part.casefold().endswith(_PARTS):
            continue
        words = part.casefold().endswith("sharedstrings.xml")
        if words and archive.getinfo(part).file_size > _MOST_WORDS:
            raise _too_much(name, "has more text in its cells than a list of applications can hold")
        parser = expat.ParserCreate() if part.casefold().endswith(_MARKUP) else None
        if parser is not None:
            parser.StartDoctypeDeclHandler = _refuse_entities
        with archive.open(part) as stream:
            texts = 0
            while piece := stream.read(_PIECE):
                texts += piece.count(b"<si") if words else 0
                if texts > MAXIMUM_CELLS:
                    raise _too_much(name, f"has more than {MAXIMUM_CELLS:,} texts")
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
    """The part of each sheet by the sheet's name.

    Raises:
        ValueError: a sheet has no part, or two have one name: what is read could be another than what was looked at.
    """
    book = _small(archive, "xl/workbook.xml")
    parts = {part.casefold(): part for part in archive.namelist()}
    targets = {}
    if "xl/_rels/workbook.xml.rels" in archive.namelist():
        for each in _small(archive, "xl/_rels/workbook.xml.rels"):
            target = each.get("Target", "").replace("\\", "/")
            target = target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}"
            targets[each.get("Id", "")] = parts.get(target.casefold(), "")
    found: dict[str, str] = {}
    for each in book.iter():
        if each.tag.rpartition("}")[2] == "sheet":
            called, link = each.get("name", ""), each.get(_OFFICE) or each.get(_STRICT_OFFICE) or ""
            if called in found or not targets.get(link):
                raise ValueError("a sheet that cannot be told")
            found[called] = targets[link]
    return found


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


def _note(found: SheetScan, piece: bytes) -> None:
    if b"hidden" in piece:
        _note_hidden(found, piece)
    if b't="e"' in piece:
        _note_errors(found, piece)
    if b"<f" in piece or b":f" in piece:
        found.uncalculated += sum(b't="str"' not in cell[1] for cell in _FORMULA.finditer(piece))


def _note_hidden(found: SheetScan, piece: bytes) -> None:
    for row in _ROW.finditer(piece):
        if _HIDDEN.search(row[1]) and (number := re.search(rb'\br="(\d{1,7})"', row[1])):
            found.hidden_lines.add(int(number[1]))
    for column in _COLUMN.finditer(piece):
        first, last = (re.search(rb'\b%s="(\d{1,5})"' % end, column[1]) for end in (b"min", b"max"))
        if _HIDDEN.search(column[1]) and first and last:
            hidden = range(int(first[1]) - 1, min(int(last[1]), 16_384))
            if hidden and not {hidden[0], hidden[-1]} <= found.hidden_columns:
                found.hidden_columns.update(hidden)


def _note_errors(found: SheetScan, piece: bytes) -> None:
    for cell in _ERROR.finditer(piece):
        place = _PLACE.search(cell[1])
        if place and len(found.errors) < _MOST_ERRORS:
            found.errors[int(place[2]), column_number(place[1])] = html.unescape(cell[2].decode("utf-8", "replace"))


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
                self.sheet.hidden_columns.update(range(self.listed, min(self.listed + count, 16_384)))
            self.listed += count
        elif kind == b"table-row":
            # The row begins after all that the one before stands for.
            self.line += self.repeated if self.line else 1
            self.column, self.repeated = 0, _times(attributes, b"rows")
            if _AWAY.search(attributes):
                last = min(self.line + self.repeated, self.line + 10_000, _MOST_LINES)
                self.sheet.hidden_lines.update(range(self.line, last))
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
    found = re.search(rb"""table:number-%s-repeated\s*=\s*["'](\d+)["']""" % what, attributes)
    return min(max(int(found[1][:12]), 1), _MOST_LINES) if found else 1
