"""Windows in two halves: a list at the left, what is chosen in it at the right."""

from PySide6.QtWidgets import QLayout, QSplitter, QVBoxLayout, QWidget

from umdesk.ui.theme import SPACE_8


def halves(left: QWidget, right: QWidget, widths: tuple[int, int]) -> QSplitter:
    """Two parts with a handle between them, neither of which can be pushed away; pixels at the start."""
    made = QSplitter()
    made.setChildrenCollapsible(False)
    made.addWidget(left)
    made.addWidget(right)
    made.setSizes(list(widths))
    return made


def list_side(search: QWidget, table: QWidget, *below: QWidget | QLayout) -> QWidget:
    """The left half: the line to search, the table that takes the room, and what stands below."""
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, SPACE_8, 0, 0)
    column.setSpacing(SPACE_8)
    column.addWidget(search)
    column.addWidget(table, 1)
    for part in below:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
    return side
