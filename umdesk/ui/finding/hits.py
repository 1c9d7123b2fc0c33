"""The list of what was found: groups with headings, the part that fits in bold and underlined."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from umdesk.domain import finding
from umdesk.domain.finding import Entry, Group, Kind
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, label_font

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SYMBOLS = {
    Kind.COMMAND: "right",
    Kind.PERSON: "person",
    Kind.APPLICATION: "list",
    Kind.PLAN: "plan",
    Kind.CLASS: "selection",
    Kind.UNIT: "folder",
    Kind.SUPERVISOR: "people",
    Kind.REPORT: "report",
    Kind.HELP: "help",
}
SYMBOL = Qt.ItemDataRole.DecorationRole
HINT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Heading:
    """The line over a group."""

    text: str


class HitsModel(QAbstractListModel):
    """Headings and what stands under them; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words: tuple[str, ...] = ()
        self._lines: list[Heading | Entry] = []

    def show_groups(self, groups: Sequence[Group], words: tuple[str, ...]) -> None:
        """Show other groups, found by these words."""
        self.beginResetModel()
        self.words = words
        self._lines = []
        for group in groups:
            self._lines += [Heading(str(group.kind).capitalize()), *group.entries]
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """What stands in a line; None for a heading and outside."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, Entry) else None

    def next_entry(self, row: int, step: int) -> int:
        """The line of the next entry from a line on, in steps of 1 or -1; the line itself when there is none."""
        at = row + step
        while 0 <= at < len(self._lines) and self.entry(at) is None:
            at += step
        return at if self.entry(at) is not None else row

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only entries can be chosen."""
        if self.entry(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a line shows."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if isinstance(line, Heading):
            return line.text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == HINT:
            return line.hint
        if role == SYMBOL:
            return icon(_SYMBOLS[line.kind])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (line.title, line.hint, f"in {line.kind}")))
        return None


class HitLines(QStyledItemDelegate):
    """A heading small and quiet; an entry with symbol, title and hint, what fits in bold and underlined."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One line."""
        self.initStyleOption(option, index)
        title, symbol = option.text, QIcon(option.icon)
        option.text, option.icon = "", QIcon()
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        inner = option.rect.adjusted(SPACE_12, 0, -SPACE_12, 0)
        quiet = option.palette.color(QPalette.ColorRole.PlaceholderText)
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            painter.setFont(label_font())
            painter.setPen(quiet)
            painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, title)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
            pen = option.palette.color(role)
            side = option.decorationSize.height()
            symbol.paint(painter, inner.left(), option.rect.center().y() - side // 2, side, side)
            inner.setLeft(inner.left() + side + SPACE_8)
            model = index.model()
            words = model.words if isinstance(model, HitsModel) else ()
            painter.setPen(pen)
            width = _draw(painter, inner, title, words, option.font)
            painter.setPen(pen if chosen else quiet)
            inner.setLeft(inner.left() + width + SPACE_12)
            _draw(painter, inner, str(index.data(HINT) or ""), words, label_font())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Lines of one height."""
        self.initStyleOption(option, index)
        return QSize(200, option.fontMetrics.height() + SPACE_8 + SPACE_4)


def _draw(painter: QPainter, area: QRect, text: str, words: Sequence[str], font: QFont) -> int:
    """Draw a line of text with its marks, cut off at the area; gives its width in pixels."""
    if not text or area.width() <= 0:
        return 0
    layout = QTextLayout(text, font, painter.device())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    fitting = QTextCharFormat()
    fitting.setFontWeight(QFont.Weight.Bold)
    fitting.setFontUnderline(True)
    layout.setFormats([_range(text, start, length, fitting) for start, length in finding.marks(text, words)])
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    top = area.top() + (area.height() - line.height()) / 2
    painter.setClipRect(area)
    layout.draw(painter, QPointF(area.left(), top))
    painter.setClipping(False)
    return int(line.naturalTextWidth())


def _range(text: str, start: int, length: int, fitting: QTextCharFormat) -> QTextLayout.FormatRange:
    """A range in UTF-16, as Qt counts."""
    made = QTextLayout.FormatRange()
    made.start = _units(text[:start])
    made.length = _units(text[start : start + length])
    made.format = fitting
    return made


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
