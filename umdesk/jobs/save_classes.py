"""Save the catalogue of classes as a workbook; it holds no person's data."""

from decimal import Decimal
from pathlib import Path

from umdesk.domain.class_words import CATEGORY_WORDS
from umdesk.domain.words import EntryLevel
from umdesk.domain.writing import counted
from umdesk.services.classes import cards, ladders
from umdesk.services.classes.cards import ClassRow
from umdesk.services.programs import Program

TITLES = (
    "Class code", "Class title", "Schematic code", "Category", "Decided by the department", "Entry level",
    "Bridging class", "Lowest salary", "Highest salary", "Probation (months)", "Bargaining unit", "Hard to fill",
    "Minimum qualifications", "Status", "Confirmed", "Title not confirmed yet", "Source", "Note",
)  # fmt: skip
STEPS = ("From class", "From title", "To class", "To title", "Route", "Note")


def save(program: Program, path: Path) -> int:
    """Save every class as it is today, and the steps of the ladders on a second sheet; gives how many classes.

    Raises:
        CannotWrite: the file cannot be written.
    """
    from umdesk.exchange import workbooks  # noqa: PLC0415 -- needed only when a workbook goes out

    found = cards.rows(program)
    steps = ladders.all_steps(program)
    sheets = [
        workbooks.SheetOut("Classes", TITLES, [_cells(row) for row in found]),
        workbooks.SheetOut(
            "Career ladders",
            STEPS,
            [
                (
                    step.from_code, steps.titles.get(step.from_code, ""), step.to_code,
                    steps.titles.get(step.to_code, ""), step.route.value, step.note,
                )
                for step in steps.steps
            ],
        ),
    ]  # fmt: skip
    workbooks.write(path, sheets)
    return len(found)


def said(count: int, path: Path) -> str:
    """What to say when the workbook is written."""
    return f"Saved {counted(count, 'class', 'classes')} to {path.name}."


def _cells(row: ClassRow) -> tuple[str | int | Decimal | None, ...]:
    level = "not known" if row.entry_level is EntryLevel.UNKNOWN else row.entry_level.value
    return (
        row.class_code, row.title, row.schematic_code, CATEGORY_WORDS[row.category], _yes(row.decided), level,
        _yes(row.bridging), row.salary_minimum, row.salary_maximum, row.probation_months, row.bargaining_unit,
        _yes(row.hard_to_fill), row.minimum_qualifications, row.status, _yes(row.confirmed), row.unconfirmed_title,
        row.source, row.note,
    )  # fmt: skip


def _yes(value: bool) -> str:
    return "yes" if value else "no"
