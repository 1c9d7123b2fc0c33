"""The page for a worksheet that came back: its pages at the left, what it says beside the plan at the right."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.intake.forms import FilledForm, FormKind
from umdesk.domain.writing import counted
from umdesk.jobs import worksheets
from umdesk.jobs.import_forms import FormFile
from umdesk.jobs.worksheets import Back
from umdesk.ui.applicants.forms_back.pagepanel import PagePanel
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.filedialogs import ask_for_worksheets
from umdesk.ui.widgets.halves import halves
from umdesk.ui.worksheets.entries import Entries


class ReturnedPage(QWidget):
    """One worksheet after the other is read, looked at and taken in."""

    taken = Signal(str)
    """Entries of a worksheet went into the plan of this participation."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.back: Back | None = None
        self._waiting: list[Path] = []
        self.setAcceptDrops(True)
        self.choose = push_button("Choose files…", "import", lambda: ask_for_worksheets(self, self.read))
        self.run = push_button("Take them into the plan", "check", self.take)
        self.following = push_button("Leave this one out", "right", self.go_on)
        self.show_plan = push_button("Show the plan", "plan", self._show_plan)
        self.note = Note()
        self.panel = PagePanel(context)
        self.entries = Entries()
        self.entries.changed.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_8, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(side_by_side(self.choose))
        column.addWidget(halves(self.panel, self.entries, (460, 560)), 1)
        column.addWidget(self.note)
        column.addLayout(side_by_side(self.run, self.following, self.show_plan))
        self._plan = ""
        self.entries.show_back(None)

    def read(self, paths: Sequence[Path]) -> None:
        """Read files that came back and show the first of them."""
        self._waiting += paths
        self.note.say("")
        if self.back is None:
            self.go_on()
        else:
            self._follow()

    def go_on(self) -> None:
        """Show the next file that waits, or nothing; what is shown is left out."""
        if not self._waiting:
            self._show(None)
            return
        path, program = self._waiting.pop(0), self._context.program
        self._context.runner.later(
            lambda _progress: worksheets.read_back(program, path),
            self._show,
            owner=self,
            title=f"Reading {path.name}",
        )

    def take(self) -> None:
        """Take what is ticked into the plan, keep the file, and show the next one."""
        back = self.back
        if back is None or back.compared is None:
            return
        chosen, compared = self.entries.chosen(), back.compared
        done = self._context.runner.now(
            worksheets.take, self._context.program, back, chosen, refused=self._refuse
        )  # fmt: skip
        if done:
            entries = counted(len(chosen), "entry", "entries")
            said = (
                f"{entries} of worksheet {compared.number} went into plan {compared.plan_number}. Undo takes it back."
            )
            self._plan = done
            self.taken.emit(done)
            self.go_on()
            self.note.say(said, Tone.GOOD)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        self.read([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _show(self, back: Back | None) -> None:
        self.back = back
        self.note.say("")
        self.entries.show_back(back)
        if back is None or not back.data:
            self.panel.forget()
        else:
            self.panel.show_file(FormFile(back.path, FilledForm(back.path.name, FormKind.OURS), back.data))
        self._follow()

    def _follow(self) -> None:
        back = self.back
        good = back is not None and back.compared is not None and not back.refusal
        count = len(self.entries.chosen())
        entries = counted(count, "entry", "entries")
        self.run.setText(f"Take {entries} into the plan" if count else "Take nothing, keep the file")
        self.run.setVisible(good)
        self.run.setDefault(good)
        more = f" ({counted(len(self._waiting), 'file')} more)" if self._waiting else ""
        self.following.setText(f"Leave this one out{more}")
        self.following.setVisible(back is not None)
        self.show_plan.setVisible(bool(self._plan) and back is None)

    def _refuse(self, error: UserError) -> None:
        if not (isinstance(error, InvalidInput) and self.entries.refuse(error)):
            self.note.say(str(error), Tone.BAD, "attention")

    def _show_plan(self) -> None:
        tab = "Career plans" if self._context.sees_all("plans.queries.list_plans") else "My participants"
        self._context.place_wanted.emit(tab, self._plan)
