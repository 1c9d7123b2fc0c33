"""Filing a report: its paper is kept whole, and its numbers with the ids behind them, to be compared with later ones.

A screen makes the report and its paper first (`jobs.reports.make`), files both with `file`, shows what was filed with
`listed`, `paper` and `figures`, and after making the same report again says with `differences` what changed since.
"""

import hashlib
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.counts import Period
from umdesk.domain.errors import Gone, InvalidInput, NotNow
from umdesk.domain.program_facts import Who
from umdesk.domain.reports import filed, showing
from umdesk.domain.reports.filed import Difference, Figure, FiledContent, FiledLine
from umdesk.domain.reports.kinds import KINDS
from umdesk.domain.reports.lines import NOBODY, Opens
from umdesk.domain.reports.model import Report
from umdesk.domain.writing import listed_name, one_line, shortened, sound
from umdesk.services import merged, printed, sealing
from umdesk.services.permissions import permit
from umdesk.services.printed import Document
from umdesk.services.reporting.making import without_collecting
from umdesk.services.reports import Paper
from umdesk.storage import blobs
from umdesk.storage.models import FiledReport, Person, PrintedDocument
from umdesk.storage.program import Program

__all__ = ["Difference", "Figure", "Filed", "FiledPaper", "differences", "figures", "file", "listed", "paper"]

REPORT = "filed report"
"""The kind of the kept paper."""
NO_LONGER = "No longer on file"
_NUMBERS_LOST = "What was counted when this report was filed was lost when the program was damaged."
WITHOUT_NUMBERS = (
    "The numbers of this report and the list of whom they count were lost when the program was damaged. The paper is "
    "whole. What changed since cannot be told, and a copy that leaves is noted in the history alone, not with those "
    "whom it names."
)
_NUMBERS = "application/json"
_NAMED = 80


@dataclass(frozen=True, slots=True)
class Filed:
    """A filed report as a list shows it: `title` with its period, `through` the last day that it counted, if any.

    `filed_with` says to whom it went ("CalHR"), `filed_by` which account wrote that down, at the moment `filed_at`.
    """

    id: str
    kind: str
    title: str
    period: Period
    through: date | None
    filed_on: date
    filed_with: str
    note: str
    filed_by: str
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """The kept paper of a filed report; `lost` says what is lost of what was kept beside it, "" where all is there."""

    paper: Paper
    lost: str = ""


def file(
    program: Program, report: Report, paper: Paper, *, filed_on: date | None, filed_with: str, note: str = ""
) -> str:
    """Keep a report as it was filed; gives the id of the record. It cannot be undone.

    Args:
        program: the open program.
        report: what was counted.
        paper: the PDF of the very same report.
        filed_on: the day on which it was handed in.
        filed_with: to whom, such as "CalHR".
        note: anything else worth knowing, such as a receipt's number.

    Raises:
        InvalidInput: the day is missing, has not come yet or lies before what was counted, or nobody is named; the
            fields are "filed_on" and "filed_with".
        NotNow: the report was made on another day, so that more may be on record by now.
        NotAllowed: the account may not file reports.
    """
    permit(program, "reporting.filing.file")
    period = report.span.period
    if report.head.made_on != program.today():
        raise NotNow(
            f"This report was made on {dates.show(report.head.made_on)}, and more may be on record by now.",
            "Make it again, look it over, and file that one.",
        )
    if filed_on is None:
        raise InvalidInput("The day of filing is missing.", "Give the day on which it was handed in.", "filed_on")
    if filed_on > program.today():
        raise InvalidInput("This day has not come yet.", "Correct the date.", "filed_on")
    if filed_on < period.first:
        raise InvalidInput(
            f"The report is on a period that began on {dates.show(period.first)}, after this day.",
            "Correct the date.",
            "filed_on",
        )
    receiver = one_line(filed_with)
    if not receiver:
        raise InvalidInput("With whom it was filed is missing.", "Write for example CalHR.", "filed_with")
    title = showing.name(report)
    told = f"{title} was filed with {shortened(receiver, _NAMED)}"
    with program.operation("reporting.filing.file", told, undoable=False) as op:
        document = Document(REPORT, title, None, paper.data, paper.pages, paper.digest)
        row = FiledReport(
            kind=report.kind, period_from=period.first, period_to=period.last,
            printed_document_id=printed.keep(op.session, program, document),
            content_sha256=blobs.keep(op.session, filed.write(report), _NUMBERS),
            filed_on=filed_on, filed_with=receiver, note=sound(note).strip(),
            filed_by=program.account.name, filed_at=program.now(),
        )  # fmt: skip
        op.session.add(row)
        op.session.flush()
        return row.id


def listed(program: Program, kind: str = "") -> tuple[Filed, ...]:
    """The filed reports of a kind, or all, those filed last first."""
    permit(program, "reporting.filing.listed")
    row = FiledReport
    query = select(row, PrintedDocument.number).join(PrintedDocument, PrintedDocument.id == row.printed_document_id)
    if kind:
        query = query.where(row.kind == kind)
    with program.reading() as session:
        found = session.execute(query.order_by(row.filed_on.desc(), row.filed_at.desc(), row.id)).all()
        return tuple(
            Filed(
                one.id, one.kind, title, Period(one.period_from, one.period_to),
                _through(one), one.filed_on, one.filed_with, one.note, one.filed_by, one.filed_at,
            )
            for one, title in found
        )  # fmt: skip


def paper(program: Program, filed_id: str) -> FiledPaper:
    """The paper of a filed report as it was kept, to be shown, and to leave through `reports.record_copy`.

    It needs its numbers for the people whom it names alone: where these are lost, nobody is named for it.

    Raises:
        Gone: it was lost before the program was salvaged.
        NotNow: it tells of a cycle that is sealed for the account, or its numbers are lost and it may.
    """
    permit(program, "reporting.filing.paper")
    with program.reading() as session:
        row = session.get_one(FiledReport, filed_id)
        kept = session.get_one(PrintedDocument, row.printed_document_id)
        people: tuple[str, ...] = ()
        lost = ""
        try:
            content = _content(session, row)
        except Gone:
            _refuse_unknown(session, program)
            lost = WITHOUT_NUMBERS
        else:
            _refuse_sealed(session, program, content)
            people = content.people
        data = blobs.read(session, kept.blob_sha256)
        whole = Paper(kept.number, data, kept.pages, kept.digest, kind=REPORT, record_id=filed_id, people=people)
        return FiledPaper(whole, lost)


def differences(program: Program, filed_id: str, report: Report) -> tuple[Difference, ...]:
    """The figures of a report that are other ones than when it was filed, with who came in and who went out.

    Args:
        program: the open program.
        filed_id: the filed report.
        report: the report of the same kind and period as it is counted today.

    Raises:
        ValueError: the two are not on the same kind and period, which is a bug.
        Gone: what was filed was lost before the program was salvaged.
        NotNow: what was filed tells of a cycle that is sealed for the account.
    """
    permit(program, "reporting.filing.differences")
    with program.reading() as session, without_collecting():
        before, who, became = _before(session, program, filed_id, report)
    with without_collecting():
        return filed.differences(before, report.content.numbers(), who, became)


def figures(program: Program, filed_id: str, report: Report) -> tuple[Figure, ...]:
    """Every figure as it was filed, with what it is today, and who and what was behind it then.

    People are called as they are today, what they did as it was that day (today too, where that was not kept).

    The arguments and what is raised are those of `differences`.
    """
    permit(program, "reporting.filing.figures")
    with program.reading() as session, without_collecting():
        before, who, became = _before(session, program, filed_id, report)
    with without_collecting():
        return filed.figures(before, report.content.numbers(), who, became)


def _before(
    session: Session, program: Program, filed_id: str, report: Report
) -> tuple[FiledContent, Callable[[FiledLine], Who], Mapping[str, str]]:
    """What was counted when a report was filed, whose a line of it is today, and what became of merged records."""
    row = session.get_one(FiledReport, filed_id)
    asked = report.span.period
    if (row.kind, row.period_from, row.period_to) != (report.kind, asked.first, asked.last):
        raise ValueError(f"{KINDS[row.kind].title} of another period")
    before = _content(session, row, {number.key for number in report.content.numbers()})
    _refuse_sealed(session, program, before)
    became = merged.became(session)
    names = {
        one[0]: Who(one[0], listed_name(one[1], one[2]), one[3] or "")
        for one in session.execute(select(Person.id, Person.last_name, Person.first_name, Person.employee_number))
    }

    def who(line: FiledLine) -> Who:
        if not line.person:
            return NOBODY
        return names.get(became.get(line.person, line.person), Who("", NO_LONGER, ""))

    return before, who, became


def _content(session: Session, row: FiledReport, today: Container[str] = ()) -> FiledContent:
    """What was counted when a report was filed; `today` are the keys of the same report today.

    Raises:
        Gone: it was lost before the program was salvaged, or is damaged.
    """
    try:
        kept = blobs.read(session, row.content_sha256)
        if hashlib.sha256(kept).hexdigest() != row.content_sha256:  # another digit of a figure would still be read
            raise ValueError("not what was filed")
        return filed.read(kept, today)
    except Gone as error:
        raise Gone(f"{_NUMBERS_LOST} Its paper is kept apart.", error.advice) from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise Gone(
            "What was counted when this report was filed is damaged in the program. Its paper is kept apart.",
            "Check the program, and restore a backup from before the damage.",
        ) from error


def _refuse_unknown(session: Session, program: Program) -> None:
    """Refuse what may tell of a sealed cycle, since nobody knows any more.

    Raises:
        NotNow: a cycle is sealed for the account.
    """
    if sealing.of(session, program).scores:
        raise NotNow(
            f"{_NUMBERS_LOST} So nobody can say whether its paper tells of a cycle that is sealed for you.",
            "Look at it once your own sheets of that cycle are submitted.",
        )


def _refuse_sealed(session: Session, program: Program, content: FiledContent) -> None:
    """Let what was filed be read, or refuse: whoever filed it may have known what is sealed for this account.

    Raises:
        NotNow: a number of it leads into a cycle that is sealed.
    """
    if not sealing.of(session, program).scores:
        return
    led_to = {(line.opens, line.key) for number in content.numbers for line in number.lines}
    for opens, key in sorted(led_to):
        if opens is Opens.CYCLE:
            sealing.refuse_scores(session, program, key)
    sealing.refuse_scores_of(session, program, [key for opens, key in led_to if opens is Opens.APPLICATION])


def _through(row: FiledReport) -> date | None:
    """The last day that a filed report counted: it was made on the day on which it was written down as filed."""
    last = min(row.period_to, row.filed_at.astimezone().date())
    return last if last >= row.period_from else None
