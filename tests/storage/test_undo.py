"""What is for good fixes its parts as well: a printed revision its goals, a closed cycle its ratings."""

from datetime import date
from decimal import Decimal

import pytest

from umdesk.domain.errors import NotNow
from umdesk.services.programs import Program
from umdesk.storage import undo
from umdesk.storage.belonging import PART_OF
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
from umdesk.storage.undo import MODELS

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
    assert undo.next_undo(program) is None
    assert undo.undo(program) is None
    with program.reading() as session:
        assert session.get_one(PlanGoal, goal.id).text == "Learn"


def test_what_was_printed_is_no_longer_offered_and_the_step_before_it_is(program: Program) -> None:
    other = Person(last_name="Cruz", first_name="Bo", employee_number="000124")
    someone = person()
    participation, plan, revision = plan_of(someone)
    add(program, "Started a plan", someone, participation, plan, revision)
    add(program, "Added Bo Cruz", other)
    with program.operation("x", "Marked plan 2026-0001 ready") as op:
        op.session.get_one(Revision, revision.id).state = "ready"
    with program.operation("x", "Printed plan 2026-0001", undoable=False) as op:
        op.session.get_one(Revision, revision.id).state = "printed"
    assert (undo.next_undo(program) or undo.Step("", "")).summary == "Added Bo Cruz"
    assert undo.undo(program) == "Added Bo Cruz"
    assert undo.next_undo(program) is None
    assert undo.redo(program) == "Added Bo Cruz"


def test_what_was_undone_is_not_offered_again_once_it_is_fixed(program: Program) -> None:
    someone = person()
    participation, plan, revision = plan_of(someone)
    add(program, "Started a plan", someone, participation, plan, revision)
    with program.operation("x", "Marked plan 2026-0001 ready") as op:
        op.session.get_one(Revision, revision.id).state = "ready"
    assert undo.undo(program) == "Marked plan 2026-0001 ready"
    with program.operation("x", "Printed plan 2026-0001", undoable=False) as op:
        op.session.get_one(Revision, revision.id).state = "printed"
    assert undo.next_redo(program) is None
    assert undo.redo(program) is None


def test_something_for_good_elsewhere_leaves_the_step_as_often_as_one_asks(program: Program) -> None:
    someone = person()
    add(program, "Added Ana Reyes", someone)
    for text in ("one", "two"):
        with program.operation("x", f"Printed {text}", undoable=False) as op:
            op.session.add(Person(last_name=text, first_name="x", employee_number="1"))
        for _ in range(2):
            assert undo.next_undo(program) == undo.Step(program.steps.done[-1], "Added Ana Reyes")
    with program.operation("x", "Printed Ana Reyes", undoable=False) as op:
        op.session.get_one(Person, someone.id).first_name = "Anna"
    assert undo.next_undo(program) is None


def test_a_step_that_is_fixed_after_it_was_offered_is_refused(program: Program) -> None:
    someone = person()
    add(program, "Added Ana Reyes", someone)
    with program.operation("x", "Printed Ana Reyes", undoable=False) as op:
        op.session.get_one(Person, someone.id).first_name = "Anna"
    program.steps.free[program.steps.done[-1]] = 1000  # it was looked at before the print came
    with pytest.raises(NotNow, match="“Added Ana Reyes” cannot be undone after “Printed Ana Reyes”, which is for good"):
        undo.undo(program)


def test_a_second_revision_may_be_undone_while_the_first_stays_printed(program: Program) -> None:
    someone = person()
    participation, plan, revision = plan_of(someone)
    add(program, "Started a plan", someone, participation, plan, revision)
    with program.operation("x", "Printed plan 2026-0001", undoable=False) as op:
        op.session.get_one(Revision, revision.id).state = "printed"
    add(program, "Started revision 2", Revision(plan_id=plan.id, number=2, state="draft", started_on=TODAY))
    assert undo.undo(program) == "Started revision 2"
    assert undo.next_undo(program) is None


def test_a_rating_is_fixed_once_its_cycle_is_closed(program: Program) -> None:
    cycle, rating = scored(program)
    with program.operation("x", "Closed Spring", undoable=False) as op:
        op.session.get_one(Cycle, cycle.id).state = "closed"
    assert undo.undo(program) is None
    with program.reading() as session:
        assert session.get_one(Rating, rating.id).value == Decimal(4)


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


def test_a_row_that_took_the_place_of_another_goes_before_that_one_comes_back(program: Program) -> None:
    """A sheet has one rating of a criterion: old and new may not meet, in undo and in redo."""
    _, rating = scored(program)
    sheet, key, old = rating.sheet_id, rating.criterion_key, rating.id
    with program.operation("x", "Rated anew") as op:
        op.session.delete(op.session.get_one(Rating, old))
        op.session.flush()
        op.session.add(Rating(sheet_id=sheet, criterion_key=key, value=Decimal(2)))

    def values() -> list[Decimal | None]:
        with program.reading() as session:
            return [row.value for row in session.query(Rating)]

    assert values() == [Decimal(2)]
    undo.undo(program)
    assert values() == [rating.value]
    undo.redo(program)
    assert values() == [Decimal(2)]
