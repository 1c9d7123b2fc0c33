"""Adding an applicant by hand."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.services import applicants, cycles
from umdesk.services.applicants import NewApplicant
from umdesk.ui.applicants.cyclefield import CycleField
from umdesk.ui.applicants.forms import Fields
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.fields import Field, Note, TextField
from umdesk.ui.widgets.form import FormPanel, title

_TEXT_FIELDS = frozenset(NewApplicant.__dataclass_fields__) - {"class_date", "received"}


class AddPanel(QWidget):
    """A form for a new application; `added` carries its id, `left` says that the person goes back to the list."""

    added = Signal(str)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.fields = Fields(adding=True)
        self.cycle = CycleField(context.program.today())
        self.reason = TextField("Reason", hint="Why an application still comes in.")
        self.note = Note()
        self.form = FormPanel()
        self.form.section("Cycle")
        self.form.add(self.cycle)
        self.form.add(self.reason)
        self.reason.hide()
        self.fields.put_person(self.form)
        self.form.section("Application")
        self.fields.put_application(self.form)
        self.add_button = QPushButton("Add the applicant")
        self.add_button.setDefault(True)
        self.add_button.clicked.connect(lambda _checked: self.add())
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(lambda _checked: self.left.emit())
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.add_button)
        row.addWidget(cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE_8)
        column.addWidget(title("Add an applicant"))
        column.addWidget(self.form, 1)
        column.addWidget(self.note)
        column.addLayout(row)
        self.cycle.changed.connect(self.reason.hide)

    def begin(self, cycle_id: str | None) -> None:
        """Show an empty form for a cycle."""
        self.cycle.offer(self._context.runner.now(cycles.list_cycles, self._context.program) or (), cycle_id)
        for field in self.fields.every().values():
            field.set_value(None)
        self.fields.application["received"].set_value(self._context.program.today())
        self.note.say("")
        self.fields.person["last_name"].setFocus()

    def add(self) -> None:
        """Add what is typed, or say under a field why it cannot be."""
        if not (self.form.check() and self.cycle.check()):
            return
        program = self._context.program
        new = NewApplicant(**self._values())

        def run() -> str:
            reason = str(self.reason.value() or "")
            name = self.cycle.cycle_name()
            return applicants.add(program, self.cycle.cycle_id(), new, reason=reason, new_cycle=name)

        made = self._context.runner.now(run, refused=self._refuse)
        if made:
            self._context.runner.tell(f"Added {new.first_name} {new.last_name}.".replace("  ", " "))
            self.added.emit(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field adds the applicant, Escape goes back to the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _values(self) -> dict[str, Any]:
        values = {name: field.value() for name, field in self.fields.every().items()}
        return {name: (value or "") if name in _TEXT_FIELDS else value for name, value in values.items()}

    def _refuse(self, error: UserError) -> None:
        named = error.field if isinstance(error, InvalidInput) else ""
        fields: dict[str, Field] = {**self.fields.every(), "reason": self.reason, "name": self.cycle.name}
        self.reason.setVisible(self.reason.isVisibleTo(self.form) or named == "reason")
        if named in fields:
            fields[named].set_reason(str(error))
            fields[named].setFocus()
        else:
            self.note.say(str(error), Tone.BAD, "attention")
