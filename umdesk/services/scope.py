"""What "own" and "part" in the table of permissions mean today: whose plans, sheets and notes an account reaches.

A supervisor's own participants are those whose appointment names the supervisor today, a rater's own sheets those of
the cycles in scoring that they rate. Who asks for a record that is not theirs gets one sentence, the same whether the
record is somebody else's or does not exist, so that nobody learns which records there are.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Executable, bindparam, select, union_all
from sqlalchemy.orm import Session

from umdesk.domain.errors import Gone, NotAllowed, UserError
from umdesk.domain.plans import COUNSELING
from umdesk.domain.words import CycleState, Role
from umdesk.services.permissions import Grant, grant
from umdesk.storage import models
from umdesk.storage.chunks import chunks
from umdesk.storage.history import RECORDED
from umdesk.storage.kept import keep
from umdesk.storage.program import Program

_LEAVE_OWN_ALONE = RECORDED - {"supervisor", "appointment", "participation"}
"""The tables whose changes move nobody from one supervisor to another."""
HUNG_ON = (
    models.Progress, models.MoneyRecord, models.ExamResult, models.DutyChange, models.Review, models.QualificationNote,
    models.ParticipationFile,
)  # fmt: skip
"""What happened beside a plan: the records that hang on one participation and on nothing else."""
_OF_A_REVISION = (models.PlanGoal, models.PlanCompetency, models.PlanActivity, models.PlanCost)


def own_participations(session: Session, program: Program) -> frozenset[str]:
    """The participations of the people whose appointment names the account as their supervisor today.

    The appointment of a day is the latest that has begun, else the first one, as `holding.held_or_first` says.
    """
    if Role.SUPERVISOR not in program.account.roles:
        return frozenset()
    whose = f"{program.account.account_id} {program.today()}"
    return keep(session, "own participations", whose, lambda: _own(session, program), _LEAVE_OWN_ALONE)


def _own(session: Session, program: Program) -> frozenset[str]:
    held, supervisor, part = models.Appointment, models.Supervisor, models.Participation
    mine = set(session.scalars(select(supervisor.id).where(supervisor.account_id == program.account.account_id)))
    once = select(held.person_id).where(held.supervisor_id.in_(mine))
    today = program.today()
    named: dict[str, str | None] = {}
    for row in session.execute(
        select(held.person_id, held.effective, held.supervisor_id)
        .where(held.person_id.in_(once))
        .order_by(held.effective, held.id)
    ):
        if row.effective <= today or row.person_id not in named:
            named[row.person_id] = row.supervisor_id
    people = [person for person, supervisor_id in named.items() if supervisor_id in mine]
    return frozenset(session.scalars(select(part.id).where(part.person_id.in_(people))))


def supervisor_of(session: Session, program: Program) -> str:
    """The name of the supervisor record that is linked to the account, "" without one."""
    record = models.Supervisor
    found = session.scalars(select(record.name).where(record.account_id == program.account.account_id))
    return found.first() or ""


def visible(session: Session, program: Program, what: str) -> frozenset[str] | None:
    """The participations that the account reaches with `what` ("module.function"); None is all of them."""
    return own_participations(session, program) if grant(program, what) is Grant.OWN else None


def refuse_others(session: Session, program: Program, what: str, participation_id: str) -> None:
    """Let `what` go on with a participation, or refuse.

    Raises:
        NotAllowed: it is none of those that the account reaches, or there is no such participation.
    """
    reached = visible(session, program, what)
    if reached is not None and participation_id not in reached:
        raise no_such_plan()


def revision(session: Session, program: Program, what: str, revision_id: str) -> models.Revision:
    """The revision's row, the only way in which an operation or query gets at one.

    Raises:
        NotAllowed: it is of none of the account's own participants, or there is no such revision.
        Gone: there is no such revision (any more) and the account reaches all of them.
    """
    reached = visible(session, program, what)
    found = session.get(models.Revision, revision_id)
    if reached is not None and (found is None or _participation(session, found) not in reached):
        raise no_such_plan()
    if found is None:
        raise Gone(
            "This revision is no longer there: it was discarded, or its start was undone.", "Look at the plan again."
        )
    return found


def revisions(
    session: Session, program: Program, what: str, ids: Sequence[str]
) -> dict[str, models.Revision | UserError]:
    """The same of many at once: the row of each, or what `revision` raises."""
    row, plan = models.Revision, models.Plan
    kept: list[object] = []  # while the session's rows are held, `revision` finds them without asking the database
    for chunk in chunks(ids):
        kept += session.execute(select(row, plan).join(plan, plan.id == row.plan_id).where(row.id.in_(chunk))).all()
    found: dict[str, models.Revision | UserError] = {}
    for own in ids:
        try:
            found[own] = revision(session, program, what, own)
        except UserError as error:
            found[own] = error
    return found


def no_such_plan() -> NotAllowed:
    """The one sentence for a plan that is another's or none."""
    return NotAllowed(
        "There is no such plan among your participants.",
        "Your participants are those whose appointment names you today. Ask the coordinator if one is missing.",
    )


def kept_back(session: Session, program: Program, what: str, plan_id: str | None = None) -> Callable[[str], bool]:
    """Tells of an activity or a person, by identity, whether notes on it are kept from the account in what answers.

    Who only reads sees of counseling and coaching the date and kind: of activities that some revision calls so, of
    those that have no type yet, and of those that no revision has any more; of contacts with a person the same. With a
    plan, only its activities are asked for.
    """
    if grant(program, what) is Grant.YES:
        return lambda _item: False
    row, item, plan, part = models.PlanActivity, models.PlanItem, models.Plan, models.Participation
    kinds: dict[str, set[str]] = {}
    written = select(row.item_id, row.type)
    if plan_id is not None:
        written = written.join(item, item.id == row.item_id).where(item.plan_id == plan_id)
    for item_id, kind in session.execute(written):
        kinds.setdefault(item_id, set()).add(kind)
    open_to_all = {item_id for item_id, found in kinds.items() if found.isdisjoint({*COUNSELING, ""})}
    own = own_participations(session, program)
    mine = session.scalars(select(item.id).join(plan, plan.id == item.plan_id).where(plan.participation_id.in_(own)))
    shown = open_to_all.union(mine, session.scalars(select(part.person_id).where(part.id.in_(own))))
    return lambda item_id: item_id not in shown


def own_raters(session: Session, program: Program) -> dict[str, str]:
    """The cycles in scoring that the account rates, with the rater that it is there: cycle id to rater id."""
    if Role.RATER not in program.account.roles:
        return {}
    rater, cycle = models.Rater, models.Cycle
    rows = session.execute(
        select(cycle.id, rater.id)
        .join(rater, rater.cycle_id == cycle.id)
        .where(rater.account_id == program.account.account_id, cycle.state == CycleState.SCORING.value)
        .order_by(cycle.name, rater.id)
    )
    return dict(rows.all())


def owns_record(session: Session, program: Program, record_id: str) -> bool:
    """Whether typing into a record is the account's own: a part of an own participant's plan, or an own sheet.

    A sheet that nobody has begun stands under the id of its application.
    """
    participation = participation_of_record(session, record_id)
    if participation is not None:
        return participation in own_participations(session, program)
    raters = own_raters(session, program)
    application = session.get(models.Application, record_id)
    if application is not None:
        return application.cycle_id in raters
    sheet = session.get(models.Sheet, record_id)
    return sheet is not None and sheet.rater_id in raters.values()


def participation_of_record(session: Session, record_id: str) -> str | None:
    """The participation to which a record of a plan belongs; None for any other record."""
    found: str | None = session.scalars(_whose(), {"record": record_id}).first()
    return found


@cache
def _whose() -> Executable:
    """One question for all kinds of records: an id says nothing of its table."""
    part, plan, revision = models.Participation, models.Plan, models.Revision
    record: BindParameter[str] = bindparam("record")
    of_a_revision: tuple[Any, ...] = _OF_A_REVISION
    hung_on: tuple[Any, ...] = (*HUNG_ON, models.Contact, models.TDAssignment)
    of_revision = select(plan.participation_id).join(revision, revision.plan_id == plan.id)
    return union_all(
        select(part.id).where(part.id == record),
        select(plan.participation_id).where(plan.id == record),
        of_revision.where(revision.id == record),
        *(of_revision.join(row, row.revision_id == revision.id).where(row.id == record) for row in of_a_revision),
        *(select(row.participation_id).where(row.id == record) for row in hung_on),
    )


def _participation(session: Session, found: models.Revision) -> str:
    return session.get_one(models.Plan, found.plan_id).participation_id
