"""Typing in two steps: first kept as a draft within a second, then made one operation.

A form hands its fields in once and then shows one record after the other in them. What is typed goes to the drafts
of the encrypted program after a short pause. When a field is left, after 30 seconds without a key, and when the form
settles (lock, switch, print, close), what was changed in the record becomes one operation through `save`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from umdesk.domain.errors import Gone, InvalidInput, UserError
from umdesk.services import drafts
from umdesk.ui.context import Context
from umdesk.ui.widgets.fields import Field

Save = Callable[[str, dict[str, Any]], object]
PAUSE_MS = 600
IDLE_MS = 30_000


class Autosave(QObject):
    """Keeps the typing of one form.

    `save(record_id, changed)` gets the plain values of the changed fields by name and runs one operation that settles
    the record's drafts (`program.operation(..., settles=record_id)`). It may raise a `UserError`; an `InvalidInput`
    whose `field` is one of the names shows its reason under that field. While any field has a value that will not do,
    nothing of the record is made an operation, and all of its typing stays in the drafts.
    """

    def __init__(self, context: Context, table: str, save: Save, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._table = table
        self._save = save
        self._fields: dict[str, Field] = {}
        self._record = ""
        self._shown: dict[str, str] = {}  # the raw text of each field as the record has it
        self._unkept: set[str] = set()  # typed, not yet in a draft
        self._kept: set[str] = set()  # in a draft, not yet an operation
        self._settling = False
        self._pause = self._timer(PAUSE_MS, self.keep)
        self._idle = self._timer(IDLE_MS, self.settle)

    def add(self, name: str, field: Field) -> None:
        """Watch a field; `name` is what drafts and `save` call it."""
        self._fields[name] = field
        field.edited.connect(lambda: self._edited(name))
        field.left.connect(lambda: self._left(name))
        field.draft_line.pressed.connect(lambda: self.discard(name))

    def add_all(self, fields: Mapping[str, Field]) -> None:
        """Watch several fields by name."""
        for name, field in fields.items():
            self.add(name, field)

    def show(self, record_id: str, values: Mapping[str, Any]) -> None:
        """Settle the record before, then show this one's values with any recovered typing over them.

        Showing the same record again (after an operation) leaves the fields in which typing is under way alone.
        """
        pending = self.pending() if record_id == self._record else frozenset()
        if record_id != self._record:
            self.settle()
            self._forget()
        self._record = record_id
        for name, value in values.items():
            if name in self._fields and name not in pending:
                self._fields[name].set_value(value)
                self._fields[name].set_recovered(False)
                self._shown[name] = self._fields[name].raw()
        if record_id and not pending:
            self._recover(pending)

    def clear(self) -> None:
        """Settle, and show no record."""
        self.settle()
        self._forget()
        self._record = ""

    def pending(self) -> frozenset[str]:
        """The names of the fields whose text is not part of the record yet."""
        return frozenset(self._unkept | self._kept)

    def keep(self) -> None:
        """Write what was typed to the drafts now; nothing is lost from here on."""
        self._pause.stop()
        if not self._unkept or not self._record:
            return
        program = self._context.program
        for name in sorted(self._unkept):
            try:
                drafts.keep(program, self._table, self._record, name, self._fields[name].raw())
            except UserError as error:
                self._fields[name].set_reason(f"Not saved. {error}")
                return
            self._unkept.discard(name)
            self._kept.add(name)
        self._context.saved.emit()

    def settle(self) -> bool:
        """Make the record's typing one operation; False when some of it stays typing, with the reason shown."""
        self._idle.stop()
        self.keep()
        if self._settling or not self._record or not self.pending():
            return not self.pending()
        changed = self._changed_values()
        if changed is None:
            return False
        self._settling = True
        try:
            return self._make_operation(changed)
        finally:
            self._settling = False

    def discard(self, name: str) -> None:
        """Throw the typing in a field away and show the record's value."""
        drafts.drop(self._context.program, self._record, name)
        self._fields[name].set_raw(self._shown.get(name, ""))
        self._settle_field(name)

    def _make_operation(self, changed: dict[str, Any]) -> bool:
        pending = self.pending()
        if not changed:  # typed, and typed back again
            drafts.drop(self._context.program, self._record)
        else:
            try:
                self._save(self._record, changed)
            except Gone as error:
                self._context.runner.tell(str(error))
                drafts.drop(self._context.program, self._record)
            except UserError as error:
                self._refuse(error, changed)
                return False
        for name in pending:
            self._shown[name] = self._fields[name].raw()
            self._settle_field(name)
        self._context.saved.emit()
        return True

    def _changed_values(self) -> dict[str, Any] | None:
        """The values that differ from the record; None when one of them will not do."""
        changed = {}
        for name in self._fields:
            if name not in self.pending():
                continue
            field = self._fields[name]
            if not field.check():
                return None
            if field.raw() != self._shown.get(name):
                changed[name] = field.value()
        return changed

    def _refuse(self, error: UserError, changed: Mapping[str, Any]) -> None:
        named = error.field if isinstance(error, InvalidInput) else ""
        field = self._fields.get(named) or self._fields[next(iter(changed))]
        field.set_reason(str(error))

    def _recover(self, pending: frozenset[str]) -> None:
        found = drafts.of_record(self._context.program, self._record)
        for name, text in found.items():
            field = self._fields.get(name)
            if field is not None and name not in pending and text != self._shown.get(name):
                field.set_raw(text)
                field.set_recovered(True)
                self._kept.add(name)

    def _edited(self, name: str) -> None:
        if not self._record:
            return
        self._unkept.add(name)
        self._fields[name].set_reason("")
        self._context.typing.emit()
        if not self._pause.isActive():  # a steady typist is kept every so often too
            self._pause.start()
        self._idle.start()

    def _left(self, name: str) -> None:
        if name in self.pending():
            self.settle()

    def _settle_field(self, name: str) -> None:
        self._unkept.discard(name)
        self._kept.discard(name)
        self._fields[name].set_recovered(False)
        self._fields[name].set_reason("")

    def _forget(self) -> None:
        self._pause.stop()
        self._idle.stop()
        self._shown = {}
        self._unkept = set()
        self._kept = set()
        for field in self._fields.values():
            field.set_recovered(False)

    def _timer(self, milliseconds: int, then: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer
