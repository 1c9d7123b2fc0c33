"""Every step can be undone until something is printed; the draw that scoring fixed stays, and is said before."""

import pytest
from sqlalchemy import select

from tests.e2e import office
from umdesk.domain.errors import NotNow
from umdesk.domain.words import CycleState
from umdesk.jobs import import_file, print_plan
from umdesk.services import applicants, cycle_steps, cycles, history
from umdesk.services.plans import queries
from umdesk.storage.models import Application, Cycle, Decision, Participation, Person, Plan, Rating


def undo_all(program):
    """Undo until nothing is left or a step is refused; gives the refusal."""
    while history.undo_step(program):
        try:
            history.undo(program)
        except NotNow as refusal:
            return refusal
    return None


def count(program, *models):
    with program.reading() as session:
        return [len(session.execute(select(model.id)).all()) for model in models]


@pytest.fixture
def file(tmp_path):
    return office.workbook(tmp_path / "applications.xlsx")


def test_an_import_and_all_that_was_typed_after_it_can_be_undone_and_done_again(program, file):
    import_file.run(program, file, office.CYCLE)
    row = applicants.rows(program)[0]
    applicants.edit_person(program, row.person_id, {"work_phone": "530 555 0100"})
    applicants.withdraw(program, row.id, "moved away")

    assert undo_all(program) is None
    assert count(program, Person, Application, Cycle) == [0, 0, 0]

    while history.redo_step(program):
        history.redo(program)
    row = applicants.rows(program)[0]
    assert row.withdrawn
    assert applicants.detail(program, row.id).work_phone == "530 555 0100"
    assert count(program, Person, Application, Cycle) == [6, 6, 1]


def test_decisions_and_plans_are_undone_back_to_the_draw(program, file):
    import_file.run(program, file, office.CYCLE)
    cycle_id = office.score(program)
    office.select(program, cycle_id)
    for plan in queries.list_plans(program):
        office.write_plan(program, plan.participation_id)
    assert count(program, Participation, Plan, Decision) == [2, 2, 4]

    undo_all(program)

    assert count(program, Participation, Plan, Decision, Rating) == [0, 0, 0, 0]
    assert cycles.cycle(program, cycle_id).state in (CycleState.OPEN, CycleState.DRAFT)
    assert cycle_steps.check(program, cycle_id, CycleState.OPEN) is not None


def test_printing_is_final_and_what_led_to_it_stays(program, file):
    import_file.run(program, file, office.CYCLE)
    cycle_id = office.score(program)
    office.select(program, cycle_id)
    printed, other = queries.list_plans(program)
    revision = office.write_plan(program, printed.participation_id)
    office.write_plan(program, other.participation_id)
    print_plan.print_to_sign(program, revision)

    refusal = undo_all(program)

    assert refusal is not None
    assert count(program, Participation, Plan) == [2, 2]
    assert queries.plan(program, printed.participation_id).content.costs[0].text == "Course fee"
