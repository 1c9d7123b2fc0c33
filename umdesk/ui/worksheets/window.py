"""The window *Worksheets*: print one for who cannot come to the desk, and take one in that came back."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from umdesk.domain.plans import FROZEN
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.words import TAKES_PART
from umdesk.jobs import worksheets as job
from umdesk.jobs.worksheets import SheetPdf
from umdesk.services.plans import queries, worksheets
from umdesk.services.plans.printing import Made
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.preview import PreviewPane
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.picker import Picker
from umdesk.ui.worksheets.returned import ReturnedPage

_WHAT = (
    "For a supervisor who cannot come to the desk: it holds what the plan says so far and room for more. Send the "
    "saved PDF, or print it. What comes back is compared with the plan; nothing is overwritten without your word."
)
_NOBODY = "No plan can take a worksheet now: each is printed. Start an amendment first."
_TABLES = frozenset({"revision", "plan_goal", "plan_competency", "plan_activity", "plan_cost", "person", "appointment"})


class WorksheetsWindow(SideWindow):
    """Two pages: print a worksheet, and one that came back."""

    help_page = "worksheets"

    def __init__(self, context: Context, parent: QWidget | None = None, participation_id: str = "") -> None:
        super().__init__("Worksheets", parent, 1080, 800)
        self.printing = PrintPage(context, participation_id)
        self.returned = ReturnedPage(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Worksheets")
        self.tabs.tabBar().setAccessibleName("Worksheets")
        self.tabs.addTab(self.printing, "Print a worksheet")
        self.tabs.addTab(self.returned, "One that came back")
        self.column.addWidget(paragraph(_WHAT))
        self.column.addWidget(self.tabs, 1)
        self.finish()
        context.announced.connect(self._announced)

    def _announced(self, announced: Announced) -> None:
        if announced.tables & _TABLES:
            QTimer.singleShot(0, self.printing, self.printing.refresh)  # once the operation that announced is over


class PrintPage(QWidget):
    """The worksheet of one plan, to be saved, printed or opened."""

    def __init__(self, context: Context, participation_id: str) -> None:
        super().__init__()
        self._context = context
        self.picker = Picker("&Participant")
        self.pane = PreviewPane()
        self.pane.set_may_leave(context.may("plans.worksheets.keep"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_8, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(self.picker.row())
        column.addWidget(self.pane, 1)
        self.picker.activated.connect(lambda _index: self.draw())
        self._wanted = participation_id
        self.refresh()

    def refresh(self) -> None:
        """Offer the plans that can take a worksheet, and draw the chosen one anew."""
        chosen = self.picker.currentData() or self._wanted
        rows = self._context.runner.now(queries.list_plans, self._context.program) or ()
        self.picker.clear()
        for row in rows:
            if row.theirs and row.participation_state in TAKES_PART and row.revision_state not in FROZEN:
                self.picker.addItem(f"{row.name}  ({row.plan_number})", row.participation_id)
        at = self.picker.findData(chosen)
        self.picker.setCurrentIndex(max(at, 0) if self.picker.count() else -1)
        self.draw()

    def draw(self) -> None:
        """Make the worksheet of the chosen plan."""
        participation = self.picker.currentData()
        if not participation:
            self.pane.clear(_NOBODY)
            return
        program = self._context.program
        self._context.runner.later(
            lambda _progress: job.make(program, participation),
            self._show,
            owner=self.pane,
            title="Making the worksheet",
            refused=lambda error: self.pane.clear(str(error)),
        )

    def _show(self, made: SheetPdf) -> None:
        program = self._context.program
        kept = Made(made.data, made.pages, snapshot_digest(made.sheet.snapshot))
        self.pane.show_pdf(made.data, made.title, made.file_name, made.unprintable, seen=made.seen)
        self.pane.way_out = lambda how, deliver: worksheets.keep(program, made.sheet, kept, how, deliver)
