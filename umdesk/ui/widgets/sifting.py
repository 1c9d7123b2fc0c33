"""Which rows of a long list are shown, and in which order: words, a condition and a sorting over plain rows.

What takes time is prepared piece by piece in idle moments (`prepare`), so that a key and a click on a title answer at
once with 100,000 rows; whoever is quicker than that waits once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
from typing import Any, Generic, TypeVar

from umdesk.domain.folding import folded
from umdesk.ui.widgets.orders import AS_THEY_CAME, CHUNK, Orders
from umdesk.ui.widgets.searched import Searched

Row = TypeVar("Row")
_KEPT = 12  # answers to what was typed before, for the key that takes a letter back


def words_of(text: str) -> tuple[str, ...]:
    """The words that are typed, the longest first, since it leaves the fewest rows."""
    return tuple(sorted(set(folded(text).split()), key=lambda word: (-len(word), word)))


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
        self._searched = Searched[Row](texts)
        self._orders = Orders[Row](sort_keys, came)
        self._key = key
        self.rows: list[Row] = []
        self.shown: Sequence[int] = ()
        self.words: tuple[str, ...] = ()
        self.condition: Callable[[Row], bool] | None = None
        self.sorting = AS_THEY_CAME
        self._forget()

    def _forget(self) -> None:
        self._searched.forget()
        self._numbers: dict[str, int] = {}  # by key
        self._orders.forget(self.rows)
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
        return [self.rows[number] for number in self._orders.of(AS_THEY_CAME)]

    def with_keys(self, keys: Iterable[str]) -> list[Row]:
        """The rows with these keys."""
        self.place("")  # so that the numbers are known
        return [self.rows[self._numbers[key]] for key in keys if key in self._numbers]

    def put(self, rows: Iterable[Row], gone: Iterable[str] = ()) -> None:
        """Put rows in the place of those with their keys, or add them, and take out those with these keys.

        Quick for a few rows of many: what was prepared stays prepared.
        """
        self.place("")  # so that the numbers are known
        self._orders.loosen()
        for key in gone:
            number = self._numbers.pop(key, -1)
            if number >= 0:
                self._orders.take_out(number)
        for row in rows:
            self._put(row)
        self._sift()

    def _put(self, row: Row) -> None:
        number = self._numbers.setdefault(self._key(row), len(self.rows))
        if number < len(self.rows):
            self._orders.replace(number, row)
        else:
            self.rows.append(row)
            self._orders.add(number)
        if number < self._searched.read:
            self._searched.put(number, row)
        if self._fits is not None and self.condition is not None:
            self._fits[number : number + 1] = bytes([self.condition(row)])

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
        self.sorting = self._orders.known((column, last_first))
        self._sift()

    def can_sort(self, column: int, *, last_first: bool) -> bool:
        """Whether the order by a column is ready, so that `sort` is quick."""
        return self._orders.is_ready((column, last_first))

    def prepare_sort(self, column: int) -> Iterator[None]:
        """Make the orders by a column ready; each step takes some milliseconds, as with `prepare`."""
        return self._orders.prepare_column(column)

    def place(self, key: str) -> int:
        """Where the row with this key is shown, -1 when it is not."""
        if not self._numbers:
            self._numbers = {self._key(self.rows[number]): number for number in self._orders.of(AS_THEY_CAME)}
        return self.place_of(self._numbers.get(key, -1))

    def place_of(self, number: int) -> int:
        """Where the row of this number is shown, -1 when it is not."""
        try:
            return self.shown.index(number)
        except ValueError:
            return -1

    def prepare(self) -> Iterator[None]:
        """Make ready what later answers stand on; each step takes some milliseconds and the steps can be left.

        Once other rows are set or put in, they have to be left: what is ready stays so, and the rest begins anew.
        """
        yield from self.prepare_search()
        yield from self._orders.prepare()

    def prepare_search(self) -> Iterator[None]:
        """The part of it without which neither words nor keys are found at once."""
        rows = self.rows
        while self._searched.read < len(rows):
            self._searched.read_some(rows, CHUNK // 4)  # a key is not to wait for it
            yield
        if not self._numbers:
            numbers: dict[str, int] = {}
            for chunk in self._orders.as_they_came():
                numbers.update((self._key(rows[number]), number) for number in chunk)
                yield
            self._numbers = numbers

    def _apply_condition(self) -> None:
        self._fits = None if self.condition is None else bytearray(map(self.condition, self.rows))

    def _sift(self) -> None:
        """After another condition or order: both at once, then the words."""
        order = self._orders.of(self.sorting)
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
