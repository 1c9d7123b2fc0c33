"""How the directory of resources says how old a check is."""

from datetime import date

from umdesk.domain import dates
from umdesk.domain.writing import counted

STALE_DAYS = 365
"""Days after which what was checked is to be checked again; our own measure, no rule."""


def checked(on: date | None, today: date) -> str:
    """When somebody made sure that an entry holds: "Mar 14, 2026 (67 days ago)", "check before use"."""
    return "check before use" if on is None else f"{dates.show(on)} ({_age((today - on).days)})"


def is_stale(on: date | None, today: date) -> bool:
    """Whether an entry is to be checked before somebody counts on it."""
    return on is None or (today - on).days > STALE_DAYS


def _age(days: int) -> str:
    if days <= 0:
        return "today"
    if days < 60:
        return f"{counted(days, 'day')} ago"
    months = days * 12 // 365
    return f"{counted(months, 'month')} ago" if months < 24 else f"{counted(months // 12, 'year')} ago"
