"""Who is eligible in a cycle and why: the answer by the rules, the one on record, and the coordinator's decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from umdesk.domain.eligibility import EligibilityAnswer, Reason
from umdesk.domain.words import ApplicationState, CycleState, Eligibility
from umdesk.services.applicants.judging import Judge
from umdesk.services.applicants.recorded import Recorded, records
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Application, Appointment, Cycle, EligibilityDecision, Person


@dataclass(frozen=True, slots=True)
class Decided:
    """A coordinator's decision: what was decided, why, by whom and when; `computed` is the answer at that time."""

    eligibility: Eligibility
    reason: str
    by: str
    at: datetime
    computed: Eligibility


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands: the answer in force, the computed one with its reasons, and the decision if any.

    Once an answer is on record, `computed` is that one and `recorded` says on which occasion. `fresh` is what the rules
    would answer by what is on file today, where that is another answer; it never comes into force by itself.
    """

    computed: EligibilityAnswer
    decided: Decided | None = None
    recorded: Recorded | None = None
    fresh: EligibilityAnswer | None = None

    @property
    def eligibility(self) -> Eligibility:
        """The answer in force."""
        return self.decided.eligibility if self.decided else self.computed.eligibility

    @property
    def would_change(self) -> bool:
        """Whether the answer in force would be another one if it were judged afresh; a decision keeps it as it is."""
        return self.fresh is not None and self.decided is None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason for the answer in force; a decision comes first."""
        if self.decided is None:
            return self.computed.reasons
        text = f"Decided “{self.decided.eligibility.value}”: {self.decided.reason}"
        return (Reason(text, f"{self.decided.by}, coordinator", ok=True), *self.computed.reasons)

    def state(self, stored: ApplicationState) -> ApplicationState:
        """The state to show for a stored one: a received application is eligible, not eligible, or still received."""
        if stored is not ApplicationState.RECEIVED:
            return stored
        return {
            Eligibility.ELIGIBLE: ApplicationState.ELIGIBLE,
            Eligibility.NOT_ELIGIBLE: ApplicationState.NOT_ELIGIBLE,
        }.get(self.eligibility, ApplicationState.RECEIVED)


class Answers:
    """The answers in force of a session's applications: judged live, or on record, and decided.

    `columns` stand last in a query that joins the application with its appointment, person and cycle; `of_row` tells
    where the application of such a row stands.
    """

    def __init__(
        self, judge: Judge, decided: dict[str, Decided], recorded: dict[str, Recorded], closed: frozenset[str]
    ) -> None:
        self.columns: tuple[ColumnElement[Any], ...] = judge.columns
        self._judge = judge
        self._decided = decided
        self._recorded = recorded
        self._closed = closed
        self._alike: dict[int, Standing] = {}

    @classmethod
    def of(
        cls,
        session: Session,
        *,
        cycle_id: str | None = None,
        application_ids: list[str] | None = None,
        judge: Judge | None = None,
    ) -> "Answers":
        """Of a whole program, of a cycle, or of some applications; by the program's judge or by another."""
        closed = session.scalars(select(Cycle.id).where(Cycle.state == CycleState.CLOSED.value))
        return cls(
            judge or Judge.of(session),
            decisions(session, cycle_id=cycle_id, application_ids=application_ids),
            records(session, cycle_id=cycle_id, application_ids=application_ids),
            frozenset(closed),
        )

    def of_row(self, application_id: str, cycle_id: str, row: Row[Any]) -> Standing:
        """Where an application stands whose row ends with `columns`."""
        decided, recorded = self._decided.get(application_id), self._recorded.get(application_id)
        if recorded is not None and cycle_id in self._closed:
            return Standing(recorded.answer, decided, recorded)
        live = self._judge.of_row(row)
        if recorded is not None:
            fresh = live if live.eligibility is not recorded.answer.eligibility else None
            return Standing(recorded.answer, decided, recorded, fresh)
        if decided is not None:
            return Standing(live, decided)
        alike = self._alike.get(id(live))
        if alike is None:
            alike = self._alike[id(live)] = Standing(live)
        return alike


def decisions(
    session: Session, *, cycle_id: str | None = None, application_ids: Iterable[str] | None = None
) -> dict[str, Decided]:
    """The decision in force of each application that has one: of all, of a cycle, or of some (session block)."""
    row = EligibilityDecision
    query = select(row.application_id, row.decided, row.reason, row.decided_by, row.decided_at, row.computed).order_by(
        row.decided_at
    )
    if cycle_id is not None:
        query = query.join(Application, Application.id == row.application_id).where(Application.cycle_id == cycle_id)
    parts = [query]
    if application_ids is not None:
        parts = [query.where(row.application_id.in_(chunk)) for chunk in chunks(list(application_ids))]
    return {
        r[0]: Decided(Eligibility(r[1]), r[2], r[3], r[4], Eligibility(r[5]))
        for part in parts
        for r in session.execute(part)
    }


def standings(
    session: Session, cycle_id: str | None = None, application_ids: list[str] | None = None
) -> dict[str, Standing]:
    """Where applications stand, by id: those of a cycle, or some (session block for other services)."""
    answers = Answers.of(session, cycle_id=cycle_id, application_ids=application_ids)
    query = (
        select(Application.id, Application.cycle_id, *answers.columns)
        .join(Cycle, Cycle.id == Application.cycle_id)
        .join(Person, Person.id == Application.person_id)
        .join(Appointment, Appointment.id == Application.appointment_id)
    )
    if cycle_id is not None:
        query = query.where(Application.cycle_id == cycle_id)
    parts = [query]
    if application_ids is not None:
        parts = [query.where(Application.id.in_(chunk)) for chunk in chunks(application_ids)]
    return {row[0]: answers.of_row(row[0], row[1], row) for part in parts for row in session.execute(part)}
