"""A list of records of a program year with the form that adds one, and puts a chosen one right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.year_drafts import draft_record, year_of_draft
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import expect_in_period
from umdesk.ui.widgets.fields import Field, LongTextField
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.recordform import remove_button
from umdesk.ui.widgets.recording import Kind, Recording
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable, fit_rows

Row = TypeVar("Row")
_FEWEST = 3
"""As many rows as a list has room for at least; the sentence of an empty one stands in it."""


@dataclass(frozen=True, slots=True)
class Keeping(Generic[Row]):
    """What a list keeps: its table in the program, its names, columns and fields, and the functions that change it.

    `values` are those of a row by the names of the fields, `called` names it in the heading over the form. `add` gets
    all values, `edit` the id and all of them, `remove` the id; what they raise stands under the field. `day` is the
    field with the date that lies in the program year, if there is one.
    """

    table: str
    name: str
    empty: str
    columns: Sequence[Column[Row]]
    key: Callable[[Row], str]
    called: Callable[[Row], str]
    values: Callable[[Row], dict[str, Any]]
    heading: str
    button: str
    fields: Mapping[str, Field]
    lines: Sequence[Sequence[str]]
    first: Callable[[], Mapping[str, Any]]
    add: Callable[[dict[str, Any]], object]
    edit: Callable[[str, dict[str, Any]], object]
    remove: Callable[[str], object]
    day: str = ""


class RecordList(QWidget, Generic[Row]):
    """The list, its acts and its form; `chosen` carries the id of the row that is chosen, "" for none.

    It is as high as its rows, up to `rows` of them. `narrow` tells of columns from how many characters of width on they
    are shown.
    """

    chosen = Signal(str)

    def __init__(
        self, context: Context, keeping: Keeping[Row], rows: int = 10, narrow: Mapping[int, int] | None = None
    ) -> None:
        super().__init__()
        self._context, self._keeping = context, keeping
        self._may = False
        self._before: set[str] | None = None
        self.model = RowsModel[Row](keeping.columns, key=keeping.key, parent=self)
        self.table = RowsTable(self.model, keeping.name)
        self.table.set_empty(keeping.empty)
        Narrow(self.table, narrow or {})
        fit_rows(self.table, _FEWEST, rows)
        self.right = push_button("Change…", "edit", self.change)
        self.remove = remove_button(f"Remove from {keeping.name.lower()}", self._remove)
        for field in keeping.fields.values():
            if isinstance(
                field, LongTextField
            ):  # Qt counts a form with its least height, but lays it out with the best
                field.box.setFixedHeight(field.box.minimumHeight())
        kind = Kind(keeping.table, keeping.heading, keeping.button, self._add, self._edit)
        self.recording = Recording(context, kind, keeping.fields, keeping.lines)
        self.recording.begin_with(keeping.first)
        self.recording.recorded.connect(self._recorded)
        self.table.chosen.connect(self._chose)
        self.table.opened.connect(lambda _key: self.change())
        self.acts = side_by_side(self.right, self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.table)
        column.addLayout(self.acts)
        column.addWidget(self.recording)

    def put_beside(self, *buttons: QPushButton) -> None:
        """Put further acts on the chosen row beside *Change*."""
        before: QWidget = self.right
        for button in buttons:
            self.acts.insertWidget(self.acts.indexOf(self.remove), button)
            QWidget.setTabOrder(before, button)  # Qt puts what is made later behind everything
            before = button

    def show_rows(self, rows: Sequence[Row], year: int, *, may: bool) -> None:
        """Show the rows of a program year; what is chosen and typed stays."""
        self._may = may
        kept = self.table.current_key()
        if self._before is not None and len(added := {self._keeping.key(row) for row in rows} - self._before) == 1:
            (kept,) = added  # files and follow-ups that come next belong to what was recorded just now
        self._before = None
        self.model.set_rows(rows)
        if rows and not self.table.choose(kept):
            self.table.choose(self._keeping.key(rows[0]))
        if self._keeping.day:
            expect_in_period([self._keeping.fields[self._keeping.day]], *dates.program_year_period(year))
        self.recording.follow(draft_record(self._context.program.id, self._keeping.table, year))
        self.recording.still_there(self._keeping.key(row) for row in rows)
        self.recording.setVisible(may)
        self._chose(self.table.current_key())

    def year_of_typing(self, record_id: str) -> int | None:
        """The program year under which typing is kept by this id, None where it is none of this list."""
        return year_of_draft(self._context.program.id, self._keeping.table, record_id)

    def current(self) -> Row | None:
        """The row that is chosen."""
        return self.model.find(self.table.current_key())

    def change(self) -> None:
        """Show the chosen row in the form."""
        row = self.current()
        if row is not None and self._may:
            self.recording.correct(
                self._keeping.key(row), f"Change {self._keeping.called(row)}", self._keeping.values(row)
            )
            self._bring_up()

    def show_record(self, record_id: str) -> bool:
        """Choose a record, with what was typed into it and never recorded; False where the list has none of this id.

        The id may be that under which typing for a new record is kept.
        """
        if self.table.choose(record_id):
            if self._may and self.recording.typed_into(record_id):
                self.change()
            return True
        if self._may and self.year_of_typing(record_id) is not None:
            self.begin()
            return True
        return False

    def begin(self) -> None:
        """Bring the form for a new record into view, with what was typed in it and the cursor in its first field."""
        self.recording.go_on()
        self._bring_up()
        next(iter(self.recording.fields.values())).setFocus()

    def keep(self) -> None:
        """Keep what was typed and is not recorded yet."""
        self.recording.keep()

    def _recorded(self, corrected: bool) -> None:
        """Go where one goes on: to the next record, or back to the list from which one was put right."""

        def go() -> None:
            if corrected:
                self.table.setFocus()
            elif self.isVisible():
                self.begin()

        QTimer.singleShot(0, self, go)  # once the page has shown what was recorded, which moves the form

    def _add(self, values: dict[str, Any]) -> None:
        self._before = {self._keeping.key(row) for row in self.model.rows()}
        self._keeping.add(values)

    def _edit(self, key: str, changes: dict[str, Any]) -> None:
        row = self.model.find(key)
        if row is not None:
            self._keeping.edit(key, {**self._keeping.values(row), **changes})

    def _bring_up(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, FormPanel):
            above = above.parentWidget()
        if above is not None:
            above.bring_up(self.recording)

    def _remove(self) -> None:
        if key := self.table.current_key():
            self._context.runner.now(self._keeping.remove, key)

    def _chose(self, key: str) -> None:
        for button in (self.right, self.remove):
            button.setVisible(self._may)
            button.setEnabled(bool(key))
        self.chosen.emit(key)
