"""Each applicant's rater scores as dots on one line from 0 to 100; the table beside it holds the same numbers."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from umdesk.services.results import ResultRow
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.rows import Index, RowsModel

_RADIUS = 4.0
_MARKS = (0, 20, 40, 60, 80, 100)


class Dots(QStyledItemDelegate):
    """Paints the dots of one column of the results: a ring for each rater, a stroke at the applicant's score."""

    def __init__(self, model: RowsModel[ResultRow], parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._table = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line, its marks, the dots."""
        style = self._table.style()
        option.state &= ~QStyle.StateFlag.State_HasFocus
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        row = self._model.row(index.row())
        area = QRectF(option.rect).adjusted(SPACE_8 + _RADIUS, 0, -SPACE_8 - _RADIUS, 0)
        middle = area.center().y()

        def at(percent: float) -> float:
            return area.left() + area.width() * percent / 100

        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(option.palette.color(QPalette.ColorRole.Mid), 1))
        painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
        for mark in _MARKS:
            painter.drawLine(QPointF(at(mark), middle - 3), QPointF(at(mark), middle + 3))
        ink = option.palette.color(QPalette.ColorRole.Text)
        accent = option.palette.color(QPalette.ColorRole.Accent)
        score = at(float(row.exact))
        painter.setPen(QPen(ink, 2))
        painter.drawLine(QPointF(score, middle - 8), QPointF(score, middle + 8))
        painter.setPen(QPen(accent, 1.5))
        fill = option.palette.color(QPalette.ColorRole.Base)
        fill.setAlphaF(0.7)
        painter.setBrush(fill)
        for _rater, value in row.rater_scores:
            painter.drawEllipse(QPointF(at(float(value)), middle), _RADIUS, _RADIUS)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Wide enough to tell dots apart."""
        return QSize(200, option.fontMetrics.height() + SPACE_8)


def spoken(row: ResultRow) -> str:
    """The same in words, for tips, search and screen readers."""
    return ", ".join(f"{rater} {float(value):.2f}" for rater, value in row.rater_scores)
