"""Ratings from a file: a preview of what would change, then the import."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.rating_plan import Fate, RatingPlan, RowPlan
from umdesk.domain.writing import counted, enumerated
from umdesk.jobs import import_ratings
from umdesk.services.rating_files import RatingImport
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable

_WORDS = {
    Fate.IMPORTED: ("Comes in", Tone.GOOD),
    Fate.UNCHANGED: ("On file already", Tone.QUIET),
    Fate.DIFFERS: ("Differs", Tone.ATTENTION),
    Fate.REFUSED: ("Refused", Tone.BAD),
}


class ImportPanel(QWidget):
    """Behaviour of the preview of one file."""

    done = Signal()
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._cycle = ""
        self._path = Path()
        self.plan: RatingPlan | None = None
        self.title = heading("")
        self.counts = PlainLabel()
        self.counts.setWordWrap(True)
        self.remarks = Note()
        self.note = Note()
        columns: tuple[Column[RowPlan], ...] = (
            Column("Row", lambda row: str(row.row), sort=lambda row: row.row, number=True),
            Column("Application", lambda row: row.application, width=13),
            Column("Rater", lambda row: row.rater, width=22),
            Column("What happens", _fate, tone=lambda row: _WORDS[row.fate][1], width=22),
            Column("What changes, or why not", lambda row: row.text, stretch=True),
        )
        self.model = RowsModel(columns, lambda row: str(row.row), self)
        self.table = RowsTable(self.model, "Rows of the file")
        self.reason = TextField("Why ratings on file are replaced", max_length=300)
        self.go = push_button("Import", "import", self.import_file)
        self.go.setDefault(True)
        self.cancel = push_button("Cancel", "close", self.left.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        for part in (self.title, self.counts, self.remarks):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.reason)
        column.addWidget(self.note)
        column.addLayout(side_by_side(self.go, self.cancel))
        self.reason.edited.connect(self._name_button)

    def look_at(self, cycle_id: str, path: Path) -> None:
        """Read a file and show what it would do, off the window's thread."""
        self._cycle, self._path = cycle_id, path
        program = self._context.program
        self.plan = None
        self.title.setText(f"Ratings from {path.name}")
        self.counts.setText("Reading the file…")
        self.remarks.say("")
        self.note.say("")
        self.model.set_rows(())
        self.reason.hide()
        self.reason.set_value(None)
        self.go.setEnabled(False)
        self._context.runner.later(
            lambda _progress: import_ratings.preview(program, path, cycle_id),
            self._show,
            owner=self,
            title=f"Reading {path.name}",
            refused=self._refused,
        )

    def import_file(self) -> None:
        """Bring in what is not refused."""
        program, path, cycle_id = self._context.program, self._path, self._cycle
        reason = self.reason.raw().strip() or None
        self.go.setEnabled(False)
        self._context.runner.later(
            lambda _progress: import_ratings.run(program, path, cycle_id, replace=reason),
            self._imported,
            owner=self,
            title=f"Importing {path.name}",
            refused=self._refused,
        )

    def _show(self, found: RatingImport) -> None:
        self.plan = plan = found.plan
        self.model.set_rows(sorted(plan.rows, key=lambda row: (row.fate is Fate.UNCHANGED, row.row)))
        self.counts.setText(_counts(plan))
        self.remarks.say("\n".join(plan.remarks), Tone.ATTENTION, "info")
        differ = len(plan.of(Fate.DIFFERS))
        self.reason.setVisible(bool(differ))
        if differ:
            rows = "1 row differs" if differ == 1 else f"{differ:,} rows differ"
            said = f"{rows} from what is on file and stays out, unless you say why ratings are replaced."
            self.note.say(said if differ == 1 else said.replace("stays", "stay"), Tone.ATTENTION, "attention")
        self._name_button()

    def _name_button(self) -> None:
        if self.plan is None:
            return
        fates = (Fate.IMPORTED, Fate.DIFFERS) if self.reason.raw().strip() else (Fate.IMPORTED,)
        coming = len(self.plan.of(*fates))
        self.go.setText(f"Import {counted(coming, 'row')}" if coming else "Nothing to import")
        self.go.setEnabled(bool(coming))

    def _imported(self, found: RatingImport) -> None:
        self._context.runner.tell(f"{counted(len(found.plan.of(Fate.IMPORTED)), 'rating sheet')} came in.")
        self.done.emit()

    def _refused(self, error: UserError) -> None:
        if self.plan is None:
            self.counts.setText("")
        self.note.say(str(error), Tone.BAD, "attention")
        self._name_button()


def _fate(row: RowPlan) -> str:
    word = _WORDS[row.fate][0]
    return f"{word}, incomplete" if row.incomplete and row.fate is Fate.IMPORTED else word


def _counts(plan: RatingPlan) -> str:
    words = {
        Fate.IMPORTED: ("comes in", "come in"),
        Fate.UNCHANGED: ("is on file already", "are on file already"),
        Fate.DIFFERS: ("differs", "differ"),
        Fate.REFUSED: ("is refused", "are refused"),
    }
    counts = {fate: len(plan.of(fate)) for fate in words}
    parts = [f"{count:,} {words[fate][count != 1]}" for fate, count in counts.items() if count]
    added = f" New raters: {enumerated(plan.raters_added)}." if plan.raters_added else ""
    return f"{counted(len(plan.rows), 'row')}: {enumerated(parts) or 'nothing to read'}.{added}"
