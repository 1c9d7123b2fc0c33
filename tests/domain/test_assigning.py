"""Applications shared out among raters by chance and in balance, and read from a list."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.assigning import FileRow, read_rows, share_out
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.tables import Cell, Line, Table


@given(st.integers(0, 25), st.integers(1, 7), st.integers(1, 7), st.integers())
def test_each_application_gets_its_raters_and_loads_differ_by_one_at_most(
    count: int, raters: int, each: int, seed: int
) -> None:
    applications, names = [f"a{i}" for i in range(count)], [f"r{i}" for i in range(raters)]
    found = share_out(applications, names, each, chance=Random(seed))
    assert Counter(one for _rater, one in found.pairs) == dict.fromkeys(applications, min(each, raters))
    loads = {name: sum(rater == name for rater, _one in found.pairs) for name in names}
    assert max(loads.values()) - min(loads.values()) <= 1
    assert found.short == (frozenset(applications) if raters < each else frozenset())


@given(st.data(), st.integers())
def test_what_is_begun_stays_and_a_recused_rater_gets_nothing(data: st.DataObject, seed: int) -> None:
    applications, names = [f"a{i}" for i in range(8)], [f"r{i}" for i in range(5)]
    every = [(rater, one) for rater in names for one in applications]
    kept = data.draw(st.sets(st.sampled_from(every), max_size=12))
    barred = data.draw(st.sets(st.sampled_from(every), max_size=15)) - kept
    found = share_out(applications, names, 3, kept=kept, barred=barred, chance=Random(seed))
    assert kept <= found.pairs
    assert not found.pairs & barred
    for one in applications:
        has = sum(application == one for _rater, application in found.pairs)
        could = sum((rater, one) not in barred for rater in names)
        own = sum(application == one for _rater, application in kept)
        assert has == max(own, min(3, could))
        assert (one in found.short) == (has < 3)


def test_one_who_may_take_little_does_not_keep_the_others_from_balance() -> None:
    """Bo has six kept, and only through Cy can Di take what Bo's loads push aside."""
    applications = [f"a{i}" for i in range(9)]
    barred = {("di", one) for one in applications[:6]}
    found = share_out(applications, ["bo", "cy", "di"], 1, barred=barred, chance=Random(1))
    assert Counter(rater for rater, _one in found.pairs) == {"bo": 3, "cy": 3, "di": 3}


def table(*lines: tuple[Cell, ...]) -> Table:
    return Table("list.csv", "", tuple(Line(i, cells) for i, cells in enumerate(lines, start=1)), 3)


def test_a_list_is_read_by_its_headings_wherever_they_stand() -> None:
    found = read_rows(
        [
            table(("Notes",)),
            table(
                ("Panel of May",),
                ("Rater", "Unit", "Application number"),
                ("Bo", "", "2026-0001"),
                ("", "", "7"),
                ("Cy", "", date(2026, 7, 1)),
            ),
        ]
    )
    assert found == (FileRow(3, "2026-0001", "Bo"), FileRow(4, "7", ""), found[2])
    assert (found[2].number, found[2].problem[:39]) == ("", "The application is a date, Jul 1, 2026:")
    with pytest.raises(InvalidInput, match="no columns Application and Rater"):
        read_rows([table(("Number", "Name"))])
