"""The parts of the accounts window that adding and changing share: roles as boxes, and a password typed twice."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain import passwords
from umdesk.domain.words import Role
from umdesk.domain.writing import counted
from umdesk.services.accounts import SupervisorChoice
from umdesk.ui.theme import SPACE_4, SPACE_12, Tone
from umdesk.ui.widgets.fields import CheckField, ChoiceField, Note
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.password import PasswordField, one_after_the_other
from umdesk.ui.widgets.status import QuietLabel

ROLE_WORDS = {
    Role.COORDINATOR: "Coordinator: may do everything",
    Role.SUPERVISOR: "Supervisor: sees and edits the plans of their own participants",
    Role.RATER: "Rater: fills in their own rating sheets",
    Role.READER: "Reader: looks and prints, changes nothing",
}


def roles_in_words(roles: Iterable[Role]) -> str:
    """The roles as a table shows them: "Supervisor, rater"."""
    return ", ".join(role.value for role in Role if role in set(roles)).capitalize()


def supervisor_texts(found: Iterable[SupervisorChoice]) -> list[tuple[str, str]]:
    """The supervisor records as choices, each with how many people it is the supervisor of today."""
    return [
        (each.id, f"{each.name} ({counted(each.people, 'person', 'people')})"
         + (f", linked to {each.account}" if each.account else ""))
        for each in found
    ]  # fmt: skip


def supervisor_field() -> ChoiceField:
    """The choice of the supervisor record that is an account's."""
    return ChoiceField(
        "Supervisor record",
        blank="Not linked",
        searchable=True,
        hint="Whose participants this person sees: those whose appointment names this supervisor.",
    )


class RoleBoxes(QWidget):
    """The four roles, each with what it may do; `ticked` when a person changes one."""

    ticked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {role: CheckField(words) for role, words in ROLE_WORDS.items()}
        self.note = Note()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(heading("Roles"))
        for box in self.boxes.values():
            column.addWidget(box)
            box.left.connect(self.ticked)
        column.addWidget(self.note)

    def roles(self) -> tuple[Role, ...]:
        """The roles that are ticked."""
        return tuple(role for role, box in self.boxes.items() if box.value())

    def show_roles(self, roles: Iterable[Role]) -> None:
        """Tick these and no others."""
        wanted = set(roles)
        for role, box in self.boxes.items():
            box.set_value(role in wanted)
        self.note.say("")

    def refuse(self, reason: str) -> None:
        """Say under the boxes why these roles will not do."""
        self.note.say(reason, Tone.BAD, "attention")


class PasswordPair(QWidget):
    """A password for somebody, typed twice; the policy stands under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PasswordField("Password for them", required=True)
        self.again = PasswordField("The same password again", required=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        for part in (self.first, self.again, QuietLabel(passwords.IN_WORDS)):
            column.addWidget(part)
        one_after_the_other(self.first, self.again)

    def value(self) -> str | None:
        """The password; None, with the reason under the field, when one is missing or the two differ."""
        if not (self.first.check() and self.again.check()):
            return None
        if self.first.value() != self.again.value():
            self.again.set_reason("The two passwords are not the same.")
            return None
        return self.first.value()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.first, self.again):
            field.set_raw("")
            field.set_reason("")
            field.show_button.setChecked(False)
