"""What CalHR and the law ask of the Workforce Analysis, item by item, with the answer and where it stands.

CalHR's page on Upward Mobility names the classes, participants, those expected to advance, the training budget and
the goals; its slides UM hires, the handbook and the action plan; Gov. Code 19402 timeframes and the moves of the last
calendar year.
"""

from collections.abc import Mapping

from umdesk.domain.reports import goals as goal_parts
from umdesk.domain.reports.model import Cell, Number, Table

TITLE = "What is asked, and where it stands"
NO_BUDGET = "no budget"
"""In the place of what was allocated in a year for which nobody allocated anything, not even $0."""


def table(numbers: Mapping[str, Number], expected: Number | None, year: str, calendar: int) -> Table:
    """The items; `numbers` are those of the worksheet by their keys, `expected` the hiring goal where there is one."""
    goals, budget = f"Goals of {year}", f"Program budget of {year}"
    given = numbers["budget/allocated"]
    rows: tuple[tuple[Cell, ...], ...] = (
        ("LPEL and ELTPA classes used", "see the lists", "Tables of classes and target classes"),
        ("Employees who formally take part", numbers["participants"], "At a glance"),
        ("Employees expected to advance", expected or goal_parts.NO_GOAL, goals),
        ("Training budget", given if given.lines else NO_BUDGET, budget),
        ("Annual goals and their timeframes", "see the list", goals),
        ("UM hires", numbers["um-hires"], "At a glance"),
        (f"Employees who moved up in {calendar}", numbers["calendar-um-moves"], "At a glance"),
        ("Program handbook", "see the list", "Program handbook"),
        ("Action plan", "see the list", f"Action plan of {year}"),
    )
    return Table(TITLE, ("CalHR or the law asks for", "Answer", "Where it stands"), rows)
