"""The list of reports in groups, each with a line on what it answers."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from umdesk.domain.reports.kinds import GROUPS, KINDS, SELECTION, Kind
from umdesk.services.reporting.building import BUILDERS
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, heading_font, label_font

_KEY, _ANSWERS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

_SHORT = 5
"""Signs of a last word that would look lost on a line of its own."""

RANKING = Kind(
    "ranking",
    "Ranking of a cycle",
    SELECTION,
    "Who stands where in a cycle, with score, raters, ties and decision.",
)
"""The one report that is about a cycle instead of a period."""


def offered() -> tuple[Kind, ...]:
    """The kinds that can be made, in the order of their groups."""
    kinds = [*(kind for kind in KINDS.values() if kind.key in BUILDERS), RANKING]
    return tuple(kind for group in GROUPS for kind in kinds if kind.group == group)


class _Card(QStyledItemDelegate):
    """The title in bold, the line below it in the small size; the name of a group in the small size alone."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        title, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        palette, inner = option.palette, option.rect.adjusted(SPACE_12, SPACE_8, -SPACE_12, -SPACE_8)
        painter.save()
        if not index.data(_KEY):
            painter.setFont(label_font())
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), title)
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text))
        painter.setFont(heading_font())
        height = _height_of(title, heading_font(), inner.width())
        painter.drawText(QRect(inner.left(), inner.top(), inner.width(), height), int(_WRAP), title)
        painter.setFont(label_font())
        if not chosen:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(inner.adjusted(0, height + SPACE_4, 0, 0), int(_WRAP), str(index.data(_ANSWERS)))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        list_view = option.widget
        width = (list_view.text_width() if isinstance(list_view, Gallery) else 200) - 2 * SPACE_12
        if not index.data(_KEY):
            return QSize(width, QFontMetrics(label_font()).height() + (3 if index.row() else 2) * SPACE_8)
        title = _height_of(str(index.data()), heading_font(), width)
        words = _height_of(str(index.data(_ANSWERS)), label_font(), width)
        return QSize(width, title + SPACE_4 + words + 2 * SPACE_8)


def _height_of(text: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 1000), int(_WRAP), text).height()


def _together(text: str) -> str:
    """A sentence whose short last word stays with the one before: "July 1." is not torn apart."""
    before, _, last = text.rpartition(" ")
    return f"{before}\N{NO-BREAK SPACE}{last}" if before and len(last) <= _SHORT else text


class Gallery(QListWidget):
    """The reports to choose from; `chosen` carries the key of one."""

    chosen = Signal(str)

    def __init__(self, kinds: Sequence[Kind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Reports")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Card(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        group = ""
        for kind in kinds:
            if kind.group != group:
                group = kind.group
                self._add_group(group)
            item = QListWidgetItem(kind.title, self)
            item.setData(_KEY, kind.key)
            item.setData(_ANSWERS, _together(kind.answers))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind.title}. {kind.answers} {kind.group}.")
        self.currentRowChanged.connect(lambda _row: self.chosen.emit(self.current_key()))

    def text_width(self) -> int:
        """The room for an entry, whether the list has a scroll bar at the moment or not."""
        return self.width() - self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)

    def choose(self, key: str) -> None:
        """Choose a report as a click does."""
        for number in range(self.count()):
            if self.item(number).data(_KEY) == key:
                self.setCurrentRow(number)

    def first_key(self) -> str:
        """The key of the first report."""
        return self.listed()[0]

    def listed(self) -> list[str]:
        """The keys of the reports, in their order."""
        return [str(key) for number in range(self.count()) if (key := self.item(number).data(_KEY))]

    def current_key(self) -> str:
        """The key of the chosen report, "" for none."""
        return str(self.currentItem().data(_KEY) or "") if self.currentRow() >= 0 else ""

    def showEvent(self, event: QShowEvent) -> None:
        """The name of the first group is in view with the first report."""
        super().showEvent(event)
        if self.current_key() == self.first_key():
            QTimer.singleShot(0, self, self.scrollToTop)

    def _add_group(self, group: str) -> None:
        item = QListWidgetItem(group, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
