"""What differs between two contents of a plan: exactly the fields that differ, each once, with both values."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from umdesk.domain import plan_changes
from umdesk.domain.plan_changes import Kind
from umdesk.domain.plans import Activity, Competency, Content, Cost, Goal, Section
from umdesk.domain.words import ActivityType, CostCategory, GoalTerm

WORDS = st.sampled_from(["", "Excel", "Budget analysis in the field office", "two\nlines"])
DAYS = st.sampled_from([None, date(2026, 7, 1), date(2027, 6, 30)])
NUMBERS = st.sampled_from([None, Decimal(0), Decimal(16), Decimal("350.00")])
POINTS = st.sampled_from([None, "G1", "C1", "A1"])
ITEMS = ("1", "2", "3")


def lines(prefix, build):
    """Up to three lines with identities of their own."""
    return st.lists(st.sampled_from(ITEMS), unique=True, max_size=3).flatmap(
        lambda items: st.tuples(*(build(f"{prefix}{item}") for item in items))
    )


def goals(item):
    return st.builds(Goal, st.just("r"), st.just(item), st.sampled_from(GoalTerm), WORDS, DAYS, WORDS)


def competencies(item):
    return st.builds(Competency, st.just("r"), st.just(item), WORDS, WORDS, WORDS)


def activities(item):
    return st.builds(
        Activity, st.just("r"), st.just(item), st.sampled_from(list(ActivityType)[:3]), WORDS, WORDS, DAYS, DAYS,
        NUMBERS, NUMBERS, POINTS, st.booleans(), POINTS, WORDS, st.sampled_from([None, "resource"]),
    )  # fmt: skip


def costs(item):
    return st.builds(
        Cost, st.just("r"), st.just(item), WORDS, NUMBERS, WORDS, POINTS, st.sampled_from(list(CostCategory)[:2]),
        WORDS, DAYS,
    )  # fmt: skip


CONTENTS = st.builds(
    Content,
    period_from=DAYS,
    period_to=DAYS,
    target_class_code=WORDS,
    target_class_title=WORDS,
    support=WORDS,
    supervisor_approval=WORDS,
    mentor_name=WORDS,
    mentor_resource_id=st.sampled_from([None, "mentor"]),
    goals=lines("G", goals),
    competencies=lines("C", competencies),
    activities=lines("A", activities),
    costs=lines("K", costs),
)
_LISTS = ("goals", "competencies", "activities", "costs")


@settings(max_examples=35, deadline=None)
@given(CONTENTS, CONTENTS)
def test_every_field_that_differs_is_said_and_no_other(before: Content, now: Content) -> None:
    found = plan_changes.differences(before, now)

    expected = {
        ("", field.name)
        for field in fields(Content)
        if field.name not in _LISTS and getattr(before, field.name) != getattr(now, field.name)
    }
    added, removed = set(), set()
    for name in _LISTS:
        old, new = ({row.item: row for row in getattr(each, name)} for each in (before, now))
        added |= new.keys() - old.keys()
        removed |= old.keys() - new.keys()
        for item in old.keys() & new.keys():
            expected |= {
                (item, field.name)
                for field in fields(old[item])
                if field.name not in {"row", "item"}
                and getattr(old[item], field.name) != getattr(new[item], field.name)
            }
    assert sorted((one.item, name) for one in found for name in one.names) == sorted(expected)
    assert {one.item for one in found if one.kind is Kind.ADDED} == added
    assert {one.item for one in found if one.kind is Kind.REMOVED} == removed
    order = list(Section)
    assert [order.index(one.section) for one in found] == sorted(order.index(one.section) for one in found)
    assert bool(plan_changes.changes(before, now)) == bool(found)


def test_long_texts_stand_there_in_full_with_both_values() -> None:
    before = Content(support=("Two hours a week. " * 20).strip())
    (one,) = plan_changes.differences(before, replace(before, support="Nothing."))
    assert (one.what, one.was, one.now) == ("Support", before.support, "Nothing.")
    (sentence,) = plan_changes.changes(before, replace(before, support="Nothing."))
    assert before.support in sentence


def test_what_is_pointed_at_is_called_by_its_name_on_the_page() -> None:
    goal = Goal("g", "G", GoalTerm.SHORT, "Learn the budget cycle")
    course = Activity("a", "A", ActivityType.COURSE, "Excel")
    before = Content(goals=(goal,), activities=(course,), costs=(Cost("k", "K", "Fee"),))
    now = replace(
        before,
        activities=(replace(course, serves="G", resource="R"),),
        costs=(replace(before.costs[0], activity="A", category=CostCategory.TUITION),),
    )
    found = plan_changes.differences(before, now, {"R": "CalLearns: Excel"})
    assert [(one.what, one.was, one.now) for one in found] == [
        ("Activity “Excel”: serves", "", "Goal 1 “Learn the budget cycle”"),
        ("Activity “Excel”: resource", "", "CalLearns: Excel"),
        ("Cost line “Fee”: category", "other", "tuition"),
        ("Cost line “Fee”: pays for", "", "“Excel”"),
    ]
