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
    """A section: its key, name and symbol, how it is made, and the query without which nobody sees it.

    `act` is what one comes there to do, as its button says it, and `writes` what one has to be allowed for that.
    `also` are words of its further buttons, by which the search finds it.
    """

    key: str
    name: str
    symbol: str
    make: Callable[[Context], YearPage]
    sees: str
    act: str
    writes: str
    also: str = ""


SECTIONS: tuple[Section, ...] = (
    Section("goals", "Goals", "check", _goals, "year.goals.standing", "Set a goal", "year.goals.add", "reduction"),
    Section(
        "actions", "Action plan", "list", _actions, "year.actions.of_year", "Add an action", "year.actions.add",
        "columns evidence carry forward",
    ),
    Section(
        "budget", "Budget", "money", _budget, "year.budget.of_year", "Allocate money", "year.budget.add",
        "allocation adjust",
    ),
    Section(
        "outreach", "Outreach", "people", _outreach, "year.outreach.of_year", "Add outreach", "year.outreach.add",
        "make a flyer department's logo material followed up",
    ),
    Section(
        "handbook", "Handbook", "plan", _handbook, "year.handbook.rows", "Begin the handbook", "year.handbook.begin",
        "documents plan an exam planned exams employees headcount review",
    ),
    Section("roles", "Roles", "person", _roles, "year.roles.listed", "Add a role", "year.roles.add", "name somebody"),
    Section(
        "calendar", "Calendar", "calendar", _calendar, "year.calendar.of_year", "Add a date", "year.calendar.add",
        "mark as done deadlines",
    ),
    Section(
        "texts", "Words for reports", "edit", _texts, "year.texts.of_year", "Write words for reports",
        "year.texts.write", "explanation needs good-faith efforts director",
    ),
)  # fmt: skip
"""In the order of the list."""
ACT = "act"
"""In place of a record: do what one comes to the section for ("goals:act")."""
