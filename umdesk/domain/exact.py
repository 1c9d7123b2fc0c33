"""Exact fractions at speed: brought to one denominator once, they are whole numbers, which compute far quicker."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm


def whole(values: Sequence[Fraction]) -> tuple[int, list[int]]:
    """A common denominator, and the values as whole numbers over it."""
    unit = lcm(*[value.denominator for value in values])
    return unit, [value.numerator * (unit // value.denominator) for value in values]


def mean(values: Sequence[Fraction]) -> Fraction:
    """The exact mean of at least one value."""
    unit, numbers = whole(values)
    return Fraction(sum(numbers), unit * len(numbers))
