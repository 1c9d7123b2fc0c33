"""The report of plans: in which state each is, and since when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from umdesk.domain import plan_steps
from umdesk.domain.plan_steps import Waits
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.lines import Line, Opens
from umdesk.domain.reports.model import Cell, Content, Figures, Number, Table, total, totals
from umdesk.domain.words import RevisionState
from umdesk.domain.writing import capital

AGES = ((30, "0–30 days"), (90, "31–90 days"), (180, "91–180 days"), (365, "181–365 days"), (None, "Over 365 days"))
"""The classes of age: the most days (None: no limit), and what the class is called."""
MOST_LISTED = 25

DEFINITIONS = (
    "Plans of everybody who was in the program, active or on leave, on the last day counted.",
    "The state of a plan is that of the newest revision that was begun by then.",
    "Waiting: drafts and plans in review, ready or printed wait for somebody; signed and filed ones for nobody.",
    "Age: days from the day on which the revision came to that state to the last day counted.",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan of somebody in the program on the last day counted: the state of its newest revision, and since when."""

    who: Who
    plan: str
    revision: int
    state: RevisionState
    since: date


def content(plans: Sequence[Standing], basis: Basis) -> Content:
    """Count plans by state and age, and list those that wait longest for somebody."""
    last = basis.period.last
    ordered = sorted(plans, key=lambda one: (one.since, one.who.order, one.plan))
    waiting = [one for one in ordered if _waits(one)]

    def number(key: str, label: str, which: Callable[[Standing], bool]) -> Number:
        return Number(key, label, tuple(_line(one) for one in ordered if which(one)))

    figures = Figures(
        "At a glance",
        (
            number("plans", "Plans", lambda _: True),
            Number("waiting", "Waiting for somebody", tuple(_line(one) for one in waiting)),
            number("waiting-long", "Waiting for more than 90 days", lambda one: _waits(one) and _age(one, last) > 90),
        ),
    )
    return Content((figures, _by_state(ordered, last), _longest(waiting, last)), definitions=DEFINITIONS)


def age_class(days: int) -> str:
    """The class of age that so many days lie in; a state that began later is 0 days old."""
    return next(name for most, name in AGES if most is None or days <= most)


def _waits(one: Standing) -> bool:
    return plan_steps.waits_for(one.state) is not Waits.NOBODY


def _age(one: Standing, last: date) -> int:
    return max(0, (last - one.since).days)


def _line(one: Standing) -> Line:
    return Line(one.who, one.plan, f"Revision {one.revision}: {one.state}", one.since, None, Opens.PLAN, one.who.id)


def _by_state(plans: Sequence[Standing], last: date) -> Table:
    found: dict[tuple[RevisionState, str], list[Line]] = {}
    for one in plans:
        found.setdefault((one.state, age_class(_age(one, last))), []).append(_line(one))
    rows: list[tuple[Cell, ...]] = []
    for state in RevisionState:
        cells = [
            Number(f"state/{state.value}/{name}", f"{capital(state)}, {name}", tuple(found.get((state, name), ())))
            for _most, name in AGES
        ]
        if any(cell.lines for cell in cells):
            rows.append((capital(state), *cells, total(f"state/{state.value}", capital(state), cells)))
    columns = ("State", *(name for _most, name in AGES), "All plans")
    whole, sums = totals("age", columns, rows)
    return Table("By state and age", columns, tuple(rows), whole, sums, empty="No plan of anybody in the program.")


def _longest(waiting: Sequence[Standing], last: date) -> Table:
    shown = waiting[:MOST_LISTED]
    rows = tuple(
        (
            one.who.name,
            one.plan,
            capital(one.state),
            one.since,
            Number(f"waits/{one.plan}", f"{one.plan}: days in this state", (_days(one, last),)),
            capital(plan_steps.waits_for(one.state)),
        )
        for one in shown
    )
    more = len(waiting) - len(shown)
    return Table(
        "Waiting longest",
        ("Name", "Plan", "State", "Since", "Days", "Waits for"),
        rows,
        note=f"{more} more wait for less long." if more else "",
        empty="No plan waits for anybody.",
        people=tuple(one.who.id for one in shown),
    )


def _days(one: Standing, last: date) -> Line:
    line = _line(one)
    return Line(line.who, line.record, line.what, line.on, Decimal(_age(one, last)), line.opens, line.key)
