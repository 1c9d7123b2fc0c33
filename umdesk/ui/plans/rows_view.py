"""The layout of a list inside a plan: a table with its buttons, and under it the fields of the chosen row."""

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from umdesk.ui.icons import icon
from umdesk.ui.plans.gap_list import GapList
from umdesk.ui.plans.rows_spec import RowsSpec
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, label_font
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import FormPanel, paragraph, title
from umdesk.ui.widgets.list_and_form import ListAndForm
from umdesk.ui.widgets.rows import RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_ROOMY_LINES = 28


class RowsView(QWidget):
    """Widgets and their places; what they do is the controller's."""

    def __init__(self, spec: RowsSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.names: dict[str, str] = {}
        """What identities are called in the table: "Goal 1"."""
        self.fields = spec.fields()
        self.model: RowsModel[Any] = RowsModel(spec.columns(self.names), key=lambda row: row.row, parent=self)
        self.table: RowsTable[Any] = RowsTable(self.model, spec.section)
        self.table.set_empty(spec.empty)
        self.table.setSortingEnabled(False)
        self.gaps = GapList()
        self.summary = paragraph("")  # a wrapped text of fixed room, or the list would cover its second line
        self.summary.setFont(label_font())
        self.summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.warning = Note()
        self.adds = [self._button("add", add.text) for add in spec.adds]
        self.examples = [self._button("list", spec.from_examples)] if spec.from_examples else []
        self.menu = QMenu(self)
        for button in self.examples:
            self.menu.setAccessibleName(button.accessibleName())
            button.setMenu(self.menu)
        self.up, self.down = self._button("up", "Up"), self._button("down", "Down")
        self.removing = self._button("delete", "Remove")
        self.removing.setToolTip("Take the chosen line out of the plan. Undo brings it back.")
        self.form = FormPanel()
        for line in spec.lines:
            if len(line) == 1:
                self.form.add(self.fields[line[0]])
            else:
                self.form.add_row(*(self.fields[name] for name in line))
        self.remark = self.form.add(Note())  # under the fields, so that none moves away from the hand when it comes
        self._lay_out()

    def show_state(self, *, editable: bool, chosen: bool) -> None:
        """Whether the list can be changed, and whether a row is chosen that the buttons can act on."""
        for field in self.fields.values():
            field.set_read_only(not editable)
        for button in (*self.adds, *self.examples):
            button.setVisible(editable)
        for button in (self.up, self.down, self.removing):
            button.setVisible(editable)
            button.setEnabled(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the fields need the room; what is missing stands on its own page too."""
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Show or hide what a small screen has no room for."""
        roomy = self.height() >= self.fontMetrics().height() * _ROOMY_LINES
        self._intro.setVisible(roomy)
        self.gaps.setVisible(roomy and bool(self.gaps.lines()))
        self.summary.setVisible(bool(self.summary.text()))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        for button in self.adds:
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.up, self.down, self.removing):
            buttons.addWidget(button)
        top = QWidget()
        upper = QVBoxLayout(top)
        upper.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_8)
        upper.setSpacing(SPACE_8)
        head = QHBoxLayout()
        head.addWidget(title(self.spec.section), 1)
        for button in self.examples:
            head.addWidget(button)
        upper.addLayout(head)
        self._intro = QuietLabel(self.spec.intro)
        upper.addWidget(self._intro)
        upper.addWidget(self.gaps)
        upper.addWidget(self.table, 1)
        upper.addWidget(self.summary)
        upper.addWidget(self.warning)
        upper.addLayout(buttons)
        self.table.setMinimumHeight(self.fontMetrics().height() * 5)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.parts = ListAndForm(top, self.table, self.form, (300, 310))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)

    def _button(self, symbol: str, text: str) -> QPushButton:
        button = QPushButton(icon(symbol), text)
        button.setIconSize(QSize(self.fontMetrics().height(), self.fontMetrics().height()))
        button.setAutoDefault(False)
        plain = text.replace("&&", "&")
        button.setAccessibleName(f"{plain}, {self.spec.section}" if plain in {"Up", "Down", "Remove"} else plain)
        return button
