"""Rows of a program written as they are, so that a report can be asked about a world with known answers."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from umdesk.domain.words import ParticipationState, ProgressStatus, RevisionState, Route
from umdesk.services.programs import Program
from umdesk.storage import models

ACTIVE = ParticipationState.ACTIVE


class Rows:
    """Writes rows in one operation: `with program.operation(...) as op: Rows(op.session)`; each gives its id."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.made = 0

    def add(self, model: type[Any], **values: Any) -> str:
        """One row of any table."""
        row = model(id=models.new_id(), **values)
        self.session.add(row)
        self.session.flush()
        return row.id

    def person(self, last: str, held: tuple[tuple[date, str], ...] = (), unit: str | None = None) -> str:
        """A person with appointments: (from, class code)."""
        made = self.add(models.Person, last_name=last, first_name="Ana", employee_number=None, hired=None)
        for effective, code in held:
            self.holds(made, effective, code, unit)
        return made

    def holds(self, person: str, effective: date, code: str, unit: str | None = None) -> None:
        """An appointment of a person."""
        self.add(
            models.Appointment, person_id=person, effective=effective, class_code=code, class_title="",
            class_date=None, tenure="permanent", time_base="Full time", unit_id=unit, supervisor_id=None,
            probation_ends=None,
        )  # fmt: skip

    def unit(self, name: str) -> str:
        """A unit."""
        return self.add(models.Unit, name=name)

    def participation(self, person: str, started: date, *later: tuple[ParticipationState, date]) -> str:
        """A participation that is active from a day, with its later states; and its plan."""
        made = self.add(models.Participation, person_id=person, application_id=None, started=started)
        for state, effective in ((ACTIVE, started), *later):
            self.add(models.ParticipationStateRow, participation_id=made, state=state, effective=effective)
        self.made += 1
        self.add(models.Plan, participation_id=made, number=f"{started.year}-{self.made:04}")
        return made

    def revision(
        self, participation: str, started: date, state: RevisionState = RevisionState.SIGNED, **values: Any
    ) -> str:
        """The next revision of a participation's plan; signed ones on their first day unless it is said."""
        plan = self.session.query(models.Plan).filter_by(participation_id=participation).one()
        number = self.session.query(models.Revision).filter_by(plan_id=plan.id).count() + 1
        signed = started if state is RevisionState.SIGNED else None
        given = {"employee_signed": signed, "supervisor_signed": signed, **values}
        return self.add(models.Revision, plan_id=plan.id, number=number, state=state.value, started_on=started, **given)

    def activity(self, revision: str, text: str, *, item: str = "", **values: Any) -> str:
        """An activity of a revision; gives its identity."""
        plan = self.session.get(models.Revision, revision).plan_id
        identity = item or self.add(models.PlanItem, plan_id=plan, kind="activity")
        given = {"type": "workshop", "position": 1, "starts": None, "ends": None, **values}
        self.add(models.PlanActivity, revision_id=revision, item_id=identity, text=text, **given)
        return identity

    def progress(self, participation: str, item: str, on: date, status: ProgressStatus, hours: str = "") -> str:
        """What happened to an activity."""
        return self.add(
            models.Progress, participation_id=participation, item_id=item, on=on, status=status.value,
            hours=Decimal(hours) if hours else None,
        )  # fmt: skip

    def money(self, participation: str, on: date, amount: str) -> str:
        """Money that was spent."""
        return self.add(models.MoneyRecord, participation_id=participation, item_id=None, on=on, amount=Decimal(amount))

    def step(self, revision: str, before: RevisionState, after: RevisionState, on: date) -> str:
        """A step of a revision, at noon."""
        at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        return self.add(
            models.RevisionStep, revision_id=revision, from_state=before.value, to_state=after.value, made_by="Maria",
            made_at=at,
        )  # fmt: skip

    def move(self, person: str, on: date, before: str, after: str, participation: str | None = None) -> str:
        """An advancement by exam."""
        return self.add(
            models.Advancement, person_id=person, participation_id=participation, on=on, from_class_code=before,
            to_class_code=after, route=Route.EXAM.value,
        )  # fmt: skip


def write(program: Program, fill: Any) -> Any:
    """Let a function write rows in one operation; gives what it gives."""
    with program.operation("tests.rows", "Wrote rows for a report") as op:
        return fill(Rows(op.session))
