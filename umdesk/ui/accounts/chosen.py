"""The form of the account that is chosen: name, roles, link, password, and its end."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import UserError
from umdesk.domain.words import Role
from umdesk.services import accounts
from umdesk.services.accounts import AccountRow
from umdesk.ui.accounts.parts import PasswordPair, RoleBoxes, supervisor_field, supervisor_texts
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.buttons import side_by_side
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.form import FormPanel, heading, paragraph
from umdesk.ui.widgets.status import QuietLabel

YOURSELF = (
    "This is your own account. “Change password” in the Program menu changes your password. Another coordinator can "
    "disable the account or take the role coordinator from it. Another role holds from your next sign-in."
)


class Step(StrEnum):
    """What is about to be done to the account."""

    RESET = "reset"
    DISABLE = "disable"
    ENABLE = "enable"


_DO = {Step.RESET: "Set this password", Step.DISABLE: "Disable the account", Step.ENABLE: "Enable the account"}
"""What the button says that does it."""


class ChosenForm(FormPanel):
    """Shows one account; a value is kept when its field is left, a password or an end takes a second click."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row: AccountRow | None = None
        self._step: Step | None = None
        self._busy = False
        self.heading = self.section("")
        self.state = self.add(QuietLabel())
        self.name = self.add(TextField("Name", required=True, max_length=80))
        self.roles = self.add(RoleBoxes())
        self.supervisor = self.add(supervisor_field())
        self.warning = self.add(Note())
        self.add(heading("Password and access"))
        self.yourself = self.add(paragraph(YOURSELF))
        self.reset_button = QPushButton(icon("key"), "Reset the password…")
        self.disable_button = QPushButton(icon("lock"), "Disable the account…")
        self.enable_button = QPushButton(icon("key"), "Enable the account…")
        self.about = paragraph("")
        self.password = PasswordPair()
        self.do_button = QPushButton()
        self.cancel_button = QPushButton("Cancel")
        self.note = Note()
        self.add_layout(side_by_side(self.reset_button, self.disable_button, self.enable_button))
        self.add(self.about)
        self.add(self.password)
        self.add_layout(side_by_side(self.do_button, self.cancel_button))
        self.add(self.note)
        self.name.left.connect(self._rename)
        self.roles.ticked.connect(self._set_roles)
        self.supervisor.left.connect(self._link)
        self.reset_button.clicked.connect(lambda: self._ask(Step.RESET))
        self.disable_button.clicked.connect(lambda: self._ask(Step.DISABLE))
        self.enable_button.clicked.connect(lambda: self._ask(Step.ENABLE))
        for field in (self.password.first, self.password.again):
            field.line.returnPressed.connect(self.go_on)
        self.do_button.clicked.connect(self.go_on)
        self.cancel_button.clicked.connect(lambda: self._ask(None))

    def show_account(self, row: AccountRow) -> None:
        """Show this account; what is typed for another one is forgotten."""
        other = self._row is None or self._row.id != row.id
        self._row = row
        program = self._context.program
        own = row.id == program.account.account_id
        found = self._context.runner.now(accounts.supervisor_choices, program) or ()
        self.heading.setText(row.name)
        self.state.setText("Active. You are signed in." if own else state_in_words(row))
        self.name.set_value(row.name)
        self.roles.show_roles(row.roles)
        self.roles.boxes[Role.COORDINATOR].set_read_only(own)
        self.supervisor.set_choices(supervisor_texts(found))
        self.supervisor.set_value(row.supervisor_id or None)
        self.supervisor.setVisible(Role.SUPERVISOR in row.roles or bool(row.supervisor_id))
        self.warning.say(" ".join(row.warnings()), Tone.ATTENTION, "attention")
        self.yourself.setVisible(own)
        self.reset_button.setVisible(row.active and not own)
        self.disable_button.setVisible(row.active and not own)
        self.enable_button.setVisible(not row.active)
        if other:
            self.verticalScrollBar().setValue(0)
            self.note.say("")
        self._ask(None if other else self._step, again=True)

    def settle(self) -> None:
        """Keep the name that is typed."""
        self._rename()

    def go_on(self) -> None:
        """Do what was asked for."""
        row, step, program = self._row, self._step, self._context.program
        if row is None or step is None or self._busy:
            return
        if step is Step.DISABLE:
            self._run(lambda: accounts.disable(program, row.id), f"{row.name} cannot sign in any more.")
            return
        password = self.password.value()
        if password is None:
            return
        change = accounts.reset if step is Step.RESET else accounts.enable
        self._run(
            lambda: change(program, row.id, password),
            f"Tell {row.name} this password in person. They choose their own at the next sign-in.",
        )

    def _run(self, change: Callable[[], None], said: str) -> None:
        def done(_nothing: None) -> None:
            self._busy = False
            self._ask(None)
            self.note.say(said, Tone.GOOD)

        def refused(error: UserError) -> None:
            self._busy = False
            self._show_buttons()
            if self.password.isVisibleTo(self) and getattr(error, "field", "") == "password":
                self.password.first.set_reason(str(error))
            else:
                self.note.say(str(error), Tone.BAD, "attention")

        self._busy = True
        self._show_buttons()
        self._context.runner.later(
            lambda _progress: change(), done, owner=self, title="Changing the account", refused=refused
        )

    def _ask(self, step: Step | None, *, again: bool = False) -> None:
        """Unfold what has to be known and typed before a step; None folds it away."""
        self._step = step
        name = self._row.name if self._row is not None else ""
        leads = self._row is not None and Role.COORDINATOR in self._row.roles
        kept = f" Backups from before still open with the password of {name}." if leads else ""
        self.about.setText(
            {
                None: "",
                Step.RESET: f"The password that {name} has now ends. With the one typed here {name} signs in once and "
                "then has to choose another. This cannot be undone.",
                Step.DISABLE: f"{name} will not be able to sign in. What {name} did stays on file and in the history. "
                f"Undo does not bring the account back; enabling it later takes another password.{kept}",
                Step.ENABLE: f"{name} signs in with the password typed here and then has to choose another.",
            }[step]
        )
        self.about.setVisible(step is not None)
        self.password.setVisible(step in (Step.RESET, Step.ENABLE))
        if not again:
            self.password.clear()
            self.note.say("")
        self._show_buttons()
        if step is not None and not again:
            first = self.do_button if step is Step.DISABLE else self.password.first
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            inner = self.widget()
            if inner is not None:  # it grows only now
                inner.adjustSize()
            self.ensureWidgetVisible(self.do_button)

    def _show_buttons(self) -> None:
        self.do_button.setText("Working…" if self._busy else _DO[self._step or Step.RESET])
        self.do_button.setEnabled(not self._busy)
        for button in (self.do_button, self.cancel_button):
            button.setVisible(self._step is not None)

    def _rename(self) -> None:
        if self._row is None or not self.name.check() or self.name.value() == self._row.name:
            return
        self._context.runner.now(
            accounts.rename,
            self._context.program,
            self._row.id,
            str(self.name.value()),
            refused=lambda error: self.name.set_reason(str(error)),
        )

    def _set_roles(self) -> None:
        if self._row is None:
            return
        row = self._row

        def refuse(error: UserError) -> None:
            self.roles.show_roles(row.roles)
            self.roles.refuse(str(error))

        self._context.runner.now(accounts.set_roles, self._context.program, row.id, self.roles.roles(), refused=refuse)

    def _link(self) -> None:
        if self._row is None or not self.supervisor.check():
            return
        wanted = self.supervisor.value() or ""
        if wanted != self._row.supervisor_id:
            self._context.runner.now(
                accounts.link_supervisor,
                self._context.program,
                self._row.id,
                wanted,
                refused=lambda error: self.supervisor.set_reason(str(error)),
            )


def state_in_words(row: AccountRow) -> str:
    """Whether the account may sign in, and when it last did."""
    seen = f"Last sign-in {dates.show_moment(row.last_sign_in)}." if row.last_sign_in else "Has not signed in yet."
    if not row.active:
        return f"Disabled. {seen}"
    return f"Has to choose a password at the next sign-in. {seen}" if row.must_change else f"Active. {seen}"
