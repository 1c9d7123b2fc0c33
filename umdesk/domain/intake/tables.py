"""A sheet of a spreadsheet as plain values, whatever kind of file it came from."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from umdesk.domain import dates

Cell = str | date
"""A cell as a person sees it: text (numbers are written out, empty is "") or a day."""

# Marks that nobody sees: control characters, no-break and soft signs, and those that turn the direction of what follows
# them. A joiner is part of a name where it stands between letters or pictures that it joins, and a stray elsewhere.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff\u200b\u200e\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]"
    "|(?<![^\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f])"
)
_ERROR = re.compile(
    r"#(DIV/0!|REF!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|BUSY!|GETTING_DATA)|Err:\d{3}"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank; `number` is the one that the spreadsheet shows beside it, from 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell of a column counted from 0, "" beyond the end of the line."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class RowFile:
    """The file that one row came in, where each row is a file; `refusal` says why it cannot be read."""

    name: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: `sheet` is "" for a text file, `width` counts columns, `since_1904` names the day-number calendar.

    `wide_lines` are the numbers of lines in which one cell is merged over two columns or more. `files` are given where
    each line is a file of its own, in the order of the lines: then every line is a row. `remarks` are what a reader of
    the file has to know of it, a sentence each: hidden lines, cells with errors. `arrived` is the day on which the
    office received the rows that name no day themselves, None where nobody said it.
    """

    file: str
    sheet: str
    lines: tuple[Line, ...]
    width: int
    since_1904: bool = False
    wide_lines: frozenset[int] = frozenset()
    files: tuple[RowFile, ...] = ()
    remarks: tuple[str, ...] = ()
    arrived: date | None = None


def clean(cell: Cell) -> str:
    """A cell as tidy text: no-break spaces and runs of blanks become one blank, invisible marks go.

    An accent joins its letter: files from a Mac have the two apart, and look the same.
    """
    text = cell.isoformat() if isinstance(cell, date) else cell
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def as_written(cell: Cell) -> str:
    """A cell as people read it, a day like "Mar 14, 2026"."""
    return dates.show(cell) if isinstance(cell, date) else clean(cell)


def column_letters(index: int) -> str:
    """The name of a column, counted from 0, in a spreadsheet: A, B, … Z, AA."""
    name, rest = "", index + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def is_blank(cell: Cell) -> bool:
    """Whether nothing can be seen in a cell."""
    return not clean(cell)


def is_number(text: str) -> bool:
    """Whether tidy text is a plain number such as "190" or "1,250.5"."""
    return re.fullmatch(r"[-+]?\d[\d,]*(\.\d+)?", text) is not None


def is_error(cell: Cell) -> bool:
    """Whether a cell holds what a spreadsheet shows for a formula that failed, such as "#REF!"."""
    return isinstance(cell, str) and _ERROR.fullmatch(cell.strip()) is not None
