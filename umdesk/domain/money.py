"""Money in US dollars: amounts as people read and type them, and their sums."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
LARGEST = Decimal("999999999.99")
"""More than any plan costs; a longer number is a slip of the fingers."""

_DIGITS = r"(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)"
_TYPED = re.compile(rf"(?P<minus>-?)\$?{_DIGITS}", re.ASCII)
_IN_BRACKETS = re.compile(rf"(?P<minus>\()\$?{_DIGITS}\)", re.ASCII)


def show(amount: Decimal) -> str:
    """An amount in US dollars as people write it: "$1,234.50", "-$12.00"; rounded half up to the cent."""
    cents = amount.quantize(CENT, rounding=ROUND_HALF_UP)
    return f"{'-' if cents < 0 else ''}${abs(cents):,.2f}"


def parse(text: str) -> Decimal:
    """The amount in US dollars that a person typed: "1234.5", "$1,234.50", "-12", "(12.00)".

    Raises ValueError, in a sentence for people, for anything that is no amount or goes below the cent.
    """
    typed = re.sub(r"\s", "", text).replace("\u2212", "-").replace("$-", "-$")
    match = _TYPED.fullmatch(typed) or _IN_BRACKETS.fullmatch(typed)
    if match is None:
        raise ValueError(f"“{text.strip()}” is not an amount. Write dollars and cents, like 350 or 1,250.50.")
    amount = Decimal(match["digits"].replace(",", ""))
    if amount > LARGEST:
        raise ValueError(f"“{text.strip()}” is too large. The largest amount is {show(LARGEST)}.")
    cents = amount.quantize(CENT, rounding=ROUND_HALF_UP)
    if amount != cents:
        raise ValueError(f"“{text.strip()}” goes below a cent. Write at most two digits after the point.")
    return -cents if match["minus"] and cents else cents


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum in US dollars; an amount that nobody entered counts as nothing."""
    return sum((amount for amount in amounts if amount is not None), Decimal(0)).quantize(CENT)
