"""The list of reports, each with a line on what it answers."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, heading_font, label_font

_KEY, _ANSWERS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Kind:
    """A report in the gallery: its key, its title and what it answers."""

    key: str
    title: str
    answers: str


SUMMARY = Kind(
    "summary",
    "Program summary",
    "How many applied, were selected, have a plan and moved up in a period, and what it cost.",
)
RANKING = Kind("ranking", "Ranking of a cycle", "Who stands where in a cycle, with score, raters, ties and decision.")
REPORTS = (SUMMARY, RANKING)
"""What the gallery lists."""


class _Card(QStyledItemDelegate):
    """The title in bold, the line below it in the small size."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        title, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette = option.palette
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        painter.save()
        painter.setPen(palette.color(role))
        inner = option.rect.adjusted(SPACE_12, SPACE_8, -SPACE_12, -SPACE_8)
        painter.setFont(heading_font())
        height = painter.fontMetrics().height()
        painter.drawText(QRect(inner.left(), inner.top(), inner.width(), height), Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(label_font())
        if not chosen:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(inner.adjusted(0, height + SPACE_4, 0, 0), int(_WRAP), str(index.data(_ANSWERS)))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        wide = option.widget
        width = (wide.viewport().width() if isinstance(wide, QListWidget) else 200) - 2 * SPACE_12
        line = QFontMetrics(heading_font()).height()
        words = QFontMetrics(label_font()).boundingRect(QRect(0, 0, width, 1000), int(_WRAP), str(index.data(_ANSWERS)))
        return QSize(width, line + SPACE_4 + words.height() + 2 * SPACE_8)


class Gallery(QListWidget):
    """The reports to choose from; `chosen` carries the key of one."""

    chosen = Signal(str)

    def __init__(self, kinds: tuple[Kind, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Reports")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Card(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        for kind in kinds:
            item = QListWidgetItem(kind.title, self)
            item.setData(_KEY, kind.key)
            item.setData(_ANSWERS, kind.answers)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind.title}. {kind.answers}")
        self.currentRowChanged.connect(lambda _row: self.chosen.emit(self.current_key()))

    def choose(self, key: str) -> None:
        """Choose a report as a click does."""
        for number in range(self.count()):
            if self.item(number).data(_KEY) == key:
                self.setCurrentRow(number)

    def current_key(self) -> str:
        """The key of the chosen report, "" for none."""
        return str(self.currentItem().data(_KEY)) if self.currentRow() >= 0 else ""
