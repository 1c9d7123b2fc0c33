"""What every count stands on: the period, the classes as they were on a day, and the program's definitions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from umdesk.domain.counts import CategoryOn, Definitions, Period

ClassTitle: TypeAlias = "Callable[[str, date], str]"
"""A class as people name it on a day: "1441 Office Assistant (General)"."""


@dataclass(frozen=True, slots=True)
class Basis:
    """`period` is the part that is counted, up to and with `today` at most."""

    period: Period
    today: date
    category_on: CategoryOn
    definitions: Definitions
    title: ClassTitle
