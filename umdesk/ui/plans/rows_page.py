"""A list inside a plan (goals, competencies, activities, costs): a table, and under it the fields of the chosen row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from umdesk.domain import plans
from umdesk.domain.plans import Gap, Section
from umdesk.domain.words import ItemKind
from umdesk.services.plans import editing
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.gap_list import GapList
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.fields import Field, Note
from umdesk.ui.widgets.form import FormPanel, title
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_ROOMY_LINES = 28
MOST_GAPS = 3
"""How many lines on what is missing a page shows itself; all of them stand under What is missing."""


@dataclass(frozen=True)
class Add:
    """A button that adds a row with these values."""

    text: str
    values: Mapping[str, editing.Value]


@dataclass(frozen=True)
class RowsSpec:
    """What one kind of list is made of.

    `columns` gets what identities are called ("Goal 1"); `rows` takes the rows out of a plan; `values` gives a row's
    fields by name; `lines` lays the field names out, a
    line each; `prepare` fills choices that depend on the plan; `remark` is a sentence over the fields of a row.
    """

    section: Section
    kind: ItemKind
    table: str
    intro: str
    empty: str
    adds: tuple[Add, ...]
    columns: Callable[[Mapping[str, str]], Sequence[Column[Any]]]
    rows: Callable[[PlanDetail], Sequence[Any]]
    fields: Callable[[], dict[str, Field]]
    lines: tuple[tuple[str, ...], ...]
    values: Callable[[Any], dict[str, Any]]
    prepare: Callable[[PlanDetail, dict[str, Field]], None]
    first_field: str
    remark: Callable[[PlanDetail, Any], tuple[str, Tone]] = lambda _detail, _row: ("", Tone.QUIET)


class RowsPage(QWidget):
    """One list of a plan: add, write, move and remove rows; what is typed saves itself."""

    jump = Signal(object)

    def __init__(self, context: Context, spec: RowsSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._spec = spec
        self._detail: PlanDetail | None = None
        self._editable = False
        self._shown = ""
        self.fields = spec.fields()
        self.autosave = Autosave(context, spec.table, self._save, self)
        self.autosave.add_all(self.fields)
        self._build()

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the rows of a revision; the chosen row stays chosen, and typing under way is left alone."""
        before, self._detail = self._detail, detail
        self._editable = may.edit
        rows = list(self._spec.rows(detail))
        self._names.clear()
        self._names.update(plans.served_names(detail.content))
        self._names.update((row.item, row.text) for row in detail.content.activities)
        self._model.set_rows(rows)
        self._spec.prepare(detail, self.fields)
        missing = detail.needed if may.edit else ()
        self.gaps.show_gaps([gap for gap in missing if gap.section is self._spec.section][:MOST_GAPS])
        if self.table.current_key() == "" and rows:
            other_plan = before is None or before.revision_id != detail.revision_id
            self.table.choose(rows[0].row if other_plan else rows[min(self._place, len(rows) - 1)].row)
        self._show_row(self.table.current_key())
        self._follow_state()
        self._make_room()

    def go_to(self, gap: Gap) -> None:
        """Put the cursor where a gap is filled in."""
        if gap.row is not None:
            self.table.choose(gap.row)
            self.fields.get(gap.field, self.fields[self._spec.first_field]).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._adds:
            names = [str(add.values.get("term", "")) for add in self._spec.adds]
            self._adds[names.index(gap.field) if gap.field in names else 0].setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, number: int = 0) -> None:
        """Add a row with the button of that number, and begin to write it."""
        if self._detail is None or not self.autosave.settle():
            return
        add, current = self._spec.adds[number], self.table.current_key()
        row = self._context.runner.now(
            editing.add_row, self._context.program, self._detail.revision_id, self._spec.kind, add.values, after=current
        )
        if row:
            self.table.choose(row)
            self.fields[self._spec.first_field].setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take the chosen row out; Undo brings it back."""
        key = self.table.current_key()
        if not key:
            return
        for name in self.autosave.pending():
            self.autosave.discard(name)
        self._place = max(self._model.place(key), 0)
        self._context.runner.now(editing.remove_row, self._context.program, self._spec.kind, key)

    def move_row(self, by: int) -> None:
        """Move the chosen row up (-1) or down (1)."""
        key = self.table.current_key()
        if key and self.autosave.settle():
            self._context.runner.now(editing.move_row, self._context.program, self._spec.kind, key, by)
            self.table.choose(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the fields need the room; what is missing stands on its own page too."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        roomy = self.height() >= self.fontMetrics().height() * _ROOMY_LINES
        self._intro.setVisible(roomy)
        self.gaps.setVisible(roomy and bool(self.gaps.lines()))

    def _save(self, row_id: str, changed: dict[str, Any]) -> None:
        editing.set_row(self._context.program, self._spec.kind, row_id, changed)

    def _show_row(self, key: str) -> None:
        number = self._model.place(key)
        if number >= 0:
            self._place = number
            row = self._model.row(number)
            self.autosave.show(key, self._spec.values(row))
            if self._detail is not None:
                self.remark.say(*self._spec.remark(self._detail, row))
        elif self._shown:
            self.autosave.clear()
        self._shown = key if number >= 0 else ""
        self.form.setVisible(number >= 0)

    def _chosen(self, key: str) -> None:
        if key:
            self._show_row(key)
            self._follow_state()

    def _follow_state(self) -> None:
        for field in self.fields.values():
            field.set_read_only(not self._editable)
        for button in self._adds:
            button.setVisible(self._editable)
        chosen = bool(self._shown)
        for button in (self._up, self._down, self._remove):
            button.setVisible(self._editable)
            button.setEnabled(chosen)

    # --- parts ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        spec = self._spec
        self._place = 0
        self._names: dict[str, str] = {}
        self._model: RowsModel[Any] = RowsModel(spec.columns(self._names), key=lambda row: row.row, parent=self)
        self.table: RowsTable[Any] = RowsTable(self._model, spec.section)
        self.table.set_empty(spec.empty)
        self.table.setSortingEnabled(False)
        self.table.chosen.connect(self._chosen)
        self.gaps = GapList()
        self.gaps.jump.connect(self.jump)
        self._adds = [self._add_button(number, add) for number, add in enumerate(spec.adds)]
        self._up = self._button("up", "Up", lambda: self.move_row(-1))
        self._down = self._button("down", "Down", lambda: self.move_row(1))
        self._remove = self._button("delete", "Remove", self.remove)
        self._remove.setToolTip("Take the chosen line out of the plan. Undo brings it back.")
        self.form = FormPanel()
        self.remark = self.form.add(Note())
        for line in spec.lines:
            if len(line) == 1:
                self.form.add(self.fields[line[0]])
            else:
                self.form.add_row(*(self.fields[name] for name in line))
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        for button in self._adds:
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self._up, self._down, self._remove):
            buttons.addWidget(button)
        top = QWidget()
        upper = QVBoxLayout(top)
        upper.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_8)
        upper.setSpacing(SPACE_8)
        upper.addWidget(title(self._spec.section))
        self._intro = QuietLabel(self._spec.intro)
        upper.addWidget(self._intro)
        upper.addWidget(self.gaps)
        upper.addWidget(self.table, 1)
        upper.addLayout(buttons)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(top)
        split.addWidget(self.form)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([300, 310])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self.table.setMinimumHeight(self.fontMetrics().height() * 4)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _add_button(self, number: int, add: Add) -> QPushButton:
        return self._button("add", add.text, lambda: self.add(number))

    def _button(self, symbol: str, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(symbol), text)
        button.setIconSize(QSize(self.fontMetrics().height(), self.fontMetrics().height()))
        button.setAutoDefault(False)
        plain = text.replace("&&", "&")
        button.setAccessibleName(f"{plain}, {self._spec.section}" if plain in {"Up", "Down", "Remove"} else plain)
        button.clicked.connect(lambda _checked=False: act())
        return button
