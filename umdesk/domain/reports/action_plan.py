"""The report of the action plan: the department's columns as they are, what is overdue, since when it was carried."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from umdesk.domain import dates
from umdesk.domain.action_plan import ActionColumn, ActionRow
from umdesk.domain.reports.lines import NOBODY, Line, Opens
from umdesk.domain.reports.model import Cell, Content, Figures, Number, Table
from umdesk.domain.writing import capital, enumerated, quoted
from umdesk.domain.year_words import ActionStatus

_NO_TEXT = "(no text yet)"
_OVERDUE = "Overdue: the target date is over, and the action is not done, dropped or carried forward."
_DAYS = ("target_date", "done_on")
_LONGEST = 60
"""Signs of a column's title in a sentence."""


@dataclass(frozen=True, slots=True)
class ActionPlans:
    """The actions of some program years, under the columns that the department has in all years.

    `files` are the names of the evidence of each action, by its id. Hidden columns are left out; with several years a
    column says which.
    """

    years: Sequence[int]
    columns: Sequence[ActionColumn]
    rows: Sequence[ActionRow]
    files: Mapping[str, Sequence[str]]


def content(plans: ActionPlans, today: date) -> Content:
    """The report on some program years."""
    return Content(
        (_figures(plans.rows, today), table(plans, today, "Actions")),
        notes=_notes(plans.years),
        asks=asks(plans),
        data={"action_plan": plain(plans, today)},
    )


def table(plans: ActionPlans, today: date, title: str) -> Table:
    """The shown columns in their order; the action itself comes first, since it names the row.

    Columns in which no action has anything are left out, and a note names them: the room is for what was written.
    """
    shown = [column for column in plans.columns if column.shown]
    every = sorted(shown, key=lambda column: not column.fixed)
    ordered = [column for column in every if not plans.rows or any(_cell(column, row, today) for row in plans.rows)]
    left_out = [quoted(column.title, _LONGEST) for column in every if column not in ordered]
    several = len(plans.years) > 1
    with_files = any(plans.files.get(row.id) for row in plans.rows)
    since = any(row.since is not None for row in plans.rows)
    titles = [column.title for column in ordered]
    titles += ["Program year"] if several else []
    titles += ["Carried forward since"] if since else []
    titles += ["Evidence"] if with_files else []

    def cells(row: ActionRow) -> tuple[Cell, ...]:
        found: list[Cell] = [_cell(column, row, today) for column in ordered]
        found += [dates.program_year_name(row.year)] if several else []
        found += [dates.program_year_name(row.since) if row.since is not None else ""] if since else []
        found += ["; ".join(plans.files.get(row.id, ()))] if with_files else []
        return tuple(found)

    body = tuple(cells(row) for row in plans.rows)
    note = f"Empty for every action, and left out: {enumerated(left_out)}." if left_out else ""
    return Table(title, tuple(titles), body, note=note, empty="No action is planned.", lists="actions")


def plain(plans: ActionPlans, today: date) -> list[dict[str, object]]:
    """The actions as JSON has them."""
    return [_plain(row, plans.columns, today) for row in plans.rows]


def asks(plans: ActionPlans) -> tuple[str, ...]:
    """What to ask where no action is planned."""
    name = dates.program_year_name(plans.years[-1])
    return () if plans.rows else (f"Plan the actions of {name} under Program year, Action plan.",)


def _figures(rows: Sequence[ActionRow], today: date) -> Figures:
    def number(key: str, label: str, wanted: Iterable[ActionRow], definition: str = "") -> Number:
        return Number(key, label, tuple(map(_line, wanted)), definition=definition)

    by_status = [
        number(
            f"actions/{status.value.replace(' ', '-')}", capital(status), [row for row in rows if row.status is status]
        )
        for status in ActionStatus
    ]
    overdue = [row for row in rows if row.overdue(today)]
    carried = [row for row in rows if row.since is not None]
    return Figures(
        "How far the plan is",
        (
            number("actions", "Actions", rows),
            *by_status,
            number("actions/overdue", "Overdue", overdue, _OVERDUE),
            number("actions/carried", "Carried forward from a year before", carried),
        ),
    )


def _line(row: ActionRow) -> Line:
    record = dates.program_year_name(row.year)
    return Line(NOBODY, record, row.text or _NO_TEXT, row.target_date, opens=Opens.ACTION, key=row.id)


def _cell(column: ActionColumn, row: ActionRow, today: date) -> Cell:
    if column.key == "text":
        return row.text or _NO_TEXT
    if column.key == "status":
        return _status(row, today)
    if column.key in _DAYS:
        day: date | None = getattr(row, column.key)
        return day
    return row.extra.get(column.key, "") if column.own else str(getattr(row, column.key))


def _status(row: ActionRow, today: date) -> str:
    said = capital(row.status)
    if row.overdue(today):
        return f"{said}, overdue"
    if row.carried_on:
        return f"{said}, carried forward to {dates.program_year_name(row.year + 1)}"
    return said


def _notes(years: Sequence[int]) -> tuple[str, ...]:
    if len(years) == 1:
        return ()
    names = ", ".join(dates.program_year_name(year) for year in years)
    return (f"The period has the action plans of {names}.",)


def _plain(row: ActionRow, columns: Sequence[ActionColumn], today: date) -> dict[str, object]:
    return {
        "year": row.year,
        "action": row.text,
        "aim": row.aim,
        "responsible": row.responsible,
        "target_date": row.target_date,
        "status": row.status.value,
        "overdue": row.overdue(today),
        "result": row.result,
        "done_on": row.done_on,
        "carried_forward_since": row.since,
        "extra": {column.title: row.extra[column.key] for column in columns if row.extra.get(column.key)},
    }
