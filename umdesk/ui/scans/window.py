"""The window *File scans*: reading scanned files, what was filed, what to look at, what is wrong, matching by hand."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.writing import counted
from umdesk.jobs import scan
from umdesk.jobs.scan import Problem, Scanned, Trouble
from umdesk.services.plans import filing
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.runner import Task
from umdesk.ui.scans.lines import ScanLine, columns, lines_of, summary
from umdesk.ui.scans.matching import Matching
from umdesk.ui.scans.picture import ScanPicture
from umdesk.ui.statusline import TaskLine
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.filedialogs import ask_for_scans
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.rows import RowsModel
from umdesk.ui.widgets.table import RowsTable

_ABOUT = (
    "Scan the signed paper as PDF, TIFF, JPEG or PNG, a whole stack in one file if you like: turned pages and pages of "
    "many plans in any order are sorted out by the code at their foot. Choose the files, or drop them here."
)


class ScansWindow(SideWindow):
    """Files scans, tells what became of each page, and lets one say what a page is that could not be read."""

    help_page = "scans"

    def __init__(self, context: Context, parent: QWidget | None = None, files: Sequence[Path] = ()) -> None:
        super().__init__("File scans", parent, 1180, 760)
        self._context = context
        self._task: Task | None = None
        self._scanned: Scanned | None = None
        self._settled: set[int] = set()
        self.setAcceptDrops(True)
        self.about = paragraph(_ABOUT)
        self.note = Note()
        self.choose_button = push_button("Choose files…", "open", self.choose)
        self.plan_button = push_button("Open the plan", "plan", self._open_plan)
        self.working = TaskLine()
        self._model = RowsModel[ScanLine](columns(), lambda line: line.key, self)
        self.table = RowsTable(self._model, "What became of the scanned pages")
        self.words = paragraph("")
        self.picture = ScanPicture()
        self.matching = Matching(context)
        self._lay_out()
        self._connect()
        self._show_working(None)
        self._show_line()
        if files:
            self.read(files)

    def choose(self) -> None:
        """Ask for scanned files."""
        ask_for_scans(self, self.read)

    def read(self, files: Sequence[Path]) -> None:
        """Read files and file their pages, off the GUI thread."""
        if self._task is not None:
            self.note.say("The files before are still being read. Choose these once that is done.", Tone.ATTENTION)
        if self._task is not None or not files:
            return
        program, runner = self._context.program, self._context.runner
        named = files[0].name if len(files) == 1 else counted(len(files), "file")
        self.note.say("")
        task = runner.later(
            lambda progress: scan.run(program, files, progress),
            self._done,
            owner=self,
            title=f"Reading {named}",
            cancellable=True,
            refused=self._refused,
            stopped=self._stopped,
            unwanted=lambda scanned: runner.tell(summary(scanned)),
        )
        self._show_working(task)

    def show_scanned(self, scanned: Scanned) -> None:
        """Show what became of the pages."""
        self._scanned, self._settled = scanned, set()
        self._fill()
        tone, symbol = (Tone.GOOD, "check") if not scanned.problems else (Tone.ATTENTION, "attention")
        self.note.say(summary(scanned), tone, symbol)
        self.about.hide()
        self.splitter.show()
        if self._model.rowCount():
            self.table.choose(self._model.key(0))
            self.table.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if self._task is None and _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        self.read(_files(event))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addWidget(self.choose_button)
        top.addWidget(self.plan_button)
        top.addWidget(self.working)
        top.addStretch(1)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(SPACE_8)
        beside.addWidget(self.words)
        beside.addWidget(self.picture, 1)
        beside.addWidget(self.matching)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(SPACE_12)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(right)
        self.splitter.setSizes([600, 520])
        self.splitter.hide()
        for widget in (self.about, self.note):
            self.column.addWidget(widget)
        self.column.addLayout(top)
        self.column.addWidget(self.splitter, 1)
        self.column.addStretch(0)
        self.choose_button.setDefault(True)
        self.finish()

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _key: self._show_line())
        self.table.opened.connect(lambda _key: self._open_plan())
        self.matching.turned.connect(self._turn)
        self.matching.filed.connect(self._settle)

    def _chosen(self) -> ScanLine | None:
        return self._model.find(self.table.current_key())

    def _show_line(self) -> None:
        """Show the picture of the chosen line, and for a page without a place the form to say what it is."""
        line = self._chosen()
        self.plan_button.setEnabled(line is not None and line.paper is not None)
        problem = line.problem if line is not None else None
        self.words.setText(line.what if line is not None else "")
        self.matching.show_problem(problem, self._missing())
        if line is None:
            self.picture.clear()
        elif problem is not None and problem.picture:
            self.picture.show_picture(problem.picture, f"Page {problem.page} of {problem.file}")
        elif line.paper is not None and (problem is None or problem.trouble is not Trouble.MISSING):
            self._show_filed(line)
        else:
            self.picture.clear()

    def _show_filed(self, line: ScanLine) -> None:
        assert line.paper is not None  # noqa: S101 -- asked before
        now, program = self._context.runner.now, self._context.program
        rows = now(filing.filed, program, line.paper.document_id) or ()
        row = next((row for row in rows if row.page == line.page_number and row.current), None)
        data = now(filing.picture, program, row.id) if row is not None else None
        name = f"Page {line.page_number} of {line.paper.title}, as it was scanned"
        if data is None:
            self.picture.clear()
        else:
            self.picture.show_picture(data, name)

    def _turn(self, degrees: int) -> None:
        line = self._chosen()
        if line is not None and line.problem is not None:
            name = f"Page {line.problem.page} of {line.problem.file}, turned by {degrees} degrees"
            self.picture.show_picture(line.problem.picture, name, degrees)

    def _settle(self, problem: Problem, document_id: str, page: int) -> None:
        """A problem was settled by hand: it leaves the list, and so does the page that was missing."""
        if self._scanned is None:
            return
        self._settled.add(id(problem))
        for one in self._scanned.problems:
            lacked = one.trouble is Trouble.MISSING and one.paper is not None and one.paper.document_id == document_id
            if lacked and one.paper_page == page:
                self._settled.add(id(one))
        self._fill()
        self._show_line()

    def _fill(self) -> None:
        if self._scanned is None:
            return
        lines = [one for one in lines_of(self._scanned) if one.problem is None or id(one.problem) not in self._settled]
        self._model.set_rows(lines)

    def _missing(self) -> list[filing.Paper]:
        found = self._scanned.problems if self._scanned is not None else ()
        return [one.paper for one in found if one.trouble is Trouble.MISSING and one.paper is not None]

    def _open_plan(self) -> None:
        line = self._chosen()
        if line is not None and line.paper is not None:
            place = "Career plans" if self._context.sees_all("plans.queries.list_plans") else "My participants"
            record = line.paper.revision_id or line.paper.participation_id
            self._context.page_wanted.emit(place, record, "signatures" if line.paper.revision_id else "")

    def _show_working(self, task: Task | None) -> None:
        if task is not None:
            self.working.add(task)
        elif self._task is not None:
            self.working.remove(self._task)
        self._task = task
        self.choose_button.setVisible(task is None)
        self.plan_button.setVisible(task is None and self._scanned is not None)

    def _done(self, scanned: Scanned) -> None:
        self._scanned = scanned
        self._show_working(None)
        self.show_scanned(scanned)

    def _refused(self, error: UserError) -> None:
        self._show_working(None)
        self.note.say(str(error), Tone.BAD, "cross")

    def _stopped(self) -> None:
        self._show_working(None)
        what = "Stopped. Files that were read to their end are filed; nothing of the others is."
        self.note.say(what, Tone.ATTENTION, "attention")


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
