"""Files of ratings: which column is what, and what stands in a cell.

A ratings file has the columns Application, Rater, one for each criterion (a number, N/A or blank), and if one likes
Conflict and "Comment: CRITERION". Names are taken whatever their case, accents, blanks and order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, localcontext

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput
from umdesk.domain.folding import folded
from umdesk.domain.intake.tables import Cell, Line, Table, clean, is_error
from umdesk.domain.rating_text import Typed, parse_rating
from umdesk.domain.scoring import Criterion
from umdesk.domain.words import Conflict
from umdesk.domain.writing import enumerated, plain, quoted

APPLICATION, RATER, CONFLICT, COMMENT = "Application", "Rater", "Conflict", "Comment"
ONLY_SHOWN = ("Applicant", "Class", "Target class")
"""Columns that a workbook for a rater has for the eye; nothing is read from them."""
SEARCHED_LINES = 20
"""How far down the titles of the columns may stand."""

_FIXED = {
    APPLICATION: frozenset({"application", "application number", "application no", "application no.", "number"}),
    RATER: frozenset({"rater", "rater name", "rater's name", "name of rater", "name of the rater", "rated by"}),
    CONFLICT: frozenset({"conflict", "conflict of interest"}),
}
_COMMENT = re.compile(r"comments?\s*(?::|\bon\b)\s*(.+)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_NUMBER = re.compile(r"(\d{4})\s*[-\u2010-\u2015\u2212]\s*(\d{1,6})")
_RATING = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+", re.ASCII)
_CLEARED = re.compile(r"cleared\s*[:,;\-\u2013\u2014]?\s*(.*)", re.IGNORECASE | re.DOTALL)
_NONE = frozenset({"none", "no", "none known", "no conflict"})
_RECUSED = frozenset({"recused", "recuse"})
_MOST_NAMED = 60
_FEW = 6
_LONGEST_NUMBER = 40
_FINEST = Decimal("1e-10")
"""A spreadsheet's 0.1 + 0.2 is 0.30000000000000004; steps are never finer than six decimals."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where what stands, by column index from 0; `unknown` and `missing` are titles, `line` that of the header.

    `others` are sheets of the file that have such titles too and are not read.
    """

    line: int
    application: int
    rater: int
    conflict: int | None
    ratings: tuple[tuple[int, Criterion], ...]
    comments: tuple[tuple[int, Criterion], ...]
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be known of the columns, a sentence each."""
        said = []
        if self.unknown:
            named = _few(self.unknown)
            which = "is no criterion of the cycle and was" if len(self.unknown) == 1 else "are no criteria and were"
            said.append(f"{named} {which} left out.")
        if self.missing:
            named = enumerated([f"“{title}”" for title in self.missing])
            has = "The file has no column" if len(self.missing) == 1 else "The file has no columns"
            said.append(f"{has} {named}: what is on file there stays as it is.")
        if self.others:
            what = (
                "sheet {} has ratings too and was" if len(self.others) == 1 else "sheets {} have ratings too and were"
            )
            said.append(f"The {what.format(_few(self.others))} not read: a file is read one sheet at a time.")
        return tuple(said)


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says about a conflict of interest; `named` is False where it says nothing, which is "none"."""

    conflict: Conflict = Conflict.NONE
    reason: str = ""
    named: bool = False


@dataclass(slots=True)
class _Claims:
    """Which titles stand for what; each can be claimed by one column only."""

    criteria: Sequence[Criterion]
    fixed: dict[str, int] = field(default_factory=dict)
    ratings: dict[str, int] = field(default_factory=dict)
    comments: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    def claim(self, index: int, cell: Cell) -> None:
        """Take one title."""
        word = _word(cell)
        title = clean(cell)
        if not title or (title in ONLY_SHOWN and not any(one.name == title for one in self.criteria)):
            return
        fixed = fixed_column(cell)
        known = bool(fixed)
        if fixed and self.fixed.setdefault(fixed, index) == index:
            return
        for taken, wanted in ((self.ratings, title), (self.comments, _commented(title, word))):
            criterion = self._criterion(wanted)
            if criterion is not None:
                known = True
                if taken.setdefault(criterion.key, index) == index:
                    return
        (self.twice if known else self.unknown).append(title)

    def _criterion(self, title: str) -> Criterion | None:
        """The criterion of a title: as it is written, else by letters alone; two names may differ in an accent only."""
        for made in (clean, _word):
            for wanted in (made(title), _IN_BRACKETS.sub("", made(title))):
                for criterion in self.criteria:
                    if wanted and made(criterion.name) == wanted:
                        return criterion
        return None


def find(tables: Sequence[Table], criteria: Sequence[Criterion]) -> tuple[Table, Columns]:
    """The sheet of a file that holds ratings, with its columns.

    Raises:
        InvalidInput: no sheet has the columns Application and Rater and one of a criterion, or a title stands twice.
    """
    found = [(table, line) for table in tables if (line := titles_of(table)) is not None]
    if found:
        table, line = found[0]
        others = tuple(other.sheet for other, below in found[1:] if other.lines[-1].number > below.number)
        return table, replace(_columns(table, line, criteria), others=others)
    first = tables[0]
    there = {fixed_column(cell) for line in first.lines[:SEARCHED_LINES] for cell in line.cells}
    missing = [name for name in (APPLICATION, RATER) if name not in there]
    named = enumerated([f"“{name}”" for name in missing or (APPLICATION, RATER)])
    raise InvalidInput(
        f"{first.file} has no line of titles with {named}; nothing was imported.",
        "A ratings file has the columns Application and Rater and one for each criterion, with its name.",
    )


def titles_of(table: Table) -> Line | None:
    """The line of a sheet with the titles Application and Rater, None without one; also of a list of who rates."""
    for line in table.lines[:SEARCHED_LINES]:
        if {APPLICATION, RATER} <= {fixed_column(cell) for cell in line.cells}:
            return line
    return None


def _few(titles: Sequence[str]) -> str:
    """The first of some titles in quotation marks, and how many more there are."""
    named = [quoted(title, _MOST_NAMED) for title in titles[:_FEW]]
    more = len(titles) - _FEW
    return f"{', '.join(named)} and {more} more" if more > 0 else enumerated(named)


def fixed_column(title: Cell) -> str:
    """Which of the columns APPLICATION, RATER and CONFLICT a title names, "" for none; also in a list of who rates."""
    word = _word(title)
    return next((name for name, words in _FIXED.items() if word in words), "")


def _columns(table: Table, line: Line, criteria: Sequence[Criterion]) -> Columns:
    claims = _Claims(criteria)
    for index, cell in enumerate(line.cells):
        claims.claim(index, cell)
    if claims.twice:
        named = enumerated([f"“{title}”" for title in dict.fromkeys(claims.twice)])
        raise InvalidInput(
            f"{table.file} has more than one column {named}; nothing was imported.",
            "Leave the column that holds, and delete or rename the other.",
        )
    if not claims.ratings:
        named = enumerated([f"“{criterion.name}”" for criterion in criteria]) or "any criterion"
        raise InvalidInput(
            f"{table.file} has no column with the name of a criterion; nothing was imported.",
            f"The cycle has {named}.",
        )
    by_key = {criterion.key: criterion for criterion in criteria}
    return Columns(
        line=line.number,
        application=claims.fixed[APPLICATION],
        rater=claims.fixed[RATER],
        conflict=claims.fixed.get(CONFLICT),
        ratings=tuple((index, by_key[key]) for key, index in claims.ratings.items()),
        comments=tuple((index, by_key[key]) for key, index in claims.comments.items()),
        unknown=tuple(claims.unknown),
        missing=tuple(criterion.name for criterion in criteria if criterion.key not in claims.ratings),
    )


def _word(cell: Cell) -> str:
    """A title made comparable."""
    return " ".join(folded(clean(cell)).replace("_", " ").split()).rstrip(" :*")


def _commented(title: str, word: str) -> str:
    found = _COMMENT.fullmatch(title) or _COMMENT.fullmatch(word)
    return found[1] if found else ""


def read_number(cell: Cell) -> str:
    """An application number as umdesk writes it: "2026-7" and "2026 – 0007" are "2026-0007"; "" for a blank.

    Raises:
        ValueError: a spreadsheet program made a day of it; the text says what to do.
    """
    if isinstance(cell, date):
        meant = f"{cell.year}-{cell.month:04d}"
        raise ValueError(
            f"The application is a date, {dates.show(cell)}: the spreadsheet program may have made it of “{meant}”. "
            "Format the column as text and type the number."
        )
    text = clean(cell)
    found = _NUMBER.fullmatch(text)
    return f"{found[1]}-{int(found[2]):04d}" if found else text


def read_rating(cell: Cell) -> Typed:
    """A rating as it stands in a cell; None for not applicable.

    Raises:
        ValueError: it is none; the text says why.
    """
    if isinstance(cell, date):
        raise ValueError(f"is a date ({dates.show(cell)}), not a number; format the cell as a number and type it again")
    text = clean(cell)
    if is_error(text):
        raise ValueError(f"is an error of the spreadsheet ({text}); type a number or N/A")
    if _THOUSANDS.fullmatch(text):
        raise ValueError(f"“{text}” could be two numbers; write it without the comma")
    if text.endswith("%"):
        raise ValueError(f"“{text}” is a percent; points are wanted")
    try:
        value = parse_rating(text)
    except ValueError:
        what = "number" if text[0] in "+-.,0123456789" else "rating; a number, N/A or nothing belongs there"
        raise ValueError(f"{quoted(text, _MOST_NAMED)} is no {what}") from None
    if isinstance(value, Decimal) and (len(text) > _LONGEST_NUMBER or not _RATING.fullmatch(text)):
        raise ValueError(f"{quoted(text, _MOST_NAMED)} is no number")
    return _shortest(value) if isinstance(value, Decimal) else value


def _shortest(value: Decimal) -> Decimal:
    """4.50 as 4.5 and 4.0 as 4, without an exponent and the traces of binary fractions."""
    with localcontext(prec=2 * _LONGEST_NUMBER):
        return Decimal(plain(value.quantize(_FINEST) + 0))


def read_conflict(cell: Cell) -> Said:
    """What a row says about a conflict of interest.

    Raises:
        ValueError: it is none of "none", "cleared: REASON" and "recused"; the text says so.
    """
    text = clean(cell)
    word = folded(text)
    if not text:
        return Said()
    if word in _NONE:
        return Said(named=True)
    if word in _RECUSED:
        return Said(Conflict.RECUSED, named=True)
    if found := _CLEARED.fullmatch(text):
        reason = found[1].strip()
        if not reason:
            raise ValueError("The conflict of interest is cleared without a reason; write “cleared: REASON”.")
        return Said(Conflict.CLEARED, reason, named=True)
    raise ValueError(f"{quoted(text, _MOST_NAMED)} is no word for a conflict: none, cleared: REASON, or recused.")
