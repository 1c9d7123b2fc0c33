"""The windows that the Program and Help menus open beside the work; none of them blocks it."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from umdesk import __version__
from umdesk.domain.errors import UserError
from umdesk.jobs import recovery_sheet
from umdesk.jobs.output import OPENED
from umdesk.services import programs
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.preview import PreviewPane
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import paragraph, title
from umdesk.ui.widgets.history import HistoryPanel
from umdesk.ui.widgets.password import PasswordField
from umdesk.ui.widgets.unrecorded import Unrecorded

W = TypeVar("W", bound=QDialog)


def shown(window: W) -> W:
    """Show a window beside the work; gives it."""
    window.show()
    return window


class SideWindow(QDialog):
    """A window with a title, a body and Close; it goes with the window it belongs to."""

    help_page = "index"
    """The page that F1 shows in it."""

    def __init__(self, name: str, parent: QWidget | None, width: int = 640, height: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        self.column.setSpacing(SPACE_12)
        self.column.addWidget(title(name))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setIcon(icon("close"))  # Qt's own is black on dark too
        close.setAutoDefault(False)
        self.resize(width, height)

    def finish(self) -> None:
        """Put the buttons under the body, and let the window fit a small screen."""
        self.column.addWidget(self.buttons)
        for button in self.buttons.findChildren(QPushButton):
            if button.isDefault():  # said again where the dialog hears it, or it ends once the button loses the focus
                button.setDefault(False)
                button.setDefault(True)
        room = self.screen().availableGeometry()
        self.resize(min(self.width(), room.width() - 40), min(self.height(), room.height() - 40))

    def done(self, result: int) -> None:
        """Keep what is typed in its forms before the window goes."""
        for form in self.findChildren(Unrecorded):
            form.keep()
        super().done(result)

    def act(self, text: str) -> QPushButton:
        """Add the button of the one thing that is done here."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setDefault(True)
        return button


class HistoryWindow(SideWindow):
    """The history of the whole program."""

    help_page = "history-and-undo"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("History of everything", parent, 860, 560)
        self.panel = HistoryPanel(context)
        self.column.addWidget(self.panel, 1)
        self.finish()
        self.panel.show_records(None)
        context.announced.connect(self._again)

    def _again(self, _announced: object) -> None:
        self.panel.show_records(None)


class PasswordWindow(SideWindow):
    """Gives the signed-in account another password."""

    help_page = "passwords-and-recovery"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Change the password", parent, 460, 400)
        self._context = context
        self.present = PasswordField("Present password", required=True)
        self.new = PasswordField("New password", required=True)
        self.again = PasswordField("New password again", required=True)
        self.note = Note()
        self.column.addWidget(
            paragraph(
                f"For {context.program.account.name}. {programs.PASSWORD_POLICY} This cannot be undone. The recovery "
                "sheet stays in force."
            )
        )
        for widget in (self.present, self.new, self.again, self.note):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.change_button = self.act("Change the password")
        self.change_button.clicked.connect(self.change)
        self.finish()
        self.present.setFocus()

    def change(self) -> None:
        """Set the password, or say why not under its field."""
        if not all([field.check() for field in (self.present, self.new, self.again)]):  # noqa: C419 - each says why
            return
        if self.new.value() != self.again.value():
            self.again.set_reason("The two passwords are not the same.")
            return
        try:
            programs.confirm_password(self._context.program, self.present.value())
        except UserError as error:
            self.present.set_reason(str(error))
            self.present.line.selectAll()
            self.present.setFocus()
            return
        try:
            programs.set_password(self._context.program, self.new.value())
        except UserError as error:
            self.new.set_reason(str(error))
            return
        self._context.runner.tell("The password is changed. Use the new one from now on.")
        self.accept()


class RecoveryWindow(SideWindow):
    """Makes a new recovery sheet; the code on it is in force once the sheet was printed or saved."""

    help_page = "passwords-and-recovery"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("New recovery sheet", parent, 760, 680)
        self._context = context
        self.preview = PreviewPane()
        self.note = Note()
        self.column.addWidget(
            paragraph(
                "The sheet that you have now stays in force until you print or save this one. Then the old code opens "
                "only backups that were made before. This cannot be undone."
            )
        )
        self.column.addWidget(self.preview, 1)
        self.column.addWidget(self.note)
        self.finish()
        program = context.program
        self.prepared = context.runner.now(programs.prepare_recovery_code, program, refused=self._refused)
        if self.prepared is not None:
            pdf = recovery_sheet.for_prepared_code(program, self.prepared)
            name = f"{program.folder.name.removesuffix('.umdesk')} recovery sheet"
            self.preview.show_pdf(pdf.data, "Recovery sheet", name)
        self.preview.left_program.connect(self._left)

    def _left(self, how: str, _what: str) -> None:
        if self.prepared is None or how == OPENED:  # that copy is deleted when umdesk closes
            return
        prepared, self.prepared = self.prepared, None
        try:
            programs.activate_recovery_code(self._context.program, prepared)
        except UserError as error:
            self._refused(error)
            return
        self.note.say("This sheet is in force now. Destroy the old one.", Tone.GOOD)

    def _refused(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")


class TextWindow(SideWindow):
    """A page of text: the shortcuts, or what umdesk is made of."""

    def __init__(self, name: str, markdown: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, 600, 560)
        self.text = QTextBrowser()
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        self.text.setMarkdown(markdown)
        self.text.document().setDocumentMargin(SPACE_8)
        self.column.addWidget(self.text, 1)
        self.finish()


def about_text(notices: Path | None) -> str:
    """What stands under About: the version, the licence, and those of the parts."""
    parts = notices.read_text(encoding="utf-8") if notices is not None and notices.is_file() else ""
    return (
        f"umdesk {__version__}\n\nThe Upward Mobility Program of a California state department, on one offline "
        f"workstation. Free software under the MIT licence.\n\n{parts}"
    )
