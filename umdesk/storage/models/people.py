"""People, the classes they hold and the places they work."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from umdesk.storage.models.base import Id, Record


class JobClass(Record):
    """One dated title of a civil-service class; rows of one `class_code` never overlap in time."""

    __tablename__ = "job_class"

    class_code: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    title_from: Mapped[date | None]
    title_to: Mapped[date | None]
    schematic_code: Mapped[str]
    entry_level: Mapped[str]
    bridging: Mapped[bool]
    status: Mapped[str]
    confirmed: Mapped[bool]
    note: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")


class ClassOverride(Record):
    """A department's own category for a class from a date, with its reason."""

    __tablename__ = "class_override"

    class_code: Mapped[str] = mapped_column(index=True)
    category: Mapped[str]
    effective: Mapped[date]
    reason: Mapped[str]


class Unit(Record):
    """A unit or station of the department."""

    __tablename__ = "unit"

    name: Mapped[str] = mapped_column(unique=True)


class Supervisor(Record):
    """A supervisor; appointments point here, and a supervisor's account will too."""

    __tablename__ = "supervisor"
    __table_args__ = (Index("ix_supervisor_name", "name"),)

    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    account_id: Mapped[str | None] = mapped_column(Id, ForeignKey("account.id"), index=True)


class Person(Record):
    """An employee; the employee number is text of the settings' width, None where none is known."""

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_name", "last_name", "first_name"),)

    last_name: Mapped[str]
    first_name: Mapped[str]
    employee_number: Mapped[str | None] = mapped_column(index=True)
    work_phone: Mapped[str] = mapped_column(default="")
    work_email: Mapped[str] = mapped_column(default="")


class Appointment(Record):
    """What a person holds from a date; a later row follows it, nothing is overwritten except a correction.

    `class_date` is the day the person was appointed to the class, None where nobody knows it; `effective`
    is from when this row holds.
    """

    __tablename__ = "appointment"

    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    effective: Mapped[date]
    class_code: Mapped[str]
    class_title: Mapped[str]
    class_date: Mapped[date | None]
    tenure: Mapped[str]
    time_base: Mapped[str]
    unit_id: Mapped[str | None] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    supervisor_id: Mapped[str | None] = mapped_column(Id, ForeignKey("supervisor.id"), index=True)


class Disclosure(Record):
    """Personal data that left the program: when, to whom, why, what and how (Civ. Code 1798.25).

    `everyone` is a disclosure of all people on file at that moment; otherwise `DisclosurePerson` names them. `by` is
    who gave it out, as a name.
    """

    __tablename__ = "disclosure"

    at: Mapped[datetime]
    by: Mapped[str]
    recipient: Mapped[str]
    purpose: Mapped[str]
    what: Mapped[str]
    how: Mapped[str]
    everyone: Mapped[bool] = mapped_column(default=False)


class DisclosurePerson(Record):
    """One person whose data a disclosure held."""

    __tablename__ = "disclosure_person"
    __table_args__ = (UniqueConstraint("disclosure_id", "person_id"),)

    disclosure_id: Mapped[str] = mapped_column(Id, ForeignKey("disclosure.id"))
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)


class Disagreement(Record):
    """A person's statement of disagreement with what is on file about them (Civ. Code 1798.36)."""

    __tablename__ = "disagreement"

    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    filed: Mapped[date]
    about: Mapped[str]
    statement: Mapped[str]
    reasons: Mapped[str] = mapped_column(default="")
