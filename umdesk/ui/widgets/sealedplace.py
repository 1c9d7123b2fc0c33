"""What stands where an account may not look yet: what is sealed, until when, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_16, Tone, title_font
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.symbol import Symbol


class SealedPlace(QWidget):
    """A place in a window that says that it is sealed."""

    def __init__(self) -> None:
        super().__init__()
        title = PlainLabel("Sealed for now")
        title.setFont(title_font())
        self.words = PlainLabel("")
        self.words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, 0, SPACE_16, 0)
        column.setSpacing(SPACE_8)
        column.addStretch(2)
        for part in (Symbol(icon("lock", Tone.QUIET), 48), title, self.words):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addStretch(3)

    def say(self, sentences: str) -> None:
        """Say what is sealed and until when."""
        self.words.setText(sentences)
