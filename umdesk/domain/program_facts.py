"""What is on record of a program, as plain values that its figures are counted from.

An activity or a cost line has an identity that lives through all revisions of its plan; figures count identities.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from umdesk.domain import counts, plans
from umdesk.domain.counts import Move
from umdesk.domain.words import ApplicationState, Eligibility, PlannedType, ProgressStatus, RevisionState


@dataclass(frozen=True, slots=True)
class Who:
    """A person as a list names them: "Nelson, Rebecca" and the employee number or ""."""

    id: str
    name: str
    employee_number: str


@dataclass(frozen=True, slots=True)
class ApplicationFact:
    """One application, by its id; `selected_on` is the day on which its selection was applied."""

    who: Who
    number: str
    cycle: str
    received: date
    eligibility: Eligibility
    state: ApplicationState
    selected_on: date | None
    id: str = ""


@dataclass(frozen=True, slots=True)
class ActivityFact:
    """An activity as one revision plans it; `item` is the identity that lives through all revisions."""

    item: str
    type: PlannedType
    text: str


@dataclass(frozen=True, slots=True)
class CostFact:
    """A cost line as one revision estimates it, in US dollars; None while nobody estimated it."""

    item: str
    text: str
    estimate: Decimal | None


@dataclass(frozen=True, slots=True)
class RevisionFact:
    """One version of a plan with what it plans."""

    number: int
    state: RevisionState
    activities: tuple[ActivityFact, ...] = ()
    costs: tuple[CostFact, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgressFact:
    """How far an activity was on a day."""

    item: str
    on: date
    status: ProgressStatus


@dataclass(frozen=True, slots=True)
class MoneyFact:
    """Money spent on a day, in US dollars; negative for a refund."""

    who: Who
    plan: str
    on: date
    amount: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A plan with all its revisions and what is on record of its activities."""

    who: Who
    number: str
    participation: counts.Participation
    revisions: tuple[RevisionFact, ...]
    progress: tuple[ProgressFact, ...] = ()


@dataclass(frozen=True, slots=True)
class AdvancementFact:
    """A move with the titles of its classes as they were on its day ("1441 Office Assistant (General)")."""

    who: Who
    move: Move
    from_title: str
    to_title: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a summary is made from; `participations` includes those without a plan."""

    people: Mapping[str, Who]
    applications: tuple[ApplicationFact, ...]
    participations: tuple[counts.Participation, ...]
    plans: tuple[PlanFact, ...]
    money: tuple[MoneyFact, ...]
    advancements: tuple[AdvancementFact, ...]


def agreed(revisions: Sequence[RevisionFact]) -> RevisionFact | None:
    """The revision that counts: the newest one that was printed, signed or filed, else the newest of all."""
    ordered = sorted(revisions, key=lambda revision: revision.number)
    on_paper = [revision for revision in ordered if revision.state in plans.ON_PAPER]
    return on_paper[-1] if on_paper else ordered[-1] if ordered else None


def activities_of(plan: PlanFact, last: date) -> tuple[ActivityFact, ...]:
    """Each activity of a plan once: those of the revision that counts, and others on which work is on record.

    An activity that a later revision took out stays in the count once it was begun by `last`; it is then
    described by the newest revision that has it.
    """
    counted = agreed(plan.revisions)
    found = {activity.item: activity for activity in (counted.activities if counted else ())}
    begun = {row.item for row in plan.progress if row.on <= last and row.status is not ProgressStatus.NOT_STARTED}
    for revision in sorted(plan.revisions, key=lambda revision: -revision.number):
        for activity in revision.activities:
            if activity.item in begun:
                found.setdefault(activity.item, activity)
    return tuple(found.values())


def status_on(progress: Iterable[ProgressFact], item: str, last: date) -> ProgressStatus:
    """How far an activity was at the end of a day."""
    return plans.status_of((row.on, row.status) for row in progress if row.item == item and row.on <= last)
