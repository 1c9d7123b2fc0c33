"""Finds the header of a sheet among its lines and guesses which column is which."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake import neighbours
from umdesk.domain.intake.fields import CLASS_FIELDS, ESSENTIAL_FIELDS, NAME_FIELDS, Field
from umdesk.domain.intake.tables import Line, Table, as_written, clean, column_letters, is_number
from umdesk.domain.intake.wordings import guess, is_never_collected, is_sequence, second_meaning, words_of

SEARCHED_LINES = 60
SAMPLES = 3
SURE = 3
CLEARLY_MORE = 3
JUDGED_CELLS = 200

_CLASS_CODE = re.compile(r"\d{2,4}(\.0)?")
_SSN = re.compile(r"\d{3}-\d{2}-\d{4}")
_TENURES = re.compile(r"\b(perm\w*|prob\w*|lim\w*|lt|temp\w*|tau|p|t|tenured|intermittent)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `index` counts from 0, `field` is what it will be taken for (None: not used).

    `never` marks a column that the program never collects; it can be taken for nothing. `sequence` marks one
    that only counts the lines, `beside` one of another table beside the list. `samples` are its first values.
    """

    index: int
    header: str
    field: Field | None
    strength: int = 0
    never: bool = False
    sequence: bool = False
    beside: bool = False
    samples: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The column's name in a spreadsheet: A, B, … Z, AA."""
        return column_letters(self.index)

    @property
    def title(self) -> str:
        """How to name the column to people."""
        return f"“{self.header}”" if self.header else f"column {self.letter}"


@dataclass(frozen=True, slots=True)
class Layout:
    """Which lines are the header and what each column is.

    `first_line` and `last_line` are the header's line numbers as the spreadsheet shows them. `last_name_first`
    says that a one-column name without a comma starts with the last name.
    """

    first_line: int
    last_line: int
    columns: tuple[Column, ...]
    last_name_first: bool = False

    def column(self, field: Field) -> Column | None:
        """The first column taken for a field."""
        return next((column for column in self.columns if column.field is field), None)

    @property
    def dropped(self) -> tuple[str, ...]:
        """The headers of the columns that are never collected, in their order."""
        return tuple(column.header or f"Column {column.letter}" for column in self.columns if column.never)

    @property
    def unused(self) -> tuple[str, ...]:
        """The headers of the columns that umdesk has no field for."""
        return tuple(c.header for c in self.columns if c.header and c.field is None and not c.never and not c.sequence)

    def problems(self) -> tuple[str, ...]:
        """What stands in the way of an import, a sentence each; empty when there is nothing."""
        return (*_doubles(self.columns), *_missing(self.columns))

    def choose(self, choices: Mapping[int, Field | None]) -> "Layout":
        """The layout with a person's choices by column index; a column that is never collected stays out."""
        columns = tuple(
            replace(column, field=choices[column.index], strength=4)
            if column.index in choices and not column.never
            else column
            for column in self.columns
        )
        return replace(self, columns=columns)


def find(table: Table) -> Layout:
    """Find the header line, or two lines that make one header, and guess every column.

    Raises:
        InvalidInput: no line looks like a header.
    """
    layout = _best(table)
    if layout is None:
        where = f"The sheet “{table.sheet}” of {table.file}" if table.sheet else table.file
        raise InvalidInput(
            f"{where} has no header line that umdesk can guess: it looks for words such as Last name, "
            "Employee number, Class code and Date received.",
            "Write such words above the columns, or choose the sheet that holds the applications.",
        )
    return layout


def looks_like_applications(table: Table) -> bool:
    """Whether a sheet has a header with at least a name and a class."""
    layout = _best(table)
    return layout is not None and not _missing(layout.columns)


def at(table: Table, number: int) -> Layout:
    """The layout with the line of this number as the header, as a person chose it.

    Raises:
        InvalidInput: the line is blank or there is none.
    """
    for line in table.lines:
        if line.number == number:
            return _laid_out(table, _texts(line, table.width), number, number)
    raise InvalidInput(f"Line {number} is blank, so it cannot be the header.", "Choose the line with the column names.")


def _best(table: Table) -> Layout | None:
    """The candidate that surely means the most fields; a single line wins over two, an earlier one over a later."""
    best: tuple[int, list[str], int, int] | None = None
    candidates = table.lines[:SEARCHED_LINES]
    single = ((_texts(line, table.width), line, line) for line in candidates)
    double = (
        (_joined(upper, lower, table.width), upper, lower)
        for upper, lower in pairwise(candidates)
        if lower.number == upper.number + 1 and len(_filled(upper)) > 1 and not _looks_like_data(lower)
    )
    for texts, first, last in (*single, *double):
        # Two lines have to say clearly more than one: a title above the header must not colour its words.
        score = _score(texts) - (CLEARLY_MORE if first is not last else 0)
        if score > 0 and (best is None or score > best[0]):
            best = (score, texts, first.number, last.number)
    return None if best is None else _laid_out(table, best[1], best[2], best[3])


def _filled(line: Line) -> list[str]:
    return [text for cell in line.cells if (text := clean(cell))]


def _texts(line: Line, width: int) -> list[str]:
    return [clean(line.cell(index)) for index in range(width)]


def _joined(upper: Line, lower: Line, width: int) -> list[str]:
    """Two header lines as one: a word above several columns belongs to each column that is named below it."""
    joined, group = [], ""
    for index in range(width):
        above, below = clean(upper.cell(index)), clean(lower.cell(index))
        group = above or (group if below else "")
        together = f"{group} {below}".strip()
        alone = guess(below) if below else None
        both = guess(together)
        stands_alone = is_never_collected(below) or (alone and (both is None or alone[1] > both[1]))
        joined.append(below if stands_alone else together)
    return joined


def _looks_like_data(line: Line) -> bool:
    """Whether a line holds numbers, days or addresses, which no second header line does."""
    return any(is_number(text) or "@" in text or dates.is_date(text) for text in _filled(line))


def _score(texts: list[str]) -> int:
    """How surely a line is a header: 0 unless it names two fields and a name, a number or a class is one."""
    strengths: dict[Field, int] = {}
    for text in texts:
        found = guess(text) if text else None
        if found:
            strengths[found[0]] = max(found[1], strengths.get(found[0], 0))
    essential = {Field.EMPLOYEE_NUMBER, *NAME_FIELDS, *CLASS_FIELDS}
    if len(strengths) < 2 or not essential & set(strengths):
        return 0
    bonus = 5 * (bool(NAME_FIELDS & set(strengths)) + bool(CLASS_FIELDS & set(strengths)))
    return sum(strengths.values()) + bonus


def _laid_out(table: Table, headers: list[str], first: int, last: int) -> Layout:
    below = [line for line in table.lines if line.number > last]
    columns = [_column(index, header, below) for index, header in enumerate(headers)]
    beside = neighbours.beside(headers, [column.field for column in columns], below)
    columns = [replace(c, field=None, beside=True) if c.index in beside else c for c in columns]
    columns = _second_meanings(_split_names(columns, below))
    meant = {column.field for column in columns}
    columns = [_checked(column, below, meant) for column in columns]
    columns = _strongest(columns)
    if any(column.field is Field.LAST_NAME for column in columns):
        # A full name beside the two parts says nothing new.
        columns = [replace(c, field=None) if c.field is Field.NAME else c for c in columns]
        columns = _one_name(columns, below)
    name = next((c for c in columns if c.field is Field.NAME), None)
    words = words_of(name.header).replace(" name", "") if name else ""
    return Layout(first, last, tuple(columns), re.search(r"\b(last|surname|family) first\b", words) is not None)


def _second_meanings(columns: list[Column]) -> list[Column]:
    """Take "Date signed" for the signature where another column is the date received, and so on."""
    found = list(columns)
    for place, column in enumerate(columns):
        meanings = second_meaning(column.header) if column.field else None
        if meanings is None or column.field is not meanings[0]:
            continue
        others = [other.field for other in found if other is not column]
        if meanings[0] in others and meanings[1] not in others:
            found[place] = replace(column, field=meanings[1])
    return found


def _column(index: int, header: str, below: list[Line]) -> Column:
    values = _values(below, index)
    samples = tuple(dict.fromkeys(as_written(line.cell(index)) for line in below[:JUDGED_CELLS]))
    samples = tuple(sample for sample in samples if sample)[:SAMPLES]
    if is_never_collected(header) or _mostly(values, _SSN):
        return Column(index, header, None, never=True)
    found = guess(header) if header else None
    if found:
        return Column(index, header, found[0], found[1], samples=samples)
    return Column(index, header, None, sequence=is_sequence(header), samples=samples)


def _values(below: list[Line], index: int) -> list[str]:
    texts = (clean(line.cell(index)) for line in below[:JUDGED_CELLS])
    return [text for text in texts if text]


def _mostly(values: list[str], pattern: re.Pattern[str]) -> bool:
    """Whether more than half of the values have this form."""
    return sum(pattern.fullmatch(value) is not None for value in values) * 2 > len(values)


def _checked(column: Column, below: list[Line], meant: set[Field | None]) -> Column:
    """Look at the values where the header leaves doubt: "Class" may hold codes, "ID" may only count the lines."""
    values = _values(below, column.index)
    if not values or column.field is None:
        return column
    if column.field is Field.CLASS_TITLE and Field.CLASS_CODE not in meant and _mostly(values, _CLASS_CODE):
        return replace(column, field=Field.CLASS_CODE)
    worded = not any(ch.isdigit() for value in values for ch in value)
    if column.field is Field.CLASS_CODE and Field.CLASS_TITLE not in meant and worded:
        return replace(column, field=Field.CLASS_TITLE)
    if column.field is Field.NAME and sum(value.isdigit() for value in values) > len(values) / 2:
        return replace(column, field=Field.EMPLOYEE_NUMBER, strength=1)
    if column.field is Field.EMPLOYEE_NUMBER and column.strength == 1 and _counts_up(values):
        return replace(column, field=None, sequence=True)
    return replace(column, field=None) if _contradicted(column, values) else column


def _contradicted(column: Column, values: list[str]) -> bool:
    """Whether the values show that a header, which was not the field's own name, meant something else."""
    match column.field:
        case Field.TENURE:
            return column.strength < SURE and not any(_TENURES.search(value) for value in values)
        case Field.TIME_BASE:
            return column.strength < SURE and all(dates.is_date(value) for value in values)
        case Field.RECEIVED | Field.CLASS_DATE:
            return column.strength == 1 and not any(_day_like(value) for value in values)
        case Field.HIRED | Field.PROBATION_ENDS | Field.SIGNED | Field.SUPERVISOR_COMMENTED:
            return not any(_day_like(value) for value in values)
        case Field.WORK_EMAIL:
            return column.strength == 1 and not any("@" in value for value in values)
    return False


def _day_like(value: str) -> bool:
    return dates.is_date(value) or re.fullmatch(r"\d{5}", value) is not None


def _counts_up(values: list[str]) -> bool:
    numbers = [int(value) for value in values if value.isdigit()]
    return len(numbers) > 1 and numbers[0] <= 1 and all(b - a == 1 for a, b in pairwise(numbers))


def _strongest(columns: list[Column]) -> list[Column]:
    """Of several columns for one field, keep those that mean it more surely; equals are for a person to settle.

    For what an application is known by, only a header that might mean the field gives way: two that say it are never
    settled by their wording.
    """
    best: dict[Field, int] = {}
    for column in columns:
        if column.field:
            best[column.field] = max(column.strength, best.get(column.field, 0))
    kept = []
    for column in columns:
        weaker = column.field is not None and column.strength < best[column.field]
        gives_way = weaker and (column.strength == 1 or column.field not in ESSENTIAL_FIELDS)
        kept.append(replace(column, field=None) if gives_way else column)
    return kept


def _split_names(columns: list[Column], below: list[Line]) -> list[Column]:
    """A "Name" over two columns of which the second has no header: last name, then first name."""
    for left, right in pairwise(columns):
        if left.field is not Field.NAME or right.header or not right.samples:
            continue
        pairs = [(clean(line.cell(left.index)), clean(line.cell(right.index))) for line in below[:JUDGED_CELLS]]
        full = [pair for pair in pairs if all(pair)]
        if full and not any("," in last or is_number(first) for last, first in full):
            columns = list(columns)
            columns[left.index] = replace(left, field=Field.LAST_NAME)
            columns[right.index] = replace(right, field=Field.FIRST_NAME, strength=left.strength)
            return columns
    return columns


def _one_name(columns: list[Column], below: list[Line]) -> list[Column]:
    """A last name without a first-name column, written "Last, First", is the whole name."""
    if any(column.field is Field.FIRST_NAME for column in columns):
        return columns
    last = next(column for column in columns if column.field is Field.LAST_NAME)
    if _mostly(_values(below, last.index), re.compile(r"[^,]+,[^,]+.*")):
        columns[last.index] = replace(last, field=Field.NAME)
    return columns


def _doubles(columns: tuple[Column, ...]) -> list[str]:
    sentences = []
    for field in Field:
        same = [column for column in columns if column.field is field]
        if len(same) > 1:
            names = " and ".join(f"{column.title} (column {column.letter})" for column in same)
            sentences.append(f"The columns {names} both could be the {field.value}: choose one of them.")
    fields = {column.field for column in columns}
    if Field.NAME in fields and Field.LAST_NAME in fields:
        sentences.append("One column is the whole name and another the last name: choose one way.")
    return sentences


def _missing(columns: tuple[Column, ...]) -> list[str]:
    fields = {column.field for column in columns}
    sentences = []
    if not fields & NAME_FIELDS:
        sentences.append("No column is the last name or the name.")
    if not fields & CLASS_FIELDS:
        sentences.append("No column is the class code or the class title.")
    return sentences
