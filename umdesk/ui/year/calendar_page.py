"""Calendar: the dates of a year by month, marked as done, each leading to its place; and the department's own dates."""

from typing import Any

from PySide6.QtWidgets import QWidget

from umdesk.domain.year_calendar import Entry
from umdesk.domain.year_drafts import year_of_draft
from umdesk.services.year import calendar
from umdesk.ui.context import Context
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.recordform import remove_button
from umdesk.ui.widgets.status import ActionButton, QuietLabel
from umdesk.ui.widgets.table import RowsTable, fit_rows
from umdesk.ui.year.calendar_rows import CalendarModel
from umdesk.ui.year.date_form import TABLE, DateForm
from umdesk.ui.year.page import FoldedForm, head

_FEWEST, _MOST = 6, 13
"""Between how many dates the list is high."""
_WHAT = (
    "The next date stands on top, what is over at the end; a full circle asks for something to be done. Dates of "
    "windows, goals, actions, outreach and the handbook come from there."
)

_FILING = "Filing its report marks it as done; you can also mark it here."


class CalendarPage(FoldedForm):
    """The calendar of one program year."""

    form: DateForm
    tables = frozenset({
        "year_date", "filed_report", "cycle", "year_goal", "action", "outreach", "handbook_element", "planned_exam",
    })  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, "year.calendar.add")
        today = context.program.today
        self.act = action(
            self, "add", "&Add a date", self.ask_new, tip="A date of your department's own", may=self._may
        )
        self.model = CalendarModel(today, self)
        self.table = RowsTable(self.model, "Dates of the program year")
        self.table.setSortingEnabled(False)
        Narrow(self.table, {0: 95, 4: 100})
        fit_rows(self.table, _FEWEST, _MOST)
        self.about = Note()
        self.open = push_button("Go there", "open", self.go_there)
        self.change = push_button("Change…", "edit", self.ask_change)
        self.undone = push_button("Not done after all", "undo", lambda: self._mark(None))
        self.remove = remove_button("Remove the date", self._remove)
        self.done_on = DateField("Done on", required=True, latest=today())
        self.done = Ask("Mark as done…", "check", "Mark as done", [("done_on", self.done_on)])
        self.form = DateForm(context, self._recorded)
        self._typing = (self.form,)
        self._lay_out()
        self.table.chosen.connect(lambda _key: self._follow())
        self.table.opened.connect(lambda _key: self.go_there())
        self.done.opener.clicked.connect(lambda _checked=False: self.done_on.set_value(today()))
        self.done.confirmed.connect(lambda: self._mark(self.done_on.value()))

    def show_year(self, year: int) -> None:
        """Show the calendar of a program year, its next date chosen."""
        other = self._year != year
        super().show_year(year)
        if other and self.model.rowCount():
            self.table.choose(self.model.key(0))

    def refresh(self) -> None:
        """Show the dates as they are now; what is chosen stays chosen."""
        found = self._context.runner.now(calendar.of_year, self._context.program, self._year)
        if found is None:
            return
        kept = self.table.current_key()
        self.form.show_year(self._year)
        self.form.still_there(entry.own for entry in found)
        self.model.show_entries(found)
        if not self.table.choose(kept) and found:
            self.table.choose(found[0].key)
        self._follow()

    def year_of(self, record_id: str) -> int | None:
        """The year of a date of the department's own, or of one that is being typed."""
        found = self._context.runner.now(calendar.year_of, self._context.program, record_id)
        return found or year_of_draft(self._context.program.id, TABLE, record_id)

    def show_record(self, record_id: str) -> None:
        """Choose a date; the form where one is being typed."""
        if self.table.choose(record_id):
            self.table.setFocus()
        else:
            self.ask_new()

    def chosen(self) -> Entry | None:
        """The date that is chosen in the list."""
        return self.model.find(self.table.current_key())

    def go_there(self) -> None:
        """Go to where the chosen date comes from, or is done; an own one is changed."""
        entry = self.chosen()
        if entry is None:
            return
        if entry.tab:
            self._go(entry.tab, entry.record)
        elif entry.own:
            self.ask_change()

    def ask_change(self) -> None:
        """Show the form with the chosen date of the department's own."""
        entry = self.chosen()
        if entry is not None and entry.own and self._may:
            self.form.change_entry(entry)
            self._unfold()

    def _mark(self, on: Any) -> None:
        entry = self.chosen()
        if entry is None:
            return

        def act() -> bool:
            calendar.mark(self._context.program, self._year, entry.mark, on)
            return True

        if self._context.runner.now(act, refused=self.done.refuse):
            self.done.done()
            self.table.setFocus()

    def _remove(self) -> None:
        entry = self.chosen()
        if entry is not None and entry.own:
            self._context.runner.now(calendar.remove, self._context.program, entry.own)
            self.table.setFocus()

    def _follow(self) -> None:
        """Offer what can be done with the chosen date."""
        entry = self.chosen()
        acts: tuple[QWidget, ...] = (self.done, self.undone, self.change, self.remove, self.open)
        self.done.follow(entry.key if entry is not None else "")
        if entry is None:
            self.about.say("")
            for each in acts:
                each.setVisible(False)
            return
        mark, own, reports = self._may and bool(entry.mark), self._may and bool(entry.own), entry.tab == "Reports"
        done = entry.done_on is not None
        for act, offered in zip(acts, (mark and not done, mark and done, own, own, bool(entry.tab)), strict=True):
            act.setVisible(offered)
        self.open.setText("Go to the report" if reports else "Go there")
        if reports and entry.late(self._context.program.today()):
            self.about.say(f"{_in_full(entry)} {_FILING}", Tone.ATTENTION, "info")
        else:
            self.about.say(_in_full(entry), Tone.QUIET, "info")

    def _lay_out(self) -> None:
        self.add_layout(head("Calendar", ActionButton(self.act, primary=True)))
        self.add(QuietLabel(_WHAT))
        self.add(self.table)
        self.add(self.about)
        self.add_layout(side_by_side(self.open, self.undone, self.change, self.remove))
        self.add(self.done)
        self._put_form()


def _in_full(entry: Entry) -> str:
    """A date with what is written beside it, as sentences."""
    return " ".join(f"{part.rstrip('.')}." for part in (entry.what, entry.about) if part)
