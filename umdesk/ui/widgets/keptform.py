"""The form of one entry of a list that the department keeps, such as its directory of resources."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from umdesk.domain.errors import UserError
from umdesk.ui.context import Context
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Field, Note
from umdesk.ui.widgets.form import FormPanel, all_will_do, say_refusal
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.unrecorded import Unrecorded

Entry = TypeVar("Entry")


class KeptForm(FormPanel, Generic[Entry]):
    """One entry, or a new one (`begun`); who may not change it reads it.

    Who inherits makes `fields_by_name`, puts them into lines, calls `end_with`, and says what an entry holds.
    """

    recorded = Signal(str)
    """The entry with this id was added or changed."""

    may_change = ""
    """The operation, as the table of permissions names it, without which the entry can only be read."""
    first_field = ""
    """Where the cursor of a new entry stands."""
    new_heading = ""
    none_heading = ""

    def __init__(self, context: Context, fields: Mapping[str, Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.row: Entry | None = None
        self.begun = False
        self.fields_by_name = dict(fields)
        self.head = self.section("")
        self.state = self.add(QuietLabel())
        self.note = Note()
        self.keep = push_button("Keep the change", "check", self.press)
        self.switch = push_button("Switch off", "close", self.switch_over)
        self.cancel = push_button("Cancel", "close", self.give_up)

    def end_with(self, table: str, typed: Mapping[str, Field], *more: QPushButton) -> None:
        """Put note and buttons (`more` of them before Cancel) under the fields; keep what is typed into `typed`."""
        self.add(self.note)
        self.add_layout(side_by_side(self.keep, self.switch, *more, self.cancel))
        self._typing = Unrecorded(self._context, table, typed, self)

    def show_row(self, row: Entry | None) -> None:
        """Show another entry, or the same as it is; None for nothing."""
        self.begun, self.row = False, row
        self._show(self.none_heading if row is None else self.heading_of(row))
        self._typing.follow(self.id_of(row) if row is not None and self._may() else "")
        self.arrange()

    def begin(self) -> None:
        """Ask for a new entry."""
        self.begun, self.row = True, None
        self._show(self.new_heading)
        self._typing.follow(self._context.program.id)
        self.arrange()
        self.fields_by_name[self.first_field].setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Forget what was typed, and show what is on file."""
        self._typing.forget()
        self.show_row(self.row)

    def press(self) -> None:
        """Record what stands in the fields."""
        if not all_will_do([field for field in self.fields_by_name.values() if not field.isHidden()]):
            return
        values = {name: field.value() for name, field in self.fields_by_name.items()}
        before = self.row
        made = self._context.runner.now(lambda: self.record(before, values), refused=self.refuse)
        if made:
            self._typing.forget()
            self.recorded.emit(made)
            self.note.say("Kept.", Tone.GOOD)

    def switch_over(self) -> None:
        """Offer the entry, or switch it off."""
        row = self.row
        if row is not None:
            self._context.runner.now(lambda: self.set_active(row, active=not self.is_active(row)), refused=self.refuse)

    def refuse(self, error: UserError) -> None:
        """Say why something was refused: under the field that is meant, else in the note."""
        say_refusal(error, self.fields_by_name, self.note)

    def forget_typing(self) -> None:
        """What was typed into the entry is wanted no more."""
        self._typing.forget()

    def arrange(self) -> None:
        """Show what there is to read, write and press."""
        there, may = self.row is not None or self.begun, self._may()
        for field in self.fields_by_name.values():
            field.setVisible(there)
            field.set_read_only(not may)
        self.state.setVisible(bool(self.state.text()))
        self.keep.setVisible(there and may)
        self.keep.setText("Add it" if self.begun else "Keep the change")
        self.switch.setVisible(self.row is not None and may)
        if self.row is not None:
            self.switch.setText("Switch off" if self.is_active(self.row) else "Offer it again")
        self.cancel.setVisible(self.begun)

    def _show(self, heading: str) -> None:
        self.note.say("")
        self.fill(self.row)
        self.head.setText(heading)
        self.state.setText("" if self.row is None else self.state_of(self.row))

    def _may(self) -> bool:
        return self._context.may(self.may_change)

    def fill(self, row: Entry | None) -> None:
        """Put an entry into the fields; None is a new one, or nothing."""
        raise NotImplementedError

    def record(self, row: Entry | None, values: dict[str, Any]) -> str:
        """Change an entry, or (None) add one; gives its id."""
        raise NotImplementedError

    def set_active(self, row: Entry, *, active: bool) -> None:
        """Offer an entry, or switch it off."""
        raise NotImplementedError

    def is_active(self, row: Entry) -> bool:
        """Whether an entry is offered."""
        raise NotImplementedError

    def id_of(self, row: Entry) -> str:
        """The id of an entry."""
        raise NotImplementedError

    def heading_of(self, row: Entry) -> str:
        """What an entry is called."""
        raise NotImplementedError

    def state_of(self, row: Entry) -> str:
        """How an entry stands, in words; "" for nothing to say."""
        raise NotImplementedError
