"""Applications as reports count them: received in a period, or with a selection that was applied in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from umdesk.domain.counts import Period
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.lines import Line, Opens
from umdesk.domain.words import ApplicationState, Eligibility


@dataclass(frozen=True, slots=True)
class Asked:
    """An application: whose it is, its number, cycle, day and answer, and the day on which its selection was applied.

    `who` is nobody's where the account may not know whose it is; `person` only tells one from another. `state` tells
    nothing that was decided in a sealed cycle.
    """

    id: str
    person: str
    who: Who
    number: str
    cycle: str
    received: date
    eligibility: Eligibility
    state: ApplicationState
    selected_on: date | None


def first_of_each(asked: Iterable[Asked], period: Period) -> list[Asked]:
    """The first application of everybody with one that was received in a period."""
    first: dict[str, Asked] = {}
    for one in sorted((one for one in asked if one.received in period), key=lambda one: (one.received, one.number)):
        first.setdefault(one.person, one)
    return list(first.values())


def selected(asked: Iterable[Asked], period: Period) -> list[Asked]:
    """Those whose selection was applied in a period, whenever the application was received."""
    return [one for one in asked if one.selected_on is not None and one.selected_on in period]


def selection(one: Asked) -> Line:
    """An application with the day on which its selection was applied."""
    return _line(one, one.cycle, one.selected_on)


def received(one: Asked) -> Line:
    """An application with its answer and the day on which it was received."""
    return _line(one, f"{one.cycle}: {one.eligibility}", one.received)


def _line(one: Asked, what: str, on: date | None) -> Line:
    # The days of an application could tell whose it is.
    return Line(one.who, one.number, what, on if one.who.id else None, opens=Opens.APPLICATION, key=one.id)
