"""What stands beside the ranking: agreement, means by criterion, what hangs on one rater, figures of each rater."""

from fractions import Fraction

import pytest

from tests.selection_cycle import make_cycle
from umdesk.domain.stability import Verdict, WithoutRater
from umdesk.domain.words import Conflict, CycleState
from umdesk.services import conflicts, cycles, results


@pytest.fixture
def made(program):
    """Two places; Di alone puts 2026-0003 behind, and has a started sheet of 2026-0004."""
    made = make_cycle(program)
    cycles.edit_cycle(program, made.cycle, cycles.CycleChanges(minimum_raters=2))
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (9, 9), (9, "n/a"), (9, None))
    made.rate("2026-0002", (5, 6), (6, 6), (9, 9))
    made.rate("2026-0003", (8, 8), (8, 8), (2, 2))
    made.rate("2026-0004", (1, 1), (1, 2), (None, 7))
    return made


def test_the_results_tell_who_agrees_and_who_would_enter_without_one_rater(made, program):
    found = results.results(program, made.cycle)

    aptitude, courses, scores = found.agreement()
    assert [line.what for line in (aptitude, courses, scores)] == ["Aptitude", "Courses", "Raters' scores"]
    # Di's started sheet of 2026-0004 has no score, but what is rated on it is a rating.
    assert [line.found.pairs for line in (aptitude, courses, scores)] == [10, 9, 10]
    assert (courses.found.applications, courses.found.values, scores.found.values) == (3, 9, 11)
    assert found.stability == (
        WithoutRater("Bo", Verdict.STABLE, (), ()),
        WithoutRater("Cy", Verdict.STABLE, (), ()),
        WithoutRater("Di", Verdict.UNSTABLE, ("2026-0003",), ("2026-0002",)),
    )
    assert "Without Di, 2026-0003 would enter and 2026-0002 would leave the places." in found.notes


def test_each_criterion_has_its_mean_over_the_raters_whose_scores_count(made, program):
    found = results.results(program, made.cycle)

    aptitude, courses = found.by_criterion("2026-0001")
    assert (aptitude.name, aptitude.share, aptitude.points, aptitude.n) == ("Aptitude", Fraction(9, 10), 9, 3)
    assert (courses.points, courses.n) == (9, 1)
    assert [(mean.points, mean.n) for mean in found.by_criterion("2026-0004")] == [(1, 2), (Fraction(3, 2), 2)]
    assert found.by_criterion("2026-0099") == ()


def test_the_coordinator_sees_how_each_rater_scored_beside_the_others(made, program):
    bo, cy, di = results.rater_statistics(program, made.cycle)

    assert [(one.rater, one.scores) for one in (bo, cy, di)] == [("Bo", 4), ("Cy", 4), ("Di", 3)]
    assert (di.mean, di.lowest, di.highest) == (Fraction(200, 3), 20, 90)
    others = (90 + Fraction(170, 3) + 80) / 3
    assert (di.shared, di.difference) == (3, di.mean - others)
    assert bo.correlation is not None


def test_a_recused_rater_is_missing_in_the_agreement(made, program):
    conflicts.judge(program, made.applications["2026-0003"], made.raters[2], Conflict.RECUSED, reason="Cousins")

    assert [line.found.pairs for line in results.results(program, made.cycle).agreement()] == [8, 7, 8]
