"""The window *Check and repair*: what the check found, what to do about it, and the history anchor."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.jobs import anchor as anchors
from umdesk.jobs.anchor import AnchorPage
from umdesk.services import reports
from umdesk.services.integrity import Checked, Finding, Saved
from umdesk.ui.checking import words
from umdesk.ui.checking.saved import SavedPage
from umdesk.ui.checking.source import Source
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.icons import icon
from umdesk.ui.preview import PreviewPane
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.form import heading, paragraph
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable
from umdesk.ui.window import MainWindow

_WHAT = (
    "Reads every page of the database, follows the history from its first event to its last, and compares every "
    "record, kept document, account and backup. Nothing is changed."
)
_ANCHOR = (
    "A printed anchor proves later that the history up to its event was not changed, not even by somebody who knows a "
    "password."
)
_CHECK, _SAVED, _PAGE = range(3)


class CheckWindow(SideWindow):
    """Checks the open program, or a folder that does not open, as soon as it is shown."""

    help_page = "check-and-repair"

    def __init__(self, source: Source, parent: MainWindow, context: Context | None = None) -> None:
        super().__init__("Check and repair", parent, 900, 660)
        self._source = source
        self._window = parent
        self._runner = parent.runner
        self._context = context
        self._busy = False
        self._page: AnchorPage | None = None
        self._made: Path | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(self._check_page())
        self.saved = SavedPage()
        self.pages.addWidget(self.saved)
        self.pages.addWidget(self._anchor_page())
        self.column.addWidget(self.pages, 1)
        self.back_button = QPushButton(icon("left"), "Back to the check")
        self.back_button.setAutoDefault(False)
        self.back_button.clicked.connect(lambda: self._turn_to(_CHECK))
        self.open_button = QPushButton(icon("open"), "Open the saved program")
        self.open_button.setAutoDefault(False)
        self.open_button.clicked.connect(self._open)
        self.column.addLayout(side_by_side(self.back_button, self.open_button))
        self.finish()
        self.print_button.setVisible(context is not None and context.sees("anchors.snapshot"))
        self._offer_repair(offered=False)
        self._turn_to(_CHECK)
        self.check()

    def check(self) -> None:
        """Check, with the anchor that was typed."""
        self._set_busy(busy=True)
        self.note.say("Checking…", Tone.QUIET, "clock")
        self.answer.say("")
        typed, source = self.anchor.raw(), self._source
        self._runner.later(
            lambda progress: source.check(typed, progress),
            self._show,
            owner=self,
            title="Checking the program",
            cancellable=True,
            refused=self._refused,
            stopped=self._stopped,
        )

    def salvage_to(self, output: Path) -> None:
        """Save what can be read into a new folder, off the GUI thread."""
        self._set_busy(busy=True)
        self.note.say("Saving what can be read…", Tone.QUIET, "clock")
        source = self._source
        self._runner.later(
            lambda progress: source.salvage(output, progress),
            self._saved,
            owner=self,
            title="Saving what can be read",
            cancellable=True,
            refused=self._refused,
            stopped=self._stopped,
        )

    def show_anchor(self) -> None:
        """Show the anchor of the history as it is now, to be printed or saved."""
        context = self._context
        if context is None:
            return
        made = self._runner.now(anchors.make_anchor, context.program, refused=self._refused)
        if made is not None:
            self._page = made
            self.preview.show_pdf(made.data, made.title, made.file_name, made.unprintable)
            self.preview.set_may_leave(context.may("reports.record_copy"))
            self._turn_to(_PAGE)

    # --- pages ---------------------------------------------------------------------------------------------------

    def _check_page(self) -> QWidget:
        self.note = Note()
        self.figures = paragraph("")
        self.model: RowsModel[Finding] = RowsModel(
            (
                Column("What", words.kind, tone=lambda _row: Tone.BAD, width=20),
                Column("Where", words.where, width=30),
                Column("What it means", words.what, tip=words.what, stretch=True),
            ),
            lambda row: f"{row.kind} {row.where} {row.what}",
            self,
        )
        self.table = RowsTable(self.model, "What the check found")
        self.table.chosen.connect(self._advise)
        self.table.setMinimumHeight(self.fontMetrics().height() * 6)
        self.advice = Note()
        self.again_button = push_button("Check again", "shield", self.check)
        self.restore_button = push_button("Restore a backup…", "history", self._restore)
        self.salvage_button = push_button("Save what can be read…", "save", self._choose_output)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        self._what = paragraph(_WHAT)
        column.addWidget(self._what)
        column.addWidget(self.note)
        column.addWidget(self.figures)
        column.addWidget(self.table, 1)
        # Takes the room of the table while that has nothing to show.
        self._room = QWidget()
        column.addWidget(self.advice)
        column.addLayout(side_by_side(self.again_button, self.restore_button, self.salvage_button))
        column.addWidget(heading("History anchor"))
        self._why = paragraph(_ANCHOR)
        column.addWidget(self._why)
        column.addLayout(self._anchor_row())
        column.addWidget(self.answer)
        column.addWidget(self._room, 1)
        self.table.hide()
        return page

    def _anchor_row(self) -> QHBoxLayout:
        self.anchor = TextField("Anchor from the page", placeholder="123 9f41 b380 c2d3 e4f5 7a21", max_length=200)
        self.anchor.line.returnPressed.connect(self._compare)
        self.answer = Note()
        self.compare_button = push_button("Compare", "check", self._compare)
        self.print_button = push_button("Print an anchor…", "print", self.show_anchor)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.anchor, 1)
        row.addWidget(self.compare_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _anchor_page(self) -> QWidget:
        self.preview = PreviewPane()
        self.preview.left_program.connect(self._left_program)
        return self.preview

    def _turn_to(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        self.back_button.setVisible(page != _CHECK)
        self.open_button.setVisible(page == _SAVED)

    # --- behaviour -----------------------------------------------------------------------------------------------

    def _show(self, found: Checked) -> None:
        self._set_busy(busy=False)
        self.note.say(words.headline(found), Tone.BAD if found.findings else Tone.GOOD)
        self.figures.setText(" ".join((words.figures(found), *found.notes)))
        self.model.set_rows(found.findings)
        # On a small screen the findings need the room of the explanations.
        for explanation in (self._what, self._why):
            explanation.setVisible(not found.findings)
        self.table.setVisible(bool(found.findings))
        self._room.setVisible(not found.findings)
        self._offer_repair(offered=bool(found.findings))
        self.advice.say("")
        if found.findings:
            first = found.findings[0]
            self.table.choose(f"{first.kind} {first.where} {first.what}")
        if found.anchor is not None:
            self.answer.say(found.anchor.what, Tone.GOOD if found.anchor.ok else Tone.BAD)

    def _advise(self, key: str) -> None:
        found = self.model.find(key)
        self.advice.say(f"{words.what(found)}. {words.advice(found)}" if found is not None else "", Tone.QUIET, "info")

    def _compare(self) -> None:
        if not self.anchor.raw().strip():
            self.anchor.set_reason("Type the anchor as it stands on the page.")
        elif not self._busy:
            self.anchor.set_reason("")
            self.check()

    def _restore(self) -> None:
        from umdesk.ui.backups.window import BackupsWindow  # noqa: PLC0415 -- only when it is wanted

        BackupsWindow(self._context, self._window, self._source.folder).show()

    def _choose_output(self) -> None:
        folder = self._source.folder
        name = f"{folder.name.removesuffix('.umdesk')} saved.umdesk"
        dialog = QFileDialog(
            self, "Save what can be read as: the name of the folder to make", str(folder.parent / name)
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("*.umdesk")
        dialog.fileSelected.connect(lambda chosen: self.salvage_to(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _saved(self, saved: Saved) -> None:
        self._set_busy(busy=False)
        self.note.say(f"Saved to “{saved.program.name}”.", Tone.GOOD)
        self.saved.show_saved(saved)
        self._made = saved.program
        self._turn_to(_SAVED)

    def _open(self) -> None:
        self.accept()
        self._window.welcome.open_wanted.emit(self._made)

    def _left_program(self, how: str, _title: str) -> None:
        context, page = self._context, self._page
        if context is not None and page is not None and context.may("reports.record_copy"):
            self._runner.now(reports.record_copy, context.program, page.paper, how)

    def _refused(self, error: UserError) -> None:
        self._set_busy(busy=False)
        if isinstance(error, InvalidInput) and error.field == "anchor":
            self.note.say("")
            self.anchor.set_reason(str(error))
            self.anchor.setFocus()
        else:
            self.note.say(str(error), Tone.BAD, "attention")

    def _stopped(self) -> None:
        self._set_busy(busy=False)
        self.note.say("Stopped before the end.", Tone.QUIET, "info")

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for button in (self.again_button, self.compare_button, self.salvage_button):
            button.setEnabled(not busy)

    def _offer_repair(self, *, offered: bool) -> None:
        context = self._context
        self.restore_button.setVisible(offered and (context is None or context.sees("backups.list_backups")))
        self.salvage_button.setVisible(offered and (context is None or context.sees("integrity.salvage")))
