"""The calendar of a program year: the dates that law and CalHR set, and how each date stands on a day.

Sources: CalHR asks for the Workforce Analysis with its upward mobility part by June 1; Gov. Code 19402(b)(1) for the
report on progress by July 1; 19402(b)(2) has CalHR send goals and progress to the Legislature by January 1.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from umdesk.domain import dates
from umdesk.domain.writing import counted

WORKFORCE_ANALYSIS, PROGRESS, LEGISLATURE = "workforce-analysis", "progress", "legislature"


class EntryKind(StrEnum):
    """What a date of the calendar comes from."""

    STATUTORY = "Law and CalHR"
    OWN = "Your department"
    WINDOW = "Application window"
    GOAL = "Goal"
    ACTION = "Action plan"
    OUTREACH = "Outreach"
    HANDBOOK = "Handbook"
    EXAM = "Planned exam"


@dataclass(frozen=True, slots=True)
class Statutory:
    """A date that is set for every department; `report` is the kind of report with which it is done.

    What CalHR does itself has no such report and asks nothing of the department.
    """

    key: str
    on: date
    what: str
    source: str
    report: str = ""

    @property
    def ours(self) -> bool:
        """Whether the department has to do something."""
        return bool(self.report)


@dataclass(frozen=True, slots=True)
class Entry:
    """A date of the calendar; `tab` and `record` say where it leads, "" where it leads nowhere else.

    `mark` is by what it is marked as done, "" where that is not done in the calendar; `own` is the id of a date of the
    department's own. `asks` says that something is to be done by its day.
    """

    key: str
    kind: EntryKind
    on: date
    what: str
    about: str = ""
    done_on: date | None = None
    mark: str = ""
    own: str = ""
    tab: str = ""
    record: str = ""
    asks: bool = True

    def late(self, today: date) -> bool:
        """Whether it should have been done and is not."""
        return self.asks and self.done_on is None and self.on < today

    def past(self, today: date) -> bool:
        """Whether it is over: done, or its day has passed and it asks nothing."""
        return self.done_on is not None or (self.on < today and not self.asks)

    def standing(self, today: date) -> str:
        """How it stands, in words: "Done on May 28, 2026", "3 days late", "Today", "In 12 days", "Past"."""
        if self.done_on is not None:
            return f"Done on {dates.show(self.done_on)}"
        days = (self.on - today).days
        if days < 0:
            return f"{counted(-days, 'day')} late" if self.asks else "Past"
        return {0: "Today", 1: "Tomorrow"}.get(days, f"In {days} days")


def statutory(year: int) -> tuple[Statutory, ...]:
    """The dates that are set for a program year; the report on progress is due on the day after its last."""
    return (
        Statutory(
            LEGISLATURE,
            date(year, 1, 1),
            "CalHR sends the goals and the progress of the departments to the Legislature.",
            "Gov. Code 19402(b)(2)",
        ),
        Statutory(
            WORKFORCE_ANALYSIS,
            date(year, 6, 1),
            "The Workforce Analysis with its upward mobility part is due to CalHR.",
            "CalHR, Workforce Analysis and Census",
            WORKFORCE_ANALYSIS,
        ),
        Statutory(
            PROGRESS,
            date(year, 7, 1),
            "The report on progress of the last calendar year is due to CalHR (Gov. Code 19402(b)(1)).",
            "Gov. Code 19402(b)(1)",
            PROGRESS,
        ),
    )


def due(kind: str, year: int) -> date:
    """By when a report is due to CalHR in a program year."""
    return next(one.on for one in statutory(year) if one.report == kind)


def filed_for(kind: str, first: date, last: date) -> tuple[int, str] | None:
    """Which statutory date a filed report has done: the program year and the key; None for any other report."""
    if kind == WORKFORCE_ANALYSIS and (first, last) == dates.program_year_period(dates.program_year(last)):
        return dates.program_year(last), WORKFORCE_ANALYSIS
    if kind == PROGRESS and (first, last) == (date(last.year, 1, 1), date(last.year, 12, 31)):
        return last.year + 1, PROGRESS
    return None


def ordered(entries: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """What is late first, then what comes, the next one before; below what is over, the newest before."""
    found = sorted(entries, key=lambda entry: (entry.on, entry.kind, entry.what, entry.key))
    ahead = [entry for entry in found if not entry.past(today)]
    return (*ahead, *reversed([entry for entry in found if entry.past(today)]))


def undone(today: date, ahead: int, late: int, done: Collection[tuple[int, str]]) -> tuple[tuple[int, Statutory], ...]:
    """The statutory dates of the department, with their program year, that are near and not done.

    Near is up to `ahead` days before and `late` days after the day.
    """
    this = dates.program_year(today)
    return tuple(
        (year, one)
        for year in (this - 1, this, this + 1)
        for one in statutory(year)
        if one.ours and -late <= (one.on - today).days <= ahead and (year, one.key) not in done
    )
