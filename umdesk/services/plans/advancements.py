"""Advancements: a person's move to another class, on a date, by a route."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.classes import class_code
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import ParticipationState, Route
from umdesk.services import classes
from umdesk.services.people import holding
from umdesk.services.permissions import permit
from umdesk.services.plans import advancement_checks, participations
from umdesk.storage import models
from umdesk.storage.program import Program


def record_advancement(
    program: Program,
    participation_id: str,
    *,
    on: date,
    to_class_code: str,
    route: Route,
    note: str = "",
    completes: bool = False,
) -> str:
    """Record a move to another class; the appointment changes with it, and the participation ends if it `completes`.

    An appointment from that very day in the new class, which a list brought in, is that of the move.

    Raises:
        InvalidInput: the date has not come yet or lies before the participation, the class is missing, it is the class
            held already, another appointment begins on that day, the move is on record already, or it contradicts what
            is on file and no note says why it is right.
    """
    permit(program, "plans.advancements.record_advancement")
    with program.operation("plans.advancements.record_advancement", "") as op:
        session = op.session
        person = participations.person_of(session, participation_id)
        if on > program.today():
            raise InvalidInput("This date has not come yet.", "Record the move on its day or later.", field="on")
        code = class_code(to_class_code)
        if not code:
            raise InvalidInput("The new class is missing.", "Choose it by code or title.", field="to_class_code")
        advancement_checks.refuse(session, participation_id, on, code)
        held = holding.held_or_first(session, person.id, on)
        brought = _brought_in(session, held, code, on)
        if brought:
            held = holding.held_on(session, person.id, on - timedelta(days=1))
        if held is not None and held.class_code == code:
            raise InvalidInput(f"The class held on that day is {code} already.", "Correct it.", field="to_class_code")
        if held is not None and held.effective == on:
            raise InvalidInput(
                f"An appointment from {dates.show(on)} in class {held.class_code} is on file already.",
                "Give the day of the move, or correct that appointment on the person's page.",
                field="on",
            )
        advancement_checks.refuse_silent(session, person.id, on, code, note)
        title = classes.facts(session).title(code, on)
        row = models.Advancement(
            id=models.new_id(), person_id=person.id, participation_id=participation_id, on=on,
            from_class_code=held.class_code if held else "", to_class_code=code, to_class_title=title, route=route,
            note=note.strip(),
        )  # fmt: skip
        session.add(row)
        if held is not None and not brought:
            session.add(_appointment(held, code, title, on))
            session.flush()
            holding.settle(session, person.id)
        name = person.full_name
        op.summary = f"Recorded the advancement of {name} to {code} {title}".rstrip()
        if completes:
            reason = f"advanced to {code} {title} on {dates.show(on)}"
            participations.enter_state(session, participation_id, ParticipationState.COMPLETED, on, reason)
        return row.id


def remove_advancement(program: Program, advancement_id: str) -> None:
    """Take out an advancement that was recorded by mistake, and the appointment that came with it.

    A participation that it completed stays completed until somebody sets its state.
    """
    permit(program, "plans.advancements.remove_advancement")
    with program.operation("plans.advancements.remove_advancement", "") as op:
        row = op.session.get(models.Advancement, advancement_id)
        if row is None:
            raise NotNow("This advancement is no longer there; nothing was changed.", "Look at the plan again.")
        held = holding.held_or_first(op.session, row.person_id, row.on)
        of_the_move = held is not None and (held.effective, held.class_code) == (row.on, row.to_class_code)
        if held is not None and of_the_move and holding.made_together(op.session, row.id, held.id) is not False:
            _take_away(op.session, held)
        op.summary = f"Removed the advancement of {dates.show(row.on)} to {row.to_class_code}"
        op.session.delete(row)


def _brought_in(session: Session, held: models.Appointment | None, code: str, on: date) -> bool:
    """Whether the appointment of the move is on file already, without an advancement."""
    if held is None or (held.effective, held.class_code) != (on, code):
        return False
    return holding.advancement_of(session, held) is None


def _appointment(held: models.Appointment, code: str, title: str, on: date) -> models.Appointment:
    """What the person holds from the day of the move; unit and supervisor stay until somebody says otherwise."""
    return models.Appointment(
        id=models.new_id(), person_id=held.person_id, effective=on, class_code=code, class_title=title, class_date=on,
        tenure=held.tenure, time_base=held.time_base, unit_id=held.unit_id, supervisor_id=held.supervisor_id,
        work_location=held.work_location,
    )  # fmt: skip


def _take_away(session: Session, appointment: models.Appointment) -> None:
    """Let applications stand on what held before, and delete the appointment unless a closed cycle stands on it."""
    row = models.Appointment
    before = session.scalars(
        select(row)
        .where(row.person_id == appointment.person_id, row.id != appointment.id)
        .order_by(row.effective, row.id)
    ).all()
    if not before or holding.closed_by(session, appointment.id):
        return
    stood = session.scalars(select(models.Application).where(models.Application.appointment_id == appointment.id))
    for application in stood:
        application.appointment_id = (holding.in_force(before, application.received) or before[0]).id
    session.flush()
    session.delete(appointment)
