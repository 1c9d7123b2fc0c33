"""Count a generated program of ten years twice: by umdesk, and by a count that goes over its rows person by person.

    make count                          5,000 participants, in about 10 minutes
    make count PARTICIPANTS=100 SEED=7  fewer, others

Every number of every report, on program years, calendar years and odd periods, has to equal the other count, and the
list behind it has to name the same people (or records), each with what it adds. The first lines that differ are told.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import count_annual  # noqa: E402 -- the modules lie beside this one
import count_people  # noqa: E402
import count_plans  # noqa: E402
import count_selection  # noqa: E402
import ten_years  # noqa: E402
from count_people import Behind, Numbers  # noqa: E402
from count_world import Known  # noqa: E402

from umdesk.domain.counts import Period  # noqa: E402
from umdesk.domain.reports.kinds import KINDS  # noqa: E402
from umdesk.domain.reports.lines import Line  # noqa: E402
from umdesk.domain.reports.model import Content, Figures, Number, Table, Unit  # noqa: E402
from umdesk.services.programs import Program  # noqa: E402
from umdesk.services.reporting import making  # noqa: E402

Count = Callable[[Known, date, date, date], Numbers]
COUNTS: Mapping[str, Count] = {
    "advancements": count_people.advancements,
    "classes": count_people.classes,
    "participants": count_people.participants,
    "plans": count_people.plans,
    "pipeline": count_people.pipeline,
    "td": count_people.td,
    "activities": count_plans.activities,
    "budget": count_plans.budget,
    "workforce-analysis": count_annual.workforce,
    "progress": count_annual.progress,
    "director": count_annual.director,
    "evaluation": count_annual.evaluation,
    "summary": count_annual.summary,
    "outreach": count_annual.outreach,
    "selection": count_selection.selection,
    "action-plan": count_annual.action_plan,
    "records": count_selection.records,
    "handbook": count_annual.handbook,
}
"""Kind of report → its numbers, from the first and the last day counted and the last day asked for."""

SAID = 12
YEARS = tuple((date(year - 1, 7, 1), date(year, 6, 30)) for year in range(2017, 2028))
CALENDAR = tuple((date(year, 1, 1), date(year, 12, 31)) for year in range(2017, 2027))
ODD = (
    (date(2024, 2, 29), date(2025, 7, 1)), (date(2024, 2, 29), date(2024, 2, 29)), (date(2021, 7, 1), date(2021, 7, 1)),
    (date(2023, 6, 30), date(2023, 7, 1)), (date(2016, 7, 1), date(2026, 11, 22)),
    (date(2020, 1, 15), date(2023, 3, 1)), (date(2022, 9, 15), date(2022, 11, 15)),
    (date(2022, 11, 10), date(2023, 5, 1)),
)  # fmt: skip


AHEAD = ((date(2026, 12, 1), date(2027, 6, 30)), (date(2027, 7, 1), date(2028, 6, 30)))
"""Periods that have not begun, for the reports that can be made ahead."""


@dataclass
class Found:
    """What was compared: how many numbers and lines, what differs, and the keys that the other count never had."""

    numbers: int = 0
    lines: int = 0
    differences: list[str] = field(default_factory=list)
    counted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    shown: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def uncovered(self) -> list[str]:
        """The numbers of reports that were never counted otherwise."""
        return [f"{kind}: {key}" for kind, keys in self.shown.items() for key in sorted(keys - self.counted[kind])]


def compare(known: Known, program: Program, kind: str, period: Period, found: Found) -> None:
    """Compare every number of a report with the other count of it."""
    content = making.make(program, kind, period).content
    # Of a period that has not begun its first day is told, which only what is planned ahead is asked for.
    last = max(period.first, min(period.last, known.today))
    found_otherwise = COUNTS[kind](known, period.first, last, period.last)
    # A fund is called as it was first written: "Training" or "TRAINING".
    expected = {key.casefold(): behind for key, behind in found_otherwise.items()}
    where = f"{kind} {period.first} to {period.last}"
    for number in cells(content):
        found.numbers += 1
        found.lines += len(number.lines)
        found.shown[kind].add(number.key.casefold())
        for fault in faults(number, expected.get(number.key.casefold(), [])):
            found.differences.append(f"{where}: {number.key} ({number.label}): {fault}")
    shown = {number.key.casefold() for number in cells(content)}
    # A table of one row has no total: the same list is behind the number of that row.
    known_lists = [_sums(expected[key]) for key in shown & expected.keys()]
    for key, behind in expected.items():
        found.counted[kind].add(key)
        if key not in shown and value(behind) and _sums(behind) not in known_lists:
            found.differences.append(f"{where}: {key} is not in the report and should be {value(behind)}")
    found.differences += [f"{where}: {fault}" for fault in totals(content)]


def cells(content: Content) -> Iterator[Number]:
    """Every number of a report, also those that stand in it twice."""
    for part in content.parts:
        if isinstance(part, Table):
            rows = part.rows if part.total is None else (*part.rows, part.total)
            yield from (cell for row in rows for cell in row if isinstance(cell, Number))
        elif isinstance(part, Figures):
            yield from part.numbers
        else:
            bars = (number for series in getattr(part, "series", ()) for number in series.numbers)
            yield from (number for number in bars if isinstance(number, Number))


def faults(number: Number, behind: Behind) -> Iterator[str]:
    """What differs between a number and the other count of it, and between the number and its own list."""
    if number.value != value(behind):
        yield f"is {number.value}, should be {value(behind)}; too many {_names(number, behind)}"
        return
    mine, its = _sums(behind), _sums((line.who.id or line.key, line.amount) for line in number.lines)
    if mine != its:
        yield f"is {number.value} of others: {_names(number, behind)}"
    if number.unit is Unit.COUNT and all(line.amount is None for line in number.lines):
        if len(number.lines) != number.value:
            yield f"is {number.value} and its list has {len(number.lines)} lines"
        if len(set(map(_thing, number.lines))) != len(number.lines):
            again = Counter(map(_thing, number.lines)).most_common(1)
            yield f"has a line twice: {again}"


def value(behind: Behind) -> Decimal | int:
    """How many things are behind a number, or their sum."""
    if all(amount is None for _who, amount in behind):
        return len(behind)
    return sum((Decimal(1) if amount is None else amount for _who, amount in behind), Decimal(0))


def totals(content: Content) -> Iterator[str]:
    """Where the total of a column that is a sum is not the sum of the column."""
    for part in content.parts:
        if not isinstance(part, Table) or part.total is None:
            continue
        for place in part.sums:
            column = [row[place].value for row in part.rows if isinstance(row[place], Number)]
            whole = part.total[place]
            if isinstance(whole, Number) and whole.value != sum(column):
                yield f"{part.title}, {part.columns[place]}: the total is {whole.value}, its column {sum(column)}"


def _sums(behind: Iterable[tuple[str, Decimal | None]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for who, amount in behind:
        sums[who] += Decimal(1) if amount is None else amount
    return {who: amount for who, amount in sums.items() if amount}


def _names(number: Number, behind: Behind) -> str:
    names = {line.who.id or line.key: line.who.name or line.what for line in number.lines}
    mine, its = _sums(behind), _sums((line.who.id or line.key, line.amount) for line in number.lines)
    off = {who: its.get(who, 0) - mine.get(who, Decimal(0)) for who in [*its, *mine]}
    return ", ".join(f"{names.get(who, who)} {by:+}" for who, by in list(off.items()) if by)[:300]


def _thing(line: Line) -> object:
    return line


def main() -> int:
    """Compare; 1 when a number differs or was not counted otherwise."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--participants", type=int, default=5000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--kind", choices=[*COUNTS], help="this kind of report alone")
    options = asked.parse_args()
    began, found = time.process_time(), Found()
    world = ten_years.make(options.seed, options.participants)
    known = Known(world)
    with tempfile.TemporaryDirectory() as folder:
        program = ten_years.write(world, Path(folder) / "ten.umdesk")
        for kind in [options.kind] if options.kind else COUNTS:
            before = found.numbers, len(found.differences)
            for first, last in (*YEARS, *CALENDAR, *ODD, *(AHEAD if KINDS[kind].ahead else ())):
                compare(known, program, kind, Period(first, last), found)
            differ = len(found.differences) - before[1]
            print(f"{kind:22}{found.numbers - before[0]:>10,} numbers, {differ} differ", flush=True)
        program.close()
    for line in found.differences[:SAID]:
        print(line)
    for line in found.uncovered()[:SAID]:
        print(f"Not counted otherwise: {line}")
    print(f"{found.numbers:,} numbers with {found.lines:,} lines in {time.process_time() - began:.0f} s of one core.")
    return 1 if found.differences or found.uncovered() else 0


if __name__ == "__main__":
    sys.exit(main())
