"""Templates of plans: without names and dates, and kept so that they read back as they were."""

from datetime import date
from decimal import Decimal

from umdesk.domain.plan_templates import as_json, of_plan, on_day, parse
from umdesk.domain.plans import Activity, Competency, Content, Cost, Goal
from umdesk.domain.starting_templates import TEMPLATES
from umdesk.domain.words import ActivityType, CostCategory, GoalTerm

PLAN = Content(
    participant="Rebecca J. Nelson",
    period_from=date(2026, 7, 1),
    goals=(Goal("r", "g", GoalTerm.SHORT, "Rebecca learns budgets", date(2026, 12, 31), "Nelson drafts one alone"),),
    competencies=(Competency("r", "c", "Spreadsheets", "Rebecca knows sums", "pivot tables"),),
    activities=(
        Activity("r", "a", ActivityType.COURSE, "Excel", "CalLearns", date(2026, 9, 1), date(2026, 9, 30),
                 Decimal("16.50"), None, "g", also_serves="c", training_category="Job-related"),
    ),
    costs=(Cost("r", "k", "Fee for Rebecca J. Nelson", Decimal("350.00"), "Training", "a", CostCategory.TUITION),),
)  # fmt: skip


def test_a_template_has_no_name_and_no_dates() -> None:
    found = of_plan(PLAN, date(2026, 5, 20))
    assert (found.goals[0].text, found.goals[0].measure) == (
        "The participant learns budgets", "The participant drafts one alone"
    )  # fmt: skip
    assert found.costs[0].text == "Fee for the participant"
    assert not hasattr(found.competencies[0], "now")
    course = found.activities[0]
    assert (course.starts, course.ends, course.serves, course.also_serves) == (62, 91, "goal 0", "competency 0")
    assert (found.costs[0].activity, found.costs[0].category) == (0, CostCategory.TUITION)
    assert on_day(date(2027, 7, 1), found.activities[0].ends) == date(2027, 9, 30)
    assert "Nelson" not in str(as_json(found))
    assert "Rebecca" not in str(as_json(found))


def test_every_template_reads_back_as_it_was_kept() -> None:
    for content in (of_plan(PLAN, date(2026, 5, 20)), *(one.content for one in TEMPLATES)):
        assert parse(as_json(content)) == content


def test_the_starting_templates_point_at_what_they_have() -> None:
    for one in TEMPLATES:
        content = one.content
        places = {f"goal {n}" for n in range(len(content.goals))}
        places |= {f"competency {n}" for n in range(len(content.competencies))}
        for row in content.activities:
            assert row.serves in places
            assert 0 <= row.starts <= row.ends <= 364
        assert all(cost.activity is None or cost.activity < len(content.activities) for cost in content.costs)
        assert {goal.term for goal in content.goals} == set(GoalTerm)
