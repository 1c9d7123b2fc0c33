"""The window *State holidays*: the department's list, filled in by rule for a year and put right by hand."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from umdesk.domain import dates
from umdesk.domain.holidays import CHECK_IT
from umdesk.domain.writing import counted, enumerated
from umdesk.services import holidays
from umdesk.services.holidays import HolidayRow
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.form import heading, paragraph
from umdesk.ui.widgets.recordform import RecordForm, remove_button
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable
from umdesk.ui.widgets.unrecorded import Unrecorded

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class HolidaysWindow(SideWindow):
    """Lists the holidays on file; the coordinator fills in a year, adds a day and takes one out."""

    help_page = "td-assignments"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("State holidays", parent, 640, 680)
        self._context = context
        self.note = Note()
        self._model = RowsModel[HolidayRow](_columns(), key=lambda row: row.id, parent=self)
        self.table = RowsTable(self._model, "State holidays")
        self.table.set_empty("No holidays are on file, so working days leave out weekends only.")
        self.fill = push_button("Fill in the year", "calendar", self._fill)
        self.remove = remove_button("Remove the chosen holiday", self._remove)
        fields = {
            "on": DateField("Day", required=True),
            "name": TextField("What it is called", required=True, max_length=80, placeholder="Example: Mourning"),
        }
        self.form = RecordForm(context, fields, (("on", "name"),), "Add the holiday", self._add)
        self._typing = Unrecorded(context, "holiday", fields, self)
        self.column.addWidget(paragraph(f"A request to end a T&D assignment early is due in working days. {CHECK_IT}"))
        self.column.addWidget(self.note)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(side_by_side(self.fill, self.remove))
        self.adding = heading("Add a holiday")
        self.column.addWidget(self.adding)
        self.column.addWidget(self.form)
        self.finish()
        may = context.may("holidays.add")
        for part in (self.fill, self.remove, self.adding, self.form):
            part.setVisible(may)
        if may:
            self._typing.follow(context.program.id)
        context.announced.connect(self._announced)
        self.refresh()
        self._go_to_today()

    def refresh(self) -> None:
        """Show the holidays as they are now."""
        found = self._context.runner.now(holidays.listed, self._context.program)
        if found is None:
            return
        kept = self.table.current_key()
        self._model.set_rows(found.rows)
        self.table.choose(kept)
        years = enumerated([str(year) for year in found.missing])
        said = f"No holidays of {years} are on file: due days in {years} leave out weekends only." if years else ""
        self.note.say(said, Tone.ATTENTION, "attention")
        self._year = self._next_to_fill(found)
        self.fill.setText(f"Fill in {self._year}")
        self.fill.setToolTip(f"Adds the days of {self._year} by Government Code 19853 that are not on file")
        self.remove.setEnabled(bool(found.rows))

    def _next_to_fill(self, found: holidays.Holidays) -> int:
        """The first year from this one on that has none."""
        years = {row.on.year for row in found.rows}
        year = self._context.program.today().year
        while year in years:
            year += 1
        return year

    def _go_to_today(self) -> None:
        today = self._context.program.today()
        coming = next((row for row in self._model.all_rows() if row.on >= today), None)
        if coming is not None:
            self.table.choose(coming.id)

    def _fill(self) -> None:
        added = self._context.runner.now(holidays.fill, self._context.program, self._year)
        if added is not None:
            self._context.runner.tell(f"{counted(added, 'holiday')} added. Check them.")

    def _add(self, values: dict[str, Any]) -> None:
        holidays.add(self._context.program, values["on"], values["name"] or "")
        self._typing.forget()
        self.form.show_values({"on": None, "name": ""})

    def _remove(self) -> None:
        if key := self.table.current_key():
            self._context.runner.now(holidays.remove, self._context.program, key)

    def _announced(self, announced: Announced) -> None:
        if "holiday" in announced.tables:
            QTimer.singleShot(0, self, self.refresh)  # once the operation that announced is over


def _columns() -> tuple[Column[HolidayRow], ...]:
    return (
        Column("Holiday", lambda row: row.name, stretch=True),
        Column("Day", lambda row: dates.show(row.on), sort=lambda row: row.on, width=13),
        Column("Weekday", lambda row: _WEEKDAYS[row.on.weekday()], sort=lambda row: row.on.weekday(), width=12),
    )
