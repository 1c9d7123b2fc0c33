"""What is on record of plans and of what happened, as plain values that several reports count from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple, TypeVar

from umdesk.domain import plans
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.lines import Line, Opens
from umdesk.domain.words import PlannedType, ProgressStatus, RevisionState
from umdesk.domain.writing import capital, one_line

NO_TEXT = "An activity without a text"


class Step(NamedTuple):
    """A step of a revision from a state to another at a moment, which knows its time zone."""

    at: datetime
    before: RevisionState
    after: RevisionState

    @property
    def on(self) -> date:
        """Its day here."""
        return self.at.astimezone().date()


class Numbered(NamedTuple):
    """A revision of a plan by its number, with its present state; `id` is bytes, as the database has it."""

    id: bytes
    number: int
    state: RevisionState


class Version(NamedTuple):
    """One revision of a plan with its present state; `steps` in order of time, empty where none were kept.

    `since` and `agreed` as `in_force.Marks` tells them. The ids of revisions and identities are bytes, as the database
    has them.
    """

    id: bytes
    number: int
    state: RevisionState
    participation: str
    plan: str
    started: date
    printed: datetime | None
    target_code: str
    target_title: str
    since: date | None
    agreed: bool
    steps: tuple[Step, ...] = ()

    def state_on(self, day: date) -> RevisionState:
        """Its state at the end of a day: the one before the first later step, else the present one."""
        ended = over(day)
        return next((step.before for step in self.steps if step.at >= ended), self.state)

    def on(self, day: date) -> tuple[RevisionState, date]:
        """Its state at the end of a day, and the day from which it was in that state.

        Where no step into it is on record: since it was printed, if it was by then, else since it was begun.
        """
        state, ended = self.state_on(day), over(day)
        into = next((step for step in reversed(self.steps) if step.at < ended and step.after is state), None)
        if into is not None:
            return state, into.on
        if self.printed is not None and self.printed < ended:
            return state, self.printed.astimezone().date()
        return state, self.started


AnyVersion = TypeVar("AnyVersion", Numbered, Version)


class Planned(NamedTuple):
    """An activity as one revision plans it, and how far it was on the last day counted.

    A named tuple, as all that a report reads by ten thousands.
    """

    item: bytes
    type: PlannedType
    text: str
    status: ProgressStatus
    category: str = ""
    state_hours: Decimal | None = None
    own_hours: Decimal | None = None

    @property
    def said(self) -> str:
        """What a list calls it."""
        return one_line(self.text) or capital(self.type) or NO_TEXT


class Worked(NamedTuple):
    """Hours recorded for an activity on a day."""

    item: bytes
    on: date
    hours: Decimal


class Spent(NamedTuple):
    """Money recorded on a day, in US dollars; negative for a refund."""

    on: date
    amount: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class OfPlan:
    """What there is of one participation: whose plan it is, its number, its activities and the hours recorded."""

    who: Who
    number: str
    activities: tuple[Planned, ...]
    worked: tuple[Worked, ...] = ()

    def line(self, what: str, on: date | None = None) -> Line:
        """Something of this plan as a list shows it."""
        return Line(self.who, self.number, what, on, None, Opens.PLAN, self.who.id)


@dataclass(frozen=True, slots=True)
class Amount:
    """An estimate, or money that was spent on a day (negative for a refund), in US dollars; `plan` is its number."""

    who: Who
    plan: str
    what: str
    amount: Decimal
    on: date | None = None

    @property
    def line(self) -> Line:
        """How a list shows it."""
        return Line(self.who, self.plan, self.what, self.on, self.amount, Opens.PLAN, self.who.id)


@cache
def over(day: date) -> datetime:
    """The moment here at which a day is over; to ask each step for its day takes far longer than to compare."""
    return datetime.combine(day + timedelta(days=1), time()).astimezone()


def newest_by(versions: Sequence[Version], day: date) -> Version | None:
    """The newest revision that was begun by a day, out of those of a plan in the order of their numbers."""
    return next((version for version in reversed(versions) if version.started <= day), None)


def in_force_by(versions: Sequence[Version], day: date) -> Version | None:
    """The revision that was in force on a day, likewise: the newest that was signed or put in force by then."""
    return next((each for each in reversed(versions) if each.agreed and (each.since or each.started) <= day), None)


def counted(versions: Sequence[AnyVersion]) -> AnyVersion | None:
    """The revision whose activities count, likewise: the newest that was printed, signed or filed, else the newest."""
    on_paper = (version for version in reversed(versions) if version.state in plans.ON_PAPER)
    return next(on_paper, versions[-1] if versions else None)
