"""Writes cells: text that stays text, numbers, days, and formulas with the value that they have now."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from umdesk.domain import dates
from umdesk.domain.progress import Progress

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | Decimal | date | None
LONGEST = 32_767
"""How many letters a cell of a workbook can hold."""
_CUT = " … (cut here: a cell holds no more)"
_TOLD = 100
_LINE = 15.0  # points
_MOST_LINES = 24  # a row can be 409 points high


class Pen:
    """A workbook in the making with the ways in which its cells look."""

    def __init__(self, book: "Workbook", progress: Progress | None, total: int) -> None:
        """`total` counts the rows of which `progress` is told."""
        self._book = book
        self._progress = progress
        self._total = total
        self._done = 0
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.label = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
        self.text = book.add_format(
            {"num_format": "@", "valign": "top", "text_wrap": True, "align": "left", "indent": 1}
        )
        self.whole = book.add_format({"valign": "top"})
        self.middle = book.add_format({"valign": "top", "align": "center"})
        self.two = book.add_format({"num_format": "0.00", "valign": "top"})
        self.nine = book.add_format({"num_format": "0.000000000", "valign": "top"})
        self.day = book.add_format({"num_format": "mmm d, yyyy", "align": "left", "valign": "top"})
        self.lived = book.add_format({"valign": "top", "align": "center", "bg_color": "#EAF1FB"})
        self.lived_two = book.add_format({"num_format": "0.00", "valign": "top", "bg_color": "#EAF1FB"})
        self.lived_nine = book.add_format({"num_format": "0.000000000", "valign": "top", "bg_color": "#EAF1FB"})

    def sheet(self, name: str, widths: Sequence[int], *, frozen: tuple[int, int] = (1, 0)) -> "Worksheet":
        """Begin a sheet; `widths` of its columns in letters, `frozen` rows and columns that stay in view."""
        page = self._book.add_worksheet(name)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.freeze_panes(*frozen)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        return page

    def head(self, page: "Worksheet", row: int, titles: Sequence[str]) -> None:
        """The header row of a table."""
        for column, title in enumerate(titles):
            page.write_string(row, column, title, self.bold)

    def put(self, page: "Worksheet", row: int, column: int, value: Cell, look: "Format | None" = None) -> None:
        """One value; nothing for None and ""."""
        if value is None or value == "":
            return
        if isinstance(value, str):
            page.write_string(row, column, fitting(value), look or self.text)
        elif isinstance(value, datetime):
            page.write_string(row, column, dates.show_moment(value), look or self.text)
        elif isinstance(value, date):
            page.write_datetime(row, column, value, look or self.day)
        else:
            page.write_number(row, column, float(value), look or self.whole)

    def row(self, page: "Worksheet", row: int, values: Sequence[Cell]) -> None:
        """A row of values."""
        for column, value in enumerate(values):
            self.put(page, row, column, value)

    def fit(self, page: "Worksheet", row: int, texts: Sequence[Cell], widths: Sequence[int]) -> None:
        """Make a row as high as its texts need in columns of these widths: LibreOffice does not do so by itself."""
        lines = max((_lines(text, width) for text, width in zip(texts, widths, strict=False)), default=1)
        if lines > 1:
            page.set_row(row, _LINE * min(lines, _MOST_LINES))

    def table(self, name: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[Cell]]) -> "Worksheet":
        """A sheet with one plain table of (title, width)."""
        page = self.sheet(name, [width for _, width in columns])
        self.head(page, 0, [title for title, _ in columns])
        widths = [width for _, width in columns]
        for number, values in enumerate(rows, start=1):
            self.row(page, number, values)
            self.fit(page, number, values, widths)
        page.repeat_rows(0)
        page.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        return page

    def live(
        self, page: "Worksheet", place: tuple[int, int], formula: str, value: float | str | None, look: "Format"
    ) -> None:
        """A formula with the value that it has now; "" where that is nothing."""
        page.write_formula(*place, formula, look, "" if value is None else value)

    def told(self) -> None:
        """Count a row that is done."""
        self._done += 1
        if self._progress is not None and self._done % _TOLD == 0:
            self._progress(min(self._done, self._total), self._total, "Writing the workbook")


def fitting(text: str) -> str:
    """A text that a cell can hold; one that is longer ends with a word on that."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT


def _lines(value: Cell, width: int) -> int:
    """How many lines a text takes, by a guess that is rather too many."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, -(-len(line) // max(width - 3, 1))) for line in value.split("\n"))
