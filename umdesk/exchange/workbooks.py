"""Workbooks out: plain tables as .xlsx in which text stays text, also text that looks like a formula or a link."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.domain.errors import CannotWrite
from umdesk.domain.progress import Progress
from umdesk.exchange.disk import flush_name, refuse_place

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Value = str | int | float | Decimal | date | None
DATE_FORMAT = "mmm d, yyyy"
WIDEST = 48
_ALONE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
_TOLD = 500  # rows between two words on how far it is
LONGEST_TEXT = 32_767
"""How many letters a cell of a workbook can hold."""


@dataclass(frozen=True, slots=True)
class SheetOut:
    """One sheet: its name, its header and its rows."""

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A workbook that is written under a name of its own and stands in nobody's way until it is delivered."""

    part: Path
    path: Path

    def deliver(self) -> None:
        """Put it in place of whatever stands at its path.

        Raises:
            CannotWrite: it cannot be put there; the draft is gone.
        """
        try:
            self.part.replace(self.path)
            flush_name(self.path.parent)
        except OSError as error:
            self.drop()
            raise _cannot_write(self.path) from error

    def drop(self) -> None:
        """Take the draft away."""
        self.part.unlink(missing_ok=True)


def write(path: Path, sheets: Sequence[SheetOut]) -> None:
    """Write a workbook in place of whatever stands at `path`, whole or not at all.

    Raises:
        CannotWrite: the folder or the file may not be written to, or the disk is full.
    """
    draft(path, sheets).deliver()


def draft(path: Path, sheets: Sequence[SheetOut], progress: Progress | None = None) -> Draft:
    """Write a workbook beside `path`, to be delivered there later; `progress` may raise, which leaves nothing behind.

    Raises:
        CannotWrite: the folder or the file may not be written to, or the disk is full.
        InvalidInput: no file may be put there.
    """
    refuse_place(path)
    # Writing workbooks is rare: the window must not wait for the library.
    import xlsxwriter  # noqa: PLC0415
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    made = Draft(path.with_name(f".{path.name}.part"), path)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        # It holds people's data: nobody else may read it, and no link leads it elsewhere.
        made.drop()
        with os.fdopen(os.open(made.part, _ALONE, 0o600), "wb") as file:
            with xlsxwriter.Workbook(file, options) as book:
                for sheet in sheets:
                    _write_sheet(book, sheet, progress)
            file.flush()
            os.fsync(file.fileno())
    except (OSError, FileCreateError) as error:
        made.drop()
        raise _cannot_write(path) from error
    except BaseException:
        made.drop()
        raise
    return made


def sheet_name(text: str) -> str:
    """A text as the name of a sheet: 31 letters at most, without those that Excel refuses."""
    plain = "".join(" " if letter in "[]:*?/\\" else letter for letter in text).strip().strip("'")
    return plain[:31].strip() or "List"


def _cannot_write(path: Path) -> CannotWrite:
    return CannotWrite(
        f"{path.name} could not be written to {path.parent}.",
        "Close it in other programs, or choose a folder that you may write to.",
    )


def _write_sheet(book: "Workbook", sheet: SheetOut, progress: Progress | None) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
    day = book.add_format({"num_format": DATE_FORMAT, "align": "left", "valign": "top"})
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for column, title in enumerate(sheet.titles):
        page.write_string(0, column, title, bold)
        page.set_column(column, column, _width(title, [row[column] for row in sheet.rows]))
    for number, row in enumerate(sheet.rows, start=1):
        if progress is not None and number % _TOLD == 0:
            progress(number, len(sheet.rows), "Writing the workbook")
        for column, value in enumerate(row):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                page.write_string(number, column, value[:LONGEST_TEXT], text)
            elif isinstance(value, date):
                page.write_datetime(number, column, value, day)
            else:
                page.write_number(number, column, float(value))
    if sheet.titles:
        page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.titles) - 1)


def _width(title: str, values: Sequence[Value]) -> int:
    """A column as wide as its longest line, within reason."""
    longest = max((len(line) for value in (title, *values) for line in str(value or "").splitlines()), default=0)
    return min(WIDEST, max(8, longest + 2))
