"""Which appointment holds on a day, and on which one an application stands.

An application stands on the appointment in force on the day it was received. Whatever changes which one that is moves
the applications along in the same operation, except those of a closed cycle.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.errors import NotNow
from umdesk.domain.words import CycleState
from umdesk.domain.writing import counted, enumerated
from umdesk.storage.models import Advancement, Application, Appointment, Change, Cycle, Supervisor, Unit, new_id

HELD = (
    "class_code", "class_title", "class_date", "tenure", "time_base", "unit_id", "supervisor_id", "position_number",
    "salary_range", "work_location", "probation_ends",
)  # fmt: skip
"""What an appointment says besides from when it holds."""


def held_on(session: Session, person_id: str, day: date) -> Appointment | None:
    """The appointment that holds on a day: the latest that has begun, None before the first."""
    row = Appointment
    begun = select(row).where(row.person_id == person_id, row.effective <= day)
    return session.scalars(begun.order_by(row.effective.desc(), row.id.desc())).first()


def held_or_first(session: Session, person_id: str, day: date) -> Appointment | None:
    """The appointment that holds on a day, and before the first one that; None where none is on file."""
    rows = in_order(session.scalars(select(Appointment).where(Appointment.person_id == person_id)))
    return in_force(rows, day) or next(iter(rows), None)


def names_of(session: Session, held: Appointment | None) -> tuple[str, str]:
    """What unit and supervisor of an appointment are called, "" for each that it does not name."""
    unit = session.get(Unit, held.unit_id) if held and held.unit_id else None
    supervisor = session.get(Supervisor, held.supervisor_id) if held and held.supervisor_id else None
    return unit.name if unit else "", supervisor.name if supervisor else ""


def settle(session: Session, person_id: str) -> tuple[str, ...]:
    """Let each application stand on the appointment in force on its day; gives the numbers of those that moved.

    One received before the first appointment stands on the first. Those of a closed cycle stay where they are.
    """
    moved = []
    for application, right in misplaced(session, [person_id]):
        application.appointment_id = right.id
        moved.append(application.number)
    session.flush()
    return tuple(moved)


def misplaced(session: Session, people: Sequence[str]) -> list[tuple[Application, Appointment]]:
    """The applications that stand on another appointment than that of their day, each with the right one, by number.

    Several people are taken as one, as they would be when their records are made one.
    """
    rows = in_order(session.scalars(select(Appointment).where(Appointment.person_id.in_(people))))
    if not rows:
        return []
    found = session.scalars(
        select(Application)
        .join(Cycle, Cycle.id == Application.cycle_id)
        .where(Application.person_id.in_(people), Cycle.state != CycleState.CLOSED.value)
        .order_by(Application.number)
    ).all()
    day_of = {row.id: row.effective for row in rows}
    right = [(application, in_force(rows, application.received) or rows[0]) for application in found]
    # Two rows of one day: either is right, and the application keeps its own.
    return [(one, held) for one, held in right if day_of.get(one.appointment_id) != held.effective]


def taken_in(on_file: Sequence[Appointment], said: Appointment, received: date) -> Appointment:
    """The appointment for what an application says: one on file that says the same, else `said` with its day.

    What the application leaves out is as it is on file on the day received. A class that the person holds since a day
    after what is on file began holds from that day, everything else from the day received. Of two rows of one day,
    which no coordinator can enter, the one that came in later holds.

    Args:
        on_file: the person's appointments, in any order.
        said: an appointment that is not in the session yet; what the application does not say is empty in it.
        received: the day the application was received.
    """
    last = in_force(in_order(on_file), received)
    moved = last is None or (said.class_code or last.class_code) != last.class_code
    class_date = said.class_date
    if last is not None:
        _fill(said, last, moved=moved)
        if alike(said, last):
            return last
    began = received
    if moved and class_date is not None and class_date <= received and (last is None or class_date > last.effective):
        began = class_date
    said.effective = began
    same_day = [row.id for row in on_file if row.effective == began]
    while any(said.id <= other for other in same_day):  # the order of two rows of one day is that of their ids
        said.id = new_id()
    return said


def restamped(session: Session, application: Application, before: date) -> tuple[str, ...]:
    """Follow a change of the day on which an application was received; gives the numbers of those that moved.

    An appointment that came with the application, from the day received on, moves with that day; one that came by
    another way says for itself from when it holds.
    """
    row = Appointment
    held = session.get_one(row, application.appointment_id)
    others = select(Application.id).where(Application.appointment_id == held.id, Application.id != application.id)
    taken = select(row.id).where(row.person_id == held.person_id, row.effective == application.received)
    if (
        held.effective == before
        and made_together(session, application.id, held.id)
        and not session.scalars(others).first()
        and not session.scalars(taken).first()
    ):
        held.effective = application.received
    session.flush()
    return settle(session, application.person_id)


def in_order(rows: Iterable[Appointment]) -> list[Appointment]:
    """Appointments in the order in which they hold."""
    return sorted(rows, key=lambda row: (row.effective, row.id))


def in_force(rows: Sequence[Appointment], day: date) -> Appointment | None:
    """Of appointments in order, the one that holds on a day; None before the first."""
    return next((row for row in reversed(rows) if row.effective <= day), None)


def advancement_of(session: Session, row: Appointment) -> Advancement | None:
    """The advancement that brought an appointment, if one did."""
    move = Advancement
    return session.scalars(
        select(move).where(
            move.person_id == row.person_id, move.on == row.effective, move.to_class_code == row.class_code
        )
    ).first()


def refuse_of_a_move(session: Session, row: Appointment) -> None:
    """Let class and day of an appointment stay as they are where an advancement brought it.

    Raises:
        NotNow: one did.
    """
    move = advancement_of(session, row)
    if move is not None:
        raise NotNow(
            f"This appointment came with the advancement of {dates.show(move.on)}; nothing was changed.",
            "Remove the advancement and record it again as it was.",
        )


def made_together(session: Session, one_id: str, other_id: str) -> bool | None:
    """Whether two records came on file by one operation, None where the history does not know of both."""
    made = [
        set(session.scalars(select(Change.event_seq).where(Change.record_id == record, Change.before.is_(None))))
        for record in (one_id, other_id)
    ]
    return bool(made[0] & made[1]) if all(made) else None


def closed_by(session: Session, appointment_id: str) -> str | None:
    """The name of a closed cycle an application of which stands on an appointment, None without one."""
    query = select(Cycle.name).join(Application, Application.cycle_id == Cycle.id)
    return session.scalars(
        query.where(Application.appointment_id == appointment_id, Cycle.state == CycleState.CLOSED.value)
    ).first()


def moved_in_words(numbers: Sequence[str]) -> str:
    """A sentence on applications that stand on another appointment now, "" for none."""
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"Application {numbers[0]} now stands on the appointment of the day it was received."
    shown = f"Applications {enumerated(numbers)}" if len(numbers) <= 4 else counted(len(numbers), "application")
    return f"{shown} now stand on the appointment of the day each was received."


def moved_aside(numbers: Sequence[str]) -> str:
    """The same in parentheses, to stand behind the line of an operation; "" for none."""
    said = moved_in_words(numbers).rstrip(".")
    return f" ({said[0].lower()}{said[1:]})" if said else ""


def alike(one: Appointment, other: Appointment) -> bool:
    """Whether two appointments say the same, but for from when."""
    return all((getattr(one, name) or None) == (getattr(other, name) or None) for name in HELD)


def _fill(said: Appointment, last: Appointment, *, moved: bool) -> None:
    """Take what an application leaves out from what is on file."""
    if not said.class_code and not said.class_title:
        said.class_code = last.class_code
    if not said.class_title and said.class_code == last.class_code:
        said.class_title = last.class_title
    if said.class_date is None and not moved:
        said.class_date = last.class_date
    for name in HELD[3:]:
        setattr(said, name, getattr(said, name) or getattr(last, name))
