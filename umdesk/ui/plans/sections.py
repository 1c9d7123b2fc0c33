"""The sections of a plan down the left: each with a symbol and a word on how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QWidget,
)

from umdesk.domain.plans import Section
from umdesk.ui.icons import icon, tone_icon
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone, is_high_contrast, label_font, tone_colour
from umdesk.ui.widgets.plain import plain_tip

HELP = {
    Section.PARTICIPANT: "writing-a-plan",
    Section.TARGET: "target-class",
    Section.GOALS: "writing-a-plan",
    Section.COMPETENCIES: "writing-a-plan",
    Section.ACTIVITIES: "activities",
    Section.COSTS: "writing-a-plan",
    Section.SUPPORT: "writing-a-plan",
    "td": "td-assignments",
    "exams": "exams-and-duties",
    "duties": "exams-and-duties",
    "progress": "carrying-out",
    "money": "carrying-out",
    "reviews": "carrying-out",
    "contacts": "carrying-out",
    "readiness": "carrying-out",
    "status": "carrying-out",
    "signatures": "steps-of-a-plan",
    "versions": "steps-of-a-plan",
    "compare": "steps-of-a-plan",
}
"""The help page of each page of the editor, by its key; the others are told of on that of the place itself."""
_LIFT = 4
"""Pixels between a word on a line of its own and the end of its row."""
_KEY, _WORDS, _TONE, _HEAD = (Qt.ItemDataRole.UserRole + number for number in range(4))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: a page with its state, or (without a key) the heading of a group.

    `words` stand beside the name; `said` says with them what the symbol shows.
    """

    key: str
    text: str
    words: str = ""
    tone: Tone | None = None
    symbol: str = ""
    said: str = ""


class SectionList(QListWidget):
    """The pages of a plan; `went` carries the key of the page that was chosen."""

    went = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Parts of the plan")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Entry(self))
        self.setUniformItemSizes(False)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)  # a word that needs a line of its own makes its row higher
        self.currentItemChanged.connect(self._gone)
        self._filling = False

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other states; the chosen page stays chosen."""
        self._filling = True
        if [self.item(number).data(_KEY) for number in range(self.count())] != [entry.key for entry in entries]:
            kept = self.current()
            self.clear()
            for entry in entries:
                self.addItem(QListWidgetItem(entry.text))
                self.item(self.count() - 1).setData(_KEY, entry.key)
            self._choose(kept)
        for number, entry in enumerate(entries):
            self._fill(self.item(number), entry)
        self._filling = False

    def current(self) -> str:
        """The key of the chosen page, "" for none."""
        return str(self.currentItem().data(_KEY)) if self.currentRow() >= 0 else ""

    def choose(self, key: str) -> None:
        """Choose a page as a click does."""
        self._choose(key)

    def _choose(self, key: str) -> None:
        for number in range(self.count()):
            if key and self.item(number).data(_KEY) == key:
                self.setCurrentRow(number)

    def _fill(self, item: QListWidgetItem, entry: Entry) -> None:
        item.setData(_HEAD, not entry.key)
        item.setData(_WORDS, entry.words)
        item.setData(_TONE, entry.tone)
        words = entry.said or entry.words
        said = f"{entry.text}, {words}" if words else entry.text
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        item.setToolTip(plain_tip(said))
        if entry.key:
            item.setIcon(tone_icon(entry.tone) if entry.tone else icon(entry.symbol) if entry.symbol else QIcon())
        else:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _gone(self, item: QListWidgetItem | None, _before: QListWidgetItem | None = None) -> None:
        if item is not None and not self._filling and item.data(_KEY):
            self.went.emit(str(item.data(_KEY)))


class _Entry(QStyledItemDelegate):
    """A symbol, the name, and at the right the word in small; headings of groups small and quiet."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        room = SPACE_12 if index.data(_HEAD) else SPACE_8
        below = 0 if _side_by_side(option, index) else QFontMetrics(label_font()).height()
        return QSize(160, option.fontMetrics.height() + room + below)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        words = str(index.data(_WORDS) or "")
        painter.save()
        if index.data(_HEAD):
            painter.setFont(label_font())
            painter.setPen(tone_colour(Tone.QUIET))
            area = option.rect.adjusted(SPACE_8, 0, -SPACE_8, -SPACE_8 // 2)
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, option.text)
            painter.restore()
            return
        # The box of the row only: text and symbol are drawn here, so that the word has its own place.
        text, symbol = option.text, QIcon(option.icon)
        option.text, option.icon = "", QIcon()
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # Qt would frame the empty text
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if focused:
            frame = QStyleOptionFocusRect()
            frame.rect, frame.palette, frame.state = option.rect, option.palette, option.state
            style.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, frame, painter, option.widget)
        size = option.fontMetrics.height()
        beside = _side_by_side(option, index)
        area = option.rect.adjusted(SPACE_8, 0, -SPACE_8, 0)
        if not beside:
            area.setHeight(size + SPACE_8)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        place = QRect(area.left(), area.center().y() - size // 2, size, size)
        symbol.paint(painter, place, mode=QIcon.Mode.Selected if chosen else QIcon.Mode.Normal)
        ink = option.palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        painter.setPen(ink)
        name = area.adjusted(size + SPACE_8, 0, 0, 0)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if words:
            painter.setFont(label_font())
            toned = not (chosen and is_high_contrast(option.palette))
            painter.setPen(tone_colour(index.data(_TONE) or Tone.QUIET) if toned else ink)
            if not beside:
                name.setBottom(option.rect.bottom())
            at = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignBottom
            painter.drawText(name.adjusted(0, 0, 0, 0 if beside else -_LIFT), at | Qt.AlignmentFlag.AlignRight, words)
        painter.restore()


def _side_by_side(option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether name and word fit on one line of the list."""
    if not index.data(_WORDS):
        return True
    view = option.widget
    width = view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
    needed = option.fontMetrics.horizontalAdvance(index.data()) + option.fontMetrics.height()
    needed += QFontMetrics(label_font()).horizontalAdvance(index.data(_WORDS))
    return needed + 4 * SPACE_8 <= width
