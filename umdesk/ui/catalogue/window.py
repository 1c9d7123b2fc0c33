"""The window *Catalogue of activities*, with the templates of plans beside it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTabWidget, QWidget

from umdesk.services.programs import Announced
from umdesk.ui.catalogue.entries import EntriesPage
from umdesk.ui.catalogue.templates import TemplatesPage
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.widgets.form import paragraph

_TABLES = frozenset({"catalogue_activity", "job_class", "resource", "setting"})
_OF_A_PLAN = frozenset({
    "plan_template", "revision", "plan_goal", "plan_activity", "plan_competency", "plan_cost",
})  # fmt: skip
_WHAT = (
    "Activities that plans are offered by target class and competency, and templates of whole plans for common paths. "
    "Both belong to the department; plans keep what they have when something is changed here."
)


class CatalogueWindow(SideWindow):
    """The catalogue and the templates; the coordinator keeps them, supervisors and readers look."""

    help_page = "catalogue"

    def __init__(self, context: Context, parent: QWidget | None = None, page: str = "") -> None:
        super().__init__("Catalogue of activities", parent, 1180, 740)
        self.entries = EntriesPage(context)
        self.templates = TemplatesPage(context)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.setAccessibleName("Catalogue of activities")
        self.pages.tabBar().setAccessibleName("Catalogue of activities")
        self.pages.addTab(self.entries, "Activities")
        self.pages.addTab(self.templates, "Templates of plans")
        self.column.addWidget(paragraph(_WHAT))
        self.column.addWidget(self.pages, 1)
        self.finish()
        context.announced.connect(self._announced)
        self.entries.refresh()
        if page == "templates":
            self.pages.setCurrentWidget(self.templates)
        self.entries.search.setFocus()

    def reject(self) -> None:
        """Escape and Close give up a new entry first; only then the window closes."""
        if self.pages.currentWidget() is not self.entries or not self.entries.leave_form():
            super().reject()

    def _announced(self, announced: Announced) -> None:
        # Once the operation that announced is over.
        if announced.tables & _TABLES:
            QTimer.singleShot(0, self, self.entries.refresh)
        if "plan_template" in announced.tables:
            QTimer.singleShot(0, self, self.templates.refresh)


class PlanTemplatesWindow(SideWindow):
    """The templates for one plan: what each would add, adding one, keeping the plan as one."""

    help_page = "activities"

    def __init__(self, context: Context, revision_id: str, number: str, parent: QWidget | None = None) -> None:
        super().__init__(f"Templates for plan {number}", parent, 1080, 640)
        self.page = TemplatesPage(context, revision_id, number)
        self.column.addWidget(self.page, 1)
        self.finish()
        context.announced.connect(self._announced)
        self.page.table.setFocus()

    def _announced(self, announced: Announced) -> None:
        if announced.tables & {
            "plan_template",
            "revision",
            "plan_goal",
            "plan_activity",
            "plan_competency",
            "plan_cost",
        }:
            QTimer.singleShot(0, self, self.page.refresh)  # once the operation that announced is over
