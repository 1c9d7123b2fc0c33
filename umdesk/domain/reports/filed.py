"""A report as it was filed: its numbers with the ids behind them, and how a later report differs from them."""

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from umdesk.domain.program_facts import Who
from umdesk.domain.reports import pieces
from umdesk.domain.reports.lines import Line, Lines, Opens, in_any_order
from umdesk.domain.reports.model import Number, Report, Unit
from umdesk.domain.reports.moves import UNKNOWN
from umdesk.domain.reports.plain import exact

_VERSION = 3
"""Version 2 kept no words of what a line is; version 1 neither, and named moves by the titles of their day."""
_BY_TITLES = 1
_RENAMED = {
    "type/total/Planned": "type/total/Not started",
    "category/total/Planned": "category/total/Not started",
}
"""Keys that older filings have, and as what the same numbers are known today."""
_CLASSES = "(class|um-hires|um-moves|apprentices|calendar-um-hires|Advancements)"
_CODES = (r"\d{4}|Unknown", r"[^\s/]+")
"""A class code in a key of version 1. A title may have a slash, so codes of four digits are looked for first."""
_OPENS = {opens.value: opens for opens in Opens}
_RECORDS = {
    Opens.GOAL: "Goal", Opens.ACTION: "Action", Opens.ALLOCATION: "Allocation", Opens.OUTREACH: "Outreach",
    Opens.CYCLE: "Selection cycle", Opens.APPLICATION: "Application",
}  # fmt: skip
"""What a filed line of nobody is called where no line of today says more of the same record."""

_A = TypeVar("_A")
_L = TypeVar("_L", Line, "FiledLine")

Mark: TypeAlias = tuple[str, str, str, str]
"""By what a line is told from another: the person's id, what it opens, that record's id, and its amount as text."""


class FiledLine(NamedTuple):
    """A line as it was filed: ids without names. A named tuple, since a report has them by ten thousands.

    `what` it was in the words of that day is None where nobody kept them.
    """

    person: str
    opens: Opens
    key: str
    on: date | None
    amount: Decimal | None
    what: str | None = None


@dataclass(frozen=True, slots=True)
class FiledNumber:
    """A number as it was filed."""

    key: str
    label: str
    value: int | Decimal
    unit: Unit
    lines: tuple[FiledLine, ...]


@dataclass(frozen=True, slots=True)
class FiledContent:
    """The numbers of a filed report, the last day that it counted, and the ids of the people whom its paper names."""

    numbers: tuple[FiledNumber, ...]
    through: date | None
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is another one than when it was filed, with the lines that came in and those that went out.

    A figure that was not filed, or that is no longer in the report, is 0 there. The two values may be equal when
    somebody came in for somebody else.
    """

    key: str
    label: str
    unit: Unit
    filed: int | Decimal
    now: int | Decimal
    came_in: tuple[Line, ...]
    went_out: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was filed, what it is today, and the lines that were behind it, told in the words of today.

    A figure that is no longer in the report is 0 today. Its lines are made when somebody looks at them. `worded` says
    that what each of them was has been kept.
    """

    key: str
    label: str
    unit: Unit
    filed: int | Decimal
    now: int | Decimal
    lines: Sequence[Line]
    worded: bool = True

    @property
    def changed(self) -> bool:
        """Whether it is another figure today."""
        return self.now != self.filed


def write(report: Report) -> bytes:
    """The numbers of a report as canonical JSON, with ids in place of people's names.

    Equal lines stand in it once; the numbers say by their places in that list which are theirs, and the lines by a
    place in the list of words what they are.
    """
    places = _Places()
    words: dict[str, int] = {}
    numbers = [
        {
            "key": number.key,
            "label": number.label,
            "unit": number.unit.value,
            "value": exact(Decimal(number.value)),
            "lines": places.of(number.lines),
        }
        for number in report.content.numbers()
    ]
    counted = report.span.counted
    content = {
        "version": _VERSION,
        "kind": report.kind,
        "through": counted.last.isoformat() if counted else None,
        "people": list(report.content.people()),
        "lines": [_written(line, words.setdefault(line.what, len(words))) for line in places.lines],
        "words": list(words),
        "numbers": numbers,
    }
    return pieces.write(content)


def read(data: bytes, today: Container[str] = ()) -> FiledContent:
    """What `write` wrote; `today` are the keys of the report of today, which tell what an old key means."""
    content = pieces.read(data)
    through = content["through"]
    lines = [_read(line, content.get("words", ())) for line in content["lines"]]
    numbers: dict[str, FiledNumber] = {}
    for number in content["numbers"]:
        unit, value = Unit(number["unit"]), Decimal(number["value"])
        own = tuple([lines[place] for place in number["lines"]])
        key = _by_codes(number["key"], today) if content["version"] == _BY_TITLES else number["key"]
        key = _RENAMED.get(key, key)
        one = FiledNumber(key, number["label"], int(value) if unit is Unit.COUNT else value, unit, own)
        same = numbers.get(key)
        numbers[key] = one if same is None else replace(one, value=same.value + value, lines=(*same.lines, *own))
    return FiledContent(
        tuple(numbers.values()), date.fromisoformat(through) if through else None, tuple(content["people"])
    )


def differences(
    filed: FiledContent, numbers: Iterable[Number], who: Callable[[FiledLine], Who], became: Mapping[str, str]
) -> tuple[Difference, ...]:
    """How the numbers of a later report differ from the filed ones, in the order of the later report.

    Args:
        filed: what was filed.
        numbers: those of a report of the same kind and period.
        who: whose a filed line is, as they are called today.
        became: the ids of people whose records were merged into others → the id that holds since.
    """
    before = {number.key: number for number in filed.numbers}
    marks = _Marks(became)
    found: list[Difference | None] = []
    for number in numbers:
        was = before.pop(number.key, None)
        found.append(_difference(number, was, who, marks))
    gone = (Number(was.key, was.label, (), was.unit) for was in before.values())
    found += [_difference(number, was, who, marks) for number, was in zip(gone, before.values(), strict=True)]
    return tuple(one for one in found if one is not None)


def figures(
    filed: FiledContent, numbers: Iterable[Number], who: Callable[[FiledLine], Who], became: Mapping[str, str]
) -> tuple[Figure, ...]:
    """Every figure as it was filed, in the order of the paper; the arguments are those of `differences`."""
    today = {number.key: number for number in numbers}
    found = []
    for was in filed.numbers:
        number = today.get(was.key)
        telling = _Telling(who, became, number.lines if number else ())
        lines = Lines(was.lines, telling.line, named=True)
        now = number.value if number else 0
        worded = all(line.what is not None for line in was.lines[:1])
        found.append(Figure(was.key, was.label, was.unit, was.value, now, lines, worded))
    return tuple(found)


class _Telling:
    """Tells filed lines of one figure, which are ids, in the words of that day, or of today where none were kept.

    Of today it is what the line says that leads to the same record; of several, that of its day and amount.
    """

    def __init__(self, who: Callable[[FiledLine], Who], became: Mapping[str, str], today: Sequence[Line]) -> None:
        self._who = who
        self._became = became
        self._today = today
        self._of: dict[tuple[Opens, str], list[Line]] | None = None

    def line(self, line: FiledLine) -> Line:
        """The line with names; what is no longer on file leads nowhere, a merged record to whose it is since."""
        who = self._who(line)
        gone = bool(line.person) and not who.id
        opens, key = (Opens.NOTHING, "") if gone else (line.opens, self._became.get(line.key, line.key))
        what = line.what or ("" if gone else self._what(line, key))
        return Line(who, "", what, line.on, line.amount, opens, key)

    def _what(self, line: FiledLine, key: str) -> str:
        """What today's lines say of the same record; of a person's many, only that of its day will do."""
        record = "" if line.person else _RECORDS.get(line.opens, "")
        if line.what is not None or not key or (line.opens is Opens.CYCLE and line.amount is None):
            return record  # nothing was said of it, or it is a cycle's rater, who is told by no id
        found = [one for one in self._of_records().get((line.opens, key), ()) if bool(one.who.id) is bool(line.person)]
        of_day = [one for one in found if one.on == line.on]
        same = [one for one in of_day if one.amount == line.amount]
        whats = {one.what for one in same or of_day or ([] if line.person else found)}
        return whats.pop() or record if len(whats) == 1 else record

    def _of_records(self) -> dict[tuple[Opens, str], list[Line]]:
        """The lines of today by the record to which they lead."""
        if self._of is None:
            self._of = {}
            for one in in_any_order(self._today):
                self._of.setdefault((one.opens, one.key), []).append(one)
        return self._of


class _Numbered(ABC, Generic[_A]):
    """Numbers lines, each looked at once: the same one stands behind many of the million places of a report."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}  # by id
        self._kept: list[_A] = []  # a line that is numbered stays, and so does its id

    def of(self, lines: Iterable[_A]) -> list[int]:
        """The number of each of these lines, in their order; equal lines have the same one."""
        own = tuple(lines)
        ids = [*map(id, own)]
        numbers = self._numbers
        try:
            return [*map(numbers.__getitem__, ids)]
        except KeyError:  # some come for the first time
            for one, line in zip(ids, own, strict=True):
                if one not in numbers:
                    numbers[one] = self._number(line)
                    self._kept.append(line)
            return [*map(numbers.__getitem__, ids)]

    @abstractmethod
    def _number(self, line: _A) -> int: ...


class _Places(_Numbered[Line]):
    """The place of each line in a list that has equal ones once, in the order in which they come."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[Line, int] = {}

    @property
    def lines(self) -> Iterable[Line]:
        """The list."""
        return self._places

    def _number(self, line: Line) -> int:
        return self._places.setdefault(line, len(self._places))


class _Marks(_Numbered["Line | FiledLine"]):
    """The mark of each line as a number; people whose records were merged are the one that holds."""

    def __init__(self, became: Mapping[str, str]) -> None:
        super().__init__()
        self.became = became
        self._marks: dict[Mark, int] = {}

    def _number(self, line: Line | FiledLine) -> int:
        person = line.person if isinstance(line, FiledLine) else line.who.id
        amount = "" if line.amount is None else exact(line.amount)
        became = self.became
        mark = became.get(person, person), line.opens.value, became.get(line.key, line.key), amount
        return self._marks.setdefault(mark, len(self._marks))


def _difference(
    number: Number, was: FiledNumber | None, who: Callable[[FiledLine], Who], marks: _Marks
) -> Difference | None:
    """One number against the filed one; None where nothing changed."""
    old = was.lines if was else ()
    before = Counter(marks.of(old))
    after = Counter(marks.of(in_any_order(number.lines)))
    filed_value = was.value if was else 0
    if dict(before) == dict(after) and number.value == filed_value:
        return None
    came = tuple(_without(number.lines, before, marks))
    went = _without(old, after, marks)
    telling = _Telling(who, marks.became, number.lines)
    return Difference(
        number.key, number.label, number.unit, filed_value, number.value, came, tuple(map(telling.line, went))
    )


def _without(lines: Sequence[_L], others: Counter[int], marks: _Marks) -> list[_L]:
    """The lines that have no counterpart; each counterpart serves one line."""
    left = others.copy()
    found = []
    for line, mark in zip(lines, marks.of(lines), strict=True):
        if left[mark]:
            left[mark] -= 1
        else:
            found.append(line)
    return found


def _by_codes(key: str, today: Container[str]) -> str:
    """The key of a number as it is today, of one that version 1 wrote: by class codes, and titles left out.

    A title that has a slash and digits can be read in several ways: as the report of today has it, else the first.
    """
    ways = list(_readings(key))
    return next((one for one in ways if one in today), ways[0] if ways else key)


def _readings(key: str) -> Iterator[str]:
    """The ways to read a key of version 1 between two classes, each a code and perhaps a title; none of another key."""
    for code in _CODES:
        begun = re.match(rf"{_CLASSES}/({code})(?=[ /])", key)
        if begun is None:
            continue
        for second in re.compile(rf"/({code})(?=[ /]|$)").finditer(key, begun.end()):
            title = key[begun.end() : second.start()]
            rest = re.fullmatch(r"(?: .*?)?(/[^/]+/Moves)?", key[second.end() :])
            if title[:1] in ("", " ") and rest is not None:
                codes = (UNKNOWN if one == "Unknown" else one for one in (begun[2], second[1]))
                yield "/".join((begun[1], *codes)) + (rest[1] or "")


def _written(line: Line, what: int) -> list[str | int | None]:
    return [
        line.who.id, line.opens.value, line.key, line.on.isoformat() if line.on else None,
        None if line.amount is None else exact(line.amount), what,
    ]  # fmt: skip


def _read(line: list[Any], words: Sequence[str]) -> FiledLine:
    person, opens, key, on, amount, *what = line
    return FiledLine(
        person or "", _OPENS[opens or ""], key or "", date.fromisoformat(on) if on else None,
        Decimal(amount) if amount else None, words[what[0]] if what else None,
    )  # fmt: skip
