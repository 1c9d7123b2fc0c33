"""Outreach on file: what made the program known, whom it reached, and the follow-up that it asks for."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from umdesk.domain import counts, dates, outreach
from umdesk.domain.counts import Period
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.outreach import Event
from umdesk.domain.writing import one_line, quoted, sound
from umdesk.domain.year_words import YearFilePurpose
from umdesk.services.permissions import permit
from umdesk.services.reporting import funnel
from umdesk.services.reporting.book import Book
from umdesk.services.year import files
from umdesk.storage import models
from umdesk.storage.program import Program

_NAMED = 80


@dataclass(frozen=True, slots=True)
class OutreachRow:
    """An outreach on file by its id, with the ids of the unit and the application window that it was for."""

    id: str
    event: Event
    unit_id: str | None
    cycle_id: str | None
    files: int


def of_year(program: Program, year: int) -> tuple[OutreachRow, ...]:
    """The outreach of a program year, the newest first."""
    permit(program, "year.outreach.of_year")
    dates.refuse_no_year(year)
    with program.reading() as session:
        period = counts.program_year_period(year)
        many = files.how_many(session, YearFilePurpose.MATERIAL)
        return tuple(
            OutreachRow(key, event, unit, cycle, many.get(key, 0))
            for key, event, unit, cycle in reversed(funnel.placed(session, period))
        )


def year_of(program: Program, outreach_id: str) -> int | None:
    """The program year of an outreach, None where it is no longer there."""
    permit(program, "year.outreach.year_of")
    with program.reading() as session:
        row = session.get(models.Outreach, outreach_id)
        return None if row is None else dates.program_year(row.on)


def funnel_of(program: Program, period: Period) -> tuple[tuple[tuple[str, Event], ...], tuple[outreach.Applied, ...]]:
    """The outreach of a period and how far the applications came that were received in it."""
    permit(program, "year.outreach.funnel_of")
    with program.reading() as session:
        book = Book(session, program)
        return funnel.events(book, period), funnel.applied(book, period)


def add(program: Program, year: int, event: Event, *, unit_id: str | None = None, cycle_id: str | None = None) -> str:
    """Put an outreach of a program year on file; gives the record.

    Of `event`, `unit` and `cycle` are left aside for the ids.

    Raises:
        InvalidInput: something is missing or cannot be, or the day is in another program year; `field` says which.
    """
    permit(program, "year.outreach.add")
    dates.refuse_no_year(year)
    dates.refuse_other_year(event.on, year, "on")
    with program.operation("year.outreach.add", "") as op:
        _refuse_future(event.follow_up_done, program.today())
        row = new_row(op.session, event, unit_id=unit_id, cycle_id=cycle_id)
        op.summary = f"Added the outreach {_named(row)}"
        return row.id


def new_row(session: Session, event: Event, *, unit_id: str | None, cycle_id: str | None) -> models.Outreach:
    """The same in an operation that another service runs (session block); raises what `add` does."""
    row = models.Outreach(id=models.new_id())
    _write(session, row, event, unit_id, cycle_id)
    session.add(row)
    return row


def edit(
    program: Program, outreach_id: str, event: Event, *, unit_id: str | None = None, cycle_id: str | None = None
) -> None:
    """Write an outreach anew.

    Raises:
        Gone: it is no longer there.
        InvalidInput: as `add` says.
    """
    permit(program, "year.outreach.edit")
    with program.operation("year.outreach.edit", "") as op:
        row = _row(op.session, outreach_id)
        dates.refuse_other_year(event.on, dates.program_year(row.on), "on")
        _refuse_future(event.follow_up_done, program.today())
        _write(op.session, row, event, unit_id, cycle_id)
        op.summary = f"Changed the outreach {_named(row)}"


def followed_up(program: Program, outreach_id: str, on: date | None) -> None:
    """Say on which day an outreach was followed up; None takes that back.

    Raises:
        Gone: it is no longer there.
        InvalidInput: the day lies before the outreach or has not come yet.
    """
    permit(program, "year.outreach.followed_up")
    with program.operation("year.outreach.followed_up", "") as op:
        row = _row(op.session, outreach_id)
        _refuse_future(on, program.today())
        outreach.check(replace(funnel.plain(row, "", ""), follow_up_done=on))
        row.follow_up_done = on
        op.summary = f"Followed up {_named(row)}" if on else f"Took back the follow-up of {_named(row)}"


def remove(program: Program, outreach_id: str) -> None:
    """Take an outreach from the file, with the files that are kept with it.

    Raises:
        Gone: it is no longer there.
    """
    permit(program, "year.outreach.remove")
    with program.operation("year.outreach.remove", "") as op:
        row = _row(op.session, outreach_id)
        op.summary = f"Removed the outreach {_named(row)}"
        files.take_off_all(op.session, YearFilePurpose.MATERIAL, outreach_id)
        op.session.delete(row)


def _write(session: Session, row: models.Outreach, event: Event, unit_id: str | None, cycle_id: str | None) -> None:
    tidy = replace(
        event, title=one_line(event.title), audience=one_line(event.audience), follow_up=sound(event.follow_up).strip(),
        note=sound(event.note).strip(),
    )  # fmt: skip
    outreach.check(tidy)
    if tidy.on is None or tidy.channel is None:
        raise AssertionError("an outreach without a day or channel was checked")
    for model, key, what in ((models.Unit, unit_id, "unit"), (models.Cycle, cycle_id, "application window")):
        if key is not None and session.get(model, key) is None:
            raise Gone(f"This {what} is no longer there; nothing was changed.", "Choose another one.")
    row.on, row.channel, row.title, row.audience = tidy.on, tidy.channel.value, tidy.title, tidy.audience
    row.reach, row.unit_id, row.cycle_id, row.note = tidy.reach, unit_id, cycle_id, tidy.note
    row.follow_up, row.follow_up_due, row.follow_up_done = tidy.follow_up, tidy.follow_up_due, tidy.follow_up_done


def _named(row: models.Outreach) -> str:
    return f"{quoted(row.title, _NAMED)} of {dates.show(row.on)}"


def _refuse_future(done: date | None, today: date) -> None:
    if done is not None and done > today:
        raise InvalidInput("This day has not come yet.", "Give the day on which it was done.", "follow_up_done")


def _row(session: Session, outreach_id: str) -> models.Outreach:
    row = session.get(models.Outreach, outreach_id)
    if row is None:
        raise Gone("This outreach is no longer on file; nothing was changed.", "Look at the list again.")
    return row
