"""Writes a complete plan through the real operations."""

from datetime import date
from decimal import Decimal

from umdesk.domain.words import ActivityType, Approval, GoalTerm, ItemKind
from umdesk.services.plans import editing, queries
from umdesk.services.programs import Program


def write_plan(program: Program, revision: str) -> dict[str, str]:
    """Fill in all that is needed and give the rows by a short name."""
    editing.set_fields(
        program,
        revision,
        {
            "period_from": date(2026, 7, 1),
            "period_to": date(2027, 6, 30),
            "target_class_code": "5157",
            "target_class_title": "Staff Services Analyst (General)",
            "support": "Two hours a week of state time.",
            "supervisor_comments": "Ready for more.",
            "supervisor_approval": Approval.APPROVES,
        },
    )
    rows = {
        "short": editing.add_row(
            program,
            revision,
            ItemKind.GOAL,
            {
                "text": "Learn the budget cycle",
                "target_date": date(2026, 12, 31),
                "measure": "Drafts a budget letter alone",
            },
        ),
        "long": editing.add_row(
            program,
            revision,
            ItemKind.GOAL,
            {
                "term": GoalTerm.LONG,
                "text": "Become an analyst",
                "target_date": date(2028, 6, 30),
                "measure": "Appointed as an analyst",
            },
        ),
        "competency": editing.add_row(
            program, revision, ItemKind.COMPETENCY, {"name": "Spreadsheets", "now": "basic", "wanted": "pivot tables"}
        ),
        "course": editing.add_row(
            program,
            revision,
            ItemKind.ACTIVITY,
            {
                "type": ActivityType.COURSE,
                "text": "Excel for accountants",
                "provider": "CalLearns",
                "starts": date(2026, 9, 1),
                "ends": date(2026, 9, 30),
                "state_hours": Decimal(16),
            },
        ),
        "cost": editing.add_row(
            program,
            revision,
            ItemKind.COST,
            {"text": "Excel course", "estimate": Decimal(350), "fund": "Training"},
        ),
    }
    editing.set_row(
        program, ItemKind.ACTIVITY, rows["course"], {"serves_item_id": item(program, revision, "short", rows)}
    )
    editing.set_row(program, ItemKind.COST, rows["cost"], {"activity_item_id": item(program, revision, "course", rows)})
    return rows


def item(program: Program, revision: str, name: str, rows: dict[str, str]) -> str:
    """The identity of a row."""
    participation = queries.participation_of(program, revision)
    content = queries.plan(program, participation, revision).content
    every = (*content.goals, *content.competencies, *content.activities, *content.costs)
    return next(row.item for row in every if row.row == rows[name])
