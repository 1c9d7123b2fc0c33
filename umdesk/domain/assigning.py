"""Who rates what, shared out by chance and in balance, and read from a list."""

from collections import deque
from collections.abc import Collection, Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.tables import Line, Table, clean
from umdesk.domain.rating_columns import APPLICATION, RATER, fixed_column, read_number, titles_of

Pair = tuple[str, str]
"""A rater's id and an application's id."""


class Chance(Protocol):
    """What shuffles; `random.SystemRandom` asks the operating system, a seeded `random.Random` serves the tests."""

    def shuffle(self, x: MutableSequence[Any], /) -> None:
        """Bring a list into an order of chance."""


@dataclass(frozen=True, slots=True)
class Share:
    """What was shared out: all pairs that are to be, and the applications for which there were too few raters."""

    pairs: frozenset[Pair]
    short: frozenset[str]


def share_out(
    applications: Sequence[str],
    raters: Sequence[str],
    each: int,
    *,
    kept: Collection[Pair] = (),
    barred: Collection[Pair] = (),
    chance: Chance,
) -> Share:
    """Give each application `each` raters by chance, so that the loads of the raters differ by as little as can be.

    Pairs that are `kept` stay and count; a pair that is `barred` is never made. Without such pairs the loads differ by
    one at most. An application gets no rater twice, and has fewer where there are too few.
    """
    loads = dict.fromkeys(raters, 0)
    of: dict[str, set[str]] = {application: set() for application in applications}
    for rater, application in kept:
        if application in of and rater in loads:
            of[application].add(rater)
            loads[rater] += 1
    fixed, never = frozenset(kept), frozenset(barred)
    free = {one: [r for r in raters if r not in of[one] and (r, one) not in never] for one in applications}
    order = list(applications)
    chance.shuffle(order)
    order.sort(key=lambda one: len(free[one]))
    for application in order:
        choice = free[application]
        chance.shuffle(choice)
        choice.sort(key=lambda rater: loads[rater])
        for rater in choice[: max(0, each - len(of[application]))]:
            of[application].add(rater)
            loads[rater] += 1
    _level(of, loads, fixed, never)
    pairs = frozenset((rater, application) for application, chosen in of.items() for rater in chosen)
    return Share(pairs, frozenset(one for one, chosen in of.items() if len(chosen) < each))


def _level(of: dict[str, set[str]], loads: dict[str, int], fixed: frozenset[Pair], never: frozenset[Pair]) -> None:
    """Pass applications on, from rater to rater, until nobody has two more than somebody who could take one."""
    while True:
        for start in sorted(loads, key=lambda rater: -loads[rater]):
            path = _way_down(start, of, loads, fixed, never)
            if path:
                break
        else:
            return
        for giver, application, taker in path:
            of[application].remove(giver)
            of[application].add(taker)
        loads[path[0][0]] -= 1
        loads[path[-1][2]] += 1


def _way_down(
    start: str, of: Mapping[str, set[str]], loads: Mapping[str, int], fixed: frozenset[Pair], never: frozenset[Pair]
) -> list[tuple[str, str, str]]:
    """The shortest chain of passings-on from a rater to one who has at least two fewer; none where there is none."""
    if loads[start] - min(loads.values()) < 2:
        return []
    came: dict[str, tuple[str, str]] = {}
    waiting = deque([start])
    while waiting:
        giver = waiting.popleft()
        for application, chosen in of.items():
            if giver not in chosen or (giver, application) in fixed:
                continue
            for taker in loads:
                if taker in chosen or taker in came or taker == start or (taker, application) in never:
                    continue
                came[taker] = giver, application
                if loads[start] - loads[taker] >= 2:
                    return list(_chain(taker, came, start))[::-1]
                waiting.append(taker)
    return []


def _chain(taker: str, came: Mapping[str, tuple[str, str]], start: str) -> Iterator[tuple[str, str, str]]:
    while taker != start:
        giver, application = came[taker]
        yield giver, application, taker
        taker = giver


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of a list: its line in the file, application number and rater; `problem` if the number cannot be read."""

    row: int
    number: str
    rater: str
    problem: str = ""


def read_rows(tables: Sequence[Table]) -> tuple[FileRow, ...]:
    """The rows of the first sheet with the columns Application and Rater.

    Raises:
        InvalidInput: no sheet has both columns.
    """
    for table in tables:
        titles = titles_of(table)
        if titles is not None:
            return tuple(_rows([line for line in table.lines if line.number > titles.number], _columns(titles)))
    raise InvalidInput(
        "The file has no columns Application and Rater, so nothing was assigned.",
        "Put “Application” and “Rater” above two columns: an application number and a rater's name in each row.",
    )


def _columns(line: Line) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(line.cells):
        found.setdefault(fixed_column(cell), index)
    return found


def _rows(lines: Sequence[Line], columns: Mapping[str, int]) -> Iterator[FileRow]:
    for line in lines:
        cell, rater = line.cell(columns[APPLICATION]), clean(line.cell(columns[RATER]))
        if not (clean(cell) or rater):
            continue
        try:
            yield FileRow(line.number, read_number(cell), rater)
        except ValueError as error:  # a spreadsheet program made a day of it; the text says what to do
            yield FileRow(line.number, "", rater, str(error))
