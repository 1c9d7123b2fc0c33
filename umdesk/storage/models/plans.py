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
    `snapshot_sha256` is the frozen content as canonical JSON, of which `content_digest` is the digest; None where it
    was printed before such copies were kept. `not_signed_note` says in one text who did not sign where the columns of
    the three signatories do not.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    plan_id: Mapped[str] = mapped_column(Id, ForeignKey("plan.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(default="initial")
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
    supervisor_approval: Mapped[str] = mapped_column(default="")
    participant_comments: Mapped[str] = mapped_column(default="")
    mentor_name: Mapped[str] = mapped_column(default="")
    mentor_resource_id: Mapped[str | None] = mapped_column(Id, ForeignKey("resource.id"), index=True)
    content_digest: Mapped[str | None]
    snapshot_sha256: Mapped[str | None] = mapped_column(ForeignKey("blob.sha256"), index=True)
    printed_at: Mapped[datetime | None]
    printed_document_id: Mapped[str | None] = mapped_column(Id, ForeignKey("printed_document.id"), index=True)
    employee_signed: Mapped[date | None]
    supervisor_signed: Mapped[date | None]
    coordinator_signed: Mapped[date | None]
    employee_not_signed: Mapped[str] = mapped_column(default="")
    employee_not_signed_reason: Mapped[str] = mapped_column(default="")
    supervisor_not_signed: Mapped[str] = mapped_column(default="")
    supervisor_not_signed_reason: Mapped[str] = mapped_column(default="")
    coordinator_not_signed: Mapped[str] = mapped_column(default="")
    coordinator_not_signed_reason: Mapped[str] = mapped_column(default="")
    not_signed_note: Mapped[str] = mapped_column(default="")
    original_kept_at: Mapped[str] = mapped_column(default="")
    in_force_on: Mapped[date | None]
    in_force_reason: Mapped[str] = mapped_column(default="")
    in_force_by: Mapped[str] = mapped_column(default="")


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
    measure: Mapped[str] = mapped_column(default="")
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
    also_serves_item_id: Mapped[str | None] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    training_category: Mapped[str] = mapped_column(default="")
    resource_id: Mapped[str | None] = mapped_column(Id, ForeignKey("resource.id"), index=True)
    required: Mapped[bool] = mapped_column(default=True)


class PlanCost(Record):
    """A cost line as one revision estimates it, in US dollars."""

    __tablename__ = "plan_cost"
    __table_args__ = (UniqueConstraint("revision_id", "item_id"),)

    revision_id: Mapped[str] = mapped_column(Id, ForeignKey("revision.id"), index=True)
    item_id: Mapped[str] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="other")
    estimate: Mapped[Decimal | None]
    fund: Mapped[str] = mapped_column(default="")
    request_number: Mapped[str] = mapped_column(default="")
    planned_on: Mapped[date | None]
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
    category: Mapped[str] = mapped_column(default="other")
    fund: Mapped[str] = mapped_column(default="")
    request_number: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class TDAssignment(Record):
    """A T&D assignment that a person served or serves; days are inclusive (2 CCR 438.1).

    Three sign its agreement: the employee, the current and the new supervisor. `early_end_requested` is the day on
    which the written request to end early was received, `planned_end` the agreed end where `ends` is an earlier one.
    """

    __tablename__ = "td_assignment"

    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    participation_id: Mapped[str | None] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    item_id: Mapped[str | None] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    starts: Mapped[date]
    ends: Mapped[date]
    time_base: Mapped[Decimal]
    class_code: Mapped[str] = mapped_column(default="")
    class_title: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    duties: Mapped[str] = mapped_column(default="")
    from_unit: Mapped[str] = mapped_column(default="")
    to_unit: Mapped[str] = mapped_column(default="")
    current_supervisor: Mapped[str] = mapped_column(default="")
    new_supervisor: Mapped[str] = mapped_column(default="")
    employee_signed: Mapped[date | None]
    current_supervisor_signed: Mapped[date | None]
    new_supervisor_signed: Mapped[date | None]
    original_kept_at: Mapped[str] = mapped_column(default="")
    early_end_requested: Mapped[date | None]
    early_end_reason: Mapped[str] = mapped_column(default="")
    planned_end: Mapped[date | None]
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
