"""Whether the numbers of a blind cycle's applications give away whose they are by their order alone."""

from collections.abc import Sequence
from itertools import pairwise

_FEWEST = 5
"""Below that an order of the names says nothing."""
_MOST = 0.8
"""The share of neighbours in one order from which the whole order shows."""


def follows_names(names: Sequence[str]) -> bool:
    """Whether names, given in the order of their numbers, run mostly from A to Z or from Z to A."""
    if len(names) < _FEWEST:
        return False
    pairs = [(one.casefold(), other.casefold()) for one, other in pairwise(names)]
    rising = sum(one <= other for one, other in pairs) / len(pairs)
    return rising >= _MOST or rising <= 1 - _MOST
