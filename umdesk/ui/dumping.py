"""The window *Export everything*: for whom and why, where to, and how far it is."""

from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.jobs import dump
from umdesk.jobs.dump import Dumped
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.form import all_will_do, paragraph


class DumpWindow(SideWindow):
    """Writes everything to a zip file that needs no umdesk, and says that it is not encrypted."""

    help_page = "export-everything"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Export everything", parent, 620, 420)
        self._context = context
        self.recipient = TextField("To whom it goes", required=True, placeholder="State Auditor")
        self.purpose = TextField("Purpose", required=True, placeholder="Audit of the program year 2025-26")
        self.warning = Note()
        self.note = Note()
        self.column.addWidget(
            paragraph(
                "Writes one zip file: every table as a file for a spreadsheet, with a dictionary that says what each "
                "column means, every printed document and attachment, and the history in words. Anyone can read it "
                "without umdesk."
            )
        )
        self.column.addWidget(self.warning)
        for widget in (self.recipient, self.purpose, self.note):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.export = self.act("Export…")
        self.export.clicked.connect(lambda _checked: self.ask_where())
        self.cancel = self.buttons.addButton("Cancel the export", QDialogButtonBox.ButtonRole.ActionRole)
        self.cancel.setAutoDefault(False)
        self.cancel.hide()
        self.finish()
        self.warning.say(
            "The file is not encrypted. It holds the data of everyone in the program, so keep it as you keep personnel "
            "files. That it was made stands in the account of disclosures of each person, for good.",
            Tone.ATTENTION,
            "attention",
        )
        self.export.setEnabled(context.may("dumps.record"))
        self.recipient.setFocus()

    def ask_where(self) -> None:
        """Ask for a file once it is known for whom and why."""
        if not all_will_do((self.recipient, self.purpose)):
            return
        program = self._context.program
        name = f"{program.folder.name.removesuffix('.umdesk')} export {program.today().isoformat()}.zip"
        dialog = QFileDialog(self, "Export everything", str(Path.home() / name), "Zip archive (*.zip)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.fileSelected.connect(lambda chosen: self.export_to(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Export to a file, off the GUI thread; it can be canceled until the file is in place."""
        program, recipient, purpose = self._context.program, self.recipient.raw(), self.purpose.raw()
        self._running(True)
        self.note.say(f"Writing {path.name}…", Tone.QUIET, "clock")
        task = self._context.runner.later(
            lambda progress: dump.dump(program, path, recipient, purpose, progress),
            self._done,
            owner=self,
            title=f"Exporting everything to {path.name}",
            cancellable=True,
            refused=self._refused,
            stopped=self._stopped,
        )
        task.progressed.connect(self._show_progress)
        self.cancel.clicked.connect(task.progress.cancel)

    def _running(self, running: bool) -> None:
        self.export.setVisible(not running)
        self.cancel.setVisible(running)

    def _show_progress(self, done: int, total: int, what: str) -> None:
        self.note.say(f"{what}, {100 * done // max(total, 1)} percent", Tone.QUIET, "clock")

    def _done(self, made: Dumped) -> None:
        self._running(False)
        self.note.say(f"Wrote {made.path.name}: {dump.in_words(made)} It is not encrypted.", Tone.GOOD)

    def _stopped(self) -> None:
        self._running(False)
        self.note.say("Canceled. Nothing was written.", Tone.QUIET, "info")

    def _refused(self, error: UserError) -> None:
        self._running(False)
        named = error.field if isinstance(error, InvalidInput) else ""
        field = {"recipient": self.recipient, "purpose": self.purpose}.get(named)
        if field is None:
            self.note.say(str(error), Tone.BAD, "attention")
        else:
            self.note.say("")
            field.set_reason(str(error))
