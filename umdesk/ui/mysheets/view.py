"""The layout of My rating sheets: the cycle and the progress above, and the page that is due below."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16
from umdesk.ui.widgets.fields import ChoiceField
from umdesk.ui.widgets.form import title
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.status import EmptyState


class SheetsView(QWidget):
    """Widgets and their places; what they do is the tab's."""

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        self.heading = title("My rating sheets")
        self.cycle = ChoiceField("Cycle")
        self.cycle.label.hide()
        self.cycle.box.setAccessibleName("Cycle")
        self.cycle.box.setMinimumContentsLength(18)
        self.progress = PlainLabel()
        self.empty = EmptyState(
            "selection",
            "Nothing to rate now",
            "Here are the applications of each cycle that names you as a rater, while it is in scoring. If you expect "
            "one, ask the coordinator to link your account to your name in the cycle's list of raters.",
        )
        self.top = QWidget()
        row = QHBoxLayout(self.top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_16)
        row.addWidget(self.heading, 1)
        row.addWidget(self.cycle)
        row.addWidget(self.progress)
        self.pages = QStackedWidget()
        for page in (self.empty, *pages):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_8)
        column.setSpacing(SPACE_12)
        column.addWidget(self.top)
        column.addWidget(self.pages, 1)
