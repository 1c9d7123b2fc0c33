"""Templates: kept from a plan, added to a draft, never in the place of what is there."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.starting_templates import TEMPLATES
from umdesk.domain.words import ItemKind
from umdesk.services import classes, history
from umdesk.services.plans import editing, queries, templates
from umdesk.services.programs import Program


def named(program: Program, name: str) -> templates.Template:
    return next(one for one in templates.listed(program) if one.name == name)


def test_a_plan_made_from_a_template_of_another_says_the_same(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    first = queries.plan(program, rebecca.participation).content
    key = templates.save(program, rebecca.revision, "  Clerk   to analyst ")
    other = someone(program, "Ortiz", "Ana", "004712")
    editing.set_fields(program, other.revision, {"period_from": date(2027, 7, 1), "period_to": date(2028, 6, 30)})
    coming = templates.preview(program, other.revision, key)
    assert (coming[0].kind, coming[0].text, coming[0].when, coming[0].there) == (
        "short-term goal", "Learn the budget cycle", "by Dec 31, 2027", False
    )  # fmt: skip
    assert templates.apply(program, other.revision, key) == len(coming) == 5
    found = queries.plan(program, other.participation).content
    assert found.target_class_title == "Staff Services Analyst (General)"
    assert [(goal.term, goal.text) for goal in found.goals] == [(goal.term, goal.text) for goal in first.goals]
    course = found.activities[0]
    assert (course.starts, course.ends) == (date(2027, 9, 1), date(2027, 9, 30))
    assert course.serves == found.goals[0].item
    assert found.costs[0].activity == course.item
    assert found.competencies[0].now == ""
    assert history.undo(program) == f"Added the template Clerk to analyst to plan {other.number}"
    assert queries.plan(program, other.participation).content.goals == ()


def test_what_is_there_stays_and_is_not_added_twice(program: Program, rebecca: Someone) -> None:
    rows = write_plan(program, rebecca.revision)
    key = templates.save(program, rebecca.revision, "Clerk to analyst")
    before = queries.plan(program, rebecca.participation).content
    assert all(one.there for one in templates.preview(program, rebecca.revision, key))
    with pytest.raises(NotNow, match="everything of this template"):
        templates.apply(program, rebecca.revision, key)
    editing.remove_row(program, ItemKind.COST, rows["cost"])
    assert templates.apply(program, rebecca.revision, key) == 1
    found = queries.plan(program, rebecca.participation).content
    assert found.costs[0].activity == before.activities[0].item
    assert replace(found, costs=()) == replace(before, costs=())


def test_names_are_free_and_a_template_can_be_put_in_the_place_of_another(program: Program, rebecca: Someone) -> None:
    with pytest.raises(InvalidInput, match="nothing to keep"):
        templates.save(program, rebecca.revision, "Empty")
    write_plan(program, rebecca.revision)
    key = templates.save(program, rebecca.revision, "Mine")
    with pytest.raises(InvalidInput, match="already"):
        templates.save(program, rebecca.revision, "mine")
    assert templates.save(program, rebecca.revision, "mine", instead=True) == key
    templates.edit(program, key, name="Yours", description="For all.", target_class_code="731")
    found = named(program, "Yours")
    assert (found.description, found.target_class_code) == ("For all.", "0731")
    templates.remove(program, key)
    assert "Yours" not in {one.name for one in templates.listed(program)}


def test_a_program_starts_with_paths_between_confirmed_classes(program: Program) -> None:
    assert {one.name for one in templates.listed(program)} == {one.name for one in TEMPLATES}
    confirmed = {choice.class_code for choice in classes.choices(program) if choice.confirmed}
    assert {one.target_class_code for one in templates.listed(program)} <= confirmed
    templates.remove(program, templates.listed(program)[0].id)
    assert (templates.add_starting(program), templates.add_starting(program)) == (1, 0)
