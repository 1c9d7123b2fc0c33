"""Numbers that run in the order of the names tell whose they are."""

import pytest

from umdesk.domain.number_order import follows_names


@pytest.mark.parametrize(
    ("names", "tells"),
    [
        ("Abe Bo Cy Di Ed", True),
        ("Ed Di Cy bo Abe", True),
        ("Abe Bo Cy Ed Di Fay Gus", True),
        ("Cy Abe Ed Bo Di", False),
        ("Abe Bo Cy Di", False),
        ("", False),
    ],
)  # fmt: skip
def test_an_order_of_names_shows_in_the_numbers(names: str, tells: bool) -> None:
    assert follows_names(names.split()) is tells
