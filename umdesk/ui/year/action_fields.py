"""The action plan's columns on screen: in the table, and as fields of the chosen action."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from umdesk.domain import dates
from umdesk.domain.action_plan import ActionColumn, ActionRow
from umdesk.domain.writing import capital, counted, one_line
from umdesk.domain.year_words import ActionStatus
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField, TextField
from umdesk.ui.widgets.rows import Column

_TONES = {
    ActionStatus.NOT_STARTED: Tone.QUIET, ActionStatus.IN_PROGRESS: Tone.ACCENT, ActionStatus.DONE: Tone.GOOD,
    ActionStatus.DROPPED: Tone.BAD,
}  # fmt: skip
_FILES = "files"
_WIDTHS = {
    "text": 40,
    "aim": 16,
    "responsible": 14,
    "target_date": 21,
    "status": 13,
    "result": 14,
    "done_on": 12,
    _FILES: 9,
}
_PRESSING = ("text", "status", "target_date", "responsible", "aim", _FILES, "result", "done_on")
"""What is shown first where a table is narrow; own columns come last."""
_PADDING, _OWN_WIDTH = 3, 14
_ACROSS = 3
"""Short fields side by side; of long ones there are two."""
_LONG = ("text", "aim", "result")
_EXAMPLES = {
    "text": "Example: Hold an orientation at each field office",
    "aim": "Example: Custodians do not hear of the program",
    "responsible": "Example: D. Alvarado, training office",
    "result": "Example: 61 employees came, 9 of them applied",
}


def table_columns(shown: Sequence[ActionColumn], today: date) -> list[Column[ActionRow]]:
    """The columns that are shown, and the number of files at the end."""
    found = [_table_column(column, today) for column in shown]
    files = Column[ActionRow](
        "Evidence", lambda row: counted(row.files, "file") if row.files else "", lambda row: row.files,
        width=_WIDTHS[_FILES],
    )  # fmt: skip
    return [*found, files]


def needed_widths(shown: Sequence[ActionColumn]) -> dict[int, int]:
    """Column → from how many characters of width it is shown, so that the actions can always be read."""
    keys = [*(column.key for column in shown), _FILES]
    pressing = sorted(keys, key=lambda key: _PRESSING.index(key) if key in _PRESSING else len(_PRESSING))
    needed, whole = {}, 0
    for key in pressing:
        whole += _WIDTHS.get(key, _OWN_WIDTH) + _PADDING
        needed[keys.index(key)] = whole
    needed.pop(keys.index("text"))
    return needed


def fields_of(shown: Sequence[ActionColumn], today: date, year: int) -> dict[str, Field]:
    """A field for each column that is shown, under its title."""
    return {column.key: _field(column, today, year) for column in shown}


def lines_of(shown: Sequence[ActionColumn]) -> list[list[str]]:
    """The fields in lines, those of a kind side by side: two long texts, or three of what is short."""
    lines: list[list[str]] = []
    for column in shown:
        long = column.key in _LONG
        if lines and (lines[-1][0] in _LONG) == long and len(lines[-1]) < (2 if long else _ACROSS):
            lines[-1].append(column.key)
        else:
            lines.append([column.key])
    return lines


def values_of(row: ActionRow, shown: Sequence[ActionColumn]) -> dict[str, Any]:
    """What stands in the fields of an action."""
    return {one.key: row.extra.get(one.key, "") if one.own else getattr(row, one.key) for one in shown}


def remark(row: ActionRow, today: date) -> str:
    """What else is to be known of an action, in words; "" for nothing."""
    parts = []
    if row.since is not None:
        parts.append(f"Carried forward since {dates.program_year_name(row.since)}.")
    if row.carried_on:
        parts.append("The next year goes on with it.")
    if row.overdue(today):
        parts.append(f"Overdue: the target date was {dates.show(row.target_date)}.")
    return " ".join(parts)


def _table_column(column: ActionColumn, today: date) -> Column[ActionRow]:
    key, width = column.key, _WIDTHS.get(column.key, _OWN_WIDTH)
    if key == "text":
        return Column(column.title, _named, width=width, stretch=True, tip=lambda row: row.text)
    if key == "target_date":
        return Column(
            column.title,
            lambda row: f"{dates.show(row.target_date)}{', overdue' if row.overdue(today) else ''}",
            lambda row: row.target_date,
            tone=lambda row: Tone.BAD if row.overdue(today) else None,
            width=width,
        )
    if key == "done_on":
        return Column(column.title, lambda row: dates.show(row.done_on), lambda row: row.done_on, width=width)
    if key == "status":
        return Column(column.title, lambda row: capital(row.status), tone=lambda row: _TONES[row.status], width=width)
    if column.own:
        return Column(column.title, lambda row: one_line(row.extra.get(key, "")), width=width)
    return Column(column.title, lambda row: one_line(getattr(row, key)), width=width, tip=lambda row: getattr(row, key))


def _named(row: ActionRow) -> str:
    return one_line(row.text) or "(no text yet)"


def _field(column: ActionColumn, today: date, year: int) -> Field:
    if column.key in _LONG:
        return LongTextField(column.title, lines=2, placeholder=_EXAMPLES[column.key])
    if column.key == "target_date":
        made = DateField(column.title, today=lambda: today)
        made.set_period(*dates.program_year_period(year))
        return made
    if column.key == "done_on":
        return DateField(column.title, latest=today)
    if column.key == "status":
        return ChoiceField(column.title, [(one, capital(one)) for one in ActionStatus])
    return TextField(column.title, max_length=400, placeholder=_EXAMPLES.get(column.key, ""))
