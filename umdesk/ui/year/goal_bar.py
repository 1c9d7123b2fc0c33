"""A goal as a picture: a bar for the number that was reached, and under it one for the time that is over."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, Tone, label_font, tone_colour

_NAMES = ("People", "Time")
_LEAST_BAR = 120
_RADIUS = 3


class GoalBar(QWidget):
    """Draws both bars with their names and numbers; a screen reader hears the words that say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = 0.0, 0.0
        self._said = "", ""
        self._mark = 1.0
        self.setFont(label_font())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_goal(self, reached: int, goal: int, time: int, words: str) -> None:
        """Show how many of the goal were reached and how many percent of the time are over; `words` say the same."""
        # A number above the goal needs a longer bar; the goal is marked where it lies then.
        most = max(goal, reached, 1)
        self._shares = reached / most, time / 100
        self._mark = goal / most
        self._said = f"{reached:,} of {goal:,}", f"{time} %"
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines of words with their bars."""
        return QSize(self._beside() + 320, 2 * self._line() + SPACE_4)

    def minimumSizeHint(self) -> QSize:
        """As high as the words need; shorter bars still say the same."""
        return QSize(self._beside() + _LEAST_BAR, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The number above, the time below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, line = self.fontMetrics(), self._line()
        left = max(metrics.horizontalAdvance(name) for name in _NAMES) + SPACE_12
        width = self.width() - self._beside()
        for number, (name, said, share) in enumerate(zip(_NAMES, self._said, self._shares, strict=True)):
            top = number * (line + SPACE_4)
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(QRectF(0, top, left, line), Qt.AlignmentFlag.AlignVCenter, name)
            end = QRectF(left + width + SPACE_8, top, self.width(), line)
            painter.drawText(end, Qt.AlignmentFlag.AlignVCenter, said)
            height = line - SPACE_4 if number == 0 else line // 2
            bar = QRectF(left + 0.5, top + (line - height) / 2 + 0.5, width - 1, height - 1)
            self._bar(painter, bar, share, tone_colour(Tone.ACCENT if number == 0 else Tone.QUIET))
            if number == 0 and self._mark < 1:
                self._draw_mark(painter, bar)
        painter.end()

    def _bar(self, painter: QPainter, area: QRectF, share: float, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        if share > 0:
            filled = QRectF(area)
            filled.setWidth(max(area.width() * min(share, 1), 2 * _RADIUS))
            painter.setBrush(colour)
            painter.drawRoundedRect(filled, _RADIUS, _RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark), 1))
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)

    def _draw_mark(self, painter: QPainter, bar: QRectF) -> None:
        """A line where the goal lies in a bar that goes beyond it, light on the bar and dark around it."""
        at = bar.left() + bar.width() * self._mark
        for role, width in ((QPalette.ColorRole.WindowText, 4), (QPalette.ColorRole.Base, 2)):
            painter.setPen(QPen(self.palette().color(role), width))
            painter.drawLine(int(at), int(bar.top()), int(at), int(bar.bottom()))

    def _line(self) -> int:
        return self.fontMetrics().height() + SPACE_4

    def _beside(self) -> int:
        """The width of the words left and right of the bars."""
        metrics = self.fontMetrics()
        said = max(metrics.horizontalAdvance(text) for text in (*self._said, "000 of 000"))
        return max(metrics.horizontalAdvance(name) for name in _NAMES) + SPACE_12 + said + SPACE_8
