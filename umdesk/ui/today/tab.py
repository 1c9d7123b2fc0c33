"""The tab Today: one line for each thing that is due, late ones first; each opens the place where it is done."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain import dates, today
from umdesk.domain.today import Due, When
from umdesk.services import today as services
from umdesk.services.plans import queries
from umdesk.services.plans.queries import AT_ONCE
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.form import title
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import ActionButton, Chips, EmptyState, QuietLabel
from umdesk.ui.widgets.table import RowsTable

_TONES = {When.LATE: Tone.BAD, When.NOW: Tone.ATTENTION, When.SOON: Tone.QUIET}
_ALL = "all"


class TodayTab(QWidget):
    """What waits for the signed-in account, to be worked off from the top."""

    help_page = "today"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._request = 0
        self._open = action(
            self, "play", "&Open", lambda: self._go(self.table.current_key()),
            tip="Go to where the chosen line is done (Enter)",
        )  # fmt: skip
        self._day = QuietLabel()
        self.model = RowsModel[Due](self._columns(), key=_key, parent=self)
        self.table = RowsTable(self.model, "What is due")
        Narrow(self.table, {1: 125, 4: 125})  # what is to be done is read first
        self.table.opened.connect(self._go)
        self.table.chosen.connect(lambda _key: self._open.setEnabled(bool(self.table.current_key())))
        self.chips = Chips("Show")
        self.chips.chosen.connect(self._narrow)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list())
        self._stack.addWidget(EmptyState("check", "Nothing is due", _NOTHING))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.refresh(None)

    def refresh(self, announced: Announced | None) -> None:
        """Show what is due now; of very many plans it is read beside the window."""
        self._request += 1
        context, program, request = self._context, self._context.program, self._request
        if self._plans() <= AT_ONCE:
            self._fill(context.runner.now(services.due, program) or ())
            return

        def done(found: Sequence[Due]) -> None:
            if request == self._request:
                self._fill(found)

        self.table.set_empty("Reading what is due…")
        context.runner.later(lambda _progress: services.due(program), done, owner=self, title="Reading what is due")

    def _plans(self) -> int:
        counted = self._context.sees("plans.queries.how_many")
        return (self._context.runner.now(queries.how_many, self._context.program) or 0) if counted else 0

    def _fill(self, found: Sequence[Due]) -> None:
        day = self._context.program.today()
        self._day.setText(dates.show(day))
        self.model.set_rows(found)
        counts = {each: sum(today.when(due, day) is each for due in found) for each in When}
        self.chips.set_chips([(_ALL, "All", len(found)), *((each.value, each.value, counts[each]) for each in When)])
        self._narrow(self.chips.current())
        self._stack.setCurrentIndex(0 if found else 1)
        if self.model.rowCount() and not self.table.current_key():
            self.table.choose(self.model.key(0))
        self._open.setEnabled(bool(self.table.current_key()))

    def settle(self) -> bool:
        """Nothing is typed here."""
        return True

    def primary_action(self) -> QAction:
        """Open the chosen line."""
        return self._open

    def find(self) -> None:  # type: ignore[override] # what the window calls it; QWidget.find is another thing
        """Put the cursor on the list."""
        self.table.setFocus()

    def _go(self, key: str) -> None:
        found = next((row for row in self.model.rows() if _key(row) == key), None)
        if found is None:
            return
        if found.window:
            self._context.window_wanted.emit(found.window)
        else:
            self._context.page_wanted.emit(found.tab, found.record, found.page)

    def _narrow(self, key: str) -> None:
        day = self._context.program.today()
        self.model.set_condition(None if key == _ALL else lambda due: today.when(due, day).value == key)
        self.table.set_empty("Nothing of this kind is due.")

    def _columns(self) -> tuple[Column[Due], ...]:
        now = self._context.program.today
        return (
            Column(
                "By when",
                lambda due: today.by_when(due.day, now()),
                sort=lambda due: due.day or now(),
                tone=lambda due: _TONES[today.when(due, now())],
                width=14,
            ),
            Column("Date", lambda due: dates.show(due.day), sort=lambda due: due.day or now(), width=12),
            Column("What", lambda due: due.what, stretch=True),
            Column("For", lambda due: due.about, width=34),
            Column("About", lambda due: due.kind.value, width=11),
        )

    def _list(self) -> QWidget:
        page = QWidget()
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addWidget(title("Today"))
        top.addWidget(self._day)
        top.addSpacing(SPACE_12)
        top.addWidget(self.chips, 1)
        top.addWidget(ActionButton(self._open, primary=True))
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_8)
        column.setSpacing(SPACE_12)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        return page


def _key(due: Due) -> str:
    return f"{due.kind} {due.record} {due.page} {due.about} {due.what}"


_NOTHING = (
    "Here each morning is what waits for you: plans to look at, signatures that are out, reviews, T&D that ends, lists "
    "that expire, raters who are late, deadlines. A line opens the place where it is done."
)
