"""What a scroll area holds when its page has lists that can shrink."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Pane(QWidget):
    """Gives a page in a scroll area all the room there is, and asks for no more than its least height.

    Of a widget with wrapped text a scroll area asks the preferred height, which would scroll the primary action at the
    foot of a page out of view although its lists could be shorter.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        page.setParent(self)

    def minimumSizeHint(self) -> QSize:
        """The least size of the page."""
        return self._page.minimumSizeHint()

    def sizeHint(self) -> QSize:
        """The size that the page would like."""
        return self._page.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page fills the pane."""
        super().resizeEvent(event)
        self._page.setGeometry(self.rect())

    def event(self, event: QEvent) -> bool:
        """Ask anew when the page's least height has changed."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
