"""The sections of the tab Program year; one line each, and each is loaded when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass

from umdesk.ui.context import Context
from umdesk.ui.year.page import YearPage


def _goals(context: Context) -> YearPage:
    from umdesk.ui.year.goals_page import GoalsPage  # noqa: PLC0415 -- each section is loaded when it is shown

    return GoalsPage(context)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its key, name and symbol, how it is made, and the query without which nobody sees it."""

    key: str
    name: str
    symbol: str
    make: Callable[[Context], YearPage]
    sees: str


SECTIONS: tuple[Section, ...] = (Section("goals", "Goals", "check", _goals, "year.goals.standing"),)
"""In the order of the list."""
