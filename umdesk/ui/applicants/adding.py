"""Adding an applicant by hand, as one types a paper application: the same order, only last name and class needed."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.form_sources import why_asked
from umdesk.domain.intake.lateness import is_late
from umdesk.domain.words import CameAs
from umdesk.services import applicants, cycles
from umdesk.services.applicants import NewApplicant
from umdesk.services.cycles import CycleLine
from umdesk.ui.applicants.again import AgainPanel
from umdesk.ui.applicants.cyclefield import STILL_WHY, CycleField
from umdesk.ui.applicants.forms import Fields
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import Field, Note, TextField
from umdesk.ui.widgets.form import FormPanel, title
from umdesk.ui.widgets.unrecorded import Unrecorded

_DAYS = frozenset({"class_date", "received", "hired", "probation_ends", "signed", "supervisor_commented"})
_FORM = "application"
_RECOVERED = "What you typed last and did not add is here again."


class AddPanel(QWidget):
    """A form for a new application; `added` carries its id, `left` says that the person goes back to the list.

    What is typed is kept like all typing: it is here again after a crash or a lock, until it is added or emptied.
    """

    added = Signal(str)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._cycles: tuple[CycleLine, ...] = ()
        self.fields = Fields(adding=True)
        self.received = DateField("Day received", latest=context.program.today(), hint=why_asked("received"))
        self.received.setToolTip(why_asked("received"))
        self.cycle = CycleField(context.program.today())
        self.reason = TextField("Reason to take it in", hint=STILL_WHY)
        self.again = AgainPanel(context)
        self.note, self.late = Note(), Note()
        self.typing = Unrecorded(context, _FORM, self._every(), self)
        self.form = FormPanel()
        self._lay_out()
        self.cycle.changed.connect(self._fit_reasons)
        self.cycle.changed.connect(self._look_again)
        self.received.left.connect(self._fit_reasons)
        for name in ("last_name", "first_name", "employee_number"):
            self.fields.person[name].left.connect(self._look_again)
        self.again.taken.connect(self._take_over)
        self.note.pressed.connect(self.empty)

    def begin(self, cycle_id: str | None) -> None:
        """Show the form for a cycle: empty, or with what was typed last and not added."""
        self._cycles = self._context.runner.now(cycles.list_cycles, self._context.program) or ()
        self.cycle.offer(self._cycles, cycle_id)
        self._clear()
        self.typing.follow(self._context.program.id)
        typed = any(field.raw().strip() for field in self.fields.person.values())
        self.note.say(_RECOVERED if typed else "", Tone.ACCENT, "history")
        if typed:
            self.note.offer("Empty the form", "Empty the form and forget what was typed")
        self.fields.fold()
        self._look_again()
        self._fit_reasons()
        self.form.verticalScrollBar().setValue(0)
        self.fields.person["last_name"].setFocus()

    def settle(self) -> bool:
        """Keep what is typed; the form adds only by its button, so nothing of it stays open."""
        self.typing.keep()
        return True

    def empty(self) -> None:
        """Forget what was typed and begin again."""
        self.typing.forget()
        self._clear()
        self.note.say("")
        self.fields.fold()
        self.fields.person["last_name"].setFocus()

    def add(self) -> None:
        """Add what is typed, or say under a field why it cannot be."""
        if not (self.form.check() and self.cycle.check()):
            return
        program = self._context.program
        new = NewApplicant(**self._values(), person_id=self.again.person_id)

        def run() -> str:
            reason = str(self.reason.value() or "")
            name = self.cycle.cycle_name()
            return applicants.add(program, self.cycle.cycle_id(), new, reason=reason, new_cycle=name)

        made = self._context.runner.now(run, refused=self._refuse)
        if made:
            self.typing.forget()
            self._context.runner.tell(f"Added {new.first_name} {new.last_name}.".replace("  ", " "))
            self.added.emit(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field adds the applicant, on a button presses it; Escape goes back and keeps what was typed."""
        focused = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focused, QAbstractButton):
                focused.click()
            else:
                self.add()
        elif event.key() == Qt.Key.Key_Escape:
            self.typing.keep()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        said = self.fields.application
        self.form.section("Cycle and day received")
        self.form.add(self.cycle)
        self.form.add_row(self.received, said["came_as"])
        self.form.add(self.reason)
        self.form.add(self.late)
        self.form.add(said["late_reason"])
        self.reason.hide()
        said["late_reason"].hide()
        self.fields.put_person(self.form, as_on_paper=True, known=self.again)
        self.fields.put_application(self.form, as_on_paper=True)
        self.form.section("Office")
        self.form.add(said["notes"])
        self.add_button = QPushButton("Add the applicant")
        self.add_button.setDefault(True)
        self.add_button.clicked.connect(lambda _checked: self.add())
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.setToolTip("Forget what is typed here and go back to the list")
        cancel.clicked.connect(lambda _checked: self._cancel())
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.add_button)
        row.addWidget(cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE_8)
        column.addWidget(title("Add an applicant"))
        column.addWidget(self.note)
        column.addWidget(self.form, 1)
        column.addLayout(row)

    def _every(self) -> dict[str, Field]:
        return {**self.fields.every(), "received": self.received}

    def _clear(self) -> None:
        for field in self._every().values():
            field.set_value(None)
        self.received.set_value(self._context.program.today())
        self.fields.application["came_as"].set_value(CameAs.PAPER.value)
        self.reason.set_value(None)
        self.again.clear()

    def _cancel(self) -> None:
        self.typing.forget()
        self.left.emit()

    def _fit_reasons(self) -> None:
        """Ask for the reasons that the cycle and the day call for, and for no other."""
        closes = next((line.closes for line in self._cycles if line.id == self.cycle.cycle_id()), None)
        late = is_late(self.received.day(), closes)
        self.fields.application["late_reason"].setVisible(late)
        said = f"Late: {self.cycle.cycle_name()} closed {dates.show(closes)}. Say why it is taken in all the same."
        self.late.say(said if late else "", Tone.ATTENTION, "attention")
        self.reason.hide()

    def _look_again(self) -> None:
        person = self.fields.person
        number, last, first = (person[name].raw() for name in ("employee_number", "last_name", "first_name"))
        self.again.look(number, last, first, self.cycle.cycle_name())

    def _take_over(self, values: dict[str, Any]) -> None:
        """Fill in what is on file where nothing is typed."""
        for name, value in values.items():
            field = self.fields.every().get(name)
            if field is not None and not field.raw().strip():
                field.set_value(value)
                field.edited.emit()
        self.fields.fold()

    def _values(self) -> dict[str, Any]:
        values = {name: field.value() for name, field in self._every().items()}
        return {name: value if name in _DAYS else (value or "") for name, value in values.items()}

    def _refuse(self, error: UserError) -> None:
        named = error.field if isinstance(error, InvalidInput) else ""
        fields: dict[str, Field] = {**self._every(), "reason": self.reason, "name": self.cycle.name}
        if named in fields:
            fields[named].show()
            fields[named].set_reason(str(error))
            fields[named].setFocus()
        else:
            self.note.say(str(error), Tone.BAD, "attention")
