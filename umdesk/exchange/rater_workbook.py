"""A workbook for one rater: protected but for the cells to fill in, which say and check what belongs there.

The sheet Ratings has its titles in row 1, as `umdesk ratings import` reads them; the file comes back as it is. There is
no password: the protection keeps people from typing beside the cells, it keeps nothing secret.
"""

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from umdesk.domain.rating_columns import APPLICATION, COMMENT, CONFLICT, ONLY_SHOWN, RATER
from umdesk.domain.rating_sheets import BookRow, RaterBook
from umdesk.domain.scoring import Criterion
from umdesk.domain.writing import plain, sound
from umdesk.exchange.workbooks import LONGEST_TEXT

if TYPE_CHECKING:
    from xlsxwriter import Workbook

RATINGS, HOW_TO, TEXTS = "Ratings", "How to", "What they wrote"
_INPUT = "#FFF6D6"
_LONGEST_MESSAGE, _LONGEST_TITLE, _LONGEST_LIST = 255, 32, 255
_CHOICES = ["none", "recused"]
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_WIDTHS = {APPLICATION: 13, RATER: 20, CONFLICT: 12, "Applicant": 26, "Class": 30, "Target class": 26}


def render(book: RaterBook) -> bytes:
    """The workbook as a file."""
    import xlsxwriter  # noqa: PLC0415 -- writing workbooks is rare: the window must not wait for the library

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as workbook:
        workbook.set_properties({"title": sound(f"Ratings, {book.cycle}"), "author": "", "comments": ""})
        _how_to(workbook, book)
        _Ratings(workbook, book).write()
        if any(row.texts for row in book.rows):
            _texts(workbook, book)
        workbook.worksheets()[1].activate()
    return file.getvalue()


class _Ratings:
    """The sheet that is filled in and comes back."""

    def __init__(self, workbook: "Workbook", book: RaterBook) -> None:
        self._book = book
        self._page = workbook.add_worksheet(RATINGS)
        base = {"valign": "top", "text_wrap": True}
        self._title = workbook.add_format({**base, "bold": True, "bottom": 1})
        self._shown = workbook.add_format({**base, "num_format": "@"})
        room = {**base, "locked": False, "bg_color": _INPUT, "border": 1, "border_color": "#B0B0B0"}
        self._points = workbook.add_format({**room, "align": "right"})
        self._words = workbook.add_format({**room, "num_format": "@"})

    def write(self) -> None:
        """Write titles, rows, and what each cell takes."""
        names = [criterion.name for criterion in self._book.criteria]
        told = [name for name in ONLY_SHOWN if any(self._told(row, name) for row in self._book.rows)]
        # Two columns of one title could not be told apart when the file comes back.
        shown = [name for name in told if name not in names]
        titles = [APPLICATION, RATER, *shown, CONFLICT, *names, *(f"{COMMENT}: {name}" for name in names)]
        for column, title in enumerate(titles):
            self._page.write_string(0, column, title, self._title)
            width = 34 if title.startswith(f"{COMMENT}: ") else _WIDTHS.get(title, 14)
            self._page.set_column(column, column, width)
        for number, row in enumerate(self._book.rows, start=1):
            fixed = [row.number, self._book.rater, *(self._told(row, name) for name in shown)]
            for column, text in enumerate(fixed):
                self._page.write_string(number, column, text, self._shown)
            self._inputs(number, len(fixed), row)
        self._checks(len(shown) + 2)
        self._page.freeze_panes(1, 2)
        self._page.set_landscape()
        self._page.repeat_rows(0)
        self._page.fit_to_pages(1, 0)
        self._page.protect("", {"format_columns": True, "format_rows": True})

    def _inputs(self, number: int, first: int, row: BookRow) -> None:
        self._put(number, first, row.conflict)
        for place, criterion in enumerate(self._book.criteria, start=first + 1):
            if criterion.key not in row.values:
                self._page.write_blank(number, place, None, self._points)
                continue
            value = row.values[criterion.key]
            if value is None:
                self._page.write_string(number, place, "N/A", self._points)
            else:
                self._page.write_number(number, place, float(value), self._points)
        after = first + 1 + len(self._book.criteria)
        for place, criterion in enumerate(self._book.criteria, start=after):
            self._put(number, place, row.comments.get(criterion.key, ""))

    def _put(self, row: int, column: int, text: str) -> None:
        if text:
            self._page.write_string(row, column, text[:LONGEST_TEXT], self._words)
        else:
            self._page.write_blank(row, column, None, self._words)

    def _checks(self, first: int) -> None:
        last = len(self._book.rows)
        asked: dict[str, Any] = {
            "validate": "list",
            "source": _CHOICES,
            "input_title": "Conflict of interest",
            "input_message": _cut("none, or recused: then rate nothing in this row. What counts as one: see How to."),
            "error_title": "Conflict of interest",
            "error_message": "Choose none or recused.",
        }
        self._page.data_validation(1, first, last, first, asked)
        for column, criterion in enumerate(self._book.criteria, start=first + 1):
            self._page.data_validation(1, column, last, column, _check(criterion, column))

    @staticmethod
    def _told(row: BookRow, name: str) -> str:
        return dict(zip(ONLY_SHOWN, (row.name, row.class_title, row.target_class), strict=True))[name]


def _check(criterion: Criterion, column: int) -> dict[str, Any]:
    """What a cell of a criterion takes, and what it says when it is chosen."""
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 -- as above

    takes = f"0 to {plain(criterion.maximum)} in steps of {plain(criterion.step)}"
    takes += "." if criterion.required else ", or N/A."
    levels = [f"{points}: {sound(text)}" for points, text in criterion.levels.items() if text]
    check: dict[str, Any] = {
        "input_title": sound(criterion.name)[:_LONGEST_TITLE],
        "input_message": _cut("\n".join((takes, *levels))),
        "error_title": sound(criterion.name)[:_LONGEST_TITLE],
        "error_message": _cut(takes),
    }
    values = _values(criterion)
    if values and len(",".join(values)) <= _LONGEST_LIST:
        return {**check, "validate": "list", "source": values}
    cell = xl_rowcol_to_cell(1, column)
    step, top = plain(criterion.step), plain(criterion.maximum)
    fits = f"OR({cell}={top},ABS({cell}/{step}-ROUND({cell}/{step},0))<0.000001)"
    number = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<={top},{fits})"
    return {
        **check,
        "validate": "custom",
        "value": f"={number}" if criterion.required else f'=OR({number},UPPER({cell})="N/A")',
    }


def _values(criterion: Criterion) -> list[str]:
    """Every value of a criterion with few steps, for a list to choose from; none where there are many."""
    count = int(criterion.maximum / criterion.step)
    if count > _LONGEST_LIST // 2:
        return []
    points = [criterion.step * place for place in range(count + 1)]
    if points[-1] != criterion.maximum:
        points.append(Decimal(criterion.maximum))
    return [*map(plain, points), *([] if criterion.required else ["N/A"])]


def _how_to(workbook: "Workbook", book: RaterBook) -> None:
    page = workbook.add_worksheet(HOW_TO)
    text = workbook.add_format({"valign": "top", "text_wrap": True, "num_format": "@"})
    bold = workbook.add_format({"valign": "top", "text_wrap": True, "bold": True})
    page.set_column(0, 0, 100)
    lines: list[tuple[str, Any]] = [
        (f"Rating sheets of {book.rater}, {book.cycle}", bold),
        (
            f"Fill in the yellow cells of the sheet {RATINGS}: one row is one application. Nothing else can be typed.",
            text,
        ),
        ("Begin each row with the conflict of interest: none, or recused. A row that is recused has no ratings.", text),
        (book.definition, text),
        (
            "Choose a cell to read what its points mean. Leave a cell empty while you do not know; a blank is not 0.",
            text,
        ),
        ("Save the file under its name, and give it back to the coordinator.", text),
        ("The criteria", bold),
    ]
    for criterion in book.criteria:
        shown = "" if criterion.counted else "; shown only, not counted"
        optional = "" if criterion.required else ", or N/A"
        scale = f"0 to {plain(criterion.maximum)} in steps of {plain(criterion.step)}{optional}{shown}"
        lines.append((f"{criterion.name}: {scale}", bold))
        said = [criterion.description, *(f"{points}: {words}" for points, words in criterion.levels.items())]
        lines += [(each, text) for each in said if each]
    for row, (line, style) in enumerate(lines):
        page.write_string(row, 0, line, style)
    page.protect("")


def _texts(workbook: "Workbook", book: RaterBook) -> None:
    page = workbook.add_worksheet(TEXTS)
    bold = workbook.add_format({"valign": "top", "bold": True, "bottom": 1})
    text = workbook.add_format({"valign": "top", "text_wrap": True, "num_format": "@"})
    titles: Sequence[tuple[str, int]] = (("Number", 13), ("Part", 26), ("Text", 100))
    for column, (title, width) in enumerate(titles):
        page.write_string(0, column, title, bold)
        page.set_column(column, column, width)
    number = 1
    for row in book.rows:
        for title, said in row.texts:
            for column, cell in enumerate((row.number, title, said[:LONGEST_TEXT])):
                page.write_string(number, column, cell, text)
            number += 1
    page.freeze_panes(1, 0)
    page.protect("", {"format_columns": True, "format_rows": True})


def _cut(text: str) -> str:
    """A text as long as a message beside a cell may be."""
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[: _LONGEST_MESSAGE - 1].rstrip()}…"
