"""What an eligibility answer is made of, and what it is judged on."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from umdesk.domain.words import Eligibility

CRITERIA_SOURCE = "Department criteria, 2 CCR 599.983(d)"
RECORD_SOURCE = "Application record"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in words; `ok` is False when it stands in the way of a plain "eligible"."""

    text: str
    source: str
    ok: bool


@dataclass(frozen=True, slots=True)
class EligibilityAnswer:
    """The computed answer and every reason for it, those that decided first."""

    eligibility: Eligibility
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Applicant:
    """What eligibility is judged on: the class and tenure held on the day received, and what a department may ask for.

    `tenure` is a word of `Tenure`, or text as it was written, or "" when missing. `received_known` is False
    when no day of receipt is on file and `received` only stands in for it. `hired` is the first day with the state.
    `window` is the first and last day for applications, each None while nobody set it. `window`, `has_statement`,
    `has_comment`, `takes_part` (in the program already, on the day received) and `is_signed` are None where there is no
    application to look at; then no criterion is held against them.
    """

    class_code: str
    class_title: str
    tenure: str
    received: date
    received_known: bool = True
    class_date: date | None = None
    hired: date | None = None
    probation_ends: date | None = None
    time_base: str = ""
    window: tuple[date | None, date | None] | None = None
    late_reason: str = ""
    has_statement: bool | None = None
    has_comment: bool | None = None
    is_signed: bool | None = None
    takes_part: bool | None = None


Finding = tuple[Eligibility, Reason]
"""What one rule says by itself, and why."""
# Of 100,000 applicants most hear the same few sentences: each is made once.
_once = lru_cache(maxsize=4096)


@_once
def good(text: str, source: str) -> Finding:
    """Nothing stands in the way."""
    return Eligibility.ELIGIBLE, Reason(text, source, ok=True)


@_once
def undecided(text: str, source: str) -> Finding:
    """The coordinator has to decide."""
    return Eligibility.COORDINATOR_DECIDES, Reason(text, source, ok=False)


@_once
def bad(text: str, source: str) -> Finding:
    """It rules the applicant out."""
    return Eligibility.NOT_ELIGIBLE, Reason(text, source, ok=False)
