"""Participations, plans with their revisions, and what happened: progress, money, T&D, advancement."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from umdesk.storage.models.base import Id, Record


class Participation(Record):
    """A person in the program, from the day decisions were applied."""

    __tablename__ = "participation"

    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    application_id: Mapped[str | None] = mapped_column(Id, ForeignKey("application.id"), index=True)
    started: Mapped[date]


class ParticipationStateRow(Record):
    """A dated state of a participation; the latest row on or before a day holds on that day."""

    __tablename__ = "participation_state"

    participation_id: Mapped[str] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    state: Mapped[str]
    effective: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")


class Plan(Record):
    """A participation's Career Development Plan; number like "2026-0001"."""

    __tablename__ = "plan"

    participation_id: Mapped[str] = mapped_column(Id, ForeignKey("participation.id"), unique=True)
    number: Mapped[str] = mapped_column(unique=True)


class Revision(Record):
    """One dated version of a plan; frozen from printing on.

    The current class and the names are copied in, since a printed page must not change when a person moves.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    plan_id: Mapped[str] = mapped_column(Id, ForeignKey("plan.id"))
    number: Mapped[int]
    state: Mapped[str]
    started_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    current_class_code: Mapped[str] = mapped_column(default="")
    current_class_title: Mapped[str] = mapped_column(default="")
    target_class_code: Mapped[str] = mapped_column(default="")
    target_class_title: Mapped[str] = mapped_column(default="")
    unit_name: Mapped[str] = mapped_column(default="")
    supervisor_name: Mapped[str] = mapped_column(default="")
    coordinator_name: Mapped[str] = mapped_column(default="")
    support: Mapped[str] = mapped_column(default="")
    supervisor_comments: Mapped[str] = mapped_column(default="")
    participant_comments: Mapped[str] = mapped_column(default="")
    content_digest: Mapped[str | None]
    printed_at: Mapped[datetime | None]
    printed_document_id: Mapped[str | None] = mapped_column(Id, ForeignKey("printed_document.id"), index=True)
    employee_signed: Mapped[date | None]
    supervisor_signed: Mapped[date | None]
    coordinator_signed: Mapped[date | None]
    not_signed_note: Mapped[str] = mapped_column(default="")
    original_kept_at: Mapped[str] = mapped_column(default="")


class PlanItem(Record):
    """The identity of a goal, competency, activity or cost line, which lives through all revisions."""

    __tablename__ = "plan_item"

    plan_id: Mapped[str] = mapped_column(Id, ForeignKey("plan.id"), index=True)
    kind: Mapped[str]


class PlanGoal(Record):
    """A goal as one revision words it."""

    __tablename__ = "plan_goal"
    __table_args__ = (UniqueConstraint("revision_id", "item_id"),)

    revision_id: Mapped[str] = mapped_column(Id, ForeignKey("revision.id"), index=True)
    item_id: Mapped[str] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    position: Mapped[int]
    term: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    target_date: Mapped[date | None]


class PlanCompetency(Record):
    """A competency as one revision has it: where it is now, where it shall be."""

    __tablename__ = "plan_competency"
    __table_args__ = (UniqueConstraint("revision_id", "item_id"),)

    revision_id: Mapped[str] = mapped_column(Id, ForeignKey("revision.id"), index=True)
    item_id: Mapped[str] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(default="")
    now: Mapped[str] = mapped_column(default="")
    wanted: Mapped[str] = mapped_column(default="")


class PlanActivity(Record):
    """An activity as one revision plans it; hours are planned hours on state time and own time."""

    __tablename__ = "plan_activity"
    __table_args__ = (UniqueConstraint("revision_id", "item_id"),)

    revision_id: Mapped[str] = mapped_column(Id, ForeignKey("revision.id"), index=True)
    item_id: Mapped[str] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    position: Mapped[int]
    type: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    provider: Mapped[str] = mapped_column(default="")
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    state_hours: Mapped[Decimal | None]
    own_hours: Mapped[Decimal | None]
    serves_item_id: Mapped[str | None] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    required: Mapped[bool] = mapped_column(default=True)


class PlanCost(Record):
    """A cost line as one revision estimates it, in US dollars."""

    __tablename__ = "plan_cost"
    __table_args__ = (UniqueConstraint("revision_id", "item_id"),)

    revision_id: Mapped[str] = mapped_column(Id, ForeignKey("revision.id"), index=True)
    item_id: Mapped[str] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(default="")
    estimate: Mapped[Decimal | None]
    fund: Mapped[str] = mapped_column(default="")
    activity_item_id: Mapped[str | None] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)


class Progress(Record):
    """What happened to an activity on a date; the newest row tells how far it is."""

    __tablename__ = "progress"

    participation_id: Mapped[str] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    item_id: Mapped[str] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    on: Mapped[date]
    status: Mapped[str]
    hours: Mapped[Decimal | None]
    note: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")


class MoneyRecord(Record):
    """Money that was spent on a date, in US dollars; negative for a refund."""

    __tablename__ = "money_record"

    participation_id: Mapped[str] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    item_id: Mapped[str | None] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    on: Mapped[date]
    amount: Mapped[Decimal]
    fund: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class TDAssignment(Record):
    """A T&D assignment that a person served or serves; days are inclusive (2 CCR 438.1)."""

    __tablename__ = "td_assignment"

    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    participation_id: Mapped[str | None] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    item_id: Mapped[str | None] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    starts: Mapped[date]
    ends: Mapped[date]
    time_base: Mapped[Decimal]
    class_code: Mapped[str] = mapped_column(default="")
    over_limit_reason: Mapped[str] = mapped_column(default="")


class Advancement(Record):
    """A person's move to another class on a date."""

    __tablename__ = "advancement"

    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    participation_id: Mapped[str | None] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    on: Mapped[date]
    from_class_code: Mapped[str]
    to_class_code: Mapped[str]
    to_class_title: Mapped[str] = mapped_column(default="")
    route: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
