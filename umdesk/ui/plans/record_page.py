"""A page of records of one kind that the coordinator keeps beside a plan: a table, the chosen one in full, a form."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QTimer

from umdesk.domain.words import NO_TYPE
from umdesk.services import classes
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.plans.beside_page import ReadPage
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.class_field import ClassField
from umdesk.ui.widgets.fields import ChoiceField
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.recordform import remove_button
from umdesk.ui.widgets.recording import Recording
from umdesk.ui.widgets.rows import RowsModel
from umdesk.ui.widgets.table import RowsTable, set_lines

Row = TypeVar("Row")


class RecordPage(ReadPage, Generic[Row]):
    """What such pages share."""

    def set_up(self, model: RowsModel[Row], table: RowsTable[Row], recording: Recording) -> None:
        """Put table, buttons and form on the page, under what is there."""
        self._model, self.table, self.recording = model, self.add(table), recording
        self._typing = (recording,)
        set_lines(self.table, 6, 9)
        self.table.chosen.connect(lambda _key: self.show_chosen())
        self.table.opened.connect(lambda _key: self.put_right())
        self.said = self.add(paragraph(""))
        self.right = push_button("Put it right…", "edit", self.put_right)
        self.remove = remove_button("Remove the chosen record", self._remove)
        self.add_layout(side_by_side(self.right, self.remove))
        self.add(recording)

    @property
    def inputs(self) -> dict[str, Any]:
        """The fields of the form by their names."""
        return self.recording.fields

    def chosen(self) -> Row | None:
        """The record that is chosen in the table."""
        return self._model.find(self.table.current_key())

    def show_detail(self, detail: PlanDetail, *, may: bool) -> None:
        """Show the records of a plan's participation."""
        other, self._may = self._follow(detail), may
        if self.isVisible():
            self.load()
        elif other:
            self._model.set_rows(())

    def put_right(self) -> None:
        """Show the chosen record in the form."""
        row = self.chosen()
        if row is not None and self._may:
            self.recording.correct(self.key_of(row), self.heading_of(row), self.values_of(row))
            if field := self.awaited(row)[1]:
                self.inputs[field].setFocus()
            QTimer.singleShot(0, self, self._show_form)  # once the layout has made room

    def load(self) -> None:
        """Read the records and show them."""
        if self._detail is None:
            return
        kept = self.table.current_key()
        self._offer_choices(self._detail)
        rows = self.read(self._detail.participation_id)
        self._model.set_rows(rows)
        if rows and not self.table.choose(kept):
            self.table.choose(self.key_of(rows[0]))
        self.recording.follow(self._detail.participation_id)
        self.recording.still_there(self.key_of(row) for row in rows)
        self.recording.setVisible(self._may)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show the chosen record in full, and what can be done with it."""
        row = self.chosen()
        for button in (self.right, self.remove):
            button.setVisible(self._may and self._model.rowCount() > 0)
            button.setEnabled(row is not None)
        self.right.setText((self.awaited(row)[0] if row is not None else "") or "Put it right…")
        self.said.setText(self.said_of(row) if row is not None else "")
        self.said.setVisible(bool(self.said.text()))

    def _offer_choices(self, detail: PlanDetail) -> None:
        """The activities of the plan, and the classes, which are read once."""
        activities = self.inputs["item"]
        assert isinstance(activities, ChoiceField)  # noqa: S101 -- every such form has it
        activities.set_choices([(row.item, row.text or row.type or NO_TYPE) for row in detail.activities])
        field = self.inputs.get("class_code")
        if isinstance(field, ClassField) and field.box.count() <= 1:
            found = self._context.runner.now(classes.choices, self._context.program) or ()
            field.set_choices([(choice.class_code, choice.text) for choice in found])

    def _show_form(self) -> None:
        """A form higher than the room for it is read from its heading."""
        self.ensureWidgetVisible(self.recording)
        self.ensureWidgetVisible(self.recording.heading)

    def _remove(self) -> None:
        row = self.chosen()
        if row is not None:
            self.take_out(self.key_of(row))

    @abstractmethod
    def read(self, participation_id: str) -> Sequence[Row]:
        """The records of a participation."""

    @abstractmethod
    def key_of(self, row: Row) -> str:
        """The id of a record."""

    @abstractmethod
    def heading_of(self, row: Row) -> str:
        """What the form is called while it puts a record right."""

    @abstractmethod
    def values_of(self, row: Row) -> Mapping[str, Any]:
        """A record as the form shows it."""

    @abstractmethod
    def said_of(self, row: Row) -> str:
        """A record in full, in words."""

    def awaited(self, _row: Row) -> tuple[str, str]:
        """What a record still waits for, as the button says it, and the field for it; "" twice for nothing."""
        return "", ""

    @abstractmethod
    def take_out(self, key: str) -> None:
        """Remove a record."""
