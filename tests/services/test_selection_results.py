"""Ratings, results and decisions, through a real program."""

from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import select

from tests.selection_cycle import applicant, make_cycle
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.stability import Verdict
from umdesk.domain.words import Conflict, CycleState, Outcome, SettledBy
from umdesk.services import (
    assignment,
    conflicts,
    cycle_steps,
    cycles,
    decisions,
    history,
    raters,
    ratings,
    results,
    settings,
)
from umdesk.storage import models

D = Decimal
S, W, N = Outcome.SELECTED, Outcome.WAITLISTED, Outcome.NOT_SELECTED


@pytest.fixture
def scored(program):
    """Four applications, ranked in the order of their numbers: 90, 80, 70 and 60 percent, each by three raters."""
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    for number, points in zip(made.applications, (9, 8, 7, 6), strict=True):
        made.rate(number, (points, points), (points, points), (points, points))
    return made


def outcomes(made) -> dict[str, tuple[Outcome | None, bool]]:
    return {row.number: (row.outcome, row.applied) for row in results.results(made.program, made.cycle).rows}


# --- ratings ----------------------------------------------------------------------------------------------------------


def test_ratings_are_typed_one_by_one_and_a_complete_row_counts(program, clock) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    application, rater = made.applications["2026-0001"], made.raters[0]
    ratings.enter(program, application, rater, made.keys[1], None)
    grid = ratings.grid(program, made.cycle)
    assert (grid.rows[0].sheets[rater].values, grid.rows[0].sheets[rater].score) == ({made.keys[1]: None}, None)
    ratings.enter(program, application, rater, made.keys[0], D(7))
    assert ratings.grid(program, made.cycle).rows[0].sheets[rater].score == 70
    with program.reading() as session:
        sheet = session.scalars(select(models.Sheet)).one()
        assert (sheet.started_at, sheet.submitted_at) == (clock(), clock())
    ratings.clear(program, application, rater, made.keys[0])
    with program.reading() as session:
        assert session.scalars(select(models.Sheet.submitted_at)).one() is None
    history.undo(program)
    assert ratings.grid(program, made.cycle).rows[0].sheets[rater].score == 70


def test_a_value_that_does_not_fit_is_refused_with_what_does(program) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    application, rater = made.applications["2026-0001"], made.raters[0]
    for value, sentence in ((D(11), "Aptitude takes 0 to 10."), (None, "Aptitude is required, so N/A cannot be used.")):
        with pytest.raises(InvalidInput) as caught:
            ratings.enter(program, application, rater, made.keys[0], value)
        assert caught.value.message == sentence
    assert ratings.grid(program, made.cycle).rows[0].sheets == {}


def test_ratings_wait_for_scoring(program) -> None:
    made = make_cycle(program)
    with pytest.raises(NotNow, match="Spring 2026 is draft"):
        ratings.enter(program, made.applications["2026-0001"], made.raters[0], made.keys[0], D(7))


def test_one_wrong_value_takes_a_whole_batch_back(program) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    with pytest.raises(InvalidInput):
        made.rate("2026-0001", (5, 5), (5, 12))
    assert ratings.grid(program, made.cycle).rows[0].sheets == {}


def test_a_recused_rater_does_not_count_and_cannot_be_typed_for(scored) -> None:
    program, application = scored.program, scored.applications["2026-0001"]
    conflicts.judge(program, application, scored.raters[0], Conflict.RECUSED, reason="Same unit")
    found = results.results(program, scored.cycle)
    assert ("2026-0001", "2 complete scores; it takes 3.") in [(row.number, row.reason) for row in found.unranked]
    with pytest.raises(NotNow, match="Bo is recused from 2026-0001"):
        ratings.enter(program, application, scored.raters[0], scored.keys[0], D(1))
    with pytest.raises(InvalidInput, match="needs a reason"):
        conflicts.judge(program, application, scored.raters[0], Conflict.CLEARED)
    conflicts.judge(program, application, scored.raters[0], Conflict.CLEARED, reason="Never worked together")
    assert len(results.results(program, scored.cycle).rows) == 4


# --- results ----------------------------------------------------------------------------------------------------------


def test_results_explain_themselves(scored) -> None:
    scored.rate("2026-0002", (10, 10), (8, 8), (6, 6))
    found = results.results(scored.program, scored.cycle)
    second = found.rows[1]
    assert (second.rank, second.number, second.name, second.score, second.exact) == (
        2, "2026-0002", "Person2, Ana", D("80.00"), Fraction(80),
    )  # fmt: skip
    assert (second.n, second.spread, second.wide, second.decided_by) == (3, D("40.00"), True, "score")
    assert second.rater_scores == (("Bo", Fraction(100)), ("Cy", Fraction(80)), ("Di", Fraction(60)))
    assert [row.above_line for row in found.rows] == [True, True, False, False]
    assert (found.seats, found.above_line) == (2, 2)
    assert found.formula == (
        "A rater's score = 100 × (2 × Aptitude/10 + 1 × Courses/10) ÷ 3; an optional criterion without a number leaves "
        "both sums. The score is the mean of at least 3 raters."
    )
    assert found.notes[-1] == (
        "1 application has a spread of 20 points or more. To settle by a further rater or a recorded discussion: "
        "2026-0002."
    )
    decisions.settle_spread(scored.program, scored.applications["2026-0002"], "Talked it through on May 20")
    assert results.results(scored.program, scored.cycle).rows[1].settled == "Talked it through on May 20"


def test_stability_is_told_by_the_names_of_raters(scored) -> None:
    found = results.results(scored.program, scored.cycle)
    assert found.verdict is Verdict.STABLE
    assert found.notes[0] == "Without any one rater, the same applicants would be in the places."
    scored.rate("2026-0003", (10, 10), (8, 8), (7, 7))
    found = results.results(scored.program, scored.cycle)
    assert found.verdict is Verdict.UNSTABLE
    assert found.notes[0] == "Without Bo, 2026-0002 would enter and 2026-0003 would leave the places."


def test_stability_is_told_in_the_order_of_the_raters_names(program) -> None:
    made = make_cycle(program, people=3, names=("Hal", "b", "Gus", "d", "Fay", "f", "Eve", "h"))
    made.go(CycleState.SCORING)
    made.rate("2026-0001", *[(10, 10)] * 8)
    made.rate("2026-0002", *[(10, 10), (0, 0)] * 4)
    made.rate("2026-0003", *[(0, 0), (10, 10)] * 3, (0, 0), (9, 9))
    found = results.results(program, made.cycle)
    assert [note.split(",")[0] for note in found.notes[:4]] == [
        "Without Eve", "Without Fay", "Without Gus", "Without Hal"
    ]  # fmt: skip


def test_the_ranking_leaves_the_window_from_scoring_on(program) -> None:
    made = make_cycle(program)
    with pytest.raises(NotNow, match="no ranking before scoring"):
        results.ranking(program, made.cycle)


def test_the_snapshot_holds_what_the_page_shows(scored) -> None:
    snapshot = results.snapshot(scored.program, scored.cycle)
    assert (snapshot.department, snapshot.cycle, snapshot.places, snapshot.above_line) == (
        "Department of Example", "Spring 2026", 2, 2,
    )  # fmt: skip
    assert [(row.rank, row.number, row.name, row.score) for row in snapshot.rows[:2]] == [
        (1, "2026-0001", "Person1, Ana", D("90.00")), (2, "2026-0002", "Person2, Ana", D("80.00")),
    ]  # fmt: skip
    assert (len(snapshot.seed_digest), snapshot.seed) == (64, "")
    assert snapshot.raters == ("Bo", "Cy", "Di")


# --- decisions --------------------------------------------------------------------------------------------------------


def test_decisions_by_rank_are_pending_until_applied_together(scored) -> None:
    program = scored.program
    scored.go(CycleState.DECIDING)
    assert decisions.decide_by_rank(program, scored.cycle, waitlist=1) == 4
    assert outcomes(scored) == {
        "2026-0001": (S, False), "2026-0002": (S, False), "2026-0003": (W, False), "2026-0004": (N, False),
    }  # fmt: skip
    assert decisions.decide_by_rank(program, scored.cycle, waitlist=1) == 0
    assert decisions.apply(program, scored.cycle) == {S: 2, W: 1, N: 1}
    assert {applied for _, applied in outcomes(scored).values()} == {True}
    with program.reading() as session:
        states = session.execute(select(models.Application.number, models.Application.state)).all()
        started = session.scalars(select(models.Participation.application_id)).all()
    assert dict(states) == {
        "2026-0001": "selected",
        "2026-0002": "selected",
        "2026-0003": "waitlisted",
        "2026-0004": "not selected",
    }
    assert set(started) == {scored.applications["2026-0001"], scored.applications["2026-0002"]}


def test_applying_is_one_step_that_can_be_undone(scored) -> None:
    program = scored.program
    scored.go(CycleState.DECIDING)
    decisions.decide_by_rank(program, scored.cycle)
    decisions.apply(program, scored.cycle)
    assert history.undo_step(program) == "Applied the decisions of Spring 2026: 2 selected, 2 not selected"
    history.undo(program)
    assert {applied for _, applied in outcomes(scored).values()} == {False}
    with program.reading() as session:
        assert session.scalars(select(models.Participation)).all() == []
        assert set(session.scalars(select(models.Application.state))) == {"received"}


def test_a_departure_from_rank_is_not_applied_without_a_reason(scored) -> None:
    program = scored.program
    scored.go(CycleState.DECIDING)
    decisions.decide(program, scored.applications["2026-0003"], S)
    row = results.results(program, scored.cycle).rows[2]
    assert (row.departure, row.needs_reason) == ("Selected from below the cut line, at rank 3.", True)
    with pytest.raises(InvalidInput, match="These depart from rank and need a reason: 2026-0003"):
        decisions.apply(program, scored.cycle)
    decisions.decide(program, scored.applications["2026-0003"], S, reason="Only one who can work nights", kind="Other")
    decisions.decide(
        program,
        scored.applications["2026-0002"],
        W,
        reason="Asked to wait a year",
        kind="Not free to begin in this cycle",
    )
    decisions.decide_by_rank(program, scored.cycle)
    assert decisions.apply(program, scored.cycle) == {S: 2, W: 1, N: 1}


def test_nobody_is_selected_while_eligibility_is_open(program) -> None:
    made = make_cycle(program, people=2)
    with program.operation("applicants.add", "Added") as op:
        made.applications["2026-0003"] = applicant(op.session, made.cycle, "2026-0003", "Tran", "3333")
    made.go(CycleState.SCORING)
    for number in made.applications:
        points = 9 if number == "2026-0003" else 5
        made.rate(number, (points, points), (points, points), (points, points))
    made.go(CycleState.DECIDING)
    with pytest.raises(InvalidInput, match="2026-0003 cannot be selected before you decide"):
        decisions.decide(program, made.applications["2026-0003"], S)
    decisions.decide_by_rank(program, made.cycle)
    decided = [outcome for outcome, _ in outcomes(made).values()]
    assert (decided[0], sorted(str(outcome) for outcome in decided[1:])) == (None, ["not selected", "selected"])


def test_decisions_are_made_in_deciding_only(scored) -> None:
    with pytest.raises(NotNow, match="decisions are made in deciding"):
        decisions.decide(scored.program, scored.applications["2026-0001"], S)
    scored.go(CycleState.DECIDING)
    with pytest.raises(NotNow, match="No decision is pending"):
        decisions.apply(scored.program, scored.cycle)
    cycles.edit_cycle(scored.program, scored.cycle, cycles.CycleChanges(seats=0))
    with pytest.raises(NotNow, match="The number of places is not set"):
        decisions.decide_by_rank(scored.program, scored.cycle)


def test_closing_waits_for_pending_decisions_and_then_freezes(scored) -> None:
    program = scored.program
    scored.go(CycleState.DECIDING)
    decisions.decide(program, scored.applications["2026-0001"], S)
    assert cycle_steps.move_to(program, scored.cycle, CycleState.CLOSED).blocking == (
        "1 decision pending: apply them or take them back.",
    )
    decisions.take_back(program, scored.applications["2026-0001"])
    closed = cycle_steps.move_to(program, scored.cycle, CycleState.CLOSED)
    assert closed.warnings == ("4 ranked applications without a decision: 2026-0001, 2026-0002, 2026-0003, 2026-0004.",)
    assert history.undo_step(program) != "Closed Spring 2026"
    for attempt in (
        lambda: cycles.edit_cycle(program, scored.cycle, cycles.CycleChanges(seats=5)),
        lambda: decisions.decide(program, scored.applications["2026-0001"], S),
        lambda: ratings.enter(program, scored.applications["2026-0001"], scored.raters[0], scored.keys[0], D(1)),
        lambda: cycle_steps.step_back(program, scored.cycle),
    ):
        with pytest.raises(NotNow):
            attempt()


def test_more_selected_than_places_is_said_and_stops_nothing(scored) -> None:
    program = scored.program
    scored.go(CycleState.DECIDING)
    decisions.decide_by_rank(program, scored.cycle)
    assert results.results(program, scored.cycle).over_places == ""
    decisions.decide(program, scored.applications["2026-0003"], S, reason="Only one who can work nights", kind="Other")
    assert results.results(program, scored.cycle).over_places == "3 selected for 2 places"
    assert cycle_steps.check(program, scored.cycle, CycleState.CLOSED).warnings == ("3 selected for 2 places.",)
    assert decisions.apply(program, scored.cycle) == {S: 3, W: 0, N: 1}
    closed = cycle_steps.move_to(program, scored.cycle, CycleState.CLOSED)
    assert (closed.warnings, closed.blocking) == (("3 selected for 2 places.",), ())
    assert results.results(program, scored.cycle).over_places == "3 selected for 2 places"


def test_applied_decisions_stay(scored) -> None:
    program = scored.program
    scored.go(CycleState.DECIDING)
    decisions.decide_by_rank(program, scored.cycle)
    decisions.apply(program, scored.cycle)
    with pytest.raises(NotNow, match="has been applied"):
        decisions.decide(program, scored.applications["2026-0001"], N)
    with pytest.raises(NotNow, match="Decisions of Spring 2026 have been applied"):
        cycle_steps.step_back(program, scored.cycle)


def test_withdrawn_applications_leave_the_ranking_with_a_reason(scored) -> None:
    with scored.program.operation("applicants.withdraw", "Withdrew") as op:
        op.session.get_one(models.Application, scored.applications["2026-0001"]).state = "withdrawn"
    found = results.results(scored.program, scored.cycle)
    assert [row.number for row in found.rows] == ["2026-0002", "2026-0003", "2026-0004"]
    assert [(row.number, row.reason) for row in found.unranked] == [("2026-0001", "Withdrawn.")]


# --- wide spreads -----------------------------------------------------------------------------------------------------


def test_a_further_rater_gets_one_sheet_and_the_spread_waits_for_it(scored) -> None:
    program, application = scored.program, scored.applications["2026-0002"]
    with pytest.raises(NotNow, match="has no wide spread"):
        decisions.ask_further_rater(program, application, "Ed Long")
    scored.rate("2026-0002", (10, 10), (8, 8), (6, 6))
    with pytest.raises(InvalidInput, match="Bo has rated this application already"):
        decisions.ask_further_rater(program, application, "bo")
    decisions.ask_further_rater(program, application, " Ed  Long ", note="He knows the work.")
    assert stands(scored) == "waiting for Ed Long"
    ed = next(rater.id for rater in raters.of_cycle(program, scored.cycle) if rater.name == "Ed Long")
    with program.reading() as session:
        assigned = assignment.assigned(session, scored.cycle)
    assert assigned[ed] == {application}
    assert {assigned[rater] for rater in scored.raters} == {frozenset(scored.applications.values())}
    warnings = cycle_steps.check(program, scored.cycle, CycleState.DECIDING).warnings
    assert {"1 wide spread not settled: 2026-0002.", "The spread of 2026-0002 is waiting for Ed Long."} <= set(warnings)
    with pytest.raises(NotNow, match="waiting for Ed Long; nothing was changed"):
        decisions.settle_spread(program, application, "Looked again", how=SettledBy.FURTHER_RATER)
    values = dict.fromkeys(scored.keys, D(8))
    ratings.enter_sheets(program, [ratings.SheetEntry(application, ed, values)])
    assert stands(scored) == "the further rating is in: look at it again"
    decisions.settle_spread(program, application, "The fourth confirms the middle", how=SettledBy.FURTHER_RATER)
    assert stands(scored) == "settled by further rater"


def test_a_settled_spread_that_changed_is_settled_anew_and_an_old_row_counts(scored) -> None:
    program, application = scored.program, scored.applications["2026-0002"]
    scored.rate("2026-0002", (10, 10), (8, 8), (6, 6))
    decisions.settle_spread(program, application, "Talked it through")
    with program.reading() as session:
        row = session.scalars(select(models.SpreadSettlement)).one()
        assert (row.how, row.spread) == ("discussion", "40/1")
    ratings.enter(program, application, scored.raters[2], scored.keys[0], D(5))
    assert stands(scored) == "settled at another spread: settle it anew"
    assert results.results(program, scored.cycle).rows[1].settled == ""
    with program.operation("tests.old", "As an older program has it") as op:
        op.session.scalars(select(models.SpreadSettlement)).one().spread = ""
    assert stands(scored) == "settled by discussion"


def stands(made) -> str:
    rows = results.results(made.program, made.cycle).rows
    return next(row.spread_stands for row in rows if row.number == "2026-0002")


def test_words_alone_or_a_kind_alone_are_no_reason(scored) -> None:
    program, third = scored.program, scored.applications["2026-0003"]
    scored.go(CycleState.DECIDING)
    with pytest.raises(InvalidInput, match="“Because” is not on your list of reasons"):
        decisions.decide(program, third, S, reason="Nights", kind="Because")
    for given in ({"reason": "Nights"}, {"kind": "Other"}):
        decisions.decide(program, third, S, **given)
        with pytest.raises(InvalidInput, match="need a reason: 2026-0003"):
            decisions.apply(program, scored.cycle)
    settings.change(program, "selection.departure_reasons", "Works nights\n\n Works  nights \nTied to a unit")
    assert decisions.reason_kinds(program) == ("Works nights", "Tied to a unit")
    decisions.decide(program, third, S, reason="Nights", kind="Other")
    decisions.decide(program, third, S, reason="Only one who can", kind="Works nights")
    assert decisions.apply(program, scored.cycle)[S] == 1
    settings.change(program, "selection.departure_reasons", " ")
    assert decisions.reason_kinds(program)[-1] == "Other"
