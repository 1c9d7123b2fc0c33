"""The catalogue of activities: kept by the department, suggested to plans, added with dates and costs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.services.plans.conftest import Someone
from tests.services.plans.writing import write_plan
from umdesk.domain.catalogue import Entry, Suits, proposed_dates
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.starting_catalogue import ENTRIES
from umdesk.domain.words import ActivityType, CostCategory, ItemKind
from umdesk.services import history
from umdesk.services.plans import catalogue, editing, from_catalogue, queries
from umdesk.services.programs import Program

BUDGET = Entry(
    ActivityType.ON_THE_JOB, "Two days a week in the budget office", target_class_code="5157", weeks=26,
    state_hours=Decimal(384),
)  # fmt: skip
PIVOT = Entry(
    ActivityType.COURSE, "Pivot tables in a day", competency="Spreadsheets; data analysis", weeks=1,
    cost_category=CostCategory.REGISTRATION, estimate=Decimal(250), training_category="Job-related",
)  # fmt: skip


def texts(program: Program, revision: str) -> list[str]:
    return [one.entry.text for one in catalogue.suggested(program, revision)]


def test_a_new_program_starts_with_activities_that_can_be_brought_back(program: Program) -> None:
    there = catalogue.listed(program)
    assert len(there) == len(ENTRIES)
    catalogue.remove(program, there[0].id)
    catalogue.edit(program, there[1].id, replace(there[1], text="Something else"))
    assert catalogue.add_starting(program) == 2
    assert catalogue.add_starting(program) == 0
    assert len(catalogue.listed(program)) == len(ENTRIES) + 1


def test_an_entry_is_kept_tidy_and_only_once(program: Program) -> None:
    key = catalogue.add(program, replace(PIVOT, text="  Pivot tables \n in a day ", target_class_code="731"))
    found = next(entry for entry in catalogue.listed(program) if entry.id == key)
    assert (found.text, found.target_class_code) == ("Pivot tables in a day", "0731")
    assert found.competency == "Spreadsheets, data analysis"
    assert (found.estimate, found.cost_category) == (Decimal(250), CostCategory.REGISTRATION)
    with pytest.raises(InvalidInput, match="already"):
        catalogue.add(program, replace(PIVOT, text="pivot TABLES in a day", target_class_code="0731"))
    for wrong, field in (
        (replace(PIVOT, text=" "), "text"),
        (replace(PIVOT, weeks=0), "weeks"),
        (replace(PIVOT, own_hours=Decimal(-1)), "own_hours"),
        (replace(PIVOT, estimate=Decimal(-1)), "estimate"),
    ):
        with pytest.raises(InvalidInput) as refused:
            catalogue.add(program, wrong)
        assert refused.value.field == field
    assert catalogue.listed(program, class_code="0731") == (found,)
    assert found in catalogue.listed(program, competency="spreadsheets")


def test_suggestions_are_for_the_class_then_the_competencies_then_for_all(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    catalogue.add(program, BUDGET)
    catalogue.add(program, PIVOT)
    catalogue.add(program, replace(BUDGET, text="In another class", target_class_code="1139"))
    catalogue.add(program, replace(PIVOT, text="Both", target_class_code="5157"))
    found = catalogue.suggested(program, rebecca.revision)
    ranks = [list(Suits).index(one.suits) for one in found]
    assert ranks == sorted(ranks)
    assert [one.entry.text for one in found[:4]] == [
        "Both", BUDGET.text, PIVOT.text, "Spreadsheets, from first formulas to pivot tables",
    ]  # fmt: skip
    assert found[0].why == "For Staff Services Analyst (General) and Spreadsheets"
    assert found[4].suits is Suits.EVERY_PLAN
    assert "In another class" not in texts(program, rebecca.revision)
    # A starting entry for a competency that the plan does not name stays out.
    assert "Leadership program for people who do not lead yet" not in texts(program, rebecca.revision)


def test_what_is_in_the_plan_or_switched_off_is_not_offered(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    key, other = catalogue.add(program, BUDGET), catalogue.add(program, PIVOT)
    editing.add_row(
        program,
        rebecca.revision,
        ItemKind.ACTIVITY,
        {"type": BUDGET.type, "text": "two days a week in the BUDGET office"},
    )
    catalogue.switch(program, other, active=False)
    assert not {BUDGET.text, PIVOT.text} & set(texts(program, rebecca.revision))
    with pytest.raises(NotNow, match="1 revision of plans has this activity"):
        catalogue.remove(program, key)
    catalogue.remove(program, other)
    assert other not in {entry.id for entry in catalogue.listed(program)}


def test_competencies_of_the_class_come_first(program: Program) -> None:
    catalogue.add(program, replace(BUDGET, competency="Budgets, spreadsheets"))
    found = catalogue.competencies_for(program, "5157")
    assert found[:2] == ("Budgets", "spreadsheets")
    assert "Writing" in found
    assert "Budgets" not in catalogue.competencies_for(program, "1139")
    assert len({name.casefold() for name in found}) == len(found)


def test_chosen_activities_come_with_dates_hours_and_costs_in_one_step(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    keys = [catalogue.add(program, BUDGET), catalogue.add(program, PIVOT)]
    rows = from_catalogue.add(program, rebecca.revision, keys)
    found = queries.plan(program, rebecca.participation).content
    added = {row.text: row for row in found.activities if row.row in rows}
    budget, pivot = added[BUDGET.text], added[PIVOT.text]
    assert (budget.starts, budget.ends) == (date(2026, 7, 1), date(2026, 12, 29))
    assert (budget.state_hours, budget.serves) == (Decimal(384), None)
    assert (pivot.starts, pivot.ends) == (date(2026, 7, 1), date(2026, 7, 7))
    assert (pivot.training_category, pivot.serves) == ("Job-related", found.competencies[0].item)
    cost = next(row for row in found.costs if row.activity == pivot.item)
    assert (cost.text, cost.category, cost.estimate) == (PIVOT.text, CostCategory.REGISTRATION, Decimal(250))
    assert all(row.activity != budget.item for row in found.costs)
    assert history.undo(program) == f"Added 2 activities of the catalogue to plan {rebecca.number}"
    assert len(queries.plan(program, rebecca.participation).content.activities) == 1
    from_catalogue.add(program, rebecca.revision, keys)
    with pytest.raises(NotNow, match="in the plan already"):
        from_catalogue.add(program, rebecca.revision, keys)


def test_proposed_dates_lie_inside_the_period() -> None:
    first, last, today = date(2026, 7, 1), date(2027, 6, 30), date(2026, 5, 20)
    assert proposed_dates(first, last, 2, today) == (first, date(2026, 7, 14))
    assert proposed_dates(first, last, 208, today) == (first, last)
    assert proposed_dates(first, last, None, date(2026, 12, 1)) == (date(2026, 12, 1), last)
    assert proposed_dates(first, last, 1, date(2028, 1, 1)) == (first, date(2026, 7, 7))
    assert proposed_dates(None, None, 1, today) == (today, date(2026, 5, 26))
    assert proposed_dates(None, None, None, today) == (today, None)
