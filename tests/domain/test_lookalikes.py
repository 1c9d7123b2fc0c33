"""Names that may be one written in two ways."""

import pytest

from umdesk.domain.lookalikes import lookalikes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Redding Center", "Redding Ctr"),
        ("Redding Center", "REDDING  CENTER."),
        ("Dana Whitfield", "Whitfield, Dana"),
        ("Dana Whitfield", "Dana Whitfeld"),
        ("José Muñoz", "Jose Munoz"),
    ],
)
def test_two_ways_to_write_one_name_are_put_forward(one: str, other: str) -> None:
    assert [(pair.first, pair.second) for pair in lookalikes([one, "Yreka", other])] == [(0, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Unit 1", "Unit 2"),
        ("Station II", "Station III"),
        ("Northern HQ", "Southern HQ"),
        ("Butte Unit", "Shasta Unit"),
        ("", ""),
        ("…", "–"),
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert lookalikes([one, other]) == ()


def test_the_most_alike_come_first_and_what_is_kept_apart_not_at_all() -> None:
    names = ["Redding Ctr", "Redding Center", "Redding center"]
    assert [(pair.first, pair.second, pair.points) for pair in lookalikes(names)] == [
        (1, 2, 100), (0, 1, 88), (0, 2, 88),
    ]  # fmt: skip
    assert lookalikes(names, lambda first, second: {first, second} != {1, 2}) == lookalikes(names)[:1]
