"""The tab Career plans: the participants, and the editor of one plan."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from umdesk.services.plans import queries
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.plans.editor import Editor
from umdesk.ui.plans.participants import ParticipantsPage

if TYPE_CHECKING:
    from umdesk.services.programs import Announced


class Pages(QStackedWidget):
    """List and editor; their own lists and forms scroll, so the tab as a whole need not grow with a wrapped text."""

    def hasHeightForWidth(self) -> bool:
        """No: the parts scroll by themselves."""
        return False


class PlansTab(QWidget):
    """Either the list of participants or the plan of one of them is in view."""

    help_page = "plans"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._open = QAction(icon("plan"), "&Open plan", self)
        self._open.setToolTip("Open the plan of the chosen participant (Enter)")
        self._open.triggered.connect(lambda _checked=False: self._open_chosen())
        self.participants = ParticipantsPage(context, self._open)
        self.participants.opened.connect(self.open_plan)
        self.participants.chosen.connect(self._follow)
        self.editor = Editor(context)
        self.editor.back.connect(self.show_list)
        self.editor.changed.connect(context.actions_changed)
        self.pages = Pages()
        self.pages.addWidget(self.participants)
        self.pages.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.refresh(None)

    def refresh(self, announced: "Announced | None") -> None:
        """Show the data as they are now."""
        if announced is not None and not concerns_plans(announced):
            return
        if self.pages.currentWidget() is self.editor:
            self.editor.refresh()
        else:
            self.participants.refresh()
            self._follow()

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        return self.editor.settle()

    def primary_action(self) -> QAction:
        """Open a plan; in a plan its next step."""
        return self.editor.primary if self.pages.currentWidget() is self.editor else self._open

    def show_record(self, record_id: str) -> None:
        """Show the plan of a person, participation, plan or revision."""
        participation = self._context.runner.now(queries.participation_of, self._context.program, record_id)
        if participation:
            self.open_plan(participation)

    def find(self) -> None:  # type: ignore[override] # what the window calls it; QWidget.find is another thing
        """Put the cursor into the search field of the list."""
        self.show_list()
        self.participants.find_someone()

    def open_plan(self, participation_id: str) -> None:
        """Show the plan of a participation."""
        if participation_id:
            self.pages.setCurrentWidget(self.editor)
            self.editor.open_plan(participation_id)
            self._context.actions_changed.emit()

    def show_list(self) -> None:
        """Back to the participants."""
        self.editor.settle()
        self.pages.setCurrentWidget(self.participants)
        self.participants.refresh()
        self._follow()
        if self.editor.detail is not None:
            self.participants.table.choose(self.editor.detail.participation_id)
        self.participants.table.setFocus()
        self._context.actions_changed.emit()

    def _open_chosen(self) -> None:
        self.open_plan(self.participants.table.current_key())

    def _follow(self) -> None:
        self._open.setEnabled(bool(self.participants.table.current_key()))


_TABLES = frozenset({
    "participation", "participation_state", "plan", "revision", "plan_item", "plan_goal", "plan_competency",
    "plan_activity", "plan_cost", "progress", "money_record", "td_assignment", "advancement", "person", "appointment",
    "setting", "job_class",
})  # fmt: skip


def concerns_plans(announced: "Announced") -> bool:
    """Whether an operation changed what the lists and the editor of plans show."""
    return bool(announced.tables & _TABLES)
