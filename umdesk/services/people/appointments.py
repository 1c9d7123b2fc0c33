"""Appointments as dated rows: what a person holds from a day until the next row begins; added, corrected, removed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.field_words import field_words
from umdesk.domain.writing import enumerated
from umdesk.services import classes, sealing
from umdesk.services.applicants.values import APPOINTMENT_FIELDS, set_appointment
from umdesk.services.changes import refuse_unknown
from umdesk.services.people import holding, moves_against
from umdesk.services.people.asking import refuse_others, title_on
from umdesk.services.people.holding import (
    HELD,
    advancement_of,
    alike,
    closed_by,
    in_order,
    moved_aside,
    moved_in_words,
    refuse_of_a_move,
    settle,
)
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.models import Application, Appointment, Person
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """One appointment of a person, with the titles of its first day; `until` is its last day, None while it holds.

    `applications` are the numbers of those that stand on it; `with_advancement` says that an advancement brought it.
    """

    id: str
    effective: date
    until: date | None
    class_code: str
    title: str
    title_written: str
    class_date: date | None
    tenure: str
    time_base: str
    unit: str
    supervisor: str
    supervisor_email: str
    position_number: str
    salary_range: str
    work_location: str
    probation_ends: date | None
    applications: tuple[str, ...]
    with_advancement: bool

    @property
    def class_text(self) -> str:
        """The class as lists show it: "1379 Office Assistant (Typing)"."""
        return f"{self.class_code} {self.title}".strip()

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.effective <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Changed:
    """An appointment that was added or corrected, and the numbers of the applications that stand on another now.

    `against` says in sentences which moves on record it contradicts.
    """

    appointment_id: str
    applications: tuple[str, ...]
    against: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """What to look at after it, in sentences; "" for nothing."""
        told = list(self.against)
        if self.applications:
            whose = "its" if len(self.applications) == 1 else "their"
            told.append(f"{moved_in_words(self.applications)} Look at {whose} eligibility again.")
        return " ".join(told)


def listed(program: Program, person_id: str) -> tuple[AppointmentRow, ...]:
    """All appointments of a person, the newest first.

    Raises:
        NotAllowed: it is none of the people that the account reaches.
    """
    permit(program, "people.appointments.listed")
    with program.reading() as session:
        refuse_others(session, program, "people.appointments.listed", person_id)
        return rows_of(session, person_id)


def add(program: Program, person_id: str, effective: date | None, changes: Mapping[str, Any]) -> Changed:
    """Add what a person holds from a day: a transfer, another class, another unit or supervisor.

    `changes` are some of `APPOINTMENT_FIELDS`; everything else stays as it is on that day. Applications received on or
    after the day stand on the right appointment afterwards.

    Raises:
        InvalidInput: the day is missing or has an appointment already, a value cannot be, or nothing would change;
            named by `field`.
    """
    permit(program, "people.appointments.add")
    refuse_unknown(changes, APPOINTMENT_FIELDS)
    with program.operation("people.appointments.add", "", settles=person_id) as op:
        session = op.session
        person = session.get_one(Person, person_id)
        sealing.refuse_names_of_people(session, program, person_id)
        began = _free_day(session, person_id, effective, "")
        base = holding.held_or_first(session, person_id, began)
        row = Appointment(person_id=person_id, effective=began, **_values(base))
        _say(session, row, base, changes)
        if base is not None and base.effective < began and alike(row, base):
            raise InvalidInput(
                f"Nothing would change: {person.full_name} holds this since {dates.show(base.effective)}.",
                "Change the class, the unit, the supervisor or another value.",
            )
        session.add(row)
        session.flush()
        moved = settle(session, person_id)
        name = person.full_name
        op.summary = f"Added an appointment of {name} from {dates.show(began)}{moved_aside(moved)}"
        return Changed(row.id, moved, moves_against.told(session, row))


def correct(program: Program, appointment_id: str, changes: Mapping[str, Any]) -> Changed:
    """Put an appointment right: some of `APPOINTMENT_FIELDS`, or `effective`, from when it holds.

    Raises:
        InvalidInput: a value that cannot be, or a day that has an appointment already; named by `field`.
        NotNow: an application of a closed cycle stands on it, or an advancement brought it and the change is of the
            class or the day.
    """
    permit(program, "people.appointments.correct")
    refuse_unknown(changes, APPOINTMENT_FIELDS | {"effective"})
    with program.operation("people.appointments.correct", "", settles=appointment_id) as op:
        session = op.session
        row = session.get_one(Appointment, appointment_id)
        sealing.refuse_names_of_people(session, program, row.person_id)
        _refuse_closed(session, appointment_id)
        if {"effective", "class_code"} & set(changes):
            refuse_of_a_move(session, row)
        if "effective" in changes:
            row.effective = _free_day(session, row.person_id, changes["effective"], row.id)
        values = {name: value for name, value in changes.items() if name != "effective"}
        if values:
            set_appointment(session, row, values, row.effective)
        session.flush()
        moved = settle(session, row.person_id)
        person = session.get_one(Person, row.person_id)
        named = enumerated([_words(name) for name in changes]) or "appointment"
        op.summary = f"Changed the {named} of {person.full_name}{moved_aside(moved)}"
        return Changed(row.id, moved, moves_against.told(session, row))


def remove(program: Program, appointment_id: str) -> None:
    """Take out an appointment that was entered by mistake and that nothing stands on.

    Raises:
        NotNow: it is not there any more, it is the only one, an application stands on it, or an advancement brought it.
    """
    permit(program, "people.appointments.remove")
    with program.operation("people.appointments.remove", "") as op:
        session = op.session
        row = session.get_one(Appointment, appointment_id)
        sealing.refuse_names_of_people(session, program, row.person_id)
        numbers = session.scalars(
            select(Application.number).where(Application.appointment_id == row.id).order_by(Application.number)
        ).all()
        if numbers:
            raise NotNow(
                f"{_applications(numbers)} on this appointment; it was not removed.",
                "Correct it instead, or give it the right day.",
            )
        move = advancement_of(session, row)
        if move is not None:
            raise NotNow(
                f"This appointment came with the advancement of {dates.show(move.on)}; it was not removed.",
                "Remove the advancement, and the appointment goes with it.",
            )
        if len(session.scalars(select(Appointment.id).where(Appointment.person_id == row.person_id)).all()) == 1:
            raise NotNow("This is the only appointment on file; it was not removed.", "Correct it instead.")
        person = session.get_one(Person, row.person_id)
        op.summary = f"Removed the appointment of {person.full_name} from {dates.show(row.effective)}"
        session.delete(row)
        session.flush()
        settle(session, row.person_id)


# --- building blocks for other services --------------------------------------------------------------------------


def rows_of(session: Session, person_id: str) -> tuple[AppointmentRow, ...]:
    """All appointments of a person, the newest first."""
    catalogue = classes.facts(session)
    rows = in_order(session.scalars(select(Appointment).where(Appointment.person_id == person_id)))
    units = dict(session.execute(select(models.Unit.id, models.Unit.name)).all())
    standing: dict[str, list[str]] = {}
    for held_id, number in session.execute(
        select(Application.appointment_id, Application.number)
        .where(Application.person_id == person_id)
        .order_by(Application.number)
    ):
        standing.setdefault(held_id, []).append(number)
    found = []
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        supervisor = session.get(models.Supervisor, row.supervisor_id) if row.supervisor_id else None
        found.append(
            AppointmentRow(
                row.id, row.effective, max(following.effective - timedelta(1), row.effective) if following else None,
                row.class_code, title_on(catalogue, row, row.effective), row.class_title, row.class_date, row.tenure,
                row.time_base, units.get(row.unit_id or "", ""), supervisor.name if supervisor else "",
                supervisor.email if supervisor else "", row.position_number, row.salary_range, row.work_location,
                row.probation_ends, tuple(standing.get(row.id, ())), advancement_of(session, row) is not None,
            )
        )  # fmt: skip
    return tuple(reversed(found))


def _values(base: Appointment | None) -> dict[str, Any]:
    if base is not None:
        return {name: getattr(base, name) for name in HELD}
    return {name: None if name in ("class_date", "unit_id", "supervisor_id", "probation_ends") else "" for name in HELD}


def _say(session: Session, row: Appointment, base: Appointment | None, changes: Mapping[str, Any]) -> None:
    """Put the changes into the row; another class brings its own title and day, and ends what came with the old one."""
    values = dict(changes)
    before = base.class_code if base is not None else ""
    set_appointment(session, row, {k: v for k, v in values.items() if k == "class_code"}, row.effective)
    if row.class_code != before:
        values.setdefault("class_title", classes.facts(session).title(row.class_code, row.effective))
        values.setdefault("class_date", row.effective)
        values.setdefault("probation_ends", None)
        values.setdefault("salary_range", "")
    set_appointment(session, row, values, row.effective)


def _free_day(session: Session, person_id: str, day: date | None, own_id: str) -> date:
    if day is None:
        raise InvalidInput("The day from which it holds is missing.", "Write it like 3/14/2026.", "effective")
    there = session.scalars(
        select(Appointment.id).where(
            Appointment.person_id == person_id, Appointment.effective == day, Appointment.id != own_id
        )
    ).first()
    if there is not None:
        raise InvalidInput(
            f"An appointment from {dates.show(day)} is on file already.", "Correct that one.", "effective"
        )
    return day


def _refuse_closed(session: Session, appointment_id: str) -> None:
    closed = closed_by(session, appointment_id)
    if closed:
        raise NotNow(
            f"{closed} is closed, and an application of it stands on this appointment; nothing was changed.",
            "Add an appointment from the day on which something else holds.",
        )


def _applications(numbers: Sequence[str]) -> str:
    return f"Application {numbers[0]} stands" if len(numbers) == 1 else f"Applications {enumerated(numbers)} stand"


def _words(name: str) -> str:
    """What people call a field of the form; some are columns of other records."""
    ours = {"effective": "first day", "supervisor_email": "supervisor's email"}
    column = {"unit": "unit_id", "supervisor": "supervisor_id"}.get(name, name)
    return ours.get(name) or field_words("appointment", column)
