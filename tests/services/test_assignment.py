"""Who rates what, and when a rater's own sheets are in."""

from tests.selection_cycle import make_cycle
from umdesk.domain.words import Conflict, CycleState, DeclaredAs
from umdesk.services import assignment, conflicts
from umdesk.services.programs import Program
from umdesk.storage import models


def test_everybody_rates_what_takes_part_else_those_with_a_sheet(program: Program) -> None:
    made = make_cycle(program, 4, ("Bo", "Cy"))
    one, two, three, four = made.applications.values()
    bo, cy = made.raters
    with program.operation("test", "Withdrew") as op:
        op.session.get_one(models.Application, four).state = "withdrawn"
    with program.reading() as session:
        assert assignment.assigned(session, made.cycle) == dict.fromkeys((bo, cy), frozenset((one, two, three)))
    with program.operation("test", "Assigned") as op:
        op.session.get_one(models.Cycle, made.cycle).everyone_rates = False
        for application in (one, four):
            conflicts.new_sheet(op.session, bo, application, program.now())
    with program.reading() as session:
        assert assignment.assigned(session, made.cycle) == {bo: frozenset((one,)), cy: frozenset()}
        assert assignment.of_rater(session, made.cycle, "nobody") == frozenset()


def test_own_sheets_are_in_when_each_is_submitted_or_one_is_recused(program: Program) -> None:
    made = make_cycle(program, 2, ("Bo", "Cy"))
    made.go(CycleState.SCORING)
    (one, first), (_two, second) = made.applications.items()
    bo, cy = made.raters
    made.rate(one, (7, 5))
    with program.reading() as session:
        assert not assignment.own_sheets_in(session, made.cycle, bo)
    with program.operation("test", "Declared") as op:
        said = {"how": DeclaredAs.RATER, "now": program.now(), "by": "Bo"}
        sheet = conflicts.declare(op.session, bo, second, conflict=True, reason=" my cousin ", **said)
        assert (sheet.conflict, sheet.conflict_reason, sheet.conflict_by) == (Conflict.RECUSED, "my cousin", "Bo")
        again = conflicts.declare(op.session, bo, second, conflict=False, reason="", **said)
        assert (again.conflict, again.declared_conflict) == (Conflict.RECUSED, False), "only the coordinator clears"
    with program.reading() as session:
        assert assignment.own_sheets_in(session, made.cycle, bo)
        assert not assignment.own_sheets_in(session, made.cycle, cy)
        assert conflicts.definition(session).startswith("You have a conflict of interest")
    with program.operation("test", "Assigned to nobody") as op:
        op.session.get_one(models.Cycle, made.cycle).everyone_rates = False
    with program.reading() as session:
        assert not assignment.own_sheets_in(session, made.cycle, cy), "an assignment may still come"
    assert first != second
