"""What is searched of the rows of a long list, read once."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from umdesk.domain.folding import folded

Row = TypeVar("Row")
_FEW_VALUES = 256  # what fits into a byte


class Searched(Generic[Row]):
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
        while self.read < min(until, len(rows)):
            self.read_some(rows, until - self.read)

    def read_some(self, rows: Sequence[Row], many: int) -> None:
        """Read on at most so many rows; where a column turns out to have many values, the next call begins anew."""
        for at in range(self.read, min(self.read + many, len(rows))):
            wide: list[str] = []
            for column, text in enumerate(self._texts):
                value = text(rows[at])
                if column not in self._values:
                    wide.append(value)
                elif not self._is_one_of_few(column, value):
                    self._few -= {column}
                    self.forget()
                    return
            self._wide.append(folded("\n".join(wide)))

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
