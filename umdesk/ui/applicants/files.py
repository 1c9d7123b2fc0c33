"""The files that are kept with a record: adding by button, drop and paste, a preview, a copy out."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.attachments import WORDS, megabytes
from umdesk.domain.words import CycleState
from umdesk.domain.writing import counted
from umdesk.jobs import attachments as jobs
from umdesk.jobs.attachments import APPLICATIONS, Attached, Coming, Keeper
from umdesk.services.applicants import ApplicantDetail
from umdesk.services.attachments import AttachmentRow
from umdesk.services.programs import Announced
from umdesk.ui.applicants.filepreview import FilePreview
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow, shown
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.filedialogs import ask_for_attachments, ask_where_to_copy
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_FEWEST, _MOST = 2, 4
"""Between how many rows the list is high."""
_LOWEST = 140
"""The height of the preview in a low window, which is scrolled then."""
_NONE = "No files yet. Attach a scan, a letter or a picture, or drop files here."


class FilesPanel(QWidget):
    """The files of one record, an application's unless another keeper is given; `counted` says how many there are."""

    counted = Signal(int)
    help_page = "attachments"

    def __init__(self, context: Context, keeper: Keeper = APPLICATIONS) -> None:
        super().__init__()
        self._context, self._keeper = context, keeper
        self._of = ""
        self._may = False
        self._rows: tuple[AttachmentRow, ...] = ()
        self._model = RowsModel[AttachmentRow](
            (
                Column("Name", lambda row: row.name, stretch=True, tip=_tip),
                Column("Size", lambda row: megabytes(row.size), lambda row: row.size, number=True, width=8),
                Column("Added", lambda row: dates.show(row.at.astimezone().date()), lambda row: row.at, width=12),
            ),
            lambda row: row.id,
            self,
        )
        self.table = RowsTable(self._model, f"Files of the {keeper.to}")
        self.table.set_empty(_NONE)
        self.add_button = _button(
            "add", "Attach…", "PDF, JPEG, PNG and Word files up to 20 MB each; you can also drop or paste them here"
        )
        self.hint = QuietLabel("PDF, pictures and Word files up to 20 MB. You can also drop or paste them here.")
        self.save_button = _button("save", "Save a copy…", "The copy leaves the program and is written down")
        self.large_button = _button("find", "Larger", "Show the file in a window of its own")
        self.remove_button = _button(
            "delete", "Take off", f"Take the chosen file off the {keeper.to}; undo brings it back"
        )
        self.note_field = TextField("Note to the file", hint="Such as page 2 is blank.")
        self.said = Note()
        self.preview = FilePreview(context, keeper)
        self._saved = Autosave(
            context,
            keeper.table,
            lambda i, changed: keeper.set_note(context.program, i, changed["note"] or ""),
            self,
        )
        self._saved.add("note", self.note_field)
        self._lay_out()
        self._connect()

    def show_detail(self, detail: ApplicantDetail) -> None:
        """Show the files of an application."""
        may = self._context.may("attachments.add") and detail.cycle_state is not CycleState.CLOSED
        self.show_files(detail.id, may=may, none="No files came with this application.")

    def show_files(self, record_id: str, *, may: bool, none: str) -> None:
        """Show the files of a record; `may` says whether files can be added, `none` stands where there are none."""
        if record_id != self._of:
            self.said.say("")
        self._of = record_id
        self._may = may
        self.table.set_empty(_NONE if self._may else none)
        self.add_button.setVisible(self._may)
        self.paste_action.setEnabled(self._may)
        self.setAcceptDrops(self._may)
        self._load()

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        return self._saved.settle()

    def clear(self) -> None:
        """Show the files of no application."""
        self._saved.clear()
        self._of = ""
        self._rows = ()
        self._model.set_rows(())
        self.preview.clear()

    def chosen(self) -> AttachmentRow | None:
        """The file that is chosen in the list."""
        return self._model.find(self.table.current_key())

    def attach(self, files: Sequence[Coming]) -> None:
        """Attach files, off the GUI thread, one after the other."""
        if not files or not self._may or not self._of:
            return
        program, wanted, keeper = self._context.program, self._of, self._keeper
        self.said.say("")
        self._context.runner.later(
            lambda progress: jobs.attach(program, wanted, files, progress, keeper),
            lambda done: self._attached(wanted, done),
            owner=self,
            title=f"Attaching {files[0].name if len(files) == 1 else counted(len(files), 'file')}",
            cancellable=True,
        )

    def paste(self) -> None:
        """Attach what is on the clipboard: files, or a picture."""
        coming = _coming(QGuiApplication.clipboard().mimeData(), self._context.program.today())
        if coming:
            self.attach(coming)
        else:
            self.said.say("There is no file and no picture on the clipboard.", Tone.ATTENTION, "attention")

    def save_copy(self, path: Path) -> None:
        """Write a copy of the chosen file to a path, which is a disclosure."""
        row = self.chosen()
        written = (
            self._context.runner.now(jobs.save_copy, self._context.program, row, path, self._keeper) if row else None
        )
        if written is not None:
            self.said.say(f"Saved as {written.name}. That it left stands in the account of disclosures.", Tone.GOOD)

    def open_large(self) -> "FileWindow | None":
        """Show the chosen file in a window of its own."""
        row = self.chosen()
        if row is None:
            return None
        return shown(FileWindow(self._context, row, self.window(), self._keeper))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped."""
        mime = event.mimeData()
        if self._may and (_files(mime) or mime.hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        event.acceptProposedAction()
        self.attach(_coming(event.mimeData(), self._context.program.today()))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self.hint, 1)
        acts = QHBoxLayout()
        acts.setSpacing(SPACE_8)
        for button in (self.large_button, self.save_button, self.remove_button):
            acts.addWidget(button)
        acts.addStretch(1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addLayout(top)
        column.addWidget(self.said)
        column.addWidget(self.table)
        column.addLayout(acts)
        column.addWidget(self.note_field)
        self.preview.setMinimumHeight(_LOWEST)
        column.addWidget(self.preview, 1)
        scrolled = QScrollArea()
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(inner)
        scrolled.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled)

    def _connect(self) -> None:
        self.add_button.clicked.connect(
            lambda _checked: ask_for_attachments(self, lambda paths: self.attach([Coming.of(path) for path in paths]))
        )
        self.save_button.clicked.connect(
            lambda _checked: self._act_on_chosen(lambda row: ask_where_to_copy(self, row.name, self.save_copy))
        )
        self.large_button.clicked.connect(lambda _checked: self.open_large())
        self.remove_button.clicked.connect(
            lambda _checked: self._act_on_chosen(
                lambda row: self._context.runner.now(self._keeper.remove, self._context.program, row.id)
            )
        )
        self.table.chosen.connect(lambda _key: self._show_chosen())
        self.table.opened.connect(lambda _key: self.open_large())
        self.paste_action = QAction("Paste files", self)
        self.paste_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        self.paste_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.paste_action.triggered.connect(lambda _checked: self.paste())
        self.addAction(self.paste_action)
        self._context.announced.connect(self._announced)

    def _announced(self, announced: Announced) -> None:
        if self._of and self._keeper.table in announced.tables:
            self._load()

    def _load(self) -> None:
        found = self._context.runner.now(self._keeper.listed, self._context.program, self._of)
        before = self.table.current_key()
        self._rows = found or ()
        self._model.set_rows(self._rows)
        if self._rows and not self.table.choose(before):
            self.table.choose(self._rows[0].id)
        rows = min(max(len(self._rows), _FEWEST), _MOST)
        height = self.table.horizontalHeader().sizeHint().height()
        height += rows * self.table.verticalHeader().defaultSectionSize() + 2 * self.table.frameWidth()
        self.table.setFixedHeight(height)
        self._show_chosen()
        self.counted.emit(len(self._rows))

    def _show_chosen(self) -> None:
        row = self.chosen()
        self.hint.setVisible(self._may and row is None)
        for widget in (self.large_button, self.note_field):
            widget.setVisible(row is not None)
        self.save_button.setVisible(row is not None and self._context.may(self._keeper.copies))
        everybodys = self._context.sees_all(self._keeper.adds)
        mine = self._may and row is not None and (everybodys or row.by == self._context.program.account.name)
        self.remove_button.setVisible(mine)
        self.note_field.set_read_only(not mine)
        if row is None:
            self._saved.clear()
            self.preview.clear()
            return
        self._saved.show(row.id, {"note": row.note})
        if self.isVisible():
            self.preview.show_file(row)

    def show_preview(self) -> None:
        """The page came into view: show what is chosen."""
        row = self.chosen()
        if row is not None:
            self.preview.show_file(row)

    def _attached(self, record_id: str, done: Attached) -> None:
        said = [*done.refused, *done.remarks]
        if record_id == self._of:
            if done.ids:
                self.table.choose(done.ids[-1])
            self.said.say("\n".join(said), Tone.ATTENTION, "attention")
        if done.ids:
            self._context.runner.tell(f"Attached {counted(len(done.ids), 'file')}.")

    def _act_on_chosen(self, act: Callable[[AttachmentRow], object]) -> None:
        row = self.chosen()
        if row is not None:
            act(row)


class FileWindow(SideWindow):
    """One file in a window of its own."""

    help_page = "attachments"

    def __init__(self, context: Context, row: AttachmentRow, parent: QWidget, keeper: Keeper) -> None:
        super().__init__(row.name, parent, 860, 820)
        self.preview = FilePreview(context, keeper)
        self.column.addWidget(self.preview, 1)
        self.finish()
        self.preview.show_file(row)


def _coming(mime: QMimeData, today: date) -> list[Coming]:
    """What is dropped or on the clipboard: files, or a picture as it is."""
    if files := _files(mime):
        return [Coming.of(path) for path in files]
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return []
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return [Coming(f"Pasted picture {today.isoformat()}.png", data=bytes(buffer.data().data()))]


def _files(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def _tip(row: AttachmentRow) -> str:
    lines = [row.name, f"{WORDS[row.kind]}, {megabytes(row.size)}", f"Added by {row.by}, {dates.show_moment(row.at)}"]
    return "\n".join([*lines, row.note] if row.note else lines)


def _button(symbol: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(icon(symbol), text)
    button.setAutoDefault(False)
    button.setToolTip(tip)
    return button
