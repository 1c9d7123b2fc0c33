"""The table that every list of umdesk is shown in."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from umdesk.domain.writing import one_line
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.plain import plain_tip
from umdesk.ui.widgets.rows import Column, Index, RowsModel

Row = TypeVar("Row")
_MEASURED_ROWS = 60
_MANY_COPIED = 1000
_KEPT_SELECTED = 200  # rows that stay selected while others come and go


class _Cells(QStyledItemDelegate):
    """Cells with room at the sides; a cut-off text is shown whole as a tip."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the row is what is chosen, not the cell
        option.textElideMode = Qt.TextElideMode.ElideRight

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        text = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        if not text and self.sizeHint(option, index).width() > view.visualRect(index).width():
            text = str(index.data() or "")
        QToolTip.showText(event.globalPos(), plain_tip(text), view)
        return True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width() + SPACE_12, size.height())


class RowsTable(QTableView, Generic[Row]):
    """A calm table over a `RowsModel`: whole rows, no grid, sorting by a click on a title, copy, the keyboard.

    `name` is what a screen reader calls it. `chosen` carries the key of the current row ("" for none), `opened` the
    key of a row on Enter or a double click.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, model: RowsModel[Row], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.rows_model = model
        self.cramped: set[int] = set()  # columns that are hidden only while there is no room for them
        self.copies_later: Callable[[int, Callable[[], str]], None] | None = None
        """Takes the number of very many copied rows and what makes their text; without one they are copied at once."""
        self._empty = ""
        self._current = ""
        self._measured = False
        self._first_width = 0
        self._resetting = False
        self.setItemDelegate(_Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setModel(model)
        self._set_up_headers()
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._double_clicked)
        self.copy_action = QAction("Copy", self)
        self.copy_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy_action.triggered.connect(self.copy)
        self.addAction(self.copy_action)

    def _set_up_headers(self) -> None:
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + SPACE_12)
        rows.hide()
        titles = self.horizontalHeader()
        titles.setHighlightSections(False)
        # It would look through all selected rows at each paint, to show nothing.
        titles.setSelectionModel(QItemSelectionModel(self.rows_model, titles))
        titles.setSortIndicatorClearable(True)
        titles.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        titles.setSectionsMovable(True)
        titles.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * 4)
        self.setSortingEnabled(True)
        for number, column in enumerate(self.rows_model.columns):
            if column.stretch:
                titles.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self._fit_columns()  # the titles of a table without rows can be read too

    def set_empty(self, text: str) -> None:
        """What stands in the table while it has no rows ("No applicant matches this search.")."""
        self._empty = text
        self.viewport().update()

    def current_key(self) -> str:
        """The key of the current row, "" for none."""
        return self._current

    def choose(self, key: str) -> bool:
        """Make the row with this key the current one and bring it into view; False when it is not shown."""
        number = self.rows_model.place(key)
        if number < 0:
            return False
        self._go_to(number)
        self.scrollTo(self.rows_model.index(number, 0))
        return True

    def put_rows(self, rows: Sequence[Row], gone: Iterable[str] = ()) -> None:
        """Put a few rows into the model; what is in view, selected and current stays so where it is still shown."""
        model, bar = self.rows_model, self.verticalScrollBar()
        at, selected = bar.value(), [model.key(index.row()) for index in self.selectionModel().selectedRows()]
        model.put_rows(rows, gone)
        if len(selected) > 1:
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            for place in filter(lambda place: place >= 0, map(model.place, selected[:_KEPT_SELECTED])):
                self.selectionModel().select(model.index(place, 0), flags)
        bar.setValue(at)

    def shown_columns(self) -> tuple[Column[Row], ...]:
        """The columns as they are shown, or would be with room: in the order to which they were moved."""
        titles = self.horizontalHeader()
        numbers = [titles.logicalIndex(place) for place in range(titles.count())]
        shown = [number for number in numbers if number in self.cramped or not titles.isSectionHidden(number)]
        return tuple(self.rows_model.columns[number] for number in shown)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, with the titles, as a spreadsheet takes them."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(place) for place in range(chosen.count())]
        numbers = sorted({number for part in parts for number in range(part.top(), part.bottom() + 1)})
        rows, columns = [*map(self.rows_model.row, numbers)], self.rows_model.columns
        if self.copies_later is not None and len(rows) > _MANY_COPIED:
            self.copies_later(len(rows), partial(_as_text, columns, rows))
        elif rows:
            QGuiApplication.clipboard().setText(_as_text(columns, rows))

    # What Qt asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row; everything else as in every table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.opened.emit(self._current)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The actions of the table."""
        menu = QMenu(self)
        menu.addActions(self.actions())
        self.copy_action.setEnabled(self.selectionModel().hasSelection())
        menu.exec(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or the sentence for an empty table."""
        super().paintEvent(event)
        if self._empty and not self.rows_model.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            area = self.viewport().rect().adjusted(SPACE_12, SPACE_12, -SPACE_12, -SPACE_12)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(area, int(flags), self._empty)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns fill the table."""
        super().resizeEvent(event)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Rows grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + SPACE_12)

    def _before_reset(self) -> None:
        self._resetting = True

    def _after_reset(self) -> None:
        self._resetting = False
        if not self._measured and self.rows_model.rowCount():
            self._measured = True
            self._fit_columns()
        number = self.rows_model.place(self._current)
        if number >= 0:
            self._go_to(number)
        elif self._current:
            self._current = ""
            self.chosen.emit("")

    def _fit_columns(self) -> None:
        character = self.fontMetrics().averageCharWidth()
        for number, column in enumerate(self.rows_model.columns):
            if not column.stretch:
                self.setColumnWidth(number, (column.width or _width_of(self, number)) * character + 2 * SPACE_12)
        self._first_width = self.columnWidth(0)
        self._fill()

    def _fill(self) -> None:
        """Where no column stretches, the first one takes what is left over, and gives it back."""
        if not self._measured or any(column.stretch for column in self.rows_model.columns):
            return
        titles = self.horizontalHeader()
        first = titles.sectionSize(0) + self.viewport().width() - titles.length()
        self.setColumnWidth(0, max(first, self._first_width))

    def _go_to(self, number: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.rows_model.index(number, 0), flags)

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._resetting:
            return
        key = self.rows_model.key(current.row()) if current.isValid() else ""
        if key != self._current:
            self._current = key
            self.chosen.emit(key)

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.rows_model.key(index.row()))


def _as_text(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> str:
    titles = "\t".join(column.title for column in columns)
    return "\n".join([titles, *("\t".join(one_line(column.text(row)) for column in columns) for row in rows)])


def _width_of(table: RowsTable[Any], number: int) -> int:
    """The width of a column in characters that its title and its first rows need."""
    column = table.rows_model.columns[number]
    rows = table.rows_model.rows()[:_MEASURED_ROWS]
    widest = max((table.fontMetrics().horizontalAdvance(column.text(row)) for row in rows), default=0)
    title = table.fontMetrics().horizontalAdvance(column.title) + SPACE_12
    symbol = table.iconSize().width() + SPACE_8 if column.tone and table.iconSize().isValid() else 0
    if column.tone and not symbol:
        symbol = 16 + SPACE_8
    wanted = min(max(widest + symbol, title), table.fontMetrics().averageCharWidth() * 40)
    return wanted // table.fontMetrics().averageCharWidth() + 1


def fit_rows(table: RowsTable[Any], fewest: int, most: int) -> None:
    """Keep a table as high as its rows, between two numbers of them; what is longer scrolls."""

    def fit() -> None:
        titles, rows = table.horizontalHeader(), table.verticalHeader()
        shown = min(max(table.rows_model.rowCount(), fewest), most)
        table.setFixedHeight(titles.sizeHint().height() + 2 * table.frameWidth() + shown * rows.defaultSectionSize())

    table.rows_model.modelReset.connect(fit)
    fit()


def set_lines(table: RowsTable[Any], least: int, most: int) -> None:
    """Say between how many lines of text a table is high."""
    line = table.fontMetrics().height()
    table.setMinimumHeight(line * least)
    table.setMaximumHeight(line * most)
