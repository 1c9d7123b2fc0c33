"""The form that adds a date of the department's own to the calendar of a year, or changes one."""

from collections.abc import Callable
from typing import Any

from umdesk.domain import dates
from umdesk.domain.year_calendar import Entry
from umdesk.domain.year_drafts import draft_record
from umdesk.services.year import calendar
from umdesk.ui.context import Context
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import TextField
from umdesk.ui.widgets.recording import Kind, Recording

TABLE = "year_date"


class DateForm(Recording):
    """Records a date of the year that `show_year` named; `changed` is called with its id."""

    def __init__(self, context: Context, changed: Callable[[str], None]) -> None:
        self._program = context.program
        self._changed = changed
        self._year = 0
        self._values: dict[str, Any] = {}
        self.day = DateField("Day", required=True, today=context.program.today)
        fields = {
            "on": self.day,
            "title": TextField("What is due", required=True, max_length=120, placeholder="Example: Ask for mentors"),
            "note": TextField("Note", placeholder="Example: By mail to all unit chiefs"),
        }
        kind = Kind(TABLE, "Add a date of your department's own", "Add the date", self._set, self._change)
        super().__init__(context, kind, fields, (("on", "title"), ("note",)))
        self.begin_with(lambda: dict.fromkeys(fields))

    def show_year(self, year: int) -> None:
        """Add dates to another program year."""
        self._year = year
        self.day.set_period(*dates.program_year_period(year))
        self.follow(draft_record(self._program.id, TABLE, year))

    def change_entry(self, entry: Entry) -> None:
        """Show a date to be changed."""
        self._values = {"on": entry.on, "title": entry.what, "note": entry.about}
        self.correct(entry.own, f"Change the date of {dates.show(entry.on)}", self._values)

    def _set(self, values: dict[str, Any]) -> None:
        made = calendar.add(self._program, self._year, values["on"], values["title"] or "", values["note"] or "")
        self._changed(made)

    def _change(self, key: str, changes: dict[str, Any]) -> None:
        values = self._values | changes
        calendar.change(self._program, key, values["on"], values["title"] or "", values["note"] or "")
        self._changed(key)
