"""A fast table model over a list of plain rows: filter as you type and sort, with 100,000 rows."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import chain
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from umdesk.domain.folding import folded
from umdesk.ui.icons import tone_icon
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.sifting import Sifter, words_of

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_FEW = 1000
"""Up to this many rows every answer is quick, so that nothing is prepared."""
_MANY = 10_000
"""From more rows on an order that is not ready is made first, while the window goes on."""
_FEW_PUT = 20  # rows of which each is looked for, where a whole screen is painted anew otherwise
_IDLE_SECONDS = 0.006
_DONE = object()
_DISPLAY, _SYMBOL = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.DecorationRole
_ALIGNED, _TIP = Qt.ItemDataRole.TextAlignmentRole, Qt.ItemDataRole.ToolTipRole
_ANSWERED = frozenset({_DISPLAY, _SYMBOL, _ALIGNED, _TIP, Qt.ItemDataRole.AccessibleTextRole})
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)  # slots would break Column[Row](...) in Python 3.11
class Column(Generic[Row]):
    """One column: how a row is shown, sorted and searched.

    `text` is what people read; `sort` a key that orders (the folded text without one; it may return None, which sorts
    last); `number` aligns right; `tone` puts a status symbol before the words; `width` is in characters, 0 for as wide
    as the first rows need; `stretch` takes what is left over. `said` is what a screen reader hears in place of the
    text, where a drawing tells more.
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
    said: Callable[[Row], str] | None = None

    def value(self, row: Row) -> str | int | float | Decimal | date | None:
        """What a spreadsheet gets: a real date or number where the column sorts by one, else what people read."""
        text = self.text(row)
        key = self.sort(row) if self.sort is not None and text else None
        if isinstance(key, date) and not isinstance(key, datetime):
            return key
        if self.number and isinstance(key, int | float | Decimal | Fraction) and not isinstance(key, bool):
            return float(key) if isinstance(key, Fraction) else key
        return text


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows that may be narrowed by words and a condition, and sorted by a column.

    A `Sifter` keeps the numbers of the rows to show; there is no proxy and no Python call per row and column. `came`
    tells the order in which the rows come, for those that are put in later.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], str],
        parent: QObject | None = None,
        came: Callable[[Row], Any] | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        searched = [column.text for column in self.columns if column.searched]
        orders = [_sort_key(column) for column in self.columns]
        self._new_sifter = partial(Sifter[Row], searched, orders, key, came)
        self._sifter = self._new_sifter()
        self._idle = _Idle(self)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows; words, condition and sorting stay."""
        self._idle.settle()
        self.beginResetModel()
        self._sifter.set_rows([*rows])
        self.endResetModel()
        self._idle.prepare(self._sifter)

    def sifted(self, rows: Iterable[Row]) -> Sifter[Row]:
        """Other rows, made ready for `take` on whatever thread; nothing of them is shown yet."""
        sifter = self._new_sifter()
        sifter.like(self._sifter)
        sifter.set_rows([*rows])
        for _step in sifter.prepare_search():
            pass
        return sifter

    def take(self, sifter: Sifter[Row]) -> None:
        """Show the rows that `sifted` made ready; quick with very many."""
        self._idle.settle()
        sifter.like(self._sifter)
        self.beginResetModel()
        self._sifter = sifter
        self.endResetModel()
        self._idle.prepare(self._sifter)

    def put_rows(self, rows: Sequence[Row], gone: Iterable[str] = ()) -> None:
        """Put a few rows in the place of those with their keys, or add them, and take out those with these keys.

        Words, condition and sorting stay, and what is chosen stays chosen wherever it is shown then.
        """
        self._idle.settle()
        sifter, before = self._sifter, self._sifter.shown
        sifter.put(rows, gone)
        after = sifter.shown
        if len(before) == len(after) and before != after and set(before) == set(after):
            sifter.shown = before
            with self._moving():
                sifter.shown = after
        elif before != after:
            sifter.shown = before
            self.beginResetModel()
            sifter.shown = after
            self.endResetModel()
        if after:
            places = [self.place(self._key(row)) for row in rows[:_FEW_PUT]]
            touched = [place for place in places if place >= 0] if len(rows) <= _FEW_PUT else [0, len(after) - 1]
            for first, last in [(min(touched), max(touched))] if touched else []:
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self._idle.prepare(self._sifter)

    def set_words(self, text: str) -> None:
        """Show only the rows in which every word of the text occurs somewhere."""
        words = words_of(text)
        if words != self._sifter.words:
            self.beginResetModel()
            self._sifter.set_words(words)
            self.endResetModel()

    def set_condition(self, condition: Callable[[Row], bool] | None) -> None:
        """Show only the rows for which the condition holds (a filter chip); None shows all."""
        self.beginResetModel()
        self._sifter.set_condition(condition)
        self.endResetModel()

    def row(self, number: int) -> Row:
        """The row shown at a place."""
        return self._sifter.rows[self._sifter.shown[number]]

    def rows(self) -> list[Row]:
        """The rows shown, in order."""
        rows = self._sifter.rows
        return [rows[number] for number in self._sifter.shown]

    def all_rows(self) -> list[Row]:
        """All rows, also those that are filtered out."""
        return self._sifter.all_rows()

    def with_keys(self, keys: Iterable[str]) -> list[Row]:
        """The rows with these keys, also those that are filtered out."""
        return self._sifter.with_keys(keys)

    def key(self, number: int) -> str:
        """The key of the row shown at a place."""
        return self._key(self.row(number))

    def place(self, key: str) -> int:
        """Where the row with this key is shown, -1 when it is not."""
        return self._sifter.place(key)

    def find(self, key: str) -> Row | None:
        """The row with this key, None when it is not shown."""
        place = self.place(key)
        return self.row(place) if place >= 0 else None

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._sifter.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """What a cell shows."""
        if role not in _ANSWERED or not index.isValid():  # a painted cell asks for seven roles
            return None
        column = self.columns[index.column()]
        row = self.row(index.row())
        if role == _DISPLAY:
            return column.text(row)
        if role == _ALIGNED:
            return _RIGHT if column.number else None
        if role == _SYMBOL:
            tone = None if column.tone is None else column.tone(row)
            return None if tone is None else tone_icon(tone)
        if role == _TIP:
            return None if column.tip is None else column.tip(row)
        heard = column.text(row) if column.said is None else column.said(row)
        return f"{column.title}: {heard or 'empty'}" if column.title else heard

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
        """Sort by a column, equal ones as they were; -1 goes back to the order in which the rows came.

        With very many rows of which the order is not known, this follows as soon as it is.
        """
        last_first = order is Qt.SortOrder.DescendingOrder

        def sort() -> None:
            with self._moving():
                self._sifter.sort(column, last_first=last_first)

        sifter = self._sifter
        if len(sifter.rows) > _MANY and not sifter.can_sort(column, last_first=last_first):
            self._idle.prepare_first(sifter, column, sort)
        else:
            self._idle.forget()
            sort()

    @contextmanager
    def _moving(self) -> Iterator[None]:
        """The same rows are shown in another order after this."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        numbers = {index.row(): self._sifter.shown[index.row()] for index in before}
        yield
        places = {row: self._sifter.place_of(number) for row, number in numbers.items()}
        self.changePersistentIndexList(before, [self.index(places[index.row()], index.column()) for index in before])
        self.layoutChanged.emit()


class _Idle(QObject):
    """Makes ready in idle moments what a sifter can have ready, and what somebody waits for first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] = iter(())
        self._awaited: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._some)

    def prepare(self, sifter: Sifter[Any]) -> None:
        if len(sifter.rows) > _FEW:
            self._steps = sifter.prepare()
            self._timer.start(0)

    def prepare_first(self, sifter: Sifter[Any], column: int, then: Callable[[], None]) -> None:
        """Make the order by a column ready before all else, and do `then`."""
        self._awaited = then
        self._steps = chain(sifter.prepare_sort(column), self._settled(), sifter.prepare())
        self._timer.start(0)

    def settle(self) -> None:
        """Do what is awaited, without waiting for it."""
        then, self._awaited = self._awaited, None
        if then is not None:
            then()

    def forget(self) -> None:
        """Nobody waits for it any longer."""
        self._awaited = None

    def _settled(self) -> Iterator[None]:
        self.settle()
        yield

    def _some(self) -> None:
        end = time.monotonic() + _IDLE_SECONDS
        while time.monotonic() < end:
            if next(self._steps, _DONE) is _DONE:
                self._timer.stop()
                return


def _sort_key(column: Column[Row]) -> Callable[[Row], Any]:
    text = column.text
    return column.sort or (lambda row: folded(text(row)) or None)
