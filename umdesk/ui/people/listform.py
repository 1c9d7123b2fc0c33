"""A list with buttons under it, and the form that takes its place while a row is added or put right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import Field, Note
from umdesk.ui.widgets.form import FormPanel, heading
from umdesk.ui.widgets.readlong import LongText
from umdesk.ui.widgets.recordform import RecordForm
from umdesk.ui.widgets.rows import RowsModel
from umdesk.ui.widgets.table import RowsTable
from umdesk.ui.widgets.unrecorded import Unrecorded

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Question:
    """A form to be filled in: its fields in lines, what stands in them at first, and what the button says.

    What is typed is kept as typing about a record of a table, `about`, until it is recorded or given up.
    """

    title: str
    fields: Mapping[str, Field]
    lines: Sequence[Sequence[str]]
    values: Mapping[str, Any]
    confirm: str
    note: str
    table: str
    about: str


class ListForm(QStackedWidget, Generic[Row]):
    """The page of a list; `begin` shows the form, keeping it or Cancel comes back to the list."""

    def __init__(self, context: Context, model: RowsModel[Row], name: str, empty: str) -> None:
        super().__init__()
        self.context = context
        self.model = model
        self.table = RowsTable(model, name)
        self.table.set_empty(empty)
        self.said = LongText(f"{name}, the chosen one in full")
        self.note = Note()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE_8)
        self._buttons.addStretch(1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, SPACE_8, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addWidget(self.note)
        column.addLayout(self._buttons)
        self.addWidget(page)
        self._page = page
        self.form: RecordForm | None = None
        self._panel: FormPanel | None = None
        self._typing: Unrecorded | None = None

    def button(self, text: str, symbol: str, act: Callable[[], object]) -> QPushButton:
        """Put a button under the list."""
        made = push_button(text, symbol, act)
        self._buttons.insertWidget(self._buttons.count() - 1, made)
        return made

    def say(self, text: str) -> None:
        """Show more of the chosen row under the list; "" for nothing."""
        self.said.say(text)

    def refuse(self, error: UserError) -> None:
        """Say under the list what was not done; the window's message bar lies behind."""
        self.note.say(str(error), Tone.BAD, "attention")

    def begin(self, asked: Question, keep: Callable[[dict[str, Any]], object]) -> RecordForm:
        """Show a form in place of the list; `keep` gets the values that were changed, and the list comes back."""
        begun = dict(asked.values)

        def record(now: dict[str, Any]) -> None:
            keep({name: value for name, value in now.items() if (value or None) != (begun.get(name) or None)})

        return self.begin_new(asked, record)

    def begin_new(self, asked: Question, record: Callable[[dict[str, Any]], object]) -> RecordForm:
        """The same for a row that is not there yet: `record` gets all values."""
        self.end()
        self.note.say("")
        form = RecordForm(
            self.context, asked.fields, asked.lines, asked.confirm, record, note=asked.note, symbol="check"
        )
        form.show_values(asked.values)
        form.button.clicked.disconnect()
        form.button.clicked.connect(lambda _checked=False: self._press())
        self._typing = Unrecorded(self.context, asked.table, asked.fields, form)
        self._typing.follow(asked.about)
        panel = FormPanel()
        panel.add(heading(asked.title))
        panel.add(form)
        form.put_beside(push_button("Cancel", "close", self._give_up))
        self.form, self._panel = form, panel
        self.addWidget(panel)
        self.setCurrentWidget(panel)
        next(iter(asked.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        return form

    def end(self) -> None:
        """Come back to the list; what was typed and neither recorded nor given up is kept for the next time."""
        if self._typing is not None:
            self._typing.keep()
        panel, self._panel, self.form, self._typing = self._panel, None, None, None
        if panel is not None:
            self.setCurrentWidget(self._page)
            self.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        if self.form is not None and self.form.press():
            self._give_up()

    def _give_up(self) -> None:
        if self._typing is not None:
            self._typing.forget()
        self.end()
