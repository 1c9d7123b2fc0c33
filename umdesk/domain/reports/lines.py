"""The lines behind the numbers of a report: one thing each, made when somebody looks at them."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import Any, NamedTuple, TypeVar, overload

from umdesk.domain.program_facts import Who

Row = TypeVar("Row")

NOBODY = Who("", "", "")
"""For lines that are about no person, such as an allocation."""


class Opens(StrEnum):
    """What kind of record a line leads to."""

    PERSON = "person"
    PLAN = "plan"
    APPLICATION = "application"
    CYCLE = "cycle"
    GOAL = "goal"
    ACTION = "action"
    ALLOCATION = "allocation"
    OUTREACH = "outreach"
    NOTHING = ""


class Line(NamedTuple):
    """One thing behind a number: whose it is, its paper, what it is, its day, and what it adds to the number.

    `amount` is None where each line counts one; else the amounts add up to the number. `opens` and `key` say what
    to look at: the id of the record, for a plan that of the person. A named tuple, since a report makes 60,000.
    """

    who: Who
    record: str = ""
    what: str = ""
    on: date | None = None
    amount: Decimal | None = None
    opens: Opens = Opens.NOTHING
    key: str = ""


class LaterLines(Sequence[Line]):
    """Lines that are made when somebody looks at them; how many they are and what they add is known without them.

    Most numbers of a report are read and never opened, and to make its 200,000 lines takes longer than to count them.
    """

    __slots__ = ("_added", "_made", "_named")

    def __init__(self, *, named: bool) -> None:
        self._named = named
        self._made: tuple[Line, ...] | None = None
        self._added: Decimal | None = None

    @property
    def added(self) -> Decimal | None:
        """The sum of what the lines add to a number; None where each counts one."""
        if self._added is None:
            self._added = self._sum()
        return self._added

    @abstractmethod
    def _sum(self) -> Decimal | None: ...

    @abstractmethod
    def _make(self) -> Iterable[Line]: ...

    @abstractmethod
    def in_any_order(self) -> Iterable[Line]:
        """The very lines of the list, without the work of putting them in order."""

    def _all(self) -> tuple[Line, ...]:
        if self._made is None:
            lines = self._make()
            self._made = by_name(lines) if self._named else tuple(lines)
        return self._made

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        return self._all()[place]

    def __iter__(self) -> Iterator[Line]:
        return iter(self._all())


class Lines(LaterLines):
    """A line for each of some rows, in their order or by name; `amount` is what a row adds, and its line says so."""

    __slots__ = ("_amount", "_line", "_loose", "_rows")

    def __init__(
        self,
        rows: Sequence[Row],
        line: Callable[[Row], Line],
        amount: Callable[[Row], Decimal] | None = None,
        *,
        named: bool = False,
    ) -> None:
        super().__init__(named=named)
        self._rows: Sequence[Any] = rows
        self._line, self._amount = line, amount
        self._loose: tuple[Line, ...] | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def _sum(self) -> Decimal | None:
        return None if self._amount is None else sum(map(self._amount, self._rows), Decimal(0))

    def in_any_order(self) -> Iterable[Line]:
        """The lines in the order of the rows."""
        if self._loose is None:
            self._loose = tuple(self._each())
        return self._loose

    def _make(self) -> Iterable[Line]:
        return self.in_any_order()

    def _each(self) -> Iterable[Line]:
        if self._amount is None:
            return map(self._line, self._rows)
        amount, line = self._amount, self._line
        return (line(row)._replace(amount=amount(row)) for row in self._rows)


class Together(LaterLines):
    """The lines of several lists, one list after the other or by name."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Iterable[Sequence[Line]], *, named: bool = False) -> None:
        super().__init__(named=named)
        self._parts = tuple(part for part in parts if part)

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def _sum(self) -> Decimal | None:
        own = [(part, added(part)) for part in self._parts]
        if all(amount is None for _part, amount in own):
            return None
        # Beside lines with an amount, one without counts one.
        return sum((Decimal(len(part)) if amount is None else amount for part, amount in own), Decimal(0))

    def in_any_order(self) -> Iterable[Line]:
        """The lines of one list after the other, each list in any order."""
        return chain.from_iterable(map(in_any_order, self._parts)) if self._made is None else self._made

    def _make(self) -> Iterable[Line]:
        return chain.from_iterable(map(in_any_order, self._parts) if self._named else self._parts)


def added(lines: Sequence[Line]) -> Decimal | None:
    """The sum of what lines add to a number; None where each counts one."""
    if isinstance(lines, LaterLines):
        return lines.added
    if all(line.amount is None for line in lines):
        return None
    return sum((line.amount or Decimal(0) for line in lines), Decimal(0))


def in_any_order(lines: Sequence[Line]) -> Iterable[Line]:
    """The very lines of a list, for who counts them: those made when looked at are not put in order for it."""
    return lines.in_any_order() if isinstance(lines, LaterLines) else lines


def by_name(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines as a list shows them: by name, then by paper, day and what they are."""
    return tuple(sorted(lines, key=lambda line: (line.who.order, line.record, line.on or date.min, line.what)))
