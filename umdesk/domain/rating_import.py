"""What a ratings file would do to a cycle, row by row: values in, a plan out.

A row is imported, unchanged or refused with a reason; a rating that is there and differs is refused unless ratings are
being replaced. A row that leaves its sheet without a required counted rating is incomplete besides. A blank takes a
rating away only in a row that rates: who is recused keeps what was rated, and it does not count.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from umdesk.domain.intake.tables import Cell, Line, Table, clean
from umdesk.domain.rating_columns import Columns, Said, read_conflict, read_number, read_rating
from umdesk.domain.rating_plan import (
    HIDDEN,
    Difference,
    Entry,
    Fate,
    Known,
    KnownApplication,
    OnFile,
    RatingPlan,
    RowPlan,
)
from umdesk.domain.rating_text import Blank, Typed, rating_text
from umdesk.domain.scoring import Criterion, Scorer, rating_problem
from umdesk.domain.words import Conflict
from umdesk.domain.writing import enumerated, one_line, quoted

LONGEST_NAME = 120
LONGEST_COMMENT = 4000
_CONFLICT = "Conflict"
_Value = TypeVar("_Value")


def rows_of(table: Table, columns: Columns) -> Iterator[Line]:
    """The rows below the titles."""
    return (line for line in table.lines if line.number > columns.line)


def numbers_of(table: Table, columns: Columns) -> frozenset[str]:
    """The application numbers that a file names, as far as they can be read."""
    found = set()
    for line in rows_of(table, columns):
        cell = line.cell(columns.application)
        if isinstance(cell, str):
            found.add(read_number(cell))
    return frozenset(found)


def make(table: Table, columns: Columns, known: Known, *, replace: bool) -> RatingPlan:
    """Plan every row of a file; with `replace` a rating that differs gives way."""
    planner = _Planner(columns, known, replace=replace)
    rows = tuple(planner.plan(line) for line in rows_of(table, columns))
    return RatingPlan(rows, tuple(planner.added.values()), (*table.remarks, *columns.remarks))


class _Refused(Exception):
    """A row cannot come in; the text says why."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it is written."""

    values: Mapping[str, Typed]
    comments: Mapping[str, str]
    said: Said

    @property
    def rated(self) -> bool:
        return any(not isinstance(value, Blank) for value in self.values.values())

    @property
    def silent(self) -> bool:
        """Whether it has neither a rating nor a comment nor a word on a conflict."""
        return not self.rated and not self.said.named and not any(self.comments.values())

    @property
    def given(self) -> Mapping[str, Typed]:
        """What it says of ratings: a blank only where the rater is not recused and rates something."""
        if self.rated and self.said.conflict is not Conflict.RECUSED:
            return self.values
        return {key: value for key, value in self.values.items() if not isinstance(value, Blank)}


class _Planner:
    """Plans rows one after another and remembers those that came before."""

    def __init__(self, columns: Columns, known: Known, *, replace: bool) -> None:
        self._columns = columns
        self._known = known
        self._replace = replace
        self._scorer = Scorer(known.criteria)
        self._names = {criterion.key: criterion.name for criterion in known.criteria}
        self._required = [c for c in known.criteria if c.required and c.counted]
        self._before: dict[tuple[str, str], tuple[int, _Row]] = {}
        self._read: dict[tuple[str, Cell], Typed] = {}
        self.added: dict[str, str] = {}

    def plan(self, line: Line) -> RowPlan:
        """Plan one row."""
        number, rater = clean(line.cell(self._columns.application)), clean(line.cell(self._columns.rater))
        try:
            number, place = self._application(line)
            rater_id, rater, folded_name = self._rater(line)
            row = self._row(line)
            earlier = self._before.get((place.id, folded_name))
            if earlier is not None and earlier[1] != row:
                raise _Refused(f"{rater} and {number} stand in row {earlier[0]} already, with something else.")
        except _Refused as refused:
            return RowPlan(line.number, number, rater, Fate.REFUSED, str(refused))
        if earlier is not None:
            return RowPlan(line.number, number, rater, Fate.UNCHANGED, f"The same as row {earlier[0]}.")
        made = self._judged(line.number, number, rater, Entry(place.id, rater_id, rater, {}, {}, None), row)
        if made.fate in (Fate.IMPORTED, Fate.UNCHANGED):
            self._before[place.id, folded_name] = line.number, row
            if not rater_id:
                self.added.setdefault(folded_name, rater)
        return made

    # --- what stands in the row

    def _application(self, line: Line) -> tuple[str, KnownApplication]:
        number = _read(read_number, line.cell(self._columns.application))
        if not number:
            raise _Refused("The application is missing.")
        place = self._known.applications.get(number)
        if place is None and number in self._known.elsewhere:
            raise _Refused(f"{number} is an application of {self._known.elsewhere[number]}, not of this cycle.")
        if place is None:
            raise _Refused(f"There is no application {quoted(number, LONGEST_NAME)} in this cycle.")
        if place.excluded:
            raise _Refused(f"{number} {place.excluded}, so it is not rated.")
        return number, place

    def _rater(self, line: Line) -> tuple[str, str, str]:
        """The rater's id ("" for a new one), name, and the name made comparable."""
        name = clean(line.cell(self._columns.rater))
        if not name:
            raise _Refused("The rater is missing.")
        word = name.casefold()
        if word in self._known.raters:
            return *self._known.raters[word], word
        if len(name) > LONGEST_NAME or not any(letter.isalpha() for letter in name):
            raise _Refused(f"{quoted(name, LONGEST_NAME)} is no name of a rater.")
        return "", self.added.get(word, name), word

    def _row(self, line: Line) -> _Row:
        problems, values = [], {}
        for index, criterion in self._columns.ratings:
            try:
                values[criterion.key] = self._rating(criterion, line.cell(index))
            except _Refused as refused:
                problems.append(str(refused))
        comments = {criterion.key: clean(line.cell(index)) for index, criterion in self._columns.comments}
        problems += [
            f"The comment on {self._names[key]} is longer than {LONGEST_COMMENT:,} letters."
            for key, text in comments.items()
            if len(text) > LONGEST_COMMENT
        ]
        said = Said()
        if self._columns.conflict is not None:
            try:
                said = _read(read_conflict, line.cell(self._columns.conflict))
            except _Refused as refused:
                problems.append(str(refused))
        if problems:
            raise _Refused(" ".join(problems))
        return _Row(values, comments, said)

    def _rating(self, criterion: Criterion, cell: Cell) -> Typed:
        known = self._read.get((criterion.key, cell))
        if known is not None:
            return known
        try:
            value = read_rating(cell)
        except ValueError as error:
            raise _Refused(f"{criterion.name} {error}.") from None
        problem = "" if isinstance(value, Blank) else rating_problem(criterion, value)
        if problem:
            shown = "" if value is None else f" The file has {rating_text(value)}."
            raise _Refused(f"{problem}{shown}")
        if value is not None:
            self._read[criterion.key, cell] = value
        return value

    # --- against what is on file

    def _judged(self, line: int, number: str, rater: str, entry: Entry, row: _Row) -> RowPlan:
        key = entry.application_id, entry.rater_id
        there = self._known.sheets.get(key, OnFile())
        if row.silent:
            return self._silent(RowPlan(line, number, rater, Fate.UNCHANGED), key, entry, there)
        if there.conflict is Conflict.RECUSED and row.said.conflict is Conflict.NONE and (row.rated or row.said.named):
            said = f"{rater} is recused from {number} on file, and only the coordinator clears that, with a reason."
            return RowPlan(line, number, rater, Fate.REFUSED, said)
        news, old = self._compared(row, there)
        clears = row.said.conflict is Conflict.CLEARED and any(one.what == _CONFLICT for one in (*news, *old))
        if clears and entry.rater_id in self._known.own:
            return RowPlan(line, number, rater, Fate.REFUSED, "Nobody clears a conflict of interest of their own.")
        sealed = there.hidden and bool(there.values or there.comments)
        hidden = sealed and (row.rated or any(row.comments.values()))
        if hidden:
            # Also whether something differs would tell what is there.
            news, old = [], [Difference("Ratings", HIDDEN, "as in the file")]
        values = {k: v for k, v in row.given.items() if not (isinstance(v, Blank) and k in there.outdated)}
        comments = {k: text for k, text in row.comments.items() if text}
        made = Entry(entry.application_id, entry.rater_id, rater, values, comments, row.said)
        lacks = self._lacks(row, OnFile() if there.hidden else there)
        if old and not self._replace:
            return RowPlan(line, number, rater, Fate.DIFFERS, _refusal(rater, number, old), "", (*news, *old), made)
        submits = not (lacks or sealed or there.submitted) and row.said.conflict is not Conflict.RECUSED
        if not news and not old:
            becomes = "submitted" if submits else "assigned" if self._is_given(key) else ""
            if not becomes:
                return RowPlan(line, number, rater, Fate.UNCHANGED, "", lacks)
            news.append(Difference("Sheet", "", becomes))
        return RowPlan(line, number, rater, Fate.IMPORTED, "", lacks, (*news, *old), made)

    def _is_given(self, key: tuple[str, str]) -> bool:
        """Whether a row gives the rater the sheet: they have none, are new, or rate only what is assigned to them."""
        return key not in self._known.sheets and not (key[1] and self._known.everyone_rates)

    def _silent(self, plan: RowPlan, key: tuple[str, str], entry: Entry, there: OnFile) -> RowPlan:
        """A row without anything in it gives the rater the sheet, and takes nothing away."""
        done = there.conflict is Conflict.RECUSED or (there.values and not there.hidden)
        lacks = "" if done else "The row has no rating."
        if self._is_given(key):
            news = (Difference("Sheet", "", "assigned"),)
            return RowPlan(plan.row, plan.application, plan.rater, Fate.IMPORTED, "", lacks, news, entry)
        return RowPlan(plan.row, plan.application, plan.rater, Fate.UNCHANGED, "", lacks)

    def _compared(self, row: _Row, there: OnFile) -> tuple[list[Difference], list[Difference]]:
        """What the row adds, and what it says otherwise than the file."""
        news: list[Difference] = []
        old: list[Difference] = []
        for key, value in row.given.items():
            has: Typed = there.values.get(key, Blank.BLANK) if key not in there.outdated else Blank.BLANK
            if value == has:
                continue
            one = Difference(self._names[key], rating_text(has), rating_text(value))
            (news if isinstance(has, Blank) else old).append(one)
        for key, text in row.comments.items():
            noted = there.comments.get(key, "")
            if text and one_line(noted) != text:
                one = Difference(f"Comment on {self._names[key]}", noted, text)
                (old if noted else news).append(one)
        said = row.said
        same = said.conflict is there.conflict and said.reason in ("", there.conflict_reason)
        if said.conflict is not Conflict.NONE and not same:
            one = Difference(_CONFLICT, _told(there.conflict, there.conflict_reason), _told(said.conflict, said.reason))
            (news if there.conflict is Conflict.NONE else old).append(one)
        return news, old

    def _lacks(self, row: _Row, there: OnFile) -> str:
        """What the sheet lacks when the row is in, "" when it is complete or the rater recused."""
        if row.said.conflict is Conflict.RECUSED:
            return ""
        after = {k: v for k, v in there.values.items() if k not in there.outdated}
        for key, value in row.given.items():
            if isinstance(value, Blank):
                after.pop(key, None)
            else:
                after[key] = value
        if self._scorer.score(after) is not None:
            return ""
        missing = [c.name for c in self._required if after.get(c.key) is None]
        if not missing:
            return "Nothing that counts is rated."
        return f"{enumerated(missing)} {'is' if len(missing) == 1 else 'are'} missing."


def _read(reader: Callable[[Cell], _Value], cell: Cell) -> _Value:
    try:
        return reader(cell)
    except ValueError as error:
        raise _Refused(str(error)) from None


def _told(conflict: Conflict, reason: str) -> str:
    return f"{conflict.value}: {reason}" if reason else conflict.value


def _refusal(rater: str, number: str, old: Sequence[Difference]) -> str:
    """Says what differs and not what is there, which whoever imports may not be allowed to see."""
    if any(one.before == HIDDEN for one in old):
        return f"There are ratings of {rater} for {number} on file, which you see once your own sheets are in."
    return f"On file {rater} has something else for {number}: {enumerated([one.what for one in old])}."
