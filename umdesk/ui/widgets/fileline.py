"""The top of a page that brings a file in: its name, and the fields that say how it is to be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from umdesk.ui.theme import SPACE_12
from umdesk.ui.widgets.form import heading


def file_heading() -> QLabel:
    """The name of the file, once there is one."""
    label = heading("")
    label.setWordWrap(False)
    return label


def file_line(name: QLabel, choose: QPushButton) -> QHBoxLayout:
    """The name of the file with the button that chooses another one."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_12)
    row.addWidget(name)
    row.addWidget(choose)
    row.addStretch(1)
    return row


def reading_line(*fields: tuple[QWidget, int]) -> QHBoxLayout:
    """Fields side by side, each with its share of the width; a reason under one does not move the others."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_12)
    for field, share in fields:
        row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
    return row
