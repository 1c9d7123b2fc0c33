"""The budget of a year on a real program: the plan in force commits, its money records spend, allocations give."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event

from tests.services.plans.carried import print_it
from tests.services.plans.conftest import someone
from tests.services.plans.writing import write_plan
from umdesk.domain.counts import program_year_period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.words import CostCategory, ItemKind, ParticipationState
from umdesk.services import history
from umdesk.services.plans import editing, participations, queries, records, revisions, signing
from umdesk.services.plans.signing import Signatures
from umdesk.services.programs import Program
from umdesk.services.reporting import making
from umdesk.services.year import budget
from umdesk.services.year.budget import AllocationInput, Spending

D = Decimal


def five(program: Program) -> dict[str, Decimal]:
    report = making.make(program, "budget", program_year_period(2026))
    numbers = {number.key: number.value for number in report.content.numbers()}
    return {key: D(numbers[f"budget/{key}"]) for key in ("allocated", "committed", "spent", "open", "left")}


def test_a_plan_commits_from_its_signature_on_and_its_money_is_spent_once(program: Program) -> None:
    tuition = budget.add(program, 2026, AllocationInput(CostCategory.TUITION, "Training", D(1000)))
    budget.adjust(program, tuition, date(2026, 3, 1), D(-100), "Cut by the department")
    zoe = someone(program)
    write_plan(program, zoe.revision)
    fields = {"text": "Tuition", "category": CostCategory.TUITION, "estimate": D(300), "fund": "training"}
    editing.add_row(program, zoe.revision, ItemKind.COST, {**fields, "planned_on": date(2026, 6, 1)})
    editing.add_row(program, zoe.revision, ItemKind.COST, {**fields, "planned_on": date(2026, 7, 1)})
    before = five(program)
    print_it(program, zoe.revision)
    today = program.today()
    signing.record(program, zoe.revision, Signatures(today, today, today))
    line = next(
        cost.item
        for cost in queries.plan(program, zoe.participation).content.costs
        if cost.planned_on == date(2026, 6, 1)
    )
    signed = five(program)
    records.record_money(program, zoe.participation, line, on=today, amount=D("120.50"), category=CostCategory.TUITION)
    paid = five(program)
    second = revisions.amend(program, zoe.revision, "Another course")
    editing.add_row(program, second, ItemKind.COST, {**fields, "estimate": D(700), "planned_on": date(2026, 6, 2)})
    assert budget.plan_would_be_over(program, second) == (
        "With the costs of this plan: The budget of 2025-26 is over-committed: Tuition, Training by $100.00."
    )
    assert budget.plan_would_be_over(program, zoe.revision) == ""
    assert before == {"allocated": D(900), "committed": D(0), "spent": D(0), "open": D(0), "left": D(900)}
    assert signed == {"allocated": D(900), "committed": D(300), "spent": D(0), "open": D(300), "left": D(600)}
    assert paid == {
        "allocated": D(900), "committed": D(300), "spent": D("120.50"), "open": D("179.50"), "left": D(600),
    }  # fmt: skip
    assert five(program) == paid, "an amendment that nobody signed commits nothing"
    tuition_of = Spending(today, CostCategory.TUITION, "Training", D(600))
    assert budget.would_be_over(program, tuition_of) == ""
    assert budget.would_be_over(program, replace(tuition_of, amount=D(650))) == (
        "The budget of 2025-26 has $600.00 left for Tuition, Training; this goes over it by $50.00."
    )
    assert budget.would_be_over(program, replace(tuition_of, amount=D("779.50"), item=line)) == "", "it was committed"
    assert budget.would_be_over(program, replace(tuition_of, amount=D("779.51"), item=line)) == (
        "The budget of 2025-26 has $600.00 left for Tuition, Training; this goes over it by $0.01."
    )
    assert budget.would_be_over(program, replace(tuition_of, on=date(2025, 6, 30))) == (
        "Jun 30, 2025 lies in program year 2024-25 and counts there."
    )
    (bill,) = queries.plan(program, zoe.participation).money
    right = replace(tuition_of, item=line, instead_of=bill.id)
    assert budget.would_be_over(program, replace(right, amount=D(900))) == "", "it takes the place of its own record"
    assert budget.would_be_over(program, replace(right, amount=D("900.01"))) == (
        "The budget of 2025-26 has $600.00 left for Tuition, Training; this goes over it by $0.01."
    )
    _only_its_years_are_counted(program, second, tuition_of)
    participations.set_state(program, zoe.participation, ParticipationState.WITHDRAWN, today, "Moved away")
    assert five(program)["open"] == 0


def _only_its_years_are_counted(program: Program, draft: str, spending: Spending) -> None:
    """A plan asks for the years of its own lines, 2026 and 2027 here, and money for its year; each once."""
    for year in (2020, 2021, 2022, 2025):
        budget.add(program, year, AllocationInput(None, "Training", D(5000)))
    with asked(program) as statements:
        assert "2025-26" in budget.plan_would_be_over(program, draft)
    assert _naming(statements, "FROM money_record JOIN participation") == 1, "the money of 2026 alone"
    assert _naming(statements, "FROM allocation \n") == 1
    with asked(program) as statements:
        assert budget.would_be_over(program, spending) == ""
    assert _naming(statements, "FROM allocation \n") == 1


@contextmanager
def asked(program: Program) -> Iterator[list[str]]:
    """The statements that the database is asked meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(program.opened.engine, "before_cursor_execute", note)
    yield statements
    event.remove(program.opened.engine, "before_cursor_execute", note)


def _naming(statements: list[str], words: str) -> int:
    return sum(words in statement for statement in statements)


def test_what_cannot_be_is_refused_where_it_is_typed(program: Program) -> None:
    tuition = budget.add(program, 2026, AllocationInput(CostCategory.TUITION, "Training", D(100)))
    with pytest.raises(InvalidInput, match="cannot be negative") as negative:
        budget.add(program, 2026, AllocationInput(None, "Training", D(-1)))
    with pytest.raises(InvalidInput, match="has an allocation for tuition, Training already") as twice:
        budget.add(program, 2026, AllocationInput(CostCategory.TUITION, "TRAINING", D(1)))
    with pytest.raises(InvalidInput, match="Jul 1, 2026 lies outside of the program year 2025-26") as late:
        budget.adjust(program, tuition, date(2026, 7, 1), D(5), "More")
    with pytest.raises(InvalidInput, match=r"The allocation would be -\$1.00"):
        budget.adjust(program, tuition, date(2026, 6, 30), D(-101), "Less")
    for amount in (D("NaN"), D("1e30"), D("0.001")):
        with pytest.raises(InvalidInput, match=r"^The (largest )?amount"):
            budget.adjust(program, tuition, date(2026, 3, 1), amount, "A slip")
    assert (negative.value.field, twice.value.field, late.value.field) == ("amount", "fund", "on")
    assert [one.amount for one in budget.allocations(program, 2026)] == [D(100)]


def test_an_allocation_goes_with_its_adjustments_and_comes_back_by_undo(program: Program) -> None:
    tuition = budget.add(program, 2026, AllocationInput(CostCategory.TUITION, "Training", D(100)))
    change = budget.adjust(program, tuition, date(2026, 3, 1), D(50), "More")
    budget.edit(program, tuition, AllocationInput(None, "Training", D(80), "By the director"))
    budget.remove(program, tuition)
    assert budget.of_year(program, 2026) == ()
    history.undo(program)
    kept = budget.allocations(program, 2026)[0]
    assert (kept.amount, kept.category, kept.note, [one.id for one in kept.changes]) == (
        D(130), "", "By the director", [change],
    )  # fmt: skip
    budget.remove_adjustment(program, change)
    assert history.undo_step(program) == (
        "Removed an adjustment of the allocation any kind of cost, Training by $50.00"
    )
