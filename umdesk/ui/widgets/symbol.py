"""A line icon standing beside words, as large as a line of text unless told."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QWidget


class Symbol(QLabel):
    """Shows an icon in the colours of the palette, and draws it anew when light and dark change."""

    def __init__(self, drawn: QIcon | None = None, size: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._drawn = drawn or QIcon()
        self._draw()

    def show_icon(self, drawn: QIcon) -> None:
        """Show another icon."""
        self._drawn = drawn
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """A pixmap keeps the colours it was drawn in: another palette or font needs another one."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._draw()

    def _draw(self) -> None:
        if not self._drawn.isNull():
            size = self._size or self.fontMetrics().height()
            self.setPixmap(self._drawn.pixmap(size, size))
