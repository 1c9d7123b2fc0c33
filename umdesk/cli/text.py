"""Plain aligned text for people."""

import unicodedata
from collections.abc import Collection, Sequence


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> str:
    """Rows under their headers in aligned columns, two blanks apart; `right` names the columns set right."""
    lines = [headers, *rows]
    widths = [max(width(line[column]) for line in lines) for column in range(len(headers))]
    return "\n".join(
        "  ".join(_padded(cell, widths[column], right=column in right) for column, cell in enumerate(line)).rstrip()
        for line in lines
    )


def pairs(rows: Sequence[tuple[str, str]]) -> str:
    """Labels and values, the values in one column."""
    widest = max((width(label) for label, _ in rows), default=0)
    return "\n".join(f"{_padded(label, widest)}  {value}".rstrip() for label, value in rows)


def width(text: str) -> int:
    """How many places `text` takes in a terminal; accents that stand on the letter before take none."""
    return sum(0 if unicodedata.combining(letter) else 1 for letter in text)


def _padded(text: str, places: int, *, right: bool = False) -> str:
    blanks = " " * (places - width(text))
    return blanks + text if right else text + blanks
