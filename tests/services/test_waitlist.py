"""After decisions are applied: declining, moving the waitlist on, and what a report counts."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.selection_cycle import make_cycle
from umdesk.domain.errors import InvalidInput, NotNow, UserError
from umdesk.domain.words import ApplicationState, CycleState, Outcome, ParticipationState
from umdesk.services import decisions, history, results, waitlist
from umdesk.services.plans import participations
from umdesk.storage import blobs, models

TODAY = date(2026, 5, 20)
S = Outcome.SELECTED


def applied_cycle(program, people: int = 5, waiting: int = 2):
    """Two places; the first two are selected, the next are waitlisted, all applied."""
    made = make_cycle(program, people=people)
    made.go(CycleState.SCORING)
    for number, points in zip(made.applications, range(9, 0, -1), strict=False):
        made.rate(number, *[(points, points)] * 3)
    made.go(CycleState.DECIDING)
    decisions.decide_by_rank(program, made.cycle, waitlist=waiting)
    decisions.apply(program, made.cycle)
    return made


@pytest.fixture
def applied(program):
    return applied_cycle(program)


def states(made) -> list[str]:
    with made.program.reading() as session:
        query = select(models.Application.state).order_by(models.Application.number)
        return list(session.scalars(query))


def count(program, model) -> int:
    with program.reading() as session:
        return session.execute(select(func.count()).select_from(model)).scalar_one()


def id_of(made, number: int) -> str:
    return made.applications[f"2026-{number:04d}"]


def test_who_declines_never_took_part_and_the_next_by_rank_comes_up(applied) -> None:
    program = applied.program
    waitlist.decline(program, id_of(applied, 1), TODAY, "  Moves   away ")
    assert states(applied) == ["declined", "selected", "waitlisted", "waitlisted", "not selected"]
    tables = (models.Participation, models.ParticipationStateRow, models.Plan, models.Revision)
    assert [count(program, table) for table in tables] == [1, 1, 1, 1]
    found = waitlist.of_cycle(program, applied.cycle)
    assert (found.places, found.held, found.free, found.time_left) == (2, 1, 1, "no last day is set")
    assert [(row.number[-1], row.next_in_line) for row in found.rows] == [
        ("2", False), ("3", True), ("4", False), ("5", False), ("1", False),
    ]  # fmt: skip
    assert found.rows[-1].happened == "Declined on May 20, 2026: Moves away."
    waitlist.move_on(program, id_of(applied, 3), TODAY)
    assert states(applied) == ["declined", "selected", "selected", "waitlisted", "not selected"]
    moved = next(row for row in waitlist.of_cycle(program, applied.cycle).rows if row.number == "2026-0003")
    assert moved.happened == "Selected from the waitlist on May 20, 2026, in place of 2026-0001."
    found_rows = results.results(program, applied.cycle).rows
    assert [row.decided for row in found_rows] == [
        "selected, declined May 20, 2026", "selected", "selected from the waitlist May 20, 2026", "waitlisted",
        "not selected",
    ]  # fmt: skip
    assert [line.decision for line in results.snapshot(program, applied.cycle).rows] == [r.decided for r in found_rows]
    assert count(program, models.Participation) == 2
    with pytest.raises(NotNow, match="No place of Spring 2026 is free"):
        waitlist.move_on(program, id_of(applied, 4), TODAY)
    history.undo(program)
    history.undo(program)
    assert states(applied)[0] == "selected"
    assert [count(program, table) for table in tables] == [2, 2, 2, 2]


def test_both_go_on_after_closing_and_change_no_rank(applied) -> None:
    program = applied.program
    waitlist.set_until(program, applied.cycle, TODAY + timedelta(days=30))
    applied.go(CycleState.CLOSED)
    waitlist.decline(program, id_of(applied, 2), TODAY, "Another job")
    waitlist.move_on(program, id_of(applied, 3), TODAY)
    assert waitlist.of_cycle(program, applied.cycle).time_left == "30 days left"
    assert history.undo_step(program) == "Selected 2026-0003 from the waitlist of Spring 2026, in place of 2026-0002"
    with pytest.raises(NotNow, match="its waitlist ends on the day that stood then"):
        waitlist.set_until(program, applied.cycle, TODAY + timedelta(days=90))


def test_passing_somebody_over_takes_a_reason_and_an_ended_waitlist_stays(applied, clock) -> None:
    program = applied.program
    waitlist.set_until(program, applied.cycle, TODAY)
    waitlist.decline(program, id_of(applied, 4), TODAY, "No interest any more")
    waitlist.decline(program, id_of(applied, 1), TODAY, "Moves away")
    history.undo(program)
    history.undo(program)
    waitlist.decline(program, id_of(applied, 1), TODAY, "Moves away")
    with pytest.raises(InvalidInput, match="2026-0003 stands before 2026-0004") as caught:
        waitlist.move_on(program, id_of(applied, 4), TODAY)
    assert caught.value.field == "reason"
    for day, problem in ((date(2026, 5, 21), "has not come yet"), (date(2026, 5, 19), "were applied on May 20, 2026")):
        with pytest.raises(InvalidInput, match=problem):
            waitlist.move_on(program, id_of(applied, 3), day)
    clock.set(clock() + timedelta(days=1))
    with pytest.raises(NotNow, match="The waitlist of Spring 2026 ended on May 20, 2026"):
        waitlist.move_on(program, id_of(applied, 3), date(2026, 5, 21))
    waitlist.move_on(program, id_of(applied, 4), TODAY, reason="The first is on leave until fall")


def test_who_has_begun_withdraws_under_career_plans_and_the_place_is_free(applied) -> None:
    program = applied.program
    with program.reading() as session:
        rows = session.execute(
            select(models.Participation.id, models.Revision.id)
            .join(models.Plan, models.Plan.participation_id == models.Participation.id)
            .join(models.Revision, models.Revision.plan_id == models.Plan.id)
            .where(models.Participation.application_id == id_of(applied, 1))
        ).one()
    with program.operation("tests.print", "Printed a worksheet", undoable=False) as op:  # and nothing else was done
        op.session.add(
            models.PrintedDocument(
                kind="worksheet", number="2026-0001 S1", record_id=rows[0], digest="0" * 10, pages=1,
                blob_sha256=blobs.keep(op.session, b"%PDF", "application/pdf"), printed_at=program.now(), printed_by="",
            )
        )  # fmt: skip
    with pytest.raises(NotNow, match="they have taken part") as caught:
        waitlist.decline(program, id_of(applied, 1), TODAY, "Moves away")
    assert caught.value.advice.startswith("Let them withdraw under Career plans")
    participations.set_state(program, rows[0], ParticipationState.WITHDRAWN, TODAY, "Moves away")
    waitlist.move_on(program, id_of(applied, 3), TODAY)
    assert count(program, models.Participation) == 3
    with pytest.raises(NotNow, match="is not selected, so there is nothing to decline"):
        waitlist.decline(program, id_of(applied, 5), TODAY, "No")
    with pytest.raises(InvalidInput, match="Why the applicant declines"):
        waitlist.decline(program, id_of(applied, 3), TODAY, " ")


def test_a_declined_place_goes_to_the_waitlist_and_not_to_a_further_decision(program) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    for number, points in zip(made.applications, (9, 8, 7, 6), strict=True):
        made.rate(number, *[(points, points)] * 3)
    made.go(CycleState.DECIDING)
    decisions.decide(program, id_of(made, 1), S)
    decisions.apply(program, made.cycle)
    waitlist.decline(program, id_of(made, 1), TODAY, "Moves away")
    decisions.decide_by_rank(program, made.cycle, waitlist=1)
    decisions.apply(program, made.cycle)
    assert states(made) == ["declined", "selected", "waitlisted", "not selected"]


# --- any sequence -----------------------------------------------------------------------------------------------------


def test_any_sequence_leaves_no_more_selected_than_places_and_the_waitlist_in_order(program) -> None:
    made = applied_cycle(program, people=7, waiting=3)
    chance = random.Random(2)

    def in_line() -> list[str]:
        rows = waitlist.of_cycle(program, made.cycle).rows
        return [r.application_id for r in rows if r.state is ApplicationState.WAITLISTED] or [id_of(made, 7)]

    acts: dict[str, Callable[[str], object]] = {
        "decline": lambda one: waitlist.decline(program, one, TODAY, "No"),
        "move on": lambda _one: waitlist.move_on(program, chance.choice(in_line()), TODAY),
        "undo": lambda _one: history.undo(program) if "deciding" not in history.undo_step(program) else None,
        "redo": lambda _one: history.redo(program),
        "decide": lambda one: decisions.decide(program, one, chance.choice(list(Outcome))),
        "decide by rank": lambda _one: decisions.decide_by_rank(program, made.cycle, waitlist=3),
        "apply": lambda _one: decisions.apply(program, made.cycle),
    }
    done = dict.fromkeys(acts, 0)
    for _ in range(50):
        act = chance.choice([*acts, "decline", "move on", "move on"])
        try:
            acts[act](chance.choice(list(made.applications.values())))
        except UserError:
            continue
        done[act] += 1
        keeps_its_rules(made)
    assert min(done["decline"], done["move on"], done["undo"], done["redo"]) > 0


def keeps_its_rules(made) -> None:
    """No more hold a place than there are, nobody comes up before who stands ahead, and who takes part is selected."""
    found = waitlist.of_cycle(made.program, made.cycle)
    assert found.held <= found.places
    selected = [row for row in found.rows if row.state is ApplicationState.SELECTED]
    waiting = [row for row in found.rows if row.state is ApplicationState.WAITLISTED]
    assert all(one.rank < other.rank for one in selected for other in waiting)
    with made.program.reading() as session:
        started = set(session.scalars(select(models.Participation.application_id)))
        assert started == {row.application_id for row in selected}
        assert len(started) == session.execute(select(func.count()).select_from(models.Plan)).scalar_one()
