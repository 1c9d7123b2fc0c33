"""A small office to run the whole job with: its workbook of applications, its ratings, its plans."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from umdesk.domain.words import ActivityType, CycleState, GoalTerm, ItemKind
from umdesk.services import cycle_steps, cycles, decisions, raters, ratings
from umdesk.services.plans import editing, queries, revisions
from umdesk.services.programs import Program

CYCLE = "Spring 2026"
HEADERS = ("Last Name", "First Name", "Employee No.", "Class Code", "Class Title", "Tenure", "Unit", "Received", "DOB")
PEOPLE = (
    ("Nguyễn-O’Connor", "Siobhán", 123, 1441, "Office Assistant (General)", "Permanent"),
    ("Nelson", "Rebecca", 456, 1379, "Office Assistant (Typing)", "Permanent"),
    ("Garcia", "Luis", 789, 731, "Groundskeeper", "Probationary"),
    ("Kowalski", "Piotr", 1011, 2011, "Custodian", "Permanent"),
    ("Adams", "Ruth", 1213, 5157, "Staff Services Analyst (General)", "Permanent"),
    ("Sulich", "Kacper", 1415, 3333, "", "Permanent"),
)
"""Four who are eligible, one in an ELTPA class, one in a class that nobody knows."""

POINTS = {
    "2026-0001": (5, 4, 5),
    "2026-0002": (4, 4, 4),
    "2026-0003": (3, 3, 4),
    "2026-0004": (2, 1, 2),
}
"""What each of the three raters gives on every criterion."""
RATERS = ("Ana Lee", "Bo Park", "Cy Diaz")


def workbook(path: Path) -> Path:
    """The applications as a field office hands them over: a title above, a total below, a column too many."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Applications")
    day = book.add_format({"num_format": "mm/dd/yyyy"})
    sheet.write(0, 0, "Upward Mobility Program, applications received")
    sheet.write_row(2, 0, HEADERS)
    for row, person in enumerate(PEOPLE, 3):
        sheet.write_row(row, 0, (*person, "Redding Center"))
        sheet.write_datetime(row, 7, date(2026, 2, row), day)
        sheet.write(row, 8, "1/1/1990")
    last = 3 + len(PEOPLE)
    sheet.write_row(last, 0, ("", "Ruth", 9999, 1441, "", "Permanent", "", "2/20/2026"))
    sheet.write_row(last + 1, 0, ("Total", len(PEOPLE) + 1))
    book.close()
    return path


def score(program: Program, *, seats: int = 2) -> str:
    """Open the cycle, name raters, start scoring and type in everybody's points; gives the cycle's id."""
    cycle = cycles.named(program, CYCLE)
    cycles.edit_cycle(
        program,
        cycle.id,
        cycles.CycleChanges(seats=seats, opens=date(2026, 2, 1), closes=date(2026, 3, 1)),
    )
    by = [raters.add(program, cycle.id, name) for name in RATERS]
    for state in (CycleState.OPEN, CycleState.SCORING):
        assert cycle_steps.move_to(program, cycle.id, state).blocking == ()
    grid = ratings.grid(program, cycle.id)
    ratings.enter_sheets(
        program,
        [
            ratings.SheetEntry(
                row.application_id,
                rater,
                {criterion.key: Decimal(points) for criterion in grid.criteria},
            )
            for row in grid.rows
            if row.number in POINTS
            for rater, points in zip(by, POINTS[row.number], strict=True)
        ],
    )
    return cycle.id


def select(program: Program, cycle_id: str) -> None:
    """Decide by rank and apply."""
    assert cycle_steps.move_to(program, cycle_id, CycleState.DECIDING).blocking == ()
    decisions.decide_by_rank(program, cycle_id, waitlist=1)
    decisions.apply(program, cycle_id)


def write_plan(program: Program, participation_id: str) -> str:
    """Write a whole plan and mark it ready; gives the revision."""
    revision = queries.plan(program, participation_id).revision_id
    editing.set_fields(
        program,
        revision,
        {
            "target_class_code": "5157",
            "target_class_title": "Staff Services Analyst (General)",
            "supervisor_name": "Pat O’Hara",
            "period_from": date(2026, 7, 1),
            "period_to": date(2027, 6, 30),
        },
    )
    editing.add_row(
        program, revision, ItemKind.GOAL, {"term": GoalTerm.SHORT, "text": "Learn how the budget office works"}
    )
    editing.add_row(program, revision, ItemKind.GOAL, {"term": GoalTerm.LONG, "text": "Become a staff analyst"})
    editing.add_row(program, revision, ItemKind.COMPETENCY, {"name": "Spreadsheets", "now": "Some", "wanted": "Good"})
    editing.add_row(
        program,
        revision,
        ItemKind.ACTIVITY,
        {
            "type": ActivityType.COURSE,
            "text": "Excel for accountants",
            "starts": date(2026, 9, 1),
            "ends": date(2026, 9, 30),
            "state_hours": Decimal(16),
        },
    )
    editing.add_row(program, revision, ItemKind.COST, {"text": "Course fee", "estimate": Decimal("350.00")})
    revisions.mark_ready(program, revision)
    return revision
