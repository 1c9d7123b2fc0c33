"""A ranking is worked out once for each state of the data: nobody gets an older or a newer one than they see."""

import contextlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import event

from tests.selection_cycle import make_cycle
from umdesk.domain.class_changes import AddClass
from umdesk.domain.words import CycleState, Outcome
from umdesk.services import classes, decisions, drafts, history, ratings, settings, standing
from umdesk.services.classes import editing as class_editing
from umdesk.services.programs import Program
from umdesk.services.standing import Standing
from umdesk.storage import drafts as stored
from umdesk.storage import models


def ranked(program: Program, cycle_id: str) -> Standing:
    with program.reading() as session:
        return standing.load(session, cycle_id)


def best(now: Standing) -> str:
    return now.ranking.ranked[0].number


def test_a_ranking_is_made_anew_after_each_change_that_touches_it_and_after_no_other(program) -> None:
    made = make_cycle(program, people=2)
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (9, 9), (9, 9), (9, 9))
    made.rate("2026-0002", (5, 5), (5, 5), (5, 5))
    first = ranked(program, made.cycle)
    assert (best(first), ranked(program, made.cycle) is first) == ("2026-0001", True)

    with program.reading() as early:
        early.get_one(models.Cycle, made.cycle)  # what it sees is settled here
        for rater in made.raters:
            ratings.enter(program, made.applications["2026-0001"], rater, made.keys[0], Decimal(0))
        after = ranked(program, made.cycle)
        assert best(after) == "2026-0002"
        assert best(standing.load(early, made.cycle)) == "2026-0001"
    assert ranked(program, made.cycle) is after

    history.undo(program)
    history.undo(program)
    history.undo(program)
    assert best(ranked(program, made.cycle)) == "2026-0001"

    made.go(CycleState.DECIDING)
    rested = ranked(program, made.cycle)
    assert rested.state is CycleState.DECIDING
    decisions.decide(program, made.applications["2026-0001"], Outcome.SELECTED)
    assert ranked(program, made.cycle) is rested
    decisions.apply(program, made.cycle)
    assert ranked(program, made.cycle).applications["2026-0001"].state == "selected"


def test_an_operation_ranks_what_it_has_changed_itself(program) -> None:
    made = make_cycle(program, people=1)
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (9, 9), (9, 9), (9, 9))
    before = ranked(program, made.cycle)
    with program.operation("tests.rename", "Renamed Bo") as op:
        assert standing.load(op.session, made.cycle) is before
        rater = op.session.get_one(models.Rater, made.raters[0])
        rater.name = "Zoe"
        assert set(standing.load(op.session, made.cycle).raters.values()) == {"Cy", "Di", "Zoe"}
        rater.name = "Bo"
    assert ranked(program, made.cycle).raters == before.raters


def test_typing_settings_and_classes_are_read_again_after_a_change_of_theirs_alone(program) -> None:
    made = make_cycle(program, people=2)
    one, other = made.applications.values()
    asked: list[str] = []
    event.listen(program.opened.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    def read(table: str, ask: Callable[[], Any]) -> tuple[Any, bool]:
        """The answer, and whether the table was read for it."""
        asked.clear()
        return ask(), any(f"FROM {table}" in " ".join(each.split()) for each in asked)

    def width() -> tuple[Any, bool]:
        return read("setting", lambda: settings.get(program, "people.employee_number_width"))

    def typing(record: str) -> tuple[Any, bool]:
        return read("draft", lambda: drafts.of_record(program, record))

    def gardener() -> tuple[Any, bool]:
        return read("job_class", lambda: classes.catalogue(program).title("0999", date(2026, 5, 20)))

    (six, _), (nothing, _), (unknown, _) = width(), typing(one), gardener()
    assert (nothing, unknown) == ({}, "")
    assert (width(), typing(other), gardener()) == ((six, False), ({}, False), ("", False))

    drafts.keep(program, "application", one, "notes", "called")
    assert (typing(one), typing(other), width()) == (({"notes": "called"}, True), ({}, False), (six, False))
    settings.change(program, "people.employee_number_width", 8)
    class_editing.change(program, [AddClass("0999", {"title": "Gardener"})])
    assert (width(), gardener()) == ((8, True), ("Gardener", True))
    history.undo(program)
    history.undo(program)
    drafts.drop(program, one)
    assert (width(), typing(one), gardener()) == ((six, True), ({}, True), ("", True))


def test_an_operation_that_drops_typing_and_fails_leaves_it_for_those_who_ask_next(program: Program) -> None:
    mine, record = program.account.account_id, program.id
    drafts.keep(program, "program", record, "office", "half a word")
    with contextlib.suppress(ZeroDivisionError), program.operation("tests.drop", "Dropped typing") as op:
        stored.drop(op.session, mine, record, "office")
        assert stored.of_account(op.session, mine) == []
        raise ZeroDivisionError
    assert [typed.value for typed in drafts.recovered(program)] == ["half a word"]
