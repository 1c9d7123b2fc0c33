"""The applications of a period with their answers, read for reports (session block)."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import or_, select

from umdesk.domain.counts import Period
from umdesk.domain.reports.applications import Asked
from umdesk.domain.words import ApplicationState, Outcome
from umdesk.services import sealing
from umdesk.services.applicants.judging import Judge
from umdesk.services.applicants.standing import Answers
from umdesk.services.reporting.book import Book
from umdesk.services.reporting.sets import among
from umdesk.storage.models import Application, Appointment, Cycle, Decision, Person

_DAY = timedelta(days=1)


def asked(book: Book, period: Period) -> tuple[Asked, ...]:
    """The applications that were received, or whose selection was applied, in a period.

    What was decided in a cycle that is sealed for the account is not told, nor names of one whose names are sealed.
    """
    # A moment is kept in UTC and its day is the one here, which may be another.
    begins = datetime.combine(period.first, time(), UTC) - _DAY
    ends = datetime.combine(period.last, time(), UTC) + 2 * _DAY
    decided = book.rows(
        select(Decision.application_id, Decision.applied_at).where(
            Decision.outcome == Outcome.SELECTED.value, Decision.applied_at.between(begins, ends)
        )
    )
    selected = {row.application_id: row.applied_at.astimezone().date() for row in decided}
    answers = Answers.of(book.session, judge=Judge.of(book.session, book.catalogue))
    row, held = Application, Appointment
    rows = book.rows(
        select(
            row.id,
            row.number,
            row.person_id,
            row.received,
            row.state,
            row.cycle_id,
            Cycle.name.label("cycle"),
            *answers.columns,
        )
        .join(Cycle, Cycle.id == row.cycle_id)
        .join(Person, Person.id == row.person_id)
        .join(held, held.id == row.appointment_id)
        .where(or_(row.received.between(period.first, period.last), among(row.id, selected)))
    )
    sealed = book.sealed
    return tuple(
        Asked(
            one.id, one.person_id,
            sealing.SEALED_WHO if one.cycle_id in sealed.names else book.people[one.person_id],
            one.number, one.cycle, one.received, answers.of_row(one.id, one.cycle_id, one).eligibility,
            sealed.state(one.cycle_id, ApplicationState(one.state)),
            None if one.cycle_id in sealed.scores else selected.get(one.id),
        )
        for one in rows
    )  # fmt: skip
