"""The grid of ratings: applications as rows, criteria as columns, typed in by keyboard alone if one likes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from umdesk.domain.folding import folded
from umdesk.domain.rating_text import Blank, Typed, rating_text
from umdesk.domain.scoring import Criterion, Scorer, shown
from umdesk.domain.words import Conflict
from umdesk.domain.writing import plain
from umdesk.services.ratings import Grid, GridRow, GridSheet
from umdesk.ui.icons import tone_icon
from umdesk.ui.selection.gridwords import EMPTY, UNASSIGNED, in_two_lines, sheet_state
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.plain import plain_tip
from umdesk.ui.widgets.rows import Index

_ROOT = QModelIndex()
NAMES = 2  # the columns before the criteria: number and name
_TITLE_LENGTH = 18
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_SHOWN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_TYPED = _SHOWN | Qt.ItemFlag.ItemIsEditable
_ANSWERED = frozenset(
    {
        Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a rating stands."""

    row: GridRow
    criterion: Criterion


class GridModel(QAbstractTableModel):
    """One rater's ratings of all applications; `write` does what is typed and says whether it went well."""

    def __init__(self, write: Callable[[Cell, str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._grid: Grid | None = None
        self._rows: list[GridRow] = []
        self._rater = ""
        self._words: tuple[str, ...] = ()
        self._scorer = Scorer(())
        self.accepted = True

    def show_grid(self, grid: Grid, rater_id: str) -> None:
        """Show another grid or another rater."""
        self.beginResetModel()
        self._grid = grid
        self._rater = rater_id
        self._scorer = Scorer(grid.criteria)
        self._narrow()
        self.endResetModel()

    def set_words(self, text: str) -> None:
        """Show only the applications in whose number, name, class or unit every word occurs."""
        self.beginResetModel()
        self._words = tuple(folded(text).split())
        self._narrow()
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """What a cell stands for, None where nothing can be rated."""
        if not index.isValid() or self._grid is None or not NAMES <= index.column() < NAMES + len(self.criteria):
            return None
        return Cell(self._rows[index.row()], self.criteria[index.column() - NAMES])

    def row(self, number: int) -> GridRow | None:
        """The application shown at a place."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def sheet(self, row: GridRow) -> GridSheet:
        """The shown rater's sheet of an application."""
        everyone = self._grid is not None and self._grid.everyone_rates
        return row.sheets.get(self._rater, EMPTY if everyone else UNASSIGNED)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria, in the order of their columns."""
        return self._grid.criteria if self._grid else ()

    def complete(self) -> tuple[int, int]:
        """How many sheets of this rater are complete, and how many there are to fill in."""
        rows = self._grid.rows if self._grid else ()
        sheets = [self.sheet(row) for row in rows]
        open_ones = [sheet for sheet in sheets if sheet.conflict is not Conflict.RECUSED and sheet is not UNASSIGNED]
        return sum(1 for sheet in open_ones if sheet.score is not None), len(open_ones)

    def is_outdated(self, index: Index) -> bool:
        """Whether a criterion changed since the rating of a cell was given."""
        row = self.row(index.row())
        outdated = self.sheet(row).outdated if row is not None else frozenset()
        if not outdated:
            return False
        cell = self.cell(index)
        return cell is not None and cell.criterion.key in outdated

    def put(self, cell: Cell, value: Typed) -> None:
        """Show a rating that was just written, with the score that follows from it, without asking again."""
        before = self.sheet(cell.row)
        values: dict[str, Decimal | None] = dict(before.values)
        if isinstance(value, Blank):
            values.pop(cell.criterion.key, None)
        else:
            values[cell.criterion.key] = value
        outdated = before.outdated if before.outdated - {cell.criterion.key} else frozenset()
        counts = before.conflict is not Conflict.RECUSED and not outdated
        score = self._scorer.score(values) if counts else None
        after = replace(before, values=values, outdated=outdated, score=score)
        self._replace(cell.row, {**cell.row.sheets, self._rater: after})

    def _replace(self, row: GridRow, sheets: Mapping[str, GridSheet]) -> None:
        grid = cast(Grid, self._grid)
        changed = replace(row, sheets=sheets)
        rows = tuple(changed if old.application_id == row.application_id else old for old in grid.rows)
        self._grid = replace(grid, rows=rows)
        at = next(i for i, old in enumerate(self._rows) if old.application_id == row.application_id)
        self._rows[at] = changed
        # One cell at a time: for more than one the view paints all it shows.
        for column in range(NAMES, self.columnCount()):
            if self._text(row, self.sheet(row), column - NAMES) != self._text(
                changed, self.sheet(changed), column - NAMES
            ):
                self.dataChanged.emit(self.index(at, column), self.index(at, column))

    def _narrow(self) -> None:
        rows = self._grid.rows if self._grid else ()
        self._rows = [
            row
            for row in rows
            if not self._words
            or all(word in folded(f"{row.number} {row.name} {row.class_title} {row.unit}") for word in self._words)
        ]

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many applications are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Number, name, the criteria, the score, how far the sheet is."""
        return 0 if parent.isValid() or self._grid is None else NAMES + len(self.criteria) + 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Short titles; the whole name of a criterion with its maximum is the tip."""
        if orientation is not Qt.Orientation.Horizontal or self._grid is None:
            return None
        at = section - NAMES
        if 0 <= at < len(self.criteria):
            criterion = self.criteria[at]
            name = criterion.name
            if len(name) > _TITLE_LENGTH:
                name = f"{name[: _TITLE_LENGTH - 1].rstrip()}…"
            if role == Qt.ItemDataRole.DisplayRole:
                shown_only = "" if criterion.counted else ", shown only"
                return f"{in_two_lines(name)}\n0–{plain(criterion.maximum)}{shown_only}"
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tip(criterion.name)
        elif role == Qt.ItemDataRole.DisplayRole:
            return ("Number", "Applicant")[section] if at < 0 else ("Score", "Sheet")[at - len(self.criteria)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = NAMES <= section <= NAMES + len(self.criteria)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows; asked some thousand times for each key, so that what has no answer is told at once."""
        number, at = index.row(), index.column() - NAMES
        if role not in _ANSWERED or not 0 <= number < len(self._rows):
            return None
        row = self._rows[number]
        sheet = self.sheet(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, sheet, at)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if 0 <= at <= len(self.criteria) else None
        if role == Qt.ItemDataRole.DecorationRole and at == len(self.criteria) + 1:
            return tone_icon(sheet_state(sheet, self.criteria)[1])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = str(self.headerData(index.column(), Qt.Orientation.Horizontal)).replace("\n", " ")
            return f"{row.number}, {title}: {self._text(row, sheet, at) or 'blank'}"
        if role == Qt.ItemDataRole.ToolTipRole and at == -1:
            return plain_tip(f"{row.name}, {row.class_title}, {row.unit}")
        return None

    def _text(self, row: GridRow, sheet: GridSheet, at: int) -> str:
        if at < 0:
            return row.number if at == -NAMES else row.name
        if at < len(self.criteria):
            return rating_text(sheet.values.get(self.criteria[at].key, Blank.BLANK))
        if at == len(self.criteria):
            return "" if sheet.score is None else str(shown(sheet.score))
        return sheet_state(sheet, self.criteria)[0]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Ratings can be typed while the cycle is in scoring, except on the sheet of a recused rater."""
        row = self.row(index.row())
        rated = NAMES <= index.column() < NAMES + len(self.criteria)
        if row is None or not rated or self._grid is None or not self._grid.editable or not self._rater:
            return super().flags(index)
        return _SHOWN if self.sheet(row).conflict is Conflict.RECUSED else _TYPED

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write what was typed; False leaves the cell as it was."""
        cell = self.cell(index)
        if cell is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.accepted = str(value).strip() == str(self.data(index)) or self._write(cell, str(value))
        return self.accepted


class _Editor(QStyledItemDelegate):
    """A one-line editor that hands Enter, Tab and the arrows to the grid."""

    def __init__(self, view: "GridView") -> None:
        super().__init__(view)
        self._view = view

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if self._view.grid_model.is_outdated(index):
            option.font.setItalic(True)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setFrame(False)
        line.setMaxLength(12)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setAutoFillBackground(True)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        cast(QLineEdit, editor).setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        model.setData(index, cast(QLineEdit, editor).text(), Qt.ItemDataRole.EditRole)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and self._view.leaves(cast(QKeyEvent, event)):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            if self._view.grid_model.accepted:
                self._view.move_by(cast(QKeyEvent, event))
            return True
        return super().eventFilter(editor, event)


class GridView(QTableView):
    """The table of the grid. Digits begin an entry, N is not applicable, Delete makes blank, Enter goes on."""

    left = Signal()
    """Escape: the person wants out of the grid."""
    moved = Signal()

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid_model = model
        self.setAccessibleName("Ratings")
        self.setModel(model)
        self.setItemDelegate(_Editor(self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + SPACE_12)
        rows.hide()
        self.horizontalHeader().setHighlightSections(False)
        model.modelReset.connect(self._fit)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.moved.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves, N for not applicable, Delete for blank; other keys begin an entry."""
        index = self.currentIndex()
        editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable) if index.isValid() else False
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self.leaves(event):
            self.move_by(event)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and editable:
            self.grid_model.setData(index, "")
        elif event.text().casefold() == "n" and editable:
            if self.grid_model.setData(index, "N/A"):
                self.go_on(1)
        elif event.text().isprintable() and event.text() and not event.text()[0].isdigit() and event.text() != ".":
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Back from an entry only the current cell is painted, not all that is in view: that is seen while typing."""
        if event.reason() is Qt.FocusReason.OtherFocusReason and self.currentIndex().isValid():
            QAbstractScrollArea.focusInEvent(self, event)
            self.update(self.currentIndex())
        else:
            super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Into an entry likewise."""
        if event.reason() is Qt.FocusReason.OtherFocusReason and self.currentIndex().isValid():
            QAbstractScrollArea.focusOutEvent(self, event)
            self.update(self.currentIndex())
        else:
            super().focusOutEvent(event)

    @staticmethod
    def leaves(event: QKeyEvent) -> bool:
        """Whether a key ends an entry and moves on."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down)
        return event.key() in keys

    def move_by(self, event: QKeyEvent) -> None:
        """Move as the key says: Enter and Tab to the next rating, Shift back, arrows up and down."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = -1 if event.key() == Qt.Key.Key_Up else 1
            self._go(self.currentIndex().row() + by, self.currentIndex().column())
            return
        back = event.key() == Qt.Key.Key_Backtab or event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.go_on(-1 if back else 1)

    def go_on(self, by: int) -> None:
        """To the next or last rating, over the ends of the rows."""
        count = len(self.grid_model.criteria)
        if not count:
            return
        at = self.currentIndex()
        column = min(max(at.column() - NAMES, -1 if by > 0 else 0), count)
        place = at.row() * count + column + by
        if at.column() >= NAMES + count and by > 0:
            place = (at.row() + 1) * count
        self._go(place // count, NAMES + place % count)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 -- Qt's name
        """Tab moves within the grid; Escape leads out of it."""
        return False

    def _go(self, row: int, column: int) -> None:
        if 0 <= row < self.grid_model.rowCount():
            self.setCurrentIndex(self.grid_model.index(row, column))

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        for column in range(self.grid_model.columnCount()):
            title = str(self.grid_model.headerData(column, Qt.Orientation.Horizontal))
            widest = max(metrics.horizontalAdvance(line) for line in title.split("\n")) + SPACE_12
            least = {0: "2026-00000", 1: "Featherstone-Ortega, Ana"}.get(column, "100.00")
            if column == self.grid_model.columnCount() - 1:
                least = "Confirm again mm"
            self.setColumnWidth(column, max(widest, metrics.horizontalAdvance(least)) + 2 * SPACE_8)
        self.horizontalHeader().setStretchLastSection(True)
