"""A form that records what happened, or puts a chosen record right; what is typed in it is kept until then."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import Field
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.recordform import RecordForm
from umdesk.ui.widgets.unrecorded import Unrecorded


@dataclass(frozen=True, slots=True)
class Kind:
    """What a form records: its table, its heading and button, and the two functions that take the values.

    `record` gets all values; `correct` gets the id of the record and those values that were changed.
    """

    table: str
    heading: str
    button: str
    record: Callable[[dict[str, Any]], object]
    correct: Callable[[str, dict[str, Any]], object]


class Keeps(Protocol):
    """A form, or several, that record with a button."""

    def keep(self) -> None:
        """Keep what was typed and is not recorded yet."""


class Recording(QWidget):
    """The form with its heading; `correct` fills it with a record, recording or Cancel empties it again."""

    began = Signal()
    """Other values stand in the form, which nobody typed."""
    recorded = Signal(bool)
    """What stood in it was recorded and the form is empty again; True where it put a record right."""

    def __init__(
        self, context: Context, kind: Kind, fields: Mapping[str, Field], lines: Sequence[Sequence[str]]
    ) -> None:
        super().__init__()
        self._kind = kind
        self._about = ""
        self._correcting = ""
        self._begun: dict[str, Any] = {}
        self._new: Callable[[], Mapping[str, Any]] = dict
        self.heading = heading(kind.heading)
        self.form = RecordForm(context, fields, lines, kind.button, self._record)
        self.cancel = push_button("Cancel", "close", self.begin)
        self.form.put_beside(self.cancel)
        self._unrecorded = Unrecorded(context, kind.table, self.form.fields, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.heading)
        column.addWidget(self.form)
        self._show_kind()

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by their names."""
        return self.form.fields

    def begin_with(self, values: Callable[[], Mapping[str, Any]]) -> None:
        """What a new record begins with; asked each time."""
        self._new = values

    def follow(self, about: str) -> None:
        """Record about a participation, or a program year; with another one comes what was typed about it before.

        Typing into a record that is put right goes on as long as the same one is in view.
        """
        if about == self._about:
            return
        self._unrecorded.keep()
        self._about = about
        self._correcting = ""
        self._unrecorded.leave()
        self.form.show_values(self._new())
        self._unrecorded.follow(about)
        self._show_kind()

    def correct(self, record_id: str, heading: str, values: Mapping[str, Any]) -> None:
        """Put a record right, beginning with what it holds."""
        self._unrecorded.leave()
        self._correcting, self._begun = record_id, dict(values)
        self.form.show_values(values)
        self._unrecorded.follow(record_id, "right")
        self._show_kind(heading)
        next(iter(self.fields.values())).setFocus()

    def corrects(self) -> str:
        """The record that is put right, "" while a new one is recorded."""
        return self._correcting

    def still_there(self, records: Iterable[str]) -> None:
        """Begin a new record where the one that is put right is none of these any more."""
        if self._correcting and self._correcting not in records:
            self.begin()

    def begin(self) -> None:
        """Give up what stands in the form, and begin a new record."""
        self._unrecorded.forget()
        self._unrecorded.leave()
        self._correcting = ""
        self.form.show_values(self._new())
        self._show_kind()
        if self._about:
            self._unrecorded.follow(self._about)

    def go_on(self) -> None:
        """Be about a new record; what is typed for it stays, and what was typed to put one right is kept for later."""
        if self._correcting:
            self._unrecorded.leave()
            self._correcting = ""
            self.form.show_values(self._new())
            self._show_kind()
            if self._about:
                self._unrecorded.follow(self._about)

    def typed_into(self, record_id: str) -> bool:
        """Whether something was typed to put a record right, and never recorded."""
        return self._unrecorded.begun(record_id, "right")

    def keep(self) -> None:
        """Keep what was typed and is not recorded yet."""
        self._unrecorded.keep()

    def _record(self, values: dict[str, Any]) -> None:
        corrected = bool(self._correcting)
        if corrected:
            changed = {name: value for name, value in values.items() if value != (self._begun.get(name) or None)}
            if changed:
                self._kind.correct(self._correcting, changed)
        else:
            self._kind.record(values)
        self.begin()
        self.recorded.emit(corrected)

    def _show_kind(self, heading: str = "") -> None:
        self.heading.setText(heading or self._kind.heading)
        self.form.button.setText("Save" if self._correcting else self._kind.button)
        self.form.button.setIcon(icon("check" if self._correcting else "add"))
        self.cancel.setVisible(bool(self._correcting))
        self.began.emit()
