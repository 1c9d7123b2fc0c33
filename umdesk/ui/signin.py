"""Signing in to a program folder, with a password or with the code of the recovery sheet."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.errors import InUse, UserError, WrongPassword
from umdesk.services import programs
from umdesk.services.programs import Program
from umdesk.ui.icons import icon
from umdesk.ui.runner import Runner
from umdesk.ui.theme import SPACE_8, SPACE_24, Tone
from umdesk.ui.widgets.fields import ChoiceField, Note, TextField
from umdesk.ui.widgets.form import paragraph, stacked, title
from umdesk.ui.widgets.password import PasswordField, one_after_the_other
from umdesk.ui.widgets.status import QuietLabel


class SignInPage(QWidget):
    """Asks who one is and for the password; `opened` carries the open program."""

    opened = Signal(object)  # Program
    given_up = Signal()
    help_page = "passwords-and-recovery"

    def __init__(self, folder: Path, accounts: tuple[str, ...], runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._runner = runner
        self._busy = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self._password_page(accounts))
        self._stack.addWidget(self._recovery_page())
        self._stack.addWidget(self._new_password_page())
        self._program: Program | None = None
        box = QWidget()
        box.setFixedWidth(440)
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._stack)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_24, SPACE_24 * 3, SPACE_24, SPACE_24)
        row.addStretch(1)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill_in(self, password: str) -> None:
        """Enter a password that everyone knows (the demo's) and sign in."""
        self.password.set_raw(password)
        self.sign_in()

    def sign_in(self) -> None:
        """Try what was typed."""
        if self._busy or not self.password.check():
            return
        password, account = self.password.value(), self.account.value()
        self._open(lambda: programs.open_program(self._folder, password=password, account=account))

    def look(self) -> None:
        """Open without changing, while somebody else has the program open."""
        password, account = self.password.value(), self.account.value()
        self._open(lambda: programs.open_program(self._folder, password=password, account=account, write=False))

    def use_code(self) -> None:
        """Try the code of the recovery sheet."""
        if self._busy or not self.code.check():
            return
        code = str(self.code.value())
        self._open(lambda: programs.open_with_recovery(self._folder, code=code))

    def set_new_password(self) -> None:
        """Give the account that the recovery sheet opened a new password."""
        first, again = self.new_password.value(), self.again.value()
        if first != again:
            self.again.set_reason("The two passwords are not the same.")
            return
        program = self._program
        if program is None:
            return

        def change() -> bool:
            programs.set_password(program, first)
            return True

        if self._runner.now(change, refused=lambda error: self.new_password.set_reason(str(error))):
            self._program = None
            self.opened.emit(program)

    def leave(self) -> None:
        """Go back without opening."""
        if self._program is not None:
            self._program.close()
            self._program = None
        self.given_up.emit()

    # --- pages ---------------------------------------------------------------------------------------------------

    def _password_page(self, accounts: tuple[str, ...]) -> QWidget:
        self.account = ChoiceField("Who signs in", [(name, name) for name in accounts])
        self.account.set_value(accounts[0] if accounts else None)
        self.password = PasswordField("Password", required=True)
        self.password.line.returnPressed.connect(self.sign_in)
        self.password.edited.connect(lambda: self.password.set_reason(""))
        self.note = Note()
        self.sign_in_button = _default("Sign in", "key")
        self.sign_in_button.clicked.connect(self.sign_in)
        self.look_button = QPushButton("Look without changing")
        self.look_button.hide()
        self.look_button.clicked.connect(self.look)
        use_code = QPushButton("Use the recovery sheet…")
        use_code.clicked.connect(lambda: self._turn_to(1, self.code))
        name = self._folder.name.removesuffix(".umdesk")
        return stacked(
            title(name),
            QuietLabel(str(self._folder.parent)),
            self.account,
            self.password,
            self.note,
            _row(self.sign_in_button, self.look_button, self._back("Back")),
            _row(use_code),
        )

    def _recovery_page(self) -> QWidget:
        self.code = TextField(
            "Recovery code", required=True, placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX", max_length=60
        )
        self.code.line.returnPressed.connect(self.use_code)
        use = _default("Open with the code", "key")
        use.clicked.connect(self.use_code)
        back = QPushButton("Back to the password")
        back.clicked.connect(lambda: self._turn_to(0, self.password))
        return stacked(
            title("Use the recovery sheet"),
            paragraph(
                "The code stands on the recovery sheet, which was printed when the program was created and is kept in "
                "a safe place. It opens the program for the coordinator, who then chooses a new password. The sheet "
                "stays in force."
            ),
            self.code,
            _row(use, back),
        )

    def _new_password_page(self) -> QWidget:
        self.new_password = PasswordField("New password", required=True)
        self.again = PasswordField("New password again", required=True)
        for field in (self.new_password, self.again):
            field.line.returnPressed.connect(self.set_new_password)
        keep = _default("Set the password and open", "check")
        keep.clicked.connect(self.set_new_password)
        page = stacked(
            title("Choose a new password"),
            paragraph(programs.PASSWORD_POLICY),
            self.new_password,
            self.again,
            _row(keep, self._back("Do not open")),
        )
        one_after_the_other(self.new_password, self.again)
        return page

    # --- behaviour -----------------------------------------------------------------------------------------------

    def _open(self, how: Callable[[], Program]) -> None:
        self._set_busy(busy=True)
        self._runner.later(
            lambda _progress: how(),
            self._done,
            owner=self,
            title="Opening the program",
            refused=self._refused,
            unwanted=Program.close,
        )

    def _done(self, program: Program) -> None:
        self._set_busy(busy=False)
        if self._stack.currentIndex() == 1:
            self._program = program
            self._turn_to(2, self.new_password)
        else:
            self.opened.emit(program)

    def _refused(self, error: UserError) -> None:
        self._set_busy(busy=False)
        if self._stack.currentIndex() == 1:
            self.code.set_reason(str(error))
            self.code.setFocus()
        elif isinstance(error, WrongPassword):
            self.password.set_reason(str(error))
            self.password.line.selectAll()
            self.password.setFocus()
        else:
            self.note.say(str(error), Tone.BAD, "attention")
            self.look_button.setVisible(isinstance(error, InUse))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.sign_in_button.setEnabled(not busy)
        self.sign_in_button.setText("Opening…" if busy else "Sign in")
        if busy:
            self.note.say("")
            self.password.set_reason("")

    def _turn_to(self, page: int, field: QWidget) -> None:
        self._stack.setCurrentIndex(page)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(self.leave)
        return button


def _default(text: str, symbol: str) -> QPushButton:
    button = QPushButton(icon(symbol), text)
    button.setDefault(True)
    return button


def _row(*widgets: QWidget) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return box
