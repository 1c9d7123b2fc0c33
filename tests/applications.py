"""Lists of applications as people write them, for tests: rows of values, and workbooks and text files of them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from umdesk.domain.classes import ClassCatalogue
from umdesk.domain.intake import headers, plan
from umdesk.domain.intake.tables import Line, Table
from umdesk.services import classes

TODAY = date(2026, 5, 20)
HEADER = ("Last Name", "First Name", "Emp #", "Class Code", "Classification", "Tenure", "Appt. Date", "Date Rec'd")
NELSON = ("Nelson", "Rebecca", "704134", "1379", "Office Assistant (Typing)", "Permanent", "9/28/2022", "2/15/2026")
BRUCE = ("Bruce", "Chase", "429163", "6291", "Personnel Selection Technician", "Permanent", "2/27/2024", "2/9/2026")


def write_xlsx(path: Path, rows: Sequence[Sequence[Any]], *, first_row: int = 0, since_1904: bool = False) -> Path:
    """A workbook with one sheet: text as text, numbers as numbers, days as days."""
    with xlsxwriter.Workbook(path, {"date_1904": since_1904, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Applications")
        day = book.add_format({"num_format": "mm/dd/yyyy"})
        for number, row in enumerate(rows, start=first_row):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write(number, column, value)
    return path


def table_of(*rows: Sequence[Any]) -> Table:
    """A table of rows, numbered from 1; an empty row is a blank line."""
    lines = tuple(Line(n, tuple(row)) for n, row in enumerate(rows, start=1) if any(row))
    return Table("list.xlsx", "Applications", lines, max(len(row) for row in rows))


def catalogue() -> ClassCatalogue:
    """The shipped classes."""
    return ClassCatalogue.of(classes.shipped())


def plan_of(*rows: Sequence[Any], present: tuple[Any, ...] = (), **more: Any) -> plan.Plan:
    """The plan for rows of which the first is the header."""
    table = table_of(*rows)
    around = plan.Surroundings(present, more.pop("elsewhere", {}), catalogue(), 6, TODAY)
    return plan.make(table, headers.find(table), around, more.pop("decisions", None))
