"""The way from a line behind a number to its record."""

from umdesk.domain.reports.model import Line, Opens
from umdesk.ui.context import Context

_IN_THE_YEAR = {Opens.GOAL: "goals", Opens.ACTION: "actions", Opens.ALLOCATION: "budget", Opens.OUTREACH: "outreach"}
"""The sections of the tab Program year."""


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
        context.place_wanted.emit("Program year", f"{_IN_THE_YEAR[line.opens]}:{line.key}")
