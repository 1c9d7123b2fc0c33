"""What is to be done with applications that just came in: answer them by letter, look for people on file twice."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8


class NextSteps(QWidget):
    """The windows that follow an import, as buttons; hidden until applications came into a cycle."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._cycle = ""
        self.letters = QPushButton(icon("report"), "Screening and letters…")
        self.letters.clicked.connect(lambda _checked: context.window_wanted.emit(f"letters {self._cycle}"))
        self.duplicates = QPushButton(icon("people"), "Likely duplicates…")
        self.duplicates.clicked.connect(lambda _checked: context.window_wanted.emit("duplicates"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.duplicates)
        row.addWidget(self.letters)
        self.letters.setVisible(context.sees("letters.asking.screened"))
        self.duplicates.setVisible(context.sees("people.duplicates.likely"))
        self.hide()

    def offer(self, cycle_id: str | None) -> None:
        """Offer them for the applications of a cycle; hide them where nothing came in."""
        self._cycle = cycle_id or ""
        self.setVisible(bool(cycle_id))
