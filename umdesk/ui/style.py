"""Fusion with room in its cells, outlines that can be seen, and a focus that cannot be missed."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

_METRICS = {
    QStyle.PixelMetric.PM_FocusFrameHMargin: 5,  # the room left and right of the text in a cell
    QStyle.PixelMetric.PM_HeaderMargin: 6,
    QStyle.PixelMetric.PM_TabBarTabHSpace: 32,
    QStyle.PixelMetric.PM_TabBarTabVSpace: 14,
}


class CalmStyle(QProxyStyle):
    """What Fusion leaves too faint or too tight; everything else is Fusion's own."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Room in cells, headers and tabs."""
        return _METRICS[metric] if metric in _METRICS else super().pixelMetric(metric, option, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """A ring in the accent colour around what has the focus; a field's outline at 3 to 1."""
        super().drawPrimitive(element, option, painter, widget)
        if element is QStyle.PrimitiveElement.PE_FrameFocusRect:
            _ring(painter, QRectF(option.rect), option.palette.color(QPalette.ColorRole.Accent), 2.0)
        elif element is QStyle.PrimitiveElement.PE_FrameLineEdit:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            role = QPalette.ColorRole.Accent if focused else QPalette.ColorRole.Dark
            _ring(painter, QRectF(option.rect), option.palette.color(role), 2.0 if focused else 1.0)
        elif element is QStyle.PrimitiveElement.PE_IndicatorCheckBox:
            box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
            _ring(painter, box, option.palette.color(QPalette.ColorRole.Dark), 1.0)


def _ring(painter: QPainter, rect: QRectF, colour: QColor, width: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, width))
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), 2.5, 2.5)
    painter.restore()
