"""The page that a locked window shows: whose program, who locked it, and the way back in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import UserError
from umdesk.services import programs
from umdesk.ui.icons import icon
from umdesk.ui.runner import Runner
from umdesk.ui.widgets.entrance import TryButton, in_a_row, in_the_middle, large, show_refusal
from umdesk.ui.widgets.form import paragraph, stacked, title
from umdesk.ui.widgets.password import PasswordField

if TYPE_CHECKING:
    from umdesk.services.programs import Program


class LockPage(QWidget):
    """Asks for the password of who locked the window."""

    unlocked = Signal()
    switch_wanted = Signal()
    help_page = "signing-in"

    def __init__(self, program: "Program", runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._runner = runner
        # A program that does not list its accounts at the door does not name one on it either.
        shown = runner.now(programs.account_names, program.folder, refused=lambda _error: None)
        who = program.account.name if shown else "the person who is signed in"
        self.password = PasswordField(f"Password of {who}", required=True)
        self.password.line.returnPressed.connect(self.unlock)
        self.password.edited.connect(lambda: self.password.set_reason(""))
        self.unlock_button = TryButton("Unlock", "lock", "Unlocking…")
        self.unlock_button.clicked.connect(self.unlock)
        self.unlock_button.ready.connect(lambda: self.password.set_reason(""))
        self.switch_button = QPushButton(icon("people"), "Switch user")
        self.switch_button.clicked.connect(self.switch_wanted)
        by = f" by {program.account.name}" if shown else ""
        in_the_middle(
            self,
            stacked(
                title(program.folder.name.removesuffix(".umdesk")),
                paragraph(f"Locked at {dates.show_time(program.now())}{by}. All that was typed is kept."),
                self.password,
                in_a_row(self.unlock_button, self.switch_button),
                paragraph(
                    "Somebody else? “Switch user” closes the program and lets you sign in. After 30 minutes it closes "
                    "by itself."
                ),
            ),
        )
        large(self.password, self.unlock_button, self.switch_button)

    def unlock(self) -> None:
        """Try what was typed."""
        if not self.unlock_button.can_try or not self.password.check():
            return
        program, password = self._program, self.password.value()
        self.unlock_button.set_busy(busy=True)

        def work(_progress: object) -> bool:
            programs.unlock(program, password)
            return True

        self._runner.later(work, self._done, owner=self, title="Unlocking", refused=self._refused)

    def _done(self, _unlocked: bool) -> None:
        self.password.set_raw("")
        self.unlocked.emit()

    def _refused(self, error: UserError) -> None:
        self.unlock_button.set_busy(busy=False)
        if not show_refusal(error, self.password, self.unlock_button):
            self.password.set_reason(str(error))
