"""Signing in to a program folder, with a password or with the code of the recovery sheet."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from umdesk.domain.errors import CannotWrite, Damaged, InUse, UserError
from umdesk.services import programs
from umdesk.services.programs import Program
from umdesk.ui.runner import Runner
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.entrance import TryButton, in_a_row, in_the_middle, large, show_refusal
from umdesk.ui.widgets.fields import ChoiceField, Field, Note, TextField
from umdesk.ui.widgets.form import paragraph, stacked, title
from umdesk.ui.widgets.password import PasswordField, one_after_the_other
from umdesk.ui.widgets.status import QuietLabel

Opened = tuple[Program, UserError | None]
"""An open program, and why it is open for looking only."""

MOST_NAMES_TO_SCAN = 12
"""With more names than this, typing a part of one finds it."""
_PASSWORD, _RECOVERY, _NEW_PASSWORD = range(3)
"""The pages."""


class SignInPage(QWidget):
    """Asks who one is and for the password; `opened` carries the open program and why it can only be looked at."""

    opened = Signal(object, object)  # Program, UserError or None
    given_up = Signal()
    restore_wanted = Signal(object)  # Path of a program that is damaged
    repair_wanted = Signal(object, str, str, str)  # that path and what was typed: password, account, recovery code
    help_page = "signing-in"

    def __init__(self, folder: Path, accounts: tuple[str, ...], runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._runner = runner
        self._refusal: UserError | None = None  # why it cannot be opened for writing
        self._program: Program | None = None  # signed in to, and not shown yet
        self._stack = QStackedWidget()
        self._stack.addWidget(self._password_page(accounts))
        self._stack.addWidget(self._recovery_page())
        self._stack.addWidget(self._new_password_page())
        in_the_middle(self, self._stack)
        # Who does not choose a name types one first.
        self.setFocusProxy(self.account if isinstance(self.account, TextField) else self.password)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill_in(self, password: str) -> None:
        """Enter a password that everyone knows (the demo's) and sign in."""
        self.password.set_raw(password)
        self.sign_in()

    def sign_in(self) -> None:
        """Try what was typed."""
        if self.sign_in_button.can_try and self.account.check() and self.password.check():
            folder, password, account = self._folder, self.password.value(), self.account.value()
            self._open(lambda: programs.open_or_look(folder, password=password, account=account))

    def look(self) -> None:
        """Open without changing, while somebody else has the program open or where nobody may write."""
        if not self.sign_in_button.can_try:
            return
        folder, password, account, why = self._folder, self.password.value(), self.account.value(), self._refusal
        self._open(lambda: (programs.open_program(folder, password=password, account=account, write=False), why))

    def use_code(self) -> None:
        """Try the code of the recovery sheet."""
        if self.use_button.can_try and self.code.check():
            folder, code = self._folder, str(self.code.value())
            self._open(lambda: (programs.open_with_recovery(folder, code=code), None))

    def set_new_password(self) -> None:
        """Give the account that is signed in a password of its own, and show the program."""
        first, again = self.new_password.value(), self.again.value()
        if first and not again:  # Enter in the first field
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if first != again:
            self.again.set_reason("The two passwords are not the same.")
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            self.again.line.selectAll()
            return
        program = self._program
        if program is None:
            return

        def change() -> bool:
            programs.set_password(program, first)
            return True

        if self._runner.now(change, refused=lambda error: self.new_password.set_reason(str(error))):
            self._program = None
            self.opened.emit(program, None)

    def leave(self) -> None:
        """Go back without opening."""
        if self._program is not None:
            self._program.close()
            self._program = None
        self.given_up.emit()

    def left_alone(self) -> None:
        """Somebody has gone: forget what was typed, and leave where they had signed in already."""
        for field in (self.password, self.code, self.new_password, self.again):
            field.set_raw("")
        if self._program is not None:
            self.leave()

    # --- pages ---------------------------------------------------------------------------------------------------

    def _password_page(self, accounts: tuple[str, ...]) -> QWidget:
        self.account = _who(accounts)
        self.account.edited.connect(self._another_account)
        if isinstance(self.account, ChoiceField):
            self.account.picked.connect(self._type_password)
        self.password = PasswordField("Password", required=True)
        self.password.line.returnPressed.connect(self.sign_in)
        self.password.edited.connect(lambda: self.password.set_reason(""))
        self.note = Note()
        self.sign_in_button = TryButton("Sign in", "key", "Opening…")
        self.sign_in_button.clicked.connect(self.sign_in)
        self.sign_in_button.ready.connect(lambda: self.password.set_reason(""))
        self.look_button = QPushButton("Look without changing")
        self.look_button.hide()
        self.look_button.clicked.connect(self.look)
        back = self._back("Back")
        use_code = QPushButton("Use the recovery sheet…")
        self.restore_button = QPushButton("Restore a backup…")
        self.restore_button.hide()
        self.restore_button.clicked.connect(lambda: self.restore_wanted.emit(self._folder))
        self.repair_button = QPushButton("Check and repair…")
        self.repair_button.hide()
        self.repair_button.clicked.connect(
            lambda: self.repair_wanted.emit(
                self._folder, self.password.value(), str(self.account.value() or ""), str(self.code.value() or "")
            )
        )
        use_code.clicked.connect(lambda: self._turn_to(_RECOVERY, self.code))
        page = stacked(
            title(self._folder.name.removesuffix(".umdesk")),
            QuietLabel(str(self._folder.parent)),
            self.account,
            self.password,
            self.note,
            in_a_row(self.sign_in_button, self.look_button, back),
            in_a_row(use_code, self.restore_button, self.repair_button),
        )
        large(self.account, self.password, self.sign_in_button, self.look_button, back)
        return page

    def _recovery_page(self) -> QWidget:
        self.code = TextField(
            "Recovery code", required=True, placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX", max_length=60
        )
        self.code.line.returnPressed.connect(self.use_code)
        self.use_button = TryButton("Open with the code", "key", "Opening…")
        self.use_button.clicked.connect(self.use_code)
        self.use_button.ready.connect(lambda: self.code.set_reason(""))
        back = QPushButton("Back to the password")
        back.clicked.connect(lambda: self._turn_to(_PASSWORD, self.password))
        page = stacked(
            title("Use the recovery sheet"),
            paragraph(
                "The code stands on the recovery sheet, which was printed when the program was created and is kept in "
                "a safe place. It opens the program for the coordinator, who then chooses a new password. The sheet "
                "stays in force."
            ),
            self.code,
            in_a_row(self.use_button, back),
        )
        large(self.use_button, back)
        return page

    def _new_password_page(self) -> QWidget:
        self.new_password = PasswordField("New password", required=True)
        self.again = PasswordField("New password again", required=True)
        for field in (self.new_password, self.again):
            field.line.returnPressed.connect(self.set_new_password)
        keep = TryButton("Set the password and open", "check", "")
        keep.clicked.connect(self.set_new_password)
        leave = self._back("Do not open")
        self._new_title, self._new_reason = title("Choose a new password"), paragraph("")
        page = stacked(
            self._new_title,
            self._new_reason,
            paragraph(programs.PASSWORD_POLICY),
            self.new_password,
            self.again,
            in_a_row(keep, leave),
        )
        one_after_the_other(self.new_password, self.again)
        large(self.new_password, self.again, keep, leave)
        return page

    # --- behaviour -----------------------------------------------------------------------------------------------

    def _open(self, how: Callable[[], Opened]) -> None:
        self._set_busy(busy=True)
        self._runner.later(
            lambda _progress: how(),
            self._done,
            owner=self,
            title="Opening the program",
            refused=self._refused,
            unwanted=lambda opened: opened[0].close(),
        )

    def _done(self, opened: Opened) -> None:
        self._set_busy(busy=False)
        program, why = opened
        if self._stack.currentIndex() == _RECOVERY:
            self._ask_for_new(program, "Choose a new password", f"For {program.account.name}. The old one ends.")
        elif not program.account.must_change:
            self.opened.emit(program, why)
        elif program.writable:
            self._ask_for_new(
                program,
                "Choose a password of your own",
                f"Somebody else chose the password with which you signed in, {program.account.name}. The one that you "
                "choose here is known to nobody but you.",
            )
        else:
            program.close()
            self.note.say(
                "Before you can look, you have to choose a password of your own. That is possible once nobody else has "
                "the program open.",
                Tone.ATTENTION,
                "attention",
            )

    def _ask_for_new(self, program: Program, heading: str, reason: str) -> None:
        self._program = program
        self._new_title.setText(heading)
        self._new_reason.setText(reason)
        for field in (self.password, self.code):
            field.set_raw("")
        self._turn_to(_NEW_PASSWORD, self.new_password)

    def _refused(self, error: UserError) -> None:
        self._set_busy(busy=False)
        if isinstance(error, Damaged):
            if self._stack.currentIndex() == _PASSWORD:
                self.code.set_raw("")  # the password fitted, so a code that was tried before is not used
            self._turn_to(_PASSWORD, self.restore_button)
            self.note.say(str(error), Tone.BAD, "attention")
            self.restore_button.show()
            self.repair_button.show()
        elif self._stack.currentIndex() == _RECOVERY:
            if not show_refusal(error, self.code, self.use_button):
                self.code.set_reason(str(error))
                self.code.setFocus()
        elif not show_refusal(error, self.password, self.sign_in_button):
            self._refusal = error
            self.note.say(str(error), Tone.BAD, "attention")
            self.look_button.setVisible(isinstance(error, InUse | CannotWrite))

    def _another_account(self) -> None:
        """Who waits is the account that was tried, not the next person."""
        self.sign_in_button.wait(0)
        self.password.set_raw("")
        self.password.set_reason("")

    def _type_password(self) -> None:
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, *, busy: bool) -> None:
        for button in (self.sign_in_button, self.use_button):
            button.set_busy(busy=busy)
        if busy:
            self.note.say("")
            self.look_button.hide()
            self.password.set_reason("")

    def _turn_to(self, page: int, field: QWidget) -> None:
        self._stack.setCurrentIndex(page)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(self.leave)
        return button


def _who(accounts: tuple[str, ...]) -> Field:
    """The names to choose from, or a field for one's name where the program keeps the names to itself."""
    if not accounts:
        return TextField("Your name", required=True)
    choices = [(name, name) for name in accounts]
    field = ChoiceField("Who signs in", choices, searchable=len(accounts) > MOST_NAMES_TO_SCAN)
    field.set_value(accounts[0])
    return field
