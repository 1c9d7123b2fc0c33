"""The report of the action plan: the department's columns, what is overdue, since when it was carried, the JSON."""

from datetime import date

from tests.attachment_files import pdf
from umdesk.domain.counts import Period, program_year_period
from umdesk.domain.reports.lines import Opens
from umdesk.domain.reports.model import Figures, Table
from umdesk.domain.year_words import ActionStatus, YearFilePurpose
from umdesk.services.programs import Program
from umdesk.services.reporting import making
from umdesk.services.year import action_columns, actions, files


def table_of(program: Program, period: Period) -> Table:
    return next(part for part in making.make(program, "action-plan", period).content.parts if isinstance(part, Table))


def test_the_columns_are_those_of_the_department(program: Program) -> None:
    actions.add(program, 2025, {"text": "Find mentors"})
    actions.carry_forward(program, 2026)
    unit = action_columns.add(program, "Unit")
    for hidden in ("aim", "result", "done_on"):
        action_columns.show(program, hidden, shown=False)
    action_columns.move(program, unit, -20)
    late = actions.add(
        program, 2026, {"text": "Hold orientations", "target_date": date(2026, 5, 1), unit: "Redding", "aim": "Few"}
    )
    files.add(program, YearFilePurpose.EVIDENCE, late, "Sign-in.pdf", pdf(1))

    made = making.make(program, "action-plan", program_year_period(2026)).content
    figures, table = made.parts
    assert isinstance(table, Table)
    assert isinstance(figures, Figures)
    assert table.columns == (
        "Action", "Unit", "Target date", "Status", "Carried forward since", "Evidence",
    )  # fmt: skip
    assert table.note == "Empty for every action, and left out: “Responsible”."
    assert table.rows == (
        ("Find mentors", "", None, "Not started", "2024-25", ""),
        ("Hold orientations", "Redding", date(2026, 5, 1), "Not started, overdue", "", "Sign-in.pdf"),
    )
    assert {number.key: number.value for number in figures.numbers} == {
        "actions": 2, "actions/not-started": 2, "actions/in-progress": 0, "actions/done": 0, "actions/dropped": 0,
        "actions/overdue": 1, "actions/carried": 1,
    }  # fmt: skip
    overdue = next(number for number in figures.numbers if number.key == "actions/overdue")
    assert [(line.opens, line.key) for line in overdue.lines] == [(Opens.ACTION, late)]
    plan = made.data["action_plan"]
    assert isinstance(plan, list)
    assert (plan[0]["carried_forward_since"], plan[1]["extra"], plan[1]["aim"]) == (2025, {"Unit": "Redding"}, "Few")


def test_several_years_stand_one_after_the_other_and_none_asks_for_one(program: Program) -> None:
    assert making.make(program, "action-plan", program_year_period(2027)).content.asks
    actions.add(program, 2025, {"text": "Find mentors", "status": ActionStatus.IN_PROGRESS})
    actions.carry_forward(program, 2026)
    rows = table_of(program, Period(date(2024, 7, 1), date(2026, 6, 30))).rows
    assert [(row[1], row[-2], row[-1]) for row in rows] == [
        ("In progress, carried forward to 2025-26", "2024-25", ""),
        ("In progress", "2025-26", "2024-25"),
    ]
