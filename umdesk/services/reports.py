"""The program summary of a period: every figure, the records behind it, and the page ready to print."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from umdesk.domain import counts, dates
from umdesk.domain.counts import Definitions, Period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.program_facts import Who
from umdesk.domain.snapshots import Figure as PrintedFigure
from umdesk.domain.snapshots import SummarySnapshot
from umdesk.domain.summary import AT_A_GLANCE, Figure, summarize, tables
from umdesk.services import disclosures, printed, sealing, settings
from umdesk.services.applicants.judging import Judge
from umdesk.services.permissions import permit
from umdesk.services.printed import Document
from umdesk.services.report_facts import category_on, gather
from umdesk.storage.models import ProgramRecord
from umdesk.storage.program import Program

TITLE = "Program summary"
_SEALED = Who("", sealing.SEALED_NAME, "")
REPORT = "report"
NOTES = (
    "Activities and estimates are those of each plan's newest printed or signed revision, or of its newest draft.",
    "Each activity and each cost line counts once, however many revisions have it.",
    "An activity that a later revision took out counts only if it was begun.",
    "Progress is as of the last day counted. The states of plans are those of the day this page was made.",
    "The definitions of participant and UM hire are this program's own, since no published source gives them.",
)


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary as it is printed, and every figure of it with the records behind it."""

    snapshot: SummarySnapshot
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A report as a finished PDF; `digest` is that of its content (64 hexadecimal digits).

    `applications` are the numbers of those whose people it names, so that their data leave with it, `people` the ids
    of others; `record_id` is what a document of another `kind` is about. A workbook or a text has 0 `pages`.
    """

    title: str
    data: bytes
    pages: int
    digest: str
    applications: tuple[str, ...] = ()
    kind: str = REPORT
    record_id: str | None = None
    people: tuple[str, ...] = ()
    media_type: str = printed.PDF


def period_of(first: date | None, last: date | None, *, year: int | None, today: date) -> Period:
    """The period that a person asked for: two dates, or a program year, or else the running program year.

    Raises:
        InvalidInput: only one date was given, or dates and a year, or the period ends before it begins.
    """
    if year is not None and (first is not None or last is not None):
        raise InvalidInput("A program year and dates were given.", "Give one of the two.", field="period")
    if first is None and last is None:
        year = dates.program_year(today) if year is None else year
        if not dates.EARLIEST_YEAR <= year <= dates.LATEST_YEAR:
            raise InvalidInput(f"There is no program year {year}.", "Give a year such as 2026.", field="period")
        return counts.program_year_period(year)
    if first is None or last is None:
        raise InvalidInput("A period needs a first and a last day.", "Give both, or a program year.", field="period")
    if last < first:
        raise InvalidInput(
            f"The period ends on {dates.show(last)}, before it begins on {dates.show(first)}.",
            "Swap the two dates.",
            field="period",
        )
    return Period(first, last)


def summary(program: Program, period: Period) -> Summary:
    """The program summary of a period; of an unfinished period the part up to and with today.

    Raises:
        InvalidInput: the period has not begun.
        NotAllowed: the account may not see it.
    """
    permit(program, "reports.summary")
    today = program.today()
    counted = period.until(today)
    if counted is None:
        raise InvalidInput(
            f"The period begins on {dates.show(period.first)}, so there is nothing to count yet.",
            "Choose an earlier period.",
            field="period",
        )
    with program.reading() as session:
        definitions = Definitions(
            months_after=settings.value(session, "counts.months_after"),
            leave_counts=settings.value(session, "counts.leave_counts"),
        )
        judge = Judge.of(session)
        sealed = sealing.of(session, program)
        facts = gather(session, judge, sealed)
        veiled = frozenset(sealing.numbers_of(session, sealed.names))
        owner = session.execute(select(ProgramRecord.department, ProgramRecord.office)).one()
    figures = tuple(
        _veiled(figure, veiled) for figure in summarize(facts, counted, category_on(judge.catalogue), definitions)
    )
    snapshot = SummarySnapshot(
        department=owner.department,
        office=owner.office,
        title=TITLE,
        period_from=period.first,
        period_to=period.last,
        through=counted.last if counted.last < period.last else None,
        figures=tuple(_printed(figure) for figure in figures if figure.group == AT_A_GLANCE),
        tables=tables(figures),
        made_on=today,
        made_by=program.account.name,
        notes=NOTES,
    )
    return Summary(snapshot, figures)


def record_copy(program: Program, paper: Paper, how: str, deliver: Callable[[], object] | None = None) -> None:
    """Write down that a report left the program ("saved as PDF") and keep it whole; cannot be undone.

    One that names people is a disclosure of their data; a summary holds numbers alone and is none.
    `deliver` writes the file; it is the last thing before the change is committed, and what it raises takes it back.

    Raises:
        NotAllowed: the account may not take reports out.
    """
    permit(program, "reports.record_copy")
    with program.operation("reports.record_copy", f"{paper.title} was {how}", undoable=False) as op:
        document = Document(
            paper.kind, paper.title, paper.record_id, paper.data, paper.pages, paper.digest, paper.media_type
        )
        leaving = disclosures.in_the_department(program, "Work with the report", paper.title, how)
        people = [*disclosures.people_of_applications(op.session, paper.applications), *paper.people]
        printed.let_out(op.session, program, leaving, people, deliver, document=document)


def _veiled(figure: Figure, sealed: frozenset[str]) -> Figure:
    """A figure that does not tell whose the applications of sealed blind cycles are; their order is by number."""
    if not any(line.application in sealed for line in figure.lines):
        return figure
    told = [line for line in figure.lines if line.application not in sealed]
    kept = sorted((line for line in figure.lines if line.application in sealed), key=lambda line: line.record)
    return replace(figure, lines=(*told, *(replace(line, who=_SEALED, on=None) for line in kept)))


def _printed(figure: Figure) -> PrintedFigure:
    return PrintedFigure(figure.label, figure.value, figure.definition)
