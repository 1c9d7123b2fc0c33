"""What a bar chart says beside its picture: its numbers in words, as a table, and the label of its goal."""

from decimal import Decimal

from umdesk.domain.reports.model import Bars, Cell, Number, Table, Unit
from umdesk.domain.reports.showing import amount, told
from umdesk.domain.writing import counted

_MOST_IN_WORDS = 60
_SIDE_BY_SIDE = 7
_SHORT = 12


def unit(bars: Bars) -> Unit:
    """What the bars count in."""
    numbers = (number for series in bars.series for number in series.numbers if isinstance(number, Number))
    return next((number.unit for number in numbers), Unit.COUNT)


def beside(cell: Number | str) -> str:
    """What stands at the end of a bar, or where it would begin if there were one."""
    return cell if isinstance(cell, str) else amount(cell.value, cell.unit)


def goal(bars: Bars) -> str:
    """The label of the goal's line: "Goal 12"; "" where none is drawn."""
    return "" if bars.goal is None else f"Goal {amount(bars.goal, unit(bars))}"


def in_words(bars: Bars) -> str:
    """What the chart shows, for those who do not see it."""
    groups = [
        f"{category}: "
        + ", ".join(_told(series.name if len(bars.series) > 1 else "", series.numbers[place]) for series in bars.series)
        for place, category in enumerate(bars.categories)
    ]
    what = bars.title if len(bars.series) > 1 or not bars.series else f"{bars.title}, {bars.series[0].name}"
    said = [f"Bar chart: {what}"]
    if len(groups) * len(bars.series) <= _MOST_IN_WORDS:
        said += groups
    else:
        said.append(f"{counted(len(groups), 'group')}; the table beside it holds the numbers")
    return ". ".join([*said, *filter(None, [goal(bars)])]) + "."


def table(bars: Bars) -> Table:
    """The numbers of the chart as a table: the groups side by side where they are few, else below each other."""
    few = len(bars.categories) <= _SIDE_BY_SIDE and all(len(one) <= _SHORT for one in bars.categories)
    if not few or len(bars.series) > len(bars.categories):
        return standing(bars)
    rows: tuple[tuple[Cell, ...], ...] = tuple((series.name, *series.numbers) for series in bars.series)
    return Table(bars.title, (bars.by, *bars.categories), rows, note=_note(bars))


def standing(bars: Bars) -> Table:
    """The numbers of the chart as a table with a row for each group of bars."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (category, *(series.numbers[place] for series in bars.series)) for place, category in enumerate(bars.categories)
    )
    return Table(bars.title, (bars.by, *(series.name for series in bars.series)), rows, note=_note(bars))


def reaches(bars: Bars) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that the axis has to hold, 0 among them."""
    values = [Decimal(0)] if bars.goal is None else [Decimal(0), bars.goal]
    for place in range(len(bars.categories)):
        cells = (series.numbers[place] for series in bars.series)
        group = [Decimal(cell.value) for cell in cells if isinstance(cell, Number)]
        if bars.stacked:
            values.append(sum((one for one in group if one > 0), Decimal(0)))
            values.append(sum((one for one in group if one < 0), Decimal(0)))
        else:
            values += group
    return min(values), max(values)


def _told(name: str, cell: Number | str) -> str:
    """A bar in words after the name of its series, where there are several: "UM hires 12", "Hiring goal: no goal"."""
    if isinstance(cell, str):
        return f"{name}: {cell}" if name else cell
    return f"{name} {told(cell)}".strip()


def _note(bars: Bars) -> str:
    return f"The line in the picture is the goal: {amount(bars.goal, unit(bars))}." if bars.goal is not None else ""
