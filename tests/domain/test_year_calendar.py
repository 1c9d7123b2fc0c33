"""The order of a year's dates, and which deadlines are near and not done."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.dates import program_year
from umdesk.domain.year_calendar import Entry, EntryKind, ordered, statutory, undone

TODAY = date(2026, 5, 20)
entries = st.lists(
    st.builds(
        lambda number, days, done, asks: Entry(
            str(number), EntryKind.OWN, TODAY + timedelta(days=days), "What", asks=asks,
            done_on=TODAY if done else None,
        ),
        st.integers(), st.integers(-400, 400), st.booleans(), st.booleans(),
    )
)  # fmt: skip


@given(entries)
def test_what_is_over_stands_below_what_is_not_and_each_keeps_its_order(found: list[Entry]) -> None:
    shown = ordered(found, TODAY)
    ahead = [one for one in shown if not one.past(TODAY)]
    over = [one for one in shown if one.past(TODAY)]
    assert list(shown) == ahead + over
    assert sorted(shown, key=id) == sorted(found, key=id)
    assert [one.on for one in ahead] == sorted(one.on for one in ahead)
    assert [one.on for one in over] == sorted((one.on for one in over), reverse=True)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 365), st.integers(0, 60))
def test_a_deadline_is_told_once_in_its_time_and_never_when_it_is_done(today: date, ahead: int, late: int) -> None:
    told = undone(today, ahead, late, ())
    days = [one.on for _year, one in told]
    assert len(set(days)) == len(days)
    assert all(-late <= (day - today).days <= ahead for day in days)
    assert all(one in statutory(year) and one.ours for year, one in told)
    assert undone(today, ahead, late, [(year, one.key) for year, one in told]) == ()
    assert all(program_year(day - timedelta(days=1)) == year for year, one in told for day in [one.on])
