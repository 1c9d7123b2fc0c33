"""A scanned page as a picture: as wide as there is room, or larger, moved by keys, wheel and mouse."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPixmap, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QScrollArea

from umdesk.ui.widgets.plain import PlainLabel

_STEP = 1.25
_LARGEST = 6.0
_KEYS = {
    Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0,
}  # fmt: skip


class ScanPicture(QScrollArea):
    """Shows one page; + and - make it larger and smaller, 0 as wide as there is room, the arrows move it."""

    zoomed = Signal()
    """It is shown larger or smaller than before."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self._larger = 1.0
        self._pulled: QPoint | None = None
        self._label = PlainLabel()
        self._label.setScaledContents(True)
        self._label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a scroll area has no role for a screen reader
        self.setWidget(self._label)
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip("Larger with +, smaller with -, as wide as the window with 0")
        self.clear()

    @property
    def larger(self) -> float:
        """How much larger the page is shown than it has room, 1 for as wide as there is room."""
        return self._larger

    @property
    def name(self) -> str:
        """What a screen reader says of the page that is shown."""
        return self._label.accessibleName()

    def clear(self) -> None:
        """Show nothing."""
        self._pixmap = QPixmap()
        self._label.clear()
        self._label.setAccessibleName("")
        self._label.hide()

    def show_picture(self, data: bytes, name: str, turned: int = 0) -> None:
        """Show a page (JPEG or PNG), turned clockwise by degrees; `name` is what a screen reader says of it."""
        image = QImage.fromData(data)
        if image.isNull():
            self.clear()
            return
        if turned:
            image = image.transformed(QTransform().rotate(turned))
        self._pixmap = QPixmap.fromImage(image)
        self._larger = 1.0
        self._label.setPixmap(self._pixmap)
        self._label.show()
        self._label.setAccessibleName(name)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def zoom(self, steps: int) -> None:
        """Make the page larger (or smaller) by steps of a quarter; 0 steps is as wide as there is room."""
        before = self.verticalScrollBar().value() / max(1, self._label.height())
        self._larger = 1.0 if steps == 0 else min(max(self._larger * _STEP**steps, 1.0), _LARGEST)
        self._fit()
        self.verticalScrollBar().setValue(round(before * self._label.height()))
        self.zoomed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and move."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(step)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pull the page."""
        self._pulled = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the page."""
        if self._pulled is not None:
            at = event.position().toPoint()
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across.setValue(across.value() + self._pulled.x() - at.x())
            down.setValue(down.value() + self._pulled.y() - at.y())
            self._pulled = at
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._pulled = None
        super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as the new room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text may leave other room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        if self._pixmap.isNull():
            return
        room = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()
        wide = max(1, round(room * self._larger))
        self._label.setFixedSize(QSize(wide, max(1, round(self._pixmap.height() * wide / self._pixmap.width()))))
