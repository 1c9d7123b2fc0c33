"""Exams of participants: recorded, put right, undone; who is on a list and whose list ends soon."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.plans.conftest import Someone, someone
from tests.services.plans.test_td import plan_assignment
from umdesk.domain.errors import Gone
from umdesk.domain.exams import Exam
from umdesk.domain.words import ExamOutcome, ListKind, ParticipationState
from umdesk.services import history
from umdesk.services.plans import exams, participations, queries
from umdesk.services.programs import Program

TODAY = date(2026, 5, 20)
PASSED = Exam(
    "5157", ExamOutcome.PASSED, date(2026, 3, 2), ListKind.SERVICE_WIDE, "3", list_expires=date(2026, 7, 19)
)  # fmt: skip


def test_an_exam_is_planned_taken_and_on_a_list(program: Program, rebecca: Someone) -> None:
    plan_assignment(program, rebecca, date(2026, 7, 1), date(2026, 9, 30))
    activity = queries.plan(program, rebecca.participation).content.activities[0].item
    one = exams.add(program, rebecca.participation, Exam(" 5157", ExamOutcome.PLANNED), item_id=activity)
    exams.add(program, rebecca.participation, Exam("1379", ExamOutcome.FAILED, date(2024, 1, 5)))
    exams.change(program, one, PASSED, item_id=activity)
    newest, older = exams.listed(program, rebecca.participation)
    assert newest.exam == PASSED
    assert (newest.for_class, newest.activity) == ("5157 Staff Services Analyst (General)", "Budget office")
    assert newest.standing == "On the list until Jul 19, 2026 (60 days left)"
    assert newest.expires_soon
    assert (older.exam.outcome, older.standing, older.activity) == (ExamOutcome.FAILED, "", "")
    assert one in queries.plan(program, rebecca.participation).record_ids
    assert history.undo(program).startswith("Changed the exam of Rebecca Nelson for 5157: passed")
    assert [row.exam.outcome for row in exams.listed(program, rebecca.participation)] == [
        ExamOutcome.PLANNED, ExamOutcome.FAILED,
    ]  # fmt: skip
    exams.remove(program, one)
    assert len(exams.listed(program, rebecca.participation)) == 1
    with pytest.raises(Gone):
        exams.remove(program, one)
    with pytest.raises(Gone):
        exams.change(program, older.id, PASSED, item_id="0" * 32)


def test_whose_list_ends_soon(program: Program, rebecca: Someone) -> None:
    ana = someone(program, "Reyes", "Ana", "004712")
    first = exams.add(program, rebecca.participation, PASSED)
    # An older list for the same class that ends sooner says nothing, nor does one that ends in 61 days.
    exams.add(program, rebecca.participation, replace(PASSED, list_expires=date(2026, 6, 1)))
    exams.add(program, rebecca.participation, replace(PASSED, class_code="1379", list_expires=date(2026, 7, 20)))
    exams.add(program, ana.participation, replace(PASSED, list_expires=TODAY))
    with program.reading() as session:
        found = exams.expiring(session, TODAY)
    assert [(one.participation_id, one.expires, one.days) for one in found] == [
        (ana.participation, TODAY, 0),
        (rebecca.participation, date(2026, 7, 19), 60),
    ]
    assert found[1].exam_id == first
    participations.set_state(program, ana.participation, ParticipationState.WITHDRAWN, TODAY, "moved away")
    with program.reading() as session:
        assert [one.exam_id for one in exams.expiring(session, TODAY)] == [first]
