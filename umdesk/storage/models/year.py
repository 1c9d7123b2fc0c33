"""The program year: goals, action plan, budget, outreach, handbook, roles, calendar, and filed reports."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from umdesk.storage.models.base import Id, Record


class YearGoal(Record):
    """A goal of a program year: how many employees, from a day to another (Gov. Code 19402(a)).

    `year` is the program year by the year in which it ends; `reduced_to` the number that the department asked CalHR
    for instead, which holds once `reduction_answer` grants it.
    """

    __tablename__ = "year_goal"

    year: Mapped[int] = mapped_column(index=True)
    kind: Mapped[str]
    employees: Mapped[int]
    period_from: Mapped[date]
    period_to: Mapped[date]
    approved_on: Mapped[date | None]
    approved_note: Mapped[str] = mapped_column(default="")
    reduced_to: Mapped[int | None]
    reduction_asked_on: Mapped[date | None]
    reduction_reason: Mapped[str] = mapped_column(default="")
    reduction_answer: Mapped[str] = mapped_column(default="")
    reduction_answered_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class YearNote(Record):
    """A text of a program year, such as the explanation of two missed years; `key` is a word of YearText."""

    __tablename__ = "year_note"
    __table_args__ = (UniqueConstraint("year", "key"),)

    year: Mapped[int]
    key: Mapped[str]
    text: Mapped[str] = mapped_column(default="")


class ActionColumn(Record):
    """A column of the action plan as the department has it; without rows the columns of the start hold."""

    __tablename__ = "action_column"

    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    position: Mapped[int]
    shown: Mapped[bool] = mapped_column(default=True)


class Action(Record):
    """An action of a year's action plan; `extra` holds the texts of the department's own columns by their keys.

    `carried_from_id` is the action of the year before that it goes on with.
    """

    __tablename__ = "action"

    year: Mapped[int] = mapped_column(index=True)
    position: Mapped[int]
    text: Mapped[str]
    aim: Mapped[str] = mapped_column(default="")
    responsible: Mapped[str] = mapped_column(default="")
    target_date: Mapped[date | None]
    status: Mapped[str]
    result: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]
    extra: Mapped[dict[str, Any]]
    carried_from_id: Mapped[str | None] = mapped_column(Id, ForeignKey("action.id"), index=True)


class Allocation(Record):
    """Money that a year's budget has for a category of cost ("" for any) from a fund, in US dollars."""

    __tablename__ = "allocation"

    year: Mapped[int] = mapped_column(index=True)
    category: Mapped[str] = mapped_column(default="")
    fund: Mapped[str] = mapped_column(default="")
    amount: Mapped[Decimal]
    note: Mapped[str] = mapped_column(default="")


class AllocationChange(Record):
    """An adjustment of an allocation on a day, in US dollars; negative where it was cut."""

    __tablename__ = "allocation_change"

    allocation_id: Mapped[str] = mapped_column(Id, ForeignKey("allocation.id"), index=True)
    on: Mapped[date]
    amount: Mapped[Decimal]
    reason: Mapped[str]
    made_by: Mapped[str]


class Outreach(Record):
    """Something that made the program known on a day; `reach` is how many employees it reached, None if unknown.

    `unit_id` and `cycle_id` say for whom and for which application window it was, None for everybody and for none.
    """

    __tablename__ = "outreach"

    on: Mapped[date]
    channel: Mapped[str]
    title: Mapped[str]
    audience: Mapped[str] = mapped_column(default="")
    reach: Mapped[int | None]
    unit_id: Mapped[str | None] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    cycle_id: Mapped[str | None] = mapped_column(Id, ForeignKey("cycle.id"), index=True)
    follow_up: Mapped[str] = mapped_column(default="")
    follow_up_due: Mapped[date | None]
    follow_up_done: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class HandbookElement(Record):
    """One of the five elements of the program handbook (2 CCR 599.983); `key` is a word of HandbookPart."""

    __tablename__ = "handbook_element"

    key: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")
    reviewed_on: Mapped[date | None]
    next_review: Mapped[date | None]


class PlannedExam(Record):
    """An Upward Mobility exam that the department plans in a program year (2 CCR 599.983(e))."""

    __tablename__ = "planned_exam"

    year: Mapped[int] = mapped_column(index=True)
    class_code: Mapped[str]
    class_title: Mapped[str] = mapped_column(default="")
    planned_for: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class RoleHolder(Record):
    """Who has a role in the program, with their duties, from a day until another; None where there is no such day."""

    __tablename__ = "role_holder"

    role: Mapped[str]
    name: Mapped[str]
    contact: Mapped[str] = mapped_column(default="")
    duties: Mapped[str] = mapped_column(default="")
    starts: Mapped[date | None]
    ends: Mapped[date | None]


class YearDate(Record):
    """A date of a program year's calendar: the department's own, or when a statutory one (`key`) was done."""

    __tablename__ = "year_date"

    year: Mapped[int] = mapped_column(index=True)
    key: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    on: Mapped[date]
    done_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class YearFile(Record):
    """A file kept with an action, an outreach or a part of the handbook, or the department's logo; `size` in bytes."""

    __tablename__ = "year_file"

    purpose: Mapped[str]
    action_id: Mapped[str | None] = mapped_column(Id, ForeignKey("action.id"), index=True)
    outreach_id: Mapped[str | None] = mapped_column(Id, ForeignKey("outreach.id"), index=True)
    handbook_element_id: Mapped[str | None] = mapped_column(Id, ForeignKey("handbook_element.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    note: Mapped[str] = mapped_column(default="")
    added_by: Mapped[str]
    added_at: Mapped[datetime]


class Headcount(Record):
    """How many employees the department had in a class on a day, where umdesk does not know all of them."""

    __tablename__ = "headcount"
    __table_args__ = (UniqueConstraint("class_code", "on"),)

    class_code: Mapped[str]
    on: Mapped[date]
    employees: Mapped[int]
    source: Mapped[str] = mapped_column(default="")


class Separation(Record):
    """A person left; `on` is the last day. A later appointment says that they came back."""

    __tablename__ = "separation"

    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    on: Mapped[date]
    kind: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class FiledReport(Record):
    """A report as it was filed: the paper, and its numbers with the ids behind them as JSON, for later comparison."""

    __tablename__ = "filed_report"

    kind: Mapped[str]
    period_from: Mapped[date]
    period_to: Mapped[date]
    printed_document_id: Mapped[str] = mapped_column(Id, ForeignKey("printed_document.id"), index=True)
    content_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    filed_on: Mapped[date]
    filed_with: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    filed_by: Mapped[str]
    filed_at: Mapped[datetime]
