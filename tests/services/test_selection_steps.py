"""Cycles, their criteria and steps, through a real program."""

from datetime import date
from decimal import Decimal

import pytest

from tests.selection_cycle import applicant, make_cycle
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.ties import seed_digest
from umdesk.domain.words import Aggregate, CycleState, Eligibility
from umdesk.services import criteria, cycle_steps, cycles, history, raters, ratings, results
from umdesk.services.cycle_steps import WitnessedSeed
from umdesk.services.cycles import CycleChanges
from umdesk.storage import models

D = Decimal


def test_a_new_cycle_is_a_draft_with_criteria_to_start_from(program) -> None:
    cycle = cycles.cycle(program, cycles.create_cycle(program, "  Spring   2026 "))
    assert (cycle.name, cycle.state, cycle.seats) == ("Spring 2026", CycleState.DRAFT, 0)
    assert (cycle.aggregate, cycle.minimum_raters, cycle.spread_threshold) == (Aggregate.MEAN, 3, D(20))
    assert [c.name for c in cycle.criteria.criteria] == [
        "Interest and goals", "Effort so far", "Related experience", "Communication",
    ]  # fmt: skip
    assert cycle.tie_ladder == tuple(c.key for c in cycle.criteria.criteria[:2])
    assert cycle.next_state is CycleState.OPEN
    with program.reading() as session:
        made_at = session.get_one(models.CriteriaSet, cycle.criteria.set_id).made_at
    assert made_at == program.now(), "midnight UTC would be the day before in California"


def test_no_criterion_rates_who_somebody_is(program) -> None:
    cycle_id = cycles.create_cycle(program, "Spring 2026")
    for name in ("Race", "Age", "Disability", "Marital status"):
        with pytest.raises(InvalidInput, match="personal characteristic that is never collected") as caught:
            criteria.add(program, cycle_id, criteria.CriterionInput(name, D(5), D(1)))
        assert caught.value.field == "name"
    criteria.add(program, cycle_id, criteria.CriterionInput("Knowledge of disability services", D(5), D(1)))


def test_names_of_cycles_are_unique_whatever_their_case(program) -> None:
    cycles.create_cycle(program, "Spring 2026")
    with pytest.raises(InvalidInput, match="There is a cycle “SPRING 2026” already"):
        cycles.create_cycle(program, "SPRING 2026")
    assert cycles.named(program, "spring 2026").name == "Spring 2026"
    with pytest.raises(InvalidInput) as caught:
        cycles.named(program, "Fall")
    assert caught.value.advice == "There are: Spring 2026."


def test_dates_and_rules_change_and_are_checked(program) -> None:
    cycle_id = cycles.create_cycle(program, "Spring 2026")
    cycles.edit_cycle(program, cycle_id, CycleChanges(opens=date(2026, 2, 2), closes=date(2026, 2, 27), seats=12))
    cycles.edit_cycle(program, cycle_id, CycleChanges(aggregate=Aggregate.MEDIAN, minimum_raters=2))
    cycle = cycles.cycle(program, cycle_id)
    assert (cycle.opens, cycle.closes, cycle.seats) == (date(2026, 2, 2), date(2026, 2, 27), 12)
    assert (cycle.aggregate, cycle.minimum_raters) == (Aggregate.MEDIAN, 2)
    with pytest.raises(InvalidInput, match="close before it opens"):
        cycles.edit_cycle(program, cycle_id, CycleChanges(closes=date(2026, 1, 1)))
    cycles.edit_cycle(program, cycle_id, CycleChanges(no_closes=True))
    assert cycles.cycle(program, cycle_id).closes is None


@pytest.mark.parametrize(
    "changes", [{"maximum": D(0)}, {"weight": D(-1)}, {"step": D(0)}, {"step": D(6)}, {"name": " "}]
)
def test_a_criterion_that_cannot_be_is_refused(program, changes) -> None:
    cycle_id = cycles.create_cycle(program, "Spring 2026")
    values = {"name": "Courses", "maximum": D(5), "weight": D(1), "step": D(1)} | changes
    with pytest.raises(InvalidInput) as caught:
        criteria.add(program, cycle_id, criteria.CriterionInput(**values))
    assert caught.value.field == next(iter(changes))


def test_criteria_move_and_leave_and_an_undo_brings_them_back(program) -> None:
    cycle_id = cycles.create_cycle(program, "Spring 2026")
    first, second, *_ = criteria.of_cycle(program, cycle_id).criteria
    criteria.move(program, cycle_id, second.key, -1)
    criteria.remove(program, cycle_id, first.key)
    names = [c.name for c in criteria.of_cycle(program, cycle_id).criteria]
    assert names == ["Effort so far", "Related experience", "Communication"]
    assert first.key not in cycles.cycle(program, cycle_id).tie_ladder
    history.undo(program)
    assert [c.name for c in criteria.of_cycle(program, cycle_id).criteria][:2] == [second.name, first.name]


def test_a_step_is_refused_only_for_what_blocks_it(program) -> None:
    made = make_cycle(program, people=0)
    assert cycle_steps.check(program, made.cycle, CycleState.SCORING).blocking == (
        "Spring 2026 is draft; its next step is open.",
    )
    opened = cycle_steps.move_to(program, made.cycle, CycleState.OPEN)
    assert opened.warnings[0] == "The cycle has no first or no last day for applications."
    stuck = cycle_steps.move_to(program, made.cycle, CycleState.SCORING)
    assert stuck.blocking == ("There is no eligible application to score.",)
    assert cycles.cycle(program, made.cycle).state is CycleState.OPEN
    for key in made.keys:
        criteria.remove(program, made.cycle, key)
    with program.operation("applicants.add", "Added") as op:
        applicant(op.session, made.cycle, "2026-0001", "Reyes")
        applicant(op.session, made.cycle, "2026-0002", "Tran", "3333")
    assert cycle_steps.move_to(program, made.cycle, CycleState.SCORING).blocking == (
        "No criterion is counted, so nobody could get a score.",
    )
    criteria.add(program, made.cycle, criteria.CriterionInput("Aptitude", D(5), D(1)))
    cycles.edit_cycle(program, made.cycle, cycles.CycleChanges(blind=True))
    with program.operation("tests.apply", "Added in the order of the names") as op:
        for number, name in (("2026-0003", "Ueda"), ("2026-0004", "Vang"), ("2026-0005", "Webb")):
            applicant(op.session, made.cycle, number, name)
    warned = cycle_steps.check(program, made.cycle, CycleState.SCORING).warnings
    assert any(each.startswith("The numbers of the applications run in the order of the names") for each in warned)
    moved = cycle_steps.move_to(program, made.cycle, CycleState.SCORING)
    assert moved.blocking == ()
    assert "You still have to decide on eligibility: 2026-0002." in moved.warnings
    assert cycle_steps.move_to(program, made.cycle, CycleState.DECIDING).blocking == (
        "Nobody is ranked yet: no application has enough complete sheets.",
    )


def test_starting_scoring_fixes_a_seed_for_good(program) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    scoring = cycles.cycle(program, made.cycle)
    assert (len(scoring.seed_digest), scoring.seed, scoring.seed_source) == (64, "", "the operating system")
    assert history.undo_step(program) == "Started scoring of Spring 2026"
    history.undo(program)
    assert cycles.cycle(program, made.cycle).state is CycleState.OPEN
    made.go(CycleState.SCORING)
    assert cycles.cycle(program, made.cycle).seed_digest == scoring.seed_digest


def test_what_led_to_scoring_can_be_taken_back_although_the_draw_stays(program) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    seed = cycles.cycle(program, made.cycle).seed_digest
    undone = [history.undo(program) for _ in range(4)]
    assert undone == [
        "Started scoring of Spring 2026", "Opened Spring 2026", "Added applicants",
        "Added the rater Di to Spring 2026",
    ]  # fmt: skip
    assert cycles.cycle(program, made.cycle).seed_digest == seed


def test_words_of_two_witnesses_are_the_seed(program) -> None:
    made = make_cycle(program)
    made.go(CycleState.OPEN)
    for witnesses in (("Ann Lee", "ann lee"), ("Ann Lee", " ")):
        with pytest.raises(InvalidInput, match="two different witnesses"):
            cycle_steps.move_to(
                program, made.cycle, CycleState.SCORING, witnessed=WitnessedSeed("seven green apples", *witnesses)
            )
    words = WitnessedSeed(" seven green  apples", "Ann Lee", "Bo Day")
    cycle_steps.move_to(program, made.cycle, CycleState.SCORING, witnessed=words)
    cycle = cycles.cycle(program, made.cycle)
    assert cycle.seed_digest == seed_digest("seven green apples")
    assert cycle.seed_source == "words read out, witnessed by Ann Lee and Bo Day"
    for number in made.applications:
        made.rate(number, (5, 5), (5, 5), (5, 5))
    made.go(CycleState.DECIDING)
    assert cycles.cycle(program, made.cycle).seed == "seven green apples"
    found = results.results(program, made.cycle)
    assert {row.decided_by for row in found.rows} == {"draw"}
    assert (found.seed, found.seed_digest) == ("seven green apples", cycle.seed_digest)


def test_ties_can_share_a_rank_instead(program) -> None:
    made = make_cycle(program)
    made.go(CycleState.OPEN)
    cycle_steps.move_to(program, made.cycle, CycleState.SCORING, share_ties=True)
    for number in made.applications:
        made.rate(number, (5, 5), (5, 5), (5, 5))
    assert [row.rank for row in results.results(program, made.cycle).rows] == [1, 1, 1, 1]


def test_one_step_back_while_nothing_depends_on_it(program) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    assert cycle_steps.step_back(program, made.cycle) is CycleState.OPEN
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (5, 5), (5, 5), (5, 5))
    with pytest.raises(NotNow, match="has ratings"):
        cycle_steps.step_back(program, made.cycle)
    made.go(CycleState.DECIDING)
    assert cycle_steps.step_back(program, made.cycle) is CycleState.SCORING


# --- criteria after the first rating --------------------------------------------------------------------------------


def rated_cycle(program):
    made = make_cycle(program, people=2)
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (8, 4), (8, 4), (8, 4))
    made.rate("2026-0002", (6, None), (6, None), (6, None))
    return made


def change(program, made, index: int, reason: str = "Agreed by the panel", **values) -> None:
    now = criteria.of_cycle(program, made.cycle).criteria[index]
    typed = {
        "name": now.name, "maximum": now.maximum, "weight": now.weight, "step": now.step, "required": now.required,
        "counted": now.counted,
    } | values  # fmt: skip
    criteria.edit(program, made.cycle, made.keys[index], criteria.CriterionInput(**typed), reason=reason)


def ranks(program, made) -> list[tuple[str, Decimal]]:
    return [(row.number, row.score) for row in results.results(program, made.cycle).rows]


def test_another_weight_needs_a_reason_and_recomputes_at_once(program) -> None:
    made = rated_cycle(program)
    assert ranks(program, made) == [("2026-0001", D("66.67")), ("2026-0002", D("60.00"))]
    with pytest.raises(InvalidInput, match="needs a reason"):
        change(program, made, 1, reason=" ", weight=D(2))
    change(program, made, 1, weight=D(2))
    assert ranks(program, made) == [("2026-0001", D("60.00")), ("2026-0002", D("60.00"))]
    assert criteria.of_cycle(program, made.cycle).version == 2


def test_another_maximum_sends_back_the_sheets_that_it_touches(program) -> None:
    made = rated_cycle(program)
    change(program, made, 1, maximum=D(8))
    found = results.results(program, made.cycle)
    assert [row.number for row in found.rows] == ["2026-0002"]
    assert [(row.number, row.reason) for row in found.unranked] == [("2026-0001", "No complete score yet; it takes 3.")]
    sheet = ratings.grid(program, made.cycle).rows[0].sheets[made.raters[0]]
    assert (sheet.values[made.keys[1]], sheet.outdated, sheet.score) == (D(4), {made.keys[1]}, None)


def test_a_sheet_that_was_sent_back_counts_once_confirmed_or_typed_again(program) -> None:
    made = rated_cycle(program)
    change(program, made, 1, maximum=D(8))
    application = made.applications["2026-0001"]
    ratings.confirm_sheet(program, application, made.raters[0])
    ratings.enter(program, application, made.raters[1], made.keys[1], D(5))
    ratings.enter(program, application, made.raters[2], made.keys[0], D(9))
    sheets = ratings.grid(program, made.cycle).rows[0].sheets
    assert [sheets[rater].outdated for rater in made.raters] == [frozenset(), frozenset(), {made.keys[1]}]
    assert [sheets[rater].score is None for rater in made.raters] == [False, False, True]


def test_a_rating_above_the_new_maximum_cannot_be_confirmed(program) -> None:
    made = rated_cycle(program)
    change(program, made, 1, maximum=D(3))
    with pytest.raises(InvalidInput, match="Courses takes 0 to 3"):
        ratings.confirm_sheet(program, made.applications["2026-0001"], made.raters[0])


def test_a_change_taken_back_lets_the_old_sheets_count_again(program) -> None:
    made = rated_cycle(program)
    change(program, made, 1, maximum=D(8))
    history.undo(program)
    assert len(ranks(program, made)) == 2


def test_the_way_to_combine_needs_a_reason_once_rated(program) -> None:
    made = rated_cycle(program)
    with pytest.raises(InvalidInput) as caught:
        cycles.edit_cycle(program, made.cycle, CycleChanges(aggregate=Aggregate.MEDIAN))
    assert caught.value.field == "reason"
    cycles.edit_cycle(program, made.cycle, CycleChanges(minimum_raters=4), reason="A fourth rater joined")
    assert ranks(program, made) == []
    assert history.events(program, None, 1)[0].summary == "Changed the minimum of raters (3 → 4) of Spring 2026"
    cycles.edit_cycle(program, made.cycle, CycleChanges(seats=1))


def test_in_deciding_nothing_changes_scores_and_a_seed_that_was_told_is_told_of(program, clock) -> None:
    """Who knows the seed could choose the ladder, or the ratings, by the order that they give."""
    made = rated_cycle(program)
    made.go(CycleState.DECIDING)
    for changes in (CycleChanges(tie_ladder=()), CycleChanges(aggregate=Aggregate.MEDIAN)):
        with pytest.raises(NotNow, match="the seed of the draw is known while Spring 2026 is deciding"):
            cycles.edit_cycle(program, made.cycle, changes, reason="It suits better")
    cycles.edit_cycle(program, made.cycle, CycleChanges(seats=1, spread_threshold=D(30)))
    assert history.events(program, None, 1)[0].summary == (
        "Changed the number of places (2 → 1) and spread limit (20 → 30) of Spring 2026"
    )
    cycle_steps.step_back(program, made.cycle)
    (warning,) = cycle_steps.check(program, made.cycle, CycleState.DECIDING).warnings
    assert warning == (
        "The seed of the draw was told when deciding first started, May 20, 2026, 5:00 PM, so it was known while you "
        "scored again."
    )


def test_raters_with_ratings_stay(program) -> None:
    made = rated_cycle(program)
    with pytest.raises(NotNow, match="Bo has ratings on file"):
        raters.remove(program, made.raters[0])
    fourth = raters.add(program, made.cycle, "Ed")
    raters.rename(program, fourth, "Edda")
    with pytest.raises(InvalidInput, match="Edda is a rater of this cycle already"):
        raters.add(program, made.cycle, " edda ")
    assert [(r.name, r.started, r.complete) for r in raters.of_cycle(program, made.cycle)] == [
        ("Bo", 2, 2), ("Cy", 2, 2), ("Di", 2, 2), ("Edda", 0, 0),
    ]  # fmt: skip
    raters.remove(program, fourth)


def test_the_class_decides_who_takes_part(program) -> None:
    made = make_cycle(program, people=1)
    with program.operation("applicants.add", "Added") as op:
        applicant(op.session, made.cycle, "2026-0002", "Tran", "4800")
        applicant(op.session, made.cycle, "2026-0003", "Lopez", "1441", tenure="limited term")
    rows = ratings.grid(program, made.cycle).rows
    assert [(row.number, row.eligibility) for row in rows] == [
        ("2026-0001", Eligibility.ELIGIBLE), ("2026-0003", Eligibility.COORDINATOR_DECIDES),
    ]  # fmt: skip
    unranked = results.results(program, made.cycle).unranked
    assert ("2026-0002", "Not eligible. Class 4800, Staff Services Manager I, is not an entry-level class.") in [
        (row.number, row.reason) for row in unranked
    ]
