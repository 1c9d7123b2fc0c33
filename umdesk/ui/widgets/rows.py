"""A fast table model over a list of plain rows: filter as you type and sort, with 100,000 rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from umdesk.domain.folding import folded
from umdesk.ui.icons import tone_icon
from umdesk.ui.theme import Tone

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_CHUNK = 4000  # rows folded in one idle moment, about 10 ms


@dataclass(frozen=True)  # slots would break Column[Row](...) in Python 3.11
class Column(Generic[Row]):
    """One column: how a row is shown, sorted and searched.

    `text` is what people read; `sort` a key that orders (the folded text without one; it may return None, which sorts
    last); `number` aligns right; `tone` puts a status symbol before the words; `width` is in characters, 0 for as wide
    as the first rows need; `stretch` takes what is left over.
    """

    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    number: bool = False
    tone: Callable[[Row], Tone | None] | None = None
    tip: Callable[[Row], str] | None = None
    searched: bool = True
    width: int = 0
    stretch: bool = False


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows that may be narrowed by words and a condition, and sorted by a column.

    Filtering runs over lists of precomputed folded text and resets the model to a list of row numbers; there is no
    proxy and no Python call per row and column.
    """

    def __init__(
        self, columns: Sequence[Column[Row]], key: Callable[[Row], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: list[Row] = []
        self._order: list[int] = []
        self._texts: list[str] = []  # folded, by row number; grows in idle moments
        self._shown: list[int] = []
        self._place: dict[str, int] | None = None
        self._words: tuple[str, ...] = ()
        self._condition: Callable[[Row], bool] | None = None
        self._sorted = (-1, Qt.SortOrder.AscendingOrder)
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._fold_some)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows; words, condition and sorting stay."""
        self.beginResetModel()
        self._rows = list(rows)
        self._texts = []
        self._sort_rows()
        self._narrow()
        self.endResetModel()
        if len(self._texts) < len(self._rows):
            self._idle.start(0)

    def set_words(self, text: str) -> None:
        """Show only the rows in which every word of the text occurs somewhere."""
        words = tuple(folded(text).split())
        if words != self._words:
            self.beginResetModel()
            self._words = words
            self._narrow()
            self.endResetModel()

    def set_condition(self, condition: Callable[[Row], bool] | None) -> None:
        """Show only the rows for which the condition holds (a filter chip); None shows all."""
        self.beginResetModel()
        self._condition = condition
        self._narrow()
        self.endResetModel()

    def row(self, number: int) -> Row:
        """The row shown at a place."""
        return self._rows[self._shown[number]]

    def rows(self) -> list[Row]:
        """The rows shown, in order."""
        return [self._rows[number] for number in self._shown]

    def all_rows(self) -> list[Row]:
        """All rows, also those that are filtered out."""
        return list(self._rows)

    def key(self, number: int) -> str:
        """The key of the row shown at a place."""
        return self._key(self.row(number))

    def place(self, key: str) -> int:
        """Where the row with this key is shown, -1 when it is not."""
        if self._place is None:
            self._place = {self._key(self._rows[number]): at for at, number in enumerate(self._shown)}
        return self._place.get(key, -1)

    def find(self, key: str) -> Row | None:
        """The row with this key, None when it is not shown."""
        place = self.place(key)
        return self.row(place) if place >= 0 else None

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        row = self._rows[self._shown[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DecorationRole and column.tone is not None:
            tone = column.tone(row)
            return None if tone is None else tone_icon(tone)
        if role == Qt.ItemDataRole.ToolTipRole and column.tip is not None:
            return column.tip(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(row) or 'empty'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title of a column, over its numbers where it has numbers."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, equal ones as they were; -1 goes back to the order in which the rows came."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._shown[index.row()] for index in before]
        self._sorted = (column, order)
        self._sort_rows()
        self._narrow()
        where = {number: at for at, number in enumerate(self._shown)}
        after = [self.index(where[number], index.column()) for number, index in zip(keys, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sort_rows(self) -> None:
        column, order = self._sorted
        self._order = list(range(len(self._rows)))
        if not 0 <= column < len(self.columns):
            return
        shown, sort = self.columns[column].text, self.columns[column].sort
        keys: list[Any] = (
            [sort(row) for row in self._rows] if sort else [folded(shown(row)) or None for row in self._rows]
        )
        known = [number for number in self._order if keys[number] is not None]
        known.sort(key=keys.__getitem__, reverse=order is Qt.SortOrder.DescendingOrder)
        self._order = known + [number for number in self._order if keys[number] is None]

    def _narrow(self) -> None:
        numbers = self._order
        if self._words:
            self._fold(len(self._rows))
            texts = self._texts
            for word in self._words:
                numbers = [number for number in numbers if word in texts[number]]
        if self._condition is not None:
            numbers = [number for number in numbers if self._condition(self._rows[number])]
        self._shown = numbers
        self._place = None

    def _fold_some(self) -> None:
        self._fold(len(self._texts) + _CHUNK)
        if len(self._texts) >= len(self._rows):
            self._idle.stop()

    def _fold(self, until: int) -> None:
        shown = [column.text for column in self.columns if column.searched]
        for row in self._rows[len(self._texts) : until]:
            self._texts.append(folded("\n".join([text(row) for text in shown])))
