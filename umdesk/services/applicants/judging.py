"""Judges applications by the classes and the department's criteria of the open program."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, literal, null, or_, select
from sqlalchemy.orm import Session

from umdesk.domain.classes import ClassCatalogue
from umdesk.domain.eligibility import (
    Applicant,
    Criteria,
    EligibilityAnswer,
    Finding,
    class_findings,
    criteria_findings,
    put_together,
)
from umdesk.domain.words import TAKES_PART, Demand, Recommendation
from umdesk.services import classes, settings
from umdesk.storage.models import Application, Appointment, Cycle, Participation, ParticipationStateRow, Person

#: The section of the settings that holds the department's criteria; its keys end with the names of `Criteria`.
SECTION = "eligibility"


def criteria_of(session: Session) -> Criteria:
    """What the department asks for by its settings (session block)."""
    found: dict[str, Any] = {
        key.removeprefix(f"{SECTION}."): Demand(value) if isinstance(value, str) else value
        for key, value in settings.section(session, SECTION).items()
    }
    return Criteria(**found)


class TakingPart:
    """Who takes part in the program on which day; leave counts, since one comes back from it."""

    def __init__(self, states: Iterable[tuple[str, str, date, str]]) -> None:
        self._states: dict[str, dict[str, list[tuple[date, str]]]] = defaultdict(lambda: defaultdict(list))
        for person, participation, effective, state in states:
            self._states[person][participation].append((effective, state))

    @classmethod
    def of(cls, session: Session) -> "TakingPart":
        """Everybody's dated states."""
        row = ParticipationStateRow
        query = (
            select(Participation.person_id, Participation.id, row.effective, row.state)
            .join(row, row.participation_id == Participation.id)
            .order_by(row.effective)
        )
        return cls((r[0], r[1], r[2], r[3]) for r in session.execute(query))

    def on(self, person: str, day: date) -> bool:
        """Whether a person takes part on that day."""
        if person not in self._states:
            return False
        begun = ([state for since, state in states if since <= day] for states in self._states[person].values())
        return any(states and states[-1] in TAKES_PART for states in begun)


class Judge:
    """Judges applications of one session; like cases are judged once, so that 100,000 take a moment.

    `columns` are what it needs to know of each application: they stand last in a query that joins the application with
    its appointment, person and cycle, and `of_row` answers a row of it. What no criterion asks for is not read.
    """

    def __init__(self, catalogue: ClassCatalogue, criteria: Criteria, takes_part: TakingPart | None = None) -> None:
        self.catalogue = catalogue
        """The classes that it judges by."""
        self.criteria = criteria
        """What the department asks for."""
        self.columns = _columns(criteria)
        self._width = len(self.columns)
        self._takes_part = takes_part
        self._classes: dict[tuple[object, ...], list[Finding]] = {}
        self._known: dict[tuple[object, ...], EligibilityAnswer] = {}

    @classmethod
    def of(cls, session: Session, catalogue: ClassCatalogue | None = None) -> "Judge":
        """A judge with the program's settings and its classes, or with others in their place."""
        criteria = criteria_of(session)
        takes_part = None if criteria.not_participant is Demand.OFF else TakingPart.of(session)
        return cls(catalogue or classes.facts(session), criteria, takes_part)

    def of_row(self, row: Row[Any]) -> EligibilityAnswer:
        """The computed answer to an application whose row ends with `columns`."""
        facts = row[1 - self._width :]
        if self._takes_part is not None:
            person, received = row[-self._width], facts[3]
            facts = (*facts, self._takes_part.on(person, received))
        found = self._known.get(facts)
        if found is None:
            found = self._known[facts] = self.answer(self._applicant(facts))
        return found

    def answer(self, applicant: Applicant) -> EligibilityAnswer:
        """The computed answer."""
        held = (applicant.class_code, applicant.class_title, applicant.received)
        of_class = self._classes.get(held)
        if of_class is None:
            of_class = self._classes[held] = class_findings(self.catalogue, applicant)
        return put_together([*of_class, *criteria_findings(applicant, self.criteria)])

    def _applicant(self, facts: Sequence[Any]) -> Applicant:
        code, title, tenure, received, known, in_class, hired, probation_ends, time_base, *more = facts
        opens, closes, late_reason, has_statement, has_comment, is_signed = more[:6]
        return Applicant(
            code, title, tenure, received, known, in_class, hired, probation_ends, time_base,
            None if self.criteria.window is Demand.OFF else (opens, closes), late_reason,
            has_statement, has_comment, is_signed, *more[6:],
        )  # fmt: skip


def _columns(criteria: Criteria) -> tuple[ColumnElement[Any], ...]:
    """The person, and then what an `Applicant` is made of; the same for all where no criterion asks for it."""
    asked, held = Application, Appointment
    in_class: Any = held.class_date
    if not criteria.class_months:  # one day that is not later is as good as another
        in_class = case((held.class_date <= asked.received, asked.received), else_=held.class_date)
    recommends = asked.supervisor_recommends
    commented = or_(
        asked.supervisor_comment != "",
        asked.supervisor_commented.is_not(None),
        and_(recommends != "", recommends != Recommendation.NONE.value),
    )

    def wanted(demand: Demand, column: Any, otherwise: Any = None) -> Any:
        if demand is not Demand.OFF:
            return column
        return null() if otherwise is None else literal(otherwise)

    judged: tuple[Any, ...] = (
        asked.person_id, held.class_code, held.class_title, held.tenure, asked.received, asked.received_known, in_class,
        Person.hired if criteria.state_months else null(),
        wanted(criteria.probation, held.probation_ends),
        wanted(criteria.full_time, held.time_base, ""),
        wanted(criteria.window, Cycle.opens),
        wanted(criteria.window, Cycle.closes),
        wanted(criteria.window, asked.late_reason, ""),
        wanted(criteria.statement, asked.statement != ""),
        wanted(criteria.comment, commented),
        wanted(criteria.signed, asked.signed.is_not(None)),
    )  # fmt: skip
    return tuple(column.label(f"judged_{place}") for place, column in enumerate(judged))
