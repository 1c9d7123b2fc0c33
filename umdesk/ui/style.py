"""Fusion with room in its cells, outlines that can be seen, and a focus that cannot be missed."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleOption,
    QStyleOptionComplex,
    QWidget,
)
from shiboken6 import isValid

_CELL = QStyle.PixelMetric.PM_FocusFrameHMargin  # the room left and right of the text in a cell
_HEADER = QStyle.PixelMetric.PM_HeaderMargin
_TAB_ACROSS, _TAB_DOWN = QStyle.PixelMetric.PM_TabBarTabHSpace, QStyle.PixelMetric.PM_TabBarTabVSpace
_FUSIONS = QProxyStyle.pixelMetric
NARROW_TABS = "narrowTabs"
"""A property of a tab bar that has to fit beside a list."""
_ENTER_HERE = "enterHere"
_BARE = {
    QStyle.ComplexControl.CC_ComboBox: None,
    QStyle.ComplexControl.CC_ScrollBar: QStyle.SubControl.SC_ScrollBarSlider,
}
"""What has no outline in high contrast, where Fusion only darkens black: the whole or a part of it."""
_BY_KEYBOARD = QStyle.StateFlag.State_KeyboardFocusChange


class CalmStyle(QProxyStyle):
    """What Fusion leaves too faint or too tight; everything else is Fusion's own."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Room in cells, headers and tabs; less in tabs that stand beside a list."""
        # Qt asks this thousands of times for each window, so nothing is looked up by name or in a dictionary.
        if metric is _CELL:
            return 5
        if metric is _HEADER:
            return 6
        if metric is _TAB_ACROSS:
            return 12 if widget is not None and widget.property(NARROW_TABS) else 32
        if metric is _TAB_DOWN:
            return 14
        return _FUSIONS(self, metric, option, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """A ring in the accent colour around what has the focus; outlines at 3 to 1; a pressed toggle tinted."""
        if element is QStyle.PrimitiveElement.PE_FrameStatusBarItem:
            return
        if element is QStyle.PrimitiveElement.PE_PanelLineEdit and option.state & QStyle.StateFlag.State_ReadOnly:
            plain = QPalette(option.palette)  # what can only be read lies in the page, not in a field
            plain.setBrush(QPalette.ColorRole.Base, plain.window())
            option.palette = plain
        super().drawPrimitive(element, option, painter, widget)
        colours = option.palette
        accent, line = colours.color(QPalette.ColorRole.Accent), colours.color(QPalette.ColorRole.Dark)
        rect = QRectF(option.rect)
        if element is QStyle.PrimitiveElement.PE_FrameFocusRect:
            _ring(painter, rect, accent, 2.0)
        elif element is QStyle.PrimitiveElement.PE_FrameLineEdit:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            _ring(painter, rect, accent if focused else line, 2.0 if focused else 1.0)
        elif element is QStyle.PrimitiveElement.PE_IndicatorCheckBox:
            _ring(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), line, 1.0)
        elif element is QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            _ring(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), line, 1.0, rect.width() / 2)
        elif element is QStyle.PrimitiveElement.PE_Frame and isinstance(widget, QAbstractScrollArea):
            focused = widget.hasFocus()
            _ring(painter, rect, accent if focused else line, 2.0 if focused else 1.0)
        elif element is QStyle.PrimitiveElement.PE_PanelButtonCommand:
            if _is_flat(colours):
                _ring(painter, rect, line, 1.0)
            if option.state & QStyle.StateFlag.State_On:
                _tint(painter, rect, accent)
            if option.state & QStyle.StateFlag.State_HasFocus and option.state & _BY_KEYBOARD:
                _ring(painter, rect, accent, 2.0)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """A ring around a box of choices however the focus came to it: it is a place where keys do something."""
        super().drawComplexControl(control, option, painter, widget)
        if control in _BARE and _is_flat(option.palette):
            part = _BARE[control]
            rect = (
                QRectF(self.subControlRect(control, option, part, widget)) if part and widget else QRectF(option.rect)
            )
            _ring(painter, rect, option.palette.color(QPalette.ColorRole.Dark), 1.0)
        if control is QStyle.ComplexControl.CC_ComboBox and option.state & QStyle.StateFlag.State_HasFocus:
            _ring(painter, QRectF(option.rect), option.palette.color(QPalette.ColorRole.Accent), 2.0)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """A ring also around a flat button, which has no panel of its own; in high contrast a bar over the open tab."""
        super().drawControl(element, option, painter, widget)
        if element is QStyle.ControlElement.CE_TabBarTabShape and _is_flat(option.palette):
            _outline_tab(painter, option)
        if element is not QStyle.ControlElement.CE_PushButton or not isinstance(widget, QPushButton):
            return
        if widget.isFlat() and widget.hasFocus() and option.state & _BY_KEYBOARD:
            _ring(painter, QRectF(option.rect), option.palette.color(QPalette.ColorRole.Accent), 2.0)


def watch_focus(app: QApplication) -> None:
    """Repaint the frame of lists and long texts as the focus comes and goes; let Enter press the button that has it."""
    app.focusChanged.connect(_repaint_frames)
    app.focusChanged.connect(_enter_presses)


def _repaint_frames(before: QWidget | None, now: QWidget | None) -> None:
    for widget in (before, now):
        if isinstance(widget, QAbstractScrollArea):
            widget.update()


def _enter_presses(before: QWidget | None, now: QWidget | None) -> None:
    """Enter does what Space does, but only on the button itself, not from a field of the same dialog."""
    if isinstance(before, QPushButton) and isValid(before) and before.property(_ENTER_HERE):
        before.setAutoDefault(False)
        before.setProperty(_ENTER_HERE, False)
    if isinstance(now, QPushButton) and not now.autoDefault():
        now.setAutoDefault(True)
        now.setProperty(_ENTER_HERE, True)


def _ring(painter: QPainter, rect: QRectF, colour: QColor, width: float, radius: float = 2.5) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, width))
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def _is_flat(colours: QPalette) -> bool:
    """As `theme.is_high_contrast`; one is asked for each thing that is painted."""
    return bool(colours.color(QPalette.ColorRole.Button) == colours.color(QPalette.ColorRole.Window))


def _outline_tab(painter: QPainter, option: QStyleOption) -> None:
    """Sides and top in the text colour, the top of the open tab three pixels high."""
    rect, line = option.rect, option.palette.color(QPalette.ColorRole.Dark)
    high = 3 if option.state & QStyle.StateFlag.State_Selected else 1
    painter.fillRect(rect.left(), rect.top(), rect.width(), high, line)
    painter.fillRect(rect.left(), rect.top(), 1, rect.height(), line)
    painter.fillRect(rect.right(), rect.top(), 1, rect.height(), line)


def _tint(painter: QPainter, rect: QRectF, accent: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wash = QColor(accent)
    wash.setAlphaF(0.16)
    painter.setBrush(wash)
    painter.setPen(QPen(accent, 1.0))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5)
    painter.restore()
