"""A T&D assignment on record in one line, for tests that need one and nothing of its agreement."""

from datetime import date
from typing import Any

from umdesk.services.plans import td_agreements
from umdesk.services.plans.td_agreements import Terms
from umdesk.services.programs import Program


def served(program: Program, participation: str, first: date, last: date, **more: Any) -> str:
    """Record an assignment with these terms; gives its id."""
    return td_agreements.record(program, participation, Terms(first, last, **more))
