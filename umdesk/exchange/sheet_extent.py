"""How far the cells of an Excel sheet reach, counted as the reading library counts them.

A quick look at a piece of the sheet is enough for what programs write. Cells without a place of their own, and far
cells that may be empty, are counted one by one by a parser.
"""

import re
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

_PIECE = 1024 * 1024
_PLACE = re.compile(rb"""[\s"']r\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_NO_PLACE = re.compile(rb"""<(?:\w+:)?(?:c|row)(?=[\s/>])(?![^<>]*[\s"']r\s*=)""")
_WITHIN = re.compile(r"([A-Za-z]{0,3})(\d{1,7})")
_LETTERS, _DIGITS = 3, 7
"""A place has no more of them: the last one is XFD1048576."""
_ROW, _LAST_CELL = 0, 11


class Extent:
    """The last line (from 1) and column (from 0) of the cells seen so far; `sure` while a quick look is enough."""

    def __init__(self) -> None:
        self.last_line = 0
        self.last_column = 0
        self.sure = True

    def look(self, piece: bytes) -> None:
        """Take in a piece of a sheet by the places that stand in it.

        Raises:
            ValueError: a place lies outside of any sheet.
        """
        places = _PLACE.findall(piece)
        letters, digits = {column for column, _ in places}, {line for _, line in places}
        if any(len(column) > _LETTERS for column in letters) or any(len(line) > _DIGITS for line in digits):
            raise ValueError("a cell outside of any sheet")
        self.last_column = max(self.last_column, *map(column_number, letters), 0)
        self.last_line = max(self.last_line, *map(int, digits), 0)
        self.sure = self.sure and _NO_PLACE.search(piece) is None

    def take(self, line: int, column: int) -> None:
        """Take in one cell; lines and columns count from 0."""
        self.last_line, self.last_column = max(self.last_line, line + 1), max(self.last_column, column)


def column_number(letters: bytes) -> int:
    """The number of a column from 0; -1 for no letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def measured(stream: IO[bytes], check: Callable[[Extent], None]) -> Extent:
    """The extent of the cells that hold something; `check` is called for each and may raise to stop.

    Raises:
        ValueError: the sheet is no XML, declares entities, or a place lies outside of any sheet.
    """
    reader = _Cells(check)
    try:
        while piece := stream.read(_PIECE):
            reader.parser.Parse(piece, False)
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValueError("a sheet that is no XML") from error
    return reader.extent


def measured_binary(data: bytes, check: Callable[[Extent], None]) -> Extent:
    """The extent of the cells of a sheet of a binary workbook (.xlsb, MS-XLSB), which is a row of records.

    Raises:
        ValueError: it ends inside a record.
    """
    extent, at, line = Extent(), 0, 0
    while at < len(data):
        kind, at = _count(data, at, 2)
        size, at = _count(data, at, 4)
        if at + size > len(data):
            raise ValueError("a record without an end")
        if kind <= _LAST_CELL and size >= 4:
            number = int.from_bytes(data[at : at + 4], "little")
            if kind == _ROW:
                line = number
            else:
                extent.take(line, number)
                check(extent)
        at += size
    return extent


def _count(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, of which the last has no eighth; and where it ends."""
    found = 0
    for step in range(most):
        if at + step >= len(data):
            raise ValueError("a record without an end")
        byte = data[at + step]
        found |= (byte & 0x7F) << 7 * step
        if byte < 0x80:
            return found, at + step + 1
    return found, at + most


class _Cells:
    """Where each cell stands: at the place that it names, or beside the one before it."""

    def __init__(self, check: Callable[[Extent], None]) -> None:
        self.extent = Extent()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse
        self._check = check
        self._line = self._column = 0
        self._at = (0, 0)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row" and "r" in attributes:
            self._line = self._place(attributes["r"])[0]
        elif kind == "c":
            self._at = self._place(attributes["r"]) if "r" in attributes else (self._line, self._column)
            self._column = self._at[1] + 1
        elif kind in ("v", "is"):
            self.extent.take(*self._at)
            self._check(self.extent)

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "row":
            self._line, self._column = self._line + 1, 0

    def _refuse(self, *_declared: object) -> None:
        raise ValueError("a sheet declares entities, which no workbook does")

    def _place(self, written: str) -> tuple[int, int]:
        """Line and column, both from 0, of "B7"; of a row that is "7" the line."""
        found = _WITHIN.fullmatch(written)
        if found is None or not int(found[2]):
            raise ValueError("a cell outside of any sheet")
        return int(found[2]) - 1, max(column_number(found[1].encode("ascii")), 0)
