"""The orders of the rows of a long list: as they came, and by each column from either end."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
Sorting = tuple[int, bool]
"""The number of a column, -1 for the order in which the rows came, and whether the last comes first."""

AS_THEY_CAME: Sorting = (-1, False)
CHUNK = 2000
"""Rows in one idle moment, some milliseconds."""


class Orders(Generic[Row]):
    """Row numbers in each order that somebody asked for or that was prepared.

    `keys` say what each column is sorted by (None stands last both ways), `came` the order in which the rows come; for
    those that come later and without one, the end.
    """

    def __init__(self, keys: Sequence[Callable[[Row], Any]], came: Callable[[Row], Any] | None) -> None:
        self._keys = tuple(keys)
        self._came = came
        self.forget([])

    def forget(self, rows: list[Row]) -> None:
        """Other rows come; the list is the caller's, who puts, adds and takes out."""
        self._rows = rows
        self._orders: dict[Sorting, list[int]] = {AS_THEY_CAME: [*range(len(rows))]}

    def known(self, sorting: Sorting) -> Sorting:
        """The sorting, or the order in which the rows came for a column that is none."""
        return sorting if 0 <= sorting[0] < len(self._keys) else AS_THEY_CAME

    def of(self, sorting: Sorting) -> Sequence[int]:
        """The numbers of all rows in an order."""
        found = self._orders.get(sorting)
        if found is None:
            column, last_first = sorting
            keys = [*map(self._keys[column], self._rows)]
            came = self._orders[AS_THEY_CAME]
            known = [number for number in came if keys[number] is not None]
            known.sort(key=keys.__getitem__, reverse=last_first)
            found = known + [number for number in came if keys[number] is None]
            self._orders[sorting] = found
        return found

    def as_they_came(self) -> Iterator[Sequence[int]]:
        """The numbers in the order in which the rows came, some milliseconds of work at a time."""
        came = self._orders[AS_THEY_CAME]
        return (came[start : start + CHUNK] for start in range(0, len(came), CHUNK))

    def is_ready(self, sorting: Sorting) -> bool:
        """Whether an order is known, so that it is shown at once."""
        return self.known(sorting) in self._orders

    def prepare(self) -> Iterator[None]:
        """Make every order ready; each step takes some milliseconds."""
        for column in range(len(self._keys)):
            if (column, True) not in self._orders:
                yield from self.prepare_column(column)

    def prepare_column(self, column: int) -> Iterator[None]:
        """Make the orders by one column ready; each step takes some milliseconds."""
        keys: list[Any] = [None] * len(self._rows)
        nothing: list[int] = []
        for chunk in self.as_they_came():
            for number in chunk:
                keys[number] = self._keys[column](self._rows[number])
            nothing += [number for number in chunk if keys[number] is None]
            yield
        for last_first in (False, True):
            runs = []
            for chunk in self.as_they_came():
                known = [number for number in chunk if keys[number] is not None]
                runs.append(sorted(known, key=keys.__getitem__, reverse=last_first))
                yield
            merged = heapq.merge(*runs, key=keys.__getitem__, reverse=last_first)
            order: list[int] = []
            while piece := list(islice(merged, CHUNK)):
                order += piece
                yield
            self._orders.setdefault((column, last_first), order + nothing)

    def loosen(self) -> None:
        """Before rows are put in or taken out: an order that somebody still shows stays as it is."""
        self._orders = {sorting: [*order] for sorting, order in self._orders.items()}

    def take_out(self, number: int) -> None:
        """A row is gone."""
        self._take_out(number, self._orders)

    def add(self, number: int) -> None:
        """A row was added under this number."""
        self._put_in(number, self._orders)

    def replace(self, number: int, row: Row) -> None:
        """Put a row in the place of the one of this number, in the list and in each order."""
        before = self._rows[number]
        moves = [each for each in self._orders if self._sorted_by(each[0], before) != self._sorted_by(each[0], row)]
        self._take_out(number, moves)
        self._rows[number] = row
        self._put_in(number, moves)

    def _take_out(self, number: int, sortings: Iterable[Sorting]) -> None:
        for sorting in sortings:
            order, at = self._orders[sorting], self._place_in(sorting, number)
            del order[at if order[at : at + 1] == [number] else order.index(number)]

    def _put_in(self, number: int, sortings: Iterable[Sorting]) -> None:
        for sorting in sortings:
            self._orders[sorting].insert(self._place_in(sorting, number), number)

    def _sorted_by(self, column: int, row: Row) -> Any:
        """What a row is sorted by in a column, or in the order in which they came."""
        if column >= 0:
            return self._keys[column](row)
        return None if self._came is None else self._came(row)

    def _place_in(self, sorting: Sorting, number: int) -> int:
        """Where in an order a row belongs; as in sorting, equal ones stand as they came, those without a key last."""
        order, (column, last_first) = self._orders[sorting], sorting
        mine, came = self._sorted_by(column, self._rows[number]), self._sorted_by(-1, self._rows[number])
        low, high = 0, len(order)
        while low < high:
            middle = (low + high) // 2
            row = self._rows[order[middle]]
            theirs = self._sorted_by(column, row)
            if theirs == mine:
                since = self._sorted_by(-1, row)
                before = order[middle] < number if since == came else since < came
            elif theirs is None or mine is None:
                before = mine is None
            else:
                before = (theirs < mine) is not last_first
            low, high = (middle + 1, high) if before else (low, middle)
        return low
