"""Employees in a class as the department states them: the list and the form of the page of the handbook."""

from collections.abc import Callable
from typing import Any

from umdesk.domain import dates
from umdesk.services.programs import Program
from umdesk.services.year import headcounts
from umdesk.services.year.headcounts import MOST, HeadcountRow, StatedEmployees
from umdesk.ui.widgets.class_field import ClassField
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import NumberField, TextField
from umdesk.ui.widgets.rows import Column
from umdesk.ui.year.record_list import Keeping


def keeping(program: Program, year: Callable[[], int]) -> Keeping[HeadcountRow]:
    """What the list keeps; `year` is the program year that is shown."""
    fields = {
        "class_code": ClassField("Class", required=True),
        "on": DateField("On", required=True, hint="the day for which the number holds"),
        "employees": NumberField("Employees", unit="employees", minimum=0, maximum=MOST, required=True),
        "source": TextField("Source", placeholder="Example: List of the personnel office"),
    }
    return Keeping(
        "headcount", "Employees in a class", "No number is stated for this year. Reports count the people on file.",
        _columns(), lambda row: row.id, lambda row: f"the number of class {row.stated.class_code}", _values,
        "State the employees of a class", "State it", fields, (("class_code", "on"), ("employees", "source")),
        lambda: dict.fromkeys(fields),
        lambda values: headcounts.add(program, year(), _stated(values)),
        lambda key, values: headcounts.edit(program, year(), key, _stated(values)),
        lambda key: headcounts.remove(program, key), day="on",
    )  # fmt: skip


def _stated(values: dict[str, Any]) -> StatedEmployees:
    number = values["employees"]
    return StatedEmployees(
        values["class_code"] or "", values["on"], None if number is None else int(number), values["source"] or ""
    )


def _values(row: HeadcountRow) -> dict[str, Any]:
    one = row.stated
    return {"class_code": one.class_code, "on": one.on, "employees": one.employees, "source": one.source}


def _columns() -> tuple[Column[HeadcountRow], ...]:
    return (
        Column("Class", lambda row: f"{row.stated.class_code} {row.class_title}".strip(), stretch=True),
        Column("On", lambda row: dates.show(row.stated.on), sort=lambda row: row.stated.on, width=13),
        Column(
            "Employees", lambda row: f"{row.stated.employees:,}", sort=lambda row: row.stated.employees, number=True,
            width=11,
        ),
        Column("Source", lambda row: row.stated.source, width=26),
    )  # fmt: skip
