"""A report asks what classes are that employees hold and nothing sorts; one that is not there is to be added."""

from umdesk.domain.reports.classes import ClassCount, unsorted
from umdesk.domain.reports.lines import Line
from umdesk.domain.reports.model import Number
from umdesk.domain.words import Category


def held(code: str, title: str, category: Category = Category.UNMAPPED) -> ClassCount:
    return ClassCount(code, title, category, Number(f"employees/{code}", title, (Line("Ruiz, Ana"),)), None, "")


def test_a_class_without_a_row_is_told_apart_from_one_without_a_group() -> None:
    found = (held("1441", "Office Assistant", Category.LPEL), held("3333", ""), held("9927", "Program Technician"))
    (asked,) = unsorted(found)
    assert asked.startswith(
        "Say under Classes what these are: 2 classes with employees are in neither group, low-paying entry-level "
        "(LPEL) nor entry-level technical, professional, administrative (ELTPA): 3333"
    )
    assert asked.endswith(" 3333 (not there yet: add it) and 9927 Program Technician.")
    assert unsorted(found[:1]) == ()
    assert unsorted(found[:2])[0].startswith("Say under Classes what these are: 1 class with employees is in neither")
