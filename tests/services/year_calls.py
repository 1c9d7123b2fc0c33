"""What is on file of a program year before a call of tests/services/test_roles.py, and values for the calls."""

from datetime import date
from typing import Any

from umdesk.domain.flyer import FlyerSnapshot
from umdesk.domain.goal_terms import GoalTerms
from umdesk.domain.year_words import GoalKind, YearFilePurpose
from umdesk.services.year import action_columns, actions, calendar, files, goals
from umdesk.services.year import logo as kept_logo

YEAR = 2026
GOAL = GoalTerms(GoalKind.HIRING, 12)
FLYER = FlyerSnapshot("CalX", "Redding", "Spring", date(2026, 2, 2), date(2026, 2, 27), "Apply", "", "", "")
DOTS = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000010000000100800000000376ea6d00000001049444154789c636018050801"
    "00000310000169f6a1d10000000049454e44ae426082"
)
"""The head of a PNG picture of 16 by 16 dots."""


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


def logo(asked: Any) -> None:
    """The department's logo."""
    kept_logo.keep(asked.program, "seal.png", DOTS)
