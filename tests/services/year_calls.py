"""What is on file of a program year before a call of tests/services/test_roles.py, and values for the calls."""

from datetime import date
from typing import Any

from umdesk.domain.goal_terms import GoalTerms
from umdesk.domain.year_words import GoalKind, YearFilePurpose
from umdesk.services.year import action_columns, actions, calendar, files, goals

YEAR = 2026
GOAL = GoalTerms(GoalKind.HIRING, 12)


def goal(asked: Any) -> str:
    """A hiring goal of 2025-26."""
    return goals.add(asked.program, YEAR, GOAL)


def action(asked: Any) -> str:
    """An action of 2025-26."""
    return actions.add(asked.program, YEAR, {"text": "Hold an orientation"})


def own_column(asked: Any) -> str:
    """A column of the department's own; gives its key."""
    return action_columns.add(asked.program, "Unit")


def year_file(asked: Any) -> str:
    """Evidence of an action."""
    evidence = YearFilePurpose.EVIDENCE
    return files.add(asked.program, evidence, action(asked), "sign-in sheet.pdf", b"%PDF-1.7 a sign-in sheet")


def own_date(asked: Any) -> str:
    """A date of the department's own in 2025-26."""
    return calendar.add(asked.program, YEAR, date(2026, 3, 2), "Ask units for mentors")
