"""The line above an open program that can only be looked at."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from umdesk.domain.errors import InUse, UserError
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.symbol import Symbol


class LookBanner(QFrame):
    """Says that nothing can be changed or printed, and why; hidden while all can."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._text = PlainLabel()
        self._text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
        row.setSpacing(SPACE_8)
        row.addWidget(Symbol(icon("show", Tone.ACCENT)))
        row.addWidget(self._text, 1)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def explain(self, why: UserError | None) -> None:
        """Take the reason: what was said when the program could not be opened for writing."""
        self._text.setText(f"Open to look: no changes, no printing{_because(why)}.")


def _because(why: UserError | None) -> str:
    if why is None:
        return ""
    reason = why.message.rstrip(".")
    reason = reason[:1].lower() + reason[1:]
    return f", because it is {reason}" if isinstance(why, InUse) else f", because {reason}"
