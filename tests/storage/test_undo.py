"""What is for good fixes its parts as well: a printed revision its goals, a closed cycle its ratings."""

from datetime import date
from decimal import Decimal

import pytest

from umdesk.domain.errors import NotNow
from umdesk.services.programs import Program
from umdesk.storage import undo
from umdesk.storage.models import (
    Application,
    Appointment,
    Base,
    CriteriaSet,
    Cycle,
    Participation,
    Person,
    Plan,
    PlanGoal,
    PlanItem,
    Rater,
    Rating,
    Record,
    Revision,
    Sheet,
    new_id,
)
from umdesk.storage.undo import MODELS, PART_OF

TODAY = date(2026, 5, 20)


def add(program: Program, summary: str, *records: Record) -> None:
    with program.operation("x", summary) as op:
        op.session.add_all(records)


def person() -> Person:
    return Person(last_name="Reyes", first_name="Ana", employee_number="000123")


def plan_of(someone: Person) -> tuple[Participation, Plan, Revision]:
    participation = Participation(person_id=someone.id, started=TODAY)
    plan = Plan(participation_id=participation.id, number="2026-0001")
    return participation, plan, Revision(plan_id=plan.id, number=1, state="draft", started_on=TODAY)


def scored(program: Program) -> tuple[Cycle, Rating]:
    someone = person()
    held = Appointment(
        person_id=someone.id, effective=TODAY, class_code="1379", class_title="x", tenure="x", time_base="x"
    )
    cycle = Cycle(name="Spring", state="scoring", aggregate="mean", minimum_raters=1, spread_threshold=Decimal(20))
    version = CriteriaSet(cycle_id=cycle.id, version=1, made_at=program.now())
    application = Application(
        number="2026-0001",
        cycle_id=cycle.id,
        person_id=someone.id,
        appointment_id=held.id,
        received=TODAY,
        state="received",
    )
    rater = Rater(cycle_id=cycle.id, name="Bo")
    sheet = Sheet(
        application_id=application.id, rater_id=rater.id, criteria_set_id=version.id, assigned_at=program.now()
    )
    add(program, "Set up", someone, held, cycle, version, application, rater, sheet)
    rating = Rating(sheet_id=sheet.id, criterion_key=new_id(), value=Decimal(4))
    add(program, "Rated 4", rating)
    return cycle, rating


def test_a_goal_is_fixed_once_its_revision_is_printed(program: Program) -> None:
    someone = person()
    participation, plan, revision = plan_of(someone)
    item = PlanItem(plan_id=plan.id, kind="goal")
    add(program, "Started a plan", someone, participation, plan, revision, item)
    goal = PlanGoal(revision_id=revision.id, item_id=item.id, position=0, term="short-term", text="Learn")
    add(program, "Added a goal", goal)
    with program.operation("x", "Printed plan 2026-0001", undoable=False) as op:
        op.session.get_one(Revision, revision.id).state = "printed"
    with pytest.raises(NotNow, match="“Added a goal” cannot be undone after “Printed plan 2026-0001”"):
        undo.undo(program)


def test_a_second_revision_may_be_undone_while_the_first_stays_printed(program: Program) -> None:
    someone = person()
    participation, plan, revision = plan_of(someone)
    add(program, "Started a plan", someone, participation, plan, revision)
    with program.operation("x", "Printed plan 2026-0001", undoable=False) as op:
        op.session.get_one(Revision, revision.id).state = "printed"
    add(program, "Started revision 2", Revision(plan_id=plan.id, number=2, state="draft", started_on=TODAY))
    assert undo.undo(program) == "Started revision 2"
    with pytest.raises(NotNow, match="“Started a plan” cannot be undone"):
        undo.undo(program)


def test_a_rating_is_fixed_once_its_cycle_is_closed(program: Program) -> None:
    cycle, _ = scored(program)
    with program.operation("x", "Closed Spring", undoable=False) as op:
        op.session.get_one(Cycle, cycle.id).state = "closed"
    with pytest.raises(NotNow, match="“Rated 4” cannot be undone after “Closed Spring”"):
        undo.undo(program)


def test_other_fields_of_the_same_record_do_not_stand_in_the_way(program: Program) -> None:
    _, rating = scored(program)
    with program.operation("x", "Rated 5") as op:
        op.session.get_one(Rating, rating.id).value = Decimal(5)
    other = program.steps.done.pop()
    with program.operation("x", "Commented") as op:
        op.session.get_one(Rating, rating.id).comment = "Clear"
    program.steps.done[-1] = other
    assert undo.undo(program) == "Rated 5"
    with program.reading() as session:
        found = session.get_one(Rating, rating.id)
        assert (found.value, found.comment) == (Decimal(4), "Clear")


def test_a_number_written_otherwise_is_the_same_number(program: Program) -> None:
    _, rating = scored(program)
    with program.operation("x", "Rated 5") as op:
        op.session.get_one(Rating, rating.id).value = Decimal("5.0")
    assert undo.undo(program) == "Rated 5"
    assert undo.redo(program) == "Rated 5"
    with program.reading() as session:
        assert str(session.get_one(Rating, rating.id).value) == "5.0"


def test_the_table_of_parts_names_real_columns() -> None:
    for table, (whole, field) in PART_OF.items():
        keys = Base.metadata.tables[table].columns[field].foreign_keys
        assert [key.column.table.name for key in keys] == [whole]
        assert whole in MODELS
