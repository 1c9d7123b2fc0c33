"""The tables of a report on paper: their texts with the marks of footnotes, their columns, and their type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from umdesk.documents.blocks import Style
from umdesk.documents.builder import CELL, HEADING, Column
from umdesk.documents.fonts import BOLD, REGULAR
from umdesk.documents.pages import WIDTH
from umdesk.domain.reports import showing
from umdesk.domain.reports.model import Cell, Number, Table

Notes = Mapping[str, int]
"""Definition → the number of its footnote."""

_STYLES = (CELL, Style(7.4, 9.8), Style(6.6, 8.8))
"""The first in which the columns stand beside one another is taken."""
_PAD = 9.0
"""What a cell has at its sides, in points, and a little air."""
_BOLDER = 1.06
"""How much wider bold type is: a total is set in it."""
_NARROWEST = 13.0
"""What a cell of one letter takes, in points."""
_UNBROKEN = 95.0
"""A text of so many points stays on one line; a longer one may take two."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as its texts; `numeric` says which columns hold numbers, `whole` whose texts are never broken."""

    table: Table
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    numeric: tuple[bool, ...]
    whole: tuple[bool, ...]

    @property
    def crowded(self) -> bool:
        """Whether the columns need a page that lies."""
        return sum(_measure(self, _STYLES[1]).least) > WIDTH


@dataclass(frozen=True, slots=True)
class _Widths:
    """What each column wishes for, what it needs to be read well, and what its longest word needs, in points."""

    wish: tuple[float, ...]
    least: tuple[float, ...]
    word: tuple[float, ...]


def show(table: Table, notes: Notes) -> Shown:
    """The texts of a table; a definition that all numbers of a column share is marked in its heading."""
    every = table.every_row
    shared = showing.shared(table)

    def shown(row: Sequence[Cell]) -> tuple[str, ...]:
        return tuple(
            noted(showing.shown(cell), cell, notes)
            if isinstance(cell, Number) and cell.definition and at not in shared
            else showing.shown(cell)
            for at, cell in enumerate(row)
        )

    titles = (f"{title} ({notes[shared[at]]})" if at in shared else title for at, title in enumerate(table.columns))
    return Shown(
        table,
        tuple(titles),
        tuple(shown(row) for row in table.rows),
        shown(table.total) if table.total is not None else (),
        tuple(table.is_numeric(at) for at in range(len(table.columns))),
        tuple(any(isinstance(row[at], Number | date) for row in every) for at in range(len(table.columns))),
    )


def noted(text: str, number: Number, notes: Notes) -> str:
    """A text with the mark of the number's footnote."""
    return f"{text} ({notes[number.definition]})" if number.definition else text


def narrow(shown: Shown, width: float) -> bool:
    """Whether a table needs no more than a width in points."""
    return sum(_measure(shown, _STYLES[0]).least) <= width


def columns(shown: Shown, width: float, *, spread: bool = True) -> tuple[tuple[Column, ...], Style]:
    """The columns of a table on a width in points, and the type in which it is set; numbers at the right.

    Columns that need less than the width share what is over, unless they are not to `spread`.
    """
    for style in _STYLES:
        widths = _measure(shown, style)
        if sum(widths.least) <= width:
            break
    shares = _shared(widths, shown.numeric, width if spread else min(width, sum(widths.wish)))
    made = (
        Column(title, share, "right" if number else "left")
        for title, share, number in zip(shown.titles, shares, shown.numeric, strict=True)
    )
    return tuple(made), style


def _measure(shown: Shown, style: Style) -> _Widths:
    """The widths of columns in a type; headings break between words, numbers and days nowhere."""
    wishes, least, words = [], [], []
    rows = (*shown.rows, shown.total) if shown.total else shown.rows
    for at, (title, unbroken) in enumerate(zip(shown.titles, shown.whole, strict=True)):
        texts = {row[at] for row in rows}
        longest = max((REGULAR.width(text.strip(), style.size) for text in texts), default=0.0) * _BOLDER
        heading = max((BOLD.width(word, HEADING.size) for word in title.split()), default=0.0)
        if unbroken:
            word = need = longest
        else:
            parts = {part for text in texts for part in text.split()}
            word = max((REGULAR.width(part, style.size) for part in parts), default=0.0) * _BOLDER
            word = min(word, _UNBROKEN)  # an address of three lines does not push all others aside
            need = max(word, longest if longest <= _UNBROKEN else max(_UNBROKEN, longest / 2))
        whole = max(longest, BOLD.width(title, HEADING.size))
        wishes.append(whole + _PAD)
        least.append(max(need, heading) + _PAD)
        words.append(max(word, heading) + _PAD)
    return _Widths(tuple(wishes), tuple(least), tuple(words))


def _shared(widths: _Widths, numeric: Sequence[bool], width: float) -> list[float]:
    """The width of the page for the columns: first their words, then what is read well, then what they wish for.

    A short table stays narrow, so that the eye finds from a word to its number.
    """
    texts = [at for at, number in enumerate(numeric) if not number] or list(range(len(numeric)))
    if sum(widths.wish) <= width:
        whole = width if sum(widths.wish) > width / 2 else width / 2  # a short table stays narrow
        spare = (whole - sum(widths.wish)) / len(texts)
        return [wish + (spare if at in texts else 0.0) for at, wish in enumerate(widths.wish)]
    if sum(widths.word) <= width:
        return _raised(widths, width)
    free = width - _NARROWEST * len(numeric)  # nothing fits: words break
    return [_NARROWEST + free * word / sum(widths.word) for word in widths.word]


def _raised(widths: _Widths, width: float) -> list[float]:
    """From the longest words up to what is read well, those columns first that need the least for it."""
    found, room = list(widths.word), width - sum(widths.word)
    for at in sorted(range(len(found)), key=lambda at: widths.least[at] - widths.word[at]):
        more = min(widths.least[at] - widths.word[at], room)
        found[at] += more
        room -= more
    wanted = sum(widths.wish) - sum(found)
    part = min(1.0, room / wanted) if wanted > 0 else 0.0
    return [wide + (wish - wide) * part for wide, wish in zip(found, widths.wish, strict=True)]
