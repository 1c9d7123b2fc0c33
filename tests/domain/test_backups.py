"""Which backups stay: a worked calendar, and what holds whatever there is."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.backups import ALL_OF, FEWEST, Kept, Rule, newest_first, to_drop

NOW = datetime(2026, 5, 20, 17, 0, tzinfo=UTC)
PLENTY = 10**12
DEFAULT = Rule(days=14, weeks=8, months=12, most_bytes=PLENTY)


def at(text: str, seq: int = 1, size: int = 1) -> Kept:
    return Kept(text, datetime.fromisoformat(text).replace(tzinfo=UTC), seq, size)


def test_a_year_of_working_days_worked_out_by_hand() -> None:
    """Two backups each working day at 10 and 16 o'clock, from May 20, 2025 to May 20, 2026 (a Wednesday)."""
    days = [NOW.date() - timedelta(days=back) for back in range(366)]
    there = [at(f"{day} {hour}:00") for day in days if day.weekday() < 5 for hour in ("10", "16")]

    dropped = {kept.key for kept in to_drop(there, NOW, DEFAULT)}
    stays = [kept.key for kept in newest_first(there) if kept.key not in dropped]

    assert stays == [
        # everything of the last 48 hours, so not the morning of May 18
        "2026-05-20 16:00", "2026-05-20 10:00", "2026-05-19 16:00", "2026-05-19 10:00",
        # the last one of each of 14 working days, the first of which are those above
        "2026-05-18 16:00", "2026-05-15 16:00", "2026-05-14 16:00", "2026-05-13 16:00", "2026-05-12 16:00",
        "2026-05-11 16:00", "2026-05-08 16:00", "2026-05-07 16:00", "2026-05-06 16:00", "2026-05-05 16:00",
        "2026-05-04 16:00", "2026-05-01 16:00",
        # the last one of each of 8 weeks: their Fridays
        "2026-04-30 16:00", "2026-04-24 16:00", "2026-04-17 16:00", "2026-04-10 16:00", "2026-04-03 16:00",
        # the last one of each of 12 months
        "2026-03-31 16:00", "2026-02-27 16:00", "2026-01-30 16:00", "2025-12-31 16:00", "2025-11-28 16:00",
        "2025-10-31 16:00", "2025-09-30 16:00", "2025-08-29 16:00", "2025-07-31 16:00", "2025-06-30 16:00",
    ]  # fmt: skip


def test_what_does_not_fit_goes_oldest_first_down_to_three() -> None:
    there = [at(f"2026-05-{day:02} 10:00", day, 100) for day in range(11, 21)]

    assert [kept.key[8:10] for kept in to_drop(there, NOW, Rule(14, 8, 12, 650))] == ["11", "12", "13", "14"]
    assert [kept.key[8:10] for kept in to_drop(there, NOW, Rule(14, 8, 12, 0))] == [
        "11", "12", "13", "14", "15", "16", "17",
    ]  # fmt: skip


def test_a_clock_set_back_does_not_cost_the_last_work() -> None:
    """Made while the clock said 2019: by its date the oldest, by its history the newest."""
    there = [at(f"2026-05-{day:02} 10:00", day) for day in range(1, 21)] + [at("2019-01-01 10:00", 99)]

    assert "2019-01-01 10:00" not in {kept.key for kept in to_drop(there, NOW, Rule(1, 0, 0, 0))}


def test_a_clock_years_ahead_thins_out_no_more_than_the_rule_for_days_weeks_and_months() -> None:
    there = [at(f"2026-05-{day:02} 10:00", day) for day in range(7, 21)]

    assert to_drop(there, NOW + timedelta(days=5000), DEFAULT) == []


def test_nothing_is_dropped_from_nothing() -> None:
    assert to_drop([], NOW, DEFAULT) == []


backups = st.lists(
    st.builds(
        lambda number, minutes, seq, size: (number, minutes, seq, size),
        st.integers(),
        st.integers(-60 * 24 * 700, 60 * 24 * 30),
        st.integers(1, 500),
        st.integers(0, 1000),
    ),
    max_size=60,
).map(
    lambda rows: [
        Kept(str(place), NOW + timedelta(minutes=minutes), seq, size)
        for place, (_number, minutes, seq, size) in enumerate(rows)
    ]
)
rules = st.builds(Rule, st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20_000))


@given(backups, rules)
def test_the_newest_three_and_the_last_work_always_stay(there: list[Kept], rule: Rule) -> None:
    dropped = {kept.key for kept in to_drop(there, NOW, rule)}
    stays = [kept for kept in newest_first(there) if kept.key not in dropped]

    assert len(stays) >= min(FEWEST, len(there))
    if there:
        assert stays[0] == newest_first(there)[0]
        assert max(kept.seq for kept in stays) == max(kept.seq for kept in there)


@given(backups, rules)
def test_all_of_two_days_stay_where_there_is_room(there: list[Kept], rule: Rule) -> None:
    roomy = Rule(rule.days, rule.weeks, rule.months, PLENTY)

    assert [kept for kept in to_drop(there, NOW, roomy) if kept.made_at > NOW - ALL_OF] == []


@given(backups, rules)
def test_what_stays_fits_or_cannot_be_less(there: list[Kept], rule: Rule) -> None:
    dropped = {kept.key for kept in to_drop(there, NOW, rule)}
    stays = [kept for kept in there if kept.key not in dropped]

    # Three, and the one that is newest by its history.
    assert sum(kept.size for kept in stays) <= rule.most_bytes or len(stays) <= FEWEST


@given(backups, rules)
def test_thinning_again_takes_no_more(there: list[Kept], rule: Rule) -> None:
    dropped = {kept.key for kept in to_drop(there, NOW, rule)}
    stays = [kept for kept in there if kept.key not in dropped]

    assert to_drop(stays, NOW, rule) == []


@given(backups, rules, st.integers(0, 5))
def test_a_wider_rule_keeps_at_least_as_much(there: list[Kept], rule: Rule, more: int) -> None:
    narrow = Rule(rule.days, rule.weeks, rule.months, PLENTY)
    wide = Rule(rule.days + more, rule.weeks + more, rule.months + more, PLENTY)

    assert {kept.key for kept in to_drop(there, NOW, wide)} <= {kept.key for kept in to_drop(there, NOW, narrow)}
