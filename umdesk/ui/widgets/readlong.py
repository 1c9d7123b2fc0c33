"""A text to read that may be long: as high as it needs up to a few lines, and scrolled by mouse or keyboard beyond."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget


class LongText(QPlainTextEdit):
    """Read-only text under `name` for a screen reader; hidden while it is empty, at most `most` lines high."""

    def __init__(self, name: str, most: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self.toPlainText()

    def say(self, text: str) -> None:
        """Show another text from its beginning; "" takes it away."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self.setVisible(bool(text))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As many lines as there are at this width, within the limit."""
        lines = min(max(round(self.document().size().height()), 1), self._most)
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """The same height; any width will do."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
