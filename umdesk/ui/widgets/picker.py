"""One of a few things to look at, chosen above them."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.plain import PlainLabel


class Picker(QComboBox):
    """A list to choose from; `name` says what is chosen, with a key to it: "&Cycle"."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name.replace("&", ""))
        self._label = PlainLabel(name)
        self._label.setBuddy(self)

    def row(self) -> QHBoxLayout:
        """The list after its label, at the left of what is under it."""
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self._label)
        row.addWidget(self, 1)
        row.addStretch(2)
        return row
