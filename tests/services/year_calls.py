"""What is on file of a program year before a call of tests/services/test_roles.py, and values for the calls."""

from typing import Any

from umdesk.domain.goal_terms import GoalTerms
from umdesk.domain.year_words import GoalKind
from umdesk.services.year import goals

YEAR = 2026
GOAL = GoalTerms(GoalKind.HIRING, 12)


def goal(asked: Any) -> str:
    """A hiring goal of 2025-26."""
    return goals.add(asked.program, YEAR, GOAL)
