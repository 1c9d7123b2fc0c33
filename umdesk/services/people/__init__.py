"""People: what they hold on a day, their dated appointments, units and supervisors, contacts, and their page."""

from umdesk.services.people.asking import (
    ApplicationOn,
    Overview,
    ParticipationOn,
    PersonOn,
    find_number,
    on,
    on_day,
    overview,
)

__all__ = [
    "ApplicationOn", "Overview", "ParticipationOn", "PersonOn", "find_number", "on", "on_day", "overview",
]  # fmt: skip
