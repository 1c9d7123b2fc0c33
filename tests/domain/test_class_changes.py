"""Dated titles and the department's decisions: what the rows of a class are after a change."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.class_changes import (
    AddClass,
    ClassRows,
    EditTitle,
    Lift,
    Override,
    RemoveTitle,
    Retitle,
    after,
    summary,
)
from umdesk.domain.class_words import changed_spans, explained, salary
from umdesk.domain.classes import ClassCatalogue, ClassOverride, ClassTitle
from umdesk.domain.errors import InvalidInput, NotNow, UserError
from umdesk.domain.words import Category, EntryLevel

JAN, MAR, JUN = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 1)


def title(name: str, first: date | None = None, last: date | None = None, **more: object) -> ClassTitle:
    values = {"schematic_code": "JY20", "entry_level": EntryLevel.YES, "bridging": False, "confirmed": True, **more}
    return ClassTitle("5157", name, first, last, **values, id=name)  # type: ignore[arg-type]


SSA = title("Staff Services Analyst (General)")
ROWS = ClassRows("5157", (SSA,))


def numbered(rows: ClassRows) -> ClassRows:
    """The rows as they come back from the database: each with an id."""
    return replace(
        rows,
        titles=tuple(replace(t, id=f"title {n}") for n, t in enumerate(rows.titles)),
        overrides=tuple(replace(o, id=f"decision {n}") for n, o in enumerate(rows.overrides)),
    )


def catalogue(rows: ClassRows) -> ClassCatalogue:
    return ClassCatalogue.of(rows.titles, rows.overrides)


def test_a_new_title_ends_the_one_before_it_the_day_before():
    rows = after(ROWS, Retitle("5157", "Analyst I", JAN))

    assert [(row.title, row.title_from, row.title_to) for row in rows.titles] == [
        ("Staff Services Analyst (General)", None, date(2025, 12, 31)),
        ("Analyst I", JAN, None),
    ]
    assert rows.titles[1].schematic_code == "JY20"


def test_a_new_title_between_two_ends_before_the_later_one():
    later = after(ROWS, Retitle("5157", "Analyst I", JUN))
    rows = after(numbered(later), Retitle("5157", "Analyst", MAR))

    assert [(row.title, row.title_to) for row in rows.titles] == [
        ("Staff Services Analyst (General)", date(2026, 2, 28)), ("Analyst", date(2026, 5, 31)), ("Analyst I", None),
    ]  # fmt: skip


def test_two_titles_never_begin_on_one_day():
    rows = numbered(after(ROWS, Retitle("5157", "Analyst I", JAN)))

    with pytest.raises(InvalidInput, match=r"Analyst I begins on Jan 1, 2026 already") as refused:
        after(rows, Retitle("5157", "Analyst", JAN))
    assert refused.value.field == "on"


def test_titles_of_one_class_never_overlap():
    rows = numbered(after(ROWS, Retitle("5157", "Analyst I", JAN)))

    with pytest.raises(InvalidInput, match="would hold on the same days"):
        after(rows, EditTitle("5157", "title 0", {"title_to": JAN}))
    with pytest.raises(InvalidInput, match="last day of the title is before its first"):
        after(rows, EditTitle("5157", "title 1", {"title_to": date(2025, 1, 1)}))


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"title": "  "}, "title", "title is missing"),
        ({"title": "Clerk", "schematic_code": "C552"}, "schematic_code", "is not a schematic code"),
        ({"title": "Clerk", "salary_minimum": 5, "salary_maximum": 4}, "salary_maximum", "below the lowest"),
        ({"title": "Clerk", "probation_months": 61}, "probation_months", "between 0 and 60"),
        ({"title": "Clerk", "probation_months": Decimal("1.5")}, "probation_months", "whole number"),
    ],
)
def test_a_value_that_cannot_be_is_named(values, field, words):
    with pytest.raises(InvalidInput, match=words) as refused:
        after(ClassRows("1000"), AddClass("1000", values))
    assert refused.value.field == field


@pytest.mark.parametrize("code", ["", "12345", "A12", "13-79"])
def test_a_class_code_has_four_digits(code):
    with pytest.raises(InvalidInput) as refused:
        after(ClassRows(code), AddClass(code, {"title": "Clerk"}))
    assert refused.value.field == "class_code"


def test_a_class_is_added_once():
    rows = after(ClassRows("0731"), AddClass("731", {"title": "Groundskeeper", "schematic_code": "bl60"}))

    assert (rows.class_code, rows.titles[0].schematic_code, rows.titles[0].entry_level) == (
        "0731", "BL60", EntryLevel.UNKNOWN,
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="is in the catalogue: Groundskeeper"):
        after(rows, AddClass("0731", {"title": "Gardener"}))


def test_a_decision_needs_a_reason_and_ends_the_one_before():
    with pytest.raises(InvalidInput, match="reason is missing"):
        after(ROWS, Override("5157", Category.OTHER, JAN, " "))
    rows = numbered(after(ROWS, Override("5157", Category.OTHER, JAN, "Plan of 2025")))
    rows = after(rows, Override("5157", Category.LPEL, MAR, "Plan of 2026"))

    assert [(o.category, o.effective, o.ends) for o in rows.overrides] == [
        (Category.OTHER, JAN, date(2026, 2, 28)), (Category.LPEL, MAR, None),
    ]  # fmt: skip


def test_a_decision_does_not_swallow_a_later_one():
    rows = after(ROWS, Override("5157", Category.OTHER, MAR, "Plan"))

    with pytest.raises(InvalidInput, match=r"decided on this class from Mar 1, 2026"):
        after(rows, Override("5157", Category.LPEL, JAN, "Plan"))
    assert len(after(rows, Override("5157", Category.LPEL, JAN, "Plan", date(2026, 2, 28))).overrides) == 2


def test_a_lifted_decision_holds_no_longer_from_that_day():
    rows = numbered(after(ROWS, Override("5157", Category.OTHER, JAN, "Plan")))
    lifted = catalogue(after(rows, Lift("5157", "decision 0", MAR)))

    facts = [lifted.facts("5157", day) for day in (date(2026, 2, 28), MAR)]
    assert [found.category for found in facts if found] == [Category.OTHER, Category.ELTPA]
    assert after(rows, Lift("5157", "decision 0", JAN)).overrides == ()
    with pytest.raises(NotNow):
        after(rows, Lift("5157", "another", MAR))


def test_a_class_that_was_decided_on_is_not_removed():
    rows = after(ROWS, Override("5157", Category.OTHER, JAN, "Plan"))
    with pytest.raises(NotNow, match="decided on the category"):
        after(rows, RemoveTitle("5157", SSA.id))
    assert after(ROWS, RemoveTitle("5157", SSA.id)).titles == ()


def test_what_changes_is_said_in_spans_of_days():
    before = catalogue(ROWS)
    decided = catalogue(after(ROWS, Override("5157", Category.LPEL, JAN, "Plan", date(2026, 2, 28))))

    (span,) = changed_spans(before, decided, "5157")
    assert (span.first, span.last, span.before, span.after) == (
        JAN, date(2026, 2, 28), "ELTPA", "LPEL, as the department decided",
    )  # fmt: skip
    assert changed_spans(before, before, "5157") == ()


def test_a_category_is_explained():
    facts = catalogue(ROWS).facts("5157", JAN)
    assert facts is not None
    assert explained(facts) == "Schematic code JY20 lies in the ELTPA band JA00 to MZ99, and the class is entry level."


def test_a_change_is_one_line_of_the_history():
    edit = EditTitle("5157", SSA.id, {"schematic_code": "JY22", "bridging": True, "source": ""})
    assert summary(ROWS, edit) == (
        "Changed the schematic code and bridging class of class 5157 Staff Services Analyst (General)"
    )
    assert summary(ROWS, Override("5157", Category.LPEL, JAN, "Plan")) == (
        "Decided that class 5157 is LPEL from Jan 1, 2026"
    )


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(None, None, ""), (3438, 4303, "$3,438 to $4,303"), (3438, None, "from $3,438"), (5, 5, "$5")],
)
def test_a_salary_range_in_words(low, high, words):
    assert salary(low and Decimal(low), high and Decimal(high)) == words


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
changes = st.lists(
    st.one_of(
        st.builds(lambda on, name: Retitle("5157", name, on), days, st.sampled_from(["Analyst", "Analyst I"])),
        st.builds(
            lambda day, long, what: Override("5157", what, day, "Plan", day + timedelta(long) if long else None),
            days, st.integers(0, 900), st.sampled_from([Category.LPEL, Category.OTHER]),
        ),
        st.builds(lambda on, at: Lift("5157", f"decision {at}", on), days, st.integers(0, 3)),
        st.builds(lambda at, on: EditTitle("5157", f"title {at}", {"title_from": on}), st.integers(0, 3), days),
        st.builds(lambda at: RemoveTitle("5157", f"title {at}"), st.integers(1, 3)),
    ),
    max_size=12,
)  # fmt: skip


@given(changes)
def test_whatever_is_done_rows_never_overlap_and_the_class_never_ends(done):
    rows = numbered(ROWS)
    for change in done:
        try:
            rows = numbered(after(rows, change))
        except UserError:
            continue
    for earlier, later in pairwise(rows.titles):
        assert earlier.title_to is not None
        assert later.title_from is not None
        assert earlier.title_to < later.title_from
    for first, second in pairwise(rows.overrides):
        assert first.ends is not None
        assert first.ends < second.effective
    if rows.titles:
        for day in (date(2019, 1, 1), date(2025, 7, 1), date(2040, 1, 1)):
            facts = catalogue(rows).facts("5157", day)
            assert facts is not None
            assert facts.title


@given(days, days)
def test_a_decision_holds_on_its_days_and_on_no_other(effective, day):
    ends = effective + timedelta(30)
    override = ClassOverride("5157", Category.LPEL, effective, "Plan", ends)
    facts = ClassCatalogue.of([SSA], [override]).facts("5157", day)
    assert facts is not None
    assert (facts.category is Category.LPEL) == (effective <= day <= ends)
