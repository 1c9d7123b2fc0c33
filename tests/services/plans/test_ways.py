"""Ways to the target class, the appointment of today, and the funds that are offered."""

from datetime import date
from decimal import Decimal

import pytest

from tests.served import served
from tests.services.plans.conftest import Someone
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.ladders import Step
from umdesk.domain.words import ExamOutcome, ItemKind, ResourceKind, Route
from umdesk.services import history
from umdesk.services.classes import ladders
from umdesk.services.plans import appointment, editing, offers, queries, ways
from umdesk.services.plans.appointment import Difference
from umdesk.services.programs import Program
from umdesk.storage import models


def move(program: Program, someone: Someone, on: date, code: str, supervisor: str) -> None:
    """Give somebody another appointment."""
    with program.operation("tests.move", "Moved") as op:
        named = models.Supervisor(id=models.new_id(), name=supervisor)
        op.session.add(named)
        op.session.flush()
        op.session.add(
            models.Appointment(
                person_id=someone.person, effective=on, class_code=code, class_title="", tenure="permanent",
                time_base="1.0", supervisor_id=named.id,
            )
        )  # fmt: skip


def test_the_ladders_lead_from_the_current_class_with_advice_for_this_participant(
    program: Program, rebecca: Someone
) -> None:
    ladders.add(program, Step("1379", "5278", Route.BRIDGING))
    ladders.add(program, Step("5278", "5157", Route.TRANSFER, "Ask early"))
    ladders.add(program, Step("1379", "5393", Route.TRAINING_AND_DEVELOPMENT))
    served(program, rebecca.participation, date(2025, 1, 1), date(2025, 6, 30))
    with program.operation("tests.exam", "Failed") as op:
        op.session.add(
            models.ExamResult(
                participation_id=rebecca.participation, class_code="5278", taken_on=date(2026, 3, 1),
                outcome=ExamOutcome.FAILED, retake_from=date(2027, 3, 1),
            )
        )  # fmt: skip
    found = ways.reachable(program, rebecca.revision)
    assert [(one.class_code, one.steps, one.how, one.confirmed) for one in found] == [
        ("5278", 1, "bridging", True),
        ("5393", 1, "T&D", False),
        ("5157", 2, "bridging to 5278, then transfer", True),
    ]
    target = ways.to_class(program, rebecca.revision, "5157")
    assert (target.name, target.current) == ("5157 Staff Services Analyst (General)", "1379 Office Assistant (Typing)")
    assert [[leg.to_code for leg in way] for way in target.ways] == [["5278", "5157"]]
    assert target.ways[0][1].routes[0].takes[0] == ways.Advice("Ask early", "noted on the ladder")
    by_td = ways.to_class(program, rebecca.revision, "5393")
    assert not by_td.facts.confirmed if by_td.facts else False
    assert ways.Advice("6 months of 24 months used, 18 months left.", "T&D on record here") in (
        by_td.ways[0][0].routes[0].takes
    )
    unknown = ways.to_class(program, rebecca.revision, "9999")
    assert (unknown.name, unknown.facts, unknown.ways) == ("9999", None, ())
    ladders.add(program, Step("1379", "5278", Route.EXAM))
    said = [one.text for one in ways.to_class(program, rebecca.revision, "5278").ways[0][0].routes[0].takes]
    assert said[-1] == "Failed on Mar 1, 2026; it can be taken again from Mar 1, 2027 on."


def test_a_newer_appointment_is_taken_over_into_a_draft_and_undone(program: Program, rebecca: Someone) -> None:
    held = appointment.held_today(program, rebecca.revision)
    assert held is not None
    assert (held.as_of, held.since, held.tenure, held.differences) == (
        program.today(), date(2024, 3, 1), "permanent", (),
    )  # fmt: skip
    move(program, rebecca, date(2026, 5, 10), "5278", "Ana Núñez O’Dell")
    move(program, rebecca, date(2026, 6, 1), "5157", "Not yet")
    held = appointment.held_today(program, rebecca.revision)
    assert held is not None
    assert held.differences == (
        Difference("Class", "1379 Office Assistant (Typing)", "5278 Management Services Technician"),
        Difference("Supervisor", "Dana Whitfield", "Ana Núñez O’Dell"),
    )
    appointment.take_over(program, rebecca.revision)
    content = queries.plan(program, rebecca.participation).content
    assert (content.current_class_code, content.current_class_title, content.unit_name, content.supervisor_name) == (
        "5278", "Management Services Technician", "Redding Center", "Ana Núñez O’Dell",
    )  # fmt: skip
    assert history.undo_step(program) == f"Took the appointment of today over into plan {rebecca.number}"
    history.undo(program)
    assert queries.plan(program, rebecca.participation).content.current_class_code == "1379"


def test_a_printed_plan_takes_no_appointment_over(program: Program, rebecca: Someone) -> None:
    with program.operation("tests.freeze", "Printed") as op:
        op.session.get_one(models.Revision, rebecca.revision).state = "printed"
    with pytest.raises(NotNow, match="can no longer be changed"):
        appointment.take_over(program, rebecca.revision)


def test_funds_of_plans_and_of_money_are_offered_once_each(program: Program, rebecca: Someone) -> None:
    for fund in ("Training", "training", "CalPERS", ""):
        editing.add_row(program, rebecca.revision, ItemKind.COST, {"text": "x", "fund": fund})
    with program.operation("tests.money", "Spent") as op:
        op.session.add(
            models.MoneyRecord(
                participation_id=rebecca.participation, on=program.today(), amount=Decimal(3), fund="Petty cash"
            )
        )
    assert offers.funds(program) == ("CalPERS", "Petty cash", "Training")


def test_a_mentor_is_one_of_the_directory(program: Program, rebecca: Someone) -> None:
    with program.operation("tests.mentor", "Added") as op:
        mentor = models.Resource(id=models.new_id(), kind=ResourceKind.MENTOR, name="Renée O'Neill")
        course = models.Resource(id=models.new_id(), kind=ResourceKind.COURSE, name="CalLearns")
        op.session.add_all([mentor, course])
        ids = mentor.id, course.id
    editing.set_fields(program, rebecca.revision, {"mentor_name": "Renée O'Neill", "mentor_resource_id": ids[0]})
    assert queries.plan(program, rebecca.participation).content.mentor_resource_id == ids[0]
    for wrong in (ids[1], models.new_id()):
        with pytest.raises(InvalidInput, match="no longer in the directory"):
            editing.set_fields(program, rebecca.revision, {"mentor_resource_id": wrong})
    row = editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, {"text": "x", "resource_id": ids[1]})
    with pytest.raises(InvalidInput, match="no longer in the directory"):
        editing.set_row(program, ItemKind.ACTIVITY, row, {"resource_id": models.new_id()})


def test_a_removed_goal_leaves_its_place_to_the_other_that_is_served(program: Program, rebecca: Someone) -> None:
    rows = [editing.add_row(program, rebecca.revision, ItemKind.GOAL, {"text": text}) for text in ("a", "b")]
    items = [goal.item for goal in queries.plan(program, rebecca.participation).content.goals]
    editing.add_row(
        program, rebecca.revision, ItemKind.ACTIVITY, {"serves_item_id": items[0], "also_serves_item_id": items[1]}
    )
    editing.remove_row(program, ItemKind.GOAL, rows[0])
    activity = queries.plan(program, rebecca.participation).content.activities[0]
    assert (activity.serves, activity.also_serves) == (items[1], None)
