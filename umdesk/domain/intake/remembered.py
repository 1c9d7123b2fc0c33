"""Columns that were chosen by hand for one sender's lists, taken again where the same headers come back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from umdesk.domain.errors import InvalidInput
from umdesk.domain.folding import folded
from umdesk.domain.intake import headers
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.headers import Layout
from umdesk.domain.intake.tables import Table, clean
from umdesk.domain.intake.wordings import words_of


@dataclass(frozen=True, slots=True)
class SenderColumns:
    """What the columns of a sender's lists are: the header as it was written → field, None for one that is not used."""

    sender: str
    fields: Mapping[str, Field | None]
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Fitting:
    """A sender whose headers are all there; `guessed` is the layout without their choices, `choices` are by column."""

    columns: SenderColumns
    guessed: Layout
    choices: Mapping[int, Field | None]

    @property
    def layout(self) -> Layout:
        """The layout with the sender's choices; a column that is never collected stays out whatever was kept."""
        return self.guessed.choose(self.choices)


def fields_of(layout: Layout) -> dict[str, Field | None]:
    """What to keep of a layout: each column that has a header of its own, but none that is never collected."""
    said = [column for column in layout.columns if column.header and not column.never]
    keys = [_key(column.header) for column in said]
    return {column.header: column.field for column, key in zip(said, keys, strict=True) if keys.count(key) == 1}


def fitting(table: Table, known: Iterable[SenderColumns], *, exactly: bool = False) -> Fitting | None:
    """The sender whose columns a sheet has, None for none; of several the one with the most headers.

    The header is where umdesk guesses it, or else the first line that holds all headers of a sender. With `exactly` the
    sheet may have no further column.
    """
    candidates = sorted(known, key=lambda one: len(one.fields), reverse=True)
    try:
        guessed: Layout | None = headers.find(table)
    except InvalidInput:
        guessed = None
    for columns in candidates:
        wanted = {_key(header): field for header, field in columns.fields.items()}
        for layout in _layouts(table, guessed, wanted.keys()):
            if (choices := _choices(layout, wanted, exactly=exactly)) is not None:
                return Fitting(columns, layout, choices)
    return None


def _layouts(table: Table, guessed: Layout | None, wanted: Iterable[str]) -> Iterable[Layout]:
    if guessed is not None:
        yield guessed
    every = set(wanted)
    for line in table.lines[: headers.SEARCHED_LINES]:
        if every and every <= {_key(clean(cell)) for cell in line.cells}:
            yield headers.at(table, line.number)
            return


def _choices(layout: Layout, wanted: Mapping[str, Field | None], *, exactly: bool) -> Mapping[int, Field | None] | None:
    """The field of each column by its place; None where a header is missing, or stands there twice."""
    there: dict[str, list[int]] = {}
    for column in layout.columns:
        if column.header and not column.never:
            there.setdefault(_key(column.header), []).append(column.index)
    if not wanted or any(len(there.get(key, ())) != 1 for key in wanted):
        return None
    if exactly and there.keys() != wanted.keys():
        return None
    return {there[key][0]: field for key, field in wanted.items()}


def _key(header: str) -> str:
    """A header in the form in which two are compared: plain words, or the folded text of another script."""
    return words_of(header) or folded(clean(header))
