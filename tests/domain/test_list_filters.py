"""What narrows a list: filters of one kind widen each other, those of different kinds narrow each other."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain import list_filters
from umdesk.domain.list_filters import Narrowing

HAS = {"unit": ["Yreka"], "class": ["1379"], "needs": ["letter", "decision"]}
VALUES = {kind: lambda has, kind=kind: has.get(kind, ()) for kind in ("unit", "class", "needs", "category")}


@pytest.mark.parametrize(
    ("filters", "passes"),
    [
        ((), True),
        ((("unit", "Yreka"),), True),
        ((("unit", "Yreka"), ("unit", "Redding")), True),
        ((("unit", "Yreka"), ("class", "1441")), False),
        ((("needs", "letter"), ("needs", "nothing")), True),
        ((("category", "LPEL"),), False),
        ((("shoe size", "9"),), True),
    ],
)
def test_filters_of_one_kind_widen_and_kinds_narrow(filters, passes):
    assert list_filters.passes(filters, VALUES)(HAS) is passes


def test_a_filter_is_added_once_and_taken_away():
    narrowed = Narrowing().with_filter(("unit", "A")).with_filter(("unit", "B")).with_filter(("unit", "A"))

    assert narrowed.filters == (("unit", "B"), ("unit", "A"))
    assert narrowed.without_filter(("unit", "B")).filters == (("unit", "A"),)


TEXTS = st.text(max_size=5)


@given(st.builds(Narrowing, TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple), TEXTS))
def test_what_is_kept_comes_back(narrowing):
    assert list_filters.from_json(json.loads(json.dumps(narrowing.as_json()))) == narrowing


JSON = st.recursive(st.none() | st.integers() | TEXTS, lambda inside: st.lists(inside, max_size=3), max_leaves=6)


@given(st.dictionaries(st.sampled_from(["state", "filters", "words", "x"]), JSON))
def test_what_cannot_be_read_narrows_nothing(kept):
    found = list_filters.from_json(kept)

    assert isinstance(found.state, str)
    assert all(isinstance(kind, str) and isinstance(value, str) for kind, value in found.filters)
