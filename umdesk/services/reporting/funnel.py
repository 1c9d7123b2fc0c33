"""What the funnel is counted from: the outreach of a period, and how far its applications came."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import counts, td_limits
from umdesk.domain.counts import Period
from umdesk.domain.outreach import Applied, Event, channel_of
from umdesk.domain.reports import outreach as report
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.words import Eligibility, Outcome
from umdesk.domain.year_words import OutreachChannel
from umdesk.services import sealing
from umdesk.services.applicants.judging import Judge
from umdesk.services.applicants.standing import Answers
from umdesk.services.plans import in_force
from umdesk.services.reporting.book import Book, Taking
from umdesk.storage.models import Application, Appointment, Cycle, Decision, Outreach, Person, Plan, Unit

_CHANNELS = {channel.value: channel for channel in OutreachChannel}


def content(book: Book, span: Span) -> Content:
    """The report on outreach and the funnel."""
    period = span.counted or span.period
    return report.content(events(book, period), applied(book, period))


def events(book: Book, period: Period) -> tuple[tuple[str, Event], ...]:
    """The outreach of a period by id, in order of its days."""
    return tuple((key, event) for key, event, _unit, _cycle in placed(book.session, period))


def placed(session: Session, period: Period) -> tuple[tuple[str, Event, str | None, str | None], ...]:
    """The same, each with the ids of the unit and the application window that it was for (session block)."""
    row = Outreach
    found = session.execute(
        select(  # not the records: ten thousand of them take three times as long
            row.id, row.on, row.channel, row.title, row.audience, row.reach, Unit.name, Cycle.name, row.follow_up,
            row.follow_up_due, row.follow_up_done, row.note, row.unit_id, row.cycle_id,
        )
        .outerjoin(Unit, Unit.id == row.unit_id)
        .outerjoin(Cycle, Cycle.id == row.cycle_id)
        .where(row.on >= period.first, row.on <= period.last)
        .order_by(row.on, row.title)
    )  # fmt: skip
    return tuple(
        (
            key,
            Event(on, _CHANNELS[by], title, audience, reach, unit or "", cycle or "", follow_up, due, done, note),
            unit_id,
            cycle_id,
        )
        for key, on, by, title, audience, reach, unit, cycle, follow_up, due, done, note, unit_id, cycle_id in found
    )


def plain(row: Outreach, unit: str, cycle: str) -> Event:
    """An outreach as the domain has it."""
    return Event(
        row.on, OutreachChannel(row.channel), row.title, row.audience, row.reach, unit, cycle, row.follow_up,
        row.follow_up_due, row.follow_up_done, row.note,
    )  # fmt: skip


def applied(book: Book, period: Period) -> tuple[Applied, ...]:
    """The applications that were received in a period, and how far each came up to today.

    What was decided in a cycle that is sealed for the account is not told, nor names of one whose names are sealed.
    """
    answers = Answers.of(book.session, judge=Judge.of(book.session))
    asked, held = Application, Appointment
    rows = book.rows(
        select(
            asked.id, asked.number, asked.person_id, asked.received, asked.heard_of, asked.cycle_id,
            Unit.name.label("unit_name"), *answers.columns,
        )
        .join(Cycle, Cycle.id == asked.cycle_id)
        .join(Person, Person.id == asked.person_id)
        .join(held, held.id == asked.appointment_id)
        .outerjoin(Unit, Unit.id == held.unit_id)
        .where(asked.received >= period.first, asked.received <= period.last)
    )  # fmt: skip
    selected = set(
        book.session.scalars(
            select(Decision.application_id).where(
                Decision.outcome == Outcome.SELECTED.value, Decision.applied_at.is_not(None)
            )
        )
    )
    taking = {one.application: one for one in book.participations if one.application}
    signed, moved = _signed(book), _moved(book)
    found = []
    for row in rows:
        part = taking.get(row.id)
        scores_sealed, names_sealed = row.cycle_id in book.sealed.scores, row.cycle_id in book.sealed.names
        known = None if scores_sealed else part
        found.append(
            Applied(
                # A unit beside a number would tell who it is, so where names are sealed the number stays away.
                "" if names_sealed else row.id,
                sealing.SEALED_WHO if names_sealed else book.people[row.person_id],
                "" if names_sealed else row.number,
                row.received,
                channel_of(row.heard_of),
                row.unit_name or "",
                answers.of_row(row.id, row.cycle_id, row).eligibility is Eligibility.ELIGIBLE,
                row.id in selected and not scores_sealed,
                known is not None and known.id in signed,
                known is not None and _advanced(book, known, moved),
            )
        )
    return tuple(found)


def _signed(book: Book) -> frozenset[str]:
    """The participations whose plan has a revision that was signed or put in force."""
    holding = in_force.held_ids(book.session)
    rows = book.rows(select(Plan.id, Plan.participation_id))
    return frozenset(row.participation_id for row in rows if row.id in holding)


def _moved(book: Book) -> Mapping[str, list[tuple[date, str | None]]]:
    """The days of the UM moves of each person, each with the participation that it is recorded with."""
    found: dict[str, list[tuple[date, str | None]]] = defaultdict(list)
    for one in book.advancements:
        if counts.is_um_move(one.move, book.category_on):
            found[one.move.person].append((one.move.on, one.participation))
    return found


def _advanced(book: Book, part: Taking, moved: Mapping[str, list[tuple[date, str | None]]]) -> bool:
    def took_part(day: date) -> bool:
        window = Period(td_limits.after(day, -book.definitions.months_after), day)
        return part.started <= day and counts.takes_part(part.states, window, book.definitions)

    return any(
        recorded == part.id or (recorded is None and took_part(day)) for day, recorded in moved.get(part.person, ())
    )
