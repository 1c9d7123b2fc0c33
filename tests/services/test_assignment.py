"""Who rates what, and when a rater's own sheets are in."""

from random import Random

import pytest

from tests.selection_cycle import Made, make_cycle
from umdesk.domain.assigning import FileRow
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import Conflict, CycleState, DeclaredAs
from umdesk.services import (
    accounts,
    assigning,
    assignment,
    conflicts,
    cycle_steps,
    history,
    raters,
    reopening,
    sealing,
    sheets,
)
from umdesk.services.applicants import editing
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
            sheets.give_out(op.session, application, bo, program.now())
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


def loads(proposal: assigning.Proposal) -> dict[str, tuple[int, int]]:
    return {load.rater: (load.before, load.after) for load in proposal.loads}


def given(program: Program, made: Made) -> dict[str, set[str]]:
    """Who rates what, by name and the last digit of the number."""
    numbers = {application: number[-1] for number, application in made.applications.items()}
    with program.reading() as session:
        names = {rater: session.get_one(models.Rater, rater).name for rater in made.raters}
        assigned = assignment.assigned(session, made.cycle)
    return {names[rater]: {numbers[one] for one in own} for rater, own in assigned.items()}


def test_by_chance_in_balance_what_is_begun_stays_and_nobody_recused_gets_one(program: Program) -> None:
    made = make_cycle(program, 6)
    with pytest.raises(NotNow, match="is draft, and applications are assigned while it is open or in scoring"):
        assigning.by_chance(program, made.cycle, 2)
    made.go(CycleState.SCORING)
    bo, cy, _di = made.raters
    one, two = made.applications["2026-0001"], made.applications["2026-0002"]
    made.rate("2026-0001", (7, 5))
    conflicts.judge(program, two, cy, Conflict.RECUSED)
    shown = assigning.by_chance(program, made.cycle, 1, chance=Random(3))
    assert given(program, made) == dict.fromkeys(("Bo", "Cy", "Di"), frozenset("123456")), "nothing is made yet"
    assert loads(shown) == {"Bo": (6, 2), "Cy": (5, 2), "Di": (6, 2)}
    assert (bo, one) not in shown.give, "it is begun and there"
    assert shown.short == tuple(made.applications), "the cycle asks for three raters each"
    assigning.assign(program, shown)
    got = given(program, made)
    assert ({len(own) for own in got.values()}, "1" in got["Bo"]) == ({2, 3}, True), "Cy has a recused one on top"
    assert [len(line.raters) for line in assigning.applications(program, made.cycle)] == [1] * 6
    line = assigning.applications(program, made.cycle)[1]
    assert (line.recused, line.missing, "Cy" in line.raters) == (("Cy",), 2, False)
    again = assigning.by_chance(program, made.cycle, 2, chance=Random(4))
    assert sum(after for _before, after in loads(again).values()) == 12
    history.undo(program)
    assert given(program, made) == dict.fromkeys(("Bo", "Cy", "Di"), frozenset("123456"))
    for each in (0, 4):
        with pytest.raises(InvalidInput, match="from 1 to 3 raters"):
            assigning.by_chance(program, made.cycle, each)


def test_by_hand_and_from_a_list_each_shown_first_with_what_will_not_do(program: Program) -> None:
    made = make_cycle(program, 4, ("Bo", "Cy"))
    made.go(CycleState.SCORING)
    bo, cy = made.raters
    one, two, three, four = made.applications.values()
    made.rate("2026-0001", (7, 5))
    conflicts.judge(program, four, bo, Conflict.RECUSED)
    shown = assigning.by_hand(program, made.cycle, bo, {two, four})
    assert (loads(shown)["Bo"], shown.notes) == (
        (3, 2), ("Bo has begun 2026-0001 and keeps it.", "Bo is recused from 2026-0004 and does not get it."),
    )  # fmt: skip
    assigning.assign(program, shown)
    assert given(program, made) == {"Bo": set("124"), "Cy": set("1234")}

    with program.operation("tests.withdraw", "Withdrew") as op:
        op.session.get_one(models.Application, three).state = "withdrawn"
    rows = [
        FileRow(2, "2026-0002", "cy"), FileRow(3, "2026-0003", "Bo"), FileRow(4, "2026-0009", "Bo"),
        FileRow(5, "2026-0001", "Eve"), FileRow(6, "", "Bo"), FileRow(7, "2026-0004", "Bo"),
        FileRow(8, "2026-0001", ""), FileRow(9, "", "", "It is a date."),
    ]  # fmt: skip
    listed = assigning.by_list(program, made.cycle, rows)
    assert listed.refused == (
        (3, "2026-0003 is not rated: Withdrawn."),
        (4, "The cycle has no application 2026-0009."),
        (5, "“Eve” is no rater of this cycle. Add them to the panel first, or put the name right."),
        (6, "The row names no application."),
        (7, "Bo is recused from 2026-0004, so it was not assigned."),
        (8, "The row names no rater for 2026-0001."),
        (9, "It is a date."),
    )
    assert (listed.give, listed.take, listed.notes) == ((), (), ("1 row of the list is assigned already.",))

    assigning.let_everyone_rate(program, made.cycle)
    fresh = assigning.by_list(program, made.cycle, [FileRow(2, "2026-0002", "Cy")])
    assert loads(fresh) == {"Bo": (2, 1), "Cy": (3, 1)}
    made.rate("2026-0002", (5, 5))
    with pytest.raises(NotNow, match="Bo has begun a sheet that was to be taken away"):
        assigning.assign(program, fresh)
    assert one != cy


def test_everybody_or_what_is_assigned_and_back_again(program: Program) -> None:
    made = make_cycle(program, 3, ("Bo", "Cy"))
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (7, 5))
    assigning.let_assigned_rate(program, made.cycle, assigning.Kept.ALL)
    assert given(program, made) == {"Bo": set("123"), "Cy": set("123")}
    assigning.let_assigned_rate(program, made.cycle, assigning.Kept.BEGUN)
    assert given(program, made) == {"Bo": {"1"}, "Cy": set()}
    assigning.let_everyone_rate(program, made.cycle)
    assert given(program, made) == {"Bo": set("123"), "Cy": set("123")}
    with program.operation("tests.close", "Closed") as op:
        op.session.get_one(models.Cycle, made.cycle).state = CycleState.CLOSED.value
    for change in (assigning.let_everyone_rate, lambda p, c: assigning.let_assigned_rate(p, c, assigning.Kept.ALL)):
        with pytest.raises(NotNow, match="is closed"):
            change(program, made.cycle)


def test_who_has_begun_to_rate_does_not_open_the_seal_by_their_own_hand(program: Program) -> None:
    made = make_cycle(program, 2, ("Bo", "Cy"))
    made.go(CycleState.SCORING)
    bo, cy = made.raters
    accounts.link_rater(program, bo, program.account.account_id)
    accounts.link_rater(program, bo, "")
    accounts.link_rater(program, bo, program.account.account_id)
    said = {"how": DeclaredAs.RATER, "now": program.now(), "by": "Bo"}
    with program.operation("tests.declare", "Declared") as op:
        for application in made.applications.values():
            conflicts.declare(op.session, bo, application, conflict=False, reason="", **said)
    for change in (lambda: accounts.link_rater(program, bo, ""), lambda: raters.remove(program, bo)):
        with pytest.raises(NotNow, match="has begun, and what you rate stays yours"):
            change()
    assigning.let_assigned_rate(program, made.cycle, assigning.Kept.BEGUN)
    by_chance = assigning.by_chance(program, made.cycle, 1)
    assert {one.rater: one.after for one in by_chance.loads} == {"Bo": 2, "Cy": 0}, "what is one's own stays"
    nothing = assigning.by_hand(program, made.cycle, bo, ())
    for change in (lambda: assigning.assign(program, nothing), lambda: cycle_steps.step_back(program, made.cycle)):
        with pytest.raises(NotNow, match="has begun, and what you rate stays yours"):
            change()
    assigning.let_everyone_rate(program, made.cycle)
    with program.operation("tests.blind", "Made it blind") as op:
        op.session.get_one(models.Cycle, made.cycle).blind = True
    with pytest.raises(NotNow, match="has begun, and what you rate stays yours"):
        history.undo(program)
    with program.operation("tests.recuse", "Recused") as op:
        for application in made.applications.values():
            conflicts.declare(op.session, bo, application, conflict=True, reason="", **said)
    accounts.link_rater(program, bo, "")
    with program.operation("tests.paper", "Typed a paper sheet once") as op:
        sheet = sheets.give_out(op.session, made.applications["2026-0001"], cy, program.now())
        op.session.flush()
        op.session.add(
            models.PaperEntry(
                sheet_id=sheet.id, turn=1, ratings={}, comments={}, conflict="none", typed_by="Eve",
                typed_at=program.now(),
            )
        )  # fmt: skip
    with pytest.raises(NotNow, match="Cy has ratings on file"):
        raters.remove(program, cy)


def test_who_may_have_seen_the_ratings_takes_on_no_sheet_by_their_own_hand(program: Program) -> None:
    made = make_cycle(program, 2, ("Bo", "Cy", "Di"))
    made.go(CycleState.SCORING)
    (bo, cy, _di), (number, second) = made.raters, made.applications
    made.rate(number, (7, 5), (4, 4))
    late = "has begun and nothing of it is sealed for you"
    with pytest.raises(NotNow, match=late):
        accounts.link_rater(program, cy, program.account.account_id)
    with program.operation("tests.link", "Linked by another coordinator", undoable=False) as op:
        op.session.get_one(models.Rater, bo).account_id = program.account.account_id
    editing.withdraw(program, made.applications[second], "moved away")
    with program.reading() as session:
        assert made.cycle not in sealing.of(session, program).scores, "the one sheet that is left is in"
    for change in (
        lambda: editing.take_back_withdrawal(program, made.applications[second]),
        lambda: history.undo(program),
        lambda: reopening.reopen(program, made.applications[number], bo, "typed wrong"),
    ):
        with pytest.raises(NotNow, match=late):
            change()
    conflicts.judge(program, made.applications[second], bo, Conflict.RECUSED)
    editing.take_back_withdrawal(program, made.applications[second])
    with program.reading() as session:
        assert made.cycle not in sealing.of(session, program).scores, "recused before it came back"
