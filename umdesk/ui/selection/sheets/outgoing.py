"""What goes out to raters: sheets to print, blank ones, and a workbook for each."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.writing import counted
from umdesk.jobs import rating_sheets as jobs
from umdesk.services.cycles import CycleDetail
from umdesk.ui.context import Context
from umdesk.ui.dialogs import shown
from umdesk.ui.paperwindow import PaperWindow
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import ChoiceField, Note
from umdesk.ui.widgets.filedialogs import ask_for_folder

_ALL = "all"


class OutPanel(QWidget):
    """Behaviour of the row from which sheets and workbooks go out; what came of it is said in `note`."""

    def __init__(self, context: Context, note: Note) -> None:
        super().__init__()
        self.context = context
        self.note = note
        self.cycle: CycleDetail | None = None
        self._raters: list[str] = []
        self.rater = ChoiceField("Rater")
        self.rater.setFixedWidth(self.fontMetrics().averageCharWidth() * 34)
        self.show_pages = push_button("Show sheets to print", "pdf", self.show_sheets)
        self.books = push_button("Save workbooks…", "export", self.ask_where_books)
        self.blank = push_button("Show a blank sheet", "pdf", self.show_blank)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        for widget in (self.rater, self.show_pages, self.books, self.blank):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)

    def show_raters(self, cycle: CycleDetail, names: list[tuple[str, str]]) -> None:
        """Offer the raters of a cycle, by id and name; the chosen one stays if it is among them."""
        self.cycle = cycle
        kept = self.rater.value()
        self._raters = [rater_id for rater_id, _name in names]
        self.rater.set_choices([(_ALL, "All raters"), *names])
        self.rater.set_value(kept if kept in self._raters else _ALL)

    def chosen_raters(self) -> list[str]:
        """The raters that sheets go out to."""
        chosen = self.rater.value()
        return self._raters if chosen in (None, _ALL) else [str(chosen)]

    def show_sheets(self) -> PaperWindow | None:
        """Draw the sheets of the chosen raters off the window's thread and show them, to be printed or saved."""
        return self._show_papers(self.chosen_raters())

    def show_blank(self) -> PaperWindow | None:
        """Draw a sheet without application and rater."""
        return self._show_papers([])

    def _show_papers(self, rater_ids: list[str]) -> PaperWindow | None:
        if self.cycle is None:
            return None
        program, cycle_id = self.context.program, self.cycle.id
        return shown(
            PaperWindow(
                self.context,
                f"Rating sheets, {self.cycle.name}",
                lambda progress: jobs.make(program, cycle_id, rater_ids, progress),
                drawing="Drawing rating sheets",
                help_page="ratings",
                parent=self.window(),
                cancellable=True,
            )
        )

    def ask_where_books(self) -> None:
        """Ask for the folder that the workbooks go to."""
        ask_for_folder(self, "Choose where the workbooks go", self.save_books)

    def save_books(self, folder: Path) -> None:
        """Save a workbook for each chosen rater."""
        if self.cycle is None:
            return
        program, cycle_id, chosen = self.context.program, self.cycle.id, self.chosen_raters()
        self.context.runner.later(
            lambda progress: jobs.save_workbooks(program, cycle_id, chosen, folder, progress),
            lambda paths: self.note.say(f"{counted(len(paths), 'workbook')} saved to {folder}.", Tone.GOOD, "check"),
            owner=self,
            title="Writing workbooks",
            cancellable=True,
            refused=self._refused,
        )

    def _refused(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")
