"""People, the classes they hold and the places they work."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from umdesk.domain.writing import full_name
from umdesk.storage.models.base import Id, Record


class JobClass(Record):
    """One dated title of a civil-service class; rows of one `class_code` never overlap in time.

    Salaries are US dollars a month, probation whole months; None where nobody knows.
    """

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
    salary_minimum: Mapped[Decimal | None]
    salary_maximum: Mapped[Decimal | None]
    probation_months: Mapped[int | None]
    minimum_qualifications: Mapped[str] = mapped_column(default="")
    bargaining_unit: Mapped[str] = mapped_column(default="")
    hard_to_fill: Mapped[bool] = mapped_column(default=False)


class LadderStep(Record):
    """One step of a career ladder: from a class to a class by a route."""

    __tablename__ = "ladder_step"
    __table_args__ = (UniqueConstraint("from_class_code", "to_class_code", "route"),)

    from_class_code: Mapped[str]
    to_class_code: Mapped[str]
    route: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class ClassOverride(Record):
    """A department's own category for a class from a date, with its reason; until `ends`, None for no end."""

    __tablename__ = "class_override"

    class_code: Mapped[str] = mapped_column(index=True)
    category: Mapped[str]
    effective: Mapped[date]
    ends: Mapped[date | None]
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
    """An employee; the employee number is text of the settings' width, None where none is known.

    `hired` is the day from which they have worked for the state.
    """

    __tablename__ = "person"
    __table_args__ = (Index("ix_person_name", "last_name", "first_name"),)

    last_name: Mapped[str]
    first_name: Mapped[str]
    employee_number: Mapped[str | None] = mapped_column(index=True)
    work_phone: Mapped[str] = mapped_column(default="")
    work_email: Mapped[str] = mapped_column(default="")
    hired: Mapped[date | None]

    @property
    def full_name(self) -> str:
        """The name as a sentence has it: "Rebecca Nelson"."""
        return full_name(self.last_name, self.first_name)


class PersonMerge(Record):
    """Two records that were one person: what the one was that is gone, so that its history is still found."""

    __tablename__ = "person_merge"

    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    gone_id: Mapped[str] = mapped_column(Id)
    gone_name: Mapped[str]
    gone_number: Mapped[str]
    reason: Mapped[str]
    merged_by: Mapped[str]
    merged_at: Mapped[datetime]


class DistinctPeople(Record):
    """Two people who look like one and are not, as a coordinator found; `first_id` is the smaller id."""

    __tablename__ = "distinct_people"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    first_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"))
    second_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    found_by: Mapped[str]
    found_at: Mapped[datetime]


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
    position_number: Mapped[str] = mapped_column(default="")
    salary_range: Mapped[str] = mapped_column(default="")
    work_location: Mapped[str] = mapped_column(default="")
    probation_ends: Mapped[date | None]


class Contact(Record):
    """A talk, call or mail with a person on a day; a reader sees that it was, not what was said."""

    __tablename__ = "contact"

    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    participation_id: Mapped[str | None] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    on: Mapped[date]
    kind: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    made_by: Mapped[str]


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
