"""The people behind a goal's number, in a window of their own; each leads to the person's page."""

from PySide6.QtWidgets import QWidget

from umdesk.domain import dates
from umdesk.domain.goals import definition
from umdesk.domain.writing import capital, counted
from umdesk.services.year.goals import Counted, GoalStanding
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable


class GoalPeople(SideWindow):
    """Who counts towards a goal."""

    help_page = "program-year"

    def __init__(self, context: Context, row: GoalStanding, parent: QWidget | None = None) -> None:
        kind = row.goal.kind
        super().__init__(f"{capital(kind)} goal: {counted(len(row.reached), 'person', 'people')}", parent, 720, 560)
        self._context = context
        self.model = RowsModel[Counted](_columns(), key=lambda one: one.who.id, parent=self)
        self.table = RowsTable(self.model, f"People who count towards the {kind} goal")
        self.table.set_empty("Nobody counts towards this goal yet.")
        self.table.opened.connect(self._open)
        self.look = push_button("Open the person", "open", lambda: self._open(self.table.current_key()))
        span = dates.show_span(row.goal.timeframe.first, row.goal.timeframe.last)
        self.column.addWidget(paragraph(f"Counted from {span}, up to and with today."))
        self.column.addWidget(self.table, 1)
        self.column.addLayout(side_by_side(self.look))
        self.column.addWidget(QuietLabel(definition(kind)))
        self.finish()
        self.model.set_rows(row.reached)
        if row.reached:
            self.table.choose(row.reached[0].who.id)
        self.look.setEnabled(bool(row.reached))

    def _open(self, key: str) -> None:
        if key:
            self._context.person_wanted.emit(key)


def _columns() -> tuple[Column[Counted], ...]:
    return (
        Column("Name", lambda one: one.who.name, width=18),
        Column("From", lambda one: dates.show(one.on), sort=lambda one: one.on, width=11),
        Column("As", lambda one: one.what, stretch=True),
        Column("Number", lambda one: one.who.employee_number, width=8),
    )
