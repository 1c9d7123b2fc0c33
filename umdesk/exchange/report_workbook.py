"""A report of any kind as a workbook: a sheet for what is told at a glance, one for each table, one for how it counts.

Totals that are sums of the cells above are live formulas and carry the value that they had, and so are figures that
stand in one of the tables too or that count its rows; text never becomes a formula or a link. Charts stand beside their
numbers.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from umdesk.domain import dates
from umdesk.domain.reports import charted, showing
from umdesk.domain.reports.model import Bars, Cell, Figures, Number, Overdue, Report, Table, Unit, Words
from umdesk.domain.writing import capital
from umdesk.exchange.workbooks import DATE_FORMAT, LONGEST_TEXT, WIDEST, sheet_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_OPTIONS = {
    "in_memory": True,  # its parts hold people's data: none of them lies on the disk, even for a moment
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
SUMMARY, COUNTED = "Summary", "How it is counted"
_FORMATS = {Unit.COUNT: "#,##0", Unit.DOLLARS: "$#,##0.00;-$#,##0.00", Unit.HOURS: "#,##0.##", Unit.MONTHS: "0.00"}
_HEAD = 3
"""The row of a table's heading, from 0: above it stand its title, a note, and a blank row."""
_WIDE, _DEFINED, _COUNTING = 64, 100, 60
_LINE = 15.0
"""The height of a line, in points."""
_MOST_LINES = 24
"""A row can be 409 points high."""
_FILLS: tuple[dict[str, Any], ...] = (
    {"fill": {"color": "#9db8d9"}},
    {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#333333", "bg_color": "#ffffff"}},
    {"fill": {"color": "#ffffff"}},
    {"pattern": {"pattern": "wide_downward_diagonal", "fg_color": "#333333", "bg_color": "#ffffff"}},
)
"""The series of a chart in turn: light, so that a value on them is read, and told apart by pattern as well."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with the name of its sheet, and the chart that it belongs to."""

    name: str
    table: Table
    bars: Bars | None = None


def workbook(report: Report) -> bytes:
    """The report as an .xlsx file; the same report gives the same bytes."""
    import xlsxwriter  # noqa: PLC0415 -- start-up time

    file = BytesIO()
    sheets = _sheets(report)
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        made = report.head.made_on
        book.set_properties(
            {
                "title": showing.name(report),
                "author": report.head.department,
                "created": datetime(made.year, made.month, made.day),  # noqa: DTZ001 -- a day; the format has no zone
            }
        )
        book.set_calc_mode("auto")
        pen = _Pen(book)
        _Glance(pen, report).write(sheets)
        for sheet in sheets:
            _Grid(pen, sheet).write()
        _how_it_is_counted(pen, report)
    return file.getvalue()


def _sheets(report: Report) -> list[_Sheet]:
    """The tables of a report and of its charts, each with a name that no other sheet has."""
    taken = {SUMMARY.casefold(), COUNTED.casefold(), "history"}  # Excel keeps the last for itself
    sheets = []
    for part in report.content.parts:
        table = charted.table(part) if isinstance(part, Bars) else part if isinstance(part, Table) else None
        if table is None:
            continue
        wish = name = sheet_name(part.title)
        turn = 1
        while name.casefold() in taken:
            turn += 1
            name = f"{wish[: 31 - len(str(turn)) - 1].rstrip()} {turn}"
        taken.add(name.casefold())
        sheets.append(_Sheet(name, table, part if isinstance(part, Bars) else None))
    return sheets


def _places(sheets: Sequence[_Sheet], figures: Iterable[Number]) -> dict[str, str]:
    """The formula of each figure that counts the rows of a table or stands in one, by its key."""
    values = {number.key: number.value for number in figures}
    found: dict[str, str] = {}
    named = [("'" + sheet.name.replace("'", "''") + "'", sheet.table) for sheet in sheets]
    for name, table in named:
        last = _HEAD + 1 + len(table.rows)
        if table.rows and len(table.rows) == values.get(table.lists) and all(row[0] for row in table.rows):
            found.setdefault(table.lists, f"=COUNTA({name}!A{_HEAD + 2}:A{last})")
    for name, table in named:
        total = [] if table.total is None else [(_total_row(table) + 1, table.total)]
        for place, row in [*enumerate(table.rows, _HEAD + 2), *total]:
            for column, cell in enumerate(row):
                if isinstance(cell, Number) and cell.key in values and cell.value == values[cell.key]:
                    found.setdefault(cell.key, f"={name}!{_letter(column)}{place}")
    return found


def _total_row(table: Table) -> int:
    """The row of a table's total, from 0: a table without rows has one that says so."""
    return _HEAD + 1 + max(1, len(table.rows))


class _Pen:
    """Writes cells in the formats of the workbook."""

    def __init__(self, book: "Workbook") -> None:
        self.book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.title = self.format(bold=True, font_size=14)
        self.strong = self.format(bold=True, text_wrap=True)
        self.heading = self.format(bold=True, bottom=1, text_wrap=True)
        self.aside = self.format(num_format="@", text_wrap=True, align="right")
        self.after = self.format(num_format="@", text_wrap=True, align="left", indent=1)
        self.heading_after = self.format(bold=True, bottom=1, text_wrap=True, align="left", indent=1)
        self.right = self.format(bold=True, bottom=1, text_wrap=True, align="right")

    def format(self, **how: Any) -> Any:
        """A format of the workbook, each made once."""
        key = tuple(sorted(how.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({"valign": "top", **how})
        return self._made[key]

    def sheet(self, name: str, widths: Sequence[float]) -> "Worksheet":
        """A sheet with columns of these widths, printed over the width of a page."""
        page = self.book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(1)
        page.fit_to_pages(1, 0)
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        return page

    def cell(self, page: "Worksheet", row: int, column: int, cell: Cell, *, bold: bool = False) -> None:
        """What stands in a cell: a number, a day or a text as what it is."""
        how = {"bold": True, "top": 1} if bold else {}
        if isinstance(cell, Number):
            page.write_number(row, column, float(cell.value), self.format(num_format=_FORMATS[cell.unit], **how))
        elif isinstance(cell, date):
            page.write_datetime(row, column, cell, self.format(num_format=_day_format(cell), align="left", **how))
        elif cell:
            self.text(page, row, column, cell, self.format(num_format="@", text_wrap=True, **how))
        elif bold:
            page.write_blank(row, column, None, self.format(**how))

    def fit(self, page: "Worksheet", row: int, texts: Iterable[tuple[str, float]]) -> None:
        """Make a row as high as its texts need in columns of these widths: LibreOffice does not do so by itself."""
        lines = max(_lines(text, width) for text, width in texts)
        if lines > 1:
            page.set_row(row, _LINE * min(lines, _MOST_LINES))

    def text(self, page: "Worksheet", row: int, column: int, text: str, how: Any = None) -> None:
        """A text that stays one, whatever it begins with."""
        page.write_string(row, column, text[:LONGEST_TEXT], how or self.format(num_format="@", text_wrap=True))


class _Glance:
    """The first sheet: head, what is missing, figures, what people wrote, and where the tables stand."""

    def __init__(self, pen: _Pen, report: Report) -> None:
        self._pen = pen
        self._report = report
        self._page = pen.sheet(SUMMARY, (_WIDE, 18, 14, 12))
        self._page.set_row(0, 21)
        self._row = 0

    def write(self, sheets: Sequence[_Sheet]) -> None:
        """Write the sheet."""
        head, content = self._report.head, self._report.content
        self._line(self._report.title, self._pen.title)
        self._line(capital(showing.period_words(self._report.span)))
        self._line(", ".join(filter(None, [head.department, head.office])))
        self._line(f"Made on {dates.show(head.made_on)} by {head.made_by}")
        self._block("Still missing in this report", content.asks, self._pen.strong)
        notes = showing.footnotes(content)
        for part in content.parts:
            if isinstance(part, Figures):
                self._figures(part, notes, _places(sheets, part.numbers))
            elif isinstance(part, Words):
                said = [paragraph for paragraph in part.paragraphs if paragraph.strip()]
                self._block(part.title, said or [part.empty or "Nothing was written."])
        self._contents(sheets)
        self._block("Notes", content.notes)

    def _figures(self, figures: Figures, notes: Mapping[str, int], formulas: Mapping[str, str]) -> None:
        self._row += 1
        for column, title in enumerate((figures.title, "Value", "Unit", "Counted as")):
            how = {1: self._pen.right, 2: self._pen.heading_after}.get(column, self._pen.heading)
            self._pen.text(self._page, self._row, column, title, how)
        self._row += 1
        for number in figures.numbers:
            self._pen.cell(self._page, self._row, 0, number.label)
            if number.key in formulas:
                how = self._pen.format(num_format=_FORMATS[number.unit])
                self._page.write_formula(self._row, 1, formulas[number.key], how, float(number.value))
            else:
                self._pen.cell(self._page, self._row, 1, number)
            if number.unit is not Unit.COUNT:
                self._pen.text(self._page, self._row, 2, number.unit.value, self._pen.format(align="left", indent=1))
            self._pen.cell(self._page, self._row, 3, f"({notes[number.definition]})" if number.definition else "")
            self._row += 1

    def _contents(self, sheets: Sequence[_Sheet]) -> None:
        """The titles of the tables, each a link to its sheet, whose own name Excel keeps to 31 characters."""
        self._block("Tables, each on a sheet of its own", [sheet.table.title for sheet in sheets])
        how = self._pen.format(num_format="@", text_wrap=True, underline=1, font_color="#0563c1")
        for row, sheet in enumerate(sheets, self._row - len(sheets)):
            place = "internal:'" + sheet.name.replace("'", "''") + "'!A1"
            self._page.write_url(row, 0, place, how, sheet.table.title[:LONGEST_TEXT])

    def _block(self, title: str, lines: Sequence[str], how: Any = None) -> None:
        if not lines:
            return
        self._row += 1
        self._line(title, self._pen.heading)
        for line in lines:
            self._line(line, how)

    def _line(self, text: str, how: Any = None) -> None:
        self._pen.text(self._page, self._row, 0, text, how)
        if how is not self._pen.title:
            self._pen.fit(self._page, self._row, [(text, _WIDE)])
        self._row += 1


class _Grid:
    """The sheet of one table."""

    def __init__(self, pen: _Pen, sheet: _Sheet) -> None:
        self._pen = pen
        self._sheet = sheet
        self._table = sheet.table
        rows = self._table.every_row
        self._widths = [
            min(WIDEST, max(9, *(len(showing.shown(row[at])) + 2 for row in rows), len(title) + 3))
            if rows
            else max(9, len(title) + 3)
            for at, title in enumerate(self._table.columns)
        ]
        self._page = pen.sheet(sheet.name, self._widths)

    def write(self) -> None:
        """Write title, note, heading, rows and total."""
        page, pen, table = self._page, self._pen, self._table
        page.set_row(0, 18)
        page.write_string(0, 0, table.title[:LONGEST_TEXT], pen.format(bold=True, font_size=12))
        if table.note:
            page.write_string(1, 0, table.note[:LONGEST_TEXT], pen.format(italic=True))
        beside_numbers = {column for column in range(len(table.columns)) if table.is_numeric(column)}
        after_numbers = {column + 1 for column in beside_numbers} - beside_numbers
        for column, title in enumerate(table.columns):
            how = pen.heading_after if column in after_numbers else pen.heading
            pen.text(page, _HEAD, column, title, pen.right if column in beside_numbers else how)
        for place, row in enumerate(table.rows, _HEAD + 1):
            for column, cell in enumerate(row):
                if cell and isinstance(cell, str) and column in beside_numbers | after_numbers:
                    pen.text(page, place, column, cell, pen.aside if column in beside_numbers else pen.after)
                else:
                    pen.cell(page, place, column, cell)
            pen.fit(page, place, zip(map(showing.shown, row), self._widths, strict=True))
        if not table.rows:
            page.write_string(_HEAD + 1, 0, table.empty, pen.format(italic=True))
        page.freeze_panes(_HEAD + 1, 1)
        page.repeat_rows(_HEAD)
        if table.rows:
            page.autofilter(_HEAD, 0, _HEAD + len(table.rows), len(table.columns) - 1)
        if table.total is not None:
            self._total(table.total)
        if self._sheet.bars is not None and table.rows:
            self._chart(self._sheet.bars)

    def _total(self, total: tuple[Cell, ...]) -> None:
        row = _total_row(self._table)
        for column, cell in enumerate(total):
            if isinstance(cell, Number) and self._is_sum(column, cell):
                letter = _letter(column)
                how = self._pen.format(num_format=_FORMATS[cell.unit], bold=True, top=1)
                formula = f"=SUM({letter}{_HEAD + 2}:{letter}{row})"
                self._page.write_formula(row, column, formula, how, float(cell.value))
            else:
                self._pen.cell(self._page, row, column, cell, bold=True)

    def _is_sum(self, column: int, total: Number) -> bool:
        """Whether the formula may stand there; what does not add up stays a value rather than to say something else."""
        cells = [row[column] for row in self._table.rows]
        summed = sum((Decimal(cell.value) for cell in cells if isinstance(cell, Number)), Decimal(0))
        return column in self._table.sums and bool(cells) and summed == total.value

    def _chart(self, bars: Bars) -> None:
        """A chart of the numbers above it, which changes with them; series differ by pattern as well as colour."""
        chart: Any = self._pen.book.add_chart(
            {"type": "bar", "subtype": "stacked"} if bars.stacked else {"type": "bar"}
        )
        table, last = self._table, _HEAD + len(self._table.rows)
        lying = table.columns[1:] == bars.categories
        name = self._sheet.name
        for place, series in enumerate(bars.series):
            if lying:
                at = _HEAD + 1 + place
                values, groups = [name, at, 1, at, len(bars.categories)], [name, _HEAD, 1, _HEAD, len(bars.categories)]
            else:
                values, groups = [name, _HEAD + 1, place + 1, last, place + 1], [name, _HEAD + 1, 0, last, 0]
            shape: dict[str, Any] = {"name": series.name, "values": values, "categories": groups}
            shape |= _FILLS[place % len(_FILLS)]
            words = [{"value": one} if isinstance(one, str) else None for one in series.numbers]
            labels = {"value": True, **({"custom": words} if any(words) else {})}
            chart.add_series({**shape, "border": {"color": "#333333"}, "data_labels": labels})
        chart.set_title({"name": bars.title, "name_font": {"size": 11}})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"none": len(bars.series) == 1, "position": "bottom"})
        chart.set_size({"width": 720, "height": 180 + 22 * len(bars.categories) * len(bars.series)})
        self._page.insert_chart(last + 3, 0, chart, {"description": charted.in_words(bars)})


def _how_it_is_counted(pen: _Pen, report: Report) -> None:
    """The last sheet: each definition with its number and the figures that it stands for, then the notes."""
    page = pen.sheet(COUNTED, (8, _DEFINED, _COUNTING))
    for column, title in enumerate(("No.", "Definition", "Figures")):
        pen.text(page, 0, column, title, pen.heading)
    page.freeze_panes(1, 0)
    whose: dict[str, list[str]] = {}
    for number in report.content.numbers():
        whose.setdefault(number.definition, []).append(number.label)
    row = 1
    for definition, place in showing.footnotes(report.content).items():
        page.write_number(row, 0, place, pen.format(align="left"))
        figures = ", ".join(dict.fromkeys(whose.get(definition, [])))
        pen.text(page, row, 1, definition)
        pen.text(page, row, 2, figures)
        pen.fit(page, row, [(definition, _DEFINED), (figures, _COUNTING)])
        row += 1
    for note in report.content.notes:
        pen.text(page, row, 1, note)
        pen.fit(page, row, [(note, _DEFINED)])
        row += 1


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column, by a guess that is rather too many."""
    return sum(max(1, math.ceil(len(line) / width)) for line in text.split("\n"))


def _day_format(day: date) -> str:
    return f'{DATE_FORMAT} "({showing.OVERDUE})"' if isinstance(day, Overdue) else DATE_FORMAT


def _letter(column: int) -> str:
    """A column as a workbook names it: 0 is "A", 26 is "AA"."""
    return (_letter(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)
