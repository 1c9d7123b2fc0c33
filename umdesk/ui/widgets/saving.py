"""A list as a workbook: the same way out for every table."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject

from umdesk.domain.writing import counted
from umdesk.ui.context import Context
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.copying import copy_beside
from umdesk.ui.widgets.filedialogs import ask_for_workbook
from umdesk.ui.widgets.table import RowsTable

if TYPE_CHECKING:
    from umdesk.ui.runner import Progress

Row = TypeVar("Row")
_AT_ONCE = 500  # rows between two words on how far it is


class ListSaver(QObject, Generic[Row]):
    """Adds *Save as Excel…* to a table: its columns as shown, its rows as filtered and sorted; copies very many later.

    `what` says what the list is ("Applicants, Spring 2026"), which names the file and stands in the history. `person`
    gives the id of the person in a row, for the account of disclosures; a list without people has none.
    """

    def __init__(
        self,
        table: RowsTable[Row],
        context: Context,
        what: Callable[[], str],
        person: Callable[[Row], str] | None = None,
    ) -> None:
        super().__init__(table)
        self._table = table
        self._context = context
        self._what = what
        self._person = person
        self.action = action(
            table, "export", "Save as E&xcel…", self.ask, tip="Save the list as it is shown here as a workbook",
            may=context.may("lists.record_copy"),
        )  # fmt: skip
        table.addAction(self.action)
        copy_beside(table, context.runner)

    def ask(self) -> None:
        """Ask where to save the list."""
        name = re.sub(r'[\\/:*?"<>|]+', " ", self._what()).strip()
        ask_for_workbook(self._table, f"{name}.xlsx", self.save_to, "Save the list as an Excel workbook")

    def save_to(self, path: Path) -> None:
        """Save the list, off the GUI thread."""
        from umdesk.jobs import save_list  # noqa: PLC0415 -- only when a list is saved

        rows, columns = self._table.rows_model.rows(), self._table.shown_columns()
        program, what, person = self._context.program, self._what(), self._person

        def save(progress: "Progress") -> int:
            cells: list[list[Any]] = []
            for number, row in enumerate(rows):
                if number % _AT_ONCE == 0:
                    progress(number, len(rows), "Reading the list")
                cells.append([column.value(row) for column in columns])
            people = [person(row) for row in rows] if person else []
            out = save_list.ListOut(what, [column.title for column in columns], cells, people)
            return save_list.save(program, path, out, progress)

        def done(count: int) -> None:
            self._context.runner.tell(f"Saved {counted(count, 'row')} to {path.name}.")

        self._context.runner.later(save, done, owner=self, title=f"Saving {path.name}", cancellable=True)
