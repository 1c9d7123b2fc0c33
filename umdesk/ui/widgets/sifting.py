"""Which rows of a long list are shown, and in which order: words, a condition and a sorting over plain rows.

What takes time is prepared piece by piece in idle moments (`prepare`), so that a key and a click on a title answer at
once with 100,000 rows; whoever is quicker than that waits once.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, islice
from typing import Any, Generic, TypeVar

from umdesk.domain.folding import folded

Row = TypeVar("Row")
Sorting = tuple[int, bool]
"""The number of a column, -1 for the order in which the rows came, and whether the last comes first."""

AS_THEY_CAME: Sorting = (-1, False)
_CHUNK = 2000  # rows in one idle moment, some milliseconds
_FEW_VALUES = 256  # what fits into a byte
_KEPT = 12  # answers to what was typed before, for the key that takes a letter back


def words_of(text: str) -> tuple[str, ...]:
    """The words that are typed, the longest first, since it leaves the fewest rows."""
    return tuple(sorted(set(folded(text).split()), key=lambda word: (-len(word), word)))


class _Searched(Generic[Row]):
    """What is searched of rows, without case and accents.

    A column with few different values (a unit, a day, a state) is searched once a value and not once a row; the other
    columns are one text a row.
    """

    def __init__(self, texts: Sequence[Callable[[Row], str]]) -> None:
        self._texts = tuple(texts)
        self._few = frozenset(range(len(self._texts)))
        self.forget()

    def forget(self) -> None:
        """Other rows come."""
        self._wide: list[str] = []  # by row number
        self._values: dict[int, dict[str, int]] = {column: {} for column in sorted(self._few)}
        self._folded: dict[int, list[str]] = {column: [] for column in sorted(self._few)}
        self._of: dict[int, bytearray] = {column: bytearray() for column in sorted(self._few)}  # by row number

    @property
    def read(self) -> int:
        """How many rows are read."""
        return len(self._wide)

    def read_on(self, rows: Sequence[Row], until: int) -> None:
        """Read the rows up to a number; a column that turns out to have many values is read anew with the others."""
        at = self.read
        while at < min(until, len(rows)):
            wide: list[str] = []
            for column, text in enumerate(self._texts):
                value = text(rows[at])
                if column not in self._values:
                    wide.append(value)
                elif not self._is_one_of_few(column, value):
                    self._few -= {column}
                    self.forget()
                    break
            else:
                self._wide.append(folded("\n".join(wide)))
            at = self.read

    def put(self, number: int, row: Row) -> None:
        """Another row has a number that is read already."""
        wide: list[str] = []
        for column, text in enumerate(self._texts):
            value = text(row)
            if column not in self._values:
                wide.append(value)
            elif self._is_one_of_few(column, value):
                self._of[column][number] = self._of[column].pop()
            else:  # all is read anew when somebody searches next
                self._few -= {column}
                self.forget()
                return
        self._wide[number] = folded("\n".join(wide))

    def _is_one_of_few(self, column: int, value: str) -> bool:
        values = self._values[column]
        number = values.get(value)
        if number is None:
            if len(values) == _FEW_VALUES:
                return False
            number = values[value] = len(values)
            self._folded[column].append(folded(value))
        self._of[column].append(number)
        return True

    def those_with(self, word: str, numbers: Sequence[int]) -> Sequence[int]:
        """The rows of these numbers in which a word occurs."""
        fitting = 0
        for column, values in self._folded.items():
            fits = bytes(word in value for value in values)
            if fits and all(fits):
                return numbers
            if any(fits):
                fitting |= int.from_bytes(self._of[column].translate(fits.ljust(256, b"\0")), "big")
        wide = self._wide
        if not fitting:
            return [number for number in numbers if word in wide[number]]
        flags = fitting.to_bytes(self.read, "big")
        return [number for number in numbers if flags[number] or word in wide[number]]


class Sifter(Generic[Row]):
    """Keeps the rows; `shown` holds the numbers of those to show, in order.

    `texts` say what of a row is searched, `sort_keys` what each column is sorted by (None stands last both ways).
    `came` tells the order in which the rows come, for those that come later; without one they stand at the end. A row
    keeps its number for as long as it is there, and the number of one that is gone is not given again.
    """

    def __init__(
        self,
        texts: Sequence[Callable[[Row], str]],
        sort_keys: Sequence[Callable[[Row], Any]],
        key: Callable[[Row], str],
        came: Callable[[Row], Any] | None = None,
    ) -> None:
        self._searched = _Searched[Row](texts)
        self._sort_keys = tuple(sort_keys)
        self._key = key
        self._came = came
        self.rows: list[Row] = []
        self.shown: Sequence[int] = ()
        self.words: tuple[str, ...] = ()
        self.condition: Callable[[Row], bool] | None = None
        self.sorting = AS_THEY_CAME
        self._forget()

    def _forget(self) -> None:
        self._searched.forget()
        self._numbers: dict[str, int] = {}  # by key
        self._orders: dict[Sorting, list[int]] = {AS_THEY_CAME: [*range(len(self.rows))]}
        self._fits: bytearray | None = None  # by row number, whether the condition holds
        self._base: Sequence[int] = ()
        self._answers: dict[tuple[str, ...], Sequence[int]] = {}

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Take other rows; words, condition and sorting stay."""
        self.rows = list(rows)
        self._forget()
        self._apply_condition()
        self._sift()

    def like(self, other: "Sifter[Row]") -> None:
        """Take the words, the condition and the sorting of another one, where they differ; the rows stay."""
        if other.condition is not self.condition:
            self.condition = other.condition
            self._apply_condition()
        elif other.sorting == self.sorting and other.words == self.words:
            return
        self.sorting, self.words = other.sorting, other.words
        self._sift()

    def all_rows(self) -> list[Row]:
        """All rows in the order in which they came."""
        return [self.rows[number] for number in self._orders[AS_THEY_CAME]]

    def put(self, rows: Iterable[Row], gone: Iterable[str] = ()) -> None:
        """Put rows in the place of those with their keys, or add them, and take out those with these keys.

        Quick for a few rows of many: what was prepared stays prepared.
        """
        self.place("")  # so that the numbers are known
        self._orders = {sorting: [*order] for sorting, order in self._orders.items()}  # what is shown may be one
        for key in gone:
            number = self._numbers.pop(key, -1)
            if number >= 0:
                self._take_out(number, self._orders)
        for row in rows:
            self._put(row)
        self._sift()

    def _put(self, row: Row) -> None:
        number = self._numbers.get(self._key(row), -1)
        moves = [*self._orders]
        if number < 0:
            number = self._numbers[self._key(row)] = len(self.rows)
            self.rows.append(row)
        else:
            before = self.rows[number]
            moves = [each for each in moves if self._sorted_by(each[0], before) != self._sorted_by(each[0], row)]
            self._take_out(number, moves)
            self.rows[number] = row
        if number < self._searched.read:
            self._searched.put(number, row)
        if self._fits is not None and self.condition is not None:
            self._fits[number : number + 1] = bytes([self.condition(row)])
        for sorting in moves:
            self._orders[sorting].insert(self._place_in(sorting, number), number)

    def _take_out(self, number: int, sortings: Iterable[Sorting]) -> None:
        for sorting in sortings:
            order, at = self._orders[sorting], self._place_in(sorting, number)
            del order[at if order[at : at + 1] == [number] else order.index(number)]

    def _sorted_by(self, column: int, row: Row) -> Any:
        """What a row is sorted by in a column, or in the order in which they came."""
        if column >= 0:
            return self._sort_keys[column](row)
        return None if self._came is None else self._came(row)

    def _place_in(self, sorting: Sorting, number: int) -> int:
        """Where in an order a row belongs; as in sorting, equal ones stand as they came, those without a key last."""
        order, (column, last_first) = self._orders[sorting], sorting
        mine, came = self._sorted_by(column, self.rows[number]), self._sorted_by(-1, self.rows[number])
        low, high = 0, len(order)
        while low < high:
            middle = (low + high) // 2
            row = self.rows[order[middle]]
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

    def set_words(self, words: tuple[str, ...]) -> None:
        """Show the rows in which every word (`words_of`) occurs somewhere."""
        self.words = words
        self._narrow()

    def set_condition(self, condition: Callable[[Row], bool] | None) -> None:
        """Show the rows for which the condition holds; None shows all."""
        self.condition = condition
        self._apply_condition()
        self._sift()

    def sort(self, column: int, *, last_first: bool) -> None:
        """Order by a column, equal ones as they came; a column that is none goes back to that order."""
        known = 0 <= column < len(self._sort_keys)
        self.sorting = (column, last_first) if known else AS_THEY_CAME
        self._sift()

    def place(self, key: str) -> int:
        """Where the row with this key is shown, -1 when it is not."""
        if not self._numbers:
            self._numbers = {self._key(self.rows[number]): number for number in self._orders[AS_THEY_CAME]}
        return self.place_of(self._numbers.get(key, -1))

    def place_of(self, number: int) -> int:
        """Where the row of this number is shown, -1 when it is not."""
        try:
            return self.shown.index(number)
        except ValueError:
            return -1

    def prepare(self) -> Iterator[None]:
        """Make ready what later answers stand on; each step takes some milliseconds and the steps can be left."""
        yield from self.prepare_search()
        for column in range(len(self._sort_keys)):
            if (column, True) not in self._orders:
                yield from self._prepare_order(column)

    def prepare_search(self) -> Iterator[None]:
        """The part of it without which neither words nor keys are found at once."""
        rows = self.rows
        while self._searched.read < len(rows):
            self._searched.read_on(rows, self._searched.read + _CHUNK)
            yield
        if not self._numbers:
            numbers: dict[str, int] = {}
            for chunk in self._chunks():
                numbers.update((self._key(rows[number]), number) for number in chunk)
                yield
            self._numbers = numbers

    def _chunks(self) -> Iterator[Sequence[int]]:
        came = self._orders[AS_THEY_CAME]
        return (came[start : start + _CHUNK] for start in range(0, len(came), _CHUNK))

    def _prepare_order(self, column: int) -> Iterator[None]:
        keys: list[Any] = [None] * len(self.rows)
        nothing: list[int] = []
        for chunk in self._chunks():
            for number in chunk:
                keys[number] = self._sort_keys[column](self.rows[number])
            nothing += [number for number in chunk if keys[number] is None]
            yield
        for last_first in (False, True):
            runs = []
            for chunk in self._chunks():
                known = [number for number in chunk if keys[number] is not None]
                runs.append(sorted(known, key=keys.__getitem__, reverse=last_first))
                yield
            merged = heapq.merge(*runs, key=keys.__getitem__, reverse=last_first)
            order: list[int] = []
            while piece := list(islice(merged, _CHUNK)):
                order += piece
                yield
            self._orders.setdefault((column, last_first), order + nothing)

    def _order(self) -> Sequence[int]:
        found = self._orders.get(self.sorting)
        if found is None:
            column, last_first = self.sorting
            keys = [*map(self._sort_keys[column], self.rows)]
            came = self._orders[AS_THEY_CAME]
            known = [number for number in came if keys[number] is not None]
            known.sort(key=keys.__getitem__, reverse=last_first)
            found = known + [number for number in came if keys[number] is None]
            self._orders[self.sorting] = found
        return found

    def _apply_condition(self) -> None:
        self._fits = None if self.condition is None else bytearray(map(self.condition, self.rows))

    def _sift(self) -> None:
        """After another condition or order: both at once, then the words."""
        order = self._order()
        self._base = order if self._fits is None else _those(order, self._fits)
        self._answers = {(): self._base}
        self._narrow()

    def _narrow(self) -> None:
        found = self._answers.get(self.words)
        if found is None:
            self._searched.read_on(self.rows, len(self.rows))
            weaker = (known for known in self._answers if all(any(w in word for word in self.words) for w in known))
            found = min((self._answers[known] for known in weaker), key=len)
            for word in self.words:
                found = self._searched.those_with(word, found)
            if len(self._answers) > _KEPT:
                self._answers = {(): self._base}
            self._answers[self.words] = found
        self.shown = found


def _those(numbers: Sequence[int], fits: bytearray) -> list[int]:
    return list(compress(numbers, map(fits.__getitem__, numbers)))
