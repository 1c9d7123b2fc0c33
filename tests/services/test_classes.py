"""The classes that every new program brings along, through a real program."""

from datetime import date

from umdesk.domain.words import Category
from umdesk.services import classes
from umdesk.services.classes import ClassChoice
from umdesk.storage import models


def test_shipped_rows_say_which_are_not_confirmed() -> None:
    rows = classes.shipped()
    assert len(rows) == 45
    assert all(len(row.class_code) == 4 and row.class_code.isdigit() and row.title for row in rows)
    assert sorted({row.class_code for row in rows if not row.confirmed}) == [
        "1303", "1728", "1741", "5157", "5393", "9927", "9928",
    ]  # fmt: skip


def test_a_new_program_has_all_classes(program) -> None:
    choices = classes.choices(program, date(2026, 2, 9))
    by_code = {choice.class_code: choice for choice in choices}
    assert len(by_code) == len(choices) == len({row.class_code for row in classes.shipped()})
    assert by_code["0731"] == ClassChoice("0731", "Groundskeeper", Category.LPEL, confirmed=True)
    assert by_code["5278"].category is Category.BRIDGING
    assert by_code["4800"].category is Category.OTHER
    assert by_code["5157"].title == "Staff Services Analyst (General)"
    assert by_code["1303"].confirmed is False


def test_a_department_may_say_otherwise_from_a_date(program) -> None:
    with program.operation("classes.override", "Changed a class") as op:
        op.session.add(
            models.ClassOverride(
                class_code="4800", category=Category.ELTPA.value, effective=date(2026, 1, 1), reason="Our plan says so"
            )
        )
    catalogue = classes.catalogue(program)
    categories = [
        facts.category for day in (date(2025, 12, 31), date(2026, 1, 1)) if (facts := catalogue.facts("4800", day))
    ]
    assert categories == [Category.OTHER, Category.ELTPA]
