"""A report with every kind of part, as the services would make it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from umdesk.domain.counts import Period
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.lines import NOBODY, Line, Opens
from umdesk.domain.reports.model import Bars, Content, Figures, Head, Number, Report, Series, Span, Table, Unit, Words

YEAR = Period(date(2025, 7, 1), date(2026, 6, 30))
YEARS = ("2023-24", "2024-25", "2025-26")
NELSON, NGUYEN = Who("p1", "Nelson, Rebecca", "004217"), Who("p2", "Nguyễn, Daniel", "")
PARTICIPANT = "Participant: active on a day of the period."


def people(key: str, label: str, *who: Who, definition: str = "") -> Number:
    """How many people, with a line for each."""
    return Number(key, label, tuple(Line(one, opens=Opens.PERSON, key=one.id) for one in who), definition=definition)


def sum_of(key: str, *amounts: str, unit: Unit = Unit.DOLLARS) -> Number:
    """A sum of amounts."""
    return Number(key, key, tuple(Line(NOBODY, amount=Decimal(one)) for one in amounts), unit)


def several(key: str, count: int) -> Number:
    """A count of things that are nobody's."""
    return Number(key, key, (Line(NOBODY),) * count)


GLANCE = Figures(
    "At a glance",
    (
        people("participants", "Participants", NELSON, NGUYEN, definition=PARTICIPANT),
        people("um-hires", "UM hires", NELSON),
        sum_of("left", "100.50", "-1300"),
        sum_of("hours", "7.25", unit=Unit.HOURS),
    ),
)
LISTED = Table(
    "=Who takes part: [all]",
    ("Name", "Since", "Spent", "Activities", "Note"),
    (
        (NELSON.name, date(2025, 9, 1), sum_of("spent/p1", "340.75"), several("acts/p1", 3), "=1+1"),
        (NGUYEN.name, date(2026, 2, 28), sum_of("spent/p2", "9.25"), several("acts/p2", 0), "@cmd"),
    ),
    ("Total", None, sum_of("spent", "340.75", "9.25"), several("acts", 2), None),
    frozenset({2}),
    note="Each activity once.",
    people=(NELSON.id, NGUYEN.id),
)
TREND = Bars(
    "UM hires by year",
    YEARS,
    (Series("UM hires", tuple(several(f"hires/{year}", count) for year, count in zip(YEARS, (1, 4, 2), strict=True))),),
    goal=Decimal(3),
    by="Program year",
)
STACKED = Bars(
    "Plans by state",
    ("Draft", "In review by somebody"),
    (
        Series("0 to 30 days", (several("draft/30", 2), several("review/30", 1))),
        Series("Over 30 days", (several("draft/over", 3), several("review/over", 0))),
    ),
    stacked=True,
    by="State",
)
CONTENT = Content(
    (
        GLANCE,
        TREND,
        STACKED,
        LISTED,
        Table("Employees by class", ("Class", "Employees"), (), empty="No class has employees."),
        Words("Explanation", ("Two exams fell out.\nNobody could apply.", "+ more <b>text</b>")),
        Words("Needs of the next two years", (), "Nobody wrote what is needed."),
    ),
    definitions=("Costs: money records dated in the period.",),
    notes=("Activities of every plan in force.",),
    asks=("The needs of the next two years are not written.",),
    data={"participants": 2, "notes": {"own": "words"}},
)
REPORT = Report(
    "evaluation",
    "Director's summary",
    Span(YEAR, Period(YEAR.first, date(2026, 5, 20))),
    Head("Department of Example", "Redding Field Office", "Maria Ortega", date(2026, 5, 20)),
    CONTENT,
)


def with_part(part: Table | Bars) -> Report:
    """The report with one part alone."""
    return replace(REPORT, content=Content((part,)))
