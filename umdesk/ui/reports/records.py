"""The way from a line behind a number to its record, and from what a report asks for to where it is done."""

from umdesk.domain.reports.lines import Line, Opens
from umdesk.ui.context import Context
from umdesk.ui.reports.page import GO
from umdesk.ui.year.pages import SECTIONS

_YEAR, _CLASSES = "Program year", "classes"
_IN_THE_YEAR = {Opens.GOAL: "goals", Opens.ACTION: "actions", Opens.ALLOCATION: "budget", Opens.OUTREACH: "outreach"}
"""The sections of the tab Program year."""
PLACES = {
    **{f"{_YEAR}, {section.name}": f"{GO}:{section.key}:@{{year}}" for section in SECTIONS},
    _YEAR: f"{GO}:",
    "under Classes": f"{GO}:{_CLASSES}%20{{class}}",
}
"""Words in what a report asks for, and where they lead; `{year}` stands for the program year that it is about,
`{class}` for the class."""


def show(context: Context, line: Line) -> None:
    """Show the record of a line in its tab, or the person's page beside the work."""
    if line.opens is Opens.PERSON:
        context.person_wanted.emit(line.key)
    elif line.opens is Opens.PLAN:
        context.place_wanted.emit("Career plans", line.key)
    elif line.opens is Opens.APPLICATION:
        context.place_wanted.emit("Applicants", line.key)
    elif line.opens is Opens.CYCLE:
        context.place_wanted.emit("Selection", line.key)
    elif line.opens in _IN_THE_YEAR:
        context.place_wanted.emit(_YEAR, f"{_IN_THE_YEAR[line.opens]}:{line.key}")


def go(context: Context, where: str) -> None:
    """Go where one of `PLACES` leads."""
    if where.startswith(_CLASSES):
        context.window_wanted.emit(where)
    else:
        context.place_wanted.emit(_YEAR, where)
