"""The sections of the tab Program year; one line each, and each is loaded when it is first shown."""

from collections.abc import Callable
from dataclasses import dataclass

from umdesk.ui.context import Context
from umdesk.ui.year.page import YearPage


def _goals(context: Context) -> YearPage:
    from umdesk.ui.year.goals_page import GoalsPage  # noqa: PLC0415 -- each section is loaded when it is shown

    return GoalsPage(context)


def _actions(context: Context) -> YearPage:
    from umdesk.ui.year.actions_page import ActionsPage  # noqa: PLC0415 -- each section is loaded when it is shown

    return ActionsPage(context)


def _calendar(context: Context) -> YearPage:
    from umdesk.ui.year.calendar_page import CalendarPage  # noqa: PLC0415 -- each section is loaded when it is shown

    return CalendarPage(context)


def _texts(context: Context) -> YearPage:
    from umdesk.ui.year.texts_page import TextsPage  # noqa: PLC0415 -- each section is loaded when it is shown

    return TextsPage(context)


def _budget(context: Context) -> YearPage:
    from umdesk.ui.year.budget_page import BudgetPage  # noqa: PLC0415 -- each section is loaded when it is shown

    return BudgetPage(context)


def _outreach(context: Context) -> YearPage:
    from umdesk.ui.year.outreach_page import OutreachPage  # noqa: PLC0415 -- each section is loaded when it is shown

    return OutreachPage(context)


def _handbook(context: Context) -> YearPage:
    from umdesk.ui.year.handbook_page import HandbookPage  # noqa: PLC0415 -- each section is loaded when it is shown

    return HandbookPage(context)


def _roles(context: Context) -> YearPage:
    from umdesk.ui.year.roles_page import RolesPage  # noqa: PLC0415 -- each section is loaded when it is shown

    return RolesPage(context)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its key, name and symbol, how it is made, and the query without which nobody sees it."""

    key: str
    name: str
    symbol: str
    make: Callable[[Context], YearPage]
    sees: str


SECTIONS: tuple[Section, ...] = (
    Section("goals", "Goals", "check", _goals, "year.goals.standing"),
    Section("actions", "Action plan", "list", _actions, "year.actions.of_year"),
    Section("budget", "Budget", "money", _budget, "year.budget.of_year"),
    Section("outreach", "Outreach", "people", _outreach, "year.outreach.of_year"),
    Section("handbook", "Handbook", "plan", _handbook, "year.handbook.rows"),
    Section("roles", "Roles", "person", _roles, "year.roles.listed"),
    Section("calendar", "Calendar", "calendar", _calendar, "year.calendar.of_year"),
    Section("texts", "Words for reports", "edit", _texts, "year.texts.of_year"),
)
"""In the order of the list."""
