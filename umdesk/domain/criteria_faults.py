"""Reads the values of a criteria file one by one and gathers what is wrong with them, each with its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

from umdesk.domain.errors import InvalidInput
from umdesk.domain.writing import capital, counted, enumerated, plain

MOST_BYTES = 1_000_000
DECIMALS_MOST = 6
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?", re.ASCII)
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of characters, which JSON can write with a backslash and no text has."""


class FaultyFile(InvalidInput):
    """A file that is no criteria file; `faults` are all that was found, a sentence each."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        many = f"The criteria file has {counted(len(self.faults), 'fault')}, so nothing was changed."
        super().__init__(
            "\n".join((many, *self.faults)), "Correct the file and try again; its keys are in the help.", "criteria"
        )


def is_text(value: str) -> bool:
    """Whether a text has only characters that can be shown and kept."""
    return _NO_TEXT.search(value) is None


def one_fault(sentence: str) -> NoReturn:
    """Refuse a file that cannot be read any further."""
    raise FaultyFile([sentence])


class Faults:
    """What was found wrong so far."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, place: str, what: str) -> None:
        """Note a fault; `place` is "Criterion 2 “Effort”", "" for the document itself."""
        self._found.append(f"{place}: {what}." if place else f"{capital(what)}.")

    def refuse(self) -> None:
        """Raise FaultyFile when there is any fault."""
        if self._found:
            raise FaultyFile(self._found)

    def within(self, place: str, values: Mapping[Any, Any]) -> "Keys":
        """The keys of an object of the file."""
        return Keys(self, place, values)

    def decimal(self, value: object) -> Decimal | None:
        """A JSON number or a decimal string, None for anything else."""
        if isinstance(value, bool):
            return None
        if isinstance(value, str) and _DECIMAL.fullmatch(value.strip()):
            return Decimal(value.strip())
        if isinstance(value, int):
            return Decimal(value)
        return value if isinstance(value, Decimal) and value.is_finite() else None


@dataclass(frozen=True, slots=True)
class Keys:
    """Reads the keys of one object; a value that will not do is a fault and gives the default to go on with.

    A default of None says that the key has to be there.
    """

    faults: Faults
    place: str
    values: Mapping[Any, Any]

    def known(self, names: set[str]) -> None:
        """Note keys that the file does not have."""
        for key in self.values:
            if key not in names:
                self._fault(f"there is no key “{str(key)[:40]}”; there are {enumerated(sorted(names))}")

    def text(self, key: str, default: str | None, most: int, *, nothing: bool = False) -> str:
        """A text of at most so many characters; `nothing` says that null stands for none."""
        if not self._given(key, default):
            return default or ""
        value = self.values[key]
        if value is None and nothing:
            return ""
        if not isinstance(value, str):
            self._fault(f"“{key}” is a text in quotation marks")
        elif len(value) > most:
            self._fault(f"“{key}” has more than {most:,} characters")
        elif default is None and not value.strip():
            self._fault(f"“{key}” is empty")
        elif not is_text(value):
            self._fault(f"“{key}” holds a character that no text has")
        else:
            return value
        return default or ""

    def choice(self, key: str, default: str, choices: Sequence[str]) -> str:
        """One of some words."""
        value = self.values.get(key, default)
        if value in choices:
            return str(value)
        self._fault(f"“{key}” is one of {', '.join(f'“{choice}”' for choice in choices)}")
        return default

    def yes_no(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self._fault(f"“{key}” is true or false, without quotation marks")
        return default

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number within bounds."""
        number = self.faults.decimal(self.values.get(key, default))
        if number is not None and least <= number <= most and number == int(number):
            return int(number)
        self._fault(f"“{key}” is a whole number from {least} to {most:,}")
        return default

    def above_zero(self, key: str, default: Decimal | None, most: Decimal) -> Decimal:
        """A decimal above 0, with at most six decimals."""
        if not self._given(key, default):
            return default or most
        number = self.faults.decimal(self.values[key])
        if number is None or not 0 < number <= most:
            self._fault(f"“{key}” is a number above 0 and at most {plain(most)}")
        elif round(number, DECIMALS_MOST) != number:
            self._fault(f"“{key}” has more than {DECIMALS_MOST} decimals")
        else:
            return Decimal(plain(number))
        return default or most

    def rows(self, key: str, most: int) -> Sequence[object]:
        """A list of at most so many things, which has to be there."""
        if not self._given(key, None):
            return ()
        value = self.values[key]
        if not isinstance(value, list) or len(value) > most:
            self._fault(f"“{key}” is a list of at most {most}, in square brackets")
            return ()
        return value

    def texts(self, key: str) -> Sequence[str]:
        """A list of texts."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) and is_text(one) for one in value):
            return value
        self._fault(f"“{key}” is a list of texts, in square brackets")
        return ()

    def texts_by_key(self, key: str) -> Mapping[str, str]:
        """An object whose values are texts."""
        value = self.values.get(key, {})
        texts = (*value, *value.values()) if isinstance(value, Mapping) else (None,)
        if isinstance(value, Mapping) and all(isinstance(text, str) and is_text(text) for text in texts):
            return value
        self._fault(f"“{key}” is an object with a text for each number of points")
        return {}

    def _given(self, key: str, default: object) -> bool:
        if key in self.values:
            return True
        if default is None:
            self._fault(f"the key “{key}” is missing")
        return False

    def _fault(self, what: str) -> None:
        self.faults.add(self.place, what)
