"""The form for a further account."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.words import Role
from umdesk.services import accounts
from umdesk.ui.accounts.parts import PasswordPair, RoleBoxes, supervisor_field, supervisor_texts
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.fields import CheckField, Note, TextField
from umdesk.ui.widgets.form import FormPanel


class AddForm(FormPanel):
    """Name, roles, the supervisor's record, and a first password; `added` carries the account's id."""

    added = Signal(str)
    given_up = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._busy = False
        self.section("A further account")
        self.name = TextField("Name", required=True, max_length=80, hint="This person signs in with this name.")
        self.roles = RoleBoxes()
        self.supervisor = supervisor_field()
        self.password = PasswordPair()
        self.must_change = CheckField("They must choose their own password at the first sign-in")
        self.note = Note()
        self.add_button = QPushButton(icon("add"), "Add the account")
        self.cancel_button = QPushButton("Cancel")
        for part in (self.name, self.roles, self.supervisor, self.password, self.must_change, self.note):
            self.add(part)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.add_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        self.add_layout(row)
        for button in (self.add_button, self.cancel_button):
            button.setAutoDefault(False)
        self.add_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.given_up)
        for field in (self.password.first, self.password.again):
            field.line.returnPressed.connect(self.save)
        self.roles.ticked.connect(self._follow_roles)

    def begin(self) -> None:
        """Show the form empty, with the cursor in its first field."""
        found = self._context.runner.now(accounts.supervisor_choices, self._context.program) or ()
        self.supervisor.set_choices(supervisor_texts(found))
        self.name.set_value(None)
        self.supervisor.set_value(None)
        self.roles.show_roles(())
        self.must_change.set_value(True)
        self.password.clear()
        self.note.say("")
        self._follow_roles()
        self.verticalScrollBar().setValue(0)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Add the account, or say under its field what is missing."""
        if self._busy or not self.name.check() or not self.supervisor.check():
            return
        roles = self.roles.roles()
        if not roles:
            self.roles.refuse("Choose what this person may do.")
            return
        password = self.password.value()
        if password is None:
            return
        name, record = str(self.name.value()), self.supervisor.value() or ""
        must_change = self.must_change.value()
        self._set_busy(busy=True)
        self._context.runner.later(
            lambda _progress: accounts.add(
                self._context.program,
                name,
                roles,
                password,
                record if Role.SUPERVISOR in roles else "",
                must_change=must_change,
            ),
            self._done,
            owner=self,
            title=f"Adding {name}",
            refused=self._refused,
        )

    def _done(self, account_id: str) -> None:
        self._set_busy(busy=False)
        self.password.clear()
        self.added.emit(account_id)

    def _refused(self, error: UserError) -> None:
        self._set_busy(busy=False)
        field = error.field if isinstance(error, InvalidInput) else ""
        if field == "name":
            self.name.set_reason(str(error))
        elif field == "password":
            self.password.first.set_reason(str(error))
        elif field == "supervisor":
            self.supervisor.set_reason(str(error))
        else:
            self.note.say(str(error), Tone.BAD, "attention")

    def _follow_roles(self) -> None:
        self.roles.note.say("")
        self.supervisor.setVisible(Role.SUPERVISOR in self.roles.roles())
        if Role.SUPERVISOR in self.roles.roles() and not self.supervisor.value():
            typed = str(self.name.raw()).strip()
            at = next(
                (place for place in range(self.supervisor.box.count())
                 if typed and self.supervisor.box.itemText(place).casefold().startswith(f"{typed.casefold()} (")),
                -1,
            )  # fmt: skip
            if at >= 0:
                self.supervisor.set_value(self.supervisor.box.itemData(at))

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.add_button.setEnabled(not busy)
        self.add_button.setText("Adding…" if busy else "Add the account")
