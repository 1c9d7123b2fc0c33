"""Where a decision departs from rank, and what rank alone would decide."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.decisions import by_rank, departures, line, over_places
from umdesk.domain.ranking import Ranked
from umdesk.domain.words import Outcome

S, W, N = Outcome.SELECTED, Outcome.WAITLISTED, Outcome.NOT_SELECTED


def places(*ranks: int) -> list[Ranked]:
    """Applications "a", "b", ... with these ranks."""
    return [Ranked(r, "abcdefghij"[i], Fraction(0), 3, None, "score", {}) for i, r in enumerate(ranks)]


FIVE = places(1, 2, 3, 4, 5)


def test_the_line_and_a_shared_rank_across_it() -> None:
    assert line(FIVE, 2).inside == {"a", "b"}
    shared = line(places(1, 2, 2, 4), 2)
    assert (shared.inside, shared.across) == ({"a"}, {"b", "c"})
    whole = line(places(1, 2, 2, 4), 3)
    assert (whole.inside, whole.across) == ({"a", "b", "c"}, frozenset())


@pytest.mark.parametrize(
    ("outcomes", "seats", "found"),
    [
        ({"a": S, "b": S, "c": W, "d": N, "e": N}, 2, {}),
        ({"a": S, "c": S}, 2, {"c": "Selected from below the cut line, at rank 3."}),
        ({"a": N, "b": S}, 2, {"a": "Above the cut line, at rank 1, and not selected."}),
        ({"a": S, "b": W}, 2, {"b": "Above the cut line, at rank 2, and waitlisted."}),
        ({"a": S, "b": S, "c": N, "d": W}, 2, {"c": "Not selected at rank 3, while rank 4 is waitlisted."}),
        ({"a": S, "b": S, "c": W}, 0, {}),
        (
            {"a": S, "c": S, "b": N}, 0,
            {
                "b": "Above the cut line, at rank 2, and not selected.",
                "c": "Selected from below the cut line, at rank 3.",
            },
        ),
        ({}, 2, {}),
    ],
)  # fmt: skip
def test_departures_are_named(outcomes: dict[str, Outcome], seats: int, found: dict[str, str]) -> None:
    assert departures(FIVE, outcomes, seats) == found


def test_deciding_between_those_who_share_the_line_needs_a_reason() -> None:
    found = departures(places(1, 2, 2), {"a": S, "b": S, "c": W}, 2)
    assert set(found) == {"b", "c"}


def test_rank_alone_decides() -> None:
    assert by_rank(FIVE, 2, 1, kept={}, held=frozenset()) == {"a": S, "b": S, "c": W, "d": N, "e": N}


def test_kept_decisions_use_up_their_places() -> None:
    decided = by_rank(FIVE, 2, 1, kept={"d": S, "b": W}, held=frozenset())
    assert decided == {"a": S, "c": N, "e": N}


def test_a_place_stays_open_for_one_who_may_not_be_selected_yet() -> None:
    assert by_rank(FIVE, 2, 0, kept={}, held=frozenset({"b"})) == {"a": S, "c": N, "d": N, "e": N}


def test_those_who_share_the_line_are_left_to_people() -> None:
    assert by_rank(places(1, 2, 2, 4), 2, 0, kept={}, held=frozenset()) == {"a": S, "d": N}


@given(st.integers(0, 8), st.integers(0, 4), st.integers(0, 8))
def test_what_rank_decides_never_departs_from_it(seats: int, waitlist: int, people: int) -> None:
    ranked = places(*range(1, people + 1))
    decided = by_rank(ranked, seats, waitlist, kept={}, held=frozenset())
    assert departures(ranked, decided, seats) == {}
    assert list(decided.values()).count(S) == min(seats, people)


def test_more_selected_than_places_is_told_with_both_numbers() -> None:
    assert over_places(6, 5) == "6 selected for 5 places"
    assert over_places(2, 1) == "2 selected for 1 place"
    assert over_places(5, 5) == ""
    assert over_places(5, 0) == ""
