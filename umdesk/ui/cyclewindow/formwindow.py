"""The window *Application form*: the form of a cycle as it would be printed now, to be printed, saved or opened."""

from PySide6.QtWidgets import QComboBox, QWidget

from umdesk.domain.words import CycleState
from umdesk.jobs import print_form
from umdesk.jobs.print_form import FormPdf
from umdesk.services import cycles, reports
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.preview import PreviewPane
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.picker import Picker

_WHAT = (
    "Send the saved PDF to be filled in on a screen, or print it. What comes back as a PDF you drop on the list of "
    "applicants. Its announcement stands with the application window; the settings say which parts it has."
)
_TABLES = frozenset({"cycle", "setting"})


class FormWindow(SideWindow):
    """Shows the form of one cycle; another one can be chosen."""

    help_page = "application-window"

    def __init__(self, context: Context, parent: QWidget | None = None, cycle_id: str = "") -> None:
        super().__init__("Application form", parent, 860, 800)
        self._context = context
        self.picker = Picker("&Cycle")
        self.pane = PreviewPane()
        self.pane.set_may_leave(context.may("reports.record_copy"))
        self.column.addLayout(self.picker.row())
        self.column.addWidget(paragraph(_WHAT))
        self.column.addWidget(self.pane, 1)
        self.finish()
        fill(self.picker, context, cycle_id)
        self.picker.activated.connect(lambda _index: self.draw())
        context.announced.connect(self._announced)
        self.draw()

    def draw(self) -> None:
        """Make the form of the chosen cycle anew."""
        cycle_id = self.picker.currentData()
        if not cycle_id:
            self.pane.clear("There is no cycle yet. Make one first: a form is for one application window.")
            return
        program = self._context.program
        self._context.runner.later(
            lambda _progress: print_form.make_form(program, cycle_id),
            self._show,
            owner=self.pane,
            title="Making the application form",
            refused=lambda error: self.pane.clear(str(error)),
        )

    def _show(self, made: FormPdf) -> None:
        program = self._context.program
        self.pane.show_pdf(made.data, made.title, made.file_name, made.unprintable)
        self.pane.way_out = lambda how, deliver: reports.record_copy(program, made.paper, how, deliver)

    def _announced(self, announced: Announced) -> None:
        if announced.tables & _TABLES:
            fill(self.picker, self._context, self.picker.currentData() or "")
            self.draw()


def fill(picker: QComboBox, context: Context, cycle_id: str) -> None:
    """Offer all cycles and choose one of them: the wanted one, else the first that is a draft or open, else the newest.

    A window that is still to come or runs is what people come here for.
    """
    found = context.runner.now(cycles.list_cycles, context.program) or ()
    picker.clear()
    for line in found:
        picker.addItem(f"{line.name}  ({line.state})", line.id)
    running = next((line.id for line in found if line.state in (CycleState.DRAFT, CycleState.OPEN)), "")
    at = picker.findData(cycle_id) if cycle_id else -1
    at = at if at >= 0 else picker.findData(running) if running else 0
    picker.setCurrentIndex(at if found else -1)
