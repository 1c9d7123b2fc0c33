"""Help with goals: examples to begin with, hints that never scold, and what cost lines add up to."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from umdesk.domain import goal_help, plan_costs
from umdesk.domain.goal_help import Example
from umdesk.domain.plans import Competency, Content, Cost, Goal
from umdesk.domain.words import CostCategory, GoalTerm

GOAL = Goal("g", "G", GoalTerm.SHORT, "Pass the exam", date(2026, 12, 31), "The name is on the list")


def test_a_concrete_goal_gets_no_hint_and_an_empty_one_says_so_itself() -> None:
    assert goal_help.hints(GOAL) == ()
    assert goal_help.hints(Goal("g", "G", GoalTerm.SHORT)) == ()


@pytest.mark.parametrize(
    "text",
    ["Budgeting", "Better spreadsheets", "Analyst", "More confidence"],
)
def test_a_topic_is_asked_what_the_participant_will_do(text: str) -> None:
    assert goal_help.hints(replace(GOAL, text=text)) == (
        "It helps to begin with what the participant will do: learn, pass, apply, finish.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Learning Excel",
        "Be appointed",
        "To become an analyst",
        "Has applied twice",
        "A year in the budget office in Redding",
    ],
)
def test_what_says_something_is_left_alone(text: str) -> None:
    assert goal_help.hints(replace(GOAL, text=text)) == ()


def test_a_measure_and_a_date_are_asked_for() -> None:
    assert goal_help.hints(replace(GOAL, measure=" ", target_date=None)) == (
        "How will you both see that it is reached? Write it under “How we will see it”.",
        "By when? A date makes it easier to plan the steps.",
    )


def test_examples_suit_the_plan_and_leave_out_what_it_has() -> None:
    content = Content(
        target_class_code="5157",
        target_class_title="Staff Services Analyst",
        competencies=(
            Competency("c", "C", "Spreadsheets", wanted="Builds pivot tables"),
            Competency("d", "D", "ACL audits"),
        ),
        goals=(replace(GOAL, text="pass the exam for  staff services analyst"),),
    )
    assert goal_help.examples(content, ["Management Services Technician"]) == (
        Example(GoalTerm.SHORT, "Learn spreadsheets", "Builds pivot tables"),
        Example(GoalTerm.SHORT, "Learn ACL audits", "Does it without help three times in a row"),
        Example(
            GoalTerm.SHORT,
            "Meet the minimum qualifications for Staff Services Analyst",
            "HR says in writing that they are met",
        ),
        Example(GoalTerm.SHORT, "Be appointed as Management Services Technician", "Appointed, and probation passed"),
        Example(GoalTerm.LONG, "Be appointed as Staff Services Analyst", "Appointed, and probation passed"),
        Example(
            GoalTerm.LONG, "Do the daily work of Staff Services Analyst without help", "The supervisor's review says so"
        ),
    )
    assert {one.term for one in goal_help.examples(Content())} == set(GoalTerm)


def test_no_example_would_get_a_hint_but_for_its_date() -> None:
    content = Content(target_class_title="Analyst", competencies=(Competency("c", "C", "Spreadsheets"),))
    for one in (*goal_help.examples(content, ["Technician"]), *goal_help.examples(Content())):
        goal = Goal("g", "G", one.term, one.text, date(2026, 12, 31), one.measure)
        assert goal_help.hints(goal) == ()


def test_costs_add_up_by_category_and_fund() -> None:
    lines = (
        Cost("1", "1", "Fee", Decimal("900.10"), "Training", category=CostCategory.TUITION),
        Cost("2", "2", "Books", Decimal("49.90"), "", category=CostCategory.BOOKS),
        Cost("3", "3", "More books", Decimal(50), "training", category=CostCategory.BOOKS),
        Cost("4", "4", "Bus"),
    )
    found = plan_costs.totals(lines)
    assert found.total == Decimal("1000.00")
    assert found.by_category == ((CostCategory.TUITION, Decimal("900.10")), (CostCategory.BOOKS, Decimal("99.90")))
    assert found.by_fund == (("Training", Decimal("950.10")), ("", Decimal("49.90")))
    assert plan_costs.in_words(found) == (
        "Total $1,000.00. Tuition $900.10 and books $99.90. By fund: Training $950.10 and no fund named $49.90. "
        "1 line without an estimate."
    )
    assert plan_costs.in_words(plan_costs.totals(lines[3:])) == ""
