"""Changing the key: what it does and when to do it, the password, where the pages go, and how far it is."""

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QWidget

from umdesk.domain.errors import UserError
from umdesk.jobs import rotate_key
from umdesk.jobs.rotate_key import KeyChanged
from umdesk.services import programs
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.icons import icon
from umdesk.ui.runner import Runner
from umdesk.ui.theme import SPACE_8, SPACE_24, Tone
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import heading, paragraph, stacked, title
from umdesk.ui.widgets.password import PasswordField
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.window import MainWindow

_WHEN = (
    "Do this when a disk, a stick or a folder with a copy of the program was lost, or when somebody who knew a "
    "password left on bad terms. For a forgotten password, reset it under Accounts instead."
)
_WHAT = (
    "• The whole program is encrypted with another key. It is closed meanwhile.\n"
    "• All passwords end but yours. Each other person gets a page with a password that works once.\n"
    "• The old recovery sheet ends. The new one is the last page.\n"
    f"• {rotate_key.OLD_BACKUPS}"
)


class RotateWindow(SideWindow):
    """Explains the change and asks for the password and the file of the pages; then the program closes for it."""

    help_page = "accounts"

    def __init__(self, context: Context, parent: MainWindow) -> None:
        super().__init__("Change the key", parent, 620, 480)
        self._context = context
        self._window = parent
        self.password = PasswordField("Your password", required=True)
        self.note = Note()
        self.column.addWidget(paragraph(_WHEN))
        self.column.addWidget(heading("What happens"))
        self.column.addWidget(paragraph(_WHAT))
        self.column.addWidget(paragraph("First you choose where the pages are saved. This cannot be undone."))
        self.column.addWidget(self.password)
        self.column.addWidget(self.note)
        self.column.addStretch(1)
        self.change_button = self.act("Change the key…")
        self.change_button.clicked.connect(lambda _checked: self.ask_where())
        self.change_button.setEnabled(context.may("programs.rotate_key"))
        self.finish()
        self.password.setFocus()

    def ask_where(self) -> None:
        """Ask for the file of the pages, once the password is right."""
        if not self.password.check():
            return
        program = self._context.program
        try:
            programs.confirm_password(program, self.password.value())
        except UserError as error:
            self.password.set_reason(str(error))
            self.password.line.selectAll()
            self.password.setFocus()
            return
        name = f"{program.folder.name.removesuffix('.umdesk')} passwords {program.today().isoformat()}.pdf"
        dialog = QFileDialog(self, "Save the pages", str(Path.home() / name), "PDF documents (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda chosen: self.change(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def change(self, output: Path) -> None:
        """Close the program and change its key; the pages go to `output`."""
        program = self._context.program
        if output.exists():
            self.note.say(f"{output.name} exists already. Choose another name for the pages.", Tone.BAD, "attention")
            return
        if output.resolve().is_relative_to(program.folder.resolve()):
            self.note.say("Save the pages outside the program folder.", Tone.BAD, "attention")
            return
        window, page = self._window, RotatingPage(program.folder, program.account.name, self._window.runner)
        page.sign_in_wanted.connect(window.welcome.open_wanted)
        password = self.password.value()

        def begin() -> None:
            window.close_program()
            window.show_page(page)
            page.begin(password, output)

        self.close()
        QTimer.singleShot(0, window, begin)  # once the dialog of this window has gone


class RotatingPage(QWidget):
    """Shows how far the change is and how it ended; the program is closed meanwhile."""

    sign_in_wanted = Signal(object)  # Path of the program folder
    help_page = "accounts"

    def __init__(self, folder: Path, account: str, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder, self._account, self._runner = folder, account, runner
        self._pages_file: Path | None = None
        self.heading = title("Changing the key")
        self.what = PlainLabel("Beginning…")
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName("How far the change is")
        self.note = Note()
        self.told = paragraph("")
        self.told.hide()
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setToolTip("Nothing has been changed yet.")
        self.show_button = QPushButton(icon("pdf"), "Open the pages")
        self.show_button.clicked.connect(lambda _checked: self._open_pages())
        self.sign_in_button = QPushButton(icon("key"), "Sign in")
        self.sign_in_button.setDefault(True)
        self.sign_in_button.clicked.connect(lambda _checked: self.sign_in_wanted.emit(self._folder))
        for button in (self.show_button, self.sign_in_button):
            button.hide()
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        for button in (self.sign_in_button, self.show_button, self.cancel_button):
            row.addWidget(button)
        row.addStretch(1)
        box = stacked(self.heading, self.what, self.bar, self.note, self.told, buttons)
        box.setFixedWidth(560)
        middle = QHBoxLayout(self)
        middle.setContentsMargins(SPACE_24, SPACE_24 * 3, SPACE_24, SPACE_24)
        middle.addStretch(1)
        middle.addWidget(box)
        middle.addStretch(1)

    def begin(self, password: str, output: Path) -> None:
        """Change the key off the GUI thread; it can be stopped while nothing has changed."""
        task = self._runner.later(
            lambda progress: rotate_key.rotate_key(
                self._folder, password=password, account=self._account, output=output, progress=progress
            ),
            self._done,
            owner=self,
            title="Changing the key",
            cancellable=True,
            refused=self._refused,
            stopped=self._stopped,
        )
        task.progressed.connect(self._show_progress)
        self.cancel_button.clicked.connect(task.progress.cancel)
        self.cancel_button.setFocus()

    def _show_progress(self, done: int, total: int, what: str) -> None:
        self.bar.setValue(100 * done // max(total, 1))
        self.what.setText(f"{what}…")

    def _done(self, changed: KeyChanged) -> None:
        self._pages_file = changed.pages_file
        self._end("The key was changed", "", Tone.GOOD)
        count = len(changed.accounts)
        whose = "There is no other account." if not count else (
            f"{changed.accounts[0]} gets a page." if count == 1 else f"{count} people get a page each."
        )  # fmt: skip
        self.told.setText(
            f"The pages are in {changed.pages_file}.\n\n"
            f"1. Print them, and delete the file when they are printed.\n2. {whose} Give it by hand.\n"
            "3. Lock the recovery sheet away and destroy the old one.\n"
            f"4. {_backups_words(changed.no_backup)} {rotate_key.OLD_BACKUPS}"
        )
        self.told.show()
        self.show_button.show()

    def _stopped(self) -> None:
        self._end("The key was not changed", "Stopped. All passwords are as they were.", Tone.QUIET)

    def _refused(self, error: UserError) -> None:
        self._end("The key was not changed", str(error), Tone.BAD)

    def _end(self, text: str, said: str, tone: Tone) -> None:
        self.heading.setText(text)
        self.note.say(said, tone)
        for widget in (self.what, self.bar, self.cancel_button):
            widget.hide()
        self.sign_in_button.show()
        self.sign_in_button.setFocus()

    def _open_pages(self) -> None:
        if self._pages_file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._pages_file)))


def _backups_words(problem: str) -> str:
    if problem:
        return f"No backup could be made with the passwords that hold now. {problem} Sign in and back up by hand."
    return "A backup that opens with the passwords that hold now was made."
