"""The values of a class as people type them, brought into their one form or refused in a sentence."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from umdesk.domain.classes import class_code
from umdesk.domain.errors import InvalidInput
from umdesk.domain.words import EntryLevel
from umdesk.domain.writing import one_line

ACTIVE, ABOLISHED = "active", "abolished"
STATUSES = (ACTIVE, ABOLISHED)
LONGEST_PROBATION = 60
"""Months; a longer one is a slip of the fingers."""
HIGHEST_SALARY = 1_000_000
"""US dollars a month; a higher one is a slip of the fingers."""

FIELD_WORDS: Mapping[str, str] = {
    "title": "title",
    "title_from": "first day of the title",
    "title_to": "last day of the title",
    "schematic_code": "schematic code",
    "entry_level": "entry level",
    "bridging": "bridging class",
    "salary_minimum": "lowest salary",
    "salary_maximum": "highest salary",
    "probation_months": "probation",
    "minimum_qualifications": "minimum qualifications",
    "bargaining_unit": "bargaining unit",
    "hard_to_fill": "hard to fill",
    "status": "status",
    "confirmed": "confirmed",
    "source": "source",
    "note": "note",
}
"""What a title row holds besides its class code, and how people call it."""

_SCHEMATIC = re.compile(r"[A-Z]{2}[0-9]{2}", re.ASCII)


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a title row in their one form.

    Raises:
        InvalidInput: one that cannot be, named by `field`.
    """
    found = {name: _FORMS[name](value) for name, value in values.items()}
    low, high = found.get("salary_minimum"), found.get("salary_maximum")
    if low is not None and high is not None and low > high:
        raise InvalidInput("The highest salary is below the lowest.", "Exchange the two.", field="salary_maximum")
    return found


def tidy_code(text: str) -> str:
    """A class code of four digits, filled with zeros at the left.

    Raises:
        InvalidInput: the text is none.
    """
    code = class_code(text)
    if re.fullmatch(r"[0-9]{4}", code) is None:
        raise InvalidInput(
            f"“{text.strip()}” is not a class code." if text.strip() else "The class code is missing.",
            "A class code has four digits, such as 1379.",
            field="class_code",
        )
    return code


def _title(value: Any) -> str:
    title = one_line(value or "")
    if not title:
        raise InvalidInput("The title is missing.", "Write it as the class specification does.", field="title")
    return title


def _schematic_code(value: Any) -> str:
    code = one_line(value or "").upper().replace(" ", "")
    if code and _SCHEMATIC.fullmatch(code) is None:
        raise InvalidInput(
            f"“{one_line(value)}” is not a schematic code.",
            "It has two letters and two digits, such as CA52; leave it empty where nobody knows it.",
            field="schematic_code",
        )
    return code


def _salary(name: str) -> Callable[[Any], Decimal | None]:
    return lambda value: _number(name, value, HIGHEST_SALARY)


def _months(value: Any) -> int | None:
    months = _number("probation_months", value, LONGEST_PROBATION)
    if months is not None and months != int(months):
        raise InvalidInput(
            "The probation is a whole number of months.", "Type 6 or 12.", field="probation_months"
        )  # fmt: skip
    return None if months is None else int(months)


def _number(name: str, value: Any, most: int) -> Decimal | None:
    if value is None or value == "":
        return None
    number = Decimal(value)
    if not 0 <= number <= most:
        raise InvalidInput(f"The {FIELD_WORDS[name]} lies between 0 and {most:,}.", "Correct it.", field=name)
    return number


def _status(value: Any) -> str:
    return value if value in STATUSES else ACTIVE


def _line(value: Any) -> str:
    return one_line(value or "")


def _lines(value: Any) -> str:
    return (value or "").strip()


_FORMS: Mapping[str, Callable[[Any], Any]] = {
    "title": _title,
    "title_from": lambda day: day,
    "title_to": lambda day: day,
    "schematic_code": _schematic_code,
    "entry_level": EntryLevel,
    "bridging": bool,
    "salary_minimum": _salary("salary_minimum"),
    "salary_maximum": _salary("salary_maximum"),
    "probation_months": _months,
    "minimum_qualifications": _lines,
    "bargaining_unit": _line,
    "hard_to_fill": bool,
    "status": _status,
    "confirmed": bool,
    "source": _line,
    "note": _lines,
}
