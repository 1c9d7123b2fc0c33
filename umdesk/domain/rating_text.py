"""Ratings as people type them: a number, N/A, or nothing."""

from decimal import Decimal, InvalidOperation
from enum import Enum

from umdesk.domain.writing import plain


class Blank(Enum):
    """The one value that says "no rating"; a blank is not zero."""

    BLANK = ""


Typed = Decimal | None | Blank
_NOT_APPLICABLE = frozenset({"n", "na", "n/a", "n.a.", "not applicable"})


def parse_rating(text: str) -> Typed:
    """Read a rating: "4", "4.5", "n" or "N/A" for not applicable (None), blank for BLANK.

    Raises:
        ValueError: it is none of these; the text says what to type.
    """
    word = text.strip()
    if not word:
        return Blank.BLANK
    if word.casefold() in _NOT_APPLICABLE:
        return None
    try:
        value = Decimal(word.replace(",", "."))
    except InvalidOperation:
        raise ValueError(f"“{word}” is no rating. Type a number, N for not applicable, or nothing.") from None
    if not value.is_finite():
        raise ValueError(f"“{word}” is no rating. Type a number, N for not applicable, or nothing.")
    return value


def rating_text(value: Typed) -> str:
    """A rating as it is shown."""
    if isinstance(value, Blank):
        return ""
    return "N/A" if value is None else plain(value)
