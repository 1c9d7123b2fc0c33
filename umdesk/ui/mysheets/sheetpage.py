"""The layout of one sheet: whose it is above, the application at the left, the criteria at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from umdesk.services.my_sheets import MySheet
from umdesk.ui.mysheets.application import ApplicationPanel
from umdesk.ui.mysheets.words import standing
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_16
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import title
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.status import ActionButton, Badge, QuietLabel


class SheetPage(QWidget):
    """Widgets and their places; what they do is the tab's."""

    def __init__(self, back: QAction, following: QAction, submit: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = ActionButton(back)
        self.who = title("")
        self.badge = Badge()
        self.done = QuietLabel()
        self.done.setWordWrap(False)
        self.place = QuietLabel()
        self.place.setWordWrap(False)
        self.application = ApplicationPanel()
        self.criteria = QWidget()
        self.criteria_column = QVBoxLayout(self.criteria)
        self.criteria_column.setContentsMargins(0, 0, 0, 0)
        self.total = PlainLabel()
        self.total.setAccessibleName("How far this sheet is")
        self.note = Note()
        self.note.setContentsMargins(SPACE_16, 0, SPACE_4, 0)
        self.for_good = QuietLabel("What you give is saved as you go. A submitted sheet cannot be changed any more.")
        self.following = ActionButton(following)
        self.submit = ActionButton(submit, primary=True)
        self._lay_out()

    def show_sheet(self, sheet: MySheet, place: str, *, blind: bool) -> None:
        """Show whose sheet it is and how it stands; `place` says where it is among the others."""
        self.who.setText("  ".join(part for part in (sheet.number, sheet.name) if part))
        self.place.setText(place)
        self.badge.show_status(*standing(sheet))
        self.application.show_sheet(sheet, blind=blind)
        self.for_good.setVisible(sheet.open)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_12)
        top.addWidget(self.back)
        top.addWidget(self.who, 1)
        top.addWidget(self.done)
        top.addWidget(self.badge)
        top.addWidget(self.place)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.criteria, 1)
        column.addWidget(self._line())
        column.addWidget(self.note)
        column.addLayout(self._foot())
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.application)
        parts.addWidget(right)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        parts.setSizes([480, 720])
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(SPACE_8)
        page.addLayout(top)
        page.addWidget(parts, 1)

    def _foot(self) -> QVBoxLayout:
        above = QHBoxLayout()
        above.setSpacing(SPACE_12)
        above.addWidget(self.total)
        above.addStretch(1)
        above.addWidget(self.following)
        above.addWidget(self.submit)
        foot = QVBoxLayout()
        foot.setContentsMargins(SPACE_16, 0, SPACE_4, 0)
        foot.setSpacing(SPACE_4)
        foot.addLayout(above)
        foot.addWidget(self.for_good)
        return foot

    @staticmethod
    def _line() -> QFrame:
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setEnabled(False)
        return line
