"""How names, numbers and counts are written, in one way on screens, paper, in the history and in the terminal."""

import re
from collections.abc import Sequence
from decimal import Decimal

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters, and two that are no characters: XML has none of them."""


def listed_name(last: str, first: str) -> str:
    """A person's name as lists have it, last name first: "Nelson, Rebecca", "Nelson" without a first name."""
    return ", ".join(part for part in (last, first) if part)


def full_name(last: str, first: str) -> str:
    """A person's name as a sentence has it: "Rebecca Nelson"."""
    return f"{first} {last}".strip()


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is: "T&D" stays, "not started" is "Not started"."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str, many: str = "") -> str:
    """A number of things: "1 row", "1,204 rows", "2 people"; `many` is for nouns that do not take an s."""
    return f"{number:,} {noun if number == 1 else many or f'{noun}s'}"


def enumerated(words: Sequence[str]) -> str:
    """Words in a row: "a", "a and b", "a, b and c"; nothing for none."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def number_list(numbers: tuple[int, ...], most: int = 12) -> str:
    """Numbers in order with their ranges joined: "3, 7–9 and 4 more"; at most `most` numbers and ranges."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in ranges[:most])
    more = sum(b - a + 1 for a, b in ranges[most:])
    return f"{shown} and {more} more" if more else shown


def no_font(characters: Sequence[str]) -> str:
    """That characters of a document show as a replacement; "" when every one has a font."""
    return f"No font has these characters; they show as a replacement: {' '.join(characters)}" if characters else ""


def plain(value: Decimal) -> str:
    """A decimal without needless zeros and without an exponent: 5.50 is "5.5", 10 is "10", 1200 is "1200"."""
    return _without_zeros(format(value, "f"))


def grouped(value: Decimal) -> str:
    """The same with commas between the thousands: 1200.50 is "1,200.5"."""
    return _without_zeros(format(value, ",f"))


def one_line(text: str) -> str:
    """A text on one line, with single blanks and without characters that no file takes."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # as nearly every text is, and found in a tenth of the time
    return " ".join(_NO_TEXT.sub("", " ".join(text.split())).split())


def sound(text: str) -> str:
    """A text of lines without characters that no file takes; Word's line break and a page break end a line."""
    return _NO_TEXT.sub("", _LINE_ENDS.sub("\n", text))


def quoted(text: str, most: int) -> str:
    """A text in quotation marks, to be named in a sentence, cut after `most` characters; nothing for nothing."""
    shown = shortened(text, most)
    return f"“{shown}”" if shown else ""


def shortened(text: str, most: int) -> str:
    """A text on one line, cut after `most` characters, to be named in a sentence."""
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _without_zeros(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
