"""The calendar of a program year: statutory dates, the department's own, and those that umdesk knows from elsewhere.

A statutory date is done once somebody marks it, or once its report is filed.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from umdesk.domain import dates, year_calendar
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.writing import one_line, quoted
from umdesk.domain.year_calendar import Entry, EntryKind
from umdesk.services.permissions import permit
from umdesk.services.year import actions
from umdesk.storage import models
from umdesk.storage.models import YearDate, new_id
from umdesk.storage.program import Program

_TAB = "Program year"
_LONGEST = 120


def of_year(program: Program, year: int) -> tuple[Entry, ...]:
    """The dates of a program year: what is late, what comes, then what is over."""
    permit(program, "year.calendar.of_year")
    dates.refuse_no_year(year)
    today = program.today()
    with program.reading() as session:
        return year_calendar.ordered(_entries(session, year), today)


def year_of(program: Program, date_id: str) -> int | None:
    """The program year of a date of the department's own, None where it is no longer there."""
    permit(program, "year.calendar.year_of")
    with program.reading() as session:
        row = session.get(YearDate, date_id)
        return None if row is None or row.key else row.year


def add(program: Program, year: int, on: date | None, title: str, note: str = "") -> str:
    """Add a date of the department's own; gives its id.

    Raises:
        InvalidInput: the day is missing or lies in another year, or it is not said what is due.
    """
    permit(program, "year.calendar.add")
    dates.refuse_no_year(year)
    with program.operation("year.calendar.add", "") as op:
        row = YearDate(id=new_id(), year=year)
        _write(row, on, title, note)
        op.session.add(row)
        op.summary = f"Added {_named(row)} to the calendar of {dates.program_year_name(year)}"
        return row.id


def change(program: Program, date_id: str, on: date | None, title: str, note: str = "") -> None:
    """Write a date of the department's own anew.

    Raises:
        InvalidInput: see `add`.
        Gone: it is no longer there.
    """
    permit(program, "year.calendar.change")
    with program.operation("year.calendar.change", "", settles=date_id) as op:
        row = _row(op.session, date_id)
        _write(row, on, title, note)
        op.summary = f"Changed {_named(row)} in the calendar of {dates.program_year_name(row.year)}"


def remove(program: Program, date_id: str) -> None:
    """Take out a date of the department's own.

    Raises:
        Gone: it is no longer there.
    """
    permit(program, "year.calendar.remove")
    with program.operation("year.calendar.remove", "", settles=date_id) as op:
        row = _row(op.session, date_id)
        op.summary = f"Removed {_named(row)} from the calendar of {dates.program_year_name(row.year)}"
        op.session.delete(row)


def mark(program: Program, year: int, key: str, done_on: date | None) -> None:
    """Mark a date as done on a day, or (None) as not done; `key` is a statutory one or the id of an own one.

    Raises:
        InvalidInput: the day has not come.
        Gone: there is no such date.
    """
    permit(program, "year.calendar.mark")
    dates.refuse_no_year(year)
    if done_on is not None and done_on > program.today():
        raise InvalidInput("This date has not come yet.", "Write the day on which it was done.", "done_on")
    with program.operation("year.calendar.mark", "") as op:
        fixed = next((one for one in year_calendar.statutory(year) if one.key == key and one.ours), None)
        row = _row(op.session, key) if fixed is None else _statutory_row(op.session, year, key, fixed.on)
        row.done_on = done_on
        what = quoted(fixed.what, _LONGEST) if fixed is not None else _named(row)
        said = f"done on {dates.show(done_on)}" if done_on is not None else "not done"
        op.summary = f"Marked {what} as {said}"


def done(session: Session) -> frozenset[tuple[int, str]]:
    """The statutory dates that are done, by program year and key (session block for Today)."""
    return frozenset(_done_on(session))


def undone_own(session: Session, today: date, ahead: int) -> tuple[YearDate, ...]:
    """The department's own dates that are not done and lie up to `ahead` days from today (session block for Today)."""
    last = today + timedelta(days=ahead)
    query = select(YearDate).where(YearDate.key == "", YearDate.done_on.is_(None), YearDate.on <= last)
    return tuple(session.scalars(query.order_by(YearDate.on, YearDate.id)))


def _entries(session: Session, year: int) -> Iterator[Entry]:
    first, last = dates.program_year_period(year)
    yield from _set_by_law(session, year)
    yield from _own(session, year)
    yield from _of_windows(session, first, last)
    yield from _of_goals(session, year, last)
    for action, on, text, responsible, done_on in actions.dated(session, year):
        yield Entry(
            f"action {action}", EntryKind.ACTION, on, text or "An action", responsible, done_on, tab=_TAB,
            record=f"actions:{action}",
        )  # fmt: skip
    yield from _of_outreach(session, first, last)
    yield from _of_the_handbook(session, year, first, last)


def _set_by_law(session: Session, year: int) -> Iterator[Entry]:
    found = _done_on(session)
    for one in year_calendar.statutory(year):
        yield Entry(
            one.key, EntryKind.STATUTORY, one.on, one.what, one.source, found.get((year, one.key)),
            mark=one.key if one.ours else "", tab="Reports" if one.ours else "", record=one.report, asks=one.ours,
        )  # fmt: skip


def _own(session: Session, year: int) -> Iterator[Entry]:
    row = YearDate
    query = select(row.id, row.on, row.title, row.note, row.done_on).where(row.year == year, row.key == "")
    for key, on, title, note, done_on in session.execute(query):
        yield Entry(key, EntryKind.OWN, on, title, note, done_on, mark=key, own=key)


def _of_windows(session: Session, first: date, last: date) -> Iterator[Entry]:
    row = models.Cycle
    query = select(row.id, row.name, row.opens, row.closes, row.waitlist_until)
    for cycle, name, opens, closes, waitlist in session.execute(query):
        for day, what in (
            (opens, "The window for applications opens."),
            (closes, "The window for applications closes."),
            (waitlist, "The waitlist ends."),
        ):
            if day is not None and first <= day <= last:
                key = f"cycle {cycle} {what}"
                yield Entry(key, EntryKind.WINDOW, day, what, name, tab="Selection", record=cycle, asks=False)


def _of_goals(session: Session, year: int, last: date) -> Iterator[Entry]:
    row = models.YearGoal
    query = select(row.id, row.kind, row.period_to).where(row.year == year, row.period_to != last)
    for goal, kind, ends in session.execute(query):
        what = f"The timeframe of the {kind} goal ends."
        yield Entry(f"goal {goal}", EntryKind.GOAL, ends, what, tab=_TAB, record=f"goals:{goal}", asks=False)


def _of_outreach(session: Session, first: date, last: date) -> Iterator[Entry]:
    row = models.Outreach
    query = select(row.id, row.follow_up_due, row.follow_up, row.title, row.follow_up_done)
    for key, due, what, of, done_on in session.execute(query.where(_within(row.follow_up_due, first, last))):
        assert due is not None  # noqa: S101 -- the query asks for a day
        yield Entry(
            f"outreach {key}", EntryKind.OUTREACH, due, what or "Follow up", of, done_on, tab=_TAB,
            record=f"outreach:{key}",
        )  # fmt: skip


def _of_the_handbook(session: Session, year: int, first: date, last: date) -> Iterator[Entry]:
    part = models.HandbookElement
    for one in session.scalars(select(part).where(_within(part.next_review, first, last))):
        assert one.next_review is not None  # noqa: S101 -- the query asks for a day
        what = f"Review the handbook: {one.key}."
        yield Entry(
            f"handbook {one.id}", EntryKind.HANDBOOK, one.next_review, what, one.owner, tab=_TAB,
            record=f"handbook:{one.id}",
        )  # fmt: skip
    exam = models.PlannedExam
    query = select(exam).where(exam.year == year, exam.planned_for.is_not(None))
    for planned in session.scalars(query):
        assert planned.planned_for is not None  # noqa: S101 -- the query asks for a day
        what = f"Exam planned for {planned.class_code} {planned.class_title}".strip()
        yield Entry(
            f"exam {planned.id}", EntryKind.EXAM, planned.planned_for, what, one_line(planned.note), tab=_TAB,
            record="handbook", asks=False,
        )  # fmt: skip


def _within(column: InstrumentedAttribute[date | None], first: date, last: date) -> ColumnElement[bool]:
    return column.between(first, last)


def _done_on(session: Session) -> dict[tuple[int, str], date]:
    """The statutory dates that are done, and since when: by a mark, or else by the first report that was filed."""
    report = models.FiledReport
    query = select(report.kind, report.period_from, report.period_to, report.filed_on).order_by(report.filed_on.desc())
    found: dict[tuple[int, str], date] = {}
    for kind, first, last, filed in session.execute(query):
        if of_report := year_calendar.filed_for(kind, first, last):
            found[of_report] = filed
    marked = select(YearDate.year, YearDate.key, YearDate.done_on).where(YearDate.key != "")
    for year, key, on in session.execute(marked):
        if on is not None:
            found[(year, key)] = on
    return found


def _statutory_row(session: Session, year: int, key: str, on: date) -> YearDate:
    row = session.scalars(select(YearDate).where(YearDate.year == year, YearDate.key == key)).first()
    if row is None:
        row = YearDate(id=new_id(), year=year, key=key, on=on)
        session.add(row)
    return row


def _write(row: YearDate, on: date | None, title: str, note: str) -> None:
    if on is None:
        raise InvalidInput("The day is missing.", "Write the day.", "on")
    dates.refuse_other_year(on, row.year, "on")
    called = one_line(title)
    if not called:
        raise InvalidInput("What is due is missing.", "Write a few words.", "title")
    if len(called) > _LONGEST:
        raise InvalidInput(f"This is longer than {_LONGEST} letters.", "Put the rest into the note.", "title")
    row.on, row.title, row.note = on, called, one_line(note)


def _named(row: YearDate) -> str:
    return f"{quoted(row.title, _LONGEST)} on {dates.show(row.on)}"


def _row(session: Session, date_id: str) -> YearDate:
    row = session.get(YearDate, date_id)
    if row is None or row.key:
        raise Gone("This date is no longer in the calendar; nothing was changed.", "Look at the calendar again.")
    return row
