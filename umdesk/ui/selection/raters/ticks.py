"""Ticking applications for one rater, or pasting their numbers."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from umdesk.domain.writing import counted
from umdesk.services.assigning import AssignedLine
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.fields import LongTextField
from umdesk.ui.widgets.plain import PlainLabel

_NUMBER = re.compile(r"(\d{4})\s*[-–/]\s*(\d{1,6})")
_ID = Qt.ItemDataRole.UserRole


class TickList(QWidget):
    """A list with a box before each application, and a field for numbers from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.label = PlainLabel("Applications; Space ticks one")
        self.list = QListWidget()
        self.list.setAccessibleName("Applications to assign")
        self.label.setBuddy(self.list)
        self.list.setAlternatingRowColors(True)
        self.paste = LongTextField("Or paste numbers", lines=2, hint="One after the other, such as 2026-0007")
        self.tick = QPushButton(icon("check"), "Tick these numbers")
        self.tick.setAutoDefault(False)
        self.tick.clicked.connect(lambda _checked: self.tick_pasted())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.label)
        column.addWidget(self.list, 1)
        column.addWidget(self.paste)
        column.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.setMinimumHeight(self.fontMetrics().height() * 6)
        self.list.itemChanged.connect(lambda _item: self._count())

    def show_lines(self, lines: Sequence[AssignedLine], rater_id: str) -> None:
        """Show the applications, those ticked that a rater rates."""
        self.list.blockSignals(True)
        self.list.clear()
        for line in lines:
            recused = " (recused)" if rater_id and rater_id in line.recused_ids else ""
            item = QListWidgetItem(f"{line.number}  {line.name}{recused}")
            item.setData(_ID, line.application_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if rater_id in line.rater_ids else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._count()

    def ticked(self) -> frozenset[str]:
        """The ids of the applications that are ticked."""
        return frozenset(
            item.data(_ID) for item in self._items() if item.checkState() is Qt.CheckState.Checked
        )  # fmt: skip

    def tick_pasted(self) -> None:
        """Tick the numbers that were pasted, and say which are none of this cycle."""
        wanted = {f"{year}-{int(number):04d}" for year, number in _NUMBER.findall(self.paste.raw())}
        there = {item.text().split(" ", 1)[0]: item for item in self._items()}
        for number in wanted & there.keys():
            there[number].setCheckState(Qt.CheckState.Checked)
        unknown = sorted(wanted - there.keys())
        if not wanted:
            self.paste.set_reason("There is no application number in it, such as 2026-0007.")
        else:
            self.paste.set_reason(f"Not in this list: {', '.join(unknown)}." if unknown else "")
        self._count()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _count(self) -> None:
        chosen = counted(len(self.ticked()), "application")
        self.label.setText(f"Applications: {chosen} of {self.list.count():,} ticked. Space ticks one.")
