"""What a tab with a list of participants and the plan of one of them is, whatever the list looks like."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from umdesk.services.plans import queries
from umdesk.ui.context import Context
from umdesk.ui.plans.editor import Editor
from umdesk.ui.plans.sections import HELP
from umdesk.ui.widgets.actions import action

if TYPE_CHECKING:
    from umdesk.services.programs import Announced


class _Pages(QStackedWidget):
    """List and editor; their own lists and forms scroll, so the tab as a whole need not grow with a wrapped text."""

    def hasHeightForWidth(self) -> bool:
        """No: the parts scroll by themselves."""
        return False


class PlansPlace(QWidget):
    """Either a list or the plan of one participant is in view; who inherits makes the list and adds the pages."""

    list_help = "plans"
    """The help page of the list."""

    def __init__(self, context: Context, back_to: str) -> None:
        super().__init__()
        self._context = context
        self._open = action(self, "plan", "&Open plan", self._open_chosen)
        self.editor = Editor(context, back_to)
        self.editor.back.connect(self.show_list)
        self.editor.changed.connect(context.actions_changed)
        self.pages = _Pages()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)

    def refresh(self, announced: "Announced | None") -> None:
        """Show the data as they are now."""
        if announced is not None and not announced.tables & _TABLES:
            return
        if self.pages.currentWidget() is self.editor:
            self.editor.refresh()
        else:
            self._fill()

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        return self.editor.settle()

    def primary_action(self) -> QAction:
        """Open the chosen plan; in a plan its next step."""
        return self.editor.primary if self.pages.currentWidget() is self.editor else self._open

    @property
    def help_page(self) -> str:
        """The help page of what is in view: the list, or the part of the plan that one is in."""
        if self.pages.currentWidget() is not self.editor:
            return self.list_help
        return HELP.get(self.editor.view.sections.current(), self.list_help)

    def show_record(self, record_id: str) -> None:
        """Show the plan of a person, participation, plan, revision or of one of its lines, and that line in it."""
        participation = self._context.runner.now(queries.participation_of, self._context.program, record_id)
        if participation:
            self.open_plan(participation)
            self.editor.go_to_page(record_id)

    def show_page(self, key: str) -> None:
        """Show a page of the plan in view, such as its signatures."""
        if self.pages.currentWidget() is self.editor:
            self.editor.go_to_page(key)

    def take_files(self, files: Sequence[Path]) -> None:
        """Scans of signed paper were dropped: read and file them."""
        if self._context.may("plans.filing.file"):
            self._context.window_wanted.emit("scans " + "\n".join(map(str, files)))

    def open_plan(self, participation_id: str) -> None:
        """Show the plan of a participation."""
        raise NotImplementedError

    def show_list(self) -> None:
        """Back to the list."""
        raise NotImplementedError

    def _fill(self) -> None:
        raise NotImplementedError

    def _open_chosen(self) -> None:
        raise NotImplementedError


_TABLES = frozenset({
    "participation", "participation_state", "plan", "revision", "plan_item", "plan_goal", "plan_competency",
    "plan_activity", "plan_cost", "progress", "money_record", "td_assignment", "advancement", "person", "appointment",
    "setting", "job_class", "review", "revision_step", "contact", "participation_file",
    "qualification_note", "exam_result", "duty_change", "printed_document", "holiday", "resource", "mentor_match",
    "ladder_step",
})  # fmt: skip
