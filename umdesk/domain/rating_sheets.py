"""What goes out to raters who rate on paper or in a workbook, as frozen plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from umdesk.domain.scoring import Criterion


@dataclass(frozen=True, slots=True)
class SheetCriterion:
    """One criterion on paper; `levels` are pairs of points and what they mean."""

    name: str
    maximum: Decimal
    step: Decimal
    required: bool
    counted: bool
    description: str
    levels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RatingSheetSnapshot:
    """One rating sheet; `name` is "" in a blind cycle, and all of application and rater on a blank sheet.

    `version` is that of the criteria. `texts` are what the application says, masked in a blind cycle.
    """

    department: str
    office: str
    cycle: str
    number: str
    name: str
    class_title: str
    target_class: str
    rater: str
    code: str
    version: int
    definition: str
    criteria: tuple[SheetCriterion, ...]
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BookRow:
    """An application in a rater's workbook, with what the rater has given so far.

    `name` and `class_title` are "" in a blind cycle, `texts` are title and text, `conflict` is "none" or "".
    """

    number: str
    name: str
    class_title: str
    target_class: str
    texts: tuple[tuple[str, str], ...]
    values: Mapping[str, Decimal | None]
    comments: Mapping[str, str]
    conflict: str


@dataclass(frozen=True, slots=True)
class RaterBook:
    """All that one rater's workbook holds."""

    cycle: str
    blind: bool
    rater: str
    definition: str
    criteria: tuple[Criterion, ...]
    rows: tuple[BookRow, ...]
