"""Finds the header of a class list and guesses which column is which."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from umdesk.domain.class_list.fields import ClassField, guess
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.tables import Line, Table, as_written, clean, column_letters
from umdesk.domain.writing import capital

SEARCHED_LINES = 60
SAMPLES = 3
JUDGED_LINES = 50
_CODE = re.compile(r"\d{2,4}(\.0)?")


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: `index` counts from 0, `field` is what it is taken for (None: not used); its first values."""

    index: int
    header: str
    field: ClassField | None
    samples: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The column's name in a spreadsheet: A, B, … Z, AA."""
        return column_letters(self.index)


@dataclass(frozen=True, slots=True)
class ListLayout:
    """Which line is the header (its number in the spreadsheet) and what each column is."""

    header_line: int
    columns: tuple[ListColumn, ...]

    def column(self, field: ClassField) -> ListColumn | None:
        """The first column taken for a field."""
        return next((column for column in self.columns if column.field is field), None)

    def problem(self) -> str:
        """What has to be chosen before the list can be compared, "" when nothing."""
        if self.column(ClassField.CODE) is None:
            return "No column is the class code. Choose the column that holds it."
        for field in ClassField:
            same = [column for column in self.columns if column.field is field]
            if len(same) > 1:
                names = " and ".join(f"column {column.letter}" for column in same)
                return f"{capital(names)} are both the {field.value}. Choose one of them."
        return ""

    def choose(self, choices: Mapping[int, ClassField | None]) -> "ListLayout":
        """The layout with a person's choices by column index."""
        columns = tuple(
            replace(column, field=choices[column.index]) if column.index in choices else column
            for column in self.columns
        )
        return replace(self, columns=columns)


def find(table: Table) -> ListLayout:
    """Find the header line and guess every column.

    Raises:
        InvalidInput: no line looks like a header.
    """
    best = max(table.lines[:SEARCHED_LINES], key=_score, default=None)
    if best is None or not _score(best):
        where = f"The sheet “{table.sheet}” of {table.file}" if table.sheet else table.file
        raise InvalidInput(
            f"{where} has no header line that umdesk can guess: it looks for words such as Class code and Title.",
            "Choose the line with the column names above, or another sheet.",
        )
    return at(table, best.number)


def looks_like_classes(table: Table) -> bool:
    """Whether a sheet has a header with a class."""
    return any(_score(line) for line in table.lines[:SEARCHED_LINES])


def at(table: Table, number: int) -> ListLayout:
    """The layout with the line of this number as the header.

    Raises:
        InvalidInput: the line is blank or there is none.
    """
    header = next((line for line in table.lines if line.number == number), None)
    if header is None:
        raise InvalidInput(
            f"Line {number} is blank, so it cannot be the header.", "Choose the line with the column names."
        )
    below = [line for line in table.lines if line.number > number]
    columns: list[ListColumn] = []
    taken: set[ClassField] = set()
    for index in range(table.width):
        text = clean(header.cell(index))
        samples = dict.fromkeys(shown for line in below[:JUDGED_LINES] if (shown := as_written(line.cell(index))))
        found = guess(text) if text else None
        if found is ClassField.TITLE and sum(map(bool, map(_CODE.fullmatch, samples))) * 2 > len(samples):
            found = ClassField.CODE  # a column that is only called "Class"
        field = None if found in taken else found
        if field is not None:
            taken.add(field)
        columns.append(ListColumn(index, text, field, tuple(samples)[:SAMPLES]))
    return ListLayout(number, tuple(columns))


def _score(line: Line) -> int:
    """How many fields a line names; 0 unless the class and one more are among them."""
    found = {field for cell in line.cells if isinstance(cell, str) and (field := guess(clean(cell)))}
    return len(found) if found & {ClassField.CODE, ClassField.TITLE} and len(found) > 1 else 0
